//! Four ledgers, side by side, under all three scenarios: never added, neither here nor by anybody who reads.

use maud::{Markup, html};
use page::{Card, Caution, Column, Details, Table, Words};
use simulate::money::Scenario;
use simulate::runs::Figure;

use super::{Shown, cell};
use crate::plans::meanings;
use crate::plans::said::{self, Unit};
use crate::plans::told::{Ledgers, Way};

/// The card.
pub fn card(shown: &Shown<'_>) -> Card {
    let body = html! {
        p { "What is gained stands in four ledgers. They are never added: they are different things in different hands." }
        @for (number, way) in shown.ways() { (table(shown, number, way)) }
        (Caution::new("Do not add these lines. Capacity freed is filled by other people at once and is in nobody's account; wellbeing is people's own."))
        (Details::new("What the three scenarios believe", html! {
            ul { @for it in Scenario::ALL { li { strong { (said::scenario(it)) } ": " (said::believes(it)) "." } } }
        }))
    };
    Card::new("What is gained: four ledgers", body).id("ledgers")
}

fn table(shown: &Shown<'_>, number: usize, way: &Way) -> Markup {
    let any = Scenario::Cautious;
    let columns = std::iter::once(Column::text("Ledger"))
        .chain(Scenario::ALL.into_iter().map(|it| Column::number(said::scenario(it))));
    let row = |figure: Figure, words: &str, of: &dyn Fn(&Ledgers) -> Words| -> Vec<Words> {
        let name = shown.link_as(&meanings::of(figure), words).into();
        std::iter::once(name).chain(way.ledgers.iter().map(of)).collect()
    };
    let table = Table::new(format!("{}, over all years", way.name))
        .id(format!("ledgers-{number}"))
        .columns(columns)
        .row(row(Figure::Cash(any), "Cash", &|it| cell(Unit::Pounds, &it.cash.0)))
        .row(row(Figure::Freed(any), "Capacity freed", &|it| cell(Unit::Pounds, &it.freed.0)))
        .row(row(Figure::Wellbys(any), "Wellbeing, in WELLBYs", &|it| cell(Unit::Wellbys, &it.wellbeing.0)))
        .row(row(Figure::Started, "Without a price: people who began", &|it| {
            cell(Unit::People, &it.unpriced.began)
        }))
        .row(row(Figure::Suited, "Without a price: links that suited", &|it| {
            cell(Unit::Count, &it.unpriced.links)
        }))
        .row(row(Figure::MonthNewSeats(0), "Without a price: new seats at the end", &|it| {
            cell(Unit::Seats, &it.unpriced.new_seats)
        }));
    html! { (table) }
}
