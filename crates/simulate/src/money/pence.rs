//! Money in whole pence.

use core::{
    iter::Sum,
    ops::{Add, AddAssign, Neg, Sub},
};

/// Whole pence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pence(pub i64);

impl Pence {
    /// The nearest pence to so many pounds.
    #[must_use]
    pub fn of(pounds: f64) -> Self {
        Self((pounds * 100.0).round() as i64)
    }

    /// In pounds.
    #[must_use]
    pub fn pounds(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// Shared out by these shares, to the last penny; what rounding leaves goes to the largest share.
    #[must_use]
    pub fn shared<const N: usize>(self, shares: &[f64; N]) -> [Self; N] {
        let sum: f64 = shares.iter().sum();
        if sum <= 0.0 {
            return [Self(0); N];
        }
        let mut parts = shares.map(|share| Self((self.0 as f64 * share / sum).trunc() as i64));
        let left = self.0 - parts.iter().map(|it| it.0).sum::<i64>();
        let largest = (0..N).max_by(|a, b| shares[*a].total_cmp(&shares[*b]));
        if let Some(largest) = largest {
            parts[largest].0 += left;
        }
        parts
    }
}

impl Add for Pence {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Pence {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Pence {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl AddAssign for Pence {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sum for Pence {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self(0), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn nothing_is_lost_in_sharing(pence in -1_000_000_000_000i64..1_000_000_000_000, a in 0.0f64..1.0, b in 0.0f64..1.0) {
            let parts = Pence(pence).shared(&[a, b, 0.3]);
            proptest::prop_assert_eq!(parts.into_iter().sum::<Pence>(), Pence(pence));
        }
    }
}
