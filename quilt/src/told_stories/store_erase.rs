//! The SQL that leaves no word of the stories of a journey.

use ::store::{Tx, values};
use jiff::Timestamp;

use crate::journeys::JourneyId;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// Every story of a journey, taken back and not: words, yeses and links go.
pub fn empty(tx: &mut Tx<'_>, area: AreaId, journey: JourneyId, at: Timestamp) -> Result<(), Refusal> {
    const THEIRS: &str = "area_id = $1 and story_id in \
                          (select id from told_story where area_id = $1 and journey_id = $2)";
    tx.run(&format!("delete from told_version where {THEIRS}"), &values![area, journey])?;
    tx.run(&format!("delete from told_link where {THEIRS}"), &values![area, journey])?;
    tx.run(
        &format!("update told_use set called = null, ended_at = coalesce(ended_at, $3) where {THEIRS}"),
        &values![area, journey, at],
    )?;
    tx.run(
        "update told_story set withdrawn_at = $3 where area_id = $1 and journey_id = $2 and withdrawn_at is null",
        &values![area, journey, at],
    )?;
    Ok(())
}
