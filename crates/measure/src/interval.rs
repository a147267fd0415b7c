//! Uncertainty: confidence intervals for a mean (Student's t) and for a share (Wilson).

use std::fmt;

use serde::Serialize;
use statrs::distribution::{Beta, ContinuousCDF, Normal, StudentsT};

use crate::Error;

/// Above this many degrees of freedom the normal quantile is closer than the t quantile's numerical inverse.
const LARGE: f64 = 1e5;
/// Φ⁻¹(0.975).
pub(crate) const Z95: f64 = 1.959_963_984_540_054;

/// A 95% interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// 95% interval for a mean from its summary: `mean ± t(n−1, 0.975) · sd / √n`. `None` below two people or when a
    /// number is not finite.
    #[must_use]
    pub fn of_mean(mean: f64, sd: f64, n: u64) -> Option<Self> {
        let half = half_width(sd, n)?;
        mean.is_finite().then_some(Self { low: mean - half, high: mean + half })
    }

    /// Wilson's 95% interval for `count` out of `total`, as shares 0 to 1: stays inside 0 to 1 and works for small
    /// counts, where the usual formula does not.
    ///
    /// # Errors
    /// [`Error::NotAShare`] when `total` is nought or smaller than `count`.
    pub fn of_share(count: u64, total: u64) -> Result<Self, Error> {
        if total == 0 || count > total {
            return Err(Error::NotAShare);
        }
        let (n, p) = (total as f64, count as f64 / total as f64);
        let z2 = Z95 * Z95;
        let centre = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
        let half = Z95 / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
        // At the ends the two terms cancel exactly; rounding must not leave them a hair short.
        let low = if count == 0 { 0.0 } else { (centre - half).max(0.0) };
        let high = if count == total { 1.0 } else { (centre + half).min(1.0) };
        Ok(Self { low, high })
    }

    /// The exact (Clopper-Pearson) 95% interval for `count` out of `total`: never too narrow, often wider than it need be.
    ///
    /// # Errors
    /// [`Error::NotAShare`] when `total` is nought or smaller than `count`.
    pub fn exact_share(count: u64, total: u64) -> Result<Self, Error> {
        if total == 0 || count > total {
            return Err(Error::NotAShare);
        }
        let quantile = |a: u64, b: u64, p: f64| {
            Beta::new(a as f64, b as f64).map(|beta| beta.inverse_cdf(p)).map_err(|_| Error::NotAShare)
        };
        let low = if count == 0 { 0.0 } else { quantile(count, total - count + 1, 0.025)? };
        let high = if count == total { 1.0 } else { quantile(count + 1, total - count, 0.975)? };
        Ok(Self { low, high })
    }

    /// Upper minus lower.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.high - self.low
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = f.precision().unwrap_or(2);
        write!(f, "{:.places$} to {:.places$}", self.low, self.high)
    }
}

/// Half the 95% interval of a mean.
fn half_width(sd: f64, n: u64) -> Option<f64> {
    let usable = n >= 2 && sd.is_finite() && sd >= 0.0;
    usable.then(|| t_quantile(n - 1) * sd / (n as f64).sqrt())
}

/// The SD that a published 95% interval for a mean implies: its half width divided by t/√n. `None` below two people.
#[must_use]
pub fn implied_sd(interval: Interval, n: u64) -> Option<f64> {
    (n >= 2).then(|| interval.width() / 2.0 * (n as f64).sqrt() / t_quantile(n - 1))
}

/// t(df, 0.975).
fn t_quantile(df: u64) -> f64 {
    t_at(df as f64)
}

/// t(df, 0.975), also for the fractional degrees of freedom of Welch's test.
pub(crate) fn t_at(df: f64) -> f64 {
    if df > LARGE {
        return Z95;
    }
    StudentsT::new(0.0, 1.0, df).map_or(Z95, |t| t.inverse_cdf(0.975))
}

