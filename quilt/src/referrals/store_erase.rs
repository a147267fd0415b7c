//! The SQL that empties referrals: that there was one, to which scheme and when, stays.

use ::store::{Tx, values};
use jiff::Timestamp;
use uuid::Uuid;

use crate::people::PersonId;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// The referrals of somebody. Asks nobody's permission.
pub fn referrals_of(tx: &mut Tx<'_>, area: AreaId, person: PersonId) -> Result<Vec<Uuid>, Refusal> {
    let rows = tx.rows(
        "select id from referral where area_id = $1 and person_id = $2 order by id",
        &values![area, person],
    )?;
    rows.iter().map(|row| Ok(row.get("id")?)).collect()
}

/// Empties them; one that was open is closed.
pub fn empty(tx: &mut Tx<'_>, area: AreaId, person: PersonId, at: Timestamp) -> Result<(), Refusal> {
    tx.run(
        "update referral set source_key = null, referrer_name = '', referrer_contact = null, why_now = '', note = null, \
         decision_note = null, routed_to = null, ask_again_on = null, decided_at = coalesce(decided_at, $3), \
         state = case when state in ('waiting', 'later', 'accepted') then 'declined' else state end, \
         version = version + 1 where area_id = $1 and person_id = $2",
        &values![area, person, at],
    )?;
    Ok(())
}
