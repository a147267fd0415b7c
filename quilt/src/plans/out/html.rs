//! A report to open in a browser: one file, its style inside, no script, nothing asked of any network; it prints.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use page::{Lang, Lead, mark};
use simulate::plan::Plan;

use crate::plans::sections::{
    Shown, assumptions, costs, deeper, definitions, equality, flow, glance, judged, ledgers, months,
    outcomes, payers, saturation, sureness, unmet, waits,
};
use crate::plans::told::{Deeper, Told};
use crate::web::stylesheet;

/// The whole report.
#[must_use]
pub fn report(plan: &Plan, told: &Told, deeper: Option<&Deeper>) -> String {
    let shown = Shown { plan, told, definitions: "" };
    let about = &told.about;
    let body = html! {
        h1 { (about.name) }
        (Lead::new(format!("{} years from April {}", about.years, about.begins))
            .and(format!("{} people in {}", page::text::number(about.people), page::text::count(about.places.len() as u64, "place", "places")))
            .and(format!("prices of {}", about.price_year))
            .and(format!("{} draws", page::text::number(about.draws as u64))))
        (glance::cards(&shown))
        (contents(told, deeper))
        (flow::card(&shown))
        (waits::card(&shown))
        (months::card(&shown))
        (unmet::card(&shown))
        @if let Some(it) = deeper { (saturation::card(&shown, &it.filled)) }
        (equality::card(&shown))
        (costs::card(&shown))
        (payers::card(&shown))
        (ledgers::card(&shown))
        @if let Some(card) = outcomes::card(&shown) { (card) }
        (judged::card(&shown))
        @if let Some(card) = judged::differences(&shown) { (card) }
        @if let Some(it) = deeper { (deeper::card(&shown, it)) }
        (sureness::card(&shown))
        (assumptions::card(&shown))
        (definitions::card(plan))
    };
    document(&about.name, &body)
}

fn contents(told: &Told, deeper: Option<&Deeper>) -> Markup {
    let outcomes = told.ways.iter().any(|way| way.outcomes.is_some());
    let last = deeper.map_or(String::new(), |it| format!("deeper-{}", it.scenario.at()));
    let all = [
        ("flow", "How many people"),
        ("waits", "Where people wait"),
        ("months", "Month by month"),
        ("unmet", "What builders have to build"),
        (if deeper.is_some() { "saturation" } else { "" }, "With builders and without"),
        ("equality", "Who is reached"),
        ("costs", "What it costs"),
        ("payers", "Who pays, and who gains"),
        ("ledgers", "What is gained"),
        ("outcomes", "Paying by outcomes"),
        ("judged", "Which way is better"),
        ("differences", "How they differ"),
        (last.as_str(), "What would change the decision"),
        ("sureness", "How sure the numbers are"),
        ("assumptions", "Everything it begins with"),
        ("definitions", "What each figure means"),
    ];
    let there = |id: &str| match id {
        "" => false,
        "outcomes" => outcomes,
        "differences" => !told.differences.is_empty(),
        _ => true,
    };
    html! {
        nav.q-screen-only aria-label="Parts of this report" {
            ul.q-contents { @for (id, words) in all.iter().filter(|(id, _)| there(id)) { li { a href={ "#" (id) } { (words) } } } }
        }
    }
}

/// A page that stands by itself.
#[must_use]
pub fn document(title: &str, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html.q-page lang=(Lang::En.code()) {
            head {
                meta charset="utf-8";
                title { (title) " · Quilt" }
                meta name="viewport" content="width=device-width, initial-scale=1";
                // The sheet is our own; what stands in it is no one's input.
                style { (PreEscaped(stylesheet())) }
            }
            // Nothing here needs a script, so nothing has to look as if one were missing.
            body.nhsuk-frontend-supported {
                header {
                    div.q-bar { div.q-bar__in { span.q-bar__name { (mark(30)) span { "Quilt" } } } }
                    div.q-stitch {}
                }
                div.q-wrap { main #maincontent { (body) } }
                footer.q-foot { div.q-foot__in { p.q-foot__name { (mark(22)) span { strong { "Quilt" } " · a plan, tried before it is paid for" } } } }
            }
        }
    };
    page.into_string()
}
