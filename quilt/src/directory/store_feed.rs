//! The SQL of feeds and their runs.

use ::store::{Row, Tx, values};

use super::report::{Details, Feed, FeedRun, ImportReport};
use super::{FeedId, FeedRunId, FeedSource, ServiceId};
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::AreaId;

const FEED: &str = "id, name, address, last_run_at";

fn read_feed(row: &Row) -> Result<Feed, Refusal> {
    Ok(Feed {
        id: row.get("id")?,
        name: row.get("name")?,
        address: row.get("address")?,
        last_run_at: row.get("last_run_at")?,
    })
}

/// The feeds read here, by name.
pub fn feeds(tx: &mut Tx<'_>, area: AreaId) -> Result<Vec<Feed>, Refusal> {
    let rows =
        tx.rows(&format!("select {FEED} from feed where area_id = $1 order by name, id"), &values![area])?;
    rows.iter().map(read_feed).collect()
}

/// The feed of that address, written down if it is new.
pub(super) fn keep_feed(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    source: &FeedSource,
) -> Result<Feed, Refusal> {
    let row = tx.row(
        &format!("select {FEED} from feed where area_id = $1 and address = $2"),
        &values![by.area, &source.address],
    )?;
    if let Some(row) = row {
        return read_feed(&row);
    }
    let id: FeedId = now.id();
    tx.run(
        "insert into feed (area_id, id, name, address, created_at) values ($1, $2, $3, $4, $5)",
        &values![by.area, id, &source.name, &source.address, now.at],
    )?;
    line(by, now, "feed.added", id)
        .fact("name", source.name.as_str())
        .fact("address", source.address.as_str())
        .record(tx)?;
    Ok(Feed { id, name: source.name.clone(), address: source.address.clone(), last_run_at: None })
}

/// The feed's services that have not been withdrawn: id, key and name.
pub(super) fn standing(
    tx: &mut Tx<'_>,
    area: AreaId,
    feed: FeedId,
) -> Result<Vec<(ServiceId, String, String)>, Refusal> {
    let rows = tx.rows(
        "select id, source_key, name from service where area_id = $1 and feed_id = $2 and withdrawn_at is null \
         order by name, id",
        &values![area, feed],
    )?;
    rows.iter().map(|row| Ok((row.get("id")?, row.get("source_key")?, row.get("name")?))).collect()
}

const RUN: &str = "id, feed_id, at, format, added, changed, unchanged, gone, refused, repaired";

fn read_run(row: &Row) -> Result<FeedRun, Refusal> {
    Ok(FeedRun {
        id: row.get("id")?,
        feed: row.get("feed_id")?,
        at: row.get("at")?,
        format: row.get("format")?,
        added: row.get("added")?,
        changed: row.get("changed")?,
        unchanged: row.get("unchanged")?,
        withdrawn: row.get("gone")?,
        refused: row.get("refused")?,
        repaired: row.get("repaired")?,
    })
}

pub(super) fn insert_run(
    tx: &mut Tx<'_>,
    area: AreaId,
    run: &FeedRun,
    details: &Details,
) -> Result<(), Refusal> {
    let report = serde_json::to_string(details).map_err(|_| Refusal::broken("feed_run.report"))?;
    tx.run(
        "insert into feed_run (area_id, id, feed_id, at, format, added, changed, unchanged, gone, refused, repaired, \
         report) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        &values![
            area, run.id, run.feed, run.at, &run.format, run.added, run.changed, run.unchanged, run.withdrawn,
            run.refused, run.repaired, report
        ],
    )?;
    tx.run(
        "update feed set last_run_at = $3 where area_id = $1 and id = $2",
        &values![area, run.feed, run.at],
    )?;
    Ok(())
}

/// The runs of a feed, newest first.
pub fn feed_runs(tx: &mut Tx<'_>, area: AreaId, feed: FeedId) -> Result<Vec<FeedRun>, Refusal> {
    let rows = tx.rows(
        &format!("select {RUN} from feed_run where area_id = $1 and feed_id = $2 order by at desc, id desc"),
        &values![area, feed],
    )?;
    rows.iter().map(read_run).collect()
}

/// One run with every line of its report.
pub fn feed_report(tx: &mut Tx<'_>, area: AreaId, run: FeedRunId) -> Result<Option<ImportReport>, Refusal> {
    let row = tx.row(
        "select r.id, r.feed_id, r.at, r.format, r.added, r.changed, r.unchanged, r.gone, r.refused, r.repaired, \
         r.report, f.name from feed_run r join feed f on f.area_id = r.area_id and f.id = r.feed_id \
         where r.area_id = $1 and r.id = $2",
        &values![area, run],
    )?;
    row.map(|row| {
        let details = serde_json::from_str(&row.get::<String>("report")?)
            .map_err(|_| Refusal::broken("feed_run.report"))?;
        Ok(ImportReport { feed_name: row.get("name")?, run: read_run(&row)?, details })
    })
    .transpose()
}
