//! The SQL of corrections.

use ::store::{Row, Tx, values};
use jiff::Timestamp;

use super::store::as_text;
use super::{Correction, Ended, Fact};
use crate::access::Actor;
use crate::directory::{CorrectionId, FeedId, ServiceId};
use crate::refusal::Refusal;
use crate::settings::AreaId;

const COLUMNS: &str = "id, service_id, feed_id, ours, published, disputed, why, by_name, at, ended, ended_at";

pub(in crate::directory) fn read(row: &Row) -> Result<Correction, Refusal> {
    let fact = |text: String| -> Result<Fact, Refusal> {
        serde_json::from_str(&text).map_err(|_| Refusal::broken("correction.ours"))
    };
    let ended = match (row.get::<Option<String>>("ended")?, row.get("ended_at")?) {
        (Some(code), Some(at)) => {
            Some((Ended::parse(&code).ok_or_else(|| Refusal::broken("correction.ended"))?, at))
        }
        _ => None,
    };
    Ok(Correction {
        id: row.get("id")?,
        service: row.get("service_id")?,
        feed: row.get("feed_id")?,
        ours: fact(row.get("ours")?)?,
        published: fact(row.get("published")?)?,
        disputed: row.get::<Option<String>>("disputed")?.map(fact).transpose()?,
        why: row.get("why")?,
        by_name: row.get("by_name")?,
        at: row.get("at")?,
        ended,
    })
}

/// The corrections of a service that hold, oldest first.
pub(super) fn live(tx: &mut Tx<'_>, area: AreaId, service: ServiceId) -> Result<Vec<Correction>, Refusal> {
    let rows = tx.rows(
        &format!(
            "select {COLUMNS} from correction where area_id = $1 and service_id = $2 and ended_at is null order by at, id"
        ),
        &values![area, service],
    )?;
    rows.iter().map(read).collect()
}

pub(super) fn of_service(
    tx: &mut Tx<'_>,
    area: AreaId,
    service: ServiceId,
) -> Result<Vec<Correction>, Refusal> {
    let rows = tx.rows(
        &format!("select {COLUMNS} from correction where area_id = $1 and service_id = $2 order by at desc, id desc"),
        &values![area, service],
    )?;
    rows.iter().map(read).collect()
}

/// The corrections of a feed's entries: those that hold, or those taken up, newest first.
pub(in crate::directory) fn of_feed(
    tx: &mut Tx<'_>,
    area: AreaId,
    feed: FeedId,
    taken_up: bool,
    most: i64,
) -> Result<Vec<Correction>, Refusal> {
    let which = if taken_up { "ended = 'taken_up'" } else { "ended_at is null" };
    let rows = tx.rows(
        &format!(
            "select {COLUMNS} from correction where area_id = $1 and feed_id = $2 and {which} order by at desc, id desc limit $3"
        ),
        &values![area, feed, most],
    )?;
    rows.iter().map(read).collect()
}

/// Corrections whose publisher says something new: somebody must look.
pub(in crate::directory) fn disputed(tx: &mut Tx<'_>, area: AreaId) -> Result<Vec<Correction>, Refusal> {
    let rows = tx.rows(
        &format!(
            "select {COLUMNS} from correction where area_id = $1 and ended_at is null and disputed is not null \
             order by disputed_at, id limit 500"
        ),
        &values![area],
    )?;
    rows.iter().map(read).collect()
}

pub(in crate::directory) fn select(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: CorrectionId,
) -> Result<Option<Correction>, Refusal> {
    let row = tx.row(
        &format!("select {COLUMNS} from correction where area_id = $1 and id = $2"),
        &values![area, id],
    )?;
    row.as_ref().map(read).transpose()
}

pub(super) fn insert(tx: &mut Tx<'_>, by: &Actor, new: &Correction) -> Result<(), Refusal> {
    tx.run(
        "insert into correction (area_id, id, service_id, feed_id, field, ours, published, why, by_id, by_name, at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &values![
            by.area, new.id, new.service, new.feed, new.field().code(), as_text(&new.ours, "correction.ours")?,
            as_text(&new.published, "correction.published")?, &new.why, by.id(), &new.by_name, new.at
        ],
    )?;
    Ok(())
}

pub(super) fn end(
    tx: &mut Tx<'_>,
    by: &Actor,
    id: CorrectionId,
    how: Ended,
    at: Timestamp,
) -> Result<(), Refusal> {
    tx.run(
        "update correction set ended = $3, ended_at = $4, ended_by = $5 where area_id = $1 and id = $2 and ended_at is null",
        &values![by.area, id, how.code(), at, &by.name],
    )?;
    Ok(())
}

pub(super) fn dispute(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: CorrectionId,
    theirs: Option<&Fact>,
    at: Timestamp,
) -> Result<(), Refusal> {
    let text = theirs.map(|theirs| as_text(theirs, "correction.disputed")).transpose()?;
    let at = theirs.map(|_| at);
    tx.run(
        "update correction set disputed = $3, disputed_at = $4 where area_id = $1 and id = $2",
        &values![area, id, text, at],
    )?;
    Ok(())
}

/// We know what is published by now, and hold by ours.
pub(super) fn stand_by(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: CorrectionId,
    theirs: &Fact,
) -> Result<(), Refusal> {
    tx.run(
        "update correction set published = $3, disputed = null, disputed_at = null where area_id = $1 and id = $2",
        &values![area, id, as_text(theirs, "correction.published")?],
    )?;
    Ok(())
}
