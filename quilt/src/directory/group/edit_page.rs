//! Where a group changes its entry, in plain words, on a phone.

use maud::{Markup, html};
use page::{Button, Form, Hidden, Problems, Sheet};

use super::home::{enter, home, secret};
use super::link::{Held, used};
use crate::directory::edit::merge::merged;
use crate::directory::edit::{beside, form};
use crate::directory::layer::{Editing, Hand, as_typed, edit, open, versions};
use crate::refusal::Refusal;
use crate::web::{Answer, Fields, Shell, Visit, say};

/// GET `/group/{token}/edit`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    match enter(visit)? {
        Ok((held, opened)) => {
            let typed = as_typed(visit.lang, &opened.known);
            Ok(Answer::page(render(visit, &held, &typed, &Problems::none(), None)))
        }
        Err(ended) => Ok(ended),
    }
}

fn render(
    visit: &Visit<'_>,
    held: &Held,
    typed: &Fields,
    problems: &Problems,
    beside: Option<Markup>,
) -> Markup {
    let word = |key: &str| say(visit.lang, key, &[("group", &held.entry.name)]);
    let typed = typed.as_typed();
    let sheet = Sheet::new(visit.lang, &typed, problems);
    let home = home(visit);
    let form = Form::post(format!("{home}/edit"), visit.csrf(), visit.once()).body(html! {
        (Hidden::new("version", held.entry.version.to_string()))
        (form::fields(&sheet))
        (Button::new(word("group-save")))
    });
    let body = html! {
        h1 { (word("group-edit-title")) }
        @if let Some(beside) = beside { (beside) }
        p.q-lead { (word("group-edit-lead")) }
        p.q-quiet { (word("group-public")) }
        (form)
        p { a href=(home) { (word("group-leave")) } }
    };
    Shell::new(word("group-edit-title")).narrow().problems(problems).render(visit, body)
}

/// POST `/group/{token}/edit`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let (held, opened) = match enter(visit)? {
        Ok(entered) => entered,
        Err(ended) => return Ok(ended),
    };
    let number: i64 = visit.form.get("version").parse().unwrap_or(0);
    let versions = visit.read("read what was changed", |tx| versions(tx, visit.area(), held.link.service))?;
    let merged = match merged(visit.lang, &visit.form, &opened.known, &versions, number) {
        Ok(merged) => merged,
        Err(problems) => return Ok(Answer::again(render(visit, &held, &visit.form, &problems, None))),
    };
    if !merged.clashes.is_empty() {
        let notice = beside::notice(visit, visit.lang, &opened.known, &merged.facts, &merged.clashes);
        let typed = beside::again(visit.lang, &opened.known, &merged.facts, &visit.form);
        let markup = render(visit, &held, &typed, &Problems::none(), Some(notice));
        return Ok(Answer::Page { status: axum::http::StatusCode::CONFLICT, markup });
    }
    let secret = secret(visit)?;
    let editing = Editing { facts: merged.facts, why: None, hand: Hand::Group, undoes: None };
    visit.app.db.write("a group edits its entry", |tx| {
        let held = used(tx, &visit.now, visit.area(), &secret)?;
        let version = open(tx, visit.area(), held.link.service)?.entry.version;
        // What somebody changed in this very moment was not seen by this group.
        if version != opened.entry.version {
            return Err(Refusal::not_now(say(visit.lang, "edit-beside-title", &[])));
        }
        edit(tx, &held.actor, &visit.now, held.link.service, version, &editing)
    })?;
    Ok(Answer::redirect(format!("{}?said=kept", home(visit))))
}
