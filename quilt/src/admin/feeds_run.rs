//! `/admin/feeds/{feed}/{run}`: what came of one reading, part by part: what changed, what was
//! refused and why, what was mended.

use maud::{Markup, Render, html};
use page::{Card, Details, SummaryList};

use super::feeds_one::{bytes_words, outcome_tag, took_words};
use super::{counted, moment_in_words};
use crate::directory::feeds::{self, ImportReport, ServiceChange};
use crate::directory::{FeedId, FeedRunId};
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

/// How many lines of one kind are shown.
const SHOWN: usize = 200;

/// GET `/admin/feeds/{feed}/{run}`
pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let (feed, run): (FeedId, FeedRunId) = (visit.param("feed")?, visit.param("run")?);
    let report = visit
        .read("read a feed's report", |tx| feeds::feed_report(tx, visit.area(), run))?
        .filter(|report| report.run.feed == feed)
        .ok_or_else(Refusal::not_found)?;
    let details = &report.details;
    let body = html! {
        h1 { "What came of reading " (report.feed_name) }
        p.q-lead { (moment_in_words(report.run.at)) " " (outcome_tag(report.run.outcome)) }
        @for note in &details.notes { p { (note) } }
        (Card::new("In numbers", numbers(&report)))
        @if !details.changes.is_empty() { (Card::new("Changed", changes(&details.changes))) }
        (listed("New", report.run.added, &details.added))
        (listed(if report.run.held > 0 { "Not in the feed any more, and waiting" } else { "Withdrawn" }, report.run.withdrawn + report.run.held, &details.gone))
        (listed("Refused, and why", report.run.refused, &details.refusals))
        (listed("Mended", report.run.repaired, &details.repairs))
    };
    let one = format!("/admin/feeds/{feed}");
    let places = [("/admin", "Admin"), ("/admin/feeds", "Feeds"), (one.as_str(), report.feed_name.as_str())];
    Ok(Answer::page(Shell::new("What came of reading a feed").under(&places).render(visit, body)))
}

fn numbers(report: &ImportReport) -> Markup {
    let run = &report.run;
    let pages = page::text::count(u64::try_from(run.pages).unwrap_or(0), "page", "pages");
    SummaryList::new()
        .row("Services in the feed", counted(run.kept()))
        .row("New", counted(run.added))
        .row("Changed", counted(run.changed))
        .row("As before", counted(run.unchanged))
        .row("Withdrawn", counted(run.withdrawn))
        .row_if("Waiting for you", (run.held > 0).then(|| counted(run.held)))
        .row("Entries refused", counted(run.refused))
        .row("Things mended", counted(run.repaired))
        .row("Read", format!("{}, {pages} ({})", bytes_words(run.bytes), run.format))
        .row("Took", took_words(run.took_ms))
        .row("Read for", run.by_name.as_str())
        .render()
}

fn changes(changes: &[ServiceChange]) -> Markup {
    html! {
        @for change in changes.iter().take(SHOWN) {
            p { a href={ "/find/" (change.service) } { (change.name) } }
            ul { @for fact in &change.facts { li { (fact) } } }
        }
        (more(changes.len()))
    }
}

/// A list under its heading, folded away when it is long; nothing when there is nothing.
fn listed(heading: &str, all: i64, lines: &[impl ToString]) -> Markup {
    if lines.is_empty() {
        return html! {};
    }
    let list = html! {
        ul { @for line in lines.iter().take(SHOWN) { li { (line.to_string()) } } }
        (more(usize::try_from(all).unwrap_or(0).max(lines.len())))
    };
    let body = if lines.len() > 12 {
        Details::new(format!("Show all {}", counted(all)), list).render()
    } else {
        list
    };
    Card::new(heading, body).render()
}

fn more(all: usize) -> Markup {
    html! {
        @if all > SHOWN { p.q-quiet { "The first " (SHOWN) " of " (counted(i64::try_from(all).unwrap_or(0))) "." } }
    }
}
