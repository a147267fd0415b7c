//! The SQL of services that stand though their feed no longer names them.

use std::collections::HashSet;

use ::store::{Tx, values};
use jiff::Timestamp;
use uuid::Uuid;

use super::gone::Gone;
use crate::directory::{FeedId, ServiceId};
use crate::refusal::Refusal;
use crate::settings::AreaId;

pub(super) fn gone(tx: &mut Tx<'_>, area: AreaId, feed: FeedId) -> Result<Vec<Gone>, Refusal> {
    let rows = tx.rows(
        "select g.service_id, s.name, g.since, g.keep from feed_gone g join service s on s.area_id = g.area_id \
         and s.id = g.service_id where g.area_id = $1 and g.feed_id = $2 and s.withdrawn_at is null order by s.name, s.id",
        &values![area, feed],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Gone {
                service: row.get("service_id")?,
                name: row.get("name")?,
                since: row.get("since")?,
                keep: row.get("keep")?,
            })
        })
        .collect()
}

/// How many wait for somebody to say, by feed.
pub(super) fn waiting(tx: &mut Tx<'_>, area: AreaId) -> Result<Vec<(FeedId, i64)>, Refusal> {
    let rows = tx.rows(
        "select feed_id, count(*) as waiting from feed_gone where area_id = $1 and not keep group by feed_id",
        &values![area],
    )?;
    rows.iter().map(|row| Ok((row.get("feed_id")?, row.get("waiting")?))).collect()
}

/// Those somebody said should stay.
pub(super) fn to_keep(tx: &mut Tx<'_>, area: AreaId, feed: FeedId) -> Result<HashSet<ServiceId>, Refusal> {
    let rows = tx.rows(
        "select service_id from feed_gone where area_id = $1 and feed_id = $2 and keep",
        &values![area, feed],
    )?;
    rows.iter().map(|row| Ok(row.get("service_id")?)).collect()
}

/// After a whole reading: these wait; what waited before and does not now is forgotten, and so
/// is what was kept and is named again.
pub(super) fn put(
    tx: &mut Tx<'_>,
    area: AreaId,
    feed: FeedId,
    now: Timestamp,
    held: &[ServiceId],
    named: &HashSet<Uuid>,
) -> Result<(), Refusal> {
    let rows = tx.rows(
        "select g.service_id, g.keep, g.since, s.source_key from feed_gone g join service s on s.area_id = g.area_id \
         and s.id = g.service_id where g.area_id = $1 and g.feed_id = $2",
        &values![area, feed],
    )?;
    let still: HashSet<ServiceId> = held.iter().copied().collect();
    let mut known = HashSet::new();
    for row in &rows {
        let id: ServiceId = row.get("service_id")?;
        let key: String = row.get("source_key")?;
        let back = Uuid::parse_str(&key).is_ok_and(|key| named.contains(&key));
        if back || (!row.get::<bool>("keep")? && !still.contains(&id)) {
            tx.run(
                "delete from feed_gone where area_id = $1 and feed_id = $2 and service_id = $3",
                &values![area, feed, id],
            )?;
        } else {
            known.insert(id);
        }
    }
    for id in held.iter().filter(|id| !known.contains(id)) {
        tx.run(
            "insert into feed_gone (area_id, feed_id, service_id, since) values ($1, $2, $3, $4)",
            &values![area, feed, *id, now],
        )?;
    }
    Ok(())
}

pub(super) fn keep(tx: &mut Tx<'_>, area: AreaId, feed: FeedId) -> Result<u64, Refusal> {
    Ok(tx.run(
        "update feed_gone set keep = true where area_id = $1 and feed_id = $2 and not keep",
        &values![area, feed],
    )?)
}

pub(super) fn forget(tx: &mut Tx<'_>, area: AreaId, feed: FeedId) -> Result<(), Refusal> {
    tx.run("delete from feed_gone where area_id = $1 and feed_id = $2", &values![area, feed])?;
    Ok(())
}
