//! The group's story: what happened to everyone who was asked for, what changed on the same
//! people, and who is missing. Numbers about many people, never about one: every count that
//! reaches a page is a [`measure::Suppressed`], and the raw one stays in here.
//!
//! [`scope`] says of whom; [`flow`], [`pairs`], [`equity`] and [`gaps`] are the rules; [`story`]
//! reads what they need; [`page`] tells it.

mod change_card;
mod definitions;
mod equity;
mod flow;
mod gaps;
mod page;
mod pairs;
mod scope;
mod store;
mod stories;
mod story;
#[cfg(test)]
mod tests;

pub use stories::Stories;

use crate::access::Act;
use crate::web::{Door, Route, get};

pub const ROUTES: &[Route] = &[get("/stories", Door::May(Act::ReadGroupStory), page::show)];
