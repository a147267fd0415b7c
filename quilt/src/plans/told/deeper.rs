//! What takes long to work out: which values move the decision, and what knowing one of them would be worth.

use serde::{Serialize, Serializer};
use simulate::judge::{self, Tornado, Which};
use simulate::money::Scenario;
use simulate::plan::{Name, Plan};
use simulate::runs::Rows;

use super::judged::NOTHING;
use super::ledgers::scenario;
use super::saturation::{Filled, filled};

/// What knowing one value is worth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Knowing {
    /// Its name in a plan's file, after the place whose own it is.
    pub value: String,
    pub means: String,
    /// The best single number for it at present.
    pub now: f64,
    pub worth: f64,
    pub error: f64,
    /// Whether it is well above its error: at least twice.
    pub believable: bool,
}

/// One value moved to the ends of its range.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bar {
    #[serde(serialize_with = "name")]
    pub value: Name,
    /// By how much the best way leads the next best at the low end, and at the high end; below nought: it lags.
    pub lead_low: f64,
    pub lead_high: f64,
    /// What is best at each end.
    pub best_low: usize,
    pub best_high: usize,
    pub changes_decision: bool,
}

/// Both, under one scenario.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Deeper {
    #[serde(serialize_with = "scenario")]
    pub scenario: Scenario,
    /// Doing nothing, then the ways.
    pub names: Vec<String>,
    /// The most worth knowing first; what is worth nothing is left out.
    pub knowing: Vec<Knowing>,
    /// What is best with every value at its middle, and by how much it leads.
    pub best: usize,
    pub lead: f64,
    /// The widest first.
    pub bars: Vec<Bar>,
    /// By way: what more link workers bring, with builders and without.
    pub filled: Vec<Vec<Filled>>,
}

impl Deeper {
    /// Works them out, with so many runs at each end of each value, on so many threads: the result is the same on any
    /// number. Nothing without draws.
    #[must_use]
    pub fn of(plan: &Plan, rows: &Rows, scenario: Scenario, runs: u32, threads: usize) -> Option<Self> {
        let benefits = judge::from_rows(rows, scenario)?;
        let knowing = judge::of_values(plan, rows, &benefits).into_iter().map(|(which, it)| Knowing {
            value: which.told(plan),
            means: which.means(plan),
            now: now(plan, which),
            worth: it.worth,
            error: it.error,
            believable: it.worth > 2.0 * it.error,
        });
        let Tornado { middle, best, bars } = judge::tornado(plan, scenario, runs, threads);
        let bar = |it: judge::Bar| Bar {
            value: it.name,
            lead_low: lead(&it.low, best),
            lead_high: lead(&it.high, best),
            best_low: highest(&it.low),
            best_high: highest(&it.high),
            changes_decision: it.changes_decision,
        };
        let ways = plan.strategies.iter().map(|it| it.name.clone());
        Some(Self {
            scenario,
            names: std::iter::once(NOTHING.to_owned()).chain(ways).collect(),
            knowing: knowing.collect(),
            best,
            lead: lead(&middle, best),
            bars: bars.into_iter().map(bar).collect(),
            filled: filled(plan, runs),
        })
    }
}

/// What is taken for a value where it is a place's own, or everybody's.
fn now(plan: &Plan, which: Which) -> f64 {
    let own = which.place.and_then(|place| plan.places.get(place));
    let own = own.and_then(|it| it.own.iter().find(|(name, _)| *name == which.name));
    own.map_or_else(|| plan.value(which.name).value, |(_, value)| value.value)
}

fn lead(of: &[f64], best: usize) -> f64 {
    let others = of.iter().enumerate().filter(|(it, _)| *it != best).map(|(_, it)| *it);
    of.get(best).copied().unwrap_or(0.0) - others.fold(f64::NEG_INFINITY, f64::max)
}

fn highest(of: &[f64]) -> usize {
    (0..of.len()).rev().max_by(|a, b| of[*a].total_cmp(&of[*b])).unwrap_or(0)
}

fn name<S: Serializer>(it: &Name, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(it.text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lead_is_over_the_next_best() {
        assert_eq!((lead(&[0.0, 5.0, 3.0], 1), lead(&[0.0, -5.0, 3.0], 1)), (2.0, -8.0));
        assert_eq!((highest(&[0.0, 5.0, 5.0]), highest(&[0.0, -1.0]), highest(&[])), (1, 0, 0));
    }
}
