//! Regression to the mean: the change that would have happened anyway.
//!
//! People are referred when things are bad. Some would have answered higher next time whatever was done. Without a
//! comparison group every before-and-after page prints how much of its change could be this.

use serde::Serialize;

use crate::distribution::Distribution;
use crate::interval::normal;
use crate::paired::Spread;
use crate::{Error, Pairs};

/// What to expect of people chosen because they scored low, if nothing were done.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Drift {
    /// Their expected mean before.
    pub before: f64,
    /// Their expected rise with no true change.
    pub gain: f64,
}

/// People chosen because they scored below `cutoff`, from a population with mean `mu` and SD `sigma`, where two readings
/// of an unchanged person correlate `rho`: `(1−ρ)·σ·φ(z)/Φ(z)`, `z = (c−μ)/σ`.
///
/// # Errors
/// [`Error::OutOfDomain`] for a number that is not finite, an SD that is not positive, a correlation outside 0 to 1, or
/// a cut-off so low that nobody is below it.
pub fn selected_below(mu: f64, sigma: f64, rho: f64, cutoff: f64) -> Result<Drift, Error> {
    check_rho(rho)?;
    if !(mu.is_finite() && sigma.is_finite() && cutoff.is_finite() && sigma > 0.0) {
        return Err(Error::OutOfDomain(
            "The population’s standard deviation must be above nought, and all numbers finite.",
        ));
    }
    let (density, below) = normal((cutoff - mu) / sigma);
    if below < 1e-12 {
        return Err(Error::OutOfDomain("The cut-off is so low that nobody in the population is below it."));
    }
    let fall = sigma * density / below;
    Ok(Drift { before: mu - fall, gain: (1.0 - rho) * fall })
}

/// An upper bound when only the group's mean before is known: `(1−ρ)(μ−m₀)`, towards the population mean. Upper, since
/// people referred come from a part of the population with a lower mean of its own.
///
/// # Errors
/// [`Error::OutOfDomain`] for a correlation outside 0 to 1 or a number that is not finite.
pub fn by_mean_before(mu: f64, mean_before: f64, rho: f64) -> Result<f64, Error> {
    check_rho(rho)?;
    if !(mu.is_finite() && mean_before.is_finite()) {
        return Err(Error::OutOfDomain("Both means must be finite."));
    }
    Ok((1.0 - rho) * (mu - mean_before))
}

/// How people changed by where they started.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Thirds {
    /// Change of the third that started lowest (a little more or fewer where many started alike).
    pub lowest: Spread,
    /// Change of the third that started highest.
    pub highest: Spread,
}

impl Thirds {
    /// Whether the low went up and the high came down: the pattern that regression to the mean draws by itself.
    #[must_use]
    pub fn drew_together(&self) -> bool {
        self.lowest.mean > 0.0 && self.highest.mean < 0.0
    }

    /// The warning to print, where there is cause.
    #[must_use]
    pub fn warning(&self) -> Option<&'static str> {
        self.drew_together().then_some(
            "Those who started high came down and those who started low went up. That is what regression to the mean looks like, and it happens by itself.",
        )
    }
}

/// The change of those who started lowest and highest; `None` when all started alike. People who started alike stay
/// together, so a third is the nearest there is to one.
#[must_use]
pub fn by_start(pairs: &Pairs) -> Option<Thirds> {
    let before = pairs.before();
    let starts = before.rows();
    let third = pairs.n() as f64 / 3.0;
    let off = |rows: &[(f64, u64)]| (rows.iter().map(|row| row.1).sum::<u64>() as f64 - third).abs();
    let nearest = |a: &usize, b: &usize, part: &dyn Fn(usize) -> f64| part(*a).total_cmp(&part(*b));
    let low = (1..starts.len()).min_by(|a, b| nearest(a, b, &|at| off(&starts[..at])))?;
    let high = (1..starts.len()).min_by(|a, b| nearest(a, b, &|at| off(&starts[at..])))?;
    let (lowest_end, highest_start) = (starts[low - 1].0, starts[high].0);
    let change = |among: &dyn Fn(f64) -> bool| {
        let rows = pairs.rows().iter().filter(|row| among(row.0));
        Distribution::of_finite(rows.map(|(before, after, people)| (after - before, *people)).collect())
            .spread()
    };
    let (lowest, highest) = (change(&|start| start <= lowest_end)?, change(&|start| start >= highest_start)?);
    Some(Thirds { lowest, highest })
}

fn check_rho(rho: f64) -> Result<(), Error> {
    if (0.0..=1.0).contains(&rho) {
        Ok(())
    } else {
        Err(Error::OutOfDomain("The correlation between two readings must be from 0 to 1."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_worked_example() {
        let drift = selected_below(7.45, 2.0, 0.6, 5.0).unwrap();
        assert!((drift.before - 4.0337).abs() < 5e-5, "{}", drift.before);
        assert!((drift.gain - 1.3665).abs() < 5e-5, "{}", drift.gain);
    }

    /// Green social prescribing 2021–23: satisfaction 4.7 before, 2.1 gained, of which this much could be drift.
    #[test]
    fn green_social_prescribing_bound() {
        assert!((by_mean_before(7.45, 4.7, 0.6).unwrap() - 1.10).abs() < 5e-3);
        assert!((by_mean_before(7.45, 4.7, 0.7).unwrap() - 0.83).abs() < 6e-3);
    }

    #[test]
    fn by_where_they_started() {
        let thirds = by_start(&Pairs::of_score_counts([(0, 2, 40), (5, 5, 30), (9, 6, 30)])).unwrap();
        assert_eq!((thirds.lowest.mean, thirds.highest.mean), (2.0, -3.0));
        assert!(thirds.warning().unwrap().contains("regression to the mean"));
        let all_up = by_start(&Pairs::of_score_counts([(0, 2, 90), (9, 10, 5)])).unwrap();
        assert_eq!((all_up.highest.mean, all_up.warning()), (1.0, None));
        assert_eq!(by_start(&Pairs::of_score_counts([(4, 2, 9)])), None);
        assert_eq!(by_start(&Pairs::default()), None);
    }

    #[test]
    fn refuses_the_impossible() {
        assert!(selected_below(7.45, 0.0, 0.6, 5.0).is_err());
        assert!(selected_below(7.45, 2.0, 1.1, 5.0).is_err());
        assert!(selected_below(7.45, 2.0, f64::NAN, 5.0).is_err());
        assert!(selected_below(7.45, 2.0, 0.6, -100.0).is_err());
        assert!(by_mean_before(f64::INFINITY, 1.0, 0.5).is_err());
    }

    proptest! {
        #[test]
        fn a_steadier_measure_drifts_less(a in 0.0..1.0f64, b in 0.0..1.0f64, cutoff in 3.0..9.0f64) {
            let gain = |rho| selected_below(7.45, 2.0, rho, cutoff).unwrap().gain;
            let (low, high) = (a.min(b), a.max(b));
            prop_assert!(gain(high) <= gain(low));
        }
    }
}
