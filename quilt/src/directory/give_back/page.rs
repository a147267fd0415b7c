//! What has been corrected, feed by feed: what was sent back when, and what was taken up.

use ::store::Tx;
use identity::signature;
use maud::{Markup, Render, html};
use page::{
    Banner, Button, ButtonLink, Card, Details, Form, Lang, Problems, Row, Rows, Sheet, Tag, Typed, text,
};

use super::letter::{letter, text as letter_text};
use super::table::table;
use super::{Given, How, Sending, keep, store};
use crate::directory::group_email;
use crate::directory::layer::{Correction, of_feed, open};
use crate::directory::{FeedId, services_by_id};
use crate::messages::{self, Channel, NewMessage};
use crate::moment::local;
use crate::refusal::Refusal;
use crate::settings::AreaId;
use crate::web::{Answer, Shell, Visit};

/// The most corrections of one feed that are read.
const MOST: i64 = 1_000;

/// How many that were taken up are listed.
const TAKEN_UP: i64 = 20;

/// How many lie open on the page; the rest are in the files.
const SHOWN: usize = 50;

struct Corrected {
    feed: FeedId,
    name: String,
    live: Vec<Given>,
    taken_up: Vec<Given>,
    /// Each with what became of its letter.
    sendings: Vec<(Sending, Option<&'static str>)>,
}

impl Corrected {
    /// Those that were never given back; all of them, when each was.
    fn to_give(&self) -> Vec<&Given> {
        let fresh: Vec<&Given> = self.live.iter().filter(|given| given.sent_at.is_none()).collect();
        if fresh.is_empty() { self.live.iter().collect() } else { fresh }
    }
}

fn corrected(tx: &mut Tx<'_>, area: AreaId, feed: FeedId, name: String) -> Result<Corrected, Refusal> {
    let live = of_feed(tx, area, feed, false, MOST)?;
    let live = given(tx, area, feed, live)?;
    let taken_up = of_feed(tx, area, feed, true, TAKEN_UP)?;
    let taken_up = given(tx, area, feed, taken_up)?;
    let mut sendings = Vec::new();
    for sending in store::sendings(tx, area, feed)? {
        let letter = messages::thread_messages(tx, area, sending.id.into())?;
        sendings.push((sending, letter.first().map(messages::Message::state_words)));
    }
    Ok(Corrected { feed, name, live, taken_up, sendings })
}

fn given(
    tx: &mut Tx<'_>,
    area: AreaId,
    feed: FeedId,
    corrections: Vec<Correction>,
) -> Result<Vec<Given>, Refusal> {
    let sent = store::sent(tx, area, feed)?;
    let mut ids: Vec<_> = corrections.iter().map(|correction| correction.service).collect();
    ids.sort_unstable();
    ids.dedup();
    let entries = services_by_id(tx, area, &ids)?;
    let given = corrections.into_iter().filter_map(|correction| {
        let entry = entries.iter().find(|entry| entry.id == correction.service)?;
        let id = Some(entry.record.source_id.clone()).filter(|id| !id.is_empty());
        Some(Given {
            name: entry.name.clone(),
            source_id: id.unwrap_or_else(|| entry.record.id.to_string()),
            sent_at: sent.get(&correction.id).copied(),
            correction,
        })
    });
    Ok(given.collect())
}

/// GET `/directory/corrections`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    render(visit, None, &Problems::none()).map(Answer::page)
}

fn render(visit: &Visit<'_>, wrong: Option<FeedId>, problems: &Problems) -> Result<Markup, Refusal> {
    let feeds = visit.read("see what was corrected", |tx| {
        let feeds = store::feeds(tx, visit.area())?;
        feeds
            .into_iter()
            .map(|(feed, name)| corrected(tx, visit.area(), feed, name))
            .collect::<Result<Vec<_>, _>>()
    })?;
    let body = html! {
        @if visit.query.get("said") == "sent" { (Banner::done(Lang::En, "Kept. It shows below what becomes of it.")) }
        h1 { "What we corrected" }
        p.q-lead { "What a feed says stays as it is; what we know lies on top, and is what everybody reads. Give it back, so that others are helped too." }
        @if feeds.is_empty() { p { "Nothing that a feed publishes is corrected just now." } }
        @for feed in &feeds { (one(visit, feed, wrong == Some(feed.feed), problems)) }
        p { a href="/directory/check" { "What to check next" } }
    };
    let shell = Shell::new("What we corrected").under(&[("/find", "Find")]).problems(problems);
    Ok(shell.render(visit, body))
}

