//! The sections of a plan, put together: on the plan's own page what a board asks for first; on a page of its own, to be
//! read and printed, everything, with what each figure means.

use maud::{Markup, html};
use page::Card;
use simulate::plan::Plan;
use simulate::runs::Rows;

use super::opened::{self, Opened};
use super::runs::Progress;
use super::sections::{
    Shown, assumptions, costs, definitions, equality, flow, glance, judged, ledgers, months, outcomes,
    payers, sureness, unmet, waits,
};
use super::told::Told;
use super::{answer, said};
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

/// What a board asks for first: `quilt` among it where waits are spoken of. Each figure leads to what it means.
pub(super) fn first(opened: &Opened, plan: &Plan, rows: &Rows) -> Markup {
    let Some(told) = Told::of(plan, rows) else { return html! {} };
    let report = opened.at("/report");
    let shown = Shown { plan, told: &told, definitions: &report };
    html! {
        (glance::cards(&shown))
        (answer::quilt(plan, rows))
        (waits::card(&shown))
        (ledgers::card(&shown))
        (payers::card(&shown))
        (Card::new("Look closer", html! {
            p { a href=(report) { "The plan told whole" } ": how far people come, what builders have to build, which way is better and how surely, what it costs item by item, who is reached, month by month, how sure the numbers are, all "
                (told.about.values) " values it begins with (" (told.about.assumptions) " of them assumptions), and what each figure means." }
        }).id("closer"))
    }
}

/// GET `/plan/{id}/report?…`
pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let opened = opened::open(visit)?;
    let so_far = opened.so_far(visit);
    let told = so_far.rows.as_ref().and_then(|rows| Some((rows, Told::of(&so_far.plan, rows)?)));
    let title = format!("{}, told whole", opened.kept.name);
    let body = html! {
        h1 { (title) }
        p.q-lead { (answer::progress(&so_far)) }
        @match &told {
            Some((rows, told)) => { (whole(&so_far.plan, rows, told)) },
            None => { p { "The first numbers come in a moment." } },
        }
    };
    let back = opened.at("");
    let mut shell =
        Shell::new(title.clone()).under(&[("/plan", "Plans"), (&back, &opened.kept.name)]).style("plan.css");
    if so_far.progress != Progress::Whole {
        shell = shell.refresh_to(5, opened.at("/report"));
    }
    Ok(Answer::page(shell.render(visit, body)))
}

fn whole(plan: &Plan, rows: &Rows, told: &Told) -> Markup {
    let shown = Shown { plan, told, definitions: "" };
    html! {
        (glance::cards(&shown))
        (answer::quilt(plan, rows))
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
        p.q-quiet { "Plan " (told.about.mark) ", " (said::whole(told.about.draws as f64)) " draws." }
    }
}
