//! What more link workers bring when nobody builds.

use maud::html;
use page::chart::Bands;
use page::{Card, Lang};

use super::Shown;
use crate::plans::meanings::LINKS_WITHOUT_BUILDERS;
use crate::plans::said::whole;
use crate::plans::told::Filled;

/// The card.
pub fn card(shown: &Shown<'_>, filled: &[Vec<Filled>]) -> Card {
    let body = html! {
        p { "Each point is the plan with more or fewer link workers, builders as they are or none at all, every value at its middle: links of the last year that suited (" (shown.link_as(&LINKS_WITHOUT_BUILDERS, "how it is worked out")) "). Where a line goes flat, a further link worker links nobody more." }
        div.q-columns {
            @for ((number, way), curve) in shown.ways().zip(filled) { div {
                h3 { (way.name) }
                (chart(number, &way.name, curve))
                @if let Some(sentence) = in_words(curve) { p { (sentence) } }
            } }
        }
    };
    Card::new("What more link workers bring, with builders and without", body).id("saturation")
}

fn chart(number: usize, way: &str, curve: &[Filled]) -> Bands {
    let across = curve.iter().map(|it| (it.link_workers, page::text::decimal(it.link_workers, 1))).collect();
    let title = format!("{way}: links of the last year that suited, by link workers");
    let chart = Bands::new(
        Lang::En,
        format!("saturation-{number}"),
        title,
        ("Full-time link workers", across),
        whole,
    )
    .line("With the plan's builders", curve.iter().map(|it| [it.suited; 3]))
    .line("With nobody who builds", curve.iter().map(|it| [it.suited_without; 3]));
    match curve.iter().find(|it| it.planned) {
        Some(planned) => chart.marked(planned.link_workers, "the plan"),
        None => chart,
    }
}

/// “With three times the link workers and nobody who builds, 1,900 links suit in the last year; with the plan's own builders and link workers, 2,300.”
pub(in crate::plans) fn in_words(curve: &[Filled]) -> Option<String> {
    let (planned, most) = (curve.iter().find(|it| it.planned)?, curve.last()?);
    Some(format!(
        "With {} link workers and nobody who builds, {} links suit in the last year; with the plan's {} and its builders, {}.",
        page::text::decimal(most.link_workers, 1),
        whole(most.suited_without),
        page::text::decimal(planned.link_workers, 1),
        whole(planned.suited)
    ))
}
