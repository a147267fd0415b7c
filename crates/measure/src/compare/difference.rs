//! Difference in differences: the change here less the change there.

use serde::Serialize;

use super::{FAR, Verdict, Warning};
use crate::distribution::{Distribution, Enough};
use crate::interval::{t_at, two_sided};
use crate::missing::standardised_difference;
use crate::paired::Spread;
use crate::{Crowd, Error, Interval};

/// One person, practice or place before and after.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// Before.
    pub before: f64,
    /// After.
    pub after: f64,
}

/// One group.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Arm {
    /// Units; `None` where only means were published.
    pub n: Option<u64>,
    /// Before.
    pub before: Spread,
    /// After.
    pub after: Spread,
    /// After less before.
    pub change: Spread,
    /// Change as a share of before; `None` when before is nought.
    pub relative: Option<f64>,
}

/// A change, held against another where there is one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// Those who were seen.
    pub seen: Arm,
    /// Those who were not; `None` without a comparison.
    pub others: Option<Arm>,
    /// The change of those seen less the change of the others; without others, the bare change.
    pub points: f64,
    /// 95% interval of `points` (Welch on the changes, or t on one group); `None` where spreads are not known.
    pub interval: Option<Interval>,
    /// Two-sided p of no difference.
    pub p: Option<f64>,
    /// How far apart the two began, in average spreads.
    pub began_apart: Option<f64>,
    /// What the reader must know first.
    pub warnings: Vec<Warning>,
    /// What may be said.
    pub verdict: Verdict,
}

impl Difference {
    /// Whether nought is inside the interval, as far as there is one.
    #[must_use]
    pub fn may_be_nought(&self) -> Option<bool> {
        self.interval.map(|interval| interval.low <= 0.0 && interval.high >= 0.0)
    }

    /// What may be said beside others, from the interval and how far apart the two began.
    pub(super) fn tellable(&self) -> Verdict {
        match (self.may_be_nought(), self.warnings.contains(&Warning::BeganApart)) {
            (Some(false), false) => Verdict::ChangedMoreThanComparison,
            (Some(false), true) => Verdict::ChangedMoreButBeganApart,
            _ => Verdict::NotTellable,
        }
    }

    /// Fit to print: each mean moved by less than one person can move it, on a scale `range` wide, as the key of the
    /// people behind it decides. `figure` and the number after it tell these means apart from others of the same people.
    /// What may be said is said of the printed interval.
    #[must_use]
    pub fn nudged(mut self, seen: Crowd, others: Crowd, figure: u8, range: f64) -> Self {
        let mut moved = self.seen.nudge(seen, figure, range);
        if let Some(arm) = &mut self.others {
            moved -= arm.nudge(others, figure, range);
        }
        self.points += moved;
        self.interval = self.interval.map(|it| Interval { low: it.low + moved, high: it.high + moved });
        if self.others.is_some() && self.interval.is_some() {
            self.verdict = self.tellable();
        }
        self
    }
}

impl Arm {
    fn of(units: &[Unit]) -> Result<Self, Error> {
        let none = Error::OutOfDomain("Each group needs at least one unit with a before and an after.");
        let spread = |of: &dyn Fn(&Unit) -> f64| {
            Distribution::new(units.iter().map(of))?.spread().ok_or_else(|| none.clone())
        };
        let (before, change) = (spread(&|u| u.before)?, spread(&|u| u.after - u.before)?);
        Ok(Self {
            n: Some(units.len() as u64),
            before,
            after: spread(&|u| u.after)?,
            change,
            relative: relative(before, change),
        })
    }

    /// From published means, which carry no spread.
    fn published(before: f64, after: f64) -> Self {
        let bare = |mean| Spread { mean, sd: None };
        let (before, change) = (bare(before), bare(after - before));
        Self { n: None, before, after: bare(after), change, relative: relative(before, change) }
    }

