//! `/admin/feeds/{feed}`: one feed. How far the reading is, what waits for a person, what came
//! of each reading, and its settings.

use maud::{Markup, Render, html};
use page::{
    Button, Card, Column, Details, Form, Lang, Problems, Row, Rows, Sheet, SummaryList, Table, Tag, Typed,
    Warning,
};

use super::feeds::{EVERY, REFRESH_SECONDS, asked, progress_words, read_every, when_words};
use super::{counted, moment_in_words};
use crate::directory::FeedId;
use crate::directory::feeds::{self, Feed, FeedRun, Gone, Outcome, UnderWay};
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

/// How many names are shown of what is gone.
const SAMPLE: usize = 10;

struct Known {
    feed: Feed,
    runs: Vec<FeedRun>,
    under_way: Option<UnderWay>,
    gone: Vec<Gone>,
}

/// GET `/admin/feeds/{feed}`
pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    render(visit, &Problems::none()).map(Answer::page)
}

/// POST `/admin/feeds/{feed}`: name, hours, pause.
pub(super) fn change(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: FeedId = visit.param("feed")?;
    let mut problems = Problems::none();
    let every = read_every(visit.form.get("every"));
    if every.is_none() {
        problems.add("every", "Choose how often the feed is read.");
    }
    if visit.form.get("name").is_empty() {
        problems.add("name", "Give the feed a name.");
    }
    let Some(every) = every.filter(|_| problems.is_empty()) else {
        return render(visit, &problems).map(Answer::again);
    };
    let (name, paused) = (visit.form.get("name"), visit.form.ticked("paused"));
    visit.submit("change a feed", |tx| {
        feeds::change_feed(tx, &visit.actor, &visit.now, id, name, every, paused)?;
        Ok(format!("/admin/feeds/{id}"))
    })
}

/// POST `/admin/feeds/{feed}/read`: read it now.
pub(super) fn read(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: FeedId = visit.param("feed")?;
    visit.submit("ask for a feed to be read", |tx| {
        feeds::ask_to_read(tx, &visit.actor, &visit.now, id)?;
        Ok(format!("/admin/feeds/{id}"))
    })
}

/// POST `/admin/feeds/{feed}/gone`: what is missing is really gone, or stays.
pub(super) fn settle(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: FeedId = visit.param("feed")?;
    let withdraw = match visit.form.get("do") {
        "withdraw" => true,
        "keep" => false,
        _ => return Err(Refusal::not_now("Choose whether the services are withdrawn or stay.")),
    };
    visit.submit("settle what a feed lost", |tx| {
        if withdraw {
            feeds::confirm_gone(tx, &visit.actor, &visit.now, id)?;
        } else {
            feeds::keep_gone(tx, &visit.actor, &visit.now, id)?;
        }
        Ok(format!("/admin/feeds/{id}"))
    })
}

fn render(visit: &Visit<'_>, problems: &Problems) -> Result<Markup, Refusal> {
    let id: FeedId = visit.param("feed")?;
    let known = visit.read("open a feed", |tx| {
        let area = visit.area();
        let under_way = feeds::under_way(tx, area, visit.now.at)?;
        Ok(Known {
            feed: feeds::feed(tx, area, id)?.ok_or_else(Refusal::not_found)?,
            runs: feeds::feed_runs(tx, area, id)?,
            under_way: under_way.into_iter().find(|it| it.feed == id),
            gone: feeds::gone(tx, area, id)?,
        })
    })?;
    let feed = &known.feed;
    let waits = known.gone.iter().any(|gone| !gone.keep);
    let body = html! {
        h1 { (feed.name) }
        p.q-lead { (when_words(visit, feed)) }
        @if waits { (losses(visit, &known)) }
        (Card::new("Now", now(visit, &known, waits)))
        (Card::new("Readings", history(feed, &known.runs)))
        @if !waits && !known.gone.is_empty() { (kept(visit, &known)) }
        @if !feed.is_file() { (Card::new("Settings", settings(visit, feed, problems))) }
    };
    let reading = known.under_way.is_some_and(|it| !it.broken_off) || asked(visit, &known.feed);
    let shell = Shell::new(known.feed.name.as_str())
        .under(&[("/admin", "Admin"), ("/admin/feeds", "Feeds")])
        .problems(problems);
    let shell = if reading && problems.is_empty() { shell.refresh(REFRESH_SECONDS) } else { shell };
    Ok(shell.render(visit, body))
}

fn now(visit: &Visit<'_>, known: &Known, waits: bool) -> Markup {
    let feed = &known.feed;
    let facts = SummaryList::new()
        .row(if feed.is_file() { "File" } else { "Address" }, feed.address.trim_start_matches("file:"))
        .row_if("Found there", feed.found.as_deref())
        .row_if("Last read", feed.last_run_at.map(moment_in_words))
        .row_if("Under way", known.under_way.as_ref().map(progress_words))
        .row_if("Read so far", known.under_way.as_ref().map(|it| bytes_words(it.bytes)));
    let ask = Form::post(format!("/admin/feeds/{}/read", feed.id), visit.csrf(), visit.once());
    let button = if waits { Button::quiet("Read it now") } else { Button::new("Read it now") };
    html! {
        (facts)
        @if feed.is_file() { p { "Read it again with " code { "quilt import directory " (feed.address.trim_start_matches("file:")) } } }
        @else if known.under_way.is_none() { (ask.body(html! { (button) })) }
    }
}

