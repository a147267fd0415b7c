//! What group stories are told from: one row for each referral, column beside column in memory, without a name or a word
//! of anybody but which groups they belong to. A million rows are looked through in a few hundredths of a second.
//!
//! [`Builder`] takes rows and answers in and packs them; the tables ([`load`]) and the ledger ([`super::known`]) both fill
//! one. [`refresh`] reads again only what changed since.

mod absent;
mod along;
mod bits;
mod builder;
mod columns;
mod load;
mod names;
mod needs;
mod refresh;
mod scores;
mod standing;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::settings::SchemeId;

pub(super) use absent::{Absences, of_score};
pub(super) use along::Along;
pub(super) use bits::Bits;
pub(super) use builder::Builder;
pub(super) use columns::{Columns, Row, Second, Who, day_number, of_day_number};
pub(super) use load::load;
pub(super) use names::Names;
pub(super) use refresh::refresh;
pub(super) use scores::{NONE, Scored};
pub(super) use standing::{PAIRED, STANDINGS};

/// A need that nothing local met, said in one journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct GapAt {
    pub row: u32,
    pub need: u16,
    pub town: u16,
}

/// The rows of an area, as known at a moment.
#[derive(Debug, Clone)]
pub(super) struct Cube {
    pub columns: Columns,
    pub schemes: Vec<SchemeId>,
    pub towns: Names,
    pub languages: Names,
    /// What people could not find, in their words.
    pub needs: Names,
    /// Towns as they were written beside those.
    pub places: Names,
    /// One for each score there is an answer to, by its code.
    pub scores: Vec<Scored>,
    pub gaps: Vec<GapAt>,
    /// Why answers are missing.
    pub absences: Vec<Absences>,
    /// When it was read.
    pub known_at: Timestamp,
    /// The day it was drawn again for from the ledger, and what is missing from it.
    pub drawn: Option<Drawn>,
}

/// What is to be said of columns drawn again from the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Drawn {
    pub day: Date,
    /// Lines read.
    pub lines: u64,
    /// Lines emptied because the person was erased: counted nowhere.
    pub emptied: u64,
}

impl Cube {
    pub fn rows(&self) -> usize {
        self.columns.len()
    }

    pub fn score(&self, code: &str) -> Option<&Scored> {
        self.scores.iter().find(|scored| scored.code == code)
    }

    /// How many bytes the columns take, near enough.
    pub fn bytes(&self) -> usize {
        self.columns.bytes() + self.scores.iter().map(Scored::bytes).sum::<usize>()
    }
}
