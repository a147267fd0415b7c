//! The SQL of readings under way: claims, progress, pages seen, entries that wait.

use std::sync::atomic::Ordering;

use ::store::{Tx, values};
use jiff::Timestamp;
use openreferral::Service;
use uuid::Uuid;

use super::claim::{Progress, SoFar, UnderWay};
use super::seen::{SeenPage, Validators, packed, unpacked};
use crate::directory::{FeedId, FeedRunId, ServiceId};
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// A claim as it stands.
pub(super) struct Held {
    pub run: FeedRunId,
    pub began_at: Timestamp,
    pub until: Timestamp,
    pub so_far: Option<SoFar>,
}

pub(super) fn held(tx: &mut Tx<'_>, area: AreaId, feed: FeedId) -> Result<Option<Held>, Refusal> {
    let row = tx.row(
        "select run_id, began_at, holds_until, so_far from feed_reading where area_id = $1 and feed_id = $2",
        &values![area, feed],
    )?;
    row.map(|row| {
        let so_far: Option<String> = row.get("so_far")?;
        Ok(Held {
            run: row.get("run_id")?,
            began_at: row.get("began_at")?,
            until: row.get("holds_until")?,
            // Written by another release, perhaps: then the feed is read from its beginning.
            so_far: so_far.and_then(|text| serde_json::from_str(&text).ok()),
        })
    })
    .transpose()
}

pub(super) fn begin(
    tx: &mut Tx<'_>,
    area: AreaId,
    feed: FeedId,
    run: FeedRunId,
    holder: Uuid,
    now: Timestamp,
    until: Timestamp,
) -> Result<(), Refusal> {
    tx.run("delete from feed_waiting where area_id = $1 and feed_id = $2", &values![area, feed])?;
    tx.run(
        "insert into feed_reading (area_id, feed_id, run_id, holder, began_at, holds_until) values ($1, $2, $3, $4, $5, $6) \
         on conflict (area_id, feed_id) do update set run_id = excluded.run_id, holder = excluded.holder, \
         began_at = excluded.began_at, holds_until = excluded.holds_until, pages = 0, pages_total = null, services = 0, \
         bytes = 0, so_far = null",
        &values![area, feed, run, holder, now, until],
    )?;
    Ok(())
}

pub(super) fn take_over(
    tx: &mut Tx<'_>,
    area: AreaId,
    feed: FeedId,
    holder: Uuid,
    until: Timestamp,
) -> Result<(), Refusal> {
    tx.run(
        "update feed_reading set holder = $3, holds_until = $4 where area_id = $1 and feed_id = $2",
        &values![area, feed, holder, until],
    )?;
    Ok(())
}

/// Renews a claim and says how far the reading is; false when it is no longer this holder's.
pub(super) fn renew(
    tx: &mut Tx<'_>,
    area: AreaId,
    feed: FeedId,
    holder: Uuid,
    until: Timestamp,
    progress: &Progress,
) -> Result<bool, Refusal> {
    let number =
        |it: &std::sync::atomic::AtomicU64| i64::try_from(it.load(Ordering::Relaxed)).unwrap_or(i64::MAX);
    let total = Some(number(&progress.pages_total)).filter(|total| *total > 0);
    let changed = tx.run(
        "update feed_reading set holds_until = $4, pages = $5, pages_total = $6, services = $7, bytes = $8 \
         where area_id = $1 and feed_id = $2 and holder = $3",
        &values![
            area,
            feed,
            holder,
            until,
            number(&progress.pages),
            total,
            number(&progress.services),
            number(&progress.bytes)
        ],
    )?;
    Ok(changed == 1)
}

pub(super) fn keep_so_far(
    tx: &mut Tx<'_>,
    area: AreaId,
    feed: FeedId,
    so_far: &SoFar,
) -> Result<(), Refusal> {
    let text = serde_json::to_string(so_far).map_err(|_| Refusal::broken("feed_reading.so_far"))?;
    tx.run(
        "update feed_reading set so_far = $3 where area_id = $1 and feed_id = $2",
        &values![area, feed, text],
    )?;
    Ok(())
}

pub(super) fn end(tx: &mut Tx<'_>, area: AreaId, feed: FeedId) -> Result<(), Refusal> {
    tx.run("delete from feed_reading where area_id = $1 and feed_id = $2", &values![area, feed])?;
    tx.run("delete from feed_waiting where area_id = $1 and feed_id = $2", &values![area, feed])?;
    Ok(())
}

pub(super) fn let_go(
    tx: &mut Tx<'_>,
    area: AreaId,
    feed: FeedId,
    holder: Uuid,
    now: Timestamp,
) -> Result<(), Refusal> {
    tx.run(
        "update feed_reading set holds_until = $4 where area_id = $1 and feed_id = $2 and holder = $3",
        &values![area, feed, holder, now],
    )?;
    Ok(())
}

