//! The group's story: what happened to everyone who was asked for, what changed on the same
//! people, and who is missing. Numbers about many people, never about one: every count that
//! reaches a page is a [`measure::Suppressed`], and the raw one stays in here.
//!
//! [`choice`] says of whom, and [`select`] makes it one that tells of no few; [`cube`] holds the columns it is told
//! from, read from the tables or, for an earlier day, from the ledger ([`known`]); [`flow`], [`grid`], [`figures`],
//! [`equity`], [`gaps`] and [`why`] are the rules; [`story`] adds up; [`page`], [`beside`], [`numbers`], [`behind`] and [`csv_page`] tell it.

mod behind;
mod beside;
mod change_card;
mod choice;
mod choose;
mod csv_page;
mod cube;
mod definitions;
mod equity;
mod facet;
mod figures;
mod flow;
mod gaps;
mod grid;
mod known;
mod listing;
mod numbers;
mod opened;
mod page;
mod paper_page;
mod select;
mod spec;
mod store_cube;
mod stories;
mod story;
mod tables;
#[cfg(test)]
mod tests;
mod why;

pub use store_cube::BEING_COUNTED;
pub use stories::Stories;
pub use tables::shown as printed;

use crate::access::Act;
use crate::web::{Door, Route, get};

const DOOR: Door = Door::May(Act::ReadGroupStory);

pub const ROUTES: &[Route] = &[
    get("/stories", DOOR, page::show),
    get("/stories/numbers", DOOR, numbers::show),
    get("/stories/behind", DOOR, behind::show),
    get("/stories/csv", DOOR, csv_page::show),
    get("/stories/pdf", DOOR, paper_page::show),
];
