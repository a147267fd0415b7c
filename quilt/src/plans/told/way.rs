//! One way of doing it, told.

use serde::Serialize;
use simulate::judge;
use simulate::money::Scenario;
use simulate::plan::{Model, Plan, Role};
use simulate::runs::Rows;

use super::flow::{self, AtPlace, Equality, Line, Month, Unmet, Worst};
use super::ledgers::Ledgers;
use super::outcomes::Outcomes;
use super::payers::{Costs, Matrix};

/// One way, told.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Way {
    pub name: String,
    /// “quilt” or “blanket”.
    pub model: &'static str,
    /// Full-time posts there are for most of the time.
    pub link_workers: f64,
    pub builders: f64,
    pub teams: usize,
    /// From being referred to being heard from again.
    pub flow: Vec<Line>,
    pub places: Vec<AtPlace>,
    /// Where people wait longest, and where the fewest of those who would gain are reached.
    pub waits_longest: Option<Worst>,
    pub reached_least: Option<Worst>,
    pub months: Vec<Month>,
    /// The builders' work list, the most wished for first.
    pub unmet: Vec<Unmet>,
    pub equality: Equality,
    pub costs: Costs,
    /// Under each scenario; never added.
    pub ledgers: Vec<Ledgers>,
    /// Who pays and who gains, under each scenario.
    pub payers: Vec<Matrix>,
    /// What an outcomes contract brings, under each scenario; nothing without one.
    pub outcomes: Option<Vec<Outcomes>>,
}

impl Way {
    pub(super) fn of(plan: &Plan, rows: &Rows, way: usize) -> Self {
        let it = &plan.strategies[way];
        let worst = judge::worst(rows, way, plan.places.len());
        let named = |worst: judge::Worst| Worst::of(plan, worst);
        let outcomes: Vec<Outcomes> = Scenario::ALL
            .into_iter()
            .filter_map(|scenario| Outcomes::of(plan, rows, way, scenario))
            .collect();
        Self {
            name: it.name.clone(),
            model: if it.model == Model::Quilt { "quilt" } else { "blanket" },
            link_workers: posts(plan, way, Role::LinkWorker),
            builders: posts(plan, way, Role::Builder),
            teams: it.teams.len(),
            flow: flow::lines(rows, way),
            places: flow::places(plan, rows, way),
            waits_longest: worst.map(|it| named(it.0)),
            reached_least: worst.map(|it| named(it.1)),
            months: flow::months(plan, rows, way),
            unmet: flow::unmet(plan, rows, way),
            equality: flow::equality(rows, way),
            costs: Costs::of(plan, rows, way),
            ledgers: Scenario::ALL.into_iter().map(|it| Ledgers::of(plan, rows, way, it)).collect(),
            payers: Scenario::ALL.into_iter().map(|it| Matrix::of(plan, rows, way, it)).collect(),
            outcomes: (!outcomes.is_empty()).then_some(outcomes),
        }
    }
}

/// Posts of a role, on average over the months.
fn posts(plan: &Plan, way: usize, role: Role) -> f64 {
    let months = plan.months();
    let posts = plan.strategies[way].teams.iter().flat_map(|team| &team.posts);
    let months_filled = posts
        .filter(|post| post.role == role)
        .map(|post| post.wte * f64::from(post.to.min(months).saturating_sub(post.from)));
    months_filled.sum::<f64>() / f64::from(months.max(1))
}
