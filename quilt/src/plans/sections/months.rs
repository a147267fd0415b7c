//! Month by month: who waits, what is open and what there is room for, seats builders started, wishes that came to nothing.

use maud::html;
use page::chart::Bands;
use page::{Card, Lang};

use super::Shown;
use crate::plans::said::whole;
use crate::plans::told::{Month, Range};

/// The card.
pub fn card(shown: &Shown<'_>) -> Card {
    let body = html! {
        p { "The shaded band is the middle 95% of draws. Where open journeys come near the room there is, waits begin to grow: just below it they are short, just above it they grow until people give up." }
        div.q-columns {
            @for (number, way) in shown.ways() { div {
                h3 { (way.name) ": room and open journeys" }
                (bands(shown, &format!("open-{number}"), &format!("{}: open journeys, and room for them, at each month's end", way.name))
                    .line("Room", points(&way.months, |it| it.slots))
                    .line("Open journeys", points(&way.months, |it| it.open)))
            } }
            div { h3 { "People waiting" } (by_way(shown, "waiting", "People waiting at each month's end", |it| it.waiting)) }
            div { h3 { "New seats" } (by_way(shown, "new-seats", "Seats in groups that builders started", |it| it.new_seats)) }
            div { h3 { "Went without" } (by_way(shown, "went-without", "Wishes for a link that came to nothing, each month", |it| it.unmet)) }
            div { h3 { "Began" } (by_way(shown, "began", "People who began, each month", |it| it.began)) }
        }
    };
    Card::new("Month by month", body).id("months")
}

fn bands(shown: &Shown<'_>, id: &str, title: &str) -> Bands {
    let months = shown.told.ways.first().map_or(&[][..], |way| &way.months);
    let across = months.iter().enumerate().map(|(number, it)| (number as f64, it.month.clone())).collect();
    Bands::new(Lang::En, format!("months-{id}"), title, ("Month", across), whole)
}

fn points(months: &[Month], of: fn(&Month) -> Range) -> impl Iterator<Item = [f64; 3]> {
    months.iter().map(move |it| {
        let it = of(it);
        [it.low, it.mean, it.high]
    })
}

fn by_way(shown: &Shown<'_>, id: &str, title: &str, of: fn(&Month) -> Range) -> Bands {
    let ways = shown.told.ways.iter();
    ways.fold(bands(shown, id, title), |bands, way| bands.line(way.name.as_str(), points(&way.months, of)))
}