fn one(visit: &Visit<'_>, feed: &Corrected, wrong: bool, problems: &Problems) -> Markup {
    let fresh = feed.live.iter().filter(|given| given.sent_at.is_none()).count();
    let held = text::count(feed.live.len() as u64, "correction holds", "corrections hold");
    html! {
        (Card::new(feed.name.as_str(), html! {
            p { (held) @if fresh > 0 { ", " (fresh) " not sent back yet" } "." }
            (Rows::new(feed.live.iter().take(SHOWN).map(|given| row(visit, given)), "All of them were taken up."))
            @if feed.live.len() > SHOWN { p.q-quiet { "The rest are in the table." } }
            @if !feed.live.is_empty() { (send(visit, feed, wrong, problems)) }
            @if !feed.sendings.is_empty() {
                h3 { "Sent back" }
                (Rows::new(feed.sendings.iter().map(|(sending, became)| sent_row(visit, sending, *became)), ""))
            }
            @if !feed.taken_up.is_empty() {
                h3 { "Taken up by the publisher" }
                (Rows::new(feed.taken_up.iter().map(|given| taken_row(visit, given)), ""))
            }
        }))
    }
}

fn row(visit: &Visit<'_>, given: &Given) -> Row {
    let correction = &given.correction;
    let day = |at| text::day(Lang::En, local(at).date(), visit.now.today().year());
    let words = |fact: &crate::directory::layer::Fact| {
        let words = fact.words_or_none(Lang::En).replace('\n', "; ");
        let cut: String = words.chars().take(120).collect();
        if cut.len() < words.len() { format!("{cut}…") } else { cut }
    };
    let row = Row::new(format!("{}: {}", given.name, correction.field().label(Lang::En)))
        .href(format!("/find/{}", correction.service))
        .under(format!("they say “{}”", words(correction.theirs())))
        .under(format!("we say “{}”", words(&correction.ours)))
        .under(format!("{}, {}", correction.by_name, day(correction.at)))
        .under(correction.why.as_str());
    match (&correction.disputed, given.sent_at) {
        (Some(_), _) => row.tag_after(Tag::ochre("They say something new")),
        (None, Some(at)) => row.under(format!("sent back on {}", day(at))),
        (None, None) => row.tag_after(Tag::plain("not sent back")),
    }
}

fn sent_row(visit: &Visit<'_>, sending: &Sending, became: Option<&str>) -> Row {
    let day = local(sending.at).date();
    let how = match (sending.how, &sending.send_to) {
        (How::Email, Some(to)) => format!("Written to {to}"),
        (How::Email, None) => "Written to them".to_owned(),
        (How::Hand, _) => "Given to them".to_owned(),
    };
    Row::new(how)
        .when(day.to_string(), text::short_date(Lang::En, day, visit.now.today().year()))
        .under(text::count(sending.corrections.unsigned_abs(), "correction", "corrections"))
        .under(sending.by_name.as_str())
        .under(became.unwrap_or_default())
}

fn taken_row(visit: &Visit<'_>, given: &Given) -> Row {
    let at = given.correction.ended.map_or(given.correction.at, |(_, at)| at);
    let day = local(at).date();
    Row::new(format!("{}: {}", given.name, given.correction.field().label(Lang::En)))
        .href(format!("/find/{}", given.correction.service))
        .when(day.to_string(), text::short_date(Lang::En, day, visit.now.today().year()))
}

fn send(visit: &Visit<'_>, feed: &Corrected, wrong: bool, problems: &Problems) -> Markup {
    let action = format!("/directory/corrections/{}", feed.feed);
    let last = feed.sendings.iter().find_map(|(sending, _)| sending.send_to.clone()).unwrap_or_default();
    let none = Problems::none();
    let email = format!("email-{}", feed.feed);
    let typed = if wrong { visit.form.as_typed() } else { Typed::default().with(email.as_str(), last) };
    let sheet = Sheet::new(Lang::En, &typed, if wrong { problems } else { &none });
    let given = feed.to_give();
    let preview = letter_text(&visit.app.area.name, &feed.name, visit.now.today(), &given);
    let form = Form::post(action.as_str(), visit.csrf(), visit.once()).label(format!("Send back to {}", feed.name)).body(html! {
        (sheet.email(&email, "E-mail address of whoever keeps this feed"))
        div.q-actions {
            (Button::quiet(format!("Send {}", text::count(given.len() as u64, "correction", "corrections"))).sends("do", "email"))
            (Button::quiet("I gave them the file myself").sends("do", "hand"))
        }
    });
    let details = Details::new(
        "Send back",
        html! {
            pre.q-verbatim { (preview) }
            (form)
        },
    );
    html! {
        @if wrong { (details.open()) } @else { (details) }
        div.q-actions {
            (ButtonLink::quiet(format!("{action}/csv"), "Table (CSV)").small())
            (ButtonLink::quiet(format!("{action}/json"), "Change file (HSDS)").small())
        }
    }
    .render()
}

