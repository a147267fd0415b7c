//! The SQL of asking: when somebody was first asked for, and how a page for the person names us.

use ::store::{Tx, values};
use jiff::Timestamp;
use uuid::Uuid;

use super::{Journey, JourneyId};
use crate::access::AccountId;
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

/// Somebody who answered alone.
pub(super) struct AnsweredAlone {
    pub journey: JourneyId,
    pub name: String,
    pub at: Timestamp,
}

/// Who of this worker's people answered by link since then, the latest first.
pub(super) fn select_answered_alone(
    tx: &mut Tx<'_>,
    area: AreaId,
    worker: AccountId,
    since: Timestamp,
) -> Result<Vec<AnsweredAlone>, Refusal> {
    // Cross joins begin with the few journeys of this worker, as for what groups said, and end with the names of fewer.
    let rows = tx.rows(
        "select r.journey_id, p.name, max(r.at) as at from journey j cross join reading r cross join person p \
         where p.area_id = j.area_id and p.id = j.person_id and j.area_id = $1 and j.worker_id = $2 and j.state in ('going', 'paused') \
         and r.area_id = j.area_id and r.journey_id = j.id and r.at >= $3 and r.how = 'online' \
         group by r.journey_id, p.name order by 3 desc limit 30",
        &values![area, worker, since],
    )?;
    rows.iter()
        .map(|row| {
            Ok(AnsweredAlone { journey: row.get("journey_id")?, name: row.get("name")?, at: row.get("at")? })
        })
        .collect()
}

/// Whoever asks, as a page without an account names them: nobody else's name is on it.
pub(super) struct Beside {
    pub worker: String,
    pub scheme: String,
    pub phone: Option<String>,
}

pub(super) fn select_beside(tx: &mut Tx<'_>, area: AreaId, journey: Uuid) -> Result<Beside, Refusal> {
    let row = tx.row(
        "select a.name as worker, s.name as scheme, s.phone from journey j \
         join account a on a.area_id = j.area_id and a.id = j.worker_id \
         join scheme s on s.area_id = j.area_id and s.id = j.scheme_id \
         where j.area_id = $1 and j.id = $2",
        &values![area, journey],
    )?;
    let row = row.ok_or_else(Refusal::not_found)?;
    Ok(Beside { worker: row.get("worker")?, scheme: row.get("scheme")?, phone: row.get("phone")? })
}
