//! Medians and quantiles, mostly of waits in days. Waits are skewed, so the middle says more than the mean.

/// Quantile `q` (0 to 1) by linear interpolation between order statistics (the default of most statistical software,
/// "type 7"). `None` for no values, `q` outside 0 to 1, or any value that is not finite.
#[must_use]
pub fn quantile(values: &[f64], q: f64) -> Option<f64> {
    if values.is_empty() || !(0.0..=1.0).contains(&q) || values.iter().any(|v| !v.is_finite()) {
        return None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = q * (sorted.len() - 1) as f64;
    let (low, high) = (sorted[at.floor() as usize], sorted[at.ceil() as usize]);
    Some(low + (high - low) * at.fract())
}

/// The median wait in days; `None` for no waits.
#[must_use]
pub fn median_days(days: &[i64]) -> Option<f64> {
    quantile_days(days, 0.5)
}

/// A quantile of waits in days: 0.9 answers "nine in ten were seen within…".
#[must_use]
pub fn quantile_days(days: &[i64], q: f64) -> Option<f64> {
    let days: Vec<f64> = days.iter().map(|d| *d as f64).collect();
    quantile(&days, q)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn medians_and_quantiles() {
        assert_eq!(median_days(&[]), None);
        assert_eq!(median_days(&[9]), Some(9.0));
        assert_eq!(median_days(&[30, 2, 10, 4]), Some(7.0));
        assert_eq!(quantile_days(&[1, 2, 3, 4, 5], 0.25), Some(2.0));
        assert_eq!(quantile_days(&[1, 2, 3, 4], 0.9), Some(3.7));
        assert_eq!(quantile(&[1.0], 1.5), None);
        assert_eq!(quantile(&[f64::NAN], 0.5), None);
    }

    proptest! {
        #[test]
        fn quantiles_rise_and_stay_inside(days in prop::collection::vec(0i64..400, 1..80), a in 0.0..=1.0f64, b in 0.0..=1.0f64) {
            let (low, high) = (a.min(b), a.max(b));
            let at = |q| quantile_days(&days, q).unwrap();
            prop_assert!(at(low) <= at(high) + 1e-9);
            prop_assert_eq!(at(0.0), *days.iter().min().unwrap() as f64);
            prop_assert_eq!(at(1.0), *days.iter().max().unwrap() as f64);
        }
    }
}
