//! Writing in the ledger: `line(by, now, "referral.asked", person).thread(referral).fact(…).record(tx)`.
//! No change is kept without one; see the ledger crate for what a line is.

use jiff::Timestamp;
use serde_json::{Map, Value};
use store::Tx;
use store::uuid::Uuid;

use crate::access::Actor;
use crate::moment::Moment;
use crate::refusal::Refusal;

pub struct Line<'a> {
    by: &'a Actor,
    kind: &'a str,
    about: Uuid,
    thread: Option<Uuid>,
    happened: Timestamp,
    written: Timestamp,
    facts: Map<String, Value>,
}

/// Begins a line: who did what to whom or what, now.
pub fn line<'a>(by: &'a Actor, now: &Moment, kind: &'a str, about: impl Into<Uuid>) -> Line<'a> {
    Line { by, kind, about: about.into(), thread: None, happened: now.at, written: now.at, facts: Map::new() }
}

impl Line<'_> {
    /// The referral or journey it belongs to.
    #[must_use]
    pub fn thread(mut self, thread: impl Into<Uuid>) -> Self {
        self.thread = Some(thread.into());
        self
    }

    /// When it happened, if not now.
    #[must_use]
    pub fn happened(mut self, at: Timestamp) -> Self {
        self.happened = at;
        self
    }

    /// One thing worth keeping, by name; null values are left out.
    #[must_use]
    pub fn fact(mut self, name: &str, value: impl Into<Value>) -> Self {
        let value = value.into();
        if !value.is_null() {
            self.facts.insert(name.to_owned(), value);
        }
        self
    }

    pub fn record(self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let written = ledger::Line {
            area: self.by.area.into(),
            kind: self.kind,
            about: self.about,
            thread: self.thread,
            by: self.by.id(),
            by_name: &self.by.name,
            happened: self.happened,
            written: self.written,
            facts: Value::Object(self.facts),
        };
        Ok(ledger::record(tx, &written)?)
    }
}