    /// Moves the means, none of them below nought where all of it was above; by how much the change moved.
    fn nudge(&mut self, people: Crowd, figure: u8, range: f64) -> f64 {
        let floor = |mean: f64, moved: f64| if mean >= 0.0 { moved.max(0.0) } else { moved };
        let (before, after, change) = (self.before.mean, self.after.mean, self.change.mean);
        self.before.mean = floor(before, before + people.nudge(figure, range));
        let wished = change + people.nudge(figure.wrapping_add(1), range);
        self.after.mean = floor(after, self.before.mean + wished);
        self.change.mean = self.after.mean - self.before.mean;
        self.relative = relative(self.before, self.change);
        self.change.mean - change
    }

    fn variance_of_mean(&self) -> Option<(f64, f64)> {
        let n = self.n? as f64;
        self.change.sd.map(|sd| (sd * sd / n, n))
    }
}

fn relative(before: Spread, change: Spread) -> Option<f64> {
    (before.mean != 0.0).then(|| change.mean / before.mean)
}

/// Before and after alone.
///
/// # Errors
/// [`Error::OutOfDomain`] for no units, [`Error::NotFinite`] for a number that is not finite.
pub fn naive(seen: &[Unit]) -> Result<Difference, Error> {
    let seen = Arm::of(seen)?;
    let interval = seen.n.zip(seen.change.sd).and_then(|(n, sd)| Interval::of_mean(seen.change.mean, sd, n));
    let mut warnings = vec![Warning::NoComparison, Warning::RegressionToTheMean];
    warnings.extend(few(&[&seen]));
    Ok(Difference {
        points: seen.change.mean,
        p: None,
        began_apart: None,
        others: None,
        verdict: Verdict::ChangedNoComparison,
        seen,
        interval,
        warnings,
    })
}

/// Those seen beside others, unit by unit.
///
/// # Errors
/// [`Error::OutOfDomain`] for a group without units, [`Error::NotFinite`] for a number that is not finite.
pub fn difference(seen: &[Unit], others: &[Unit]) -> Result<Difference, Error> {
    Ok(held_against(Arm::of(seen)?, Arm::of(others)?))
}

/// Those seen, each beside one who was not: the interval is that of the pairs' own differences.
///
/// # Errors
/// [`Error::OutOfDomain`] for no pairs, [`Error::NotFinite`] for a number that is not finite.
pub fn paired(pairs: &[(Unit, Unit)]) -> Result<Difference, Error> {
    let (seen, others): (Vec<Unit>, Vec<Unit>) = pairs.iter().copied().unzip();
    let mut held = difference(&seen, &others)?;
    let gains = pairs.iter().map(|(one, other)| (one.after - one.before) - (other.after - other.before));
    let spread = Distribution::new(gains)?.spread();
    held.interval = spread.and_then(|s| Interval::of_mean(s.mean, s.sd?, pairs.len() as u64));
    held.p = None;
    held.verdict = held.tellable();
    Ok(held)
}

/// From published means of (before, after), as papers print them: no interval, and the same warnings.
///
/// # Errors
/// [`Error::NotFinite`] for a number that is not finite.
pub fn published(seen: (f64, f64), others: (f64, f64)) -> Result<Difference, Error> {
    if ![seen.0, seen.1, others.0, others.1].iter().all(|number| number.is_finite()) {
        return Err(Error::NotFinite);
    }
    Ok(held_against(Arm::published(seen.0, seen.1), Arm::published(others.0, others.1)))
}

fn held_against(seen: Arm, others: Arm) -> Difference {
    let points = seen.change.mean - others.change.mean;
    let tested =
        seen.variance_of_mean().zip(others.variance_of_mean()).and_then(|(a, b)| welch(points, a, b));
    let began_apart = standardised_difference(seen.before, others.before);
    let apart = began_apart.map_or_else(|| far_by_means(&seen, &others), |apart| apart.abs() > FAR);
    let mut warnings: Vec<Warning> = apart.then_some(Warning::BeganApart).into_iter().collect();
    warnings.extend(few(&[&seen, &others]));
    let told = tested.is_some_and(|(interval, _)| interval.low > 0.0 || interval.high < 0.0);
    let verdict = match (tested.is_some(), told, apart) {
        (true, true, false) => Verdict::ChangedMoreThanComparison,
        (true, true, true) | (false, _, true) => Verdict::ChangedMoreButBeganApart,
        _ => Verdict::NotTellable,
    };
    Difference {
        seen,
        others: Some(others),
        points,
        interval: tested.map(|tested| tested.0),
        p: tested.map(|tested| tested.1),
        began_apart,
        warnings,
        verdict,
    }
}

