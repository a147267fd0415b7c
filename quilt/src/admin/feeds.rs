//! `/admin/feeds`: what was read into the directory, and line by line what came of it.

use maud::html;
use page::{Card, Column, Table};

use super::{moment_in_words, under_admin};
use crate::directory::{self, FeedRunId};
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

/// The most runs shown of one feed.
const MOST_RUNS: usize = 20;

pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let feeds = visit.read("list the feeds", |tx| {
        let feeds = directory::feeds(tx, visit.area())?;
        feeds
            .into_iter()
            .map(|feed| Ok((directory::feed_runs(tx, visit.area(), feed.id)?, feed)))
            .collect::<Result<Vec<_>, Refusal>>()
    })?;
    let body = html! {
        @for (runs, feed) in &feeds {
            @let table = Table::new(format!("Readings of {}", feed.name))
                .caption_unseen()
                .columns([
                    Column::text("When"), Column::number("Added"), Column::number("Changed"), Column::number("As before"),
                    Column::number("Withdrawn"), Column::number("Refused"), Column::number("Mended"),
                ])
                .rows(runs.iter().take(MOST_RUNS).map(|run| {
                    let when = html! { a href={ "/admin/feeds/" (run.id) } { (moment_in_words(run.at)) } };
                    let number = |n: i64| html! { (super::counted(n)) };
                    [when, number(run.added), number(run.changed), number(run.unchanged), number(run.withdrawn), number(run.refused), number(run.repaired)]
                }));
            (Card::new(feed.name.as_str(), html! { p.q-quiet { (feed.address) } (table) }))
        }
        @if feeds.is_empty() { p { "No feed has been read yet. " code { "quilt import" } " reads one." } }
    };
    Ok(under_admin(visit, "Feeds", body))
}

/// GET `/admin/feeds/{run}`
pub(super) fn report(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let run: FeedRunId = visit.param("run")?;
    let report = visit
        .read("read a feed's report", |tx| directory::feed_report(tx, visit.area(), run))?
        .ok_or_else(Refusal::not_found)?;
    let mut lines = report.lines().into_iter();
    let body = html! {
        h1 { "What came of reading " (report.feed_name) }
        p.q-lead { (moment_in_words(report.run.at)) }
        @if let Some(sum) = lines.next() { p { (sum) } }
        (Card::new("Line by line", html! {
            @if lines.len() == 0 { p { "Nothing was mended and nothing refused." } }
            ul { @for line in lines { li { (line) } } }
        }))
    };
    let places = [("/admin", "Admin"), ("/admin/feeds", "Feeds")];
    Ok(Answer::page(Shell::new("What came of reading a feed").under(&places).render(visit, body)))
}
