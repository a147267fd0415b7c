//! Concerns: what troubles the person, in their words, and how much, as they rate it.

use ::store::Tx;
use jiff::Timestamp;
use measure::Severity;

use super::journey::still_open;
use super::{ConcernId, Journey, store};
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;

#[derive(Debug, Clone)]
pub struct Concern {
    pub id: ConcernId,
    pub words: String,
    /// 0 (not at all) to 6 (as bad as it could be), when first raised.
    pub first_severity: i64,
    pub severity: i64,
    pub raised_at: Timestamp,
    pub rated_at: Timestamp,
}

/// A concern is raised.
pub fn raise_concern(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    words: &str,
    severity: Severity,
) -> Result<ConcernId, Refusal> {
    still_open(journey)?;
    let id: ConcernId = now.id();
    let value = i64::from(u8::from(severity));
    store::insert_concern(tx, by.area, now, journey.id, id, words, value)?;
    line(by, now, "concern.raised", journey.person)
        .thread(journey.id)
        .fact("concern", id.to_string())
        .fact("words", words)
        .fact("severity", value)
        .record(tx)?;
    Ok(id)
}

/// The person rates a concern again.
pub fn rate_concern(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    concern: ConcernId,
    severity: Severity,
) -> Result<(), Refusal> {
    still_open(journey)?;
    let value = i64::from(u8::from(severity));
    let words =
        store::rate_concern(tx, by.area, now, journey.id, concern, value)?.ok_or_else(Refusal::not_found)?;
    line(by, now, "concern.rated", journey.person)
        .thread(journey.id)
        .fact("concern", concern.to_string())
        .fact("words", words)
        .fact("severity", value)
        .record(tx)
}
