//! The SQL that empties messages. What has not left stays here.

use ::store::{Tx, values};
use uuid::Uuid;

use crate::refusal::Refusal;
use crate::settings::AreaId;

/// Empties every message to this person, or in one of these threads.
pub fn empty(tx: &mut Tx<'_>, area: AreaId, person: Uuid, threads: &[Uuid]) -> Result<(), Refusal> {
    let emptied = "update message set send_to = '', subject = '', body = '', problem = null, \
                   state = case when state = 'waiting' then 'held_back' else state end where area_id = $1";
    tx.run(&format!("{emptied} and person_id = $2"), &values![area, person])?;
    for thread in threads {
        tx.run(&format!("{emptied} and thread_id = $2"), &values![area, *thread])?;
    }
    Ok(())
}
