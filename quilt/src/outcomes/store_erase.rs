//! The SQL that empties readings: that somebody was asked stays, and no answer.

use ::store::{Tx, values};

use crate::people::PersonId;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// Empties every reading of somebody; a link to answer by opens nothing any more.
pub fn empty(tx: &mut Tx<'_>, area: AreaId, person: PersonId) -> Result<(), Refusal> {
    for sql in [
        "update reading set satisfied = null, worthwhile = null, happy = null, anxious = null, missing = null, \
         reasons = null, answers = null, scores = null where area_id = $1 and person_id = $2",
        "update measure_ask set fingerprint = null where area_id = $1 and person_id = $2",
    ] {
        tx.run(sql, &values![area, person])?;
    }
    Ok(())
}
