//! The SQL of services and what is known of them here.

use std::collections::HashMap;

use ::store::{Row, Tx, Value, values};
use jiff::Timestamp;
use jiff::civil::Date;
use openreferral::Service;

use super::entry::{self, Columns};
use super::{DirectoryEntry, FeedId, Note, NoteId, ServiceId, layer, words};
use crate::access::Actor;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::{AreaId, OrganizationId};
use crate::web::Lang;

/// What a service is called, if it is there and has not been withdrawn.
pub fn service_name(tx: &mut Tx<'_>, area: AreaId, id: ServiceId) -> Result<Option<String>, Refusal> {
    let row = tx.row(
        "select name from service where area_id = $1 and id = $2 and withdrawn_at is null",
        &values![area, id],
    )?;
    row.map_or(Ok(None), |row| Ok(Some(row.get("name")?)))
}

const COLUMNS: &str = "s.id, s.feed_id, s.organization_id, s.status, s.town, s.postcode, s.lat, s.lon, s.assured_on, \
    s.arrived_at, s.withdrawn_at, coalesce(s.shown, s.record) as record, s.version, s.confirmed_on";

/// Everything known of one service, withdrawn or not.
pub fn service(tx: &mut Tx<'_>, area: AreaId, id: ServiceId) -> Result<Option<DirectoryEntry>, Refusal> {
    Ok(services_by_id(tx, area, &[id])?.pop())
}

/// The services with these ids, in the order asked for; unknown ones are left out.
pub fn services_by_id(
    tx: &mut Tx<'_>,
    area: AreaId,
    ids: &[ServiceId],
) -> Result<Vec<DirectoryEntry>, Refusal> {
    let mut found: HashMap<ServiceId, DirectoryEntry> = HashMap::new();
    for some in ids.chunks(MANY) {
        let mut parameters = values![area].to_vec();
        parameters.extend(some.iter().map(|id| Value::from(*id)));
        let places = ::store::places(2, some.len());
        let rows = tx.rows(
            &format!(
                "select {COLUMNS}, {} from {} where s.area_id = $1 and s.id in ({places})",
                layer::store::COLUMNS,
                layer::store::JOINED
            ),
            &parameters,
        )?;
        for row in &rows {
            let entry = read_entry(row)?;
            found.insert(entry.id, entry);
        }
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// How many values one statement carries.
const MANY: usize = 200;

fn read_entry(row: &Row) -> Result<DirectoryEntry, Refusal> {
    let record = read_record(row)?;
    let point = row.get::<Option<f64>>("lat")?.zip(row.get::<Option<f64>>("lon")?);
    Ok(DirectoryEntry {
        id: row.get("id")?,
        name: record.name.clone(),
        summary: record.summary.clone(),
        status: entry::status(&row.get::<String>("status")?)
            .ok_or_else(|| Refusal::broken("service.status"))?,
        organization: record.organization.as_ref().map(|organization| organization.name.clone()),
        organization_id: row.get("organization_id")?,
        email: record.email().map(str::to_owned),
        phone: record.phones.first().map(|phone| phone.number.clone()),
        url: record.url.clone(),
        when_words: words::when_words(Lang::En, &record),
        where_words: words::where_words(&record),
        cost_words: words::cost_words(Lang::En, &record),
        town: row.get("town")?,
        postcode: row.get("postcode")?,
        point: point.and_then(|(lat, lon)| find::Point::new(lat, lon)),
        assured_on: row.get("assured_on")?,
        arrived_at: row.get("arrived_at")?,
        withdrawn_at: row.get("withdrawn_at")?,
        feed: row.get("feed_id")?,
        record,
        layer: layer::store::read_layer(row)?,
        version: row.get("version")?,
        confirmed_on: row.get("confirmed_on")?,
    })
}

fn read_record(row: &Row) -> Result<Service, Refusal> {
    serde_json::from_str(&row.get::<String>("record")?).map_err(|_| Refusal::broken("service.record"))
}

/// What is to be written of a service.
pub(super) struct Write<'a> {
    pub id: ServiceId,
    pub feed: Option<FeedId>,
    pub source_key: &'a str,
    pub organization: Option<OrganizationId>,
    pub service: &'a Service,
    pub fingerprint: [u8; 32],
}

impl Write<'_> {
    fn values(&self, tx: &mut Tx<'_>, area: AreaId, now: Timestamp) -> Result<Vec<Value>, Refusal> {
        let columns = Columns::of(self.service);
        let point = match (columns.point, columns.postcode) {
            (Some(point), _) => Some(point),
            (None, Some(postcode)) => {
                crate::settings::find_place(tx, postcode)?.map(|place| (place.lat, place.lon))
            }
            (None, None) => None,
        };
        let record = serde_json::to_string(self.service).map_err(|_| Refusal::broken("service.record"))?;
        Ok(values![
            area,
            self.id,
            self.feed,
            self.source_key,
            self.organization,
            columns.name,
            columns.summary,
            columns.status,
            columns.topics,
            columns.town,
            columns.postcode,
            point.map(|p| p.0),
            point.map(|p| p.1),
            columns.email,
            columns.phone,
            record,
            self.fingerprint,
            columns.assured_on,
            now
        ]
        .to_vec())
    }
}

