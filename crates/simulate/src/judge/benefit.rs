//! Net benefits, draw by draw: the probability that each strategy is best, which is best on average (not the same), and
//! what knowing every value would be worth.

use crate::{
    money::{Scenario, time::discount_factor},
    runs::{Figure, Rows},
};

/// Net benefits by strategy and draw; every strategy has as many draws, at least one.
#[derive(Debug, Clone, PartialEq)]
pub struct NetBenefits(Vec<Vec<f64>>);

/// A worth, and its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Worth {
    /// The worth.
    pub worth: f64,
    /// Its Monte Carlo standard error.
    pub error: f64,
}

impl Worth {
    /// For all who are concerned each year, over the years, discounted.
    #[must_use]
    pub fn for_people(self, people: &[f64], rate: f64) -> Self {
        let all: f64 =
            people.iter().enumerate().map(|(year, n)| n * discount_factor(rate, year as f64)).sum();
        Self { worth: self.worth * all, error: self.error * all }
    }
}

impl NetBenefits {
    /// From net benefits by strategy.
    #[must_use]
    pub fn new(by_strategy: Vec<Vec<f64>>) -> Option<Self> {
        let draws = by_strategy.first()?.len();
        (draws > 0 && by_strategy.iter().all(|it| it.len() == draws)).then_some(Self(by_strategy))
    }

    /// From costs and effects by strategy, at a price of the effect.
    #[must_use]
    pub fn at_price(costs: &[Vec<f64>], effects: &[Vec<f64>], price: f64) -> Option<Self> {
        if costs.len() != effects.len() || costs.iter().zip(effects).any(|(c, e)| c.len() != e.len()) {
            return None;
        }
        let of = |(costs, effects): (&Vec<f64>, &Vec<f64>)| {
            costs.iter().zip(effects).map(|(cost, effect)| price * effect - cost).collect()
        };
        Self::new(costs.iter().zip(effects).map(of).collect())
    }

    /// By strategy and draw.
    #[must_use]
    pub fn by_strategy(&self) -> &[Vec<f64>] {
        &self.0
    }

    fn draws(&self) -> usize {
        self.0[0].len()
    }

    /// The mean of each.
    #[must_use]
    pub fn means(&self) -> Vec<f64> {
        self.0.iter().map(|it| it.iter().sum::<f64>() / it.len() as f64).collect()
    }

    /// The best on average: what the frontier of acceptability follows. The first of equals.
    #[must_use]
    pub fn best(&self) -> usize {
        best_of(self.means().into_iter())
    }

    /// The probability of each to be best; equals share.
    #[must_use]
    pub fn probabilities(&self) -> Vec<f64> {
        let mut times = vec![0.0; self.0.len()];
        for draw in 0..self.draws() {
            let most = self.0.iter().map(|it| it[draw]).fold(f64::NEG_INFINITY, f64::max);
            let tied: Vec<usize> = (0..self.0.len()).filter(|it| self.0[*it][draw] == most).collect();
            for it in &tied {
                times[*it] += 1.0 / tied.len() as f64;
            }
        }
        times.iter().map(|it| it / self.draws() as f64).collect()
    }

    /// What it would be worth to know every value before deciding: `E[max NB] − max E[NB]`.
    #[must_use]
    pub fn evpi(&self) -> Worth {
        let best = self.best();
        let lost = |draw: usize| {
            self.0.iter().map(|it| it[draw]).fold(f64::NEG_INFINITY, f64::max) - self.0[best][draw]
        };
        let lost: Vec<f64> = (0..self.draws()).map(lost).collect();
        let n = lost.len() as f64;
        let worth = lost.iter().sum::<f64>() / n;
        let variance = lost.iter().map(|it| (it - worth) * (it - worth)).sum::<f64>() / (n - 1.0).max(1.0);
        Worth { worth, error: libm::sqrt(variance / n) }
    }
}

/// The first of the largest.
pub(super) fn best_of(all: impl Iterator<Item = f64>) -> usize {
    let mut best = (0, f64::NEG_INFINITY);
    for (at, it) in all.enumerate() {
        if it > best.1 {
            best = (at, it);
        }
    }
    best.0
}

/// The net benefits of a plan's strategies by a scenario, after doing nothing, which costs and brings nothing and is number
/// nought. `None` without draws.
#[must_use]
pub fn from_rows(rows: &Rows, scenario: Scenario) -> Option<NetBenefits> {
    let nothing = vec![0.0; rows.len()];
    let all = (0..rows.strategies()).map(|it| rows.means(it, Figure::NetBenefit(scenario)));
    NetBenefits::new(std::iter::once(nothing).chain(all).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::{Purpose, StreamId, normal, normal_density, normal_probability};

    #[test]
    fn knowing_everything_about_a_bell_curve() {
        let sigma = 5f64.sqrt();
        let exact = sigma * normal_density(1.0 / sigma) - normal_probability(-1.0 / sigma);
        assert!((exact - 0.479_810_7).abs() < 5e-8);
        let mut chance = StreamId::of(8, Purpose::Yardstick).stream();
        let inb: Vec<f64> = (0..200_000).map(|_| normal(&mut chance, 1.0, sigma)).collect();
        let them = NetBenefits::new(vec![vec![0.0; inb.len()], inb]).unwrap();
        let evpi = them.evpi();
        assert!((evpi.worth - exact).abs() < 4.0 * evpi.error && evpi.error < 0.003, "{evpi:?}");
        let ceac = them.probabilities()[1];
        assert!((ceac - 0.672_639_6).abs() < 4.0 * (0.2f64 / 200_000.0).sqrt(), "{ceac}");
        assert_eq!(them.best(), 1);
        let both = evpi.for_people(&[100.0, 100.0], 0.035);
        assert!((both.worth / evpi.worth - (100.0 + 100.0 / 1.035)).abs() < 1e-9);
    }

    #[test]
    fn most_often_best_is_not_best_on_average() {
        let them = NetBenefits::new(vec![vec![1.0, 1.0, 1.0], vec![0.0, 0.0, 9.0]]).unwrap();
        assert_eq!(them.best(), 1);
        assert_eq!(them.probabilities(), [2.0 / 3.0, 1.0 / 3.0]);
        assert_eq!(NetBenefits::new(vec![vec![1.0], vec![]]), None);
        assert_eq!(NetBenefits::new(vec![]), None);
    }
}
