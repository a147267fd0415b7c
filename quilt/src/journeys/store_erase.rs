//! The SQL that empties journeys: that there was one, when, and with which groups, stays; nobody's words do.

use ::store::{Tx, values};
use jiff::Timestamp;
use uuid::Uuid;

use super::JourneyId;
use crate::people::PersonId;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// The journeys of somebody. Asks nobody's permission.
pub fn journeys_of(tx: &mut Tx<'_>, area: AreaId, person: PersonId) -> Result<Vec<JourneyId>, Refusal> {
    let rows = tx.rows(
        "select id from journey where area_id = $1 and person_id = $2 order by id",
        &values![area, person],
    )?;
    rows.iter().map(|row| Ok(row.get("id")?)).collect()
}

/// The links of a journey: lines of the ledger are about them.
pub fn links_of(tx: &mut Tx<'_>, area: AreaId, journey: JourneyId) -> Result<Vec<Uuid>, Refusal> {
    let rows =
        tx.rows("select id from link where area_id = $1 and journey_id = $2", &values![area, journey])?;
    rows.iter().map(|row| Ok(row.get("id")?)).collect()
}

/// Empties a journey; one that was going on ends.
pub fn empty(tx: &mut Tx<'_>, area: AreaId, journey: JourneyId, at: Timestamp) -> Result<(), Refusal> {
    tx.run(
        "update journey set matters = null, matters_context = null, tried = null, what_changed = null, what_holds = null, \
         who_to_call = null, letter = null, ended_at = coalesce(ended_at, $3), state = 'ended', version = version + 1 \
         where area_id = $1 and id = $2",
        &values![area, journey, at],
    )?;
    for sql in [
        "update concern set words = '' where area_id = $1 and journey_id = $2",
        "update contact set note = '', with_whom = null where area_id = $1 and journey_id = $2",
        "update step set words = '', who = '', note = null where area_id = $1 and journey_id = $2",
        "update step set state = 'let_go' where area_id = $1 and journey_id = $2 and state = 'agreed'",
        "update step_hope set expected = '' where area_id = $1 and journey_id = $2",
        "update link set shared = '', question = null, answer_note = null where area_id = $1 and journey_id = $2",
        "update link set state = 'lapsed' where area_id = $1 and journey_id = $2 and state = 'asked'",
        "update gap set need = '', town = null where area_id = $1 and journey_id = $2",
        "update pause set reason = '' where area_id = $1 and journey_id = $2",
        "update follow_up set how_are_you = null, still_going = null where area_id = $1 and journey_id = $2",
        "update follow_up set state = 'not_needed' where area_id = $1 and journey_id = $2 and state = 'due'",
        "update check_in set journey_id = null where area_id = $1 and journey_id = $2",
        "delete from meeting where area_id = $1 and journey_id = $2",
        "delete from answer where area_id = $1 and journey_id = $2",
    ] {
        tx.run(sql, &values![area, journey])?;
    }
    Ok(())
}
