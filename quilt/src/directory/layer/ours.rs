//! What is told of a group from outside the directory: that somebody was sent, that somebody
//! came, that there is room; and that the group took its entry out, or brought it back.

use ::store::Tx;
use jiff::Timestamp;
use jiff::civil::Date;

use super::store::When;
use super::version;
use super::{Room, RoomState, TakenOut, VersionKind, lay_over, open, store};
use crate::access::Actor;
use crate::directory::ServiceId;
use crate::line::line;
use crate::moment::{Moment, local};
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// Somebody was linked with it. Who is not told: it is a number, by day.
pub fn sent(tx: &mut Tx<'_>, area: AreaId, service: ServiceId, at: Timestamp) -> Result<(), Refusal> {
    store::count_sent(tx, area, service, local(at).date())
}

/// Somebody we linked came: the best proof there is.
pub fn came(tx: &mut Tx<'_>, area: AreaId, service: ServiceId, at: Timestamp) -> Result<(), Refusal> {
    store::arrived(tx, area, service, at)?;
    store::confirmed(tx, area, service, local(at).date())
}

/// The group answered a question, so there is somebody.
pub fn group_answered(
    tx: &mut Tx<'_>,
    area: AreaId,
    service: ServiceId,
    at: Timestamp,
) -> Result<(), Refusal> {
    if store::write_when(tx, area, service, When::Answered, at)? {
        store::confirmed(tx, area, service, local(at).date())?;
    }
    Ok(())
}

/// What a group, or somebody who spoke with it, says of room.
pub fn room_said(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    service: ServiceId,
    state: RoomState,
    note: Option<&str>,
    until: Option<Date>,
) -> Result<(), Refusal> {
    let until = until.filter(|_| state == RoomState::Closed);
    let room = Room { state, at: now.at, by: by.name.clone(), note: note.map(str::to_owned), until };
    if !store::write_room(tx, by.area, service, &room)? {
        return Ok(());
    }
    group_answered(tx, by.area, service, now.at)?;
    lay_over(tx, by.area, service, now.at)?;
    line(by, now, "service.room", service)
        .fact("state", state.code())
        .fact("until", until.map(|until| until.to_string()))
        .record(tx)
}

/// The group takes its entry out of the directory: nobody finds it any more. It is kept.
pub fn take_out(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    id: ServiceId,
    why: Option<&str>,
) -> Result<(), Refusal> {
    let opened = open(tx, by.area, id)?;
    if opened.entry.layer.taken_out.is_some() {
        return Ok(());
    }
    let out = TakenOut { at: now.at, by: by.name.clone(), why: why.map(str::to_owned) };
    store::write_taken_out(tx, by.area, id, Some(&out))?;
    version::keep(tx, by, now, id, VersionKind::TakenOut, &[], None, why, None)?;
    lay_over(tx, by.area, id, now.at)?;
    line(by, now, "service.taken_out", id).fact("name", opened.entry.name).fact("why", why).record(tx)
}

/// The entry can be found again.
pub fn bring_back(tx: &mut Tx<'_>, by: &Actor, now: &Moment, id: ServiceId) -> Result<(), Refusal> {
    let opened = open(tx, by.area, id)?;
    if opened.entry.layer.taken_out.is_none() {
        return Ok(());
    }
    store::write_taken_out(tx, by.area, id, None)?;
    version::keep(tx, by, now, id, VersionKind::BroughtBack, &[], None, None, None)?;
    lay_over(tx, by.area, id, now.at)?;
    line(by, now, "service.brought_back", id).fact("name", opened.entry.name).record(tx)
}

/// Groups that were closed until today open again; says how many.
pub fn open_again(tx: &mut Tx<'_>, area: AreaId, now: &Moment) -> Result<usize, Refusal> {
    let due = store::reopening(tx, area, now.today())?;
    let quilt = Actor::program(area, "Quilt");
    for id in &due {
        store::clear_room(tx, area, *id)?;
        lay_over(tx, area, *id, now.at)?;
        line(&quilt, now, "service.open_again", *id).record(tx)?;
    }
    Ok(due.len())
}
