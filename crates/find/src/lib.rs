//! Searching a directory by what matters to a person: their own words, slips of the finger, place and distance.
//!
//! An [`Index`] lives in memory and is built from [`Entry`] values; [`Index::search`] takes a [`Query`] and never fails,
//! whatever was typed. Each [`Hit`] says why it is there, so that a page can print
//! "matches walking · 1.2 miles · Sundays · free".
//!
//! * [`understand`] reads days, ages, places, languages and the like out of a sentence: pure, no index.
//! * [`Synonyms`] joins people's words to the directory's words; the list is `synonyms.txt` beside this crate's sources
//!   and is meant to be edited.
//! * [`Topic`]s join needs to what meets them; the list is `needs.txt`. [`topics_of`] gives an entry its topics by its own
//!   words, and an entry about a need comes before one that mentions it.
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

mod asked;
mod entry;
mod error;
mod index;
mod lexicon;
mod needs;
mod places;
mod point;
mod query;
mod rank;
mod reasons;
mod small_words;
mod spelling;
mod stand_in;
mod synonyms;
mod text;
mod topics;
mod understand;
mod wish;
mod words;

pub use entry::{Days, Entry, Opening, PartOfDay};
pub use error::Error;
pub use index::Index;
pub use needs::Topic;
pub use point::{METRES_IN_A_MILE, Miles, Point};
pub use query::{Found, Hit, MOST, Query, Where, Why};
pub use synonyms::Synonyms;
pub use topics::topics_of;
pub use understand::{Understood, understand};
