//! A reading of the four wellbeing questions, as the pages of a journey have known it from the
//! beginning; and a reading of any measure as it was kept.

use ::store::Tx;
use jiff::Timestamp;
use measure::{Ons4, WhoAnswered};
use serde_json::Value;
use uuid::Uuid;

use super::due::Occasion;
use super::taking::{Taking, ons4_answers, take};
use super::{HowTaken, ReadingId, store};
use crate::access::Actor;
use crate::moment::Moment;
use crate::people::PersonId;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// A reading about to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReading {
    /// The person's own answers; nobody answers these questions for somebody else.
    pub answers: Ons4,
    pub how: HowTaken,
    /// Why answers are missing, in words, where there is more to say than "don't know".
    pub why_missing: Option<String>,
    /// When the person answered.
    pub at: Timestamp,
}

impl NewReading {
    /// The same, as a reading of any measure is taken.
    pub fn taking(&self, occasion: Option<Occasion>) -> Taking<'static> {
        Taking {
            instrument: &measure::instrument::ONS4,
            answers: ons4_answers(&self.answers),
            how: self.how,
            who: WhoAnswered::Person,
            occasion,
            why_missing: self.why_missing.clone(),
            at: self.at,
            instead_of: None,
        }
    }
}

/// A reading of the four questions as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    pub id: ReadingId,
    pub person: PersonId,
    pub journey: Option<Uuid>,
    pub answers: Ons4,
    pub how: HowTaken,
    pub why_missing: Option<String>,
    /// When the person answered.
    pub at: Timestamp,
    /// When it was written down.
    pub written_at: Timestamp,
}

/// A reading of any measure as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    pub id: ReadingId,
    pub person: PersonId,
    pub measure: String,
    pub edition: String,
    pub how: HowTaken,
    pub who: WhoAnswered,
    pub occasion: Option<Occasion>,
    /// Whether it may be scored: an adapted questionnaire is kept and never counted.
    pub valid: bool,
    /// A number, or the reason for none, by item; and numbers as they were given.
    pub answers: Value,
    /// What it came to, by score.
    pub scores: Vec<(String, f64)>,
    pub why_missing: Option<String>,
    pub at: Timestamp,
}

/// Keeps a reading of the four questions. Whether this actor may record about this person is for
/// the caller to have asked.
///
/// # Errors
/// Refused when nothing was answered and no reason is given, or when it lies in the future.
pub fn add_reading(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    person: PersonId,
    journey: Option<Uuid>,
    new: &NewReading,
) -> Result<(), Refusal> {
    take(tx, by, now, person, journey, &new.taking(None)).map(|_| ())
}

/// The readings of the four questions in a journey, oldest first; what was put right stands in its
/// place. Asks nobody's permission: callers do.
pub fn readings(tx: &mut Tx<'_>, area: AreaId, journey: Uuid) -> Result<Vec<Reading>, Refusal> {
    store::select(tx, area, journey)
}

/// The readings of every measure in a journey, oldest first; what was replaced is left out.
pub fn taken(tx: &mut Tx<'_>, area: AreaId, journey: Uuid) -> Result<Vec<Kept>, Refusal> {
    store::select_kept(tx, area, journey)
}

#[cfg(test)]
mod tests;
