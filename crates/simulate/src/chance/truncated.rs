//! A bell curve cut off at both ends: its moments, the value at a probability, and the one that has given moments.
//!
//! With α and β the two ends in standard deviations from the mean of the whole curve, and Z = Φ(β) − Φ(α), the mean is
//! μ + σ·(φ(α) − φ(β))/Z and the variance σ²·(1 + (αφ(α) − βφ(β))/Z − ((φ(α) − φ(β))/Z)²) (Johnson, Kotz and
//! Balakrishnan 1994, section 13.10).

use super::{normal_density, normal_probability, normal_quantile};

/// Halvings until sixteen figures are settled.
const HALVINGS: usize = 56;
/// The whole curve's mean lies no further beyond an end than this, in its standard deviations: what is left is a tail there.
const BEYOND: f64 = 4.0;
/// The whole curve is at most so many times as wide as what is left of it is to be: nearly even between the ends.
const WIDEST: f64 = 3.0;
/// An end so many standard deviations away cuts nothing off.
const FAR: f64 = 8.0;

/// A bell curve, and where it is cut off.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Truncated {
    /// The mean of the whole curve.
    pub mean: f64,
    /// Its standard deviation.
    pub sd: f64,
    /// Nothing below.
    pub least: f64,
    /// Nothing above.
    pub most: f64,
}

impl Truncated {
    /// The one whose mean and standard deviation are these *after* it is cut off; as near as there is one.
    #[must_use]
    pub fn with_moments(mean: f64, sd: f64, least: f64, most: f64) -> Self {
        let whole = Self { mean, sd, least, most };
        if least <= mean - FAR * sd && mean + FAR * sd <= most {
            return whole;
        }
        // Of all with this mean, the wider the whole curve the wider what is left of it.
        let of_width = |sd: f64| {
            let ends = (least - BEYOND * sd, most + BEYOND * sd);
            let at = |mean: f64| Self { mean, sd, ..whole };
            at(halved(ends, |it| at(it).moments().0 < mean))
        };
        of_width(halved((sd, WIDEST * sd), |it| of_width(it).moments().1 < sd))
    }

    /// Mean and standard deviation of what is left.
    #[must_use]
    pub fn moments(&self) -> (f64, f64) {
        let (a, b, sign) = self.ends();
        let left = normal_probability(b) - normal_probability(a);
        let (at_a, at_b) = (normal_density(a), normal_density(b));
        let shift = (at_a - at_b) / left;
        let variance = 1.0 + (a * at_a - b * at_b) / left - shift * shift;
        (self.mean + sign * self.sd * shift, self.sd * libm::sqrt(variance.max(0.0)))
    }

    /// The value below which it stays with probability `p`.
    #[must_use]
    pub fn quantile(&self, p: f64) -> f64 {
        let (a, b, sign) = self.ends();
        let p = if sign > 0.0 { p } else { 1.0 - p };
        let (from, to) = (normal_probability(a), normal_probability(b));
        let z = normal_quantile(from + (to - from) * p);
        (self.mean + sign * self.sd * z).clamp(self.least, self.most)
    }

    /// Both ends in standard deviations, turned round when both are above the mean: small probabilities are told exactly,
    /// those near one are not.
    fn ends(&self) -> (f64, f64, f64) {
        let (a, b) = ((self.least - self.mean) / self.sd, (self.most - self.mean) / self.sd);
        if a > 0.0 { (-b, -a, -1.0) } else { (a, b, 1.0) }
    }
}

/// Where `below` stops holding, between two ends.
fn halved((mut low, mut high): (f64, f64), below: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if below(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 2e-12 * (1.0 + expected.abs()), "{found} for {expected}");
    }

    /// scipy 1.15, `d = truncnorm((least - mean)/sd, (most - mean)/sd, loc=mean, scale=sd)`: `d.mean()`, `d.std()`,
    /// `d.ppf([.01, .3, .975])`.
    #[test]
    fn as_scipy_has_it() {
        for (it, mean, sd, quantiles) in [
            (
                Truncated { mean: 0.17, sd: 0.5 / 3.92, least: 0.0, most: 10.0 },
                0.193_037_857_896_189_1,
                0.108_729_407_560_082_56,
                [0.006_816_746_330_035_067, 0.125_608_513_232_320_5, 0.425_179_103_315_375_34],
            ),
            (
                Truncated { mean: 1.0, sd: 2.0, least: 0.0, most: 3.0 },
                1.413_262_436_123_066_1,
                0.831_320_056_504_095_5,
                [0.030_154_718_899_360_722, 0.841_312_986_205_477_6, 2.892_775_433_091_415],
            ),
            (
                Truncated { mean: -1.0, sd: 0.5, least: 0.0, most: 4.0 },
                0.186_607_766_411_420_07,
                0.169_025_959_850_908_18,
                [0.002_115_780_269_433_82, 0.073_142_894_239_300_2, 0.627_051_960_468_259_4],
            ),
        ] {
            near(it.moments().0, mean);
            near(it.moments().1, sd);
            for (p, quantile) in [0.01, 0.3, 0.975].into_iter().zip(quantiles) {
                near(it.quantile(p), quantile);
            }
            // The same, mirrored.
            let mirrored = Truncated { mean: -it.mean, least: -it.most, most: -it.least, ..it };
            near(mirrored.moments().0, -mean);
            near(mirrored.quantile(0.7), -quantiles[1]);
        }
    }

    /// scipy's `fsolve` on the moments of the same `truncnorm`: the shipped cautious gain and a share between nought and one.
    #[test]
    fn moments_are_met() {
        for (mean, sd, most, whole_mean, whole_sd) in [
            (0.17, 0.5 / 3.92, 10.0, 0.009_182_124_232_690_764, 0.208_826_008_168_537_94),
            (0.12, 0.3 / 3.92, 1.0, 0.085_917_806_814_400_43, 0.099_733_634_451_226_53),
            (0.5, 0.8 / 3.92, 1.0, 0.5, 0.220_157_653_230_808_46),
        ] {
            let it = Truncated::with_moments(mean, sd, 0.0, most);
            assert!((it.mean - whole_mean).abs() < 1e-9 && (it.sd - whole_sd).abs() < 1e-9, "{it:?}");
            assert!((it.moments().0 - mean).abs() < 1e-10 && (it.moments().1 - sd).abs() < 1e-10, "{it:?}");
        }
        let far = Truncated::with_moments(1.0, 0.1, -10.0, 10.0);
        assert_eq!((far.mean, far.sd), (1.0, 0.1));
    }

    proptest::proptest! {
        /// Whatever is asked for, what comes out is within the ends, and grows with the probability.
        #[test]
        fn never_beyond_its_ends(
            least in -5.0f64..5.0, width in 1e-3f64..10.0, at in 0.0f64..=1.0, sd in 1e-4f64..20.0,
            p in 0.0f64..1.0, step in 0.0f64..0.5,
        ) {
            let it = Truncated::with_moments(least + at * width, sd, least, least + width);
            let (low, high) = (it.quantile(p), it.quantile((p + step).min(1.0)));
            proptest::prop_assert!(least <= low && low <= high && high <= least + width, "{:?} {} {}", it, low, high);
            let (mean, sd) = it.moments();
            proptest::prop_assert!(mean.is_finite() && sd.is_finite(), "{:?}", it);
        }
    }
}
