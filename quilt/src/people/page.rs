//! A person's page: who they are, who helps, what to know before a visit, their journeys,
//! and who has looked.

use ::store::Tx;
use ledger::Entry;
use maud::{Markup, html};
use page::{
    Button, ButtonLink, Card, Details, Form, Hidden, Lang, Lead, Problems, Render, Row, Rows, Sheet,
    SummaryList, Tag, Warning, text,
};

use super::{Consent, MayHear, Opened, Person, PersonId, Suggestions, Supporter, nhs_number, store, suggest};
use crate::access::{Act, Verdict};
use crate::moment::local;
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

/// Lines of the ledger read for one person: years of them.
const MOST_LINES: usize = 2_000;

/// The latest looks shown at once.
const MOST_LOOKS: usize = 30;

/// GET `/people/{id}`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: PersonId = visit.param("id")?;
    match merged_into(visit, id)? {
        Some(kept) => Ok(Answer::redirect(format!("/people/{kept}"))),
        None => render(visit, id, &Problems::none()).map(Answer::page),
    }
}

/// The record this one was merged into, for somebody who may open that one.
fn merged_into(visit: &Visit<'_>, id: PersonId) -> Result<Option<PersonId>, Refusal> {
    visit.read("find where a record went", |tx| {
        let Some(kept) = super::find_person(tx, &visit.actor, id)?.merged_into else { return Ok(None) };
        super::opened(tx, &visit.actor, &visit.now, Act::OpenPerson, kept)?;
        Ok(Some(kept))
    })
}

/// Everything the page shows, read at one moment.
struct Seen {
    opened: Opened,
    supporters: Vec<Supporter>,
    consents: Vec<Consent>,
    merged: Vec<(PersonId, String)>,
    lines: Vec<Entry>,
    suggestions: Suggestions,
    merges: bool,
}

fn see(tx: &mut Tx<'_>, visit: &Visit<'_>, id: PersonId) -> Result<Seen, Refusal> {
    let (by, area) = (&visit.actor, visit.area());
    let opened = super::opened(tx, by, &visit.now, Act::OpenPerson, id)?;
    let merged = store::select_merged_into(tx, area, id)?;
    let mut lines = ledger::about(tx, area.into(), id.into(), MOST_LINES, None)?;
    for (other, _) in &merged {
        lines.extend(ledger::about(tx, area.into(), (*other).into(), MOST_LINES, None)?);
    }
    lines.sort_by_key(|entry| std::cmp::Reverse(entry.happened));
    let merges = by.verdict(Act::MergePeople, &opened.ties) == Verdict::Yes;
    let suggestions =
        if merges { super::suggestions(tx, by, &visit.now, id)? } else { Suggestions::default() };
    Ok(Seen {
        supporters: super::supporters(tx, by, id)?,
        consents: super::consents(tx, by, id)?,
        opened,
        merged,
        lines,
        suggestions,
        merges,
    })
}

pub(super) fn render(visit: &Visit<'_>, id: PersonId, problems: &Problems) -> Result<Markup, Refusal> {
    let seen = visit.read("open a person", |tx| see(tx, visit, id))?;
    visit.looked("person.looked_at", id, None)?;
    let person = &seen.opened.person;
    let body = html! {
        h1 { (person.name) }
        (lead(person, visit))
        @if let Some(words) = &person.before_a_visit { (Warning::new(Lang::En, words.as_str()).heading("Before a visit").second_level()) }
        div.q-grid {
            div {
                (Card::new("Journeys", journeys(&seen.lines, visit)))
                (Card::new("Who they are", html! { (contact_list(person)) (about_them(person)) }))
                (Card::new("Who helps", who_helps(visit, id, &seen.supporters, problems)).id("supporters"))
                (Card::new("Who has looked", looks(&seen.lines, visit)))
            }
            div {
                (Card::plain(html! { p { (ButtonLink::new(format!("/people/{id}/change"), "Change what we know")) } p { a href=(format!("/people/{id}/files")) { "Whether their record may be taken away in files" } }
                    @if visit.may(Act::AskErasure) { p { a href=(format!("/people/{id}/erase")) { "They want to be erased" } } } }))
                (Card::new("What they agreed to", agreed(&seen.consents, visit)))
                @if seen.merges { (suggest::suggestions_card(visit, id, &seen.suggestions)) }
                @if !seen.merged.is_empty() { (Card::new("Records that are the same person", merged(visit, id, &seen))) }
            }
        }
    };
    let places =
        if visit.may(Act::SeeCaseload) { [("/caseload", "Caseload")] } else { [("/referrals", "Referrals")] };
    Ok(Shell::new(person.name.clone()).under(&places).problems(problems).render(visit, body))
}

