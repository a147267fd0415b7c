//! How ways compare: which is best, how surely, at which price of wellbeing, and what it would be worth to know more.

use std::collections::BTreeMap;

use serde::Serialize;
use simulate::judge::{self, NetBenefits, Standing};
use simulate::money::Scenario;
use simulate::plan::Plan;
use simulate::runs::{Figure, Rows};

use super::flow::code;
use super::ledgers::scenario;
use super::range::{Range, apart, of_draws};
use crate::plans::meanings::{self, Meaning};

/// Ways at one price of a WELLBY.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AtPrice {
    pub price: f64,
    /// Each way's chance of being best, after doing nothing's.
    pub chances: Vec<f64>,
    /// The best on average.
    pub best: usize,
}

/// How a way stands among the others by cost and WELLBYs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OnFrontier {
    pub way: String,
    pub cost: f64,
    pub wellbys: f64,
    /// “first”, “on”, “dominated”, “extended”.
    pub standing: &'static str,
    /// What each further WELLBY costs, where it is on.
    pub each_further: Option<f64>,
}

/// The comparison under a scenario. Number nought is doing nothing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Judged {
    #[serde(serialize_with = "scenario")]
    pub scenario: Scenario,
    pub names: Vec<String>,
    /// Mean net benefits.
    pub means: Vec<f64>,
    /// The best on average.
    pub best: usize,
    /// Each one's chance of being best.
    pub chances: Vec<f64>,
    /// What knowing everything is worth, and its error.
    pub evpi: f64,
    pub evpi_error: f64,
    pub frontier: Vec<OnFrontier>,
    pub by_price: Vec<AtPrice>,
}

/// What doing nothing is called.
pub const NOTHING: &str = "Doing nothing";

/// Prices at which ways are compared, up to these many steps of £1,000: the Treasury's range and half as much again.
const STEPS: u32 = 32;

impl Judged {
    pub(super) fn of(plan: &Plan, rows: &Rows, it: Scenario) -> Option<Self> {
        let benefits = judge::from_rows(rows, it)?;
        let evpi = benefits.evpi();
        let ways = plan.strategies.iter().map(|it| it.name.clone());
        let names: Vec<String> = std::iter::once(NOTHING.to_owned()).chain(ways).collect();
        let nothing = || std::iter::once(vec![0.0; rows.len()]);
        let by_way = |of: &dyn Fn(usize) -> Vec<f64>| -> Vec<Vec<f64>> {
            nothing().chain((0..rows.strategies()).map(of)).collect()
        };
        let costs = by_way(&|way| {
            let (cost, cash) =
                (rows.means(way, Figure::CostPresent), rows.means(way, Figure::CashPresent(it)));
            cost.iter().zip(cash).map(|(cost, cash)| cost - cash).collect()
        });
        let wellbys = by_way(&|way| rows.means(way, Figure::WellbysMoney(it)));
        Some(Self {
            scenario: it,
            means: benefits.means(),
            best: benefits.best(),
            chances: benefits.probabilities(),
            evpi: evpi.worth,
            evpi_error: evpi.error,
            frontier: on_frontier(&names, &costs, &wellbys),
            by_price: (0..=STEPS)
                .filter_map(|step| at_price(&costs, &wellbys, f64::from(step) * 1_000.0))
                .collect(),
            names,
        })
    }

    /// What the best on average is called.
    pub fn best_name(&self) -> &str {
        self.names.get(self.best).map_or(NOTHING, String::as_str)
    }
}

fn at_price(costs: &[Vec<f64>], wellbys: &[Vec<f64>], price: f64) -> Option<AtPrice> {
    let benefits = NetBenefits::at_price(costs, wellbys, price)?;
    Some(AtPrice { price, chances: benefits.probabilities(), best: benefits.best() })
}

fn on_frontier(names: &[String], costs: &[Vec<f64>], wellbys: &[Vec<f64>]) -> Vec<OnFrontier> {
    let mean = |all: &[f64]| all.iter().sum::<f64>() / all.len().max(1) as f64;
    let means: Vec<(f64, f64)> =
        costs.iter().zip(wellbys).map(|(cost, effect)| (mean(cost), mean(effect))).collect();
    let stood = judge::frontier(&means).into_iter().zip(names).zip(&means);
    stood
        .map(|((it, name), (cost, wellbys))| {
            let (standing, each_further) = match it.standing {
                Standing::First => ("first", None),
                Standing::On(each) => ("on", Some(each)),
                Standing::Dominated => ("dominated", None),
                Standing::ExtendedDominated => ("extended", None),
            };
            OnFrontier { way: name.clone(), cost: *cost, wellbys: *wellbys, standing, each_further }
        })
        .collect()
}

/// How much more of a figure one way has than another, draw by draw.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    pub way: String,
    pub than: String,
    #[serde(rename = "figure", serialize_with = "code")]
    pub meaning: Meaning,
    /// Where the figure depends on one.
    pub scenario: Option<&'static str>,
    /// What the one has, and the other, over the draws that both have.
    pub has: Range,
    pub than_has: Range,
    pub more: Range,
    /// The share of draws in which it has more.
    pub how_often_more: f64,
}

/// What ways are compared by, figure by figure.
fn compared() -> Vec<(Figure, Option<Scenario>)> {
    let plain = [
        Figure::Started,
        Figure::Completed,
        Figure::Wait90,
        Figure::GaveUp,
        Figure::UnmetAll,
        Figure::Slope,
        Figure::CostAll,
    ];
    let of = |it: Scenario| {
        [Figure::Cash(it), Figure::Freed(it), Figure::Wellbys(it), Figure::NetBenefit(it)]
            .map(|figure| (figure, Some(it)))
    };
    plain.into_iter().map(|it| (it, None)).chain(Scenario::ALL.into_iter().flat_map(of)).collect()
}

/// One figure of the draws that both have, in order.
fn paired(first: (&Rows, usize), second: (&Rows, usize), figure: Figure) -> (Vec<f64>, Vec<f64>) {
    let of =
        |(rows, way): (&Rows, usize)| rows.draws().zip(rows.means(way, figure)).collect::<BTreeMap<_, _>>();
    let (a, b) = (of(first), of(second));
    a.into_iter().filter_map(|(draw, a)| Some((a, *b.get(&draw)?))).unzip()
}

/// One way, by its name, number and rows, against another of the same rows or of others, over the draws that both have.
#[must_use]
pub fn differences(
    (name, way, rows): (&str, usize, &Rows),
    (than_name, than, than_rows): (&str, usize, &Rows),
) -> Vec<Difference> {
    let line = |(figure, scenario): (Figure, Option<Scenario>)| {
        let (these, those) = paired((rows, way), (than_rows, than), figure);
        let (more, how_often_more) = apart(&these, &those);
        Difference {
            way: name.to_owned(),
            than: than_name.to_owned(),
            meaning: meanings::of(figure),
            scenario: scenario.map(Scenario::name),
            has: of_draws(&these),
            than_has: of_draws(&those),
            more,
            how_often_more,
        }
    };
    compared().into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use simulate::plan::EXAMPLE;
    use simulate::runs::{Shard, Task};

    use super::*;

    #[test]
    fn draws_are_paired_by_their_numbers() {
        let mut plan = Plan::read(EXAMPLE).unwrap();
        (plan.draws, plan.runs, plan.years) = (6, 1, 1);
        let all = Task::new(&plan).run();
        let some = Task::new(&plan).shard(Shard::new(1, 3).unwrap()).run();
        let (a, b) = paired((&all, 0), (&some, 0), Figure::Referred);
        assert_eq!((a.len(), a), (2, b));
    }
}
