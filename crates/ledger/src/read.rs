//! Reading lines, newest first by when they were written.
//!
//! Pages are asked for with the `written` of the last entry of the page before. So that this loses nothing, lines written at the
//! same microsecond are never parted: a page may be longer than its limit by those.

use jiff::Timestamp;
use store::{Row, Tx, Value, places};
use uuid::Uuid;

use crate::{Entry, Error};

/// The start of the year 1: earlier than any line, and the earliest moment the store takes.
const EARLIEST: Timestamp = Timestamp::constant(-62_135_596_800, 0);

/// The lines of one story, newest first: up to `limit` of those written before `before` (and those written at the same moment as the last).
///
/// # Errors
/// [`Error::Store`] when the database says no, [`Error::StoredFacts`] when facts were damaged.
pub fn thread(
    tx: &mut Tx<'_>,
    area: Uuid,
    thread: Uuid,
    limit: usize,
    before: Option<Timestamp>,
) -> Result<Vec<Entry>, Error> {
    page(tx, area, "thread_id", &[thread.into()], limit, before)
}

/// The lines of one story of these kinds or, with `wanted` false, of all kinds but these. A story that is looked at often stays
/// readable so. Limit, paging and errors as for [`thread`].
pub fn thread_of(
    tx: &mut Tx<'_>,
    area: Uuid,
    thread: Uuid,
    kinds: &[&str],
    wanted: bool,
    limit: usize,
    before: Option<Timestamp>,
) -> Result<Vec<Entry>, Error> {
    if limit == 0 || (kinds.is_empty() && wanted) {
        return Ok(Vec::new());
    }
    if kinds.is_empty() {
        return self::thread(tx, area, thread, limit, before);
    }
    let last = i64::try_from(limit - 1).unwrap_or(i64::MAX);
    let mut values = vec![
        area.into(),
        before.unwrap_or(Timestamp::MAX).into(),
        EARLIEST.into(),
        last.into(),
        Value::from(thread),
    ];
    values.extend(kinds.iter().map(|kind| Value::from(*kind)));
    let among = if wanted { "IN" } else { "NOT IN" };
    let only = format!("AND thread_id = $5 AND kind {among} ({})", places(6, kinds.len()));
    tx.rows(&statement(&only), &values)?.iter().map(entry).collect()
}

/// The lines about one person or thing, newest first. Limit, paging and errors as for [`thread`].
pub fn about(
    tx: &mut Tx<'_>,
    area: Uuid,
    about: Uuid,
    limit: usize,
    before: Option<Timestamp>,
) -> Result<Vec<Entry>, Error> {
    page(tx, area, "about_id", &[about.into()], limit, before)
}

/// The lines of an area, newest first, of these kinds or, when none is named, of all. Limit, paging and errors as for [`thread`].
pub fn recent(
    tx: &mut Tx<'_>,
    area: Uuid,
    kinds: &[&str],
    limit: usize,
    before: Option<Timestamp>,
) -> Result<Vec<Entry>, Error> {
    let kinds: Vec<Value> = kinds.iter().map(|kind| Value::from(*kind)).collect();
    page(tx, area, "kind", &kinds, limit, before)
}

fn page(
    tx: &mut Tx<'_>,
    area: Uuid,
    column: &str,
    wanted: &[Value],
    limit: usize,
    before: Option<Timestamp>,
) -> Result<Vec<Entry>, Error> {
    if limit == 0 {
        return Ok(Vec::new());
    }
    let last = i64::try_from(limit - 1).unwrap_or(i64::MAX);
    let mut values = vec![area.into(), before.unwrap_or(Timestamp::MAX).into(), EARLIEST.into(), last.into()];
    values.extend_from_slice(wanted);
    let rows = tx.rows(&text(column, wanted.len(), values.len()), &values)?;
    rows.iter().map(entry).collect()
}

/// The statement: from the newest down to the moment of the last line that fits the limit.
pub(crate) fn text(column: &str, wanted: usize, values: usize) -> String {
    let only = match wanted {
        0 => String::new(),
        1 => format!("AND {column} = ${values}"),
        _ => format!("AND {column} IN ({})", places(values - wanted + 1, wanted)),
    };
    statement(&only)
}

fn statement(only: &str) -> String {
    format!(
        "SELECT area_id, lane, seq, kind, about_id, thread_id, by_id, by_name, happened, written, facts FROM ledger_line \
         WHERE area_id = $1 {only} AND written < $2 AND written >= COALESCE((SELECT written FROM ledger_line \
         WHERE area_id = $1 {only} AND written < $2 ORDER BY written DESC LIMIT 1 OFFSET $4), $3) \
         ORDER BY written DESC, lane DESC, seq DESC"
    )
}

fn entry(row: &Row) -> Result<Entry, Error> {
    let (lane, seq) = (row.at(1)?, row.at(2)?);
    let facts = row.at::<Option<String>>(10)?.map(|facts| serde_json::from_str(&facts)).transpose();
    Ok(Entry {
        area: row.at(0)?,
        lane,
        seq,
        kind: row.at(3)?,
        about: row.at(4)?,
        thread: row.at(5)?,
        by: row.at(6)?,
        by_name: row.at(7)?,
        happened: row.at(8)?,
        written: row.at(9)?,
        facts: facts.map_err(|_| Error::StoredFacts { lane, seq })?,
    })
}
