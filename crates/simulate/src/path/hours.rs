//! The team's working time: contacts wait their turn, and the whole team's hours flow into the one at hand.
//!
//! Work is in millionths of a second and the pace in millionths, so that what is done by a change of pace is known to the
//! last millionth and no rounding gathers.

use std::collections::VecDeque;

use crate::kernel::{Handle, Tick};

const PARTS: u64 = 1_000_000;

/// When the contact at hand will be over, and the turn that says so; nothing when nobody is at it.
pub(super) type Next = Option<(Tick, u32)>;

/// The team's hours.
#[derive(Debug, Clone, Default)]
pub(super) struct Hours {
    /// Millionths of a second of work a second.
    pace: u64,
    waiting: VecDeque<(Handle, u64)>,
    left: u64,
    since: Tick,
    turn: u32,
}

impl Hours {
    pub(super) fn clear(&mut self) {
        self.waiting.clear();
        (self.pace, self.left, self.since) = (0, 0, 0);
        self.turn = 0;
    }

    /// When the contact at hand will be over, if nothing changes, and the turn that says so.
    fn finish(&self) -> Next {
        if self.waiting.is_empty() || self.pace == 0 {
            return None;
        }
        Some((self.since + self.left.div_ceil(self.pace), self.turn))
    }

    /// Somebody's contact is to take this many seconds of work. When it is at hand at once: when it will be over.
    pub(super) fn ask(&mut self, now: Tick, who: Handle, work: u64) -> Next {
        self.waiting.push_back((who, work));
        if self.waiting.len() > 1 {
            return None;
        }
        (self.left, self.since) = (work * PARTS, now);
        self.turn = self.turn.wrapping_add(1);
        self.finish()
    }

    /// The team has another pace from now on.
    pub(super) fn change(&mut self, now: Tick, pace: f64) -> Next {
        self.left = self.left.saturating_sub((now - self.since).saturating_mul(self.pace));
        self.since = now;
        self.pace = (pace * PARTS as f64) as u64;
        self.turn = self.turn.wrapping_add(1);
        self.finish()
    }

    /// The contact of this turn is over, if it still is this turn: whose it was and its work, and when the next will be over.
    pub(super) fn done(&mut self, now: Tick, turn: u32) -> Option<(Handle, u64, Next)> {
        if turn != self.turn {
            return None;
        }
        let (who, work) = self.waiting.pop_front()?;
        self.turn = self.turn.wrapping_add(1);
        self.since = now;
        self.left = self.waiting.front().map_or(0, |(_, work)| work * PARTS);
        Some((who, work, self.finish()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Slab;

    #[test]
    fn work_is_done_at_the_pace_there_is() {
        let who = Slab::default().insert(());
        let mut hours = Hours::default();
        assert_eq!(hours.change(0, 0.5), None);
        assert_eq!(hours.ask(10, who, 100), Some((210, 2)));
        assert_eq!(hours.ask(20, who, 50), None);
        // Half done by 110; from then on at a quarter of a second a second.
        assert_eq!(hours.change(110, 0.25), Some((310, 3)));
        assert_eq!(hours.done(210, 2), None);
        assert_eq!(hours.done(310, 3), Some((who, 100, Some((510, 4)))));
        // Nobody at work: nothing ends until somebody is back.
        assert_eq!(hours.change(410, 0.0), None);
        assert_eq!(hours.change(1_000, 1.0), Some((1_025, 6)));
    }
}
