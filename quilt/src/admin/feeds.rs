//! `/admin/feeds`: where the directory is read from, how that is going, and adding one more.

use maud::{Markup, html};
use page::{Button, Card, Form, Lang, Problems, Row, Rows, Sheet, Tag};

use super::{counted, moment_in_words};
use crate::directory::FeedId;
use crate::directory::feeds::{self, Feed, FeedAddress, FeedRun, FeedSource, Outcome, Reach, UnderWay};
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

/// While something is read, the page offers to look again this often.
pub(super) const REFRESH_SECONDS: u32 = 5;

/// How often a feed may be read by itself, in hours, as people choose it.
pub(super) const EVERY: &[(&str, &str)] = &[
    ("24", "Every day"),
    ("1", "Every hour"),
    ("6", "Every 6 hours"),
    ("12", "Every 12 hours"),
    ("168", "Every week"),
    ("0", "Only when somebody asks"),
];

/// What is shown of one feed in the list.
struct Listed {
    feed: Feed,
    last: Option<FeedRun>,
    under_way: Option<UnderWay>,
    waiting: i64,
}

/// GET `/admin/feeds`
pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    render(visit, &Problems::none()).map(Answer::page)
}

/// POST `/admin/feeds`: one more feed, read at once.
pub(super) fn add(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let reach = if visit.app.private_feeds { Reach::Anywhere } else { Reach::PublicOnly };
    let mut problems = Problems::none();
    let address = FeedAddress::parse(visit.form.get("address"), reach);
    let every = read_every(visit.form.get("every"));
    if let Err(sentence) = &address {
        problems.add("address", sentence.as_str());
    }
    if every.is_none() {
        problems.add("every", "Choose how often the feed is read.");
    }
    let (Ok(address), Some(every)) = (address, every) else {
        return render(visit, &problems).map(Answer::again);
    };
    let name = visit.form.some("name").map_or_else(|| address.host(), str::to_owned);
    let source = FeedSource { name, address: address.as_str().to_owned() };
    visit.submit("add a feed", |tx| {
        let id = feeds::add_feed(tx, &visit.actor, &visit.now, &source, every)?;
        Ok(format!("/admin/feeds/{id}"))
    })
}

/// Hours from one of the choices; no hours for “only when somebody asks”.
#[expect(
    clippy::option_option,
    reason = "not a choice, a choice of never, and a choice of hours are three things"
)]
pub(super) fn read_every(typed: &str) -> Option<Option<i64>> {
    EVERY
        .iter()
        .find(|(hours, _)| *hours == typed)
        .map(|(hours, _)| hours.parse().ok().filter(|hours| *hours > 0))
}

fn render(visit: &Visit<'_>, problems: &Problems) -> Result<Markup, Refusal> {
    let listed = visit.read("list the feeds", |tx| {
        let (area, now) = (visit.area(), visit.now.at);
        let under_way = feeds::under_way(tx, area, now)?;
        let waiting = feeds::waiting(tx, area)?;
        let of = |id: FeedId| waiting.iter().find(|(feed, _)| *feed == id).map_or(0, |(_, n)| *n);
        feeds::feeds(tx, area)?
            .into_iter()
            .map(|feed| {
                Ok(Listed {
                    last: feeds::feed_runs(tx, area, feed.id)?.into_iter().next(),
                    under_way: under_way.iter().find(|it| it.feed == feed.id).cloned(),
                    waiting: of(feed.id),
                    feed,
                })
            })
            .collect::<Result<Vec<_>, Refusal>>()
    })?;
    let reading = listed
        .iter()
        .any(|it| it.under_way.as_ref().is_some_and(|it| !it.broken_off) || asked(visit, &it.feed));
    let rows = listed.iter().map(|it| row(visit, it));
    let body = html! {
        h1 { "Feeds" }
        p.q-lead { "Where the directory is read from. What people here add to an entry is never overwritten by a feed." }
        (Card::new("Read from", Rows::new(rows, "No feed has been read yet. Add the council’s below.")))
        (Card::new("Add a feed", form(visit, problems)).id("add"))
    };
    let shell = Shell::new("Feeds").under(&[("/admin", "Admin")]).problems(problems);
    let shell = if reading { shell.refresh(REFRESH_SECONDS) } else { shell };
    Ok(shell.render(visit, body))
}