/// A feed that lost a great many services: what would go, and the two answers.
fn losses(visit: &Visit<'_>, known: &Known) -> Markup {
    let gone: Vec<&Gone> = known.gone.iter().filter(|gone| !gone.keep).collect();
    let many = page::text::count(gone.len() as u64, "service is", "services are");
    let form = || Form::post(format!("/admin/feeds/{}/gone", known.feed.id), visit.csrf(), visit.once());
    Card::new(format!("{many} not in the feed any more"), html! {
        (Warning::new(Lang::En, "So many at once is more often a mishap at the publisher’s than the truth. All of them are still shown to people. Nothing is withdrawn until you say so."))
        div.q-actions {
            (form().label("Keep them").body(Button::new("Keep them: the feed is wrong").sends("do", "keep")))
            (form().label("Withdraw them").body(Button::warning(format!("Withdraw all {}", gone.len())).sends("do", "withdraw")))
        }
        p.q-quiet { "If the feed names them again before you answer, the question goes away by itself. These would go:" }
        (names(&gone))
    })
    .id("gone")
    .render()
}

/// What stays though the feed no longer names it.
fn kept(visit: &Visit<'_>, known: &Known) -> Markup {
    let gone: Vec<&Gone> = known.gone.iter().collect();
    let many = page::text::count(gone.len() as u64, "service stays", "services stay");
    let form = Form::post(format!("/admin/feeds/{}/gone", known.feed.id), visit.csrf(), visit.once());
    Card::new(
        "Kept by you",
        html! {
            p { (many) " though the feed no longer names them." }
            (names(&gone))
            (form.body(Button::quiet("Withdraw them after all").sends("do", "withdraw")))
        },
    )
    .render()
}

fn names(gone: &[&Gone]) -> Markup {
    let list = |some: &[&Gone]| html! { ul { @for one in some { li { a href={ "/find/" (one.service) } { (one.name) } } } } };
    let (first, more) = gone.split_at(gone.len().min(SAMPLE));
    html! {
        (list(first))
        @if !more.is_empty() {
            (Details::new(format!("And {} more", counted(i64::try_from(more.len()).unwrap_or(0))), list(&more[..more.len().min(1_000)])))
        }
    }
}

fn history(feed: &Feed, runs: &[FeedRun]) -> Markup {
    if runs.is_empty() {
        return Rows::new(Vec::<Row>::new(), "Not read yet.").render();
    }
    let number = |n: i64| html! { (counted(n)) };
    let table = Table::new(format!("Readings of {}, newest first", feed.name))
        .caption_unseen()
        .columns([
            Column::text("When"),
            Column::text("What came of it"),
            Column::number("Added"),
            Column::number("Changed"),
            Column::number("As before"),
            Column::number("Withdrawn"),
            Column::number("Refused"),
            Column::number("Mended"),
            Column::text("Took"),
        ])
        .rows(runs.iter().map(|run| {
            let when =
                html! { a href={ "/admin/feeds/" (feed.id) "/" (run.id) } { (moment_in_words(run.at)) } };
            [
                when,
                html! { (outcome_tag(run.outcome)) },
                number(run.added),
                number(run.changed),
                number(run.unchanged),
                number(run.withdrawn),
                number(run.refused),
                number(run.repaired),
                html! { (took_words(run.took_ms)) },
            ]
        }));
    html! { (table) p.q-quiet { "The newest 50 readings are kept here. Every change stands in the ledger for good." } }
}

pub(super) fn outcome_tag(outcome: Outcome) -> Tag {
    match outcome {
        Outcome::Whole => Tag::teal(outcome.words()),
        Outcome::Same => Tag::plain(outcome.words()),
        Outcome::Partial | Outcome::Held => Tag::ochre(outcome.words()),
        Outcome::Failed => Tag::rose(outcome.words()),
    }
}

fn settings(visit: &Visit<'_>, feed: &Feed, problems: &Problems) -> Markup {
    let hours = feed.every_hours.unwrap_or(0).to_string();
    let typed = if problems.is_empty() {
        let typed = Typed::default().with("name", feed.name.as_str()).with("every", hours);
        if feed.paused { typed.with("paused", "yes") } else { typed }
    } else {
        visit.form.as_typed()
    };
    let sheet = Sheet::new(Lang::En, &typed, problems);
    let every = sheet.select("every", "How often is it read?");
    Form::post(format!("/admin/feeds/{}", feed.id), visit.csrf(), visit.once())
        .body(html! {
            (sheet.input("name", "What you call it"))
            (EVERY.iter().fold(every, |select, (hours, words)| select.option(*hours, *words)))
            (sheet.checkboxes("paused", "Pause").option("yes", "Do not read it for now"))
            (Button::quiet("Keep these settings"))
        })
        .render()
}

/// "1.4 s"
pub(super) fn took_words(ms: i64) -> String {
    match ms {
        ..1_000 => format!("{ms}\u{a0}ms"),
        1_000..60_000 => format!("{}.{}\u{a0}s", ms / 1_000, ms % 1_000 / 100),
        _ => format!("{} min {} s", ms / 60_000, ms % 60_000 / 1_000),
    }
}

/// "2.1 MB"
pub(super) fn bytes_words(bytes: i64) -> String {
    match bytes {
        ..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_sizes_are_said_as_people_say_them() {
        assert_eq!(
            [took_words(7), took_words(1_449), took_words(125_000)],
            ["7\u{a0}ms", "1.4\u{a0}s", "2 min 5 s"]
        );
        assert_eq!(
            [bytes_words(7), bytes_words(1_449), bytes_words(2_182_832)],
            ["7 bytes", "1 kB", "2.1 MB"]
        );
    }
}
