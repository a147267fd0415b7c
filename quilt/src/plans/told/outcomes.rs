//! An outcomes contract and a bond: what is paid, how an investor fares, and what would be paid for nothing.

use serde::Serialize;
use simulate::money::{Scenario, bond::Returns, irr::Rates};
use simulate::plan::{Funding, Plan};
use simulate::runs::{Figure, Rows};

use super::ledgers::scenario;
use super::range::{Range, of};

/// What there is to say about a rate of return.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Return {
    /// Money goes one way only: there is none.
    OneWay,
    /// The rate, a year.
    One(f64),
    /// Money changes direction more than once: all of these make it nought, and none is the rate.
    Several(Vec<f64>),
    /// No rate between −99% and 1,000% makes it nought.
    Beyond,
}

/// How an investor fares.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Investor {
    /// What comes in and goes out, by year.
    pub years: Vec<Range>,
    /// What is left in the end.
    pub left: Range,
    /// Of the mean flow of each year.
    pub rate: Return,
    /// What came back for each pound put in, of the mean flow.
    pub multiple: Option<f64>,
    pub peak_draw: Range,
    /// The chance that less comes back than goes in.
    pub loses: f64,
    /// Costs that nobody carried.
    pub unfunded: Range,
}

/// What a contract brings under a scenario.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outcomes {
    #[serde(serialize_with = "scenario")]
    pub scenario: Scenario,
    pub paid: Range,
    /// For each planned ending: payments over endings, of the means.
    pub paid_each_ending: Option<f64>,
    /// The chance that outcomes are paid for though nothing compared is true, and how much that would be.
    pub paid_for_nothing: f64,
    pub paid_for_nothing_sum: Range,
    pub investor: Option<Investor>,
}

impl Outcomes {
    /// Nothing when the way has no outcomes contract.
    pub(super) fn of(plan: &Plan, rows: &Rows, way: usize, it: Scenario) -> Option<Self> {
        let funding = &plan.strategies[way].funding;
        let has = |which: fn(&Funding) -> bool| funding.iter().any(which);
        if !has(|it| matches!(it, Funding::Outcomes { .. })) {
            return None;
        }
        let (paid, endings) = (of(rows, way, Figure::Paid(it)), of(rows, way, Figure::Completed));
        Some(Self {
            scenario: it,
            paid,
            paid_each_ending: (endings.mean > 0.0).then(|| paid.mean / endings.mean),
            paid_for_nothing: of(rows, way, Figure::PaidForNothing).mean,
            paid_for_nothing_sum: of(rows, way, Figure::PaidForNothingSum),
            investor: has(|it| matches!(it, Funding::Bond { .. })).then(|| Investor::of(plan, rows, way, it)),
        })
    }
}

impl Investor {
    fn of(plan: &Plan, rows: &Rows, way: usize, it: Scenario) -> Self {
        let years: Vec<Range> =
            (0..plan.years as usize).map(|year| of(rows, way, Figure::InvestorYear(it, year))).collect();
        let flows: Vec<f64> = years.iter().map(|it| it.mean).collect();
        let returns = Returns::of(&flows);
        Self {
            left: of(rows, way, Figure::InvestorSum(it)),
            rate: match returns.rates {
                Rates::OneWay => Return::OneWay,
                Rates::One(rate) => Return::One(rate),
                Rates::Several(all) => Return::Several(all),
                Rates::Beyond => Return::Beyond,
            },
            multiple: returns.multiple,
            peak_draw: of(rows, way, Figure::PeakDraw(it)),
            loses: of(rows, way, Figure::InvestorLost(it)).mean,
            unfunded: of(rows, way, Figure::Unfunded(it)),
            years,
        }
    }
}
