//! Everything the plan begins with: each value with its range, what it rests on and where it comes from. What has no source
//! says so.

use maud::{Markup, html};
use page::{Card, Caution, Column, Details, Table, Tag, Words};
use simulate::plan::{Indices, Name, Split, Unit, Value};

use super::Shown;
use crate::plans::said::exact;

/// The card.
pub fn card(shown: &Shown<'_>) -> Card {
    let about = &shown.told.about;
    let rows = Name::ALL.iter().map(|name| (*name, shown.plan.value(*name)));
    let body = html! {
        (Caution::new(format!("{} of {} values are assumptions: nobody knows them, and somebody chose. Replace first what is worth knowing, then what your own journeys show.", about.assumptions, about.values)))
        (values("Values of the whole plan", "values".into(), rows))
        @for (number, place) in shown.plan.places.iter().enumerate().filter(|(_, place)| !place.own.is_empty()) {
            @let own = place.own.iter().map(|(name, value)| (*name, value));
            (values(&format!("Values of {} alone", place.name), format!("values-{number}"), own))
        }
        (split("Kinds of groups people wish for", &shown.plan.services))
        (split("Who refers people", &shown.plan.sources))
        (prices(shown))
    };
    Card::new("Everything it begins with", body).id("assumptions")
}

/// “31,049 to 37,796”, or that it is taken as known.
pub(in crate::plans) fn range(it: &Value) -> String {
    if it.low == it.high {
        "taken as known".into()
    } else {
        format!("{} to {}", exact(it.low), exact(it.high))
    }
}

/// The value as its unit has it: pounds with their year.
pub(in crate::plans) fn value(name: Name, it: &Value) -> String {
    let year = it.price_year.map_or_else(String::new, |year| format!(" (prices of {year})"));
    let pound = if name.unit() == Unit::Pounds { "£" } else { "" };
    format!("{pound}{}{year}", exact(it.value))
}

fn values<'a>(caption: &str, id: String, rows: impl Iterator<Item = (Name, &'a Value)>) -> Table {
    let table = Table::new(caption).id(id).columns([
        Column::text("Value"),
        Column::number("Best single number"),
        Column::number("Middle 95%"),
        Column::text("Rests on"),
        Column::text("Source"),
    ]);
    rows.fold(table, |table, (name, it)| {
        table.row([
            Words::from(html! { (name.means()) br; code { (name.text()) } }),
            value(name, it).into(),
            range(it).into(),
            kind(it).into(),
            source(it).into(),
        ])
    })
}

/// Shares of a whole, and what they rest on.
fn split(caption: &str, split: &Split) -> Markup {
    let from = split.source.as_ref().map(|source| format!("{}.", source.trim_end_matches('.')));
    let table = Table::new(caption).columns([Column::text("Part"), Column::number("Share")]);
    let rows = split
        .parts
        .iter()
        .map(|part| [part.name.clone(), format!("{}%", page::text::decimal(part.share * 100.0, 1))]);
    html! {
        (table.rows(rows))
        p.q-quiet {
            @match &from { Some(from) => (from), None => { (Tag::ochre("assumption")) " No source: somebody chose these shares." } }
            @if split.counted > 0.0 { " Drawn as if counted among " (page::text::number(split.counted.round() as u64)) "." }
            @else { " Taken as known." }
        }
    }
}

fn kind(it: &Value) -> Markup {
    html! { @if it.is_assumption() { (Tag::ochre("assumption")) } @else { (it.kind.name()) } }
}

fn source(it: &Value) -> String {
    let read = it.read_on.as_ref().map_or_else(String::new, |day| format!(" Read on {day}."));
    it.source
        .as_ref()
        .map_or_else(|| "None.".to_owned(), |source| format!("{}.{read}", source.trim_end_matches('.')))
}

fn prices(shown: &Shown<'_>) -> Details {
    Details::new(
        "How prices of other years are moved",
        html! {
            (indices("What a pound was worth: the GDP deflator", "deflator", &shown.plan.deflator))
            (indices("How rich people are: real GDP a head, for the price of a WELLBY", "income", &shown.plan.income))
        },
    )
}

fn indices(caption: &str, id: &str, of: &Indices) -> Table {
    let table = Table::new(caption).id(id).columns([
        Column::text("Year"),
        Column::number("Index"),
        Column::text("Rests on"),
        Column::text("Source"),
    ]);
    of.table().iter().fold(table, |table, it| {
        table.row([
            it.year.to_string(),
            exact(it.value),
            if it.source.is_none() { "assumption".to_owned() } else { it.kind.name().to_owned() },
            it.source.clone().unwrap_or_else(|| "None.".to_owned()),
        ])
    })
}
