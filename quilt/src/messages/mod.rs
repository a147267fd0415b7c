//! Every word that leaves the house: written in the same transaction as the change that
//! asks for it, sent afterwards, and kept with what became of it.

mod deliver;
mod mail;
mod retry;
mod store;
mod store_erase;

use ::store::Tx;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;

pub use deliver::{Delivered, deliver};
pub use mail::{Mail, MailError};
pub use retry::{WAITS, next_try};
pub use store::thread_messages;
pub use store_erase::empty;

/// How a message travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    Email,
    Text,
    /// Printed and posted, by somebody.
    Letter,
    /// Read out on the telephone, by somebody.
    Phone,
}

impl Channel {
    pub const ALL: [Channel; 4] = [Channel::Email, Channel::Text, Channel::Letter, Channel::Phone];

    pub fn code(self) -> &'static str {
        match self {
            Channel::Email => "email",
            Channel::Text => "text",
            Channel::Letter => "letter",
            Channel::Phone => "phone",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Channel::Email => "e-mail",
            Channel::Text => "text message",
            Channel::Letter => "letter",
            Channel::Phone => "phone call",
        }
    }

    pub fn parse(code: &str) -> Option<Channel> {
        Channel::ALL.into_iter().find(|channel| channel.code() == code)
    }
}

/// A message to be sent.
pub struct NewMessage {
    /// The person it is about or to, when there is one.
    pub person: Option<Uuid>,
    /// The referral or journey it belongs to.
    pub thread: Option<Uuid>,
    pub channel: Channel,
    /// An e-mail address, a telephone number, or the lines of a postal address.
    pub send_to: String,
    pub subject: String,
    pub body: String,
}

/// A message as it stands.
#[derive(Debug, Clone)]
pub struct Message {
    pub id: Uuid,
    pub channel: Channel,
    pub send_to: String,
    pub subject: String,
    pub body: String,
    /// "waiting", "sent", "failed" or "held_back".
    pub state: String,
    pub problem: Option<String>,
    pub tries: i64,
    pub written_at: Timestamp,
    pub sent_at: Option<Timestamp>,
}

/// A message's state in the words of a table.
pub fn state_in_words(state: &str) -> &str {
    match state {
        "waiting" => "Waiting",
        "sent" => "Sent",
        "failed" => "Could not be sent",
        "held_back" => "Held back",
        other => other,
    }
}

impl Message {
    /// What became of it: "waiting to be sent", "sent", "could not be sent", "held back".
    pub fn state_words(&self) -> &'static str {
        match (self.state.as_str(), self.channel) {
            ("sent", _) => "sent",
            ("failed", _) => "could not be sent",
            ("held_back", _) => "held back",
            (_, Channel::Email) => "waiting to be sent",
            (_, Channel::Text) => "for you to send",
            (_, Channel::Letter) => "for you to print and post",
            (_, Channel::Phone) => "for you to read out",
        }
    }
}

/// Writes a message to go out.
pub fn write(tx: &mut Tx<'_>, by: &Actor, now: &Moment, new: &NewMessage) -> Result<(), Refusal> {
    written(tx, by, now, new, now.at)
}

/// Writes a message that goes before all others that wait.
pub fn write_urgent(tx: &mut Tx<'_>, by: &Actor, now: &Moment, new: &NewMessage) -> Result<(), Refusal> {
    written(tx, by, now, new, now.at.saturating_sub(AHEAD).unwrap_or(now.at))
}

/// How much sooner than the rest an urgent message is due.
const AHEAD: SignedDuration = SignedDuration::from_hours(7 * 24);

fn written(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    new: &NewMessage,
    due: Timestamp,
) -> Result<(), Refusal> {
    let id: Uuid = now.id();
    store::insert(tx, by.area, id, now.at, due, new)?;
    let mut line = line(by, now, "message.written", new.person.unwrap_or(id))
        .fact("channel", new.channel.code())
        .fact("subject", new.subject.as_str());
    if let Some(thread) = new.thread {
        line = line.thread(thread);
    }
    line.record(tx)
}

/// Holds back everything to or about this person that has not gone yet.
pub fn hold_back(tx: &mut Tx<'_>, by: &Actor, now: &Moment, person: Uuid, why: &str) -> Result<(), Refusal> {
    if store::hold_back(tx, by.area, person, why)? == 0 {
        return Ok(());
    }
    line(by, now, "message.held_back", person).fact("why", why).record(tx)
}

/// Holds back what has not gone yet of one story.
pub fn hold_back_thread(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    thread: Uuid,
    why: &str,
) -> Result<(), Refusal> {
    if store::hold_back_thread(tx, by.area, thread, why)? == 0 {
        return Ok(());
    }
    line(by, now, "message.held_back", thread).thread(thread).fact("why", why).record(tx)
}

/// Somebody sent, printed or read out this message of a referral or journey themself.
pub fn went_by_hand(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    thread: Uuid,
    person: Uuid,
    id: Uuid,
) -> Result<(), Refusal> {
    let message = store::select(tx, by.area, thread, id)?.ok_or_else(Refusal::not_found)?;
    if message.state == "sent" {
        return Ok(());
    }
    if message.state == "held_back" {
        return Err(Refusal::not_now("This message was held back, and is not to be passed on."));
    }
    store::sent(tx, by.area, id, now.at)?;
    line(by, now, "message.sent", person)
        .thread(thread)
        .fact("channel", message.channel.code())
        .fact("subject", message.subject)
        .fact("how", "by hand")
        .record(tx)
}
