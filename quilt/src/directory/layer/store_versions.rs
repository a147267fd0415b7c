//! The SQL of versions.

use ::store::{Row, Tx, values};
use openreferral::Service;

use super::store::as_text;
use super::{Version, VersionKind};
use crate::access::Actor;
use crate::directory::ServiceId;
use crate::refusal::Refusal;
use crate::settings::AreaId;

const COLUMNS: &str = "number, kind, changes, why, undoes, by_name, at";

/// The most versions one page is made of.
const MOST: i64 = 200;

fn read(row: &Row) -> Result<Version, Refusal> {
    Ok(Version {
        number: row.get("number")?,
        kind: VersionKind::parse(&row.get::<String>("kind")?)
            .ok_or_else(|| Refusal::broken("service_version.kind"))?,
        changes: serde_json::from_str(&row.get::<String>("changes")?)
            .map_err(|_| Refusal::broken("service_version.changes"))?,
        why: row.get("why")?,
        undoes: row.get("undoes")?,
        by_name: row.get("by_name")?,
        at: row.get("at")?,
    })
}

pub(super) fn insert(
    tx: &mut Tx<'_>,
    by: &Actor,
    service: ServiceId,
    version: &Version,
    replaced: Option<&Service>,
) -> Result<(), Refusal> {
    let record = replaced.map(|record| as_text(record, "service_version.record")).transpose()?;
    tx.run(
        "insert into service_version (area_id, service_id, number, kind, changes, record, why, undoes, by_id, by_name, at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &values![
            by.area, service, version.number, version.kind.code(), as_text(&version.changes, "service_version.changes")?,
            record, version.why.as_deref(), version.undoes, by.id(), &version.by_name, version.at
        ],
    )?;
    Ok(())
}

pub(super) fn all(tx: &mut Tx<'_>, area: AreaId, service: ServiceId) -> Result<Vec<Version>, Refusal> {
    let rows = tx.rows(
        &format!(
            "select {COLUMNS} from service_version where area_id = $1 and service_id = $2 order by number desc limit $3"
        ),
        &values![area, service, MOST],
    )?;
    rows.iter().map(read).collect()
}

pub(super) fn one(
    tx: &mut Tx<'_>,
    area: AreaId,
    service: ServiceId,
    number: i64,
) -> Result<Option<Version>, Refusal> {
    let row = tx.row(
        &format!(
            "select {COLUMNS} from service_version where area_id = $1 and service_id = $2 and number = $3"
        ),
        &values![area, service, number],
    )?;
    row.as_ref().map(read).transpose()
}
