//! Some of those whose journey came to a good end tell their own story, in the words that were
//! drafted with them, and say where it may be shown.

use ::store::Tx;

use super::play::Player;
use crate::journeys::{Journey, own_words};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::told_stories::{Called, Showing, Yes, agree, begin, draft, story_of};
use crate::web::Lang;

/// One in so many days of birth tells a story: enough to fill a wall, and few, as in life.
const ONE_IN: i8 = 9;

impl Player<'_> {
    /// Tells it, if this is somebody who does.
    pub(super) fn tell(
        &self,
        tx: &mut Tx<'_>,
        now: &Moment,
        n: usize,
        journey: &Journey,
    ) -> Result<(), Refusal> {
        let (life, by) = (&self.lives[n], self.worker(n));
        let born = life.born.day();
        let words = draft(Lang::En, &own_words(tx, by, journey.id)?);
        // Somebody's name was left out of it: it wants the person's own words first.
        let unfinished = words.parts().iter().any(|part| part.is_empty() || part.contains('['));
        if born % ONE_IN != 0 || unfinished {
            return Ok(());
        }
        begin(tx, by, now, journey, Lang::En, &words)?;
        let Some(story) = story_of(tx, by, journey.id)? else { return Ok(()) };
        let everybody = [Showing::Gallery, Showing::Reports, Showing::Public];
        // The first says yes to the team alone, the next to those who pay as well, the last to anyone.
        let yes = usize::try_from(born / ONE_IN).unwrap_or(1).clamp(1, everybody.len());
        for showing in everybody.into_iter().take(yes) {
            let called = if showing == Showing::Public { Called::NoName } else { Called::FirstName };
            let first_name = page::text::first_name(&life.name.known_as);
            let how = "in conversation";
            agree(tx, by, now, &story, &Yes { showing, version: story.version, called, first_name, how })?;
        }
        Ok(())
    }
}
