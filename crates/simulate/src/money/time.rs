//! Money now and later: discounting, present values, payback.

use libm::pow;

/// What a pound in so many years is worth today.
#[must_use]
pub fn discount_factor(rate: f64, years: f64) -> f64 {
    pow(1.0 + rate, -years)
}

/// The present value of yearly flows, the first undiscounted.
#[must_use]
pub fn present_value(rate: f64, flows: &[f64]) -> f64 {
    flows.iter().enumerate().map(|(year, flow)| flow * discount_factor(rate, year as f64)).sum()
}

/// What a pound a year for so many years is worth today, the first in a year's time.
#[must_use]
pub fn annuity(rate: f64, years: u32) -> f64 {
    (1..=years).map(|year| discount_factor(rate, f64::from(year))).sum()
}

/// After how many periods what came in has made up for what went out, discounted; within a period, evenly. Nothing when
/// it never does.
#[must_use]
pub fn payback(rate: f64, flows: &[f64]) -> Option<f64> {
    let mut sum = 0.0;
    let mut owed = false;
    for (period, flow) in flows.iter().enumerate() {
        let discounted = flow * discount_factor(rate, period as f64);
        if sum < 0.0 && sum + discounted >= 0.0 {
            return Some(period as f64 - 1.0 + -sum / discounted);
        }
        sum += discounted;
        owed |= sum < 0.0;
    }
    (!owed && sum >= 0.0).then_some(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn present_values_as_printed() {
        let flows = [-40_000.0, 5_000.0, 8_000.0, 12_000.0, 30_000.0];
        assert!((present_value(0.08, &flows) - 3_065.222_668_2).abs() < 1e-7);
    }

    #[test]
    fn factors_of_the_green_book() {
        let near =
            |rate, year: f64, factor: f64| assert!((discount_factor(rate, year) - factor).abs() < 6e-7);
        for (year, factor) in [(1.0, 0.966_184), (5.0, 0.841_973), (10.0, 0.708_919)] {
            near(0.035, year, factor);
        }
        for (year, factor) in [(1.0, 0.985_222), (5.0, 0.928_260), (10.0, 0.861_667)] {
            near(0.015, year, factor);
        }
        assert!((annuity(0.035, 5) - 4.515_052_4).abs() < 5e-8);
    }

    #[test]
    fn paying_back() {
        assert_eq!(payback(0.0, &[-100.0, 50.0, 100.0]), Some(1.5));
        assert_eq!(payback(0.1, &[-100.0, 50.0]), None);
        assert_eq!(payback(0.1, &[5.0, 5.0]), Some(0.0));
        assert!((payback(0.1, &[-100.0, 110.0]).unwrap() - 1.0).abs() < 1e-12);
    }
}
