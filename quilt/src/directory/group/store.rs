//! The SQL of groups' links.

use ::store::{Row, Tx, values};
use jiff::Timestamp;

use super::GroupLink;
use crate::access::Actor;
use crate::directory::{GroupLinkId, ServiceId};
use crate::refusal::Refusal;
use crate::settings::AreaId;

const COLUMNS: &str = "id, service_id, sent_to, made_at, expires_at, used_at, ended_at, by_name";

fn read(row: &Row) -> Result<GroupLink, Refusal> {
    Ok(GroupLink {
        id: row.get("id")?,
        service: row.get("service_id")?,
        sent_to: row.get("sent_to")?,
        made_at: row.get("made_at")?,
        expires_at: row.get("expires_at")?,
        used_at: row.get("used_at")?,
        ended_at: row.get("ended_at")?,
        by_name: row.get("by_name")?,
    })
}

pub(super) fn insert(
    tx: &mut Tx<'_>,
    by: &Actor,
    fingerprint: &[u8; 32],
    link: &GroupLink,
) -> Result<(), Refusal> {
    tx.run(
        "insert into group_link (fingerprint, area_id, id, service_id, sent_to, made_at, expires_at, by_id, by_name) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &values![
            &fingerprint[..], by.area, link.id, link.service, link.sent_to.as_deref(), link.made_at, link.expires_at,
            by.id(), &link.by_name
        ],
    )?;
    Ok(())
}

pub(super) fn by_fingerprint(
    tx: &mut Tx<'_>,
    area: AreaId,
    fingerprint: &[u8; 32],
) -> Result<Option<GroupLink>, Refusal> {
    let row = tx.row(
        &format!("select {COLUMNS} from group_link where fingerprint = $1 and area_id = $2"),
        &values![&fingerprint[..], area],
    )?;
    row.as_ref().map(read).transpose()
}

pub(super) fn of_service(
    tx: &mut Tx<'_>,
    area: AreaId,
    service: ServiceId,
) -> Result<Vec<GroupLink>, Refusal> {
    let rows = tx.rows(
        &format!(
            "select {COLUMNS} from group_link where area_id = $1 and service_id = $2 order by made_at desc, id desc limit 50"
        ),
        &values![area, service],
    )?;
    rows.iter().map(read).collect()
}

pub(super) fn used(tx: &mut Tx<'_>, area: AreaId, link: GroupLinkId, at: Timestamp) -> Result<(), Refusal> {
    tx.run("update group_link set used_at = $3 where area_id = $1 and id = $2", &values![area, link, at])?;
    Ok(())
}

pub(super) fn end(
    tx: &mut Tx<'_>,
    area: AreaId,
    service: ServiceId,
    link: GroupLinkId,
    at: Timestamp,
) -> Result<bool, Refusal> {
    let changed = tx.run(
        "update group_link set ended_at = $4 where area_id = $1 and service_id = $2 and id = $3 and ended_at is null",
        &values![area, service, link, at],
    )?;
    Ok(changed == 1)
}
