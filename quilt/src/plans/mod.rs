//! Plans: how many link workers and builders, where and hosted by whom; how long people would wait, what it costs
//! whom, and what is honestly gained. The model is the leaf `simulate`; here a plan is kept, tried, told and shared.
//!
//! [`told`] is what a plan's results say; [`meanings`] what each figure means; [`sections`] draws them, for a page and for
//! a file that stands by itself. [`checked`] says what to know before a run; [`running`] makes rows beside a file,
//! [`merging`] joins those of shards, [`comparing`] lays two plans side by side ([`differing`]: what they begin with), and [`out`] writes files. [`kept`] keeps a
//! plan, [`tuned`] is a plan as an address tunes it, [`runs`] works it out; [`plan_page`] puts sliders and answer beside
//! each other, and [`ours`] brings in what our own journeys show.

mod answer;
mod begin;
pub mod checked;
mod cliff_chart;
mod compare_page;
pub mod comparing;
mod composed;
pub mod differing;
mod kept;
mod levers;
mod list_page;
pub mod meanings;
pub mod merging;
mod named;
mod one_line;
mod opened;
mod ours;
pub mod out;
mod plan_page;
mod posts;
mod results;
pub mod running;
mod runs;
pub mod said;
mod save;
pub mod sections;
mod store;
mod take;
pub mod told;
mod tuned;

pub use begin::example;
pub use kept::{Kept, change, fingerprint, keep, open, share, withdraw};
pub use ours::{Given, our_area};
pub use runs::Runs;

use crate::access::Act;
use crate::web::{Door, Route, get, post};

::store::id!(
    /// A plan somebody keeps.
    PlanId
);

const DOOR: Door = Door::May(Act::Plan);

pub const ROUTES: &[Route] = &[
    get("/plan", DOOR, list_page::show),
    post("/plan", DOOR, begin::save),
    get("/plan/ours", DOOR, ours::begin_page::show),
    post("/plan/ours", DOOR, ours::begin_page::save),
    get("/plan/compare", DOOR, compare_page::show),
    get("/plan/{id}", DOOR, plan_page::show),
    post("/plan/{id}", DOOR, save::save),
    get("/plan/{id}/report", DOOR, composed::show),
    get("/plan/{id}/so-far", DOOR, plan_page::so_far),
    get("/plan/{id}/ours", DOOR, ours::replace_page::show),
    post("/plan/{id}/ours", DOOR, ours::replace_page::save),
    get("/plan/{id}/toml", DOOR, take::toml),
    get("/plan/{id}/csv", DOOR, take::csv),
    get("/plan/{id}/pdf", DOOR, take::pdf),
];
