//! What our own journeys show, in place of assumptions: how many are asked for, how many say no, how many come the first
//! time, how long journeys last and how they end. [`counted`] are the rules, [`shape`] is our area as a plan, [`apply`] puts
//! one into the other. Only numbers about eight people or more are used, rounded; nobody can be read out of a plan.

mod apply;
pub(super) mod begin_page;
mod counted;
mod raw;
pub(super) mod replace_page;
mod shape;
mod store_ours;
mod tables;

/// What the source of a value counted here begins with.
pub(super) const COUNTED_HERE: &str = "Counted here";
