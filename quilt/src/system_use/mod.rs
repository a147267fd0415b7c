//! What people used of the health service before and after a journey began, in numbers about many
//! people and never one: GP appointments, emergency visits and admissions by month, under keys that
//! only whoever holds the NHS numbers can make.
//!
//! [`pseudonymise`] makes the files, far from here; [`import`] takes them in, whole or not at all;
//! [`people`] says who is told of, [`beside`] and [`mixture`] whom they stand beside, with the arithmetic of
//! `measure::compare`; [`chosen`] which of the two is told first; [`story`] tells it on `/stories/use`. A key is tied to
//! the month a journey began and to its scheme, and to nothing else: no row leads to a person.

mod beside;
mod chosen;
mod compared;
mod desk;
mod figure;
mod import;
mod lines;
mod mixture;
mod month;
mod page;
mod page_parts;
mod people;
mod pseudonymise;
mod read;
mod report;
mod salt;
mod starts;
mod store;
mod story;
#[cfg(test)]
mod tests;
mod window;

/// The fewest people anything but a count is worked out for.
const FEWEST_PEOPLE: usize = 8;

pub use figure::Figure;
pub use import::{Taken, forget, import};
pub use month::Month;
pub use page::figures;
pub use pseudonymise::{Pseudonymised, Trouble, Why, pseudonymise};
pub use read::UseKind;
pub use report::Report;
pub use salt::{Salt, UseKey};
pub use starts::tie_own;
pub use story::Told;

use crate::access::Act;
use crate::web::{Door, Route, get, post};

pub const ROUTES: &[Route] = &[
    get("/stories/use", Door::May(Act::ReadUse), page::show),
    get("/admin/use", Door::May(Act::Administer), desk::show),
    post("/admin/use", Door::May(Act::Administer), desk::save),
];
