//! `/journeys/{id}/lines`: one person's lines over time. Words first, then a drawing for each score with
//! the steps taken and the set-backs marked on it, then what happened in words. It is theirs: in their
//! language, on paper when they like, with no target and nobody to be compared with.

use ::store::Tx;
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::Entry;
use maud::{Markup, html};
use measure::Shelf;
use page::chart::{Course, Happened, Point};
use page::{Details, Paper, Row, Rows, text};

use super::change::{Change, to_change};
use super::hope::{Hope, together};
use super::lines_words::{Line, aloud, cautions, how_words, lines, sentence};
use super::store_view::Parts;
use super::timeline::shortened;
use super::{ConcernId, StepState, store, store_hope};
use crate::access::Act;
use crate::moment::local;
use crate::outcomes::{Kept, shelf_ever, taken};
use crate::refusal::Refusal;
use crate::web::{Answer, Lang, Visit, say};

/// How many lines of the ledger are read for what happened, and how many of those are drawn.
const LINES: usize = 300;
const DRAWN: usize = 24;

/// The longest step shown, in characters.
const LONGEST: usize = 160;

/// What the page is drawn from.
struct Seen {
    parts: Parts,
    kept: Vec<Kept>,
    ratings: Vec<(ConcernId, i64, Timestamp)>,
    hopes: Vec<Hope>,
    moved: Vec<Entry>,
    shelf: Shelf,
}

/// A step taken, or one that did not work out.
struct Event {
    on: Date,
    words: String,
    what: Happened,
}

fn gather(tx: &mut Tx<'_>, visit: &Visit<'_>, change: &Change) -> Result<Seen, Refusal> {
    let (area, id) = (visit.area(), change.journey.id);
    Ok(Seen {
        parts: store::select_parts(tx, area, id, change.journey.person)?,
        kept: taken(tx, area, id.into())?,
        ratings: store_hope::select_ratings(tx, area, id)?,
        hopes: store_hope::select_hopes(tx, area, id)?,
        moved: ledger::thread_of(tx, area.into(), id.into(), &["step.moved"], true, LINES, None)?,
        shelf: shelf_ever(tx, area)?,
    })
}

/// GET `/journeys/{id}/lines`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let change = to_change(visit, Act::ReadStory)?;
    let seen = visit.read("see somebody's lines", |tx| gather(tx, visit, &change))?;
    let lang = visit.lang;
    let title = say(lang, "lines-title", &[("name", change.person.called())]);
    let all = measured(lang, &seen.shelf, &seen.kept);
    let events = events(&seen.moved);
    let nothing = all.is_empty() && seen.ratings.is_empty() && seen.hopes.is_empty();
    let body = html! {
        h1 { (title) }
        (other_ways(visit, &change))
        p.q-lead { (say(lang, "lines-lead", &[])) }
        @if nothing { p { (say(lang, "lines-none", &[])) } }
        (in_words(visit, &seen, &all))
        (drawings(visit, &all, &events))
        (concerns(visit, &seen, &events))
        (happened(visit, &events))
        (hopes(lang, &seen.hopes))
        (attributions(&seen))
        @if visit.may(Act::RecordOnJourney) { (put_right(visit, &change, &seen)) }
    };
    Ok(Answer::page(change.shell(&title).paper(paper(visit)).render(visit, body)))
}

/// Every line there is, measure by measure, the four wellbeing questions first.
pub(super) fn measured(lang: Lang, shelf: &Shelf, kept: &[Kept]) -> Vec<Line> {
    let mut measures: Vec<&str> = kept.iter().map(|kept| kept.measure.as_str()).collect();
    measures.sort_by_key(|code| (*code != "ons4", *code));
    measures.dedup();
    measures
        .into_iter()
        .filter_map(|code| Some((code, shelf.get(code)?)))
        .flat_map(|(code, instrument)| {
            let of: Vec<&Kept> = kept.iter().filter(|kept| kept.measure == code).collect();
            lines(lang, instrument, &of)
        })
        .collect()
}

/// Steps taken and set-backs, oldest first; the latest few of them where there are many.
fn events(moved: &[Entry]) -> Vec<Event> {
    let mut events: Vec<Event> = moved
        .iter()
        .filter_map(|entry| {
            let fact = |name: &str| entry.facts.as_ref().and_then(|facts| facts.get(name)?.as_str());
            let what = match StepState::parse(fact("to")?)? {
                StepState::Done => Happened::Reached,
                StepState::SetBack => Happened::SetBack,
                _ => return None,
            };
            Some(Event { on: local(entry.happened).date(), words: shortened(fact("words")?, LONGEST), what })
        })
        .collect();
    events.sort_by_key(|event| event.on);
    let from = events.len().saturating_sub(DRAWN);
    events.split_off(from)
}