pub(super) fn insert_service(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: Timestamp,
    new: &Write<'_>,
) -> Result<(), Refusal> {
    let values = new.values(tx, area, now)?;
    tx.run(
        "insert into service (area_id, id, feed_id, source_key, organization_id, name, summary, status, topics, town, \
         postcode, lat, lon, email, phone, record, fingerprint, assured_on, confirmed_on, changed_at, created_at) values ($1, \
         $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18, $19, $19)",
        &values,
    )?;
    Ok(())
}

/// Writes what is published afresh; what is known only here (when somebody came, notes) stays.
pub(super) fn update_service(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: Timestamp,
    new: &Write<'_>,
) -> Result<(), Refusal> {
    let values = new.values(tx, area, now)?;
    tx.run(
        "update service set feed_id = $3, source_key = $4, organization_id = $5, name = $6, summary = $7, status = $8, \
         topics = $9, town = $10, postcode = $11, lat = $12, lon = $13, email = $14, phone = $15, record = $16, \
         fingerprint = $17, assured_on = $18, changed_at = $19, withdrawn_at = null, shown = null, version = version + 1, \
         confirmed_on = case when confirmed_on is null or confirmed_on < $18 then $18 else confirmed_on end \
         where area_id = $1 and id = $2",
        &values,
    )?;
    Ok(())
}

/// What is known already of a service a feed names.
pub(super) struct Known {
    pub id: ServiceId,
    pub fingerprint: [u8; 32],
    pub withdrawn: bool,
}

impl Known {
    /// Whether it stands as it is published now.
    pub fn is(&self, fingerprint: &[u8; 32]) -> bool {
        !self.withdrawn && self.fingerprint == *fingerprint
    }
}

/// Those of the feed's services that are known, by their key.
pub(super) fn known(
    tx: &mut Tx<'_>,
    area: AreaId,
    feed: FeedId,
    keys: &[String],
) -> Result<HashMap<String, Known>, Refusal> {
    let mut found = HashMap::new();
    for some in keys.chunks(MANY) {
        let mut parameters = values![area, feed].to_vec();
        parameters.extend(some.iter().map(Value::from));
        let places = ::store::places(3, some.len());
        let rows = tx.rows(
            &format!(
                "select id, source_key, fingerprint, withdrawn_at from service \
                 where area_id = $1 and feed_id = $2 and source_key in ({places})"
            ),
            &parameters,
        )?;
        for row in &rows {
            let withdrawn: Option<Timestamp> = row.get("withdrawn_at")?;
            let known = Known {
                id: row.get("id")?,
                fingerprint: row.get("fingerprint")?,
                withdrawn: withdrawn.is_some(),
            };
            found.insert(row.get("source_key")?, known);
        }
    }
    Ok(found)
}

pub(super) fn record(tx: &mut Tx<'_>, area: AreaId, id: ServiceId) -> Result<Option<Service>, Refusal> {
    let row = tx.row("select record from service where area_id = $1 and id = $2", &values![area, id])?;
    row.as_ref().map(read_record).transpose()
}

