//! One first and one last reading for each person in each journey, by a rule that is stated.
//!
//! Baseline: the first reading on or after the referral. Follow-up: the last reading that many days after it. Two readings
//! on one day are one: the later written counts, and that is said. A reading dated before the referral is kept and is no
//! baseline, and that is said too.

use serde::Serialize;

use crate::Day;

/// One reading of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading<T> {
    /// The day it tells of.
    pub day: Day,
    /// When it was written down, as any number that grows with time.
    pub written: i64,
    /// The score or answer.
    pub value: T,
}

/// How many days after the baseline a reading may be the follow-up, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Window {
    /// At least.
    pub from: u16,
    /// At most.
    pub to: u16,
}

impl Window {
    /// Any day after the baseline's.
    pub const ANY: Self = Self { from: 1, to: u16::MAX };
    /// Two months to half a year and a little: 60 to 200 days.
    pub const USUAL: Self = Self { from: 60, to: 200 };

    /// `None` when it ends before it begins. A window never holds the baseline's own day.
    #[must_use]
    pub fn new(from: u16, to: u16) -> Option<Self> {
        (from <= to && to > 0).then(|| Self { from: from.max(1), to })
    }

    fn holds(self, days: i32) -> bool {
        (i32::from(self.from)..=i32::from(self.to)).contains(&days)
    }
}

impl std::fmt::Display for Window {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.to == u16::MAX {
            write!(f, "{} days or more after the first", self.from)
        } else {
            write!(f, "{} to {} days after the first", self.from, self.to)
        }
    }
}

/// The two ends of one person's line, and what was left out on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ends<T> {
    /// The baseline.
    pub first: Option<Reading<T>>,
    /// The follow-up.
    pub last: Option<Reading<T>>,
    /// What to say about the readings that are neither.
    pub notes: Notes,
}

/// Readings that are kept and do not count here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Notes {
    /// Dated before the referral.
    pub before_referral: u64,
    /// Overtaken by another reading of the same day, written later.
    pub same_day: u64,
    /// After the baseline, but outside the window.
    pub outside_window: u64,
}

impl Notes {
    /// These and those.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            before_referral: self.before_referral + other.before_referral,
            same_day: self.same_day + other.same_day,
            outside_window: self.outside_window + other.outside_window,
        }
    }

    /// A sentence for each kind there is.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let told = |n: u64, one: &str, many: &str| match n {
            0 => None,
            1 => Some(format!("1 reading {one}.")),
            n => Some(format!("{n} readings {many}.")),
        };
        let before = "dated before the referral: kept, and not a baseline";
        let same = "of a day that has another: the later written counts";
        let outside = "outside the window: kept, and not a follow-up";
        let lines = [
            told(self.before_referral, &format!("is {before}"), &format!("are {before}")),
            told(self.same_day, &format!("is {same}"), &format!("are {same}")),
            told(self.outside_window, &format!("is {outside}"), &format!("are {outside}")),
        ];
        lines.into_iter().flatten().collect()
    }
}

impl<T: Copy> Ends<T> {
    /// First and last value, where both are there.
    #[must_use]
    pub fn pair(&self) -> Option<(T, T)> {
        self.first.map(|first| first.value).zip(self.last.map(|last| last.value))
    }
}

/// The ends of one person's readings, in whatever order they come.
#[must_use]
pub fn ends<T: Copy>(readings: &[Reading<T>], referral: Day, window: Window) -> Ends<T> {
    let mut notes = Notes::default();
    let mut ordered: Vec<Reading<T>> = readings.to_vec();
    // Latest written last; the stable sort lets the later in the list win where even that is equal.
    ordered.sort_by_key(|reading| (reading.day, reading.written));
    let mut days: Vec<Reading<T>> = Vec::with_capacity(ordered.len());
    for reading in ordered {
        match days.last_mut().filter(|kept| kept.day == reading.day) {
            Some(kept) => {
                *kept = reading;
                notes.same_day += 1;
            }
            None => days.push(reading),
        }
    }
    notes.before_referral = days.iter().filter(|reading| reading.day < referral).count() as u64;
    let mut after = days.into_iter().filter(|reading| reading.day >= referral);
    let Some(first) = after.next() else { return Ends { first: None, last: None, notes } };
    let (inside, outside): (Vec<_>, Vec<_>) =
        after.partition(|later| window.holds(later.day.since(first.day)));
    notes.outside_window = outside.len() as u64;
    Ends { first: Some(first), last: inside.last().copied(), notes }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn on(text: &str, written: i64, value: u8) -> Reading<u8> {
        Reading { day: Day::parse(text).unwrap(), written, value }
    }

    fn referral() -> Day {
        Day::parse("2026-01-10").unwrap()
    }

    #[test]
    fn first_and_last_within_the_window() {
        let readings = [
            on("2026-09-30", 9, 9),
            on("2026-01-12", 1, 3),
            on("2026-02-01", 2, 4),
            on("2026-05-01", 3, 6),
            on("2026-04-01", 4, 5),
        ];
        let got = ends(&readings, referral(), Window::USUAL);
        assert_eq!(got.pair(), Some((3, 6)));
        assert_eq!(got.notes, Notes { outside_window: 2, ..Notes::default() });
        assert_eq!(ends(&readings, referral(), Window::ANY).pair(), Some((3, 9)));
    }

    #[test]
    fn before_the_referral_is_no_baseline_and_the_later_written_counts() {
        let readings =
            [on("2026-01-09", 1, 1), on("2026-01-10", 5, 3), on("2026-01-10", 2, 2), on("2026-04-10", 7, 8)];
        let got = ends(&readings, referral(), Window::USUAL);
        assert_eq!(got.pair(), Some((3, 8)));
        assert_eq!(
            got.notes.sentences(),
            [
                "1 reading is dated before the referral: kept, and not a baseline.",
                "1 reading is of a day that has another: the later written counts."
            ]
        );
    }

    #[test]
    fn one_day_is_no_line() {
        let got = ends(&[on("2026-01-12", 1, 3), on("2026-01-12", 2, 9)], referral(), Window::ANY);
        assert_eq!((got.first.map(|r| r.value), got.last, got.pair()), (Some(9), None, None));
        let none = ends::<u8>(&[], referral(), Window::ANY);
        assert_eq!((none.first, none.last, none.notes.sentences().len()), (None, None, 0));
        assert_eq!((Window::new(200, 60), Window::new(0, 0)), (None, None));
        assert_eq!(Window::new(0, 9).unwrap().to_string(), "1 to 9 days after the first");
    }

    proptest! {
        #[test]
        fn the_order_they_come_in_does_not_matter(
            readings in prop::collection::vec((1i8..=12, 1i8..=28, 0u8..=10), 0..12).prop_flat_map(|v| {
                let numbered: Vec<_> = v.into_iter().enumerate().collect();
                (Just(numbered.clone()), Just(numbered).prop_shuffle())
            })
        ) {
            let of = |list: &[(usize, (i8, i8, u8))]| {
                let readings: Vec<_> = list
                    .iter()
                    .map(|(n, (month, day, value))| Reading { day: Day::new(2026, *month, *day).unwrap(), written: *n as i64, value: *value })
                    .collect();
                ends(&readings, referral(), Window::USUAL)
            };
            let got = of(&readings.0);
            prop_assert_eq!(&got, &of(&readings.1));
            let counted = got.notes.before_referral + got.notes.same_day + got.notes.outside_window;
            prop_assert!(counted as usize <= readings.0.len());
        }
    }
}
