//! What a group meets behind its link, on a phone: is there room, is all of this right, and
//! where to change it.

use identity::Secret;
use maud::{Markup, html};
use page::{Banner, Button, ButtonLink, Card, DateBoxes, Form, Inset, Problems, SummaryList, text};

use super::link::{Held, held, used};
use crate::directory::check_until;
use crate::directory::layer::{Editing, Fact, Field, Hand, Opened, RoomState, edit, open, room_said};
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit, say};

/// The longest note taken, in characters.
const LONGEST_NOTE: usize = 300;

/// The secret in the address.
pub(super) fn secret(visit: &Visit<'_>) -> Result<Secret, Refusal> {
    Secret::parse(visit.text_param("token")).map_err(|_| Refusal::not_found())
}

/// Where the group's pages begin.
pub(super) fn home(visit: &Visit<'_>) -> String {
    format!("/group/{}", visit.text_param("token"))
}

/// What a link opens, or the page that says it opens nothing any more.
pub(super) fn enter(visit: &Visit<'_>) -> Result<Result<(Held, Opened), Answer>, Refusal> {
    let secret = secret(visit)?;
    let (held, opened) = visit.read("open a group's link", |tx| {
        let held = held(tx, visit.area(), &secret)?;
        let opened = open(tx, visit.area(), held.link.service)?;
        Ok((held, opened))
    })?;
    if held.link.opens(visit.now.at) { Ok(Ok((held, opened))) } else { Ok(Err(ended(visit))) }
}

fn ended(visit: &Visit<'_>) -> Answer {
    let word = |key: &str| say(visit.lang, key, &[]);
    let title = word("group-ended-title");
    let body = html! { h1 { (title) } p.q-lead { (word("group-ended")) } };
    Answer::Page {
        status: axum::http::StatusCode::NOT_FOUND,
        markup: Shell::new(title.clone()).narrow().render(visit, body),
    }
}

/// GET `/group/{token}`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    match enter(visit)? {
        Ok((held, opened)) => Ok(Answer::page(render(visit, &held, &opened, &Problems::none()))),
        Err(ended) => Ok(ended),
    }
}

fn render(visit: &Visit<'_>, held: &Held, opened: &Opened, problems: &Problems) -> Markup {
    let entry = &held.entry;
    let word = |key: &str| say(visit.lang, key, &[("group", &entry.name)]);
    let home = home(visit);
    let out = entry.layer.taken_out.is_some();
    let said = match visit.query.get("said") {
        "kept" => Some("group-kept"),
        "back" => Some("group-back-done"),
        _ => None,
    };
    let facts = Field::ALL.into_iter().map(|field| Fact::of(field, &opened.known)).fold(
        SummaryList::new(),
        |list, fact| {
            let words = fact.words(visit.lang);
            let shown = html! { @for (n, line) in words.lines().enumerate() { @if n > 0 { br; } (line) } };
            list.row_if(fact.field().label(visit.lang), (!words.is_empty()).then_some(shown))
        },
    );
    let body = html! {
        @if let Some(said) = said { (Banner::done(visit.lang, word(said))) }
        h1 { (entry.name) }
        p.q-lead { (word("group-lead")) }
        @if out {
            (Inset::new(visit.lang, word("group-is-out")))
            (Form::post(format!("{home}/out"), visit.csrf(), visit.once()).body(Button::new(word("group-bring-back")).sends("do", "back")))
        } @else {
            (Card::new(word("group-room"), room(visit, held, &home, problems)))
        }
        (Card::new(word("group-entry"), html! {
            p.q-quiet { (word("group-public")) }
            (facts)
            (Form::post(home.as_str(), visit.csrf(), visit.once()).body(html! {
                div.q-actions {
                    (Button::quiet(word("group-all-right")).sends("do", "right"))
                    (ButtonLink::quiet(format!("{home}/edit"), word("group-change")))
                }
            }))
        }))
        p { a href=(format!("{home}/copy")) { (word("group-copy")) } }
        @if !out { p { a href=(format!("{home}/out")) { (word("group-out")) } } }
    };
    Shell::new(entry.name.as_str()).narrow().problems(problems).render(visit, body)
}

