//! What came of reading a feed, in sentences that can be read out to its publisher.

use jiff::Timestamp;
use openreferral::{Format, Refused, Repair};
use serde::{Deserialize, Serialize};

use super::{FeedId, FeedRunId};

/// A place services are read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    pub id: FeedId,
    pub name: String,
    /// The web address, or `file:` and the name of a file.
    pub address: String,
    pub last_run_at: Option<Timestamp>,
}

/// One reading of a feed, in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedRun {
    pub id: FeedRunId,
    pub feed: FeedId,
    pub at: Timestamp,
    /// How the feed was put together, in a word: `page v3`.
    pub format: String,
    pub added: i64,
    pub changed: i64,
    pub unchanged: i64,
    pub withdrawn: i64,
    /// Entries that could not be kept.
    pub refused: i64,
    /// Things mended in entries that were kept.
    pub repaired: i64,
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

/// What was mended and refused, one by one.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Details {
    /// Whether the whole feed was read: only then is what it no longer names withdrawn.
    pub complete: bool,
    pub repairs: Vec<Repair>,
    pub refusals: Vec<Refused>,
    /// What holds for the feed as a whole.
    pub notes: Vec<String>,
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

    /// The whole report, a line each: the sum first, then what was refused and why, what
    /// was mended, and what holds for the feed as a whole.
    pub fn lines(&self) -> Vec<String> {
        let refused = self.details.refusals.iter().map(|refused| format!("Refused: {refused}"));
        let mended = self.details.repairs.iter().map(|repair| format!("Mended: {repair}"));
        let notes = self.details.notes.iter().map(|note| format!("Note: {note}"));
        [self.summary()]
            .into_iter()
            .chain(notes)
            .chain(refused)
            .chain(mended)
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
