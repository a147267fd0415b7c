//! Sending what waits: each message by itself, so that one that will not go holds up none of
//! the others, and what became of it kept with a line.

use ::store::Db;
use uuid::Uuid;

use super::{Mail, MailError, Message, next_try, store};
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// The most sent in one go; the rest goes a minute later.
const MOST: i64 = 100;

/// What became of the messages that were due.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Delivered {
    pub sent: usize,
    /// Tried, and to be tried again.
    pub again: usize,
    /// Given up; staff see them.
    pub failed: usize,
}

/// Sends the e-mail that is due. Nothing is locked while a server is spoken to. A crash
/// between sending and keeping may send a message twice, with the same id, and never loses one.
pub fn deliver(db: &Db, area: AreaId, now: &Moment, mail: &Mail) -> Result<Delivered, Refusal> {
    let by = Actor::program(area, "Quilt");
    let due = db.read("find the messages that are due", |tx| store::due(tx, area, now.at, MOST))?;
    let mut delivered = Delivered::default();
    for message in due {
        if !db.read("see that a message still waits", |tx| store::still_waiting(tx, area, message.id))? {
            continue;
        }
        match mail.send(&message) {
            Ok(()) => {
                db.write("keep that a message went", |tx| {
                    store::sent(tx, area, message.id, now.at)?;
                    noted(tx, &by, now, "message.sent", &message, None)
                })?;
                delivered.sent += 1;
            }
            Err(error) => {
                let again = if error.may_pass() { next_try(message.tries + 1, now.at) } else { None };
                db.write("keep that a message did not go", |tx| {
                    store::failed(tx, area, message.id, &error.to_string(), again)?;
                    noted(tx, &by, now, "message.failed", &message, Some(&error))
                })?;
                if again.is_some() { delivered.again += 1 } else { delivered.failed += 1 }
            }
        }
    }
    Ok(delivered)
}

fn noted(
    tx: &mut ::store::Tx<'_>,
    by: &Actor,
    now: &Moment,
    kind: &str,
    message: &Message,
    error: Option<&MailError>,
) -> Result<(), Refusal> {
    let (person, thread): (Option<Uuid>, Option<Uuid>) = store::select_about(tx, by.area, message.id)?;
    let mut line = line(by, now, kind, person.unwrap_or(message.id))
        .fact("channel", message.channel.code())
        .fact("subject", message.subject.as_str())
        .fact("tries", message.tries + 1)
        .fact("problem", error.map(ToString::to_string));
    if let Some(thread) = thread {
        line = line.thread(thread);
    }
    line.record(tx)
}
