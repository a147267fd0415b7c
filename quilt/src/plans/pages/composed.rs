//! The sections of a plan, put together: on the plan's own page what a board asks for first; on a page of its own the
//! rest, with what each figure means. Month by month it is in the files one takes away: it would be too heavy here.

use maud::{Markup, html};
use page::Card;
use simulate::plan::Plan;
use simulate::runs::Rows;

use super::answer;
use super::opened::{self, Opened};
use crate::plans::runs::{Progress, SoFar};
use crate::plans::said;
use crate::plans::sections::{
    Shown, costs, definitions, equality, flow, glance, judged, ledgers, outcomes, payers, saturation,
    sureness, unmet, waits,
};
use crate::plans::told::{Told, filled};
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

/// What a board asks for first: `quilt` among it where waits are spoken of. Each figure leads to what it means.
pub(in crate::plans) fn first(opened: &Opened, plan: &Plan, rows: &Rows) -> Markup {
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
            p { a href=(report) { "Look closer" } ": how far people come, what builders have to build, which way is better and how surely, what it costs item by item, who is reached, how sure the numbers are, and what each figure means." }
        }).id("closer"))
    }
}

/// GET `/plan/{id}/report?…`
pub(in crate::plans) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let opened = opened::open(visit)?;
    let so_far = opened.so_far(visit);
    let told = so_far.rows.as_ref().and_then(|rows| Told::of(&so_far.plan, rows));
    let title = format!("{}, looked at closer", opened.kept.name);
    let body = html! {
        h1 { (title) }
        p.q-lead { (answer::progress(&so_far)) }
        @match &told {
            Some(told) => { (closer(&opened, &so_far, told)) },
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

/// The rest. What builders bring takes a moment, and waits until nothing else is being worked out.
fn closer(opened: &Opened, so_far: &SoFar, told: &Told) -> Markup {
    let plan = &so_far.plan;
    let filled = (so_far.progress == Progress::Whole).then(|| filled(plan, 1));
    let shown = Shown { plan, told, definitions: "" };
    html! {
        (flow::card(&shown))
        (unmet::card(&shown))
        @if let Some(filled) = &filled { (saturation::card(&shown, filled)) }
        (judged::card(&shown))
        @if let Some(card) = judged::differences(&shown) { (card) }
        @if let Some(card) = outcomes::card(&shown) { (card) }
        (costs::card(&shown))
        (equality::card(&shown))
        (sureness::card(&shown))
        p { "All " (told.about.values) " values it begins with, " (told.about.assumptions) " of them assumptions, stand " a href=(opened.at("#values")) { "beside the plan" } ", each with its range and its source." }
        (definitions::card(plan))
        p.q-quiet { "Plan " (told.about.mark) ", " (said::whole(told.about.draws as f64)) " draws." }
    }
}
