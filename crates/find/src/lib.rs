//! Searching a directory by what matters to a person: their own words, slips of the finger, place and distance.
//!
//! An [`Index`] lives in memory and is built from [`Entry`] values; [`Index::search`] takes a [`Query`] and never fails,
//! whatever was typed. Each [`Hit`] says why it is there, so that a page can print
//! "matches walking · 1.2 miles · Sundays · free".
//!
//! * [`understand`] reads days, ages, places, languages and the like out of a sentence: pure, no index.
//! * [`Synonyms`] joins people's words to the directory's words; the list is `synonyms.txt` beside this crate's sources
//!   and is meant to be edited.
//! * A word that the directory does not know, nor the synonyms, is taken for a slip and put right to the nearest known
//!   word; [`Found::said`] says so.
//!
//! Words alone never hide an entry whose facts are unknown: "Sundays" leaves out what is known not to run on Sundays,
//! and puts what is known to run on them first. The filters of a [`Query`] are exact.
//!
//! ```
//! use find::{Days, Entry, Index, Query};
//! use jiff::civil::Weekday;
//! let walk = Entry {
//!     id: uuid::Uuid::from_u128(1),
//!     name: "Sunday strollers".into(),
//!     topics: vec!["Walking".into()],
//!     days: Days::from(Weekday::Sunday),
//!     free: Some(true),
//!     ..Entry::default()
//! };
//! let index = Index::build([walk])?;
//! let found = index.search(&Query::words("free wlaking on Sundays"));
//! assert_eq!(found.hits[0].because(), "matches walking · Sundays · free");
//! assert_eq!(found.said, ["Nothing for “wlaking”, showing “walking”."]);
//! # Ok::<(), find::Error>(())
//! ```

mod change;
mod corpus;
mod entry;
mod error;
#[cfg(test)]
mod exact;
mod fitting;
mod holding;
mod index;
mod lexicon;
mod places;
#[cfg(test)]
mod plain;
mod point;
mod query;
mod rank;
mod reasons;
mod remembered;
mod search;
mod segment;
mod spelling;
mod synonyms;
mod text;
mod understand;
mod wish;
mod words;

pub use entry::{Days, Entry, Opening, PartOfDay};
pub use error::Error;
pub use index::Index;
pub use point::{METRES_IN_A_MILE, Miles, Point};
pub use query::{Found, Hit, MOST, Query, Where, Why};
pub use synonyms::Synonyms;
pub use understand::{Understood, understand};
