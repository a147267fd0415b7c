//! The distributions a plan's value may have, made from the value and its range by the method of moments.
//!
//! A range is read as the middle 95%: its standard deviation is its width over 3.92. Beta for probabilities, gamma for
//! costs, lognormal for ratios, normal (cut off at its bounds) for changes.

use libm::{exp, log, log1p, sqrt};

use super::{Truncated, beta_quantile, gamma_quantile, normal_quantile};

/// Half-widths of 1.96 standard deviations on each side.
const WIDTHS: f64 = 3.92;

/// The families, by the names a plan gives them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Always the value itself.
    Fixed,
    /// Between nought and one.
    Beta,
    /// Above nought, with a tail.
    Gamma,
    /// Above nought, a ratio.
    Lognormal,
    /// Around the middle, cut off at the edges of what is possible.
    Normal,
    /// Anywhere in the range alike.
    Uniform,
}

impl Shape {
    /// Every family.
    pub const ALL: [Self; 6] =
        [Self::Fixed, Self::Beta, Self::Gamma, Self::Lognormal, Self::Normal, Self::Uniform];

    /// Its name in a plan.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Beta => "beta",
            Self::Gamma => "gamma",
            Self::Lognormal => "lognormal",
            Self::Normal => "normal",
            Self::Uniform => "uniform",
        }
    }
}

/// Why no distribution of that family has that mean and range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// A beta lives between nought and one, and its spread has a limit.
    #[error("a beta needs a value above 0 and below 1, and a range that is not wider than that allows")]
    Beta,
    /// A gamma or lognormal lives above nought.
    #[error("this family needs a value above 0")]
    AboveNought,
}

/// A distribution, ready to be drawn from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Distribution {
    /// Always this.
    Fixed(f64),
    /// With its two shapes.
    Beta {
        /// The first shape.
        a: f64,
        /// The second.
        b: f64,
    },
    /// With shape and scale.
    Gamma {
        /// The shape.
        shape: f64,
        /// The scale.
        scale: f64,
    },
    /// With the mean and standard deviation of the logarithm.
    Lognormal {
        /// The logarithm's mean.
        mu: f64,
        /// The logarithm's standard deviation.
        sigma: f64,
    },
    /// Cut off below and above.
    Normal(Truncated),
    /// Evenly between two ends.
    Uniform {
        /// One end.
        low: f64,
        /// The other.
        high: f64,
    },
}

impl Distribution {
    /// The member of a family with this mean and this middle 95%. A normal is cut off at `least` and `most`, and has its mean
    /// and spread when that is done: as near as a cut curve can come.
    ///
    /// # Errors
    /// When the family has no such member.
    pub fn fit(shape: Shape, value: f64, low: f64, high: f64, least: f64, most: f64) -> Result<Self, Unfit> {
        let sd = (high - low) / WIDTHS;
        if shape == Shape::Fixed || sd.is_nan() || sd <= 0.0 {
            return Ok(Self::Fixed(value));
        }
        match shape {
            Shape::Fixed => Ok(Self::Fixed(value)),
            Shape::Beta => Self::beta(value, sd),
            Shape::Gamma => Self::gamma(value, sd),
            Shape::Lognormal => Self::lognormal(value, sd),
            Shape::Normal => Ok(Self::Normal(Truncated::with_moments(value, sd, least, most))),
            Shape::Uniform => Ok(Self::Uniform { low, high }),
        }
    }

    /// The beta with this mean and standard deviation.
    ///
    /// # Errors
    /// When the mean is not between nought and one, or the spread is too wide for it.
    pub fn beta(mean: f64, sd: f64) -> Result<Self, Unfit> {
        let k = mean * (1.0 - mean) / (sd * sd) - 1.0;
        if mean > 0.0 && mean < 1.0 && k > 0.0 && k.is_finite() {
            Ok(Self::Beta { a: mean * k, b: (1.0 - mean) * k })
        } else {
            Err(Unfit::Beta)
        }
    }