pub(super) fn withdraw(tx: &mut Tx<'_>, area: AreaId, id: ServiceId, now: &Moment) -> Result<bool, Refusal> {
    let changed = tx.run(
        "update service set withdrawn_at = $3, changed_at = $3 where area_id = $1 and id = $2 and withdrawn_at is null",
        &values![area, id, now.at],
    )?;
    Ok(changed == 1)
}

/// Tells whoever searches that the directory moved on.
pub(super) fn moved_on(tx: &mut Tx<'_>, area: AreaId) -> Result<(), Refusal> {
    tx.run(
        "insert into directory_change (area_id, number) values ($1, 1) \
         on conflict (area_id) do update set number = directory_change.number + 1",
        &values![area],
    )?;
    Ok(())
}

/// How often the directory has moved on.
pub(super) fn change_number(tx: &mut Tx<'_>, area: AreaId) -> Result<i64, Refusal> {
    let row = tx.row("select number from directory_change where area_id = $1", &values![area])?;
    row.map_or(Ok(0), |row| Ok(row.get("number")?))
}

/// What changes when anything about a service does: what is published, or what is known here.
pub(super) type Mark = [u8; 32];

/// The services people may be told about, and a mark of all that the search knows of each: what
/// is published, what we corrected, and what was last said of room, while that is worth anything.
pub(super) fn offered(tx: &mut Tx<'_>, area: AreaId, today: Date) -> Result<Vec<(ServiceId, Mark)>, Refusal> {
    let rows = tx.rows(
        "select s.id, s.fingerprint, s.version, s.changed_at, l.room_at from service s \
         left join service_layer l on l.area_id = s.area_id and l.service_id = s.id \
         where s.area_id = $1 and s.withdrawn_at is null and s.status in ('active', 'temporarily closed')",
        &values![area],
    )?;
    rows.iter()
        .map(|row| {
            let mut mark: [u8; 32] = row.get("fingerprint")?;
            let said: Option<Timestamp> = row.get("room_at")?;
            let said = said.filter(|at| layer::is_lately(*at, today));
            let changed: Timestamp = row.get("changed_at")?;
            let moved =
                [changed.as_microsecond(), said.map_or(0, Timestamp::as_microsecond), row.get("version")?];
            let moved = moved.map(i64::to_le_bytes);
            mark.iter_mut().zip(moved.as_flattened()).for_each(|(byte, with)| *byte ^= with);
            Ok((row.get("id")?, mark))
        })
        .collect()
}

/// How many services people may be told about stand in each town.
pub(super) fn by_town(tx: &mut Tx<'_>, area: AreaId) -> Result<HashMap<String, u64>, Refusal> {
    let rows = tx.rows(
        "select town, count(*) as services from service where area_id = $1 and withdrawn_at is null \
         and status in ('active', 'temporarily closed') and town is not null group by town",
        &values![area],
    )?;
    rows.iter().map(|row| Ok((row.get("town")?, row.get("services")?))).collect()
}

pub(super) fn insert_note(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    service: ServiceId,
    words: &str,
) -> Result<NoteId, Refusal> {
    let id: NoteId = now.id();
    tx.run(
        "insert into service_note (area_id, id, service_id, words, by_id, by_name, at) values ($1, $2, $3, $4, $5, $6, $7)",
        &values![by.area, id, service, words, by.id(), &by.name, now.at],
    )?;
    Ok(id)
}

/// The notes that still hold, newest first.
pub(super) fn select_notes(tx: &mut Tx<'_>, area: AreaId, service: ServiceId) -> Result<Vec<Note>, Refusal> {
    let rows = tx.rows(
        "select id, words, by_name, at from service_note where area_id = $1 and service_id = $2 and ended_at is null \
         order by at desc, id desc",
        &values![area, service],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Note {
                id: row.get("id")?,
                words: row.get("words")?,
                by_name: row.get("by_name")?,
                at: row.get("at")?,
            })
        })
        .collect()
}