fn room(visit: &Visit<'_>, held: &Held, home: &str, problems: &Problems) -> Markup {
    let word = |key: &str| say(visit.lang, key, &[]);
    let form = &visit.form;
    let now = held.entry.layer.room.as_ref().map(|room| room_words(visit, room));
    let boxes = DateBoxes::new("until", word("group-until"))
        .hint(word("group-until-hint"))
        .value(form.get("until-day"), form.get("until-month"), form.get("until-year"))
        .error(problems.of("until"))
        .lang(visit.lang)
        .optional();
    let close = Form::post(home, visit.csrf(), visit.once()).label(word("group-room-closed")).body(html! {
        (boxes)
        (Button::quiet(word("group-close")).sends("do", "closed"))
    });
    let closed = page::Details::new(word("group-room-closed"), close);
    html! {
        @if let Some(now) = now { p { (now) } }
        (Form::post(home, visit.csrf(), visit.once()).label(word("group-room")).body(html! {
            p { (Button::new(word("group-room-room")).sends("do", "room")) }
            p { (Button::quiet(word("group-room-full")).sends("do", "full")) }
            // A text area, because Enter in a one-line box would press the first button.
            (page::Textarea::new("note", word("group-note")).hint(word("group-note-hint")).rows(2).value(form.get("note")).lang(visit.lang).optional())
        }))
        @if problems.is_empty() { (closed) } @else { (closed.open()) }
    }
}

/// "There is room. You told us 3 days ago."
pub(in crate::directory) fn room_words(visit: &Visit<'_>, room: &crate::directory::layer::Room) -> String {
    let said = crate::moment::local(room.at).date();
    let ago = text::ago(visit.lang, said, visit.now.today());
    let key = match (room.state, room.until) {
        (RoomState::Room, _) => "room-room",
        (RoomState::Full, _) => "room-full",
        (RoomState::NotForUs, _) => "room-not-for-us",
        (RoomState::Closed, None) => "room-closed",
        (RoomState::Closed, Some(_)) => "room-closed-until",
    };
    let day = room.until.map(|day| text::day(visit.lang, day, visit.now.today().year())).unwrap_or_default();
    say(visit.lang, key, &[("ago", &ago), ("day", &day)])
}

/// POST `/group/{token}`: room, full, closed, or "all of this is right". Said twice it changes
/// nothing, so the secret need not be kept with the form's token: it is kept nowhere.
pub fn save_room(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let secret = secret(visit)?;
    let said = visit.form.get("do");
    if said != "right" && RoomState::parse(said).is_none() {
        return Ok(Answer::redirect(home(visit)));
    }
    let Ok(until) = check_until(&visit.form, "until", visit.now.today()) else {
        let problems = [("until", say(visit.lang, "group-until-wrong", &[]))].into_iter().collect();
        return match enter(visit)? {
            // An entry that was taken out has no room to speak of.
            Ok((held, _)) if held.entry.layer.taken_out.is_some() => Ok(Answer::redirect(home(visit))),
            Ok((held, opened)) => Ok(Answer::again(render(visit, &held, &opened, &problems))),
            Err(ended) => Ok(ended),
        };
    };
    let note: Option<String> = visit.form.some("note").map(|note| note.chars().take(LONGEST_NOTE).collect());
    visit.app.db.write("keep what a group says of itself", |tx| {
        let held = used(tx, &visit.now, visit.area(), &secret)?;
        match RoomState::parse(said) {
            Some(state) => {
                room_said(tx, &held.actor, &visit.now, held.link.service, state, note.as_deref(), until)
            }
            None => {
                let editing = Editing { facts: Vec::new(), why: None, hand: Hand::Group, undoes: None };
                edit(tx, &held.actor, &visit.now, held.link.service, held.entry.version, &editing)
            }
        }
    })?;
    Ok(Answer::redirect(format!("{}?said=kept", home(visit))))
}
