//! What every page of a story begins with: who reads, what they chose, and the columns it is told from.

use std::sync::Arc;

use jiff::Timestamp;
use maud::html;
use page::Card;

use super::choice::{Choice, readable};
use super::cube::Cube;
use super::stories::Ready;
use super::story::Story;
use crate::refusal::Refusal;
use crate::settings::{self, Scheme};
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
    let (schemes, choice) = visit.read("know of whom the story is", |tx| {
        let schemes = readable(&visit.actor, settings::schemes(tx, visit.area())?);
        let choice = Choice::read(&visit.query, visit.now.today(), &schemes)?;
        Ok((schemes, choice))
    })?;
    let secret = measure::Secret::new(visit.app.keys.figures());
    let stories = &visit.app.stories;
    let ready = stories.cube(&visit.app.db, visit.area(), &secret, visit.now.at, choice.as_known)?;
    let Ready::Here(cube, known_at) = ready else { return Ok(Err(soon(visit, &choice))) };
    let story = stories.story(&cube, &choice, &[]);
    Ok(Ok(Opened { schemes, choice, cube, story, known_at }))
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
