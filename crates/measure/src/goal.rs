//! Goal Attainment Scaling: how far the person's own goals were reached, −2 to +2 each, as one T score.
//!
//! T = 50 + 10·Σwᵢxᵢ / √((1−ρ)Σwᵢ² + ρ(Σwᵢ)²) with ρ = 0.3 (Kiresuk and Sherman 1968). The formulas first printed in
//! Turner-Stokes 2009 were wrong and corrected by the journal; this is the corrected one. There are no targets and no
//! league tables here: goals are [`crate::Personal`] and cannot become [`crate::Payable`].

use serde::{Deserialize, Serialize};

use crate::Error;

/// Expected correlation between goals.
const RHO: f64 = 0.3;

/// How far a goal was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attainment {
    /// −2: much less than hoped.
    MuchLess,
    /// −1: less than hoped. The usual starting point.
    Less,
    /// 0: as hoped.
    AsHoped,
    /// +1: more than hoped.
    More,
    /// +2: much more than hoped.
    MuchMore,
}

impl Attainment {
    /// −2 to +2.
    #[must_use]
    pub fn points(self) -> i8 {
        match self {
            Self::MuchLess => -2,
            Self::Less => -1,
            Self::AsHoped => 0,
            Self::More => 1,
            Self::MuchMore => 2,
        }
    }
}

/// One goal: its weight and, once asked, how far it was reached.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Goal {
    /// Importance × difficulty, nought or more; 1 for all when goals are not weighted.
    pub weight: f64,
    /// `None` while it has not been rated.
    pub attained: Option<Attainment>,
}

/// A T score, with how many goals it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Attained {
    /// 50 means "as hoped" overall.
    pub t: f64,
    /// Goals counted.
    pub counted: usize,
    /// Goals left out, with their weights, because they were not rated.
    pub left_out: usize,
}

/// The T score over rated goals.
///
/// # Errors
/// [`Error::BadWeight`] for a weight that is negative or not finite; [`Error::NoWeight`] when nothing rated carries
/// weight.
pub fn attained(goals: &[Goal]) -> Result<Attained, Error> {
    if goals.iter().any(|g| !g.weight.is_finite() || g.weight < 0.0) {
        return Err(Error::BadWeight);
    }
    // Only the ratio of weights matters; scaling by the largest keeps squares of huge weights finite.
    let largest = goals.iter().filter(|g| g.attained.is_some()).map(|g| g.weight).fold(0.0, f64::max);
    if largest == 0.0 {
        return Err(Error::NoWeight);
    }
    let (mut sum, mut squares, mut weighted, mut counted) = (0.0, 0.0, 0.0, 0);
    for goal in goals {
        if let Some(attained) = goal.attained {
            let weight = goal.weight / largest;
            sum += weight;
            squares += weight * weight;
            weighted += weight * f64::from(attained.points());
            counted += 1;
        }
    }
    let t = 50.0 + 10.0 * weighted / ((1.0 - RHO) * squares + RHO * sum * sum).sqrt();
    Ok(Attained { t, counted, left_out: goals.len() - counted })
}

#[cfg(test)]
mod tests {
    use super::Attainment::{AsHoped, Less, More, MuchLess, MuchMore};
    use super::*;

    fn t(rated: &[(f64, Attainment)]) -> f64 {
        let goals: Vec<_> = rated.iter().map(|&(weight, a)| Goal { weight, attained: Some(a) }).collect();
        attained(&goals).unwrap().t
    }

    #[test]
    fn published_vectors() {
        for (rated, expected) in [
            (vec![(1.0, AsHoped); 3], 50.0),
            (vec![(1.0, More); 3], 63.693_064),
            (vec![(1.0, Less); 3], 36.306_936),
            (vec![(7.0, MuchMore)], 70.0),
            (vec![(9.0, More), (4.0, AsHoped), (1.0, MuchLess)], 56.201_737),
            (vec![(1.0, MuchMore); 4], 79.019_050),
        ] {
            assert!((t(&rated) - expected).abs() < 1e-6, "{rated:?}: {}", t(&rated));
        }
    }

    #[test]
    fn unrated_goals_go_with_their_weight_and_are_counted() {
        let goals = [
            Goal { weight: 1.0, attained: Some(More) },
            Goal { weight: 9.0, attained: None },
            Goal { weight: 1.0, attained: Some(More) },
            Goal { weight: 1.0, attained: Some(More) },
        ];
        let got = attained(&goals).unwrap();
        assert!((got.t - 63.693_064).abs() < 1e-6);
        assert_eq!((got.counted, got.left_out), (3, 1));
    }

    #[test]
    fn refuses_no_weight_and_bad_weight() {
        let goal = |weight| Goal { weight, attained: Some(More) };
        assert_eq!(attained(&[goal(0.0), goal(0.0)]), Err(Error::NoWeight));
        assert_eq!(attained(&[]), Err(Error::NoWeight));
        assert_eq!(attained(&[goal(f64::NAN)]), Err(Error::BadWeight));
        assert_eq!(attained(&[goal(-1.0)]), Err(Error::BadWeight));
        assert!((t(&[(1e300, MuchMore)]) - 70.0).abs() < 1e-9);
    }
}