/// Two-sided p value of `t` with `df` degrees of freedom.
pub(crate) fn two_sided_p(t: f64, df: u64) -> f64 {
    two_sided(t, df as f64)
}

/// The same for fractional degrees of freedom.
pub(crate) fn two_sided(t: f64, df: f64) -> f64 {
    if df > LARGE {
        return 2.0 * normal(-t.abs()).1;
    }
    let tail = StudentsT::new(0.0, 1.0, df).map_or(f64::NAN, |dist| dist.cdf(-t.abs()));
    2.0 * tail
}

/// The standard normal density and distribution at `z`.
pub(crate) fn normal(z: f64) -> (f64, f64) {
    let density = (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
    (density, Normal::standard().cdf(z))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(a: f64, b: f64, digits: f64) {
        assert!((a - b).abs() <= digits, "{a} is not {b}");
    }

    /// Paterson 2007: change in concern 1, concern 2 and wellbeing at two centres.
    #[test]
    fn paterson_intervals() {
        for (mean, sd, n, low, high) in [
            (2.9, 1.63, 254, 2.699, 3.101),
            (2.5, 1.73, 254, 2.286, 2.714),
            (1.4, 1.8, 254, 1.178, 1.622),
            (1.91, 1.58, 267, 1.720, 2.100),
            (1.77, 1.96, 267, 1.534, 2.006),
            (0.61, 1.52, 267, 0.427, 0.793),
        ] {
            let got = Interval::of_mean(mean, sd, n).unwrap();
            close(got.low, low, 5.1e-4);
            close(got.high, high, 5.1e-4);
        }
    }

    /// British Red Cross, Foster 2020/21: 1,634 of 2,250 less lonely; change −1.84 (−1.91, −1.77).
    #[test]
    fn british_red_cross() {
        let share = Interval::of_share(1634, 2250).unwrap();
        close(share.low, 0.7074, 5e-5);
        close(share.high, 0.7442, 5e-5);
        let exact = Interval::exact_share(1634, 2250).unwrap();
        close(exact.low, 0.7073, 5e-5);
        close(exact.high, 0.7446, 5e-5);
        let sd = |half: f64| implied_sd(Interval { low: -half, high: half }, 2250).unwrap();
        close(sd(0.07), 1.69, 5e-3);
        close(sd(0.065), 1.57, 5e-3);
        close(sd(0.075), 1.81, 5e-3);
        close(-1.84 / sd(0.07), -1.09, 5e-3);
    }

    #[test]
    fn undefined_is_none_not_a_number() {
        assert_eq!(Interval::of_mean(1.0, 1.0, 1), None);
        assert_eq!(Interval::of_mean(f64::NAN, 1.0, 9), None);
        assert_eq!(Interval::of_mean(1.0, f64::INFINITY, 9), None);
        assert_eq!(Interval::of_share(1, 0), Err(Error::NotAShare));
        assert_eq!(Interval::of_share(3, 2), Err(Error::NotAShare));
    }

    #[test]
    fn prints_itself() {
        let interval = Interval { low: 0.727_326, high: 2.272_67 };
        assert_eq!(interval.to_string(), "0.73 to 2.27");
        assert_eq!(format!("{interval:.1}"), "0.7 to 2.3");
    }

    proptest! {
        #[test]
        fn the_exact_interval_holds_the_share(total in 1u64..300, part in 0.0..=1.0f64) {
            let count = ((total as f64) * part) as u64;
            let got = Interval::exact_share(count, total).unwrap();
            let share = count as f64 / total as f64;
            prop_assert!(0.0 <= got.low && got.low <= share && share <= got.high && got.high <= 1.0);
        }

        #[test]
        fn wilson_holds_the_share_inside_nought_and_one(total in 1u64..5_000, part in 0.0..=1.0f64) {
            let count = ((total as f64) * part) as u64;
            let got = Interval::of_share(count, total).unwrap();
            let share = count as f64 / total as f64;
            prop_assert!(0.0 <= got.low && got.low <= share && share <= got.high && got.high <= 1.0);
        }
    }
}
