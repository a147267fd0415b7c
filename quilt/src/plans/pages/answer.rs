//! What a plan says: the wait first, since it falls off a cliff; then what each way would do, cost and be worth, every
//! figure with its range and how many draws it rests on.

use maud::{Markup, html};
use page::chart::{Patch, Patchwork};
use page::text::decimal;
use page::{Lang, Tone};
use simulate::plan::{Plan, Strategy};
use simulate::runs::{Figure, Layout, One, Rows, summary};

use super::opened::Opened;
use crate::plans::one_line::days;
use crate::plans::runs::{Progress, SoFar};
use crate::plans::said::whole;

/// Days beyond which a wait is marked: a month.
const LONG: f64 = 28.0;

/// The answer beside the sliders.
pub(in crate::plans) fn now(opened: &Opened, so_far: &SoFar) -> Markup {
    let plan = &so_far.plan;
    let state = match so_far.progress {
        Progress::Whole => "whole",
        Progress::Going => "going",
        Progress::Busy => "busy",
    };
    html! {
        section.q-card.q-plan__now id="plan-now" aria-labelledby="plan-now-heading" data-state=(state) data-query=(opened.tuned.query()) {
            h2.q-card__heading id="plan-now-heading" { "How long people would wait" }
            @for (_, problem) in opened.tuned.problems.iter() {
                p.nhsuk-error-message { (problem) " Told as it was before." }
            }
            @if let Some(rows) = &so_far.rows {
                ul.q-waits {
                    @for (way, strategy) in plan.strategies.iter().enumerate() { (wait(plan, rows, way, strategy)) }
                }
            } @else if !so_far.middles.is_empty() {
                ul.q-waits {
                    @for (run, strategy) in so_far.middles.iter().zip(&plan.strategies) { (middle_wait(plan, run, strategy)) }
                }
            }
            (super::cliff_chart::card(plan, &opened.tuned))
            p.q-plan__draws.q-quiet role="status" { (progress(so_far)) }
            // Where a script runs it looks again by itself, and nobody's slider is loaded away.
            @if so_far.progress != Progress::Whole { p.q-plan__again { a href=(opened.at("")) { "Look again" } } }
        }
    }
}

fn wait(plan: &Plan, rows: &Rows, way: usize, strategy: &Strategy) -> Markup {
    let (Some(wait), Some(gave_up)) =
        (summary(rows, way, Figure::Wait90), summary(rows, way, Figure::GaveUp))
    else {
        return html! {};
    };
    let years = f64::from(plan.years.max(1));
    html! {
        li {
            span.q-waits__way { (strategy.name) span.q-quiet { ": " (super::posts::totals(strategy)) } }
            span.q-waits__figure { (days(wait.mean)) }
            span.q-waits__range { (decimal(wait.low, 0)) " to " (decimal(wait.high, 0)) }
            span.q-waits__means { "nine in ten have begun by then; " (people(gave_up.mean / years)) " a year give up (" (whole(gave_up.low / years)) " to " (whole(gave_up.high / years)) ")" }
        }
    }
}

/// What a plan too large for a few draws says at once: one run, every value at its middle. The range follows.
fn middle_wait(plan: &Plan, run: &One, strategy: &Strategy) -> Markup {
    let layout = Layout::of(plan);
    let at = |figure| layout.at(figure).and_then(|at| run.figures.get(at)).copied().unwrap_or_default();
    let years = f64::from(plan.years.max(1));
    html! {
        li {
            span.q-waits__way { (strategy.name) span.q-quiet { ": " (super::posts::totals(strategy)) } }
            span.q-waits__figure { (days(at(Figure::Wait90))) }
            span.q-waits__range { "range to follow" }
            span.q-waits__means { "nine in ten have begun by then, with every value at its middle; " (people(at(Figure::GaveUp) / years)) " a year give up" }
        }
    }
}

fn people(x: f64) -> String {
    page::text::count(x.max(0.0).round() as u64, "person", "people")
}

/// “8 draws so far, of 200.”
pub(in crate::plans) fn progress(so_far: &SoFar) -> String {
    let (done, all) = (so_far.draws(), so_far.plan.draws);
    match (so_far.progress, done) {
        (Progress::Whole, _) => format!(
            "{done} draws: all there are. More would not make the ranges narrower; better evidence would."
        ),
        (Progress::Going, 0) => "This plan is large: the first numbers come in a moment.".into(),
        (Progress::Going, _) => format!("{done} draws so far, of {all}. The ranges settle as more come."),
        (Progress::Busy, 0) => {
            "Many plans are being worked out just now. Nothing is lost: look again in a moment.".into()
        }
        (Progress::Busy, _) => format!(
            "{done} draws, of {all}. Many plans are being worked out just now: look again in a moment for the rest."
        ),
    }
}

/// Everything else, below both columns.
pub(in crate::plans) fn rest(opened: &Opened, so_far: &SoFar) -> Markup {
    let plan = &so_far.plan;
    html! {
        div.q-plan__rest id="plan-rest" {
            @if let Some(rows) = &so_far.rows {
                (super::composed::first(opened, plan, rows))
            }
        }
    }
}

/// Each place a patch, the wait on it, for every way.
pub(in crate::plans) fn quilt(plan: &Plan, rows: &Rows) -> Markup {
    html! {
        section.q-card aria-labelledby="places-heading" {
            h2.q-card__heading id="places-heading" { "Where people would wait" }
            div.q-columns {
                @for (way, strategy) in plan.strategies.iter().enumerate() {
                    div { h3 { (strategy.name) } (patchwork(plan, rows, way, &strategy.name)) }
                }
            }
            p.q-quiet { "Each patch is a place: the days within which nine in ten have begun. A stitch is ten people who begin in a year. Ochre is more than four weeks." }
        }
    }
}

fn patchwork(plan: &Plan, rows: &Rows, way: usize, name: &str) -> Patchwork {
    let years = f64::from(plan.years.max(1));
    let title = format!("Waits by place, {name}");
    let quilt =
        Patchwork::new(Lang::En, format!("quilt-{way}"), title, "Days within which nine in ten have begun");
    plan.places.iter().enumerate().fold(quilt, |quilt, (place, it)| {
        let of = |figure| summary(rows, way, figure);
        let (Some(wait), Some(began)) = (of(Figure::PlaceWait90(place)), of(Figure::PlaceStarted(place)))
        else {
            return quilt;
        };
        let figure = format!("{} ({} to {})", days(wait.mean), decimal(wait.low, 0), decimal(wait.high, 0));
        let patch =
            Patch::new(it.name.as_str(), figure).journeys((began.mean / years).max(0.0).round() as u64);
        quilt.patch(patch.tone(if wait.mean > LONG { Tone::Ochre } else { Tone::Moss }))
    })
}
