//! A person's own story: drafted from what they said and did, theirs to change, shown only where
//! they said yes, and gone from everywhere the moment they take it back.
//!
//! ```text
//! begun ──► words, changed as often as they like ──► taken back: no words are left
//!              │ ▲
//!    a yes for one showing, to the words as they were shown
//! ```
//! The words stand in the tables of this context and nowhere else: no line of the ledger, no
//! message and no cache holds any, so that taking a story back ([`withdraw`]) leaves none behind.
//! The ledger keeps that there was one. A yes holds for the words it was given to: words changed
//! since are shown nowhere until there is another yes. Whoever prints or hands on people's stories
//! reads them through [`shown`], each time anew.

mod agree;
mod agree_page;
mod change_page;
mod details;
mod draft;
mod gallery;
mod home_page;
mod looks;
mod opening;
mod paper;
mod person_link;
mod referred;
mod showing;
mod store;
mod store_erase;
mod story;
mod team_page;
#[cfg(test)]
mod tests;

pub use agree::{Yes, agree, stop};
pub use details::{Detail, DetailKind, Known, details};
pub use draft::draft;
pub use person_link::open_link;
pub use showing::{Called, Showing};
pub use store::Shown;
pub use store_erase::empty;
pub use story::{Story, Words, begin, change_words, withdraw};

use ::store::Tx;

use crate::access::{Act, Actor};
use crate::journeys::JourneyId;
use crate::refusal::Refusal;
use crate::settings::{AreaId, SchemeId};
use crate::web::{Door, Route, get, post};

::store::id!(
    /// A story a person told.
    ToldStoryId
);

/// The stories that are shown there now, in the words their people said yes to; newest yes first.
/// Of these schemes, or of all.
pub fn shown(
    tx: &mut Tx<'_>,
    area: AreaId,
    showing: Showing,
    schemes: Option<&[SchemeId]>,
) -> Result<Vec<Shown>, Refusal> {
    store::select_shown(tx, area, showing, schemes)
}

/// The story of a journey that was begun last, taken back or not. Asks nobody's permission.
pub fn story_of(tx: &mut Tx<'_>, by: &Actor, journey: JourneyId) -> Result<Option<Story>, Refusal> {
    store::select_of_journey(tx, by.area, journey)
}

pub const ROUTES: &[Route] = &[
    get("/journeys/{id}/own-story", Door::May(Act::ReadStory), team_page::show),
    post("/journeys/{id}/own-story", Door::May(Act::RecordOnJourney), team_page::save),
    get("/journeys/{id}/own-story/words", Door::May(Act::RecordOnJourney), change_page::show).translated(),
    post("/journeys/{id}/own-story/words", Door::May(Act::RecordOnJourney), change_page::save).translated(),
    get("/journeys/{id}/own-story/paper", Door::May(Act::ReadStory), paper::show).translated(),
    get("/journeys/{id}/own-story/show/{showing}", Door::May(Act::RecordOnJourney), agree_page::show)
        .translated(),
    post("/journeys/{id}/own-story/show/{showing}", Door::May(Act::RecordOnJourney), agree_page::save)
        .translated(),
    get("/my-story/{token}", Door::Anyone, home_page::show),
    post("/my-story/{token}", Door::Anyone, home_page::save),
    get("/my-story/{token}/words", Door::Anyone, change_page::show),
    post("/my-story/{token}/words", Door::Anyone, change_page::save),
    get("/my-story/{token}/paper", Door::Anyone, paper::show),
    get("/my-story/{token}/show/{showing}", Door::Anyone, agree_page::show),
    post("/my-story/{token}/show/{showing}", Door::Anyone, agree_page::save),
    get("/referrals/{id}/story", Door::May(Act::FollowReferral), referred::show),
    get("/stories/people", Door::May(Act::ReadToldStories), gallery::show),
    get("/our-stories", Door::Anyone, gallery::show_public),
];