fn row(visit: &Visit<'_>, it: &Listed) -> Row {
    let feed = &it.feed;
    let mut row = Row::new(feed.name.as_str()).strong().href(format!("/admin/feeds/{}", feed.id));
    if it.waiting > 0 {
        row = row.tag_after(Tag::ochre(format!("{} wait for you", counted(it.waiting))));
    } else if it.last.as_ref().is_some_and(|run| run.outcome == Outcome::Failed) {
        row = row.tag_after(Tag::rose("not read"));
    }
    row = row.under(when_words(visit, feed));
    row = match (&it.under_way, &it.last) {
        (Some(now), _) => row.under(progress_words(now)),
        (None, Some(run)) => row.under(format!("Last: {}", run_words(run))),
        (None, None) => row.under("Not read yet"),
    };
    row
}

fn form(visit: &Visit<'_>, problems: &Problems) -> Markup {
    let typed = visit.form.as_typed();
    let sheet = Sheet::new(Lang::En, &typed, problems);
    let every = sheet.select("every", "How often is it read?");
    maud::Render::render(&Form::post("/admin/feeds", visit.csrf(), visit.once()).body(html! {
        (sheet.input("address", "Its web address").kind("url").spellcheck(false)
            .hint("Open Referral UK version 1 or 3, or HSDS 3. For example https://directory.example.gov.uk/services. The address of the whole API will do as well."))
        (sheet.input("name", "What you call it").hint("Left empty: the name of the website.").optional())
        (EVERY.iter().fold(every, |select, (hours, words)| select.option(*hours, *words)))
        (Button::new("Add the feed"))
    }))
}

/// Whether somebody asked for it and nothing reads it yet.
pub(super) fn asked(visit: &Visit<'_>, feed: &Feed) -> bool {
    !feed.paused && feed.next_at.is_some_and(|at| at <= visit.now.at)
}

/// "Every day, next on 4 March 2026, 14:05"
pub(super) fn when_words(visit: &Visit<'_>, feed: &Feed) -> String {
    if feed.is_file() {
        return "A file, read by the command line".into();
    }
    if feed.paused {
        return "Paused".into();
    }
    let every = match feed.every_hours {
        None => "Read when somebody asks".to_owned(),
        Some(1) => "Every hour".to_owned(),
        Some(24) => "Every day".to_owned(),
        Some(168) => "Every week".to_owned(),
        Some(hours) => format!("Every {hours} hours"),
    };
    match feed.next_at {
        _ if asked(visit, feed) => format!("{every}, to be read now"),
        Some(next) => format!("{every}, next on {}", moment_in_words(next)),
        None => every,
    }
}

/// "Being read: page 3 of 12, 240 services so far"
pub(super) fn progress_words(now: &UnderWay) -> String {
    let services = page::text::count(u64::try_from(now.services).unwrap_or(0), "service", "services");
    let pages = match now.pages_total {
        Some(total) if total > 1 => format!("page {} of {total}, ", now.pages.clamp(1, total)),
        _ => String::new(),
    };
    let begins = if now.broken_off { "Broken off, and goes on soon" } else { "Being read" };
    format!("{begins}: {pages}{services} so far")
}

/// "23 November 2026, 10:00, read whole: 12 added, 3 changed, 1 withdrawn"
pub(super) fn run_words(run: &FeedRun) -> String {
    let numbers = [
        (run.added, "added"),
        (run.changed, "changed"),
        (run.withdrawn, "withdrawn"),
        (run.held, "held"),
        (run.refused, "refused"),
    ];
    let said: Vec<String> =
        numbers.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{} {what}", counted(*n))).collect();
    let sum = if said.is_empty() { "no change".to_owned() } else { said.join(", ") };
    let sum = if run.outcome == Outcome::Failed { String::new() } else { format!(": {sum}") };
    format!("{}, {}{sum}", moment_in_words(run.at), run.outcome.words())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_one_of_the_choices() {
        assert_eq!(read_every("24"), Some(Some(24)));
        assert_eq!(read_every("0"), Some(None));
        assert_eq!(read_every("5"), None);
        assert_eq!(read_every(""), None);
    }
}
