//! A plan told: everything its results say, worked out from the plan and its rows alone. What takes long (which value
//! moves the decision, what knowing one is worth) is [`Deeper`], apart, so that a page can answer before it is known.

mod deeper;
mod flow;
mod judged;
mod ledgers;
mod outcomes;
mod payers;
mod range;
mod saturation;
mod way;

use serde::Serialize;
use simulate::money::Scenario;
use simulate::plan::Plan;
use simulate::runs::Rows;

pub use deeper::{Bar, Deeper, Knowing};
pub use flow::{AtPlace, Equality, Fifth, Line, Month, Unmet, Worst};
pub use judged::{AtPrice, Difference, Judged, NOTHING, OnFrontier, differences};
pub use ledgers::{Cash, Freed, Ledgers, Unpriced, Wellbeing};
pub use outcomes::{Investor, Outcomes, Return};
pub use payers::{Costs, ItemCost, Matrix, OfYear, PayerLine};
pub use range::{Range, apart, of_draws};
pub use saturation::{Filled, filled};
pub use way::Way;

/// What was told of.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct About {
    pub name: String,
    /// Which plan it was, to the last digit: the same plan has the same mark.
    pub mark: String,
    pub years: u32,
    pub first_year: String,
    pub price_year: String,
    /// People who live in all places.
    pub people: u64,
    pub places: Vec<String>,
    pub services: Vec<String>,
    pub seed: u64,
    /// Draws made, of those the plan asks for: fewer when it stopped because it was sure enough.
    pub draws: usize,
    pub draws_asked: u32,
    /// Runs in each draw.
    pub runs: u32,
    /// How many values it begins with, and how many of them are assumptions.
    pub values: usize,
    pub assumptions: usize,
    /// The calendar year the plan's first year begins in.
    pub begins: u16,
}

/// A plan told.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Told {
    pub about: About,
    /// Each way of doing it, in the plan's order.
    pub ways: Vec<Way>,
    /// How they compare, under each of [`Scenario::ALL`], beside doing nothing.
    pub judged: Vec<Judged>,
    /// Each later way against the first, draw by draw.
    pub differences: Vec<Difference>,
}

impl Told {
    /// Tells a plan from its rows; nothing without draws, or when the rows are of another plan.
    #[must_use]
    pub fn of(plan: &Plan, rows: &Rows) -> Option<Self> {
        if rows.is_empty() || !rows.are_of(plan) {
            return None;
        }
        let ways = (0..plan.strategies.len()).map(|way| Way::of(plan, rows, way)).collect();
        let judged: Vec<Judged> =
            Scenario::ALL.into_iter().filter_map(|it| Judged::of(plan, rows, it)).collect();
        let name = |way: usize| plan.strategies[way].name.as_str();
        let against_first = |way: usize| differences((name(way), way, rows), (name(0), 0, rows));
        let differences = (1..plan.strategies.len()).flat_map(against_first).collect();
        Some(Self { about: About::of(plan, rows), ways, judged, differences })
    }

    /// The comparison under a scenario.
    pub fn judged(&self, scenario: Scenario) -> Option<&Judged> {
        self.judged.get(scenario.at())
    }
}

impl About {
    fn of(plan: &Plan, rows: &Rows) -> Self {
        Self {
            name: plan.name.clone(),
            mark: mark(plan),
            years: plan.years,
            first_year: plan.first_year.to_string(),
            price_year: plan.price_year.to_string(),
            people: plan.places.iter().map(|it| it.people).sum(),
            places: plan.places.iter().map(|it| it.name.clone()).collect(),
            services: plan.services.parts.iter().map(|it| it.name.clone()).collect(),
            seed: plan.seed,
            draws: rows.len(),
            draws_asked: plan.draws,
            runs: plan.runs,
            values: plan.values.len() + plan.places.iter().map(|it| it.own.len()).sum::<usize>(),
            assumptions: assumptions(plan),
            begins: plan.first_year.year(),
        }
    }
}

/// Which plan this is, in sixteen digits.
#[must_use]
pub fn mark(plan: &Plan) -> String {
    format!("{:016x}", plan.fingerprint())
}

/// How many of a plan's values are assumptions, places' own among them.
#[must_use]
pub fn assumptions(plan: &Plan) -> usize {
    let own = plan.places.iter().flat_map(|place| &place.own).map(|(_, value)| value);
    plan.values.iter().chain(own).filter(|it| it.is_assumption()).count()
}

#[cfg(test)]
mod tests {
    use simulate::plan::EXAMPLE;
    use simulate::runs::{Figure, Layout, Task};

    use super::*;
    use crate::plans::meanings;

    fn small() -> (Plan, Rows) {
        let mut plan = Plan::read(EXAMPLE).unwrap();
        (plan.draws, plan.runs) = (6, 1);
        let rows = Task::new(&plan).run();
        (plan, rows)
    }

    #[test]
    fn a_plan_is_told_whole() {
        let (plan, rows) = small();
        let told = Told::of(&plan, &rows).unwrap();
        assert_eq!((told.ways.len(), told.judged.len(), told.about.draws), (2, 3, 6));
        assert_eq!(told.ways[0].months.len(), 60);
        // Who pays adds up to what it costs, whichever scenario.
        for way in &told.ways {
            for matrix in &way.payers {
                let sum: f64 = matrix.lines.iter().map(|it| it.pays.mean).sum();
                assert!((sum - way.costs.all.mean).abs() < 1.0, "{sum} for {}", way.costs.all.mean);
            }
            let items: f64 = way.costs.items.iter().map(|it| it.all.mean).sum();
            assert!(items <= way.costs.all.mean + 1.0);
        }
        let json = serde_json::to_string(&told).unwrap();
        assert!(!json.contains("null") || json.contains("\"outcomes\":null"), "a number is missing");
        assert!(Told::of(&plan.with(simulate::plan::Name::Decline, 0.2).unwrap(), &rows).is_none());
        assert!(Told::of(&plan, &Rows::none(&plan)).is_none());
    }

    #[test]
    fn every_figure_has_a_meaning_of_its_own() {
        let (plan, _) = small();
        for figure in Layout::of(&plan).figures() {
            let meaning = meanings::of(*figure);
            assert_ne!(meaning.code, "figure", "{figure:?} has no meaning: write one");
            assert!(meaning.means.ends_with('.') && meaning.how.ends_with('.'), "{figure:?}");
        }
        assert_eq!(meanings::of(Figure::Started).code, "began");
    }
}
