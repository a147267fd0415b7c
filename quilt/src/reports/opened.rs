//! What every page of a story begins with: who reads, what they chose, and the columns it is told from.

use std::sync::Arc;

use ::store::Tx;
use jiff::Timestamp;
use maud::html;
use page::Card;

use super::choice::{Choice, readable};
use super::cube::Cube;
use super::stories::Ready;
use super::story::{Measures, Story};
use crate::moment::zone;
use crate::outcomes;
use crate::refusal::Refusal;
use crate::settings::{self, AreaId, Scheme};
use crate::web::{Answer, Shell, Visit};

pub(super) struct Opened {
    pub schemes: Vec<Scheme>,
    pub choice: Choice,
    pub cube: Arc<Cube>,
    pub story: Arc<Story>,
    pub known_at: Timestamp,
}

/// The story, or the page that says it will be there soon.
pub(super) fn open(visit: &Visit<'_>) -> Result<Result<Opened, Answer>, Refusal> {
    let (schemes, choice, measures) = visit.read("know of whom the story is", |tx| {
        let schemes = readable(&visit.actor, settings::schemes(tx, visit.area())?);
        let choice = Choice::read(&visit.query, visit.now.today(), &schemes)?;
        let measures = measures(tx, visit.area(), &choice)?;
        Ok((schemes, choice, measures))
    })?;
    let secret = measure::Secret::new(visit.app.keys.figures());
    let stories = &visit.app.stories;
    let ready = stories.cube(&visit.app.db, visit.area(), &secret, visit.now.at, choice.as_known)?;
    let Ready::Here(cube, known_at) = ready else { return Ok(Err(soon(visit, &choice))) };
    let story = stories.story(&cube, &choice, &measures);
    Ok(Ok(Opened { schemes, choice, cube, story, known_at }))
}

/// The measures there are and ever were, and those every scheme chosen declared before the first of the days told of.
fn measures(tx: &mut Tx<'_>, area: AreaId, choice: &Choice) -> Result<Measures, Refusal> {
    let shelf = outcomes::shelf_ever(tx, area)?;
    let begin = choice.from.and_then(|day| day.to_zoned(zone()).ok()).map(|at| at.timestamp());
    let mut primary: Option<Vec<String>> = None;
    for scheme in &choice.schemes {
        let asked = outcomes::scheme_measures(tx, area, *scheme)?.into_iter();
        let own: Vec<String> = asked
            .filter(|it| it.primary_since.zip(begin).is_some_and(|(since, begin)| since <= begin))
            .map(|it| it.habit.measure)
            .collect();
        primary =
            Some(primary.map_or(own.clone(), |all| all.into_iter().filter(|it| own.contains(it)).collect()));
    }
    Ok(Measures { shelf, primary: primary.unwrap_or_default() })
}

fn soon(visit: &Visit<'_>, choice: &Choice) -> Answer {
    let what = match choice.as_known {
        Some(_) => "The ledger is being read from its beginning up to that day.",
        None => "The numbers are being gathered.",
    };
    let body = html! {
        h1 { "What changed, and for whom" }
        (Card::new("In a moment", html! {
            p { (what) " This takes from a few seconds to a few minutes, and is then kept." }
            p { a href=(choice.address()) { "Look again" } }
        }))
    };
    Answer::page(Shell::new("Stories").refresh_to(5, choice.address()).render(visit, body))
}
