//! The SQL of content packs.

use ::store::{Tx, values};
use jiff::Timestamp;
use jiff::civil::Date;
use measure::Pack;
use uuid::Uuid;

use super::pack::LoadedPack;
use crate::access::Actor;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::AreaId;

pub(super) fn insert_pack(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    pack: &Pack,
    body: &str,
    reference: &str,
    expires_on: Option<Date>,
) -> Result<(), Refusal> {
    let instrument = pack.instrument();
    tx.run(
        "insert into measure_pack (area_id, id, measure, edition, language, body, licence_reference, expires_on, \
         checksum, added_at, added_by, added_name) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        &values![
            by.area, now.id::<Uuid>(), pack.code(), &*instrument.edition, &*instrument.language, body, reference,
            expires_on, pack.fingerprint().to_string(), now.at, by.id(), &by.name
        ],
    )?;
    Ok(())
}

/// Every pack there ever was, oldest first.
pub(super) fn select_packs(tx: &mut Tx<'_>, area: AreaId) -> Result<Vec<LoadedPack>, Refusal> {
    let rows = tx.rows(
        "select id, measure, edition, language, body, licence_reference, expires_on, added_at, added_name, removed_at \
         from measure_pack where area_id = $1 order by measure, language, added_at, id",
        &values![area],
    )?;
    rows.iter()
        .map(|row| {
            Ok(LoadedPack {
                id: row.get("id")?,
                measure: row.get("measure")?,
                edition: row.get("edition")?,
                language: row.get("language")?,
                body: row.get("body")?,
                licence_reference: row.get("licence_reference")?,
                expires_on: row.get("expires_on")?,
                added_at: row.get("added_at")?,
                added_name: row.get("added_name")?,
                removed: row.get::<Option<Timestamp>>("removed_at")?.is_some(),
            })
        })
        .collect()
}

pub(super) fn remove_pack(tx: &mut Tx<'_>, area: AreaId, id: Uuid, at: Timestamp) -> Result<(), Refusal> {
    tx.run("update measure_pack set removed_at = $3 where area_id = $1 and id = $2", &values![area, id, at])?;
    Ok(())
}
