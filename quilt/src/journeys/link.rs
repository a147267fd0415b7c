//! Links: the person's connection to a group, from "room for one?" to "they came".
//!
//! ```text
//! made ──► asked ──► room ──► came
//!            │  └──► full · not for us
//!            └─(14 days)─► lapsed
//! ```
//! No name goes to a group before it says there is room. What would be shared is shown to
//! the person first and kept with the link, word for word.

use ::store::Tx;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::journey::still_open;
use super::{Journey, LinkId, StepId, store};
use crate::access::Actor;
use crate::directory::layer::RoomState;
use crate::directory::{self, ServiceId};
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;

/// After how many days a question nobody answered lapses, visibly.
pub const LAPSES_AFTER: i64 = 14;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum How {
    /// Told about it; goes alone.
    Signposted,
    /// The link worker speaks with the group first.
    Introduced,
    /// Somebody goes along.
    Accompanied,
}

impl How {
    pub const ALL: [How; 3] = [How::Signposted, How::Introduced, How::Accompanied];

    pub fn code(self) -> &'static str {
        match self {
            How::Signposted => "signposted",
            How::Introduced => "introduced",
            How::Accompanied => "accompanied",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            How::Signposted => "Signposted",
            How::Introduced => "Introduced",
            How::Accompanied => "Accompanied",
        }
    }

    pub fn parse(code: &str) -> Option<How> {
        How::ALL.into_iter().find(|how| how.code() == code)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkState {
    /// The person knows about it; nobody was asked.
    Made,
    /// The group was asked whether there is room for one.
    Asked,
    Room,
    Full,
    NotForUs,
    /// Nobody answered in time.
    Lapsed,
    Came,
    DidNotGo,
}

impl LinkState {
    pub const ALL: [LinkState; 8] = [
        LinkState::Made,
        LinkState::Asked,
        LinkState::Room,
        LinkState::Full,
        LinkState::NotForUs,
        LinkState::Lapsed,
        LinkState::Came,
        LinkState::DidNotGo,
    ];

    pub fn code(self) -> &'static str {
        match self {
            LinkState::Made => "made",
            LinkState::Asked => "asked",
            LinkState::Room => "room",
            LinkState::Full => "full",
            LinkState::NotForUs => "not_for_us",
            LinkState::Lapsed => "lapsed",
            LinkState::Came => "came",
            LinkState::DidNotGo => "did_not_go",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            LinkState::Made => "Told about it",
            LinkState::Asked => "Room for one? asked",
            LinkState::Room => "Room for one",
            LinkState::Full => "Full for now",
            LinkState::NotForUs => "Not the right place",
            LinkState::Lapsed => "No answer in 14 days",
            LinkState::Came => "Came",
            LinkState::DidNotGo => "Has not been",
        }
    }

    pub fn parse(code: &str) -> Option<LinkState> {
        LinkState::ALL.into_iter().find(|state| state.code() == code)
    }
}

#[derive(Debug, Clone)]
pub struct Link {
    pub id: LinkId,
    pub service: ServiceId,
    pub service_name: String,
    pub step: Option<StepId>,
    pub how: How,
    pub state: LinkState,
    /// Exactly what the group is told, as the person saw it.
    pub shared: String,
    pub question: Option<String>,
    pub made_at: Timestamp,
    pub asked_at: Option<Timestamp>,
    pub answered_at: Option<Timestamp>,
    pub answer_note: Option<String>,
    pub lapses_on: Option<Date>,
    pub times_came: i64,
}

pub struct NewLink {
    pub service: ServiceId,
    pub step: Option<StepId>,
    pub how: How,
    /// Exactly what the group would be told.
    pub shared: String,
}

