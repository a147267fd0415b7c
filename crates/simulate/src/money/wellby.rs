//! Wellbeing-adjusted life years from points that fade.

use libm::expm1;

use super::attribution::Attributed;

/// WELLBYs of one person whose gain of so many points fades at `decay` a month and is counted for so many months.
#[must_use]
pub fn for_each(gain: Attributed, decay: f64, months: f64) -> f64 {
    let area = if decay > 1e-12 { -expm1(-decay * months) / decay } else { months };
    gain.change() * area / 12.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::attribution::Observed;

    #[test]
    fn as_worked_by_hand() {
        let decay = (1.4f64 / 0.9).ln() / 9.0;
        assert!((decay - 0.04909).abs() < 5e-6 && (2f64.ln() / decay - 14.1).abs() < 0.05);
        let whole = for_each(Attributed::net_of_comparator(2.1), decay, 12.0);
        assert!((whole - 1.5869).abs() < 5e-5, "{whole}");
        let half = for_each(Observed(2.1).attribute(0.5), decay, 12.0);
        assert!((half - 0.7935).abs() < 5e-5, "{half}");
        assert_eq!(for_each(Attributed::net_of_comparator(1.0), 0.0, 12.0), 1.0);
        // The shipped cautious gain is what the evaluators of green social prescribing count in all.
        let green = for_each(Attributed::net_of_comparator(0.17), 0.04909, 12.0);
        assert!((green - 0.129).abs() < 0.001, "{green}");
    }

    #[test]
    fn a_fifth_of_a_point() {
        assert!((0.2 * 13_000.0 - 2_600.0f64).abs() < 1e-9);
        // Two years of one point, by either discount rate: less than one in a hundred apart.
        let pounds = |rate: f64| 13_000.0 * (1.0 + 1.0 / (1.0 + rate));
        assert!((pounds(0.035) - 25_560.0).abs() < 1.0 && (pounds(0.015) - 25_808.0).abs() < 1.0);
    }
}
