//! One service: all that is known of it, how sure that is, and a way to say it is wrong.

use maud::{Markup, Render, html};
use openreferral::{Access, Attending, Kind, Phone, Status};
use page::{
    Banner, Button, ButtonLink, Card, Details, Form, Hidden, Inset, Problems, Row, Rows, Sheet, SummaryList,
    Tag, Textarea, Warning, text,
};

use super::finding::{ForWhom, freshness};
use super::layer::Opened;
use super::report_wrong::{self, WrongReport};
use super::show_layer::{self, Ours};
use super::sources::{self, Sources};
use super::words::place_words;
use super::{DirectoryEntry, Note, ServiceId, cost_words, layer, notes, report_guard, when_words};
use crate::access::Act;
use crate::refusal::Refusal;
use crate::web::{Answer, Lang, Shell, Visit, say};

/// What stands on the page.
struct Known {
    opened: Opened,
    sources: Sources,
    /// What the feed is called that it is read from.
    publisher: Option<String>,
    /// For those who keep the directory.
    ours: Option<Ours>,
}

/// GET `/find/{service}`, for anybody or with somebody in mind.
pub fn service_page(visit: &Visit<'_>, whom: Option<&ForWhom>) -> Result<Answer, Refusal> {
    render(visit, whom, &Problems::none()).map(Answer::page)
}

pub(super) fn render(
    visit: &Visit<'_>,
    whom: Option<&ForWhom>,
    problems: &Problems,
) -> Result<Markup, Refusal> {
    let id: ServiceId = visit.param("service")?;
    let known = visit.read("show a service", |tx| {
        let opened = layer::open(tx, visit.area(), id)?;
        let publisher = match opened.entry.feed {
            Some(feed) => layer::feed_name(tx, visit.area(), feed)?,
            None => None,
        };
        let sources = sources::sources(tx, visit.area(), &opened.entry)?;
        let ours = if visit.may(Act::KeepDirectory) { Some(ours(tx, visit, id)?) } else { None };
        Ok(Known { opened, sources, publisher, ours })
    })?;
    let entry = &known.opened.entry;
    let body = html! {
        @if visit.query.get("said") == "thanks" { (Banner::done(visit.lang, say(visit.lang, "amiss-thanks", &[]))) }
        h1 {
            (entry.name)
            @if entry.status == Status::TemporarilyClosed { " " (Tag::ochre(say(visit.lang, "service-closed", &[]))) }
        }
        @if let Some(by) = entry.organization.as_deref().filter(|by| *by != entry.name) {
            p.q-lead { (say(visit.lang, "service-by", &[("who", by)])) }
        }
        @if !entry.is_offered() { (Inset::new(visit.lang, say(visit.lang, "service-gone", &[]))) }
        @if let Some(alert) = &entry.record.alert { (Warning::new(visit.lang, alert.as_str())) }
        div.q-grid {
            div {
                @if !entry.record.description.is_empty() { (Card::new(say(visit.lang, "service-about", &[]), prose(&entry.record.description))) }
                (Card::new(say(visit.lang, "service-facts", &[]), facts(visit.lang, entry)))
                @if let Some(known) = show_layer::known(visit, entry) { (known) }
                @if let Some(corrected) = show_layer::corrected(visit, &known.opened, known.publisher.as_deref()) { (corrected) }
            }
            div {
                @if let Some(whom) = whom { (Card::plain(html! { div.q-actions { (ButtonLink::new(whom.link(entry), format!("Link {}", whom.first_name))) } })) }
                (Card::new(say(visit.lang, "service-touch", &[]), touch(visit.lang, entry)))
                (Card::new(say(visit.lang, "service-fresh", &[]), html! {
                    p { (freshness(visit, entry)) }
                    (sources::twins(visit, entry, &known.sources))
                    @if known.ours.is_some() { (sources::where_from(visit, &known.sources)) }
                    (wrong_form(visit, entry, problems))
                }))
                @if let Some(ours) = &known.ours {
                    (kept(visit, entry, &ours.notes, &ours.reports, problems))
                    (show_layer::keep(visit, &known.opened, ours, problems))
                }
            }
        }
    };
    let shell = Shell::new(entry.name.as_str()).problems(problems);
    let find = say(visit.lang, "nav-find", &[]);
    let shell = match whom {
        Some(whom) => shell.under(&[
            ("/caseload", "Caseload"),
            (&format!("/journeys/{}", whom.journey), &whom.first_name),
            (&format!("/find?journey={}", whom.journey), &find),
        ]),
        None => shell.under(&[("/find", &find)]),
    };
    Ok(shell.render(visit, body))
}

