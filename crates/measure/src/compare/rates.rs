//! Events by person-month before and after a start: GP visits, A&E visits, nights in hospital.
//!
//! A person's months belong together, so the interval is over persons (by leaving each out in turn), not over months.
//! Months that were not observed are not months without an event.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Verdict, Warning};
use crate::distribution::Enough;
use crate::interval::t_at;
use crate::{Error, Interval};

/// One observed month of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month<K> {
    /// Whose.
    pub person: K,
    /// Months since the start: −1 is the last before it, 0 the first after it.
    pub month: i32,
    /// How often it happened.
    pub events: u32,
}

/// Rates before and after.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rates {
    /// People with at least one month on each side.
    pub people: u64,
    /// People with months on one side only, who are left out.
    pub left_out: u64,
    /// Months before, and events in them for each.
    pub before: (u64, f64),
    /// Months after, and events in them for each.
    pub after: (u64, f64),
    /// After less before, a person and month.
    pub points: f64,
    /// Its 95% interval, over persons; `None` below two people.
    pub interval: Option<Interval>,
    /// After over before; `None` when nothing happened before.
    pub ratio: Option<f64>,
    /// What the reader must know first.
    pub warnings: Vec<Warning>,
    /// What may be said.
    pub verdict: Verdict,
}

#[derive(Default, Clone, Copy)]
struct Sums {
    months: [u64; 2],
    events: [u64; 2],
}

impl Sums {
    fn add(&mut self, other: Self) {
        for side in 0..2 {
            self.months[side] += other.months[side];
            self.events[side] += other.events[side];
        }
    }

    fn rate(&self, side: usize) -> f64 {
        self.events[side] as f64 / self.months[side] as f64
    }

    fn change(&self) -> f64 {
        self.rate(1) - self.rate(0)
    }

    fn without(mut self, other: Self) -> Self {
        for side in 0..2 {
            self.months[side] -= other.months[side];
            self.events[side] -= other.events[side];
        }
        self
    }
}

/// Monthly rates of people observed on both sides of their start.
///
/// # Errors
/// [`Error::OutOfDomain`] when nobody was observed on both sides.
pub fn rates<K: Ord>(months: impl IntoIterator<Item = Month<K>>) -> Result<Rates, Error> {
    let mut people: BTreeMap<K, Sums> = BTreeMap::new();
    for month in months {
        let side = usize::from(month.month >= 0);
        let sums = people.entry(month.person).or_default();
        sums.months[side] += 1;
        sums.events[side] += u64::from(month.events);
    }
    let known = people.len();
    let people: Vec<Sums> = people.into_values().filter(|sums| sums.months.iter().all(|n| *n > 0)).collect();
    let mut all = Sums::default();
    people.iter().for_each(|sums| all.add(*sums));
    if people.is_empty() {
        return Err(Error::OutOfDomain("Nobody has a month on each side of the start."));
    }
    let n = people.len() as f64;
    let points = all.change();
    let half = (people.len() > 1).then(|| {
        let without: Vec<f64> = people.iter().map(|sums| all.without(*sums).change()).collect();
        let mean = without.iter().sum::<f64>() / n;
        let variance = without.iter().map(|change| (change - mean).powi(2)).sum::<f64>() * (n - 1.0) / n;
        t_at(n - 1.0) * variance.sqrt()
    });
    let mut warnings = vec![Warning::NoComparison, Warning::RegressionToTheMean];
    warnings.extend((Enough::of(people.len() as u64) < Enough::Enough).then_some(Warning::FewUnits));
    Ok(Rates {
        people: people.len() as u64,
        left_out: (known - people.len()) as u64,
        before: (all.months[0], all.rate(0)),
        after: (all.months[1], all.rate(1)),
        points,
        interval: half.map(|half| Interval { low: points - half, high: points + half }),
        ratio: (all.events[0] > 0).then(|| all.rate(1) / all.rate(0)),
        warnings,
        verdict: Verdict::ChangedNoComparison,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(person: u32, before: &[u32], after: &[u32]) -> Vec<Month<u32>> {
        let start = -i32::try_from(before.len()).unwrap();
        let all = before.iter().chain(after).zip(start..);
        all.map(|(events, month)| Month { person, month, events: *events }).collect()
    }

    #[test]
    fn a_worked_case() {
        let months = [person(1, &[2, 0], &[1]), person(2, &[4, 2], &[1, 0]), person(3, &[1], &[])].concat();
        let got = rates(months).unwrap();
        assert_eq!((got.people, got.left_out), (2, 1));
        assert_eq!((got.before, got.after), ((4, 2.0), (3, 2.0 / 3.0)));
        assert!((got.points + 4.0 / 3.0).abs() < 1e-12 && (got.ratio.unwrap() - 1.0 / 3.0).abs() < 1e-12);
        assert_eq!(got.warnings, [Warning::NoComparison, Warning::RegressionToTheMean, Warning::FewUnits]);
    }

    /// The same people with each month seen twice: more months, no more people, the same interval.
    #[test]
    fn months_of_one_person_are_not_many_people() {
        let once: Vec<_> = (0..50).flat_map(|n| person(n, &[n % 5, n % 3], &[n % 2, n % 4])).collect();
        let twice: Vec<_> = once.iter().chain(&once).copied().collect();
        let (once, twice) = (rates(once).unwrap(), rates(twice).unwrap());
        assert_eq!(twice.before.0, 2 * once.before.0);
        assert!((once.interval.unwrap().width() - twice.interval.unwrap().width()).abs() < 1e-12);
        assert_eq!(once.verdict, Verdict::ChangedNoComparison);
    }

    #[test]
    fn nobody_on_both_sides() {
        assert!(rates::<u8>([]).is_err());
        assert!(rates(person(1, &[1, 2], &[])).is_err());
        let one = rates(person(1, &[0, 0], &[3])).unwrap();
        assert_eq!((one.interval, one.ratio), (None, None));
    }
}
