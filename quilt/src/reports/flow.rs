//! From asking to following up: how many came how far, and how long it took them.

use measure::{Crowd, Suppressed, SuppressedMean};

use super::cube::Columns;
use crate::referrals::State;

/// Sets of referrals, raw: for this context only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub asked: Crowd,
    pub offered: Crowd,
    pub said_yes: Crowd,
    pub began: Crowd,
    pub spoke: Crowd,
    pub ended: Crowd,
    pub followed_up: Crowd,
    pub said_no: Crowd,
    pub not_reached: Crowd,
    pub later: Crowd,
    pub elsewhere: Crowd,
    pub undecided: Crowd,
    /// Some question was answered twice.
    pub paired: Crowd,
}

impl Counts {
    pub fn add(&mut self, columns: &Columns, row: usize) {
        let (key, state) = (columns.key[row], columns.state[row]);
        self.asked.add(key);
        // Whoever answered yes or no was offered, whether or not somebody wrote the offer down.
        if columns.offered[row] || matches!(state, State::Accepted | State::Started | State::Declined) {
            self.offered.add(key);
        }
        match state {
            State::Waiting => &mut self.undecided,
            State::Accepted | State::Started => &mut self.said_yes,
            State::Later => &mut self.later,
            State::Routed => &mut self.elsewhere,
            State::Declined => &mut self.said_no,
            State::NotReached => &mut self.not_reached,
        }
        .add(key);
        if columns.began(row) {
            self.began.add(key);
            for (came, set) in [
                (columns.first_conversation[row].came(), &mut self.spoke),
                (columns.ended[row].came(), &mut self.ended),
                (columns.followed_up[row], &mut self.followed_up),
                (columns.paired[row], &mut self.paired),
            ] {
                if came {
                    set.add(key);
                }
            }
        }
    }
}

/// Whole numbers met, each with how often: days, contacts.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    times: Vec<u32>,
    n: u64,
}

impl Tally {
    pub fn add(&mut self, number: u32) {
        // Fifty years of days: more is a slip of the pen, and counts as that.
        let at = number.min(18_250) as usize;
        if self.times.len() <= at {
            self.times.resize(at + 1, 0);
        }
        self.times[at] += 1;
        self.n += 1;
    }

    /// A quantile by linear interpolation between order statistics ("type 7").
    fn quantile(&self, q: f64) -> Option<f64> {
        let at = q * self.n.checked_sub(1)? as f64;
        let number = |place: f64| {
            let mut left = place as u64;
            self.times.iter().position(|times| {
                let here = left < u64::from(*times);
                left = left.saturating_sub(u64::from(*times));
                here
            })
        };
        let (low, high) = (number(at.floor())? as f64, number(at.ceil())? as f64);
        Some(low + (high - low) * at.fract())
    }

    pub fn middle(&self) -> Middle {
        let shown = |value: Option<f64>| SuppressedMean::new(value.unwrap_or(f64::NAN), self.n);
        Middle {
            n: Suppressed::new(self.n),
            median: shown(self.quantile(0.5)),
            upper: shown(self.quantile(0.75)),
        }
    }
}

/// A kind of waiting or length, each with its own people: only those who came that far.
#[derive(Debug, Clone, Default)]
pub(super) struct Lengths {
    /// Days from being asked for to yes, no, later, elsewhere or not reached.
    pub to_decision: Tally,
    /// Days from being asked for to the beginning of a journey's first conversation.
    pub to_start: Tally,
    /// Days from yes to the first conversation.
    pub from_yes: Tally,
    /// Days from being asked for to the ending.
    pub to_end: Tally,
    /// Contacts in journeys that ended.
    pub contacts: Tally,
    /// Days from the first conversation to the ending.
    pub walked: Tally,
}

impl Lengths {
    pub fn add(&mut self, columns: &Columns, row: usize) {
        let put = |tally: &mut Tally, days: Option<u32>| {
            if let Some(days) = days {
                tally.add(days);
            }
        };
        let asked = columns.asked[row];
        put(&mut self.to_decision, asked.days_until(columns.decided[row]));
        if !columns.began(row) {
            return;
        }
        let (first, ended) = (columns.first_conversation[row], columns.ended[row]);
        put(&mut self.to_start, asked.days_until(first));
        put(&mut self.from_yes, columns.said_yes[row].days_until(first));
        put(&mut self.to_end, asked.days_until(ended));
        put(&mut self.contacts, ended.came().then(|| u32::from(columns.contacts[row])));
        put(&mut self.walked, first.days_until(ended));
    }
}

/// A middle fit to print, with how many people stand behind it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Middle {
    pub n: Suppressed,
    pub median: SuppressedMean,
    /// A quarter waited at least this long.
    pub upper: SuppressedMean,
}

impl Middle {
    /// The same days in weeks.
    pub fn in_weeks(self) -> Middle {
        let weeks =
            |days: SuppressedMean| SuppressedMean::new(days.shown().map_or(f64::NAN, |d| d / 7.0), u64::MAX);
        Middle { n: self.n, median: weeks(self.median), upper: weeks(self.upper) }
    }
}

#[derive(Debug, Clone)]
pub(super) struct Waits {
    pub to_decision: Middle,
    pub to_start: Middle,
    pub from_yes: Middle,
    pub to_end: Middle,
    pub contacts: Middle,
    pub walked: Middle,
}

impl Waits {
    pub fn of(lengths: &Lengths) -> Waits {
        Waits {
            to_decision: lengths.to_decision.middle(),
            to_start: lengths.to_start.middle(),
            from_yes: lengths.from_yes.middle(),
            to_end: lengths.to_end.middle(),
            contacts: lengths.contacts.middle(),
            walked: lengths.walked.middle(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(numbers: &[u32]) -> Tally {
        let mut tally = Tally::default();
        numbers.iter().for_each(|n| tally.add(*n));
        tally
    }

    #[test]
    fn a_middle_needs_eight_people() {
        assert_eq!(tally(&[7; 7]).middle().median.shown(), None);
        let eight = tally(&[21, 7, 14, 7, 21, 7, 28, 21]).middle();
        assert_eq!((eight.median.shown(), eight.in_weeks().median.shown()), (Some(17.5), Some(2.5)));
        assert_eq!(tally(&[]).middle().in_weeks().median.to_string(), "*");
        assert_eq!(tally(&[u32::MAX; 8]).middle().median.shown(), Some(18_250.0));
    }

    #[test]
    fn counted_quantiles_are_those_of_the_numbers() {
        let numbers: Vec<u32> = (0..97).map(|n| n * n % 53).collect();
        for q in [0.0, 0.25, 0.5, 0.75, 0.9, 1.0] {
            let plain: Vec<i64> = numbers.iter().map(|n| i64::from(*n)).collect();
            assert_eq!(tally(&numbers).quantile(q), measure::waits::quantile_days(&plain, q));
        }
    }
}
