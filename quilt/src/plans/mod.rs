//! Plans: how many link workers and builders, where and hosted by whom; how long people would wait, what it costs
//! whom, and what is honestly gained. The model is the leaf `simulate`; here a plan is kept, tried, told and shared.
//!
//! [`told`] is what a plan's results say; [`meanings`] what each figure means; [`sections`] draws them, for a page and for
//! a file that stands by itself. [`checked`] says what to know before a run; [`running`] makes rows beside a file,
//! [`merging`] joins those of shards, [`comparing`] lays two plans side by side ([`differing`]: what they begin with), and [`out`] writes files. [`kept`] keeps a
//! plan, [`tuned`] is a plan as an address tunes it, [`runs`] works it out; [`pages`] put sliders and answer beside each other, and [`ours`] brings in what our own
//! journeys show.

pub mod checked;
pub mod comparing;
pub mod differing;
mod kept;
pub mod meanings;
pub mod merging;
mod named;
mod one_line;
mod ours;
pub mod out;
mod pages;
mod results;
pub mod running;
mod runs;
pub mod said;
pub mod sections;
mod store;
pub mod told;
mod tuned;
mod typical;

pub use kept::{Kept, change, fingerprint, keep, open, share, withdraw};
pub use ours::{Given, our_area};
pub use pages::begin::example;
pub use runs::Runs;

use crate::access::Act;
use crate::web::{Door, Route, get, post};

::store::id!(
    /// A plan somebody keeps.
    PlanId
);

const DOOR: Door = Door::May(Act::Plan);

pub const ROUTES: &[Route] = &[
    get("/plan", DOOR, pages::list_page::show),
    post("/plan", DOOR, pages::begin::save),
    get("/plan/ours", DOOR, ours::begin_page::show),
    post("/plan/ours", DOOR, ours::begin_page::save),
    get("/plan/compare", DOOR, pages::compare_page::show),
    get("/plan/{id}", DOOR, pages::plan_page::show),
    post("/plan/{id}", DOOR, pages::save::save),
    get("/plan/{id}/report", DOOR, pages::composed::show),
    get("/plan/{id}/so-far", DOOR, pages::plan_page::so_far),
    get("/plan/{id}/ours", DOOR, ours::replace_page::show),
    post("/plan/{id}/ours", DOOR, ours::replace_page::save),
    get("/plan/{id}/toml", DOOR, pages::take::toml),
    get("/plan/{id}/csv", DOOR, pages::take::csv),
    get("/plan/{id}/pdf", DOOR, pages::take::pdf),
];
