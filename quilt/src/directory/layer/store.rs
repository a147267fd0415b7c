//! The SQL of what lies over an entry.

use std::collections::HashMap;

use ::store::{Row, Tx, Value, values};
use jiff::Timestamp;
use jiff::civil::Date;
use openreferral::Service;

use super::over::corrected;
use super::{Correction, Known, Layer, Own, Rang, Room, RoomState, TakenOut, store_corrections};
use crate::directory::entry::Columns;
use crate::directory::{DirectoryEntry, FeedId, ServiceId};
use crate::refusal::Refusal;
use crate::settings::{self, AreaId};

/// The columns of the layer, as they stand beside those of a service.
pub(in crate::directory) const COLUMNS: &str = "l.access, l.first_visit, l.capacity, l.waiting, l.room, l.room_at, l.room_by, \
    l.room_note, l.closed_until, l.rang_said, l.rang_at, l.checked_at, l.answered_at, l.edited_at, l.taken_out_at, \
    l.taken_out_by, l.taken_out_why";

/// A service and what lies over it.
pub(in crate::directory) const JOINED: &str =
    "service s left join service_layer l on l.area_id = s.area_id and l.service_id = s.id";

pub(in crate::directory) fn read_layer(row: &Row) -> Result<Layer, Refusal> {
    let room: Option<String> = row.get("room")?;
    let room = match (room, row.get::<Option<Timestamp>>("room_at")?) {
        (Some(code), Some(at)) => Some(Room {
            state: RoomState::parse(&code).ok_or_else(|| Refusal::broken("service_layer.room"))?,
            at,
            by: row.get::<Option<String>>("room_by")?.unwrap_or_default(),
            note: row.get("room_note")?,
            until: row.get("closed_until")?,
        }),
        _ => None,
    };
    let rang = match (row.get::<Option<String>>("rang_said")?, row.get("rang_at")?) {
        (Some(code), Some(at)) => {
            Some((Rang::parse(&code).ok_or_else(|| Refusal::broken("service_layer.rang_said"))?, at))
        }
        _ => None,
    };
    let taken_out = match row.get("taken_out_at")? {
        Some(at) => Some(TakenOut {
            at,
            by: row.get::<Option<String>>("taken_out_by")?.unwrap_or_default(),
            why: row.get("taken_out_why")?,
        }),
        None => None,
    };
    Ok(Layer {
        own: Own {
            access: row.get("access")?,
            first_visit: row.get("first_visit")?,
            capacity: row.get("capacity")?,
            waiting: row.get("waiting")?,
        },
        room,
        rang,
        checked_at: row.get("checked_at")?,
        answered_at: row.get("answered_at")?,
        edited_at: row.get("edited_at")?,
        taken_out,
    })
}

/// What is published of a service, and what lies over it.
pub(super) fn published(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: ServiceId,
) -> Result<Option<(Service, Layer)>, Refusal> {
    let row = tx.row(
        &format!("select s.record, {COLUMNS} from {JOINED} where s.area_id = $1 and s.id = $2"),
        &values![area, id],
    )?;
    row.map(|row| Ok((read_record(&row.get::<String>("record")?)?, read_layer(&row)?))).transpose()
}

fn read_record(text: &str) -> Result<Service, Refusal> {
    serde_json::from_str(text).map_err(|_| Refusal::broken("service.record"))
}

pub(super) fn as_text(value: &impl serde::Serialize, what: &str) -> Result<String, Refusal> {
    serde_json::to_string(value).map_err(|_| Refusal::broken(what))
}

/// An entry with all its sides.
pub struct Opened {
    /// As it is shown.
    pub entry: DirectoryEntry,
    /// As its publisher says, or as it was last written here.
    pub published: Service,
    /// Corrected, but neither closed nor taken out: what an editor edits.
    pub known: Known,
    /// The corrections that hold.
    pub corrections: Vec<Correction>,
}

pub(in crate::directory) fn open(tx: &mut Tx<'_>, area: AreaId, id: ServiceId) -> Result<Opened, Refusal> {
    let entry = crate::directory::service(tx, area, id)?.ok_or_else(Refusal::not_found)?;
    let (published, layer) = published(tx, area, id)?.ok_or_else(Refusal::not_found)?;
    let corrections = store_corrections::live(tx, area, id)?;
    let known = corrected(&published, &corrections, &layer.own);
    Ok(Opened { entry, published, known, corrections })
}

