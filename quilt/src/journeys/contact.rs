//! Contacts: one meeting, visit, call or message each.

use ::store::Tx;
use jiff::Timestamp;

use super::journey::still_open;
use super::{Journey, store};
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContactKind {
    Visit,
    MetOut,
    Call,
    Video,
    Text,
    Email,
    Letter,
    /// Went along with the person to a group.
    WentAlong,
    /// Spoke with somebody else for the person: a group, a landlord, a surgery.
    ForThem,
}

impl ContactKind {
    pub const ALL: [ContactKind; 9] = [
        ContactKind::Visit,
        ContactKind::Call,
        ContactKind::Text,
        ContactKind::MetOut,
        ContactKind::WentAlong,
        ContactKind::Video,
        ContactKind::Email,
        ContactKind::Letter,
        ContactKind::ForThem,
    ];

    pub fn code(self) -> &'static str {
        match self {
            ContactKind::Visit => "visit",
            ContactKind::MetOut => "met_out",
            ContactKind::Call => "call",
            ContactKind::Video => "video",
            ContactKind::Text => "text",
            ContactKind::Email => "email",
            ContactKind::Letter => "letter",
            ContactKind::WentAlong => "went_along",
            ContactKind::ForThem => "for_them",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            ContactKind::Visit => "Visit at home",
            ContactKind::MetOut => "Met somewhere",
            ContactKind::Call => "Phone call",
            ContactKind::Video => "Video call",
            ContactKind::Text => "Text message",
            ContactKind::Email => "E-mail",
            ContactKind::Letter => "Letter",
            ContactKind::WentAlong => "Went along together",
            ContactKind::ForThem => "Spoke with somebody for them",
        }
    }

    /// In the past, as a timeline begins: "Rang".
    pub fn happened(self) -> &'static str {
        match self {
            ContactKind::Visit => "Visited",
            ContactKind::MetOut => "Met",
            ContactKind::Call => "Rang",
            ContactKind::Video => "Video call",
            ContactKind::Text => "Sent a text",
            ContactKind::Email => "Sent an e-mail",
            ContactKind::Letter => "Wrote a letter",
            ContactKind::WentAlong => "Went along together",
            ContactKind::ForThem => "Spoke with somebody for them",
        }
    }

    pub fn parse(code: &str) -> Option<ContactKind> {
        ContactKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

#[derive(Debug, Clone)]
pub struct NewContact {
    pub kind: ContactKind,
    /// Whether the person was there: "no answer" is a contact too.
    pub reached: bool,
    pub minutes: Option<i64>,
    pub with_whom: Option<String>,
    pub note: String,
    pub at: Timestamp,
}

/// Keeps a contact. The first that reached the person in person is the first conversation.
pub fn add_contact(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    contact: &NewContact,
) -> Result<(), Refusal> {
    still_open(journey)?;
    let conversation = contact.reached && !matches!(contact.kind, ContactKind::ForThem | ContactKind::Letter);
    store::insert_contact(tx, by, now, journey.id, contact, conversation)?;
    line(by, now, "contact.recorded", journey.person)
        .thread(journey.id)
        .happened(contact.at)
        .fact("kind", contact.kind.code())
        .fact("reached", contact.reached)
        .fact("minutes", contact.minutes)
        .fact("with", contact.with_whom.as_deref())
        .fact("note", contact.note.as_str())
        .record(tx)
}
