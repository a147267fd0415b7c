//! A referral is a request that someone be offered social prescribing, from a
//! professional, a friend, or the person themself.
//!
//! ```text
//! waiting ──► accepted ──► started (a journey)
//!    │  ▲
//!    │  └── later ("too soon" is an outcome, with a date)
//!    ├────► routed elsewhere · declined · not reached
//! ```
//! [`refer`] is how every one begins, whatever door it came through; [`triage`] moves it;
//! journeys take it over when it starts.

mod ask;
mod became;
mod codes;
mod decide;
pub mod file;
mod follow;
mod list;
mod nearest;
mod refer;
mod refer_page;
mod referral;
mod store;
mod store_erase;
mod store_list;
mod triage;
mod triage_page;
mod wait;

#[cfg(test)]
mod tests;

pub use codes::snomed;
pub use follow::{Standing, followed};
pub use refer::{Consent, Draft, Source, refer};
pub use referral::{Queued, Referral, ReferrerKind, State, referral, started};
pub use store_erase::{empty, referrals_of};
pub use triage::{Decision, allocate, decide, offer};

use crate::access::Act;
use crate::web::{Door, Route, get, post};

::store::id!(
    /// A request that someone be offered social prescribing.
    ReferralId
);

pub const ROUTES: &[Route] = &[
    get("/refer", Door::May(Act::Refer), refer_page::show),
    post("/refer", Door::May(Act::Refer), refer_page::save),
    get("/refer/done/{reference}", Door::May(Act::Refer), refer_page::done),
    get("/ask", Door::Anyone, ask::start),
    post("/ask", Door::Anyone, ask::begin),
    get("/ask/back", Door::Anyone, ask::back),
    post("/ask/back", Door::Anyone, ask::come_back),
    get("/ask/done/{reference}", Door::Anyone, ask::done),
    get("/ask/{code}/{question}", Door::Anyone, ask::show),
    post("/ask/{code}/{question}", Door::Anyone, ask::save),
    get("/referrals", Door::May(Act::FollowReferral), list::show),
    get("/referrals/{id}", Door::May(Act::FollowReferral), triage_page::show),
    post("/referrals/{id}/decide", Door::May(Act::Triage), decide::save),
    post("/referrals/{id}/allocate", Door::May(Act::Triage), decide::save_allocation),
];
