//! Corrections given back to whoever keeps the feed: as a signed letter, as a table, as a file
//! that programs read. What was sent when is kept, and what became of it shows by itself: when
//! the feed says the same, the correction ends as taken up.

mod letter;
mod page;
mod store;
mod table;

use ::store::Tx;
use jiff::Timestamp;

use super::layer::Correction;
use super::{FeedId, SendingId, ServiceId};
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;

pub(super) use page::{as_csv, as_json, key, save, show};

/// How corrections were given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Written to the keeper of the feed.
    Email,
    /// Given to them otherwise, by somebody here.
    Hand,
}

impl How {
    pub fn code(self) -> &'static str {
        match self {
            How::Email => "email",
            How::Hand => "hand",
        }
    }

    pub fn parse(code: &str) -> Option<How> {
        [How::Email, How::Hand].into_iter().find(|how| how.code() == code)
    }
}

/// A correction, with what its entry is called and how its publisher numbers it.
#[derive(Debug, Clone)]
pub struct Given {
    pub correction: Correction,
    pub name: String,
    pub source_id: String,
    /// When it was last given back.
    pub sent_at: Option<Timestamp>,
}

/// One giving back.
#[derive(Debug, Clone)]
pub struct Sending {
    pub id: SendingId,
    pub how: How,
    pub send_to: Option<String>,
    pub at: Timestamp,
    pub by_name: String,
    pub corrections: i64,
}

/// Keeps that these corrections were given back.
fn keep(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    feed: FeedId,
    how: How,
    send_to: Option<&str>,
    given: &[&Given],
) -> Result<SendingId, Refusal> {
    let id: SendingId = now.id();
    store::insert(tx, by, now.at, id, feed, how, send_to)?;
    for one in given {
        store::insert_sent(tx, by.area, id, one.correction.id)?;
    }
    line(by, now, "feed.given_back", feed)
        .fact("how", how.code())
        .fact("corrections", given.len())
        .record(tx)?;
    Ok(id)
}

/// Corrections entry by entry, in the order of the entries' names.
fn by_entry<'a>(given: &[&'a Given]) -> Vec<(ServiceId, Vec<&'a Given>)> {
    let mut all: Vec<&Given> = given.to_vec();
    all.sort_by(|a, b| {
        let place = |one: &Given| (one.correction.service, one.correction.field());
        a.name.cmp(&b.name).then_with(|| place(a).cmp(&place(b)))
    });
    let mut entries: Vec<(ServiceId, Vec<&Given>)> = Vec::new();
    for one in all {
        match entries.last_mut() {
            Some((id, those)) if *id == one.correction.service => those.push(one),
            _ => entries.push((one.correction.service, vec![one])),
        }
    }
    entries
}
