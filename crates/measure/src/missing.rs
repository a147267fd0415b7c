//! People with a reading before and none after: what the mean change could be if we knew (Manski's bounds).
//!
//! The truth for everyone lies between "all the missing ended at the worst" and "all ended at the best". Wide bounds
//! are the honest price of missing people; more missing people never make them narrower.

use serde::Serialize;

use crate::distribution::Distribution;
use crate::paired::Spread;
use crate::{Direction, Error, Pairs};

/// Mean change over everyone with a before, under three assumptions about those without an after.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bounds {
    /// Pairs.
    pub paired: u64,
    /// People without an after.
    pub missing: u64,
    /// Every missing person ended at the bottom number of the scale.
    pub lowest: f64,
    /// Every missing person stayed as they were.
    pub no_change: f64,
    /// Every missing person ended at the top number of the scale.
    pub highest: f64,
}

impl Bounds {
    /// From the worst case to the best, by the item's direction, each as change in points.
    #[must_use]
    pub fn worst_to_best(&self, direction: Direction) -> [f64; 3] {
        match direction {
            Direction::HigherIsBetter => [self.lowest, self.no_change, self.highest],
            Direction::LowerIsBetter => [self.highest, self.no_change, self.lowest],
        }
    }

    /// Points between the two extremes.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.highest - self.lowest
    }
}

/// Bounds on a scale from `low` to `high`; `lost` are the befores of people without an after. `None` when there is nobody.
///
/// # Errors
/// [`Error::OutOfDomain`] when a number lies off the scale.
pub fn bounds(pairs: &Pairs, lost: &[f64], low: f64, high: f64) -> Result<Option<Bounds>, Error> {
    let lost = Distribution::new(lost.iter().copied())
        .map_err(|_| Error::OutOfDomain("A reading lies off the scale, so no bounds can be given."))?;
    bounds_of(pairs, &lost, low, high)
}

/// The same of counted befores.
///
/// # Errors
/// [`Error::OutOfDomain`] when a number lies off the scale.
pub fn bounds_of(pairs: &Pairs, lost: &Distribution, low: f64, high: f64) -> Result<Option<Bounds>, Error> {
    let on_scale = |v: &f64| (low..=high).contains(v);
    let all_on = pairs.rows().iter().all(|(b, a, _)| on_scale(b) && on_scale(a));
    if !all_on || !lost.rows().iter().all(|row| on_scale(&row.0)) {
        return Err(Error::OutOfDomain("A reading lies off the scale, so no bounds can be given."));
    }
    let (paired, missing) = (pairs.n(), lost.n());
    let everyone = (paired + missing) as f64;
    if everyone == 0.0 {
        return Ok(None);
    }
    let seen: f64 =
        pairs.rows().iter().map(|(before, after, people)| (after - before) * *people as f64).sum();
    let started: f64 = lost.rows().iter().map(|(before, people)| before * *people as f64).sum();
    let ending = |at: f64| (seen + at * missing as f64 - started) / everyone;
    Ok(Some(Bounds {
        paired,
        missing,
        lowest: ending(low),
        no_change: seen / everyone,
        highest: ending(high),
    }))
}

/// Where the people who came back started, beside where the lost ones did.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Starts {
    /// Before, of people with both readings.
    pub paired: Spread,
    /// Before, of people without an after.
    pub lost: Spread,
    /// Paired less lost, over the average spread: `(m₁−m₂)/√((s₁²+s₂²)/2)`. Beyond ±0.1 the two are commonly called
    /// unlike. `None` without any spread.
    pub standardised: Option<f64>,
}

/// Whether those who came back are like those who did not; `None` when either is nobody.
#[must_use]
pub fn starts(paired: &Distribution, lost: &Distribution) -> Option<Starts> {
    let (paired, lost) = (paired.spread()?, lost.spread()?);
    Some(Starts { paired, lost, standardised: standardised_difference(paired, lost) })
}

/// `(m₁−m₂)/√((s₁²+s₂²)/2)`; `None` without any spread.
#[must_use]
pub fn standardised_difference(one: Spread, other: Spread) -> Option<f64> {
    let (a, b) = one.sd.zip(other.sd)?;
    let pooled = f64::midpoint(a * a, b * b).sqrt();
    (pooled > 0.0).then(|| (one.mean - other.mean) / pooled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_worked_case() {
        let pairs = Pairs::of_scores(&[(3, 5), (4, 8)]);
        let got = bounds(&pairs, &[2.0, 6.0], 0.0, 10.0).unwrap().unwrap();
        assert_eq!((got.lowest, got.no_change, got.highest), (-0.5, 1.5, 4.5));
        assert_eq!(got.worst_to_best(Direction::LowerIsBetter), [4.5, 1.5, -0.5]);
        assert_eq!(bounds(&Pairs::of_scores(&[]), &[], 0.0, 10.0), Ok(None));
        assert!(bounds(&pairs, &[11.0], 0.0, 10.0).is_err());
        assert!(bounds(&pairs, &[f64::NAN], 0.0, 10.0).is_err());
    }

    #[test]
    fn nobody_missing_means_no_width() {
        let got = bounds(&Pairs::of_scores(&[(3, 5), (4, 8)]), &[], 0.0, 10.0).unwrap().unwrap();
        assert_eq!((got.lowest, got.highest), (3.0, 3.0));
    }

    #[test]
    fn those_who_came_back_and_those_who_did_not() {
        let paired = Distribution::new([4.0, 5.0, 6.0]).unwrap();
        let lost = Distribution::new([2.0, 3.0, 4.0]).unwrap();
        let got = starts(&paired, &lost).unwrap();
        assert_eq!((got.paired.mean, got.lost.mean, got.standardised), (5.0, 3.0, Some(2.0)));
        assert_eq!(starts(&paired, &Distribution::default()), None);
        let alike = Distribution::new([4.0, 4.0]).unwrap();
        assert_eq!(starts(&alike, &alike).unwrap().standardised, None);
    }

    proptest! {
        #[test]
        fn a_missing_person_never_narrows_the_bounds(
            pairs in prop::collection::vec((0u8..=10, 0u8..=10), 0..40),
            lost in prop::collection::vec(0.0..=10.0f64, 0..40),
            another in 0.0..=10.0f64,
        ) {
            let pairs = Pairs::of_scores(&pairs);
            let width = |lost: &[f64]| bounds(&pairs, lost, 0.0, 10.0).unwrap().map_or(0.0, |b| b.width());
            let with = [lost.as_slice(), &[another]].concat();
            prop_assert!(width(&with) >= width(&lost) - 1e-9);
        }

        #[test]
        fn the_middle_lies_between(
            pairs in prop::collection::vec((0u8..=10, 0u8..=10), 1..40),
            lost in prop::collection::vec(0.0..=10.0f64, 0..40),
        ) {
            let got = bounds(&Pairs::of_scores(&pairs), &lost, 0.0, 10.0).unwrap().unwrap();
            prop_assert!(got.lowest <= got.no_change + 1e-9 && got.no_change <= got.highest + 1e-9);
        }
    }
}
