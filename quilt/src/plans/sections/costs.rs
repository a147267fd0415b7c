//! What it costs: each item in each year, as it falls.

use maud::{Markup, html};
use page::chart::Ranges;
use page::{Card, Column, Lang, Table, Words};
use simulate::runs::Figure;

use super::{Shown, cell, ends};
use crate::plans::meanings;
use crate::plans::said::{self, Unit, about_pounds};
use crate::plans::told::Way;

/// The card.
pub fn card(shown: &Shown<'_>) -> Card {
    let about = &shown.told.about;
    let chart = Ranges::new(Lang::En, "cost-all", "Cost over all years", "Way", "Cost");
    let chart = shown.told.ways.iter().fold(chart, |chart, way| {
        let (at, said) = ends(Unit::Pounds, &way.costs.all);
        chart.row(way.name.as_str(), at, said)
    });
    let body = html! {
        p { "In prices of " (about.price_year) ", not discounted. " (shown.link(&meanings::of(Figure::CostAll))) " and " (shown.link_as(&meanings::of(Figure::CostPresent), "the same discounted")) " are at the foot of each table." }
        (chart)
        @for (number, way) in shown.ways() { (table(shown, number, way)) }
    };
    Card::new("What it costs", body).id("costs")
}

fn table(shown: &Shown<'_>, number: usize, way: &Way) -> Markup {
    let years = (0..shown.told.about.years as usize).map(|it| said::year(shown.told.about.begins, it));
    let columns = std::iter::once(Column::text("Item"))
        .chain(years.map(Column::number))
        .chain([Column::number("All years")]);
    let line = |name: Words, years: &[crate::plans::told::Range], all| -> Vec<Words> {
        let years = years.iter().map(|it| cell(Unit::Pounds, it));
        std::iter::once(name).chain(years).chain([cell(Unit::Pounds, all)]).collect()
    };
    let costs = &way.costs;
    let used = costs.items.iter().filter(|it| !it.all.is_nothing());
    let table = Table::new(format!("{}: each item, year by year", way.name))
        .id(format!("costs-{number}"))
        .columns(columns);
    let table = used.fold(table, |table, it| table.row(line(said::item(it.item).into(), &it.years, &it.all)));
    let table = table.row(line(html! { strong { "Everything" } }.into(), &costs.years, &costs.all));
    html! {
        (table)
        p {
            "Discounted: " (Unit::Pounds.range(&costs.present)) "."
            @if let Some(each) = costs.each_ending { " A planned ending costs about " (about_pounds(each)) "." }
        }
    }
}
