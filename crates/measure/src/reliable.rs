//! Reliable change: who moved further than the noise of the measure, counted with uncertainty.
//!
//! The size comes from the instrument record with its population and paper ([`crate::instrument::Threshold`]). Where
//! none is published, reports say so and this is not called.

use serde::Serialize;

use crate::paired::Share;
use crate::{Direction, Error, Pairs};

/// People past the threshold either way, and those within it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Reliable {
    /// Better by at least the threshold.
    pub better: Share,
    /// Within it.
    pub neither: Share,
    /// Worse by at least the threshold.
    pub worse: Share,
}

/// The smallest change unlikely to be noise in one person: `1.96·√2·SEM`.
///
/// # Errors
/// [`Error::OutOfDomain`] for a standard error that is not positive and finite.
pub fn index_of_sem(sem: f64) -> Result<f64, Error> {
    if sem.is_finite() && sem > 0.0 {
        Ok(1.96 * std::f64::consts::SQRT_2 * sem)
    } else {
        Err(Error::OutOfDomain("The standard error of measurement must be above nought."))
    }
}

/// The standard error of measurement: `SD·√(1−r)`, `r` the retest reliability.
///
/// # Errors
/// [`Error::OutOfDomain`] for an SD that is not positive or a reliability outside 0 to 1.
pub fn sem(sd: f64, reliability: f64) -> Result<f64, Error> {
    if sd.is_finite() && sd > 0.0 && (0.0..=1.0).contains(&reliability) {
        Ok(sd * (1.0 - reliability).sqrt())
    } else {
        Err(Error::OutOfDomain(
            "The standard deviation must be above nought and the reliability from 0 to 1.",
        ))
    }
}

/// Counts people who changed by `points` or more. `None` when there is no pair or `points` is not above nought.
#[must_use]
pub fn counts(pairs: &Pairs, points: f64, direction: Direction) -> Option<Reliable> {
    if points.is_nan() || points <= 0.0 {
        return None;
    }
    let gains: Vec<f64> =
        pairs.as_slice().iter().map(|(before, after)| direction.gain(after - before)).collect();
    let better = gains.iter().filter(|gain| **gain >= points).count() as u64;
    let worse = gains.iter().filter(|gain| **gain <= -points).count() as u64;
    let n = pairs.n();
    Some(Reliable {
        better: Share::of(better, n)?,
        neither: Share::of(n - better - worse, n)?,
        worse: Share::of(worse, n)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shah 2018 for SWEMWBS (SEM printed to two places), Maheswaran 2012 for WEMWBS.
    #[test]
    fn published_sizes() {
        assert!((index_of_sem(1.03).unwrap() - 2.87).abs() < 0.02);
        assert!((index_of_sem(2.4).unwrap() - 6.6).abs() < 0.06);
        assert!((index_of_sem(3.1).unwrap() - 8.6).abs() < 0.06);
        assert!((sem(2.0, 0.75).unwrap() - 1.0).abs() < 1e-12);
        assert!(index_of_sem(0.0).is_err() && sem(2.0, 1.2).is_err() && sem(f64::NAN, 0.5).is_err());
    }

    #[test]
    fn worse_is_counted_too_and_direction_matters() {
        let pairs = Pairs::of_scores(&[(3, 7), (5, 5), (6, 3), (4, 5)]);
        let got = counts(&pairs, 3.0, Direction::HigherIsBetter).unwrap();
        assert_eq!((got.better.count, got.neither.count, got.worse.count), (1, 2, 1));
        let up = Pairs::of_scores(&[(3, 7)]);
        assert_eq!(counts(&up, 3.0, Direction::LowerIsBetter).unwrap().worse.count, 1);
        assert_eq!(counts(&up, 0.0, Direction::LowerIsBetter), None);
        assert_eq!(counts(&Pairs::of_scores(&[]), 1.0, Direction::LowerIsBetter), None);
    }
}