fn lead(person: &Person, visit: &Visit<'_>) -> Lead {
    let first = match person.birth.age(visit.now.today()) {
        Some(age) if person.lives_alone == Some(true) => format!("{age}, lives alone"),
        Some(age) => age.to_string(),
        None if person.lives_alone == Some(true) => "Lives alone".to_owned(),
        None => format!("Likes to be called {}", person.called()),
    };
    let lead = Lead::new(first);
    let lead = person.contact_when.iter().fold(lead, |lead, when| lead.and(when.as_str()));
    person.access_needs.iter().fold(lead, |lead, needs| lead.and(needs.as_str()))
}

/// How to reach somebody, and what makes it easier.
pub fn contact_list(person: &Person) -> Markup {
    let language = match (&person.language, person.interpreter) {
        (Some(language), true) => Some(format!("{language}, with an interpreter")),
        (Some(language), false) => Some(language.clone()),
        (None, true) => Some("Needs an interpreter".to_owned()),
        (None, false) => None,
    };
    let phone = person.phone.as_deref().map(|phone| {
        let dialled: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        html! { a href=(format!("tel:{dialled}")) { (phone) } }
    });
    let list = SummaryList::new()
        .row_if("Phone", phone)
        .row_if("E-mail", person.email.as_deref())
        .row_if("Address", person.address.as_deref())
        .row("Postcode", place(person))
        .row_if("How to reach them", person.contact_how.as_deref())
        .row_if("When", person.contact_when.as_deref())
        .row_if("Language", language)
        .row_if("What makes it easier", person.access_needs.as_deref());
    list.render()
}

fn place(person: &Person) -> &str {
    match person.postcode.as_deref() {
        Some("ZZ99 3VZ") => "No fixed home",
        Some(postcode) => postcode,
        None => "Not known",
    }
}

fn about_them(person: &Person) -> Markup {
    let born = match &person.birth {
        super::Birth::On(date) => Some(text::day(Lang::En, *date, 0)),
        super::Birth::About { words, .. } => Some(words.clone()),
        super::Birth::NotGiven => None,
    };
    let nhs = match (&person.nhs_number, &person.nhs_number_note) {
        (Some(number), _) => Some(nhs_number::spaced(number)),
        (None, Some(note)) => Some(format!("“{note}” (not a complete number, kept as a note)")),
        (None, None) => None,
    };
    let lives_alone = person.lives_alone.map(|alone| if alone { "Yes" } else { "No" });
    let list = SummaryList::new()
        .row_if("Likes to be called", person.known_as.as_deref())
        .row_if("Born", born)
        .row_if("Gender", person.gender.as_deref())
        .row_if("Ethnicity", person.ethnicity.as_deref())
        .row_if("Lives alone", lives_alone)
        .row_if("NHS number", nhs);
    list.render()
}

fn journeys(lines: &[Entry], visit: &Visit<'_>) -> Markup {
    let this_year = visit.now.today().year();
    let rows = lines.iter().filter(|entry| entry.kind == "journey.begun").filter_map(|entry| {
        let thread = entry.thread?;
        let ended = lines.iter().any(|line| line.kind == "journey.ended" && line.thread == Some(thread));
        let day = local(entry.happened).date();
        let row = Row::new(format!("Begun {}", text::day(Lang::En, day, this_year)))
            .strong()
            .href(format!("/journeys/{thread}"))
            .tag_after(if ended { Tag::moss("Ended") } else { Tag::teal("Going") });
        let why = entry.facts.as_ref().and_then(|facts| facts.get("why_now")).and_then(|why| why.as_str());
        Some(why.iter().fold(row, |row, why| row.under(format!("“{why}”"))))
    });
    html! { (Rows::new(rows, "No journey has begun yet.")) }
}

