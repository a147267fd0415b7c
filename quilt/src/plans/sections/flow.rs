//! From being referred to being heard from again.

use maud::html;
use page::{Card, Caution, Column, Table, Words};

use super::{Shown, cell};

/// The card.
pub fn card(shown: &Shown<'_>) -> Card {
    let first = shown.told.ways.first();
    let columns = std::iter::once(Column::text("Over all years"))
        .chain(shown.told.ways.iter().map(|way| Column::number(way.name.as_str())));
    let table = Table::new("From being referred to being heard from again").caption_unseen().columns(columns);
    let lines = first.map_or(0, |way| way.flow.len());
    let table = (0..lines).fold(table, |table, line| {
        let meaning = first.map(|way| way.flow[line].meaning);
        let name: Words = meaning.map_or_else(|| "".into(), |it| shown.link(&it).into());
        let cells = shown.told.ways.iter().filter_map(|way| way.flow.get(line));
        table.row(std::iter::once(name).chain(cells.map(|it| cell(it.meaning.unit, &it.range))))
    });
    Card::new("How many people, and how far they come", html! {
        (table)
        (Caution::new("Waits are of those who began: whoever gave up, or still waits at the end, is not in them."))
    })
    .id("flow")
}
