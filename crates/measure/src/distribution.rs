//! Numbers as distinct values with counts: a million people on an eleven-point scale are eleven rows, and every figure
//! costs what the rows cost.

use serde::Serialize;

use crate::Error;
use crate::paired::Spread;

/// Finite numbers in order, each with how many people gave it. The order people came in is gone, so shuffling them gives
/// the same bits.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Distribution(Vec<(f64, u64)>);

impl Distribution {
    /// From numbers, one a person.
    ///
    /// # Errors
    /// [`Error::NotFinite`] when any is infinite or not a number.
    pub fn new(values: impl IntoIterator<Item = f64>) -> Result<Self, Error> {
        Self::counted(values.into_iter().map(|value| (value, 1)))
    }

    /// From numbers with how many people gave each.
    ///
    /// # Errors
    /// [`Error::NotFinite`] when any is infinite or not a number.
    pub fn counted(values: impl IntoIterator<Item = (f64, u64)>) -> Result<Self, Error> {
        let values: Vec<_> = values.into_iter().collect();
        if values.iter().any(|(value, _)| !value.is_finite()) {
            return Err(Error::NotFinite);
        }
        Ok(Self::of_finite(values))
    }

    pub(crate) fn of_finite(mut values: Vec<(f64, u64)>) -> Self {
        values.retain(|(_, count)| *count > 0);
        values.sort_by(|a, b| a.0.total_cmp(&b.0));
        values.dedup_by(|next, kept| {
            let same = next.0.to_bits() == kept.0.to_bits();
            if same {
                kept.1 += next.1;
            }
            same
        });
        Self(values)
    }

    /// Distinct numbers with their counts, smallest first.
    #[must_use]
    pub fn rows(&self) -> &[(f64, u64)] {
        &self.0
    }

    /// People.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.0.iter().map(|row| row.1).sum()
    }

    /// Mean and standard deviation; `None` for nobody.
    #[must_use]
    pub fn spread(&self) -> Option<Spread> {
        let n = self.n();
        let mean = self.0.iter().map(|(value, count)| value * *count as f64).sum::<f64>() / n as f64;
        let squares: f64 = self.0.iter().map(|(value, count)| (value - mean).powi(2) * *count as f64).sum();
        let sd = (n > 1).then(|| (squares / (n as f64 - 1.0)).sqrt());
        (n > 0).then_some(Spread { mean, sd })
    }

    /// The number at place `at` (from nought) when all people stand in order.
    fn at(&self, at: u64) -> Option<f64> {
        let mut passed = 0;
        self.0.iter().find_map(|(value, count)| {
            passed += count;
            (passed > at).then_some(*value)
        })
    }

    /// Quantile `q` by linear interpolation between order statistics ("type 7"); `None` for nobody or `q` outside 0 to 1.
    #[must_use]
    pub fn quantile(&self, q: f64) -> Option<f64> {
        if !(0.0..=1.0).contains(&q) {
            return None;
        }
        let place = q * self.n().checked_sub(1)? as f64;
        let (low, high) = (self.at(place.floor() as u64)?, self.at(place.ceil() as u64)?);
        Some(low + (high - low) * place.fract())
    }

    /// Median and quartiles; `None` for nobody.
    #[must_use]
    pub fn middle(&self) -> Option<Middle> {
        let [lower, median, upper] = [0.25, 0.5, 0.75].map(|q| self.quantile(q));
        Some(Middle { lower: lower?, median: median?, upper: upper? })
    }

    /// Shares (0 to 1) at the two ends of a scale; `None` for nobody.
    #[must_use]
    pub fn ends(&self, low: f64, high: f64) -> Option<Squeeze> {
        let n = self.n();
        let share = |end: f64| {
            let at: u64 = self.0.iter().filter(|(value, _)| *value == end).map(|row| row.1).sum();
            at as f64 / n as f64
        };
        (n > 0).then(|| Squeeze { floor: share(low), ceiling: share(high) })
    }
}

/// The middle half of people.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Middle {
    /// A quarter are below.
    pub lower: f64,
    /// Half are below.
    pub median: f64,
    /// A quarter are above.
    pub upper: f64,
}

impl Middle {
    /// Points between the quartiles.
    #[must_use]
    pub fn range(&self) -> f64 {
        self.upper - self.lower
    }
}

/// How many people stand at the ends of a scale, where there is no further to go.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Squeeze {
    /// Share at the lowest number.
    pub floor: f64,
    /// Share at the highest number.
    pub ceiling: f64,
}

/// Above this share at one end, a mean is squeezed and its usual interval with it.
pub const SQUEEZED: f64 = 0.15;

impl Squeeze {
    /// Whether either end holds more than 15%.
    #[must_use]
    pub fn is_squeezed(&self) -> bool {
        self.floor > SQUEEZED || self.ceiling > SQUEEZED
    }
}

/// How much a group is big enough for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Enough {
    /// Fewer than eight: no mean, no median.
    Nothing,
    /// Eight to twenty-nine: shown with a caution and a bootstrap interval.
    WithCaution,
    /// Thirty or more people with two readings, the rule of thumb of Warwick's guidance.
    Enough,
}

impl Enough {
    /// For so many people with both readings.
    #[must_use]
    pub fn of(n: u64) -> Self {
        match n {
            0..=7 => Self::Nothing,
            8..=29 => Self::WithCaution,
            _ => Self::Enough,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn counts_stand_for_people() {
        let one_by_one = Distribution::new([3.0, 1.0, 3.0, 2.0]).unwrap();
        let counted = Distribution::counted([(3.0, 2), (2.0, 1), (9.0, 0), (1.0, 1)]).unwrap();
        assert_eq!(one_by_one, counted);
        assert_eq!(counted.rows(), [(1.0, 1), (2.0, 1), (3.0, 2)]);
        assert_eq!(counted.middle().unwrap(), Middle { lower: 1.75, median: 2.5, upper: 3.0 });
        assert_eq!(counted.ends(1.0, 3.0).unwrap(), Squeeze { floor: 0.25, ceiling: 0.5 });
        assert!(
            counted.ends(1.0, 3.0).unwrap().is_squeezed() && !counted.ends(0.0, 9.0).unwrap().is_squeezed()
        );
        assert_eq!(Distribution::new([f64::NAN]), Err(Error::NotFinite));
        let nobody = Distribution::default();
        assert_eq!((nobody.spread(), nobody.middle(), nobody.ends(0.0, 1.0)), (None, None, None));
    }

    #[test]
    fn eight_and_thirty() {
        let got = [0, 7, 8, 29, 30].map(Enough::of);
        use Enough::{Enough as Full, Nothing, WithCaution};
        assert_eq!(got, [Nothing, Nothing, WithCaution, WithCaution, Full]);
    }

    proptest! {
        #[test]
        fn quantiles_are_those_of_the_people(values in prop::collection::vec(0u8..=10, 1..80), q in 0.0..=1.0f64) {
            let people: Vec<f64> = values.iter().map(|v| f64::from(*v)).collect();
            let counted = Distribution::new(people.clone()).unwrap();
            prop_assert_eq!(counted.quantile(q), crate::waits::quantile(&people, q));
        }
    }
}
