//! How alike two groups were before anything began: means and shares side by side, with the
//! standardised difference.

use measure::compare::FAR;
use measure::missing::standardised_difference;
use measure::paired::Spread;

/// One row: a mean or a share in either group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Balance {
    pub one: f64,
    pub other: f64,
    /// The difference over the root of the mean variance; nothing where nobody differs from anybody.
    pub standardised: Option<f64>,
}

impl Balance {
    pub fn is_apart(&self) -> bool {
        match self.standardised {
            Some(standardised) => standardised.abs() > FAR,
            None => (self.one - self.other).abs() > f64::EPSILON,
        }
    }
}

/// Of numbers; a share is a number that is nought or one.
pub fn balance(one: &[f64], other: &[f64]) -> Option<Balance> {
    let (a, b) = (Spread::of(one)?, Spread::of(other)?);
    Some(Balance { one: a.mean, other: b.mean, standardised: standardised_difference(a, b) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_that_started_far_apart_are_found() {
        let high: Vec<f64> = (0..20).map(|n| 8.0 + f64::from(n % 5)).collect();
        let low: Vec<f64> = (0..20).map(|n| 2.0 + f64::from(n % 5)).collect();
        let apart = balance(&high, &low).unwrap();
        assert!(apart.is_apart() && apart.standardised.unwrap() > 3.0);
        let alike = balance(&high, &high).unwrap();
        assert!(!alike.is_apart() && alike.standardised == Some(0.0));
        assert!(balance(&[1.0, 1.0], &[0.0, 0.0]).unwrap().is_apart(), "nobody differs, and the groups do");
        assert_eq!(balance(&[], &low), None);
    }
}