fn in_words(visit: &Visit<'_>, seen: &Seen, all: &[Line]) -> Markup {
    let (lang, year) = (visit.lang, visit.now.today().year());
    let mut asides = cautions(lang, all, year);
    for kept in &seen.kept {
        let Some(instrument) = seen.shelf.get(&kept.measure) else { continue };
        let day = text::day(lang, local(kept.at).date(), year);
        let about = [("measure", &*instrument.name), ("day", day.as_str())];
        if !kept.valid {
            asides.push(say(lang, "lines-not-scored", &about));
        } else if kept.scores.is_empty() {
            asides.push(say(lang, "lines-unscored", &about));
        }
    }
    html! {
        @if !all.is_empty() {
            h2 { (say(lang, "lines-words", &[])) }
            ul { @for line in all { li { (sentence(lang, line, year)) } } }
        }
        @for aside in asides { p { (aside) } }
    }
}

fn drawings(visit: &Visit<'_>, all: &[Line], events: &[Event]) -> Markup {
    let lang = visit.lang;
    html! {
        @if !all.is_empty() {
            h2 { (say(lang, "lines-charts", &[])) }
            div.q-lines { @for (n, line) in all.iter().enumerate() { div { h3 { (line.name) } (drawn(visit, n, line, events)) } } }
            @if all.iter().any(|line| line.said.iter().any(|said| aloud(said.how))) {
                p.q-quiet { (say(lang, "lines-hollow", &[])) }
            }
        }
    }
}

fn drawn(visit: &Visit<'_>, n: usize, line: &Line, events: &[Event]) -> Course {
    let (lang, year) = (visit.lang, visit.now.today().year());
    let ends = (line.scale.low, line.scale.high);
    let how = say(lang, "lines-how", &[]);
    let lower = line.scale.direction == measure::Direction::LowerIsBetter;
    let chart = Course::new(lang, format!("line-{n}"), line.name.as_str(), ends, how, year)
        .decimals(line.scale.decimals.into())
        .lower_is_better(lower);
    let chart = line.said.iter().fold(chart, |chart, said| {
        chart.point(Point::new(said.on, said.value, how_words(lang, said.how)).hollow(aloud(said.how)))
    });
    marked(chart, events)
}

fn marked(chart: Course, events: &[Event]) -> Course {
    events.iter().enumerate().fold(chart, |chart, (n, event)| chart.mark(event.on, n + 1, event.what))
}

fn concerns(visit: &Visit<'_>, seen: &Seen, events: &[Event]) -> Markup {
    let (lang, year) = (visit.lang, visit.now.today().year());
    let rated = |id| seen.ratings.iter().filter(move |(concern, _, _)| *concern == id);
    let shown: Vec<_> = seen.parts.concerns.iter().filter(|c| rated(c.id).next().is_some()).collect();
    let chart = |n: usize, concern: &super::Concern| {
        let id = format!("concern-{n}");
        let chart = Course::new(lang, id, concern.words.as_str(), (0.0, 6.0), "", year).lower_is_better(true);
        let chart = rated(concern.id).fold(chart, |chart, (_, severity, at)| {
            chart.point(Point::new(local(*at).date(), *severity as f64, ""))
        });
        marked(chart, events)
    };
    html! {
        @if !shown.is_empty() {
            h2 { (say(lang, "lines-concerns", &[])) }
            p { (say(lang, "lines-concern-scale", &[])) " " (say(lang, "lines-lower", &[])) }
            div.q-lines { @for (n, concern) in shown.iter().enumerate() { div { h3 dir="auto" { (concern.words) } (chart(n, concern)) } } }
        }
    }
}

fn happened(visit: &Visit<'_>, events: &[Event]) -> Markup {
    let (lang, year) = (visit.lang, visit.now.today().year());
    html! {
        @if !events.is_empty() {
            h2 { (say(lang, "lines-happened", &[])) }
            p.q-quiet { (say(lang, "lines-numbered", &[])) }
            ol.q-numbered {
                @for (n, event) in events.iter().enumerate() {
                    @let (class, key) = match event.what {
                        Happened::Reached => ("q-numbered__mark", "lines-reached"),
                        Happened::SetBack => ("q-numbered__mark q-numbered__mark--set-back", "lines-set-back"),
                    };
                    li {
                        span class=(class) aria-hidden="true" { (n + 1) }
                        span dir="auto" { strong { (text::short_date(lang, event.on, year)) } ". " (say(lang, key, &[("step", &event.words)])) }
                    }
                }
            }
        }
    }
}

