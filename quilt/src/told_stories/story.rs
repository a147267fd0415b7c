//! The story itself, and what may be done with it: begun, put in other words, taken back.

use ::store::Tx;
use jiff::Timestamp;

use super::{Showing, ToldStoryId, store};
use crate::access::Actor;
use crate::journeys::{Journey, JourneyId};
use crate::line::line;
use crate::moment::Moment;
use crate::people::PersonId;
use crate::refusal::Refusal;
use crate::settings::SchemeId;
use crate::web::Lang;

/// The longest part of a story, in characters: three of them fill two sides of paper.
pub const LONGEST: usize = 2_000;

/// What somebody told, in three parts; each may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// What mattered to them: shown first, and large.
    pub mattered: String,
    pub happened: String,
    pub now_is: String,
}

impl Words {
    pub fn parts(&self) -> [&str; 3] {
        [&self.mattered, &self.happened, &self.now_is]
    }

    pub fn is_empty(&self) -> bool {
        self.parts().iter().all(|part| part.trim().is_empty())
    }

    /// The same words with something done to each part.
    pub fn each(&self, change: impl Fn(&str) -> String) -> Words {
        Words {
            mattered: change(&self.mattered),
            happened: change(&self.happened),
            now_is: change(&self.now_is),
        }
    }
}

/// One yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    pub showing: Showing,
    /// The words it was given to.
    pub version: i64,
    /// The name shown there; nothing when none is.
    pub called: Option<String>,
    /// How it was said: "by their own link", "in conversation".
    pub how: String,
    pub at: Timestamp,
}

#[derive(Debug, Clone)]
pub struct Story {
    pub id: ToldStoryId,
    pub journey: JourneyId,
    pub person: PersonId,
    pub scheme: SchemeId,
    pub scheme_name: String,
    pub lang: Lang,
    pub version: i64,
    pub words: Words,
    /// What stands now: one yes for a showing at most.
    pub agreed: Vec<Agreed>,
    pub begun_at: Timestamp,
    pub changed_at: Timestamp,
    pub changed_by: String,
    pub withdrawn_at: Option<Timestamp>,
}

impl Story {
    /// The yes that stands for this showing, to these words or to earlier ones.
    pub fn agreed(&self, showing: Showing) -> Option<&Agreed> {
        self.agreed.iter().find(|agreed| agreed.showing == showing)
    }

    /// Whether it is shown there now: the yes was to the words as they are.
    pub fn is_shown(&self, showing: Showing) -> bool {
        self.withdrawn_at.is_none() && self.agreed(showing).is_some_and(|a| a.version == self.version)
    }
}

/// The story of a journey, with its first words.
pub fn begin(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    lang: Lang,
    words: &Words,
) -> Result<ToldStoryId, Refusal> {
    if let Some(story) = store::select_live(tx, by.area, journey.id)? {
        return Ok(story.id);
    }
    let id: ToldStoryId = now.id();
    store::insert_story(tx, by.area, id, journey.id, lang, now.at)?;
    store::insert_version(tx, by, now, id, 1, words)?;
    line(by, now, "told_story.begun", journey.person)
        .thread(journey.id)
        .fact("lang", lang.code())
        .record(tx)?;
    Ok(id)
}

/// Puts it in other words, if they are other words. Whatever showed the old ones shows nothing
/// until there is a yes to the new.
///
/// # Errors
/// When somebody else changed it since `version`, when nothing is left of it, or it is too long.
pub fn change_words(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    story: &Story,
    version: i64,
    words: &Words,
) -> Result<(), Refusal> {
    still_there(story)?;
    if story.words == *words {
        return Ok(());
    }
    if story.version != version {
        return Err(overtaken());
    }
    if words.is_empty() || words.parts().iter().any(|part| part.chars().count() > LONGEST) {
        return Err(Refusal::invalid("mattered", "Write something, and not too much."));
    }
    let next = version + 1;
    if !store::set_version(tx, by.area, story.id, version, next)? {
        return Err(overtaken());
    }
    store::insert_version(tx, by, now, story.id, next, words)?;
    line(by, now, "told_story.changed", story.person).thread(story.journey).fact("version", next).record(tx)
}

/// Takes it back: every wording goes, every yes ends, and the links open nothing but this.
/// Doing it twice does it once.
pub fn withdraw(tx: &mut Tx<'_>, by: &Actor, now: &Moment, story: &Story) -> Result<(), Refusal> {
    if story.withdrawn_at.is_some() {
        return Ok(());
    }
    store::erase_story(tx, by.area, story.id, now.at)?;
    line(by, now, "told_story.withdrawn", story.person)
        .thread(story.journey)
        .fact("versions", story.version)
        .record(tx)
}

pub(super) fn still_there(story: &Story) -> Result<(), Refusal> {
    match story.withdrawn_at {
        Some(_) => Err(Refusal::not_now("This story was taken back. Nothing of it is left here.")),
        None => Ok(()),
    }
}

pub(super) fn overtaken() -> Refusal {
    Refusal::not_now("Somebody changed this story a moment ago. Look at the new words first.")
}
