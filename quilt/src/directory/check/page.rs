//! The page of what to check next, each with what can be done about it in one tap.

use std::collections::{BTreeSet, HashMap};

use ::store::Tx;
use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, Render, html};
use page::{Banner, Button, ButtonLink, Card, Form, Hidden, Lang, Row, Rows, Tag, text};

use super::{LATELY, Standing, Urgency, store, urgency};
use crate::directory::layer::{Checked, Correction, How, Rang, checked, disputed, sent_since};
use crate::directory::{DirectoryEntry, ServiceId, WrongReport, report_wrong, services_by_id};
use crate::moment::local;
use crate::refusal::Refusal;
use crate::settings::AreaId;
use crate::web::{Answer, Shell, Visit};

/// How many entries one page lists.
const A_PAGE: usize = 25;

/// An entry to check, with everything that asks for it.
struct Wanted {
    entry: DirectoryEntry,
    urgency: Urgency,
    sent: i64,
    reports: Vec<WrongReport>,
    disputed: Vec<Correction>,
}

struct Queue {
    wanted: Vec<Wanted>,
    /// How many more there are, as far as was looked.
    more: usize,
}

fn queue(tx: &mut Tx<'_>, area: AreaId, today: Date) -> Result<Queue, Refusal> {
    let since = today.saturating_sub(jiff::Span::new().days(LATELY));
    let sent = sent_since(tx, area, since, None)?;
    let reported = store::reported(tx, area)?;
    let wrong = store::found_wrong(tx, area)?;
    let mut asked: HashMap<ServiceId, Vec<Correction>> = HashMap::new();
    for correction in disputed(tx, area)? {
        asked.entry(correction.service).or_default().push(correction);
    }
    let mut ids: BTreeSet<ServiceId> = store::oldest(tx, area)?.into_iter().collect();
    ids.extend(sent.keys().chain(reported.keys()).chain(&wrong).chain(asked.keys()).copied());
    let ids: Vec<ServiceId> = ids.into_iter().collect();
    let mut wanted = Vec::new();
    for entry in services_by_id(tx, area, &ids)? {
        let reported = reported.get(&entry.id).map(|(first, _)| *first);
        let standing = standing(&entry, reported, asked.contains_key(&entry.id), sent.get(&entry.id), today);
        let listed = entry.is_offered() || standing.reported.is_some() || standing.doubtful;
        if let Some(urgency) = urgency(&standing, today).filter(|_| listed) {
            let disputed = asked.remove(&entry.id).unwrap_or_default();
            wanted.push(Wanted { sent: standing.sent, entry, urgency, reports: Vec::new(), disputed });
        }
    }
    wanted.sort_by(|a, b| b.urgency.cmp(&a.urgency).then_with(|| a.entry.name.cmp(&b.entry.name)));
    let more = wanted.len().saturating_sub(A_PAGE);
    wanted.truncate(A_PAGE);
    for one in wanted.iter_mut().filter(|one| reported.contains_key(&one.entry.id)) {
        one.reports = report_wrong::unsettled(tx, area, one.entry.id)?;
    }
    Ok(Queue { wanted, more })
}

fn standing(
    entry: &DirectoryEntry,
    reported: Option<Timestamp>,
    disputed: bool,
    sent: Option<&i64>,
    today: Date,
) -> Standing {
    let rang =
        |said: Rang| entry.layer.rang.filter(|(heard, _)| *heard == said).map(|(_, at)| local(at).date());
    let confirmed = entry.fresh().latest(today).map(|(_, on)| on);
    let wrong = rang(Rang::Wrong).is_some_and(|on| confirmed.is_none_or(|confirmed| confirmed < on));
    Standing {
        reported: reported.map(|at| local(at).date()),
        doubtful: disputed || wrong,
        sent: sent.copied().unwrap_or(0),
        confirmed,
        no_answer: rang(Rang::NoAnswer),
    }
}