pub(super) fn under_way(tx: &mut Tx<'_>, area: AreaId, now: Timestamp) -> Result<Vec<UnderWay>, Refusal> {
    let rows = tx.rows(
        "select feed_id, began_at, holds_until, pages, pages_total, services, bytes from feed_reading where area_id = $1",
        &values![area],
    )?;
    rows.iter()
        .map(|row| {
            Ok(UnderWay {
                feed: row.get("feed_id")?,
                began_at: row.get("began_at")?,
                pages: row.get("pages")?,
                pages_total: row.get("pages_total")?,
                services: row.get("services")?,
                bytes: row.get("bytes")?,
                broken_off: row.get::<Timestamp>("holds_until")? < now,
            })
        })
        .collect()
}

/// A page as it was when it was last read, and whether that was in this very run.
pub(super) fn seen_page(
    tx: &mut Tx<'_>,
    area: AreaId,
    feed: FeedId,
    run: FeedRunId,
    address: &str,
) -> Result<Option<(SeenPage, bool)>, Refusal> {
    let row = tx.row(
        "select address, run_id, etag, last_modified, content, about, kept, refused from feed_page \
         where area_id = $1 and feed_id = $2 and address = $3",
        &values![area, feed, address],
    )?;
    let Some(row) = row else { return Ok(None) };
    // Written by another release, perhaps: then the page is read again.
    let Ok(about) = serde_json::from_str(&row.get::<String>("about")?) else { return Ok(None) };
    let page = SeenPage {
        address: row.get("address")?,
        validators: Validators { etag: row.get("etag")?, last_modified: row.get("last_modified")? },
        content: row.get("content")?,
        about,
        kept: unpacked(&row.get::<Vec<u8>>("kept")?),
        refused: unpacked(&row.get::<Vec<u8>>("refused")?),
    };
    Ok(Some((page, row.get::<FeedRunId>("run_id")? == run)))
}

pub(super) fn put_page(
    tx: &mut Tx<'_>,
    area: AreaId,
    feed: FeedId,
    run: FeedRunId,
    page: &SeenPage,
) -> Result<(), Refusal> {
    let about = serde_json::to_string(&page.about).map_err(|_| Refusal::broken("feed_page.about"))?;
    tx.run(
        "insert into feed_page (area_id, feed_id, address, run_id, etag, last_modified, content, about, kept, refused) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (area_id, feed_id, address) do update set \
         run_id = excluded.run_id, etag = excluded.etag, last_modified = excluded.last_modified, content = excluded.content, \
         about = excluded.about, kept = excluded.kept, refused = excluded.refused",
        &values![
            area,
            feed,
            &page.address,
            run,
            page.validators.etag.as_deref(),
            page.validators.last_modified.as_deref(),
            page.content,
            about,
            packed(&page.kept),
            packed(&page.refused)
        ],
    )?;
    Ok(())
}

/// Forgets the pages that this run did not come by: what they named may be withdrawn now, and
/// must be read afresh should they come back.
pub(super) fn forget_other_pages(
    tx: &mut Tx<'_>,
    area: AreaId,
    feed: FeedId,
    run: FeedRunId,
) -> Result<(), Refusal> {
    tx.run(
        "delete from feed_page where area_id = $1 and feed_id = $2 and run_id <> $3",
        &values![area, feed, run],
    )?;
    Ok(())
}

/// An entry under an id nobody knows that looks like a service we know.
pub(super) struct Waiting {
    pub key: Uuid,
    pub alike: ServiceId,
    pub service: Service,
    pub fingerprint: [u8; 32],
}

pub(super) fn put_waiting(
    tx: &mut Tx<'_>,
    area: AreaId,
    feed: FeedId,
    alike: ServiceId,
    service: &Service,
    fingerprint: [u8; 32],
) -> Result<(), Refusal> {
    let record = serde_json::to_string(service).map_err(|_| Refusal::broken("feed_waiting.record"))?;
    tx.run(
        "insert into feed_waiting (area_id, feed_id, source_key, service_id, record, fingerprint) \
         values ($1, $2, $3, $4, $5, $6) on conflict (area_id, feed_id, source_key) do update set \
         service_id = excluded.service_id, record = excluded.record, fingerprint = excluded.fingerprint",
        &values![area, feed, service.id.to_string(), alike, record, fingerprint],
    )?;
    Ok(())
}

/// Some of the entries that wait, by key, after that key.
pub(super) fn waiting(
    tx: &mut Tx<'_>,
    area: AreaId,
    feed: FeedId,
    after: &str,
    most: i64,
) -> Result<Vec<Waiting>, Refusal> {
    let rows = tx.rows(
        "select source_key, service_id, record, fingerprint from feed_waiting \
         where area_id = $1 and feed_id = $2 and source_key > $3 order by source_key limit $4",
        &values![area, feed, after, most],
    )?;
    rows.iter()
        .map(|row| {
            let service: Service = serde_json::from_str(&row.get::<String>("record")?)
                .map_err(|_| Refusal::broken("feed_waiting.record"))?;
            Ok(Waiting {
                key: service.id,
                alike: row.get("service_id")?,
                service,
                fingerprint: row.get("fingerprint")?,
            })
        })
        .collect()
}

pub(super) fn forget_waiting(tx: &mut Tx<'_>, area: AreaId, feed: FeedId, key: Uuid) -> Result<(), Refusal> {
    tx.run(
        "delete from feed_waiting where area_id = $1 and feed_id = $2 and source_key = $3",
        &values![area, feed, key.to_string()],
    )?;
    Ok(())
}
