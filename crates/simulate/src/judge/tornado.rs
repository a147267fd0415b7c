//! A tornado: each value moved to the ends of its range, the rest at their middle, and *which bars change the decision*.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicUsize, Ordering},
};

use super::benefit::best_of;
use crate::{
    money::Scenario,
    plan::{Drawn, Name, Plan},
    runs::{Figure, Layout, one_with},
};

/// One value's bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Which value.
    pub name: Name,
    /// The net benefit of each strategy with the value at its 2.5% point; number nought is doing nothing.
    pub low: Vec<f64>,
    /// At its 97.5% point.
    pub high: Vec<f64>,
    /// How far the best strategy's advantage over the next best moves between the ends.
    pub width: f64,
    /// Whether another strategy is best at either end.
    pub changes_decision: bool,
}

/// All bars, the widest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Tornado {
    /// With everything at its middle.
    pub middle: Vec<f64>,
    /// What is best then; nought is doing nothing.
    pub best: usize,
    /// The bars.
    pub bars: Vec<Bar>,
}

/// The tornado of a plan under a scenario, from so many runs at each end, on so many threads. Every run meets the same
/// people, so that bars show values and not chance.
#[must_use]
pub fn tornado(plan: &Plan, scenario: Scenario, runs: u32, threads: usize) -> Tornado {
    let layout = Layout::of(plan);
    let uncertain = |name: &&Name| {
        let of_places = plan.places.iter().flat_map(|place| &place.own).filter(|(it, _)| it == *name);
        of_places.map(|(_, value)| value).chain([plan.value(**name)]).any(|value| value.low < value.high)
    };
    let names: Vec<Name> = Name::ALL.iter().filter(uncertain).copied().collect();
    let at = |drawn: &Drawn| benefits(plan, &layout, scenario, runs, drawn);
    let middle = at(&Drawn::middle(plan));
    let best = best_of(middle.iter().copied());
    let next = AtomicUsize::new(0);
    let bars = Mutex::new(Vec::new());
    let work = || {
        while let Some(name) = names.get(next.fetch_add(1, Ordering::Relaxed)) {
            let end = |probability| at(&Drawn::at_an_end(plan, *name, probability));
            let bar = bar(*name, best, end(0.025), end(0.975));
            bars.lock().unwrap_or_else(PoisonError::into_inner).push(bar);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads.clamp(1, 64) {
            scope.spawn(work);
        }
        work();
    });
    let mut bars = bars.into_inner().unwrap_or_else(PoisonError::into_inner);
    bars.sort_by(|a, b| b.width.total_cmp(&a.width).then(a.name.cmp(&b.name)));
    Tornado { middle, best, bars }
}

fn benefits(plan: &Plan, layout: &Layout, scenario: Scenario, runs: u32, drawn: &Drawn) -> Vec<f64> {
    let at = layout.at(Figure::NetBenefit(scenario));
    let mean = |strategy| {
        let run = |run| at.map_or(0.0, |at| one_with(plan, layout, strategy, drawn, (0, run)).figures[at]);
        (0..runs.max(1)).map(run).sum::<f64>() / f64::from(runs.max(1))
    };
    std::iter::once(0.0).chain((0..plan.strategies.len()).map(mean)).collect()
}

fn bar(name: Name, best: usize, low: Vec<f64>, high: Vec<f64>) -> Bar {
    let advantage = |at: &[f64]| {
        let others = at.iter().enumerate().filter(|(it, _)| *it != best).map(|(_, it)| *it);
        at[best] - others.fold(f64::NEG_INFINITY, f64::max)
    };
    let (a, b) = (advantage(&low), advantage(&high));
    Bar { name, width: (a - b).abs(), changes_decision: a < 0.0 || b < 0.0, low, high }
}
