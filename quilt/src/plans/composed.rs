//! The sections below a plan's sliders, put together: what comes of it first, then what it is worth to whom, then how sure
//! that is and what it all rests on.

use maud::{Markup, html};
use simulate::plan::Plan;
use simulate::runs::Rows;

use super::sections::{
    Shown, assumptions, costs, definitions, equality, flow, glance, judged, ledgers, months, outcomes, payers, sureness,
    unmet, waits,
};
use super::told::Told;

/// Everything told, `quilt` among it where waits are spoken of; nothing without draws.
pub(super) fn sections(plan: &Plan, rows: &Rows, quilt: &Markup) -> Markup {
    let Some(told) = Told::of(plan, rows) else { return html! {} };
    let shown = Shown { plan, told: &told, definitions: "" };
    html! {
        (glance::cards(&shown))
        (quilt)
        (waits::card(&shown))
        (flow::card(&shown))
        (unmet::card(&shown))
        (ledgers::card(&shown))
        (payers::card(&shown))
        (judged::card(&shown))
        @if let Some(card) = judged::differences(&shown) { (card) }
        @if let Some(card) = outcomes::card(&shown) { (card) }
        (costs::card(&shown))
        (equality::card(&shown))
        (months::card(&shown))
        (sureness::card(&shown))
        (assumptions::card(&shown))
        (definitions::card(plan))
    }
}
