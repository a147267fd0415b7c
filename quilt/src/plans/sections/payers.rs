//! Who pays and who gains, payer by payer and year by year, in the plan's prices and in money of the day.

use maud::{Markup, html};
use page::{Card, Caution, Column, Details, Table, Words};
use simulate::money::Scenario;
use simulate::plan::{Name, Payer};
use simulate::runs::Figure;

use super::{Shown, cell};
use crate::plans::meanings;
use crate::plans::said::{self, Unit, percent};
use crate::plans::told::{Matrix, OfYear, PayerLine, Range, Way};

/// The card.
pub fn card(shown: &Shown<'_>) -> Card {
    let body = html! {
        p { "Whoever pays is seldom whoever gains. Cash is money; capacity freed is not." }
        @for (number, way) in shown.ways() {
            h3 { (way.name) }
            (against(shown, number, way))
            @if let Some(matrix) = way.payers.get(Scenario::Cautious.at()) { (by_year(shown, number, way, matrix)) }
        }
        (Caution::new("Cash stays with whoever is spared the cost. Unless somebody agrees otherwise, it does not come back to whoever paid."))
    };
    Card::new("Who pays, and who gains", body).id("payers")
}

/// Who pays against who gains, over all years, the three scenarios together.
fn against(shown: &Shown<'_>, number: usize, way: &Way) -> Markup {
    let any = (Scenario::Cautious, Payer::Icb);
    let link = |figure: Figure, words: &str| shown.link_as(&meanings::of(figure), words);
    let mut columns =
        vec![Column::text("Payer"), Column::number(link(Figure::Pays(any.0, any.1, 0), "Pays"))];
    for it in Scenario::ALL.into_iter().take(2) {
        let scenario = it.name();
        columns.push(Column::number(link(Figure::CashOf(any.0, any.1, 0), &format!("Cash, {scenario}"))));
        columns.push(Column::number(link(
            Figure::FreedAt(any.0, any.1, 0),
            &format!("Capacity freed, {scenario}"),
        )));
    }
    let table = Table::new(format!("{}: who pays and who gains, over all years", way.name))
        .id(format!("against-{number}"))
        .columns(columns);
    let table = everybody(way).into_iter().fold(table, |table, payer| {
        let of = |scenario: Scenario| way.payers.get(scenario.at()).and_then(|it| line(it, payer));
        let mut cells: Vec<Words> = vec![said::payer(payer).into()];
        cells.push(of(Scenario::Cautious).map_or_else(|| "£0".into(), |it| cell(Unit::Pounds, &it.pays)));
        for it in Scenario::ALL.into_iter().take(2).map(of) {
            cells.push(it.map_or_else(|| "£0".into(), |it| cell(Unit::Pounds, &it.cash.0)));
            cells.push(it.map_or_else(|| "£0".into(), |it| cell(Unit::Pounds, &it.freed.0)));
        }
        table.row(cells)
    });
    html! { (table) p.q-quiet { "What is paid is of the cautious scenario; it differs between scenarios only where outcomes are paid for. Under nil nobody gains cash or capacity." } }
}

/// Everybody who pays or gains under any scenario.
fn everybody(way: &Way) -> Vec<Payer> {
    let there = |payer: &Payer| way.payers.iter().any(|it| line(it, *payer).is_some());
    Payer::ALL.into_iter().filter(there).collect()
}

fn line(matrix: &Matrix, payer: Payer) -> Option<&PayerLine> {
    matrix.lines.iter().find(|it| it.payer == payer)
}

fn by_year(shown: &Shown<'_>, number: usize, way: &Way, matrix: &Matrix) -> Markup {
    let inflation = shown.plan.value(Name::Inflation).value;
    let real = format!("{}: who pays in which year, prices of {}", way.name, shown.told.about.price_year);
    let nominal = format!("{}: who pays in which year, money of the day", way.name);
    html! {
        (matrix_table(shown, matrix, real, format!("real-{number}"), |it| it.pays, |it| it.pays))
        (Details::new("The same in money of the day", html! {
            p { "Prices rise by " (percent(inflation)) " a year from " (shown.told.about.price_year) " on: an assumption, unless the plan says otherwise." }
            (matrix_table(shown, matrix, nominal, format!("nominal-{number}"), |it| it.pays_nominal, |it| it.pays_nominal))
        }))
    }
}

fn matrix_table(
    shown: &Shown<'_>,
    matrix: &Matrix,
    title: String,
    id: String,
    of_year: fn(&OfYear) -> Range,
    of_all: fn(&PayerLine) -> Range,
) -> Table {
    let years = (0..shown.told.about.years as usize).map(|it| said::year(shown.told.about.begins, it));
    let columns = std::iter::once(Column::text("Payer"))
        .chain(years.map(Column::number))
        .chain([Column::number("All years")]);
    let table = Table::new(title).id(id).columns(columns);
    let pays = matrix.lines.iter().filter(|it| !it.pays.is_nothing());
    pays.fold(table, |table, it| {
        let years = it.years.iter().map(|year| cell(Unit::Pounds, &of_year(year)));
        let name = std::iter::once(Words::from(said::payer(it.payer)));
        table.row(name.chain(years).chain([cell(Unit::Pounds, &of_all(it))]))
    })
}
