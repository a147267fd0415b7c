//! Internal rates of return: all of them, or a plain refusal.
//!
//! Flows that change sign once have one rate, and it means something. Flows that change it more often may have several,
//! and then none of them answers "how good is this?": they are all listed, and whoever shows them says so.

use libm::pow;

/// Rates looked at, from losing nearly everything to eleven-fold a period.
const LEAST: f64 = -0.99;
const MOST: f64 = 10.0;

/// What there is to say about a rate of return.
#[derive(Debug, Clone, PartialEq)]
pub enum Rates {
    /// Money goes one way only.
    OneWay,
    /// The rate.
    One(f64),
    /// It changes direction more than once and has these rates, none of which is *the* rate.
    Several(Vec<f64>),
    /// It changes direction, and no rate between −99% and 1,000% makes it nought.
    Beyond,
}

/// The rates of flows a period apart.
#[must_use]
pub fn rates(flows: &[f64]) -> Rates {
    let timed: Vec<(f64, f64)> = flows.iter().enumerate().map(|(at, flow)| (at as f64, *flow)).collect();
    rates_at(&timed)
}

/// The rates of flows at any times, in years: (when, how much). Times must be in order.
#[must_use]
pub fn rates_at(flows: &[(f64, f64)]) -> Rates {
    let signs: Vec<bool> =
        flows.iter().filter(|(_, flow)| *flow != 0.0).map(|(_, flow)| *flow > 0.0).collect();
    let changes = signs.windows(2).filter(|pair| pair[0] != pair[1]).count();
    if changes == 0 {
        return Rates::OneWay;
    }
    let value = |rate: f64| flows.iter().map(|(at, flow)| flow * pow(1.0 + rate, -at)).sum::<f64>();
    // Even steps of the logarithm of 1 + rate: as close together near −99% as they have to be.
    let steps = 4_000;
    let at = |step: i32| {
        (1.0 + LEAST) * pow((1.0 + MOST) / (1.0 + LEAST), f64::from(step) / f64::from(steps)) - 1.0
    };
    let mut found = Vec::new();
    let (mut low, mut below) = (LEAST, value(LEAST));
    for step in 1..=steps {
        let (high, above) = (at(step), value(at(step)));
        if below == 0.0 {
            found.push(low);
        } else if below * above < 0.0 {
            found.push(bisected(&value, low, high));
        }
        (low, below) = (high, above);
    }
    match (found.len(), changes) {
        (0, _) => Rates::Beyond,
        (1, 1) => Rates::One(found[0]),
        _ => Rates::Several(found),
    }
}

fn bisected(value: &impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
    let rising = value(high) > 0.0;
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if (value(middle) > 0.0) == rising {
            high = middle;
        } else {
            low = middle;
        }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(rates: Rates) -> f64 {
        let Rates::One(rate) = rates else { panic!("{rates:?}") };
        rate
    }

    #[test]
    fn as_printed_elsewhere() {
        assert!((one(rates(&[-100.0, 39.0, 59.0, 55.0, 20.0])) - 0.280_948_4).abs() < 5e-8);
        let flows = [(0.0, -10_000.0), (60.0, 2_750.0), (303.0, 4_250.0), (411.0, 3_250.0), (456.0, 2_750.0)];
        let years = flows.map(|(days, flow)| (days / 365.0, flow));
        assert!((one(rates_at(&years)) - 0.373_362_5).abs() < 5e-8);
    }

    #[test]
    fn two_rates_are_two() {
        let Rates::Several(both) = rates(&[-1_600.0, 10_000.0, -10_000.0]) else { panic!("not several") };
        assert!((both[0] - 0.25).abs() < 1e-12 && (both[1] - 4.0).abs() < 1e-12 && both.len() == 2);
    }

    #[test]
    fn none_and_none_in_reach() {
        assert_eq!(rates(&[-1.0, -2.0]), Rates::OneWay);
        assert_eq!(rates(&[]), Rates::OneWay);
        assert_eq!(rates(&[-1.0, 3.0, -3.0]), Rates::Beyond);
        assert_eq!(rates(&[-1.0, 50.0]), Rates::Beyond);
    }
}
