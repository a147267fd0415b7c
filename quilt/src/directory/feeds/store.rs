//! The SQL of feeds and their runs.

use ::store::{Row, Tx, Value, values};
use jiff::Timestamp;
use uuid::Uuid;

use super::FeedSource;
use super::alike::{Alikes, Likeness};
use super::report::{Details, Feed, FeedRun, ImportReport, Outcome};
use crate::access::Actor;
use crate::directory::{FeedId, FeedRunId, ServiceId};
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::AreaId;

const FEED: &str = "id, name, address, last_run_at, every_hours, next_at, paused, found";

fn read_feed(row: &Row) -> Result<Feed, Refusal> {
    Ok(Feed {
        id: row.get("id")?,
        name: row.get("name")?,
        address: row.get("address")?,
        last_run_at: row.get("last_run_at")?,
        every_hours: row.get("every_hours")?,
        next_at: row.get("next_at")?,
        paused: row.get("paused")?,
        found: row.get("found")?,
    })
}

/// The feeds read here, by name.
pub fn feeds(tx: &mut Tx<'_>, area: AreaId) -> Result<Vec<Feed>, Refusal> {
    let rows =
        tx.rows(&format!("select {FEED} from feed where area_id = $1 order by name, id"), &values![area])?;
    rows.iter().map(read_feed).collect()
}

pub fn feed(tx: &mut Tx<'_>, area: AreaId, id: FeedId) -> Result<Option<Feed>, Refusal> {
    let row =
        tx.row(&format!("select {FEED} from feed where area_id = $1 and id = $2"), &values![area, id])?;
    row.as_ref().map(read_feed).transpose()
}

pub(super) fn feed_at(tx: &mut Tx<'_>, area: AreaId, address: &str) -> Result<Option<Feed>, Refusal> {
    let row = tx.row(
        &format!("select {FEED} from feed where area_id = $1 and address = $2"),
        &values![area, address],
    )?;
    row.as_ref().map(read_feed).transpose()
}

/// The feeds that should be read by now, those that waited longest first.
pub(super) fn due(tx: &mut Tx<'_>, area: AreaId, now: Timestamp) -> Result<Vec<Feed>, Refusal> {
    let rows = tx.rows(
        &format!(
            "select {FEED} from feed where area_id = $1 and next_at <= $2 and not paused order by next_at, id limit 20"
        ),
        &values![area, now],
    )?;
    rows.iter().map(read_feed).collect()
}

