//! Where a group takes its entry out of the directory, or brings it back.

use maud::html;
use page::{Button, Form, Problems, Sheet};

use super::home::{enter, home, secret};
use super::link::used;
use crate::directory::layer::{bring_back, take_out};
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit, say};

/// The longest reason taken, in characters.
const LONGEST_WHY: usize = 500;

/// GET `/group/{token}/out`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let held = match enter(visit)? {
        Ok((held, _)) => held,
        Err(ended) => return Ok(ended),
    };
    let word = |key: &str| say(visit.lang, key, &[("group", &held.entry.name)]);
    let (typed, problems) = (visit.form.as_typed(), Problems::none());
    let sheet = Sheet::new(visit.lang, &typed, &problems);
    let home = home(visit);
    let form = Form::post(format!("{home}/out"), visit.csrf(), visit.once()).body(html! {
        (sheet.textarea("why", word("group-out-why")).rows(2).optional())
        (Button::warning(word("group-out-do")).sends("do", "out"))
    });
    let body = html! {
        h1 { (word("group-out-title")) }
        p.q-lead { (word("group-out-lead")) }
        p { (word("group-out-kept")) }
        (form)
        p { a href=(home) { (word("group-leave")) } }
    };
    Ok(Answer::page(Shell::new(word("group-out-title")).narrow().render(visit, body)))
}

/// POST `/group/{token}/out`. Done twice it changes nothing.
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let secret = secret(visit)?;
    let back = visit.form.get("do") == "back";
    let why: Option<String> = visit.form.some("why").map(|why| why.chars().take(LONGEST_WHY).collect());
    visit.app.db.write("a group takes its entry out, or brings it back", |tx| {
        let held = used(tx, &visit.now, visit.area(), &secret)?;
        if back {
            bring_back(tx, &held.actor, &visit.now, held.link.service)?;
        } else {
            take_out(tx, &held.actor, &visit.now, held.link.service, why.as_deref())?;
        }
        crate::line::line(&held.actor, &visit.now, "service.link_used", held.link.service).record(tx)
    })?;
    Ok(Answer::redirect(if back { format!("{}?said=back", home(visit)) } else { home(visit) }))
}