/// GET `/directory/check`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let queue = visit.read("see what to check next", |tx| queue(tx, visit.area(), visit.now.today()))?;
    let body = html! {
        @if visit.query.get("said") == "thanks" { (Banner::done(Lang::En, "Thank you. That is kept.")) }
        h1 { "What to check next" }
        p.q-lead { "What somebody told us comes first. Then what many people are sent to and nobody has confirmed for long." }
        @if queue.wanted.is_empty() { p { "Everything was confirmed lately. Well done." } }
        @for wanted in &queue.wanted { (one(visit, wanted)) }
        @if queue.more > 0 { p.q-quiet { (text::count(queue.more as u64, "more waits", "more wait")) " behind these." } }
        p { a href="/directory/corrections" { "What was corrected, and what was sent back" } }
        p { a href="/directory/new" { "Add a group that no feed lists" } }
    };
    Ok(Answer::page(Shell::new("What to check next").under(&[("/find", "Find")]).render(visit, body)))
}

fn one(visit: &Visit<'_>, wanted: &Wanted) -> Markup {
    let entry = &wanted.entry;
    let today = visit.now.today();
    let told = wanted.reports.iter().map(|report| {
        let day = local(report.at).date();
        Row::new(report.words.as_str())
            .when(day.to_string(), text::short_date(Lang::En, day, today.year()))
            .under(report.from_whom.as_deref().unwrap_or("somebody"))
    });
    let sent = match wanted.sent {
        0 => "Nobody was sent lately".to_owned(),
        n => format!("{} sent in {LATELY} days", text::count(n.unsigned_abs(), "person", "people")),
    };
    Card::plain(html! {
        h2.q-card__heading {
            a href=(format!("/find/{}", entry.id)) { (entry.name) }
            @if !wanted.reports.is_empty() { " " (Tag::rose("Somebody says it is wrong")) }
            @if !wanted.disputed.is_empty() { " " (Tag::ochre("Its publisher says something new")) }
        }
        p.q-quiet { (sent) " · " (entry.fresh().line(Lang::En, today)) }
        @if !wanted.reports.is_empty() { (Rows::new(told, "")) }
        @for correction in &wanted.disputed { (dispute(visit, correction, "check")) }
        p {
            @for phone in entry.record.phones.iter().take(2) { a href={ "tel:" (phone.dial()) } { (phone.number) } " " }
            @if let Some(url) = &entry.url { a href=(url) rel="noopener nofollow" { "Their website" } }
        }
        (Form::post("/directory/check", visit.csrf(), visit.once()).label(format!("Check {}", entry.name)).body(html! {
            (Hidden::new("service", entry.id.to_string()))
            div.q-actions {
                (Button::quiet("It is right").small().sends("said", "knows"))
                (Button::quiet("I rang: it is right").small().sends("said", "right"))
                (Button::quiet("I rang, no answer").small().sends("said", "no_answer"))
                (ButtonLink::quiet(format!("/find/{}/edit", entry.id), "Correct it").small())
            }
        }))
    })
    .render()
}

/// A correction whose publisher says a third thing: which of the two is right?
pub(in crate::directory) fn dispute(visit: &Visit<'_>, correction: &Correction, to: &str) -> Markup {
    let action = format!("/find/{}/correction/{}", correction.service, correction.id);
    html! {
        p {
            strong { (correction.field().label(Lang::En)) ": " }
            "we say “" (correction.ours.words_or_none(Lang::En)) "”, its publisher now says “" (correction.theirs().words_or_none(Lang::En)) "”."
        }
        (Form::post(action, visit.csrf(), visit.once()).body(html! {
            (Hidden::new("to", to))
            div.q-actions {
                (Button::quiet("Ours is right").small().sends("said", "ours"))
                (Button::quiet("Theirs is right").small().sends("said", "theirs"))
            }
        }))
    }
}

/// POST `/directory/check`: one tap on one entry.
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let found = super::acts::found(visit.form.get("said"));
    let found = found.ok_or_else(|| Refusal::invalid("said", "Choose what you found."))?;
    let id: ServiceId = visit.form.get("service").parse().map_err(|_| Refusal::not_found())?;
    visit.submit("check an entry", |tx| {
        checked(tx, &visit.actor, &visit.now, id, found)?;
        Ok(if found == (Checked { how: How::Rang(Rang::Wrong) }) {
            format!("/find/{id}/edit")
        } else {
            "/directory/check?said=thanks".to_owned()
        })
    })
}
