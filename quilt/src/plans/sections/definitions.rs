//! What every figure means: in words, its unit, how it is worked out. Every figure of a plan's pages leads here.

use maud::{Markup, html};
use page::{Card, Details};
use simulate::plan::Plan;
use simulate::runs::Layout;

use crate::plans::meanings::{self, Meaning, OF_ALL_DRAWS};

/// Every meaning a plan's figures have, each once.
#[must_use]
pub fn all(plan: &Plan) -> Vec<Meaning> {
    let mut all: Vec<Meaning> = Vec::new();
    for figure in Layout::of(plan).figures() {
        let meaning = meanings::of(*figure);
        if !all.iter().any(|it| it.code == meaning.code) {
            all.push(meaning);
        }
    }
    all.extend(OF_ALL_DRAWS);
    all
}

/// The card.
pub fn card(plan: &Plan) -> Card {
    let body = html! {
        p { "What each figure is, what it is counted in, and how it is worked out. The values they all rest on are in the list of assumptions, each with its source. Figures are worked out by a model: nobody has counted them." }
        dl.nhsuk-summary-list { @for it in all(plan) { (line(&it)) } }
        (Details::new("Where this comes from", html! {
            p { "The model, its limits first, is described in docs/feasibility.md, and is checked against closed forms of queues, printed numbers of finance and decision analysis, and the same plan written apart in another language." }
        }))
    };
    Card::new("What each figure means", body).id("definitions")
}

fn line(it: &Meaning) -> Markup {
    html! {
        div.nhsuk-summary-list__row.nhsuk-summary-list__row--no-actions id={ "means-" (it.code) } {
            dt.nhsuk-summary-list__key { (it.name) }
            dd.nhsuk-summary-list__value {
                (it.means) br;
                span.q-quiet { "In " (it.unit.words()) ". " (it.how) " In files: " code { (it.code) } "." }
            }
        }
    }
}
