#![doc = include_str!("../README.md")]

mod alike;
mod building;
mod change;
mod corpus;
mod current;
mod entry;
mod error;
#[cfg(test)]
mod exact;
mod fitting;
mod holding;
mod index;
mod lexicon;
mod needs;
mod order;
mod phrases;
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
mod side;
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
pub use needs::{Topic, topics_said};
pub use point::{METRES_IN_A_MILE, Miles, Point};
pub use query::{Found, Hit, MOST, Query, Where, Why};
pub use synonyms::Synonyms;
pub use topics::topics_of;
pub use understand::{Understood, understand};
