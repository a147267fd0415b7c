//! The SQL of what people say is wrong.

use ::store::{Tx, values};
use jiff::Timestamp;

use super::report_wrong::WrongReport;
use super::{ReportId, ServiceId};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::AreaId;

pub(super) fn insert(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: &Moment,
    service: ServiceId,
    words: &str,
    from_whom: Option<&str>,
) -> Result<ReportId, Refusal> {
    let id: ReportId = now.id();
    tx.run(
        "insert into service_report (area_id, id, service_id, words, from_whom, at) values ($1, $2, $3, $4, $5, $6)",
        &values![area, id, service, words, from_whom, now.at],
    )?;
    Ok(id)
}

/// How many came since then: about this service, and about any.
pub(super) fn since(
    tx: &mut Tx<'_>,
    area: AreaId,
    service: ServiceId,
    then: Timestamp,
) -> Result<(i64, i64), Refusal> {
    let rows = tx
        .rows("select service_id from service_report where area_id = $1 and at > $2", &values![area, then])?;
    let mut of_one = 0;
    for row in &rows {
        of_one += i64::from(row.get::<ServiceId>("service_id")? == service);
    }
    Ok((of_one, i64::try_from(rows.len()).unwrap_or(i64::MAX)))
}

pub(super) fn unsettled(
    tx: &mut Tx<'_>,
    area: AreaId,
    service: ServiceId,
) -> Result<Vec<WrongReport>, Refusal> {
    let rows = tx.rows(
        "select id, words, from_whom, at from service_report where area_id = $1 and service_id = $2 \
         and settled_at is null order by at desc, id desc",
        &values![area, service],
    )?;
    rows.iter()
        .map(|row| {
            Ok(WrongReport {
                id: row.get("id")?,
                words: row.get("words")?,
                from_whom: row.get("from_whom")?,
                at: row.get("at")?,
            })
        })
        .collect()
}

pub(super) fn settle(
    tx: &mut Tx<'_>,
    area: AreaId,
    service: ServiceId,
    report: ReportId,
    at: Timestamp,
) -> Result<bool, Refusal> {
    let changed = tx.run(
        "update service_report set settled_at = $4 where area_id = $1 and service_id = $2 and id = $3 and settled_at is null",
        &values![area, service, report, at],
    )?;
    Ok(changed == 1)
}

/// How many reports came from there since then.
pub(super) fn marks_since(tx: &mut Tx<'_>, mark: &[u8; 32], then: Timestamp) -> Result<i64, Refusal> {
    let row = tx.row(
        "select count(*) as n from report_mark where mark = $1 and at > $2",
        &values![&mark[..], then],
    )?;
    row.map_or(Ok(0), |row| Ok(row.get("n")?))
}

pub(super) fn insert_mark(tx: &mut Tx<'_>, mark: &[u8; 32], at: Timestamp) -> Result<(), Refusal> {
    tx.run("insert into report_mark (mark, at) values ($1, $2)", &values![&mark[..], at])?;
    Ok(())
}

pub(super) fn forget_marks(tx: &mut Tx<'_>, before: Timestamp) -> Result<(), Refusal> {
    tx.run("delete from report_mark where at < $1", &values![before])?;
    Ok(())
}