/// The feed of that address, written down if it is new.
pub(super) fn keep_feed(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    source: &FeedSource,
) -> Result<Feed, Refusal> {
    if let Some(known) = feed_at(tx, by.area, &source.address)? {
        return Ok(known);
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
    let (name, address) = (source.name.clone(), source.address.clone());
    let (last_run_at, every_hours, next_at, found) = (None, None, None, None);
    Ok(Feed { id, name, address, last_run_at, every_hours, next_at, paused: false, found })
}

/// Writes what an administrator may change.
pub(super) fn write_feed(tx: &mut Tx<'_>, area: AreaId, feed: &Feed) -> Result<(), Refusal> {
    tx.run(
        "update feed set name = $3, every_hours = $4, next_at = $5, paused = $6 where area_id = $1 and id = $2",
        &values![area, feed.id, &feed.name, feed.every_hours, feed.next_at, feed.paused],
    )?;
    Ok(())
}

pub(super) fn ran(
    tx: &mut Tx<'_>,
    area: AreaId,
    feed: FeedId,
    at: Timestamp,
    next: Option<Timestamp>,
) -> Result<(), Refusal> {
    tx.run(
        "update feed set last_run_at = $3, next_at = $4 where area_id = $1 and id = $2",
        &values![area, feed, at, next],
    )?;
    Ok(())
}

/// Writes down what was found at its address.
pub(super) fn found(tx: &mut Tx<'_>, area: AreaId, feed: FeedId, found: Option<&str>) -> Result<(), Refusal> {
    tx.run("update feed set found = $3 where area_id = $1 and id = $2", &values![area, feed, found])?;
    Ok(())
}

/// How many of the feed's services have not been withdrawn.
pub(super) fn standing_count(tx: &mut Tx<'_>, area: AreaId, feed: FeedId) -> Result<usize, Refusal> {
    let row = tx.row(
        "select count(*) as n from service where area_id = $1 and feed_id = $2 and withdrawn_at is null",
        &values![area, feed],
    )?;
    row.map_or(Ok(0), |row| Ok(row.get("n")?))
}

/// Gives each of the feed's services that have not been withdrawn to `each`: id, key and name.
pub(super) fn standing(
    tx: &mut Tx<'_>,
    area: AreaId,
    feed: FeedId,
    each: &mut dyn FnMut(ServiceId, Uuid, String),
) -> Result<(), Refusal> {
    tx.each(
        "select id, source_key, name from service where area_id = $1 and feed_id = $2 and withdrawn_at is null",
        &values![area, feed],
        &mut |row| {
            // What the reader never writes can never be named, and so must never be withdrawn.
            if let Ok(key) = Uuid::parse_str(&row.at::<String>(1)?) {
                each(row.at(0)?, key, row.at(2)?);
            }
            Ok(())
        },
    )?;
    Ok(())
}

/// The key of a service that stands.
pub(super) fn standing_key(tx: &mut Tx<'_>, area: AreaId, id: ServiceId) -> Result<Option<Uuid>, Refusal> {
    let row = tx.row(
        "select source_key from service where area_id = $1 and id = $2 and withdrawn_at is null",
        &values![area, id],
    )?;
    row.map_or(Ok(None), |row| Ok(Uuid::parse_str(&row.get::<String>("source_key")?).ok()))
}

/// How many of these keys stand.
pub(super) fn standing_of(
    tx: &mut Tx<'_>,
    area: AreaId,
    feed: FeedId,
    keys: &[Uuid],
) -> Result<usize, Refusal> {
    const MANY: usize = 500;
    let mut found = 0;
    for some in keys.chunks(MANY) {
        let mut parameters = values![area, feed].to_vec();
        parameters.extend(some.iter().map(|key| Value::from(key.to_string())));
        let row = tx.row(
            &format!(
                "select count(*) as n from service where area_id = $1 and feed_id = $2 and source_key in ({}) \
                 and withdrawn_at is null",
                ::store::places(3, some.len())
            ),
            &parameters,
        )?;
        found += row.map_or(Ok(0), |row| row.get::<usize>("n"))?;
    }
    Ok(found)
}

/// What the feed's services are like, for recognising them under another id.
pub(super) fn alikes(tx: &mut Tx<'_>, area: AreaId, feed: FeedId) -> Result<Alikes, Refusal> {
    let mut alikes = Alikes::default();
    tx.each(
        "select s.id, s.source_key, s.name, s.postcode, o.name from service s left join organization o \
         on o.area_id = s.area_id and o.id = s.organization_id \
         where s.area_id = $1 and s.feed_id = $2 and s.withdrawn_at is null",
        &values![area, feed],
        &mut |row| {
            let (name, postcode, organization): (String, Option<String>, Option<String>) =
                (row.at(2)?, row.at(3)?, row.at(4)?);
            if let Ok(key) = Uuid::parse_str(&row.at::<String>(1)?) {
                let likeness = Likeness::new(&name, organization.as_deref(), postcode.as_deref());
                alikes.know(likeness, row.at(0)?, key);
            }
            Ok(())
        },
    )?;
    Ok(alikes)
}

const RUN: &str = "r.id, r.feed_id, r.at, r.outcome, r.format, r.added, r.changed, r.unchanged, r.gone, r.held, r.refused, \
    r.repaired, r.pages, r.bytes, r.took_ms, r.by_name";

fn read_run(row: &Row) -> Result<FeedRun, Refusal> {
    Ok(FeedRun {
        id: row.get("id")?,
        feed: row.get("feed_id")?,
        at: row.get("at")?,
        outcome: Outcome::parse(&row.get::<String>("outcome")?)
            .ok_or_else(|| Refusal::broken("feed_run.outcome"))?,
        format: row.get("format")?,
        added: row.get("added")?,
        changed: row.get("changed")?,
        unchanged: row.get("unchanged")?,
        withdrawn: row.get("gone")?,
        held: row.get("held")?,
        refused: row.get("refused")?,
        repaired: row.get("repaired")?,
        pages: row.get("pages")?,
        bytes: row.get("bytes")?,
        took_ms: row.get("took_ms")?,
        by_name: row.get("by_name")?,
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
        "insert into feed_run (area_id, id, feed_id, at, outcome, format, added, changed, unchanged, gone, held, refused, \
         repaired, pages, bytes, took_ms, by_name, report) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        &values![
            area, run.id, run.feed, run.at, run.outcome.code(), &run.format, run.added, run.changed, run.unchanged,
            run.withdrawn, run.held, run.refused, run.repaired, run.pages, run.bytes, run.took_ms, &run.by_name, report
        ],
    )?;
    Ok(())
}

/// Forgets all but the newest runs of a feed; what they did stands in the ledger.
pub(super) fn forget_old_runs(tx: &mut Tx<'_>, area: AreaId, feed: FeedId, keep: i64) -> Result<(), Refusal> {
    tx.run(
        "delete from feed_run where area_id = $1 and feed_id = $2 and id not in (select id from feed_run \
         where area_id = $1 and feed_id = $2 order by at desc, id desc limit $3)",
        &values![area, feed, keep],
    )?;
    Ok(())
}

/// The runs of a feed, newest first.
pub fn feed_runs(tx: &mut Tx<'_>, area: AreaId, feed: FeedId) -> Result<Vec<FeedRun>, Refusal> {
    let rows = tx.rows(
        &format!(
            "select {RUN} from feed_run r where r.area_id = $1 and r.feed_id = $2 order by r.at desc, r.id desc"
        ),
        &values![area, feed],
    )?;
    rows.iter().map(read_run).collect()
}

/// One run with every line of its report.
pub fn feed_report(tx: &mut Tx<'_>, area: AreaId, run: FeedRunId) -> Result<Option<ImportReport>, Refusal> {
    let row = tx.row(
        &format!(
            "select {RUN}, r.report, f.name from feed_run r join feed f on f.area_id = r.area_id and f.id = r.feed_id \
             where r.area_id = $1 and r.id = $2"
        ),
        &values![area, run],
    )?;
    row.map(|row| {
        let details = serde_json::from_str(&row.get::<String>("report")?)
            .map_err(|_| Refusal::broken("feed_run.report"))?;
        Ok(ImportReport { feed_name: row.get("name")?, run: read_run(&row)?, details })
    })
    .transpose()
}
