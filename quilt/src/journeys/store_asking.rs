//! The SQL of asking: when somebody was first asked for, and how a page for the person names us.

use ::store::{Tx, values};
use jiff::Timestamp;
use uuid::Uuid;

use super::Journey;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// When the person was asked for.
pub(super) fn select_asked_at(
    tx: &mut Tx<'_>,
    area: AreaId,
    journey: &Journey,
) -> Result<Timestamp, Refusal> {
    let row = tx.row(
        "select asked_at from referral where area_id = $1 and id = $2",
        &values![area, journey.referral],
    )?;
    Ok(row.ok_or_else(Refusal::not_found)?.get("asked_at")?)
}

/// Whoever asks, as a page without an account names them: nobody else's name is on it.
pub(super) struct Beside {
    pub worker: String,
    pub scheme: String,
    pub phone: Option<String>,
    /// How the person likes to be called.
    pub called: String,
}

pub(super) fn select_beside(tx: &mut Tx<'_>, area: AreaId, journey: Uuid) -> Result<Beside, Refusal> {
    let row = tx.row(
        "select a.name as worker, s.name as scheme, s.phone, p.name, p.known_as from journey j \
         join account a on a.area_id = j.area_id and a.id = j.worker_id \
         join scheme s on s.area_id = j.area_id and s.id = j.scheme_id \
         join person p on p.area_id = j.area_id and p.id = j.person_id \
         where j.area_id = $1 and j.id = $2",
        &values![area, journey],
    )?;
    let row = row.ok_or_else(Refusal::not_found)?;
    let (name, known_as): (String, Option<String>) = (row.get("name")?, row.get("known_as")?);
    Ok(Beside {
        worker: row.get("worker")?,
        scheme: row.get("scheme")?,
        phone: row.get("phone")?,
        called: known_as.unwrap_or_else(|| page::text::first_name(&name).to_owned()),
    })
}
