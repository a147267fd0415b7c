//! What people used of the health service before and after a journey began, in numbers about many
//! people and never one: GP appointments, emergency visits and admissions by month, under keys that
//! only whoever holds the NHS numbers can make.
//!
//! [`pseudonymise`] makes the files, far from here; [`import`] takes them in, whole or not at all;
//! [`compare`] is the arithmetic, pure; [`story`] tells it on `/stories/use`. A key is tied to the
//! month a journey began and to its scheme, and to nothing else: no row leads to a person.

pub mod compare;
mod desk;
mod import;
mod lines;
mod month;
mod page;
mod page_parts;
mod pseudonymise;
mod read;
mod report;
mod salt;
mod starts;
mod store;
mod story;
#[cfg(test)]
mod tests;

pub use import::{Taken, forget, import};
pub use month::Month;
pub use page::figures;
pub use pseudonymise::{Pseudonymised, Trouble, Why, pseudonymise};
pub use read::UseKind;
pub use report::Report;
pub use salt::{Salt, UseKey};
pub use starts::tie_own;
pub use story::{Figure, Told};

use crate::access::Act;
use crate::web::{Door, Route, get, post};

pub const ROUTES: &[Route] = &[
    get("/stories/use", Door::May(Act::ReadUse), page::show),
    get("/admin/use", Door::May(Act::Administer), desk::show),
    post("/admin/use", Door::May(Act::Administer), desk::save),
];
