//! The SQL of the directory.

use ::store::{Tx, values};

use super::ServiceId;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// What a service is called, if it is there and has not been withdrawn.
pub fn service_name(tx: &mut Tx<'_>, area: AreaId, id: ServiceId) -> Result<Option<String>, Refusal> {
    let row = tx.row(
        "select name from service where area_id = $1 and id = $2 and withdrawn_at is null",
        &values![area, id],
    )?;
    row.map_or(Ok(None), |row| Ok(Some(row.get("name")?)))
}