fn hopes(lang: Lang, hopes: &[Hope]) -> Markup {
    let level = |hope: &Hope| {
        let key = match hope.level.map(measure::goal::Attainment::points) {
            None => "none".to_owned(),
            Some(points @ ..=-1) => format!("minus-{}", -points),
            Some(points) => points.to_string(),
        };
        say(lang, &format!("lines-level-{key}"), &[])
    };
    html! {
        @if !hopes.is_empty() {
            h2 { (say(lang, "lines-hopes", &[])) }
            ul {
                @for hope in hopes {
                    li dir="auto" {
                        (say(lang, "lines-hope", &[("step", &hope.words), ("expected", &hope.expected)])) " "
                        strong { (level(hope)) } "."
                    }
                }
            }
            @if let Some((began, now)) = together(hopes) {
                @let print = |t: f64| text::decimal(t, 1);
                @let key = match print(now.t).as_str() { "50" => "lines-t-as", _ if now.t > 50.0 => "lines-t-more", _ => "lines-t-less" };
                p {
                    (say(lang, key, &[("t", &print(now.t))])) " " (say(lang, "lines-t-began", &[("t", &print(began.t))]))
                    @if now.left_out > 0 { " " (say(lang, "lines-t-left", &[("count", &now.left_out.to_string())])) }
                }
            }
        }
    }
}

/// For those who record: each reading, to be put right where it was entered wrongly.
fn put_right(visit: &Visit<'_>, change: &Change, seen: &Seen) -> Markup {
    let year = visit.now.today().year();
    let rows = seen.kept.iter().rev().filter_map(|kept| {
        let name = seen.shelf.get(&kept.measure)?.name.to_string();
        let day = text::day(Lang::En, local(kept.at).date(), year);
        let occasion = kept.occasion.map(|one| format!(". {}", one.words())).unwrap_or_default();
        let href = format!("/journeys/{}/ask/{}?instead_of={}", change.journey.id, kept.measure, kept.id);
        Some(Row::new(format!("{name}, {day}")).href(href).under(format!("{}{occasion}", kept.how.words())))
    });
    html! {
        div.q-screen-only lang="en" {
            (Details::new("Put an answer right", Rows::new(rows.collect::<Vec<_>>(), "Nothing was entered yet.")))
        }
    }
}

/// The lines owners ask to be printed wherever their score is shown.
fn attributions(seen: &Seen) -> Markup {
    let mut lines: Vec<&str> = seen
        .kept
        .iter()
        .filter_map(|kept| seen.shelf.get(&kept.measure))
        .map(|instrument| &*instrument.licence.attribution)
        .filter(|line| !line.is_empty())
        .collect();
    lines.sort_unstable();
    lines.dedup();
    html! { @for line in lines { p.q-quiet { (line) } } }
}

fn paper(visit: &Visit<'_>) -> Paper {
    if visit.query.get("print") == "large" { Paper::Large } else { Paper::A4 }
}

/// Large print, the other language, and what staff may do from here; none of it is printed.
fn other_ways(visit: &Visit<'_>, change: &Change) -> Markup {
    let lang = visit.lang;
    let large = paper(visit) == Paper::Large;
    let (print, words) = if large { ("usual", "story-usual") } else { ("large", "story-large") };
    let now = if large { "large" } else { "usual" };
    let address = |print: &str, lang: Lang| format!("{}?print={print}&lang={}", visit.path, lang.code());
    html! {
        p.q-screen-only.q-quiet {
            a href=(address(print, lang)) { (say(lang, words, &[])) }
            @for other in Lang::ALL.into_iter().filter(|other| *other != lang) {
                " · " a href=(address(now, other)) lang=(other.code()) { (say(other, "story-language", &[])) }
            }
            @if visit.may(Act::RecordOnJourney) {
                " · " a href={ "/journeys/" (change.journey.id) "/ask" } lang="en" { "Ask, or enter answers" }
                " · " a href={ "/journeys/" (change.journey.id) "/hopes" } lang="en" { "Hopes" }
            }
        }
    }
}
