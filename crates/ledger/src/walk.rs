//! Going along the lanes line by line and seeing whether each fits the one before: pure, and in memory that grows with the number of lanes only.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::encoding::{BEGINNING, Hash, sha256};
use crate::stored::Stored;
use crate::{Report, Wrong};

/// A place in a lane: the line last seen and its hash.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub seq: i64,
    pub hash: Hash,
}

/// A walk along lines that come ordered by area, lane and number.
pub(crate) struct Walk {
    /// Where lanes should end, of those not yet reached.
    ends: BTreeMap<(Uuid, i64), Place>,
    at: Option<((Uuid, i64), Place)>,
    pub report: Report,
}

impl Walk {
    pub(crate) fn new(ends: BTreeMap<(Uuid, i64), Place>) -> Self {
        Walk { ends, at: None, report: Report::default() }
    }

    pub(crate) fn line(&mut self, line: &Stored<'_>) {
        self.report.lines += 1;
        let lane = (line.area, line.lane);
        let before = match self.at {
            Some((here, place)) if here == lane => place,
            _ => self.enter(),
        };
        self.at = Some((lane, Place { seq: line.seq, hash: line.hash }));
        match before.seq.checked_add(1) {
            Some(next) if next == line.seq => {
                if line.hash_after(&before.hash) != line.hash {
                    self.wrong(line, Wrong::Line);
                }
            }
            // What this line was chained to is gone, so its own hash cannot be worked out; the next one's can.
            Some(next) if next < line.seq => self.wrong(line, Wrong::Missing { from: next }),
            _ => self.wrong(line, Wrong::Number),
        }
        self.contents(line);
    }

    /// A row that could not be read stands where the next line should be.
    pub(crate) fn unreadable(&mut self, why: String) {
        self.report.lines += 1;
        let ((area, lane), seq) = match &self.at {
            Some((here, place)) => (*here, place.seq.saturating_add(1)),
            None => ((Uuid::nil(), 0), 0),
        };
        self.report.found(area, Some(lane), seq, Wrong::Unreadable(why));
    }

    pub(crate) fn finish(mut self) -> Report {
        self.leave();
        for ((area, lane), end) in std::mem::take(&mut self.ends) {
            self.report.lanes += 1;
            self.report.found(area, Some(lane), end.seq, Wrong::CutOff { end: 0 });
        }
        self.report
    }

    fn contents(&mut self, line: &Stored<'_>) {
        match line.facts {
            Some(facts) if sha256(facts) != line.facts_hash => self.wrong(line, Wrong::Facts),
            Some(_) => {}
            None => self.report.erased += 1,
        }
        if line.by_name_hash.is_some() && !line.by_name.is_empty() {
            self.wrong(line, Wrong::Name);
        }
    }

    fn enter(&mut self) -> Place {
        self.leave();
        self.report.lanes += 1;
        Place { seq: 0, hash: BEGINNING }
    }

    /// Whether the lane that was gone along ends as its head says.
    fn leave(&mut self) {
        let Some(((area, lane), last)) = self.at.take() else { return };
        let (seq, wrong) = match self.ends.remove(&(area, lane)) {
            None => (last.seq, Wrong::NoHead),
            Some(end) if end.seq > last.seq => (end.seq, Wrong::CutOff { end: last.seq }),
            Some(end) if end.seq < last.seq => (end.seq, Wrong::GoesOn { end: last.seq }),
            Some(end) if end.hash != last.hash => (end.seq, Wrong::Head),
            Some(_) => return,
        };
        self.report.found(area, Some(lane), seq, wrong);
    }

    fn wrong(&mut self, line: &Stored<'_>, wrong: Wrong) {
        self.report.found(line.area, Some(line.lane), line.seq, wrong);
    }
}