fn ours(tx: &mut ::store::Tx<'_>, visit: &Visit<'_>, id: ServiceId) -> Result<Ours, Refusal> {
    let since = visit.now.today().saturating_sub(jiff::Span::new().days(super::check::LATELY));
    Ok(Ours {
        notes: notes(tx, visit.area(), id)?,
        reports: report_wrong::unsettled(tx, visit.area(), id)?,
        sent: layer::sent_since(tx, visit.area(), since, Some(id))?.remove(&id).unwrap_or(0),
    })
}

/// Plain text with its paragraphs and lists.
fn prose(text: &str) -> Markup {
    html! {
        @for part in text.split("\n\n") {
            @let lines: Vec<&str> = part.lines().filter(|line| !line.trim().is_empty()).collect();
            @if lines.iter().all(|line| line.starts_with("• ")) && !lines.is_empty() {
                ul { @for line in &lines { li { (line.trim_start_matches("• ")) } } }
            } @else {
                p { @for (n, line) in lines.iter().enumerate() { @if n > 0 { br; } (line) } }
            }
        }
    }
}

fn facts(lang: Lang, entry: &DirectoryEntry) -> Markup {
    let record = &entry.record;
    let word = |key: &str| say(lang, key, &[]);
    let some = |words: String| (!words.is_empty()).then_some(words);
    let unsaid = |words: String| if words.is_empty() { word("service-unsaid") } else { words };
    let meets: Vec<String> = record
        .locations
        .iter()
        .filter(|place| place.kind == Kind::Physical)
        .map(place_words)
        .filter(|words| !words.is_empty())
        .collect();
    let areas: Vec<&str> = record.areas.iter().map(|area| area.name.as_str()).collect();
    let languages: Vec<&str> = record.languages.iter().map(|language| language.name.as_str()).collect();
    let getting_in: Vec<&str> =
        record.locations.iter().flat_map(|place| &place.accessibility).map(String::as_str).collect();
    let travel: Vec<&str> = record.locations.iter().filter_map(|place| place.transport.as_deref()).collect();
    SummaryList::new()
        .row(word("service-whom"), some(whom_words(lang, entry)).unwrap_or_else(|| word("service-anyone")))
        .row(word("service-when"), lines(&unsaid(when_words(lang, record)).split("; ").collect::<Vec<_>>()))
        .row_if(word("service-where"), (!meets.is_empty()).then(|| lines(&meets)))
        .row_if(word("service-serves"), some(areas.join(", ")))
        .row(word("service-cost"), unsaid(cost_words(lang, record)))
        .row_if(word("service-part"), some(attending_words(lang, entry)))
        .row_if(word("service-start"), some(access_words(lang, entry)))
        .row_if(word("service-apply"), record.application_process.clone())
        .row_if(word("service-wait"), record.wait_time.clone())
        .row_if(word("service-getting-in"), (!getting_in.is_empty()).then(|| lines(&getting_in)))
        .row_if(word("service-travel"), (!travel.is_empty()).then(|| lines(&travel)))
        .row_if(word("service-languages"), some(languages.join(", ")))
        .render()
}

fn lines<S: AsRef<str>>(of: &[S]) -> Markup {
    html! { @for (n, line) in of.iter().enumerate() { @if n > 0 { br; } (line.as_ref()) } }
}

/// Who it is for: "People aged 16 to 25 · Carers".
fn whom_words(lang: Lang, entry: &DirectoryEntry) -> String {
    let ages = Some(layer::ages_words(lang, entry.record.ages)).filter(|words| !words.is_empty());
    let named = entry.record.audiences.iter().map(|whom| whom.name.clone());
    let mut parts: Vec<String> =
        ages.into_iter().chain(named).chain(entry.record.eligibility.clone()).collect();
    parts.dedup();
    parts.join(" · ")
}

fn attending_words(lang: Lang, entry: &DirectoryEntry) -> String {
    let way = |way: &Attending| match way {
        Attending::Venue => say(lang, "attend-venue", &[]),
        Attending::Phone => say(lang, "attend-phone", &[]),
        Attending::Online => say(lang, "attend-online", &[]),
        Attending::HomeVisit => say(lang, "attend-home", &[]),
        Attending::Other(said) => said.clone(),
    };
    joined(entry.record.attending.iter().map(way))
}

