//! What a plan says: the wait first, since it falls off a cliff; then what each way would do, cost and be worth, every
//! figure with its range and how many draws it rests on.

use maud::{Markup, html};
use page::chart::{Patch, Patchwork};
use page::text::decimal;
use page::{Card, Caution, Column, Lang, Table, Tone};
use simulate::plan::{Plan, Role};
use simulate::runs::{Figure, Rows, Summary, summary};

use super::one_line::days;
use super::opened::Opened;
use super::runs::{Progress, SoFar};
use super::said::{about_pounds, whole};

/// Days beyond which a wait is marked: a month.
const LONG: f64 = 28.0;

/// The answer beside the sliders.
pub(super) fn now(opened: &Opened, so_far: &SoFar) -> Markup {
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
                    @for (way, strategy) in plan.strategies.iter().enumerate() { (wait(plan, rows, way, &strategy.name)) }
                }
            }
            p.q-plan__draws.q-quiet role="status" { (progress(so_far)) }
        }
    }
}

fn wait(plan: &Plan, rows: &Rows, way: usize, name: &str) -> Markup {
    let (Some(wait), Some(gave_up)) = (summary(rows, way, Figure::Wait90), summary(rows, way, Figure::GaveUp)) else {
        return html! {};
    };
    let years = f64::from(plan.years.max(1));
    html! {
        li {
            span.q-waits__way { (name) }
            span.q-waits__figure { (days(wait.mean)) }
            span.q-waits__range { (decimal(wait.low, 0)) " to " (decimal(wait.high, 0)) }
            span.q-waits__means { "nine in ten have begun by then; " (people(gave_up.mean / years)) " a year give up (" (whole(gave_up.low / years)) " to " (whole(gave_up.high / years)) ")" }
        }
    }
}

fn people(x: f64) -> String {
    page::text::count(x.max(0.0).round() as u64, "person", "people")
}

/// “8 draws so far, of 200.”
fn progress(so_far: &SoFar) -> String {
    let (done, all) = (so_far.draws(), so_far.plan.draws);
    match (so_far.progress, done) {
        (Progress::Whole, _) => format!("{done} draws: all there are. More would not make the ranges narrower; better evidence would."),
        (Progress::Going, 0) => "This plan is large: the first numbers come in a moment.".into(),
        (Progress::Going, _) => format!("{done} draws so far, of {all}. The ranges settle as more come."),
        (Progress::Busy, 0) => "Many plans are being worked out just now. Nothing is lost: look again in a moment.".into(),
        (Progress::Busy, _) => format!("{done} draws, of {all}. Many plans are being worked out just now: look again in a moment for the rest."),
    }
}

/// Everything else, below both columns.
pub(super) fn rest(opened: &Opened, so_far: &SoFar) -> Markup {
    let plan = &so_far.plan;
    html! {
        div.q-plan__rest id="plan-rest" {
            @if let Some(rows) = &so_far.rows {
                (beside(plan, rows))
                (quilt(plan, rows))
                (super::composed::sections(opened, plan, rows))
            }
        }
    }
}

/// “8,884 (5,414 to 13,268)”.
fn ranged(it: Option<Summary>, over: f64, say: fn(f64) -> String) -> String {
    it.map_or_else(
        || "–".into(),
        |it| format!("{} ({} to {})", say(it.mean / over), say(it.low / over), say(it.high / over)),
    )
}

/// The ways side by side, in the few figures a commissioner asks for first.
fn beside(plan: &Plan, rows: &Rows) -> Card {
    let years = f64::from(plan.years.max(1));
    let ways = || 0..plan.strategies.len();
    let columns = std::iter::once(Column::text("A year, on average"))
        .chain(plan.strategies.iter().map(|it| Column::number(it.name.as_str())));
    let figure = |words: &str, figure: Figure, say: fn(f64) -> String| {
        let cells = ways().map(|way| ranged(summary(rows, way, figure), years, say));
        std::iter::once(words.to_owned()).chain(cells).collect::<Vec<_>>()
    };
    let posts = |words: &str, role: Role| {
        let count = |way: usize| {
            let posts = plan.strategies[way].teams.iter().flat_map(|team| &team.posts);
            decimal(posts.filter(|post| post.role == role).map(|post| post.wte).sum(), 2)
        };
        std::iter::once(words.to_owned()).chain(ways().map(count)).collect::<Vec<_>>()
    };
    let table = Table::new("Each way beside the others").caption_unseen().columns(columns).rows([
        posts("Link workers, full-time", Role::LinkWorker),
        posts("Builders, full-time", Role::Builder),
        figure("People referred", Figure::Referred, whole),
        figure("People who began", Figure::Started, whole),
        figure("Gave up waiting", Figure::GaveUp, whole),
        figure("Planned endings", Figure::Completed, whole),
        figure("Links made", Figure::Linked, whole),
        figure("Went without a link they wanted", Figure::UnmetAll, whole),
        figure("What it costs", Figure::CostAll, about_pounds),
    ]);
    Card::new("Each way beside the others", html! {
        (table)
        p.q-quiet { "In brackets is the range: 95 of 100 draws of the assumptions fall into it. All ways meet the same people." }
    })
    .id("ways")
}

/// Each place a patch, the wait on it, for every way.
fn quilt(plan: &Plan, rows: &Rows) -> Markup {
    html! {
        section.q-card aria-labelledby="places-heading" {
            h2.q-card__heading id="places-heading" { "Where people would wait" }
            div.q-columns {
                @for (way, strategy) in plan.strategies.iter().enumerate() {
                    div { h3 { (strategy.name) } (patchwork(plan, rows, way, &strategy.name)) }
                }
            }
            p.q-quiet { "Each patch is a place: the days within which nine in ten have begun. A stitch is ten people who begin in a year. Ochre is more than four weeks." }
            @if let Some(worst) = worst(plan, rows) { (Caution::new(worst)) }
        }
    }
}

fn patchwork(plan: &Plan, rows: &Rows, way: usize, name: &str) -> Patchwork {
    let years = f64::from(plan.years.max(1));
    let title = format!("Waits by place, {name}");
    let quilt = Patchwork::new(Lang::En, format!("quilt-{way}"), title, "Days within which nine in ten have begun");
    plan.places.iter().enumerate().fold(quilt, |quilt, (place, it)| {
        let of = |figure| summary(rows, way, figure);
        let (Some(wait), Some(began)) = (of(Figure::PlaceWait90(place)), of(Figure::PlaceStarted(place))) else {
            return quilt;
        };
        let figure = format!("{} ({} to {})", days(wait.mean), decimal(wait.low, 0), decimal(wait.high, 0));
        let patch = Patch::new(it.name.as_str(), figure).journeys((began.mean / years).max(0.0).round() as u64);
        quilt.patch(patch.tone(if wait.mean > LONG { Tone::Ochre } else { Tone::Moss }))
    })
}

/// Where somebody is worst served, in a sentence: a mean can hide it.
fn worst(plan: &Plan, rows: &Rows) -> Option<String> {
    let said = plan.strategies.iter().enumerate().filter_map(|(way, strategy)| {
        let (waits, reached) = simulate::judge::worst(rows, way, plan.places.len())?;
        let name = |place: usize| plan.places.get(place).map_or("", |it| it.name.as_str());
        Some(format!(
            "{}: people wait longest in {}, and fewest of those who would gain are reached in {} ({}%).",
            strategy.name,
            name(waits.place),
            name(reached.place),
            decimal(reached.value * 100.0, 0)
        ))
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| said.join(" "))
}