/// The feed of the address, with what was corrected in it.
fn of_address(visit: &Visit<'_>) -> Result<Corrected, Refusal> {
    let feed: FeedId = visit.param("feed")?;
    visit.read("read the corrections of a feed", |tx| {
        let name =
            crate::directory::layer::feed_name(tx, visit.area(), feed)?.ok_or_else(Refusal::not_found)?;
        corrected(tx, visit.area(), feed, name)
    })
}

/// POST `/directory/corrections/{feed}`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let feed: FeedId = visit.param("feed")?;
    let how = How::parse(visit.form.get("do")).unwrap_or(How::Email);
    let field = format!("email-{feed}");
    let email = visit.form.get(&field);
    if how == How::Email && !group_email(email) {
        let problems =
            [(field.as_str(), "Write an e-mail address, like name@example.org.")].into_iter().collect();
        return Ok(Answer::again(render(visit, Some(feed), &problems)?));
    }
    visit.submit("give corrections back", |tx| {
        let name =
            crate::directory::layer::feed_name(tx, visit.area(), feed)?.ok_or_else(Refusal::not_found)?;
        let corrected = corrected(tx, visit.area(), feed, name)?;
        let given = corrected.to_give();
        if given.is_empty() {
            return Err(Refusal::not_now("There is nothing to send back."));
        }
        let to = (how == How::Email).then_some(email);
        let id = keep(tx, &visit.actor, &visit.now, feed, how, to, &given)?;
        if let Some(to) = to {
            let text = letter_text(&visit.app.area.name, &corrected.name, visit.now.today(), &given);
            let key_address = format!("{}/directory/key", visit.app.base.trim_end_matches('/'));
            let message = NewMessage {
                person: None,
                thread: Some(id.into()),
                channel: Channel::Email,
                send_to: to.to_owned(),
                subject: format!("Corrections to {}", corrected.name),
                body: letter(&text, &visit.app.keys.ledger(), &key_address, &visit.actor.name),
            };
            messages::write(tx, &visit.actor, &visit.now, &message)?;
        }
        Ok("/directory/corrections?said=sent".to_owned())
    })
}

/// GET `/directory/corrections/{feed}/csv`
pub fn as_csv(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let corrected = of_address(visit)?;
    let all: Vec<&Given> = corrected.live.iter().collect();
    Ok(Answer::File { name: "corrections.csv".into(), kind: "text/csv; charset=utf-8", bytes: table(&all)? })
}

/// GET `/directory/corrections/{feed}/json`: the change file, shaped as the standard is.
pub fn as_json(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let corrected = of_address(visit)?;
    let mut ids: Vec<_> = corrected.live.iter().map(|given| given.correction.service).collect();
    ids.sort_unstable();
    ids.dedup();
    let opened = visit.read("open what was corrected", |tx| {
        ids.iter().map(|id| open(tx, visit.area(), *id)).collect::<Result<Vec<_>, _>>()
    })?;
    let by = visit.app.area.name.as_str();
    let changed: Vec<openreferral::corrections::Correction<'_>> = opened
        .iter()
        .filter_map(|opened| {
            let on = opened.corrections.iter().map(|correction| correction.at).max()?;
            let on = local(on).date();
            Some(openreferral::corrections::Correction {
                published: &opened.published,
                corrected: &opened.known.record,
                on,
                by,
            })
        })
        .collect();
    let bytes = serde_json::to_vec_pretty(&openreferral::corrections::to_hsds(&changed))
        .map_err(|why| Refusal::Internal(why.to_string()))?;
    Ok(Answer::File { name: "corrections.json".into(), kind: "application/json", bytes })
}

/// GET `/directory/key`: the key our letters to publishers are signed with, for whoever checks one.
pub fn key(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let pem = signature::pem(&visit.app.keys.ledger().verifying_key());
    Ok(Answer::Inline { kind: "text/plain; charset=utf-8", bytes: pem.into_bytes(), keep_days: 1 })
}
