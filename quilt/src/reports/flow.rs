//! From asking to following up: how many came how far, and how long it took them.

use measure::{Crowd, Distribution, RecordKey, Suppressed, SuppressedMean};

use super::cube::{Columns, PAIRED, STANDINGS};

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

/// How many sets of [`Counts`] there are.
const SETS: usize = 13;

impl Counts {
    fn sets(&mut self) -> [&mut Crowd; SETS] {
        [
            &mut self.asked,
            &mut self.offered,
            &mut self.said_yes,
            &mut self.said_no,
            &mut self.not_reached,
            &mut self.later,
            &mut self.elsewhere,
            &mut self.undecided,
            &mut self.began,
            &mut self.spoke,
            &mut self.ended,
            &mut self.followed_up,
            &mut self.paired,
        ]
    }
}

/// The kind of a row, a number that says every set it belongs to: rows are counted by it, and there are few kinds.
pub(super) fn kind(columns: &Columns, row: usize) -> u16 {
    columns.standing[row] | if columns.paired[row] { PAIRED } else { 0 }
}

/// The sets of a kind, a bit each, in the order of [`Counts::sets`].
fn marks(kind: usize) -> usize {
    let (settled, offered, begun) = (kind >> 6, kind >> 5 & 1, kind & 31);
    1 | offered << 1 | 1 << (2 + settled) | begun << 8
}

/// Rows by their kind: one addition a row, however many sets it belongs to.
#[derive(Debug, Clone)]
pub(super) struct Kinds(Vec<Crowd>);

impl Kinds {
    pub fn none() -> Kinds {
        Kinds(vec![Crowd::NOBODY; STANDINGS])
    }

    pub fn add(&mut self, kind: u16, key: RecordKey) {
        if let Some(crowd) = self.0.get_mut(usize::from(kind)) {
            crowd.add(key);
        }
    }

    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for (kind, crowd) in self.0.iter().enumerate().filter(|(_, crowd)| crowd.n() > 0) {
            let marks = marks(kind);
            for (at, set) in counts.sets().into_iter().enumerate() {
                if marks >> at & 1 == 1 {
                    *set = set.with(*crowd);
                }
            }
        }
        counts
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

    fn numbers(&self) -> Option<Distribution> {
        let times = self.times.iter().enumerate();
        Distribution::counted(times.map(|(number, times)| (number as f64, u64::from(*times)))).ok()
    }

    pub fn middle(&self) -> Middle {
        let numbers = self.numbers();
        let shown = |q| {
            let value = numbers.as_ref().and_then(|numbers| numbers.quantile(q));
            SuppressedMean::new(value.unwrap_or(f64::NAN), self.n)
        };
        Middle { n: Suppressed::new(self.n), median: shown(0.5), upper: shown(0.75) }
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
            assert_eq!(
                tally(&numbers).numbers().and_then(|it| it.quantile(q)),
                measure::waits::quantile_days(&plain, q)
            );
        }
    }
}