/// Links the person to a group of the directory.
pub fn make_link(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    new: &NewLink,
) -> Result<LinkId, Refusal> {
    still_open(journey)?;
    let service = directory::service_name(tx, by.area, new.service)?.ok_or_else(Refusal::not_found)?;
    let id: LinkId = now.id();
    store::insert_link(tx, by, now, journey, id, &service, new)?;
    directory::sent(tx, by.area, new.service, now.at)?;
    line(by, now, "link.made", journey.person)
        .thread(journey.id)
        .fact("link", id.to_string())
        .fact("service", service.as_str())
        .fact("how", new.how.code())
        .fact("shared", new.shared.as_str())
        .record(tx)?;
    Ok(id)
}

/// The group is asked whether there is room for one; the question lapses after fourteen days.
/// Sending it is `put_question`'s to do.
pub fn ask_room(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    link: LinkId,
    question: &str,
) -> Result<(), Refusal> {
    still_open(journey)?;
    let lapses_on = now.today().saturating_add(LAPSES_AFTER.days());
    let service = store::ask_link(tx, by.area, journey.id, link, question, now.at, lapses_on)?
        .ok_or_else(|| Refusal::not_now("This group has answered already, or was asked before."))?;
    line(by, now, "link.asked", journey.person)
        .thread(journey.id)
        .fact("link", link.to_string())
        .fact("service", service)
        .fact("question", question)
        .fact("lapses_on", lapses_on.to_string())
        .record(tx)
}

/// Whether the person got there, as they or the group say.
pub fn arrived(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    link: LinkId,
    came: bool,
    note: Option<&str>,
) -> Result<(), Refusal> {
    let to = if came { LinkState::Came } else { LinkState::DidNotGo };
    let (id, service) =
        store::arrive(tx, by.area, journey.id, link, came, note, now.at)?.ok_or_else(Refusal::not_found)?;
    if came {
        directory::came(tx, by.area, id, now.at)?;
    }
    line(by, now, "link.arrival", journey.person)
        .thread(journey.id)
        .fact("link", link.to_string())
        .fact("service", service)
        .fact("state", to.code())
        .fact("note", note)
        .record(tx)
}

/// What the group said about room, by its own tap or on the telephone. Whether the person
/// came is kept by [`arrived`], and an answer about room that comes later does not undo it.
pub fn group_said(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    link: LinkId,
    state: LinkState,
    note: Option<&str>,
) -> Result<(), Refusal> {
    let room = match state {
        LinkState::Room => RoomState::Room,
        LinkState::Full => RoomState::Full,
        LinkState::NotForUs => RoomState::NotForUs,
        _ => return Err(Refusal::invalid("said", "Choose one of the answers.")),
    };
    let (id, service) = store::answer_link(tx, by.area, journey.id, link, state, note, now.at)?
        .ok_or_else(Refusal::not_found)?;
    // What was noted was meant for this one person, and stays with them.
    directory::room_said(tx, by, now, id, room, None, None)?;
    line(by, now, "link.answered", journey.person)
        .thread(journey.id)
        .fact("link", link.to_string())
        .fact("service", service)
        .fact("state", state.code())
        .fact("note", note)
        .record(tx)
}

/// The link, if it is one of this journey.
pub fn find_link(tx: &mut Tx<'_>, by: &Actor, journey: &Journey, link: LinkId) -> Result<Link, Refusal> {
    store::select_link(tx, by.area, journey.id, link)?.ok_or_else(Refusal::not_found)
}

/// Lets every question that nobody answered in [`LAPSES_AFTER`] whole days lapse; says how many did.
pub fn lapse_unanswered(tx: &mut Tx<'_>, by: &Actor, now: &Moment) -> Result<usize, Refusal> {
    let due = store::links_past(tx, by.area, now.today(), now.at - (LAPSES_AFTER * 24).hours())?;
    for lapsed in &due {
        store::lapse_link(tx, by.area, lapsed.link)?;
        line(by, now, "link.lapsed", lapsed.person)
            .thread(lapsed.journey)
            .fact("link", lapsed.link.to_string())
            .fact("service", lapsed.service_name.as_str())
            .record(tx)?;
    }
    Ok(due.len())
}
