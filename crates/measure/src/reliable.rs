//! Reliable change: who moved further than the noise of the measure, counted with uncertainty.
//!
//! The size comes from the instrument record with its population and paper ([`crate::instrument::Threshold`]). Where
//! none is published, reports say so and this is not called.

use serde::Serialize;

use crate::instrument::{Instrument, NoiseFigure};
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
    // A difference of two printed numbers may fall a hair short of the printed size.
    let points = points - 1e-9;
    let count = |past: &dyn Fn(f64) -> bool| -> u64 {
        pairs.changes().rows().iter().filter(|row| past(direction.gain(row.0))).map(|row| row.1).sum()
    };
    let (better, worse) = (count(&|gain| gain >= points), count(&|gain| gain <= -points));
    let n = pairs.n();
    Some(Reliable {
        better: Share::of(better, n)?,
        neither: Share::of(n - better - worse, n)?,
        worse: Share::of(worse, n)?,
    })
}

/// Reliable change by one way of setting its size.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Way {
    /// How the size was come by.
    pub by: By,
    /// Points a person has to move.
    pub points: f64,
    /// What the size means, and whose it is, to print.
    pub source: String,
    /// Counts.
    pub counts: Reliable,
}

/// Three ways of setting the size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// A published change that matters.
    Threshold,
    /// `1.96·√2` published standard errors of measurement.
    StandardError,
    /// The same, the standard error worked out from the SD before of these people and a published reliability.
    Reliability,
}

/// Every way this instrument's record allows, each with its population. Empty means "no published threshold", which a
/// report must say.
#[must_use]
pub fn ways(pairs: &Pairs, instrument: &Instrument, direction: Direction) -> Vec<Way> {
    let way = |by, points, source: String| {
        Some(Way { by, points, source, counts: counts(pairs, points, direction)? })
    };
    let published = instrument.thresholds.iter().filter_map(|threshold| {
        way(By::Threshold, threshold.points, format!("{}: {}", threshold.meaning, threshold.source))
    });
    let noise = instrument.noise.iter().filter_map(|noise| match noise.figure {
        NoiseFigure::Sem(error) => {
            let source = format!("1.96·√2 standard errors of {error}: {}", noise.source);
            way(By::StandardError, index_of_sem(error).ok()?, source)
        }
        NoiseFigure::Reliability(r) => {
            let sd = pairs.before().spread()?.sd?;
            let source = format!("these people’s spread before, with a reliability of {r}: {}", noise.source);
            way(By::Reliability, index_of_sem(sem(sd, r).ok()?).ok()?, source)
        }
    });
    published.chain(noise).collect()
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

    #[test]
    fn three_ways_each_with_its_source() {
        use crate::instrument::{Noise, ONS4, SWEMWBS, Source};
        let pairs = Pairs::new(vec![(19.25, 22.35), (19.98, 21.01), (25.03, 22.0), (20.0, 20.0)]).unwrap();
        let mut swemwbs = SWEMWBS.clone();
        let source = Source { text: "invented".into(), confirmed: false };
        swemwbs.noise.to_mut().push(Noise { figure: NoiseFigure::Reliability(0.84), source });
        let got = ways(&pairs, &swemwbs, Direction::HigherIsBetter);
        let by: Vec<By> = got.iter().map(|way| way.by).collect();
        assert_eq!(by, [By::Threshold, By::Threshold, By::StandardError, By::Reliability]);
        let better: Vec<u64> = got.iter().map(|way| way.counts.better.count).collect();
        assert_eq!(better[..3], [2, 1, 1], "one standard error counts 1.03 itself");
        assert_eq!(got[1].counts.worse.count, 1);
        assert!((got[2].points - 2.855).abs() < 1e-3 && got[3].source.ends_with("(unconfirmed)"));
        assert!(ways(&pairs, &ONS4, Direction::HigherIsBetter).is_empty(), "no published threshold");
    }
}
