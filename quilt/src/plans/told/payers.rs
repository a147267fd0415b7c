//! Money: what each item costs in each year, who pays it, and who gains, in the plan's prices and in money of the day.

use serde::{Serialize, Serializer};
use simulate::money::{Scenario, account::nominal_factor};
use simulate::plan::{Item, Name, Payer, Plan};
use simulate::runs::{Figure, Rows};

use super::ledgers::{Cash, Freed, scenario};
use super::range::{Range, of, summed};

/// What an item costs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemCost {
    #[serde(serialize_with = "item")]
    pub item: Item,
    pub years: Vec<Range>,
    pub all: Range,
}

/// What a way costs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Costs {
    pub items: Vec<ItemCost>,
    /// All items of a year. Seats and budgets one payer buys alone are in the whole, and in who pays.
    pub years: Vec<Range>,
    pub all: Range,
    /// Discounted.
    pub present: Range,
    /// For each planned ending: costs over endings, of the means.
    pub each_ending: Option<f64>,
}

impl Costs {
    pub(super) fn of(plan: &Plan, rows: &Rows, way: usize) -> Self {
        let years = plan.years as usize;
        let line = |item: Item| ItemCost {
            item,
            years: (0..years).map(|year| of(rows, way, Figure::Cost(item, year))).collect(),
            all: summed(rows, way, (0..years).map(|year| (Figure::Cost(item, year), 1.0))),
        };
        let year =
            |year: usize| summed(rows, way, Item::ALL.into_iter().map(|it| (Figure::Cost(it, year), 1.0)));
        let (all, endings) = (of(rows, way, Figure::CostAll), of(rows, way, Figure::Completed));
        Self {
            items: Item::ALL.into_iter().map(line).collect(),
            years: (0..years).map(year).collect(),
            all,
            present: of(rows, way, Figure::CostPresent),
            each_ending: (endings.mean > 0.0).then(|| all.mean / endings.mean),
        }
    }
}

/// What one payer pays and gains in one year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OfYear {
    /// In the plan's prices.
    pub pays: Range,
    /// In money of the day.
    pub pays_nominal: Range,
    pub cash: Cash,
    pub freed: Freed,
}

/// One payer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PayerLine {
    #[serde(serialize_with = "payer")]
    pub payer: Payer,
    pub years: Vec<OfYear>,
    pub pays: Range,
    pub pays_nominal: Range,
    pub cash: Cash,
    pub freed: Freed,
}

/// Who pays and who gains; whoever does neither is left out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Matrix {
    #[serde(serialize_with = "scenario")]
    pub scenario: Scenario,
    pub lines: Vec<PayerLine>,
}

impl Matrix {
    pub(super) fn of(plan: &Plan, rows: &Rows, way: usize, it: Scenario) -> Self {
        let lines = Payer::ALL.into_iter().map(|payer| PayerLine::of(plan, rows, way, (it, payer)));
        let does =
            |it: &PayerLine| !(it.pays.is_nothing() && it.cash.0.is_nothing() && it.freed.0.is_nothing());
        Self { scenario: it, lines: lines.filter(does).collect() }
    }
}

impl PayerLine {
    fn of(plan: &Plan, rows: &Rows, way: usize, (it, payer): (Scenario, Payer)) -> Self {
        let years = plan.years as usize;
        let inflation = plan.value(Name::Inflation).value;
        let factor = |year: usize| nominal_factor(plan, inflation, year);
        let of_year = |year: usize| {
            let pays = of(rows, way, Figure::Pays(it, payer, year));
            OfYear {
                pays,
                pays_nominal: pays.times(factor(year)),
                cash: Cash(of(rows, way, Figure::CashOf(it, payer, year))),
                freed: Freed(of(rows, way, Figure::FreedAt(it, payer, year))),
            }
        };
        let all = |figure: fn(Scenario, Payer, usize) -> Figure, by: &dyn Fn(usize) -> f64| {
            summed(rows, way, (0..years).map(|year| (figure(it, payer, year), by(year))))
        };
        Self {
            payer,
            years: (0..years).map(of_year).collect(),
            pays: all(Figure::Pays, &|_| 1.0),
            pays_nominal: all(Figure::Pays, &factor),
            cash: Cash(all(Figure::CashOf, &|_| 1.0)),
            freed: Freed(all(Figure::FreedAt, &|_| 1.0)),
        }
    }
}

fn item<S: Serializer>(it: &Item, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(it.name())
}

fn payer<S: Serializer>(it: &Payer, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(it.name())
}
