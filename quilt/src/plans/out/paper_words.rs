//! Tables of a plan as paper has them: a mean and its range in one cell.

use ::paper::{Column, Table};
use simulate::money::Scenario;
use simulate::plan::Payer;

use crate::plans::said::{self, Unit};
use crate::plans::told::{Told, Way};

fn by_way(told: &Told, caption: &str, first: &str) -> Table {
    let ways = told.ways.iter().map(|way| Column::number(way.name.as_str()));
    Table::new(caption).columns(std::iter::once(Column::text(first)).chain(ways))
}

/// The figures a board asks for first.
pub(super) fn at_a_glance(told: &Told) -> Table {
    let wanted = ["referred", "began", "planned_endings", "gave_up", "links_suited", "unmet_all"];
    let table = by_way(told, "Over all years: the mean, and the middle 95% of draws", "Figure");
    let table = wanted.iter().fold(table, |table, code| {
        let found =
            |way: &Way| way.flow.iter().find(|it| it.meaning.code == *code).map(|it| (it.meaning, it.range));
        let name = told.ways.first().and_then(found).map_or("", |it| it.0.name);
        let unit = |unit: Unit| if unit == Unit::Days { ", days" } else { "" };
        let named = told
            .ways
            .first()
            .and_then(found)
            .map_or_else(String::new, |it| format!("{name}{}", unit(it.0.unit)));
        let cells =
            told.ways.iter().map(|way| found(way).map_or_else(String::new, |it| it.0.unit.range(&it.1)));
        table.row(std::iter::once(named).chain(cells))
    });
    table.total(
        std::iter::once("Cost".to_owned())
            .chain(told.ways.iter().map(|way| said::short_range(&way.costs.all))),
    )
}

/// Place by place, the worst marked in words.
pub(super) fn places(way: &Way) -> Table {
    let table = Table::new(format!("{}, place by place", way.name)).columns([
        Column::text("Place"),
        Column::number("Nine in ten began within, days"),
        Column::number("Reached, of those who would gain"),
    ]);
    way.places.iter().fold(table, |table, it| {
        let worst = match (it.waits_longest, it.reached_least) {
            (true, true) => " (longest wait, fewest reached)",
            (true, false) => " (longest wait)",
            (false, true) => " (fewest reached)",
            (false, false) => "",
        };
        table.row([
            format!("{}{worst}", it.place),
            Unit::Days.range(&it.wait_90),
            Unit::Share.range(&it.reached),
        ])
    })
}

/// Four ledgers under three scenarios.
pub(super) fn ledgers(way: &Way) -> Table {
    let scenarios = Scenario::ALL.into_iter().map(|it| Column::number(said::scenario(it)));
    let table =
        Table::new(way.name.as_str()).columns(std::iter::once(Column::text("Ledger")).chain(scenarios));
    let row = |name: &str, of: &dyn Fn(&crate::plans::told::Ledgers) -> String| -> Vec<String> {
        std::iter::once(name.to_owned()).chain(way.ledgers.iter().map(of)).collect()
    };
    table
        .row(row("Cash", &|it| said::short_range(&it.cash.0)))
        .row(row("Capacity freed", &|it| said::short_range(&it.freed.0)))
        .row(row("Wellbeing, in WELLBYs", &|it| Unit::Wellbys.range(&it.wellbeing.0)))
        .row(row("Without a price: links that suited", &|it| Unit::Count.range(&it.unpriced.links)))
}

/// Who pays and who gains, over all years.
pub(super) fn payers(way: &Way) -> Table {
    let table = Table::new(format!("{}, cautious", way.name)).columns([
        Column::text("Payer"),
        Column::number("Pays"),
        Column::number("Keeps as cash"),
        Column::number("Capacity freed"),
    ]);
    let of = |scenario: Scenario, payer: Payer| {
        way.payers.get(scenario.at()).and_then(|it| it.lines.iter().find(|it| it.payer == payer))
    };
    let there = |payer: &Payer| Scenario::ALL.into_iter().any(|it| of(it, *payer).is_some());
    Payer::ALL.into_iter().filter(there).fold(table, |table, payer| {
        let cautious = of(Scenario::Cautious, payer);
        let pounds = |it: Option<f64>| said::short_pounds(it.unwrap_or(0.0));
        table.row([
            said::payer(payer).to_owned(),
            cautious.map_or_else(|| "£0".into(), |it| said::short_range(&it.pays)),
            pounds(cautious.map(|it| it.cash.0.mean)),
            pounds(cautious.map(|it| it.freed.0.mean)),
        ])
    })
}

/// Net benefits of each way.
pub(super) fn net_benefits(told: &Told) -> Table {
    let scenarios = Scenario::ALL.into_iter().map(|it| Column::number(said::scenario(it)));
    let table = Table::new("Net benefit, against doing nothing")
        .columns(std::iter::once(Column::text("Way")).chain(scenarios));
    let table = table
        .note("Which way is better for everybody together. It is no saving and must not be quoted as one.");
    told.ways.iter().fold(table, |table, way| {
        let cells = way.ledgers.iter().map(|it| said::short_range(&it.net_benefit));
        table.row(std::iter::once(way.name.clone()).chain(cells))
    })
}

/// What builders have to build, by kind of group.
pub(super) fn unmet(told: &Told) -> Table {
    let table = by_way(told, "Wishes for a link that came to nothing, over all years", "Kind of group");
    let first = told.ways.first().map_or(&[][..], |way| &way.unmet);
    first.iter().fold(table, |table, service| {
        let of = |way: &Way| way.unmet.iter().find(|it| it.service == service.service).map(|it| it.wishes);
        let cells = told.ways.iter().map(|way| of(way).map_or_else(String::new, |it| Unit::Count.range(&it)));
        table.row(std::iter::once(service.service.clone()).chain(cells))
    })
}
