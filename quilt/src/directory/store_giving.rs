//! The SQL of what is given to other directories.

use std::collections::HashMap;

use ::store::{Row, Tx, Value, values};
use jiff::Timestamp;
use openreferral::{Service, Status};

use super::{ServiceId, entry};
use crate::refusal::Refusal;
use crate::settings::{AreaId, OrganizationId};

/// One service's line in the list of all there ever were.
pub(super) struct Mark {
    pub id: ServiceId,
    pub source_key: String,
    pub organization: Option<OrganizationId>,
    /// One of these differs once anything that is published of it does.
    pub fingerprint: [u8; 32],
    pub changed_at: Timestamp,
    /// Whether people may be told about it.
    pub offered: bool,
}

/// Gives every service there is or was, in the order they came.
pub(super) fn marks(tx: &mut Tx<'_>, area: AreaId, each: &mut dyn FnMut(Mark)) -> Result<(), Refusal> {
    tx.each(
        "select id, source_key, organization_id, fingerprint, changed_at, case when withdrawn_at is null \
         and status in ('active', 'temporarily closed') then true else false end as offered from service \
         where area_id = $1 order by id",
        &values![area],
        &mut |row| {
            each(Mark {
                id: row.at(0)?,
                source_key: row.at(1)?,
                organization: row.at(2)?,
                fingerprint: row.at(3)?,
                changed_at: row.at(4)?,
                offered: row.at(5)?,
            });
            Ok(())
        },
    )?;
    Ok(())
}

/// How many records one statement asks for.
const MANY: usize = 200;

/// The records of those of these services that people may be told about, in the order asked for.
pub(super) fn records(
    tx: &mut Tx<'_>,
    area: AreaId,
    ids: &[ServiceId],
) -> Result<Vec<(ServiceId, Service)>, Refusal> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(MANY) {
        let mut parameters = values![area].to_vec();
        parameters.extend(some.iter().map(|id| Value::from(*id)));
        let rows = tx.rows(
            &format!(
                "select id, coalesce(shown, record) as record from service where area_id = $1 and id in ({}) \
                 and withdrawn_at is null and status in ('active', 'temporarily closed')",
                ::store::places(2, some.len())
            ),
            &parameters,
        )?;
        let mut read = rows.iter().map(record).collect::<Result<Vec<_>, Refusal>>()?;
        read.sort_by_key(|(id, _)| some.iter().position(|asked| asked == id));
        found.append(&mut read);
    }
    Ok(found)
}

/// Names and states of the same, for lists that say no more.
pub(super) fn named(
    tx: &mut Tx<'_>,
    area: AreaId,
    ids: &[ServiceId],
) -> Result<HashMap<ServiceId, (String, Status)>, Refusal> {
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(MANY) {
        let mut parameters = values![area].to_vec();
        parameters.extend(some.iter().map(|id| Value::from(*id)));
        let rows = tx.rows(
            &format!(
                "select id, name, status from service where area_id = $1 and id in ({}) \
                 and withdrawn_at is null and status in ('active', 'temporarily closed')",
                ::store::places(2, some.len())
            ),
            &parameters,
        )?;
        for row in &rows {
            let status =
                entry::status(&row.at::<String>(2)?).ok_or_else(|| Refusal::broken("service.status"))?;
            found.insert(row.at(0)?, (row.at(1)?, status));
        }
    }
    Ok(found)
}

fn record(row: &Row) -> Result<(ServiceId, Service), Refusal> {
    let record = serde_json::from_str(&row.get::<String>("record")?);
    Ok((row.get("id")?, record.map_err(|_| Refusal::broken("service.record"))?))
}

/// Gives every organisation's id and its publisher's id of it, in the order they came.
pub(super) fn organizations(
    tx: &mut Tx<'_>,
    area: AreaId,
    each: &mut dyn FnMut(OrganizationId, Option<String>),
) -> Result<(), Refusal> {
    tx.each(
        "select id, source_key from organization where area_id = $1 order by id",
        &values![area],
        &mut |row| {
            each(row.at(0)?, row.at(1)?);
            Ok(())
        },
    )?;
    Ok(())
}

/// What may be told of an organisation.
pub struct Told {
    pub name: String,
    pub description: String,
    pub url: Option<String>,
    pub email: Option<String>,
    pub is_community: bool,
}

const TOLD: &str = "select id, name, description, url, email, kind from organization where area_id = $1";

fn read_told(row: &Row) -> Result<Told, ::store::Error> {
    Ok(Told {
        name: row.at(1)?,
        description: row.at(2)?,
        url: row.at(3)?,
        email: row.at(4)?,
        is_community: row.at::<String>(5)? == "community",
    })
}

pub(super) fn told(tx: &mut Tx<'_>, area: AreaId, id: OrganizationId) -> Result<Option<Told>, Refusal> {
    let row = tx.row(&format!("{TOLD} and id = $2"), &values![area, id])?;
    row.as_ref().map(|row| Ok(read_told(row)?)).transpose()
}

/// Gives what may be told of every organisation, in the order they came.
pub(super) fn all_told(
    tx: &mut Tx<'_>,
    area: AreaId,
    each: &mut dyn FnMut(OrganizationId, &Told),
) -> Result<(), Refusal> {
    tx.each(&format!("{TOLD} order by id"), &values![area], &mut |row| {
        each(row.at(0)?, &read_told(row)?);
        Ok(())
    })?;
    Ok(())
}
