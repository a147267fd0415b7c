//! How alike two groups were before anything began: means and shares side by side, and how far apart they stand.

use serde::Serialize;

use super::FAR;
use crate::Error;
use crate::distribution::Distribution;
use crate::missing::standardised_difference;

/// A mean or a share in each group.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Alike {
    /// Of those seen.
    pub one: f64,
    /// Of the others.
    pub other: f64,
    /// The difference in average spreads; `None` where nobody differs from anybody.
    pub apart: Option<f64>,
}

impl Alike {
    /// Of one number for each; a share is a number that is nought or one.
    ///
    /// # Errors
    /// [`Error::OutOfDomain`] for a group of nobody, [`Error::NotFinite`] for a number that is not finite.
    pub fn of(
        one: impl IntoIterator<Item = f64>,
        other: impl IntoIterator<Item = f64>,
    ) -> Result<Self, Error> {
        let none = Error::OutOfDomain("Each group needs somebody in it.");
        let (one, other) = (Distribution::new(one)?.spread(), Distribution::new(other)?.spread());
        let (one, other) = one.zip(other).ok_or(none)?;
        Ok(Self { one: one.mean, other: other.mean, apart: standardised_difference(one, other) })
    }

    /// Whether they are too far apart to lean on a comparison.
    #[must_use]
    pub fn is_far(self) -> bool {
        self.apart.map_or_else(|| (self.one - self.other).abs() > f64::EPSILON, |apart| apart.abs() > FAR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_that_began_far_apart_are_found() {
        let high = || (0..20).map(|n| 8.0 + f64::from(n % 5));
        let low = || (0..20).map(|n| 2.0 + f64::from(n % 5));
        let apart = Alike::of(high(), low()).unwrap();
        assert!(apart.is_far() && apart.apart.unwrap() > 3.0);
        let same = Alike::of(high(), high()).unwrap();
        assert!(!same.is_far() && same.apart == Some(0.0));
        assert!(Alike::of([1.0, 1.0], [0.0, 0.0]).unwrap().is_far(), "nobody differs, and the groups do");
        assert!(Alike::of([], low()).is_err() && Alike::of([f64::NAN], low()).is_err());
    }
}