/// Without spreads: one group began a quarter higher than the other or more.
fn far_by_means(seen: &Arm, others: &Arm) -> bool {
    let (a, b) = (seen.before.mean.abs(), others.before.mean.abs());
    (a - b).abs() > 0.25 * a.max(b)
}

fn few(arms: &[&Arm]) -> Option<Warning> {
    let short = arms.iter().filter_map(|arm| arm.n).any(|n| Enough::of(n) < Enough::Enough);
    short.then_some(Warning::FewUnits)
}

/// Welch's interval and p for the difference of two means with these variances of the mean and sizes.
fn welch(points: f64, (a, n): (f64, f64), (b, m): (f64, f64)) -> Option<(Interval, f64)> {
    let variance = a + b;
    if variance <= 0.0 {
        return None;
    }
    let freedom = variance * variance / (a * a / (n - 1.0) + b * b / (m - 1.0));
    let error = variance.sqrt();
    let half = t_at(freedom) * error;
    Some((Interval { low: points - half, high: points + half }, two_sided(points / error, freedom)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Hackney, Carnes 2017: GP visits a year 10.0 to 8.6 for those referred, 3.9 to 4.3 for the others.
    #[test]
    fn hackney() {
        let got = published((10.0, 8.6), (3.9, 4.3)).unwrap();
        assert!((got.seen.relative.unwrap() + 0.14).abs() < 1e-12);
        assert!((got.points + 1.8).abs() < 1e-12 && (got.others.unwrap().change.mean - 0.4).abs() < 1e-12);
        assert_eq!(got.warnings, [Warning::BeganApart], "controls started far lower");
        assert_eq!((got.verdict, got.interval), (Verdict::ChangedMoreButBeganApart, None));
        let units = |before: f64, after: f64, n: usize| -> Vec<Unit> {
            (0..n)
                .map(|i| {
                    let off = i as f64 % 5.0 - 2.0;
                    Unit { before: before + off, after: after + off * 0.9 }
                })
                .collect()
        };
        let naive = naive(&units(10.0, 8.6, 380)).unwrap();
        assert!((naive.points + 1.4).abs() < 1e-9);
        assert_eq!(naive.warnings, [Warning::NoComparison, Warning::RegressionToTheMean]);
        let held = difference(&units(10.0, 8.6, 380), &units(3.9, 4.3, 500)).unwrap();
        assert!((held.points + 1.8).abs() < 1e-9 && held.interval.unwrap().high < 0.0);
        assert_eq!(held.verdict, Verdict::ChangedMoreButBeganApart);
    }

    #[test]
    fn welch_worked_by_hand() {
        let units = |changes: &[f64]| {
            changes.iter().map(|c| Unit { before: 5.0, after: 5.0 + c }).collect::<Vec<_>>()
        };
        let got = difference(&units(&[1.0, 2.0, 3.0, 4.0]), &units(&[0.0, 1.0, 0.0, 1.0, 0.5])).unwrap();
        // Means 2.5 and 0.5; variances 5/3 over 4 and 0.25 over 5: error 0.68313, 3.72 degrees of freedom.
        assert!((got.points - 2.0).abs() < 1e-12);
        assert!((got.p.unwrap() - 0.046).abs() < 2e-3, "{got:?}");
        assert_eq!(got.warnings, [Warning::FewUnits]);
        assert_eq!(got.began_apart, None);
        assert!(difference(&[], &units(&[1.0])).is_err() && naive(&[]).is_err());
        let endless = [Unit { before: 1.0, after: f64::INFINITY }];
        assert!(naive(&endless).is_err() && published((1.0, f64::NAN), (1.0, 1.0)).is_err());
    }

    /// scipy: `ttest_1samp([-2, -1] * 4, 0).confidence_interval()`.
    #[test]
    fn pairs_give_the_mean_of_their_differences() {
        let pairs: Vec<(Unit, Unit)> = (0..8)
            .map(|n| {
                let after = 8.0 + f64::from(n % 2);
                (Unit { before: 10.0, after }, Unit { before: 10.0, after: 10.0 })
            })
            .collect();
        let held = paired(&pairs).unwrap();
        let interval = held.interval.unwrap();
        assert!((held.points + 1.5).abs() < 1e-12 && held.may_be_nought() == Some(false));
        assert!((interval.low + 1.946_871_98).abs() < 1e-7 && (interval.high + 1.053_128_02).abs() < 1e-7);
        assert_eq!(held.verdict, Verdict::ChangedMoreThanComparison);
        assert_eq!(paired(&pairs[..1]).unwrap().verdict, Verdict::NotTellable, "one pair says nothing");
        assert!(paired(&[]).is_err());
    }

    #[test]
    fn what_is_printed_is_moved_by_less_than_one_person_and_hangs_together() {
        let secret = crate::Secret::new([4; 32]);
        let crowd = |from: u128, n: u128| {
            let mut crowd = Crowd::NOBODY;
            (from..from + n).for_each(|one| crowd.add(secret.key_of(one)));
            crowd
        };
        let units = |n: usize, fall: f64| -> Vec<Unit> {
            let unit = |before: f64, off: f64| Unit { before, after: (before - fall + off).max(0.0) };
            (0..n).map(|i| unit((i % 7) as f64, (i % 3) as f64)).collect()
        };
        let plain = difference(&units(40, 3.0), &units(50, 0.0)).unwrap();
        let (own, others) = (crowd(0, 40), crowd(1_000, 50));
        let got = plain.clone().nudged(own, others, 6, 24.0);
        assert_eq!(got, plain.clone().nudged(own, others, 6, 24.0), "the same people are told the same");
        for (one, other, n) in
            [(&got.seen, &plain.seen, 40.0), (&got.others.unwrap(), &plain.others.unwrap(), 50.0)]
        {
            assert!((one.before.mean - other.before.mean).abs() <= 24.0 / n && one.before.mean >= 0.0);
            assert!(
                (one.after.mean - one.before.mean - one.change.mean).abs() < 1e-12 && one.after.mean >= 0.0
            );
        }
        let moved = got.points - plain.points;
        assert!(
            moved != 0.0
                && (got.points - got.seen.change.mean + got.others.unwrap().change.mean).abs() < 1e-12
        );
        assert!((got.interval.unwrap().low - plain.interval.unwrap().low - moved).abs() < 1e-12);
        let alone = naive(&units(40, 3.0)).unwrap().nudged(own, Crowd::NOBODY, 6, 24.0);
        assert_eq!(alone.verdict, Verdict::ChangedNoComparison);
    }

    proptest! {
        #[test]
        fn shuffling_changes_no_bit_and_the_interval_holds_the_points(
            seen in prop::collection::vec((0.0..20.0f64, 0.0..20.0f64), 2..40).prop_flat_map(|v| (Just(v.clone()), Just(v).prop_shuffle())),
            others in prop::collection::vec((0.0..20.0f64, 0.0..20.0f64), 2..40),
        ) {
            let units = |list: &[(f64, f64)]| list.iter().map(|(before, after)| Unit { before: *before, after: *after }).collect::<Vec<_>>();
            let got = difference(&units(&seen.0), &units(&others)).unwrap();
            prop_assert_eq!(&got, &difference(&units(&seen.1), &units(&others)).unwrap());
            if let Some(interval) = got.interval {
                prop_assert!(interval.low <= got.points && got.points <= interval.high);
            }
        }
    }
}
