//! The page: a sheet of A4 as it will come out of the printer, and, on the screen alone, the
//! ways to change it.

use maud::{Markup, Render, html};
use page::{Banner, Button, Card, Form, Hidden, Inset, Paper, text};

use super::Sheet;
use super::facts::{facts, most};
use crate::directory::finding::{ForWhom, address, freshness, with_address};
use crate::directory::{Asked, DirectoryEntry};
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit, say};

/// Up to so many stand side by side; fewer get the whole width.
const SIDE_BY_SIDE: usize = 4;

/// GET `/find/sheet`, for anybody or with somebody in mind.
///
/// # Errors
/// When the directory cannot be read.
pub fn sheet_page(visit: &Visit<'_>, whom: Option<&ForWhom>) -> Result<Answer, Refusal> {
    let sheet = visit.read("make a sheet", |tx| Sheet::chosen(tx, visit.area(), &visit.query))?;
    let look = Look::of(visit, whom);
    let title = look.title(visit);
    let body = html! {
        @if visit.query.get("said") == "sent" { (Banner::done(visit.lang, "The message is written. You see it under Messages.")) }
        h1 { (title) }
        @if sheet.is_empty() { (nothing(visit, &look)) } @else {
            (ways(visit, &look))
            @if sheet.gone > 0 { div.q-screen-only { (Inset::new(visit.lang, say(visit.lang, "sheet-gone", &[("n", &sheet.gone.to_string())]))) } }
            (services(visit, &look, &sheet))
            p.q-sheet__foot {
                (say(visit.lang, "sheet-may-change", &[])) " "
                (say(visit.lang, "sheet-made", &[("day", &text::date(visit.lang, visit.now.today(), 0))]))
            }
            @if let Some(whom) = whom { (send(visit, &look, whom)) }
        }
    };
    let paper = if look.large { Paper::Large } else { Paper::A4 };
    let back = address(&look.asked, whom, look.asked.page);
    let shell = Shell::new(title).style("find.css").back(visit.lang, &back).paper(paper);
    Ok(Answer::page(shell.render(visit, body)))
}

/// How the sheet is to look.
struct Look<'a> {
    asked: Asked,
    whom: Option<&'a ForWhom>,
    large: bool,
    named: bool,
}

impl<'a> Look<'a> {
    fn of(visit: &Visit<'_>, whom: Option<&'a ForWhom>) -> Look<'a> {
        Look {
            asked: Asked::read(&visit.query),
            whom,
            large: visit.query.ticked("large"),
            named: visit.query.get("name") != "no",
        }
    }

    fn title(&self, visit: &Visit<'_>) -> String {
        match self.whom.filter(|_| self.named) {
            Some(whom) => say(visit.lang, "sheet-title-for", &[("name", &whom.first_name)]),
            None => say(visit.lang, "sheet-title", &[]),
        }
    }

    /// The address of the same sheet, looking otherwise.
    fn other(&self, asked: &Asked, large: bool, named: bool) -> String {
        let mut address = with_address("/find/sheet", asked, self.whom, asked.page);
        for (on, more) in [(large, "large=yes"), (!named, "name=no")] {
            if on {
                address.push(if address.contains('?') { '&' } else { '?' });
                address.push_str(more);
            }
        }
        address
    }
}

fn nothing(visit: &Visit<'_>, look: &Look<'_>) -> Markup {
    html! {
        p { (say(visit.lang, "sheet-empty", &[])) }
        p { a href=(address(&look.asked, look.whom, look.asked.page)) { (say(visit.lang, "sheet-look", &[])) } }
    }
}

/// Ways to have it otherwise: on the screen alone.
fn ways(visit: &Visit<'_>, look: &Look<'_>) -> Markup {
    let word = |key: &str| say(visit.lang, key, &[]);
    let size = if look.large { "sheet-usual" } else { "sheet-large" };
    html! {
        ul.q-sheet__ways.q-screen-only {
            li { button.nhsuk-button.nhsuk-button--secondary.nhsuk-button--small type="button" hidden data-module="quilt-print" { (word("sheet-print")) } }
            li { a href=(look.other(&look.asked, !look.large, look.named)) { (word(size)) } }
            @if look.whom.is_some() {
                li { a href=(look.other(&look.asked, look.large, !look.named)) { @if look.named { "Leave the name off" } @else { "Put the name on" } } }
            }
        }
        p.q-quiet.q-screen-only { (word("sheet-how")) }
    }
}

fn services(visit: &Visit<'_>, look: &Look<'_>, sheet: &Sheet) -> Markup {
    let most = most(if look.large { 1 } else { sheet.entries.len() });
    let many = sheet.entries.len() > SIDE_BY_SIDE && !look.large;
    html! {
        ol class={ "q-sheet" @if many { " q-sheet--many" } } {
            @for entry in &sheet.entries { li.q-sheet__one { (service(visit, look, entry, most)) } }
        }
    }
}

fn service(visit: &Visit<'_>, look: &Look<'_>, entry: &DirectoryEntry, most: usize) -> Markup {
    let mut without = look.asked.clone();
    without.sheet.retain(|id| *id != entry.id);
    html! {
        h2.q-sheet__name { (entry.name) }
        dl.q-sheet__facts {
            @for fact in facts(visit.lang, entry, most) {
                div {
                    dt { (fact.label) } " "
                    dd { @if let Some(dial) = &fact.dial { a href={ "tel:" (dial) } { (fact.words) } } @else { (fact.words) } }
                }
            }
        }
        p.q-sheet__fresh { (freshness(visit, entry)) }
        p.q-screen-only {
            a href=(look.other(&without, look.large, look.named)) {
                (say(visit.lang, "sheet-take-off", &[])) span.nhsuk-u-visually-hidden { ": " (entry.name) }
            }
        }
    }
}

/// For whoever walks beside somebody: the sheet as a message to them.
fn send(visit: &Visit<'_>, look: &Look<'_>, whom: &ForWhom) -> Markup {
    let ways: Vec<(&str, String)> = [
        ("email", whom.email.as_ref().map(|to| format!("E-mail it to {to}"))),
        ("text", whom.phone.as_ref().map(|to| format!("Write a text message to {to}"))),
    ]
    .into_iter()
    .filter_map(|(how, words)| Some((how, words?)))
    .collect();
    let body = html! {
        @if ways.is_empty() {
            p { "There is no e-mail address and no phone number of " (whom.first_name) " here, so it can be printed and posted." }
        } @else {
            (Form::post(format!("/journeys/{}/sheet", whom.journey), visit.csrf(), visit.once()).label("Send the sheet").body(html! {
                @for id in &look.asked.sheet { (Hidden::new("sheet", id.to_string())) }
                p { "What stands on the sheet goes to them as plain words. Nothing about anybody’s health is in it." }
                div.q-actions { @for (how, words) in &ways { (Button::quiet(words.as_str()).sends("how", *how)) } }
            }))
        }
    };
    let card = Card::new(format!("Send it to {}", whom.first_name), body);
    html! { div.q-screen-only { (card.render()) } }
}
