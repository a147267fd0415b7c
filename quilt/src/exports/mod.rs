//! `/exports`: rows to take away, as CSV or Parquet, for whoever answers questions that no page of ours asks.
//!
//! [`table`] says what a table is; `store_people` and `store_house` have them all; [`View`] is what one reader may take;
//! [`pull`] draws a table at constant memory; [`mark`] lets the next export go on where this one stopped. [`anonymous`] is the
//! set for analysts, in which nobody can be known. Whoever took a
//! consent back, or said no to files, is in none of it. Every export leaves a line: who took what, and how many rows.

mod agreed;
mod anonymous;
mod codes;
mod dictionary;
mod file;
mod kept;
mod mark;
mod page;
mod pull;
mod store;
mod store_along;
mod store_anonymous;
mod store_house;
mod store_people;
mod table;
mod view;

#[cfg(test)]
mod tests;

pub use dictionary::dictionary;
pub use kept::{begun, given};
pub use mark::Mark;
pub use pull::{Counted, Pull, Wanted};
pub use table::{About, Column, Holds, Seen, Table};
pub use view::View;

use crate::access::Act;
use crate::web::{Door, Route, get, post};

/// What a person says no to when their record may not be taken away.
pub const FILES: &str = "their record being taken away in files";

pub const ROUTES: &[Route] = &[
    get("/exports", Door::May(Act::ExportHouse), page::show),
    get("/people/{id}/files", Door::May(Act::ChangePerson), agreed::show),
    post("/people/{id}/files", Door::May(Act::ChangePerson), agreed::save),
    get("/exports/anonymous", Door::May(Act::ExportRows), anonymous::give),
    get("/exports/{table}/{format}", Door::May(Act::ExportHouse), file::give),
];

/// Every table there is.
pub static TABLES: &[&Table] = &[
    &store_people::PEOPLE,
    &store_people::REFERRALS,
    &store_people::JOURNEYS,
    &store_along::CONCERNS,
    &store_along::CONCERN_RATINGS,
    &store_along::STEPS,
    &store_along::CONTACTS,
    &store_along::STEP_HOPES,
    &store_along::STEP_ATTAINMENTS,
    &store_people::READINGS,
    &store_people::ASKS,
    &store_along::LINKS,
    &store_people::FOLLOW_UPS,
    &store_along::GAPS,
    &store_along::PAUSES,
    &store_house::SERVICES,
    &store_house::SCHEMES,
    &store_house::SCHEME_MEASURES,
    &codes::CODES,
];

pub fn table_named(name: &str) -> Option<&'static Table> {
    TABLES.iter().copied().find(|table| table.name == name)
}

/// Where a table's rows come from.
pub(crate) enum Source {
    Rows(table::Sql),
    /// The lists of codes, which are put together from ours and what was changed here.
    Codes,
}
