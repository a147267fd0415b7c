//! What a service's page shows of our layer: what our team knows and what was corrected, for
//! anybody; and what to do about it, for those who keep the directory.

use maud::{Markup, Render, html};
use page::{Button, ButtonLink, Card, Details, Form, Lang, Problems, Row, Rows, Sheet, SummaryList, text};

use super::check::{LATELY, dispute};
use super::group::room_words;
use super::layer::{Correction, Opened, RoomState};
use super::{DirectoryEntry, Note, WrongReport};
use crate::access::Act;
use crate::moment::local;
use crate::web::{Visit, say};

/// What those who keep the directory know besides.
pub(super) struct Ours {
    pub notes: Vec<Note>,
    pub reports: Vec<WrongReport>,
    /// How many people were sent lately.
    pub sent: i64,
}

/// What our team knows, for anybody: room, getting in, a first visit.
pub(super) fn known(visit: &Visit<'_>, entry: &DirectoryEntry) -> Option<Markup> {
    let own = &entry.layer.own;
    let room = entry.layer.room.as_ref().filter(|room| {
        room.state != RoomState::NotForUs && entry.layer.has_room(visit.now.today()).is_some()
    });
    let rows = [
        ("own-room", room.map(|room| room_words(visit, room))),
        ("field-access", own.access.clone()),
        ("field-first-visit", own.first_visit.clone()),
        ("field-capacity", own.capacity.clone()),
        ("field-waiting", own.waiting.clone()),
    ];
    if rows.iter().all(|(_, said)| said.is_none()) {
        return None;
    }
    let list = rows.into_iter().fold(SummaryList::new(), |list, (key, said)| {
        list.row_if(say(visit.lang, key, &[]), said.map(|said| lines(&said)))
    });
    Some(Card::new(say(visit.lang, "own-title", &[]), list).render())
}

fn lines(said: &str) -> Markup {
    html! { @for (n, line) in said.lines().enumerate() { @if n > 0 { br; } (line) } }
}

/// What was corrected, with what the publisher says beside it.
pub(super) fn corrected(visit: &Visit<'_>, opened: &Opened, publisher: Option<&str>) -> Option<Markup> {
    let publisher = publisher?;
    if opened.corrections.is_empty() {
        return None;
    }
    let year = visit.now.today().year();
    let rows = opened.corrections.iter().map(|correction| {
        let day = local(correction.at).date();
        let theirs = correction.theirs().words_or_none(visit.lang).replace('\n', "; ");
        let short: String = theirs.chars().take(200).collect();
        let theirs = if short.len() < theirs.len() { format!("{short}…") } else { theirs };
        let row = Row::new(correction.field().label(visit.lang))
            .strong()
            .under(say(visit.lang, "own-corrected-on", &[("day", &text::day(visit.lang, day, year))]))
            .under(say(visit.lang, "own-corrected-says", &[("who", publisher), ("words", &theirs)]));
        if visit.may(Act::KeepDirectory) {
            row.under(correction.by_name.as_str()).under(correction.why.as_str())
        } else {
            row
        }
    });
    let title = say(visit.lang, "own-corrected", &[]);
    Some(
        Card::new(title, html! { p { (say(visit.lang, "own-corrected-lead", &[])) } (Rows::new(rows, "")) })
            .render(),
    )
}

/// What those who keep the directory can do here.
pub(super) fn keep(visit: &Visit<'_>, opened: &Opened, ours: &Ours, problems: &Problems) -> Markup {
    let entry = &opened.entry;
    let asked: Vec<&Correction> =
        opened.corrections.iter().filter(|correction| correction.disputed.is_some()).collect();
    let sent = match ours.sent {
        0 => "Nobody was sent lately".to_owned(),
        n => format!("{} sent in {LATELY} days", text::count(n.unsigned_abs(), "person", "people")),
    };
    let rang = entry.layer.rang.map(|(said, at)| {
        let ago = text::ago(Lang::En, local(at).date(), visit.now.today());
        let heard = match said {
            super::layer::Rang::Right => "they said it is right",
            super::layer::Rang::Wrong => "something was wrong",
            super::layer::Rang::NoAnswer => "nobody answered",
        };
        format!("Last rung {ago}: {heard}.")
    });
    html! {
        @if !asked.is_empty() {
            (Card::new("Its publisher says something new", html! { @for correction in asked { (dispute(visit, correction, "entry")) } }))
        }
        (Card::new("Keep this entry", html! {
            p { (sent) "." @if let Some(rang) = rang { " " (rang) } }
            @if let Some(out) = &entry.layer.taken_out {
                p { "Taken out of the directory by " (out.by) @if let Some(why) = &out.why { ": “" (why) "”" } "." }
            }
            div.q-actions {
                (ButtonLink::quiet(format!("/find/{}/edit", entry.id), "Correct it").small())
                (ButtonLink::quiet(format!("/find/{}/group", entry.id), "The group’s own link").small())
                (ButtonLink::quiet(format!("/find/{}/history", entry.id), "History").small())
            }
            (rang_form(visit, entry))
            (room_form(visit, entry, problems))
        }))
    }
}

fn rang_form(visit: &Visit<'_>, entry: &DirectoryEntry) -> Markup {
    Form::post(format!("/find/{}/checked", entry.id), visit.csrf(), visit.once())
        .label("I rang them")
        .body(html! {
            p id="said" { strong { "I rang them:" } }
            div.q-actions {
                (Button::quiet("It is right").small().sends("said", "right"))
                (Button::quiet("It is wrong").small().sends("said", "wrong"))
                (Button::quiet("No answer").small().sends("said", "no_answer"))
            }
        })
        .render()
}

fn room_form(visit: &Visit<'_>, entry: &DirectoryEntry, problems: &Problems) -> Markup {
    let typed = visit.form.as_typed();
    let sheet = Sheet::new(Lang::En, &typed, problems);
    let form = Form::post(format!("/find/{}/room", entry.id), visit.csrf(), visit.once()).body(html! {
        (sheet.radios("room", "What did they say?")
            .option("room", "There is room").option("full", "Full for now").option("closed", "Closed for now").small())
        (sheet.date("until", "Closed until").hint("Leave it empty if they do not know.").optional())
        (sheet.input("room_note", "In their words").optional())
        (Button::quiet("Keep their answer"))
    });
    let details = Details::new("They told me about room", form);
    if problems.of("room").or(problems.of("until")).is_some() {
        details.open().render()
    } else {
        details.render()
    }
}