/// Keeps what is shown, and the columns by which it is found.
pub(super) fn write_shown(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: ServiceId,
    at: Timestamp,
    published: &Service,
    shown: &Service,
) -> Result<(), Refusal> {
    let columns = Columns::of(shown);
    let point = match (columns.point, columns.postcode) {
        (None, Some(postcode)) => settings::find_place(tx, postcode)?.map(|place| (place.lat, place.lon)),
        (point, _) => point,
    };
    let text = if shown == published { None } else { Some(as_text(shown, "service.shown")?) };
    tx.run(
        "update service set name = $3, summary = $4, status = $5, topics = $6, town = $7, postcode = $8, lat = $9, lon = $10, \
         email = $11, phone = $12, shown = $13, changed_at = $14 where area_id = $1 and id = $2",
        &values![
            area, id, columns.name, columns.summary, columns.status, columns.topics, columns.town, columns.postcode,
            point.map(|p| p.0), point.map(|p| p.1), columns.email, columns.phone, text, at
        ],
    )?;
    Ok(())
}

/// The entry moves on by one version; says to which.
pub(super) fn next_version(tx: &mut Tx<'_>, area: AreaId, id: ServiceId) -> Result<i64, Refusal> {
    tx.run("update service set version = version + 1 where area_id = $1 and id = $2", &values![area, id])?;
    version(tx, area, id)
}

pub(super) fn version(tx: &mut Tx<'_>, area: AreaId, id: ServiceId) -> Result<i64, Refusal> {
    let row = tx.row("select version from service where area_id = $1 and id = $2", &values![area, id])?;
    Ok(row.ok_or_else(Refusal::not_found)?.get("version")?)
}

/// Writes a local entry anew.
pub(super) fn write_record(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: ServiceId,
    record: &Service,
) -> Result<(), Refusal> {
    tx.run(
        "update service set record = $3, fingerprint = $4 where area_id = $1 and id = $2 and feed_id is null",
        &values![area, id, as_text(record, "service.record")?, record.fingerprint()],
    )?;
    Ok(())
}

/// Somebody confirmed the entry on that day.
pub(super) fn confirmed(tx: &mut Tx<'_>, area: AreaId, id: ServiceId, on: Date) -> Result<(), Refusal> {
    tx.run(
        "update service set confirmed_on = $3 where area_id = $1 and id = $2 and (confirmed_on is null or confirmed_on < $3)",
        &values![area, id, on],
    )?;
    Ok(())
}

/// Somebody we linked came.
pub(super) fn arrived(tx: &mut Tx<'_>, area: AreaId, id: ServiceId, at: Timestamp) -> Result<(), Refusal> {
    tx.run("update service set arrived_at = $3 where area_id = $1 and id = $2", &values![area, id, at])?;
    Ok(())
}

/// Makes sure the entry has a layer. Says whether there is such an entry at all.
fn layered(tx: &mut Tx<'_>, area: AreaId, id: ServiceId) -> Result<bool, Refusal> {
    if tx.row("select id from service where area_id = $1 and id = $2", &values![area, id])?.is_none() {
        return Ok(false);
    }
    tx.run(
        "insert into service_layer (area_id, service_id) values ($1, $2) on conflict (area_id, service_id) do nothing",
        &values![area, id],
    )?;
    Ok(true)
}

/// Whether anything lies over it that changes what is shown.
pub(super) fn is_layered(tx: &mut Tx<'_>, area: AreaId, id: ServiceId) -> Result<bool, Refusal> {
    let row = tx.row(
        "select 1 as n from service_layer where area_id = $1 and service_id = $2 and (taken_out_at is not null or room = 'closed')",
        &values![area, id],
    )?;
    Ok(row.is_some() || !store_corrections::live(tx, area, id)?.is_empty())
}

pub(super) fn write_own(tx: &mut Tx<'_>, area: AreaId, id: ServiceId, own: &Own) -> Result<(), Refusal> {
    layered(tx, area, id)?;
    tx.run(
        "update service_layer set access = $3, first_visit = $4, capacity = $5, waiting = $6 where area_id = $1 and service_id = $2",
        &values![area, id, own.access.as_deref(), own.first_visit.as_deref(), own.capacity.as_deref(), own.waiting.as_deref()],
    )?;
    Ok(())
}