/// How one starts: "Just turn up".
pub(super) fn access_words(lang: Lang, entry: &DirectoryEntry) -> String {
    let way = |way: &Access| match way {
        Access::DropIn => say(lang, "access-drop-in", &[]),
        Access::Appointment => say(lang, "access-appointment", &[]),
        Access::Membership => say(lang, "access-membership", &[]),
        Access::Referral | Access::ProfessionalReferral => say(lang, "access-referral", &[]),
        Access::SelfReferral => say(lang, "access-self", &[]),
        Access::Other(said) => said.clone(),
    };
    joined(entry.record.access.iter().map(way))
}

fn joined(ways: impl Iterator<Item = String>) -> String {
    let mut known: Vec<String> = Vec::new();
    for way in ways {
        if !known.contains(&way) {
            known.push(way);
        }
    }
    known.join(" · ")
}

fn touch(lang: Lang, entry: &DirectoryEntry) -> Markup {
    let record = &entry.record;
    let of_contacts = record.contacts.iter().filter_map(|contact| contact.name.as_deref());
    let names: Vec<&str> = of_contacts.collect();
    html! {
        @if !names.is_empty() { p { (say(lang, "service-ask-for", &[("who", &names.join(", "))])) } }
        @for phone in &record.phones { p { (phone_link(phone)) } }
        @for email in &record.emails { p { a href={ "mailto:" (email) } { (email) } } }
        @if let Some(url) = &record.url { p { a href=(url) rel="noopener nofollow" { (say(lang, "service-website", &[])) } } }
        @if record.phones.is_empty() && record.emails.is_empty() && record.url.is_none() { p { (say(lang, "service-no-touch", &[])) } }
    }
}

fn phone_link(phone: &Phone) -> Markup {
    html! {
        a href={ "tel:" (phone.dial()) } { (phone.number) }
        @if let Some(extension) = &phone.extension { " ext. " (extension) }
        @if let Some(label) = &phone.label { " (" (label) ")" }
    }
}

fn wrong_form(visit: &Visit<'_>, entry: &DirectoryEntry, problems: &Problems) -> Markup {
    let typed = visit.form.as_typed();
    let sheet = Sheet::new(visit.lang, &typed, problems);
    let word = |key: &str| say(visit.lang, key, &[]);
    let form = Form::post(format!("/find/{}/wrong", entry.id), visit.csrf(), visit.once()).body(html! {
        (sheet.textarea("wrong", word("amiss-what")).hint(word("amiss-hint")).rows(3))
        (sheet.input("from", word("amiss-from")).hint(word("amiss-from-hint")).optional())
        // People never see this field; programs that fill in every field they find do.
        div.nhsuk-u-visually-hidden aria-hidden="true" {
            label for="website" { "Leave this empty" }
            input id="website" name="website" type="text" tabindex="-1" autocomplete="off";
        }
        (Hidden::new("drawn", report_guard::drawn(visit)))
        (Button::quiet(word("amiss-send")))
    });
    let details = Details::new(word("amiss-title"), form);
    if problems.of("wrong").is_none() { details.render() } else { details.open().render() }
}

/// For those who keep the directory.
fn kept(
    visit: &Visit<'_>,
    entry: &DirectoryEntry,
    notes: &[Note],
    reports: &[WrongReport],
    problems: &Problems,
) -> Markup {
    let when = |at| {
        let day = crate::moment::local(at).date();
        (day.to_string(), text::short_date(visit.lang, day, visit.now.today().year()))
    };
    let rows = notes.iter().map(|note| {
        let (machine, words) = when(note.at);
        Row::new(note.words.as_str()).when(machine, words).under(note.by_name.as_str())
    });
    let told = reports.iter().map(|report| {
        let (machine, words) = when(report.at);
        let settle =
            Form::post(format!("/find/{}/settled/{}", entry.id, report.id), visit.csrf(), visit.once())
                .body(Button::quiet("Settled").small());
        Row::new(report.words.as_str())
            .when(machine, words)
            .under(report.from_whom.as_deref().unwrap_or("somebody"))
            .aside(settle)
    });
    html! {
        (Card::new("What we know", html! {
            (Rows::new(rows, "Nothing yet. What only people here know goes here: who to ring first, steps at the door."))
            (Form::post(format!("/find/{}/note", entry.id), visit.csrf(), visit.once()).body(html! {
                (Textarea::new("words", "Add a note").rows(2).value(visit.form.get("words")).error(problems.of("words")))
                (Button::quiet("Keep the note"))
            }))
        }))
        @if !reports.is_empty() { (Card::new("Somebody says this is wrong", Rows::new(told, ""))) }
    }
}
