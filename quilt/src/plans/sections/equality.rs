//! Who is reached: how many begin in each fifth of neighbourhoods by deprivation, and the slope through them.

use maud::html;
use page::chart::Ranges;
use page::{Card, Lang};
use simulate::runs::Figure;

use super::{Shown, ends};
use crate::plans::meanings;
use crate::plans::said::Unit;
use crate::plans::told::Way;

/// What a fifth is called.
pub(in crate::plans) fn fifth(number: usize) -> &'static str {
    match number {
        1 => "Most deprived fifth",
        2 => "Second",
        3 => "Third",
        4 => "Fourth",
        _ => "Least deprived fifth",
    }
}

/// The card.
pub fn card(shown: &Shown<'_>) -> Card {
    let body = html! {
        p { (shown.link(&meanings::of(Figure::FifthStarted(0)))) ": people who begin a year, of each thousand who live there. A fifth is of neighbourhoods, never of a person." }
        div.q-columns {
            @for (number, way) in shown.ways() { div {
                h3 { (way.name) }
                (chart(number, way))
                p { (slope(way)) " (" (shown.link(&meanings::of(Figure::Slope))) ")" }
            } }
        }
    };
    Card::new("Who is reached", body).id("equality")
}

fn chart(number: usize, way: &Way) -> Ranges {
    let title = format!("{}: people who begin a year, of each thousand, by fifth of deprivation", way.name);
    let chart = Ranges::new(Lang::En, format!("fifths-{number}"), title, "Neighbourhoods", "Begin");
    way.equality.fifths.iter().fold(chart, |chart, it| {
        let (at, said) = ends(Unit::PerThousand, &it.began);
        chart.row(fifth(it.fifth), at, said)
    })
}

/// “The most deprived begin more often: by 2.1 a year and thousand (1.0 to 3.2).”
pub(in crate::plans) fn slope(way: &Way) -> String {
    let it = &way.equality.slope;
    let said = |it: f64| Unit::PerThousand.said(it);
    let range = format!("({} to {})", said(it.low), said(it.high));
    match it.mean {
        _ if it.low > 0.0 => format!(
            "The most deprived begin more often than the least: by {} a year and thousand {range}.",
            said(it.mean)
        ),
        _ if it.high < 0.0 => format!(
            "The most deprived begin less often than the least: by {} a year and thousand {range}.",
            said(-it.mean)
        ),
        mean => format!(
            "Whether the most or the least deprived begin more often is not clear: {} a year and thousand {range}.",
            said(mean)
        ),
    }
}