/// Keeps what was said about room; says whether there is such an entry.
pub(super) fn write_room(tx: &mut Tx<'_>, area: AreaId, id: ServiceId, room: &Room) -> Result<bool, Refusal> {
    if !layered(tx, area, id)? {
        return Ok(false);
    }
    tx.run(
        "update service_layer set room = $3, room_at = $4, room_by = $5, room_note = $6, closed_until = $7 \
         where area_id = $1 and service_id = $2",
        &values![area, id, room.state.code(), room.at, &room.by, room.note.as_deref(), room.until],
    )?;
    Ok(true)
}

/// Nothing is known of room any more.
pub(super) fn clear_room(tx: &mut Tx<'_>, area: AreaId, id: ServiceId) -> Result<(), Refusal> {
    tx.run(
        "update service_layer set room = null, room_at = null, room_by = null, room_note = null, closed_until = null \
         where area_id = $1 and service_id = $2",
        &values![area, id],
    )?;
    Ok(())
}

/// A moment of the layer that is kept by its name.
#[derive(Debug, Clone, Copy)]
pub(super) enum When {
    Checked,
    Answered,
    Edited,
}

pub(super) fn write_when(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: ServiceId,
    what: When,
    at: Timestamp,
) -> Result<bool, Refusal> {
    if !layered(tx, area, id)? {
        return Ok(false);
    }
    let column = match what {
        When::Checked => "checked_at",
        When::Answered => "answered_at",
        When::Edited => "edited_at",
    };
    tx.run(
        &format!("update service_layer set {column} = $3 where area_id = $1 and service_id = $2"),
        &values![area, id, at],
    )?;
    Ok(true)
}

pub(super) fn write_rang(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: ServiceId,
    said: Rang,
    at: Timestamp,
) -> Result<(), Refusal> {
    layered(tx, area, id)?;
    tx.run(
        "update service_layer set rang_said = $3, rang_at = $4 where area_id = $1 and service_id = $2",
        &values![area, id, said.code(), at],
    )?;
    Ok(())
}

pub(super) fn write_taken_out(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: ServiceId,
    out: Option<&TakenOut>,
) -> Result<(), Refusal> {
    layered(tx, area, id)?;
    tx.run(
        "update service_layer set taken_out_at = $3, taken_out_by = $4, taken_out_why = $5 where area_id = $1 and service_id = $2",
        &values![area, id, out.map(|out| out.at), out.map(|out| out.by.as_str()), out.and_then(|out| out.why.as_deref())],
    )?;
    Ok(())
}

/// Groups that were closed until a day that has come.
pub(super) fn reopening(tx: &mut Tx<'_>, area: AreaId, today: Date) -> Result<Vec<ServiceId>, Refusal> {
    let rows = tx.rows(
        "select service_id from service_layer where area_id = $1 and room = 'closed' and closed_until <= $2 order by service_id",
        &values![area, today],
    )?;
    rows.iter().map(|row| Ok(row.get("service_id")?)).collect()
}

/// One more person was linked with it.
pub(super) fn count_sent(tx: &mut Tx<'_>, area: AreaId, id: ServiceId, on: Date) -> Result<(), Refusal> {
    tx.run(
        "insert into service_load (area_id, service_id, day, sent) values ($1, $2, $3, 1) \
         on conflict (area_id, service_id, day) do update set sent = service_load.sent + 1",
        &values![area, id, on],
    )?;
    Ok(())
}

/// How many people were linked with each since that day; those nobody was linked with are left out.
pub(in crate::directory) fn sent_since(
    tx: &mut Tx<'_>,
    area: AreaId,
    since: Date,
    only: Option<ServiceId>,
) -> Result<HashMap<ServiceId, i64>, Refusal> {
    let mut values: Vec<Value> = values![area, since].to_vec();
    values.extend(only.map(Value::from));
    let one = if only.is_some() { "and service_id = $3" } else { "" };
    let rows = tx.rows(
        &format!(
            "select service_id, cast(sum(sent) as bigint) as sent from service_load where area_id = $1 and day >= $2 {one} \
             group by service_id"
        ),
        &values,
    )?;
    rows.iter().map(|row| Ok((row.get("service_id")?, row.get("sent")?))).collect()
}

/// What the feed is called that an entry is read from.
pub(in crate::directory) fn feed_name(
    tx: &mut Tx<'_>,
    area: AreaId,
    feed: FeedId,
) -> Result<Option<String>, Refusal> {
    let row = tx.row("select name from feed where area_id = $1 and id = $2", &values![area, feed])?;
    row.map(|row| Ok(row.get("name")?)).transpose()
}
