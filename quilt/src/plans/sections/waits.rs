//! Where people wait, and where they are reached: each place, the worst one marked. A mean can hide it.

use maud::{Markup, html};
use page::chart::Ranges;
use page::{Card, Column, Lang, Table, Tag, Words};
use simulate::runs::Figure;

use super::{Shown, cell, ends};
use crate::plans::meanings;
use crate::plans::said::{Unit, of_a_hundred, percent};
use crate::plans::told::{AtPlace, Way};

/// The card.
pub fn card(shown: &Shown<'_>) -> Card {
    let body = html! {
        p { "Nine in ten of those who began had begun within so many days. Beside every total stands the place that is served worst." }
        div.q-columns {
            @for (number, way) in shown.ways() { div {
                h3 { (way.name) }
                (chart(number, way))
                @if let Some(sentence) = worst(way) { p { (sentence) } }
            } }
        }
        @for (number, way) in shown.ways() { (table(shown, number, way)) }
    };
    Card::new("Where people wait, and where they are reached", body).id("waits")
}

fn chart(number: usize, way: &Way) -> Ranges {
    let title = format!("{}: days within which nine in ten began, by place", way.name);
    let chart = Ranges::new(Lang::En, format!("waits-{number}"), title, "Place", "Days");
    way.places.iter().fold(chart, |chart, place| {
        let (at, said) = ends(Unit::Days, &place.wait_90);
        let chart = chart.row(place.place.as_str(), at, said);
        if place.waits_longest { chart.noted("longest wait") } else { chart }
    })
}

/// “The villages wait longest, in 80 of 100 draws; the fewest of those who would gain are reached in the villages (28%).”
pub(in crate::plans) fn worst(way: &Way) -> Option<String> {
    if way.places.len() < 2 {
        return None;
    }
    let (waits, reached) = (way.waits_longest.as_ref()?, way.reached_least.as_ref()?);
    let longest = if waits.value > 0.0 {
        format!(
            "The longest wait is in {} ({} days; the worst place {}). ",
            waits.place,
            Unit::Days.said(waits.value),
            of_a_hundred(waits.how_often)
        )
    } else {
        "Nobody waits anywhere. ".to_owned()
    };
    Some(format!(
        "{longest}The fewest are reached in {}: {} of those who would gain, a year.",
        reached.place,
        percent(reached.value)
    ))
}

fn table(shown: &Shown<'_>, number: usize, way: &Way) -> Markup {
    let head = |figure: Figure, words: &str| Column::number(shown.link_as(&meanings::of(figure), words));
    let table = Table::new(format!("{}, place by place", way.name)).id(format!("places-{number}")).columns([
        Column::text("Place"),
        Column::number("People who live there"),
        head(Figure::PlaceReferred(0), "Referred"),
        head(Figure::PlaceStarted(0), "Began"),
        head(Figure::PlaceWait90(0), "Nine in ten began within, days"),
        head(Figure::PlaceReached(0), "Reached, of those who would gain"),
    ]);
    let row = |it: &AtPlace| -> [Words; 6] {
        [
            html! {
                (it.place)
                @if it.waits_longest { " " (Tag::ochre("Longest wait")) }
                @if it.reached_least { " " (Tag::rose("Fewest reached")) }
            }
            .into(),
            page::text::number(it.people).into(),
            cell(Unit::People, &it.referred),
            cell(Unit::People, &it.began),
            cell(Unit::Days, &it.wait_90),
            cell(Unit::Share, &it.reached),
        ]
    };
    html! { (way.places.iter().fold(table, |table, it| table.row(row(it)))) }
}