    /// The gamma with this mean and standard deviation.
    ///
    /// # Errors
    /// When the mean is not above nought.
    pub fn gamma(mean: f64, sd: f64) -> Result<Self, Unfit> {
        if mean > 0.0 {
            Ok(Self::Gamma { shape: mean * mean / (sd * sd), scale: sd * sd / mean })
        } else {
            Err(Unfit::AboveNought)
        }
    }

    /// The lognormal with this mean and standard deviation.
    ///
    /// # Errors
    /// When the mean is not above nought.
    pub fn lognormal(mean: f64, sd: f64) -> Result<Self, Unfit> {
        if mean > 0.0 {
            let spread = sd * sd / (mean * mean);
            Ok(Self::Lognormal { mu: log(mean / sqrt(1.0 + spread)), sigma: sqrt(log1p(spread)) })
        } else {
            Err(Unfit::AboveNought)
        }
    }

    /// The value below which it stays with probability `p`.
    #[must_use]
    pub fn quantile(&self, p: f64) -> f64 {
        match *self {
            Self::Fixed(value) => value,
            Self::Beta { a, b } => beta_quantile(a, b, p),
            Self::Gamma { shape, scale } => scale * gamma_quantile(shape, p),
            Self::Lognormal { mu, sigma } => exp(mu + sigma * normal_quantile(p)),
            Self::Uniform { low, high } => low + (high - low) * p,
            Self::Normal(it) => it.quantile(p),
        }
    }

    /// Its mean; of a normal, of what is left of it.
    #[must_use]
    pub fn mean(&self) -> f64 {
        match *self {
            Self::Fixed(value) => value,
            Self::Beta { a, b } => a / (a + b),
            Self::Gamma { shape, scale } => shape * scale,
            Self::Lognormal { mu, sigma } => exp(mu + sigma * sigma / 2.0),
            Self::Normal(it) => it.moments().0,
            Self::Uniform { low, high } => 0.5 * (low + high),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_studies_of_gp_visits_as_a_beta() {
        let beta = Distribution::beta(0.28, 0.17).unwrap();
        let Distribution::Beta { a, b } = beta else { panic!("{beta:?}") };
        assert!((a - 1.673).abs() < 5e-4 && (b - 4.303).abs() < 5e-4, "{a} {b}");
        assert!((beta.quantile(0.025) - 0.032).abs() < 5e-4, "{}", beta.quantile(0.025));
        assert!((beta.quantile(0.975) - 0.663).abs() < 5e-4, "{}", beta.quantile(0.975));
    }

    #[test]
    fn moments_are_kept() {
        let all = [
            Distribution::beta(0.3, 0.1).unwrap(),
            Distribution::gamma(42.0, 9.0).unwrap(),
            Distribution::lognormal(0.8, 0.3).unwrap(),
            Distribution::Uniform { low: 1.0, high: 4.0 },
            Distribution::fit(Shape::Normal, 0.17, 0.0, 0.5, 0.0, 10.0).unwrap(),
        ];
        for it in all {
            let n = 20_000;
            let mean: f64 =
                (0..n).map(|i| it.quantile((f64::from(i) + 0.5) / f64::from(n)) / f64::from(n)).sum();
            assert!((mean / it.mean() - 1.0).abs() < 1e-3, "{it:?}: {mean}");
        }
    }

    #[test]
    fn what_cannot_be_is_refused() {
        assert_eq!(Distribution::beta(0.0, 0.1), Err(Unfit::Beta));
        assert_eq!(Distribution::beta(0.5, 0.6), Err(Unfit::Beta));
        assert_eq!(Distribution::gamma(0.0, 1.0), Err(Unfit::AboveNought));
        let cut = Distribution::fit(Shape::Normal, 0.1, -1.0, 1.0, 0.0, 1.0).unwrap();
        assert!((0.0..=1.0).contains(&cut.quantile(1e-9)) && cut.quantile(1.0 - 1e-9) <= 1.0);
    }
}
