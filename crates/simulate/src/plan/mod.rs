//! A plan: what somebody wants to try, written in a `plan.toml`.
//!
//! [`Plan::read`] is the only door: behind it every number is finite and within reason, shares add up, every place has
//! people and one team in each strategy, and money has a year. What is wrong is said all at once, with lines and
//! remedies. [`Plan::with`] changes one value, as a slider does, and is held to the same. [`Plan::to_toml`] writes a plan
//! so that it reads back the same.

mod coarse;
mod counted;
mod defaults;
mod drawn;
mod funding;
mod indices;
mod name;
mod problem;
mod read;
mod read_funding;
mod read_place;
mod read_strategy;
mod read_value;
mod reading;
mod room;
mod shape;
mod slide;
mod value;
mod writing;

pub use counted::Counted;
pub use defaults::{DEFAULTS, EXAMPLE, USUAL_SOURCES};
pub use drawn::Drawn;
pub use funding::{Funding, Item, Metric, Payer, Term, Use};
pub use indices::{Basis, Index, Indices};
pub use name::{Name, Unit};
pub use problem::{Problem, Problems};
pub use room::{Room, USUAL as USUAL_MEMORY};
pub use shape::{Host, Model, Part, Place, Plan, Post, Ramp, Role, Split, Strategy, Team};
pub use slide::Unmoved;
pub use value::{FinancialYear, Kind, Value};
