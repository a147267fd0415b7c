//! What came of reading a feed, in sentences that can be read out to its publisher.

use jiff::Timestamp;
use openreferral::{Format, Refused, Repair};
use serde::{Deserialize, Serialize};

use super::changed::ServiceChange;
use crate::directory::{FeedId, FeedRunId};

/// How many of each kind (mended, refused, changed …) a report lists one by one; the numbers
/// beside them count all.
pub(super) const MOST_LISTED: usize = 1_000;

/// A place services are read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    pub id: FeedId,
    pub name: String,
    /// The web address, or `file:` and the name of a file.
    pub address: String,
    pub last_run_at: Option<Timestamp>,
    /// How often it is read by itself; nothing when only somebody's asking has it read.
    pub every_hours: Option<i64>,
    /// When it is read next by itself.
    pub next_at: Option<Timestamp>,
    pub paused: bool,
    /// What was found at its address, when the services are elsewhere: a sentence.
    pub found: Option<String>,
}

impl Feed {
    /// Read from a file by the command line, which only its owner can do again.
    pub fn is_file(&self) -> bool {
        self.address.starts_with("file:")
    }
}

/// How a reading ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The whole feed was read.
    Whole,
    /// Part of it was read; nothing was withdrawn.
    Partial,
    /// The publisher's server said that nothing has changed, or sent the same again.
    Same,
    /// So much is missing from the feed that a person should look before it is withdrawn.
    Held,
    /// Nothing could be read.
    Failed,
}

impl Outcome {
    pub const ALL: [Outcome; 5] =
        [Outcome::Whole, Outcome::Partial, Outcome::Same, Outcome::Held, Outcome::Failed];

    pub fn code(self) -> &'static str {
        match self {
            Outcome::Whole => "whole",
            Outcome::Partial => "partial",
            Outcome::Same => "same",
            Outcome::Held => "held",
            Outcome::Failed => "failed",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Outcome::Whole => "read whole",
            Outcome::Partial => "read in part",
            Outcome::Same => "nothing new",
            Outcome::Held => "waits for you",
            Outcome::Failed => "not read",
        }
    }

    pub fn parse(code: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// One reading of a feed, in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedRun {
    pub id: FeedRunId,
    pub feed: FeedId,
    pub at: Timestamp,
    pub outcome: Outcome,
    /// How the feed was put together, in a word: `page v3`.
    pub format: String,
    pub added: i64,
    pub changed: i64,
    pub unchanged: i64,
    pub withdrawn: i64,
    /// Services the feed no longer names that were not withdrawn and wait for somebody to say.
    pub held: i64,
    /// Entries that could not be kept.
    pub refused: i64,
    /// Things mended in entries that were kept.
    pub repaired: i64,
    pub pages: i64,
    /// Bytes read, unpacked.
    pub bytes: i64,
    pub took_ms: i64,
    /// Who had it read.
    pub by_name: String,
}

impl FeedRun {
    /// Services the feed holds that could be kept.
    pub fn kept(&self) -> i64 {
        self.added + self.changed + self.unchanged
    }

    pub fn changed_nothing(&self) -> bool {
        self.added == 0 && self.changed == 0 && self.withdrawn == 0
    }
}

/// What was changed, mended and refused, one by one.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Details {
    /// Whether the whole feed was read: only then is what it no longer names withdrawn.
    pub complete: bool,
    pub repairs: Vec<Repair>,
    pub refusals: Vec<Refused>,
    /// What holds for the feed as a whole.
    pub notes: Vec<String>,
    /// What changed, service by service and field by field.
    #[serde(default)]
    pub changes: Vec<ServiceChange>,
    /// Names of what is new.
    #[serde(default)]
    pub added: Vec<String>,
    /// Names of what was withdrawn, or waits to be.
    #[serde(default)]
    pub gone: Vec<String>,
}

/// What came of reading a feed.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportReport {
    pub feed_name: String,
    pub run: FeedRun,
    pub details: Details,
}

impl ImportReport {
    /// The run in one sentence.
    pub fn summary(&self) -> String {
        let run = &self.run;
        if run.outcome == Outcome::Failed {
            return format!("{} was not read.", self.feed_name);
        }
        let kept = page::text::count(positive(run.kept()), "service", "services");
        let what = if run.changed_nothing() {
            format!("{kept} read, nothing has changed")
        } else {
            let mut parts = vec![format!("{} added", run.added), format!("{} changed", run.changed)];
            parts.push(format!("{} as before", run.unchanged));
            parts.push(format!("{} withdrawn", run.withdrawn));
            format!("{kept} read: {}", parts.join(", "))
        };
        format!(
            "{}: {what}. {} refused, {} mended.",
            self.feed_name,
            page::text::count(positive(run.refused), "entry", "entries"),
            page::text::count(positive(run.repaired), "thing", "things")
        )
    }

    /// The whole report, a line each: the sum first, then what holds for the feed as a whole,
    /// what was refused and why, what was mended, and what changed.
    pub fn lines(&self) -> Vec<String> {
        let refused = self.details.refusals.iter().map(|refused| format!("Refused: {refused}"));
        let mended = self.details.repairs.iter().map(|repair| format!("Mended: {repair}"));
        let notes = self.details.notes.iter().map(|note| format!("Note: {note}"));
        let changed = self.details.changes.iter().map(|change| format!("Changed: {change}"));
        [self.summary()]
            .into_iter()
            .chain(notes)
            .chain(refused)
            .chain(mended)
            .chain(changed)
            .map(|line| printable(&line))
            .collect()
    }
}

/// On one line, whatever a feed holds.
fn printable(line: &str) -> String {
    line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn positive(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}

pub(super) fn format_word(format: Format) -> &'static str {
    match format {
        Format::Unknown => "unknown",
        Format::Array => "array",
        Format::PageV1 => "page v1",
        Format::PageV3 => "page v3",
        Format::Single => "single service",
        Format::Lines => "lines",
        Format::Document => "document",
        Format::Package => "data package",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_are_read_back() {
        assert!(Outcome::ALL.into_iter().all(|outcome| Outcome::parse(outcome.code()) == Some(outcome)));
        assert_eq!(Outcome::parse("blanket"), None);
    }
}
