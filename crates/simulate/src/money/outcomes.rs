//! Paying by outcomes: what is measured each month, and what is paid for it later.
//!
//! A comparison with other people carries chance of its own, so what is measured is what is true and an error; the error
//! is drawn, and [`Measured::without_effect`] says what would be paid if nothing were true.

use libm::sqrt;

use super::{
    Pence, Scenario,
    effects::{self, Who},
};
use crate::{
    chance::{Purpose, StreamId, normal_quantile},
    path::{Count, Ledger},
    plan::{Drawn, Metric, Name, Plan, Term},
};

/// What an outcomes contract says.
#[derive(Debug, Clone, Copy)]
pub struct Contract<'a> {
    /// Its lines.
    pub terms: &'a [Term],
    /// The most paid in a month, pounds.
    pub cap: f64,
    /// Months until payment.
    pub lag: usize,
}

impl Contract<'_> {
    /// What is paid, month by month, for outcomes measured as `measured[month][term]`: the sum over the terms of price times
    /// what is beyond the threshold, at most the cap, after the lag. What would fall due after the last month is not paid.
    #[must_use]
    pub fn payments(&self, measured: &[Vec<f64>]) -> Vec<Pence> {
        let due = |outcomes: &Vec<f64>| {
            let lines = self.terms.iter().zip(outcomes);
            let sum: f64 =
                lines.map(|(term, outcome)| term.price * (outcome - term.threshold).max(0.0)).sum();
            Pence::of(sum.min(self.cap))
        };
        let mut paid = vec![Pence(0); measured.len()];
        for (month, outcomes) in measured.iter().enumerate() {
            if let Some(later) = paid.get_mut(month + self.lag) {
                *later = due(outcomes);
            }
        }
        paid
    }
}

/// What a run's outcomes are and how they are measured.
#[derive(Debug, Clone, Copy)]
pub struct Measured<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its numbers.
    pub drawn: &'a Drawn,
    /// What happened.
    pub ledger: &'a Ledger,
    /// Which draw and run: measuring has a chance of its own.
    pub draw: u32,
    /// Which run.
    pub run: u32,
}

impl Measured<'_> {
    /// Outcomes by month and term, as measured under a scenario.
    #[must_use]
    pub fn under(&self, terms: &[Term], scenario: Scenario) -> Vec<Vec<f64>> {
        self.measured(terms, Some(scenario))
    }

    /// The same if nothing that is paid for by comparison were true: errors alone.
    #[must_use]
    pub fn without_effect(&self, terms: &[Term]) -> Vec<Vec<f64>> {
        self.measured(terms, None)
    }

    fn measured(&self, terms: &[Term], scenario: Option<Scenario>) -> Vec<Vec<f64>> {
        let of = |month: usize| {
            let term = |(number, term): (usize, &Term)| {
                let (truth, error) = self.truth_and_error(month, term.metric, scenario);
                truth + error * self.chance(number, month)
            };
            terms.iter().enumerate().map(term).collect()
        };
        (0..self.ledger.months()).map(of).collect()
    }

    /// What is true in a month, and the standard error with which it is measured.
    fn truth_and_error(&self, month: usize, metric: Metric, scenario: Option<Scenario>) -> (f64, f64) {
        let places = 0..self.ledger.places();
        match metric {
            Metric::Completed => (self.ledger.of_month(month, Count::Completed) as f64, 0.0),
            Metric::Spared(kind) => {
                let (mut truth, mut variance) = (0.0, 0.0);
                for place in places {
                    let people = self.ledger.get(month, place, Count::Completed) as f64;
                    let each = scenario.map_or(0.0, |it| effects::spared(self.drawn, place, kind, it));
                    let times = effects::times_studied(self.drawn, self.ledger, (month, place), Who::Ended);
                    truth += times * each;
                    // Visits of as many people in each of two groups, each a Poisson count.
                    variance += 2.0 * people * effects::before(self.drawn, place, kind);
                }
                (truth, sqrt(variance))
            }
            Metric::Points(_) => {
                let people = self.ledger.of_month(month, Count::FollowedUp) as f64;
                let each = scenario.map_or(0.0, |it| effects::points(self.drawn, it).change());
                let times =
                    |place| effects::times_studied(self.drawn, self.ledger, (month, place), Who::FollowedUp);
                (
                    places.map(times).sum::<f64>() * each,
                    self.drawn.get(Name::SatisfactionSpread) * sqrt(people),
                )
            }
        }
    }

    fn chance(&self, term: usize, month: usize) -> f64 {
        let id = StreamId {
            draw: self.draw,
            run: self.run,
            place: term as u32,
            person: month as u64,
            ..StreamId::of(self.plan.seed, Purpose::Measured)
        };
        normal_quantile(id.four(0)[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_caps_and_lags() {
        let terms = [
            Term { metric: Metric::Completed, price: 100.0, threshold: 5.0 },
            Term { metric: Metric::Completed, price: 1.0, threshold: 0.0 },
        ];
        let contract = Contract { terms: &terms, cap: 550.0, lag: 2 };
        let measured =
            vec![vec![3.0, 3.0], vec![10.0, 10.0], vec![20.0, 1.0], vec![9.0, 9.0], vec![9.0, 9.0]];
        let paid = contract.payments(&measured);
        assert_eq!(paid, [0, 0, 300, 51_000, 55_000].map(Pence));
        assert_eq!(Contract { lag: 9, ..contract }.payments(&measured), vec![Pence(0); 5]);
    }
}