fn who_helps(visit: &Visit<'_>, id: PersonId, supporters: &[Supporter], problems: &Problems) -> Markup {
    let rows = supporters.iter().map(|supporter| {
        let row =
            Row::new(format!("{}, {}", supporter.name, supporter.relation)).under(supporter.may_hear.words());
        [&supporter.phone, &supporter.note]
            .into_iter()
            .flatten()
            .fold(row, |row, more| row.under(more.as_str()))
    });
    let typed = visit.form.as_typed();
    let sheet = Sheet::new(Lang::En, &typed, problems);
    let hear =
        MayHear::ALL.into_iter().fold(sheet.radios("may_hear", "What may they hear?"), |radios, may| {
            radios.option(may.code(), may.words())
        });
    let form = Form::post(format!("/people/{id}/supporters"), visit.csrf(), visit.once()).body(html! {
        (sheet.input("name", "Their name"))
        (sheet.input("relation", "Who are they to the person?").hint("Neighbour, daughter, friend."))
        (sheet.input("phone", "Phone number").optional())
        (hear.hint("Ask the person."))
        (sheet.input("note", "Anything else").optional())
        (Button::quiet("Add them"))
    });
    let add = Details::new("Add somebody who helps", form);
    html! {
        (Rows::new(rows, "Nobody yet. Ask who they would like to have along."))
        (if problems.is_empty() { add } else { add.open() })
    }
}

fn agreed(consents: &[Consent], visit: &Visit<'_>) -> Markup {
    let this_year = visit.now.today().year();
    let day = |at| text::day(Lang::En, local(at).date(), this_year);
    let rows = consents.iter().rev().map(|consent| {
        let tag = match (consent.given, consent.withdrawn_at) {
            (true, None) => Tag::teal("Yes"),
            (true, Some(_)) => Tag::ochre("Taken back"),
            (false, _) => Tag::plain("Not yet"),
        };
        let row =
            Row::new(consent.about.as_str()).tag(tag).under(consent.how.as_str()).under(day(consent.at));
        consent.withdrawn_at.iter().fold(row, |row, at| row.under(format!("taken back {}", day(*at))))
    });
    html! { (Rows::new(rows, "Nothing has been asked yet.")) }
}

/// Who looked, when, and the reason given where one was asked for.
fn looks(lines: &[Entry], visit: &Visit<'_>) -> Markup {
    let this_year = visit.now.today().year();
    let looks: Vec<(&Entry, String)> =
        lines.iter().filter_map(|entry| Some((entry, looked(entry)?))).collect();
    let rows = looks.iter().take(MOST_LOOKS).map(|(entry, words)| {
        let at = local(entry.happened);
        Row::new(entry.by_name.as_str())
            .when(at.date().to_string(), text::short_date(Lang::En, at.date(), this_year))
            .under(words.as_str())
            .under(text::time(at.time()))
    });
    html! {
        (Rows::new(rows, "Nobody has looked before you."))
        @if looks.len() > MOST_LOOKS { p.q-quiet { "The latest " (MOST_LOOKS) " of " (looks.len()) "." } }
    }
}

/// What kind of look a line tells of, when it tells of one.
fn looked(entry: &Entry) -> Option<String> {
    let reason = || entry.facts.as_ref()?.get("reason")?.as_str().map(str::to_owned);
    Some(match entry.kind.as_str() {
        "person.looked_at" => "looked at this page".into(),
        "journey.looked_at" => "looked at a journey".into(),
        "referral.looked_at" => "looked at a referral".into(),
        "person.opened_with_reason" => format!("gave a reason: “{}”", reason().unwrap_or_default()),
        "look.refused" => "tried to look and was not let in".into(),
        kind if kind.ends_with(".looked_at") => "looked".into(),
        _ => return None,
    })
}

fn merged(visit: &Visit<'_>, id: PersonId, seen: &Seen) -> Markup {
    let rows = seen.merged.iter().map(|(other, name)| {
        let undo = Form::post(format!("/people/{id}/unmerge"), visit.csrf(), visit.once())
            .label(format!("{name} is somebody else after all"))
            .body(html! { (Hidden::new("other", other.to_string())) (Button::quiet("They are two people: undo").small()) });
        let row = Row::new(name.as_str());
        if seen.merges { row.under(undo.render()) } else { row }
    });
    html! { (Rows::new(rows, "")) @if seen.merges { p.q-quiet { "Undoing gives back everything that came with the record." } } }
}
