//! The SQL of the queue. Whatever could stand at its head is fetched; the rule puts it in order.

use std::collections::{BTreeSet, HashMap};

use ::store::{Tx, values};
use jiff::Timestamp;

use crate::directory::ServiceId;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// The most entries fetched for each reason there is to check one.
const MOST: i64 = 200;

/// Services that somebody says are wrong, with when the first of the open reports came and how many there are.
pub(super) fn reported(
    tx: &mut Tx<'_>,
    area: AreaId,
) -> Result<HashMap<ServiceId, (Timestamp, i64)>, Refusal> {
    let rows = tx.rows(
        "select service_id, min(at) as first_at, count(*) as reports from service_report \
         where area_id = $1 and settled_at is null group by service_id order by first_at limit $2",
        &values![area, MOST],
    )?;
    rows.iter().map(|row| Ok((row.get("service_id")?, (row.get("first_at")?, row.get("reports")?)))).collect()
}

/// Services a call found wrong and nobody confirmed since.
pub(super) fn found_wrong(tx: &mut Tx<'_>, area: AreaId) -> Result<BTreeSet<ServiceId>, Refusal> {
    let rows = tx.rows(
        "select service_id from service_layer where area_id = $1 and rang_said = 'wrong' order by rang_at limit $2",
        &values![area, MOST],
    )?;
    rows.iter().map(|row| Ok(row.get("service_id")?)).collect()
}

/// Services people may be told about that were confirmed longest ago, or never.
pub(super) fn oldest(tx: &mut Tx<'_>, area: AreaId) -> Result<Vec<ServiceId>, Refusal> {
    let rows = tx.rows(
        "select id from service where area_id = $1 and withdrawn_at is null and status in ('active', 'temporarily closed') \
         order by confirmed_on nulls first, id limit $2",
        &values![area, MOST],
    )?;
    rows.iter().map(|row| Ok(row.get("id")?)).collect()
}
