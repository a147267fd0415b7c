//! What a pilot is worth: finding out more about one value from so many people before deciding for everybody.
//!
//! After a pilot, the value's best estimate has moved part of the way from what is believed now to what is true, the more
//! of it the larger the pilot: n/(n + n₀), n₀ being how many people today's belief is worth (Jalal and Alarid-Escudero 2018).
//! What is then best is read off the same curves as for knowing it entirely, which a pilot of everybody would be.

use super::{NetBenefits, Worth, evppi::curves};
use crate::chance::Distribution;

/// A pilot that could be made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pilot {
    /// How many people it learns from.
    pub people: f64,
    /// How many people today's belief is worth.
    pub prior: f64,
    /// What it costs.
    pub cost: f64,
}

/// The worth of a pilot about a value (given by draw) for one decision, its cost taken off. `None` when the draws do not
/// match or a size is not above nought.
#[must_use]
pub fn pilot(benefits: &NetBenefits, value: &[f64], pilot: Pilot) -> Option<Worth> {
    if !(pilot.people > 0.0 && pilot.prior > 0.0 && pilot.cost.is_finite()) {
        return None;
    }
    let Some(curves) = curves(benefits, value)? else {
        return Some(Worth { worth: -pilot.cost, error: 0.0 });
    };
    let way = libm::sqrt(pilot.people / (pilot.people + pilot.prior));
    let mean = value.iter().sum::<f64>() / value.len() as f64;
    // The second term of the basis is the value itself, centred on its mean and scaled.
    let spread = libm::sqrt(value.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / value.len() as f64);
    let worth = curves.worth(|row| curves.basis.at(mean + way * row[1] * spread));
    Some(Worth { worth: worth.worth - pilot.cost, error: worth.error })
}

/// How many people a belief is worth, when each of them is seen with this standard deviation; a share needs none.
#[must_use]
pub fn prior_size(belief: &Distribution, each: f64) -> Option<f64> {
    match *belief {
        Distribution::Fixed(_) => None,
        Distribution::Beta { a, b } => Some(a + b),
        Distribution::Normal(it) => {
            let (_, sd) = it.moments();
            (sd > 0.0).then(|| each * each / (sd * sd))
        }
        Distribution::Gamma { shape, scale } => Some(each * each / (shape * scale * scale)),
        Distribution::Lognormal { sigma, .. } => {
            let mean = belief.mean();
            Some(each * each / (mean * mean * libm::expm1(sigma * sigma)))
        }
        Distribution::Uniform { low, high } => Some(12.0 * each * each / ((high - low) * (high - low))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::{Purpose, StreamId, Truncated, normal, normal_density, normal_probability};

    #[test]
    fn a_pilot_of_a_vignette() {
        let mut chance = StreamId::of(10, Purpose::Yardstick).stream();
        let value: Vec<f64> = (0..50_000).map(|_| normal(&mut chance, 0.0, 2.0)).collect();
        let inb = value.iter().map(|x| x + 1.0 + normal(&mut chance, 0.0, 1.0)).collect();
        let them = NetBenefits::new(vec![vec![0.0; value.len()], inb]).unwrap();
        let exact = |sigma: f64| sigma * normal_density(1.0 / sigma) - normal_probability(-1.0 / sigma);
        for people in [5.0, 50.0, 5e9] {
            let found = pilot(&them, &value, Pilot { people, prior: 20.0, cost: 0.01 }).unwrap();
            let expected = exact(2.0 * f64::sqrt(people / (people + 20.0))) - 0.01;
            assert!((found.worth - expected).abs() < 4.0 * found.error, "{found:?} for {expected}");
        }
        assert_eq!(pilot(&them, &value, Pilot { people: 0.0, prior: 1.0, cost: 0.0 }), None);
    }

    #[test]
    fn beliefs_in_people() {
        assert_eq!(prior_size(&Distribution::Beta { a: 3.0, b: 7.0 }, 0.0), Some(10.0));
        let normal = Distribution::Normal(Truncated { mean: 1.0, sd: 0.5, least: -9.0, most: 9.0 });
        assert_eq!(prior_size(&normal, 2.0), Some(16.0));
        assert_eq!(prior_size(&Distribution::Fixed(1.0), 1.0), None);
    }
}
