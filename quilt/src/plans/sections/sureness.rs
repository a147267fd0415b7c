//! How sure the numbers are: what more draws would settle, and what they never will.

use maud::html;
use page::{Card, Column, Table, Words};
use simulate::money::Scenario;
use simulate::runs::Figure;

use super::Shown;
use crate::plans::meanings;
use crate::plans::said::{Unit, pounds};

/// The card.
pub fn card(shown: &Shown<'_>) -> Card {
    let about = &shown.told.about;
    let columns = std::iter::once(Column::text("Mean of"))
        .chain(shown.told.ways.iter().map(|way| Column::number(way.name.as_str())));
    let table = Table::new("Monte Carlo error of the means").columns(columns);
    let error = |unit: Unit, it: f64| {
        if unit == Unit::Pounds {
            format!("± {}", pounds(it))
        } else {
            format!("± {}", page::text::decimal(it, 1))
        }
    };
    let lines = shown.told.ways.first().map_or(0, |way| way.flow.len());
    let table = (0..lines).fold(table, |table, line| {
        let cells = shown.told.ways.iter().filter_map(|way| way.flow.get(line));
        let name = shown.told.ways.first().map(|way| shown.link(&way.flow[line].meaning));
        table.row(
            name.into_iter()
                .map(Words::from)
                .chain(cells.map(|it| error(it.meaning.unit, it.range.error).into())),
        )
    });
    let money = [(Figure::CostAll, 0), (Figure::NetBenefit(Scenario::Cautious), 1)];
    let table = money.into_iter().fold(table, |table, (figure, which)| {
        let cells = shown.told.ways.iter().map(|way| {
            let it =
                if which == 0 { way.costs.all } else { way.ledgers[Scenario::Cautious.at()].net_benefit };
            Words::from(error(Unit::Pounds, it.error))
        });
        table.row(std::iter::once(Words::from(shown.link(&meanings::of(figure)))).chain(cells))
    });
    let body = html! {
        p { strong { "The range" } " is what is not known: 95 of 100 draws of the values fall into it. More draws do not narrow it; better evidence does." }
        p { strong { "The Monte Carlo error" } " is about how far a mean lies, by chance, from where ever more draws would bring it. More draws make it smaller." }
        p {
            (page::text::number(about.draws as u64)) " draws"
            @if about.draws < about.draws_asked as usize { " (of " (page::text::number(u64::from(about.draws_asked))) " at most: it stopped because it was sure enough)" }
            ", " (about.runs) @if about.runs == 1 { " run" } @else { " runs" } " in each, seed " (about.seed) ", plan " (about.mark) ". The same plan gives the same numbers, on any machine."
        }
        (table)
    };
    Card::new("How sure the numbers are", body).id("sureness")
}
