//! What nobody had room for, by kind of group: the builders' work list.

use maud::html;
use page::chart::Ranges;
use page::{Card, Lang};
use simulate::runs::Figure;

use super::{Shown, ends};
use crate::plans::meanings;
use crate::plans::said::Unit;

/// The card.
pub fn card(shown: &Shown<'_>) -> Card {
    let body = html! {
        p { "Wishes for a link that came to nothing, over all years: " (shown.link_as(&meanings::of(Figure::Unmet(0)), "how it is counted")) ". Link workers without builders fill what groups there are, and then link nobody more." }
        div.q-columns {
            @for (number, way) in shown.ways() { div {
                h3 { (way.name) }
                @let title = format!("{}: wishes that came to nothing, by kind of group", way.name);
                (way.unmet.iter().fold(Ranges::new(Lang::En, format!("unmet-{number}"), title, "Kind of group", "Wishes"), |chart, it| {
                    let (at, said) = ends(Unit::Count, &it.wishes);
                    chart.row(it.service.as_str(), at, said)
                }))
            } }
        }
    };
    Card::new("What builders have to build", body).id("unmet")
}
