//! How a refusal looks: a plain sentence, what to do now, and whatever was typed given back.

use axum::http::StatusCode;
use maud::{Markup, html};
use page::{Button, ButtonLink, Form, Hidden};

use super::{Answer, Document, Fields, Shell, Visit, program, say};
use crate::refusal::Refusal;

/// The page for a refusal; for a program, a problem document.
pub fn page(visit: &Visit<'_>, refusal: Refusal) -> Result<Answer, Refusal> {
    if program::is_for_programs(&visit.path) {
        return Ok(Answer::Document(problem(visit, &refusal)));
    }
    match &refusal {
        Refusal::SignIn => return Ok(sign_in_first(visit)),
        Refusal::NeedsReason { person } => {
            return Ok(Answer::redirect(format!("/people/{person}/why?to={}", visit.path)));
        }
        _ => {}
    }
    let (status, title, sentence) = said(visit, &refusal);
    let body = html! {
        h1 { (title) }
        p.q-lead { (sentence) }
        @if !visit.form.is_empty() && !matches!(refusal, Refusal::NotFound { .. }) { (try_again(visit, &visit.form)) }
        @else { p { a href="/" { (say(visit.lang, "go-home", &[])) } } }
    };
    Ok(Answer::Page { status, markup: Shell::new(title.clone()).narrow().render(visit, body) })
}

/// A program is told which of its parameters was wrong, where one was.
fn problem(visit: &Visit<'_>, refusal: &Refusal) -> Document {
    let (status, _, sentence) = said(visit, refusal);
    match refusal {
        Refusal::Invalid(problems) => {
            let field = problems.iter().next().map(|(field, _)| field);
            Document::problem(StatusCode::BAD_REQUEST, &sentence, field)
        }
        _ => Document::problem(status, &sentence, None),
    }
}

/// How a refusal is said: its status, a title and a sentence.
fn said(visit: &Visit<'_>, refusal: &Refusal) -> (StatusCode, String, String) {
    let word = |key: &str| say(visit.lang, key, &[]);
    match refusal {
        Refusal::SignIn => (StatusCode::UNAUTHORIZED, word("signed-out-title"), refusal.to_string()),
        Refusal::NeedsReason { .. } => (StatusCode::FORBIDDEN, word("not-found-title"), refusal.to_string()),
        Refusal::NotFound { .. } => (StatusCode::NOT_FOUND, word("not-found-title"), word("not-found")),
        Refusal::Invalid(problems) => {
            let sentences: Vec<&str> = problems.iter().map(|(_, sentence)| sentence).collect();
            (StatusCode::UNPROCESSABLE_ENTITY, word("look-again-title"), sentences.join(" "))
        }
        Refusal::NotNow(sentence) => (StatusCode::CONFLICT, word("not-now-title"), sentence.clone()),
        Refusal::StaleForm => (StatusCode::CONFLICT, word("stale-title"), word("stale")),
        Refusal::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, word("too-large-title"), word("too-large")),
        Refusal::Wait(_) => (StatusCode::TOO_MANY_REQUESTS, word("wait-title"), refusal.to_string()),
        Refusal::Store(error) => stored(visit, error),
        Refusal::Internal(what) => {
            (StatusCode::INTERNAL_SERVER_ERROR, word("wrong-title"), internal(visit, what))
        }
    }
}

/// What the database said, in words for whoever was waiting for it.
fn stored(visit: &Visit<'_>, error: &store::Error) -> (StatusCode, String, String) {
    let reference = reference(visit);
    tracing::error!(%error, reference, path = visit.path, "the database refused");
    let key = if error.is_away() {
        "away"
    } else if error.is_busy() {
        "busy"
    } else if error.is_full() {
        "full"
    } else {
        "wrong"
    };
    let status =
        if key == "wrong" { StatusCode::INTERNAL_SERVER_ERROR } else { StatusCode::SERVICE_UNAVAILABLE };
    (
        status,
        say(visit.lang, &format!("{key}-title"), &[]),
        say(visit.lang, key, &[("reference", &reference)]),
    )
}

fn internal(visit: &Visit<'_>, what: &str) -> String {
    let reference = reference(visit);
    tracing::error!(what, reference, path = visit.path, "a page failed");
    say(visit.lang, "wrong", &[("reference", &reference)])
}

fn reference(visit: &Visit<'_>) -> String {
    visit.now.bytes::<4>().iter().map(|b| format!("{b:02x}")).collect()
}

/// What was typed, kept in a form that can be sent again as it is.
pub fn try_again(visit: &Visit<'_>, typed: &Fields) -> Markup {
    let once = typed.some("once").map_or_else(|| visit.once(), str::to_owned);
    let form = Form::post(visit.path.as_str(), visit.csrf(), once).body(html! {
        @for (name, value) in typed.typed() { (Hidden::new(name, value)) }
        (Button::new(say(visit.lang, "send-again", &[])))
    });
    html! {
        p { (say(visit.lang, "nothing-lost", &[])) }
        dl.nhsuk-summary-list {
            @for (name, value) in typed.typed().filter(|(name, value)| !value.is_empty() && !is_hidden(name)) {
                div.nhsuk-summary-list__row {
                    dt.nhsuk-summary-list__key { (name.replace(['_', '-', '.'], " ")) }
                    dd.nhsuk-summary-list__value { (shortened(value)) }
                }
            }
        }
        (form)
    }
}

/// Fields no one typed: versions and ids.
fn is_hidden(name: &str) -> bool {
    matches!(name, "version" | "to" | "drawn")
}

fn shortened(value: &str) -> String {
    let start: String = value.chars().take(600).collect();
    if start.len() < value.len() { format!("{start}…") } else { start }
}

/// Somebody's session ran out, or they came by a bookmark: sign in, and go on where they were.
fn sign_in_first(visit: &Visit<'_>) -> Answer {
    if visit.form.is_empty() {
        let to = form_urlencoded::byte_serialize(visit.path.as_bytes()).collect::<String>();
        return Answer::redirect(format!("/sign-in?to={to}"));
    }
    let title = say(visit.lang, "signed-out-title", &[]);
    let body = html! {
        h1 { (title) }
        p.q-lead { (say(visit.lang, "signed-out", &[])) }
        p { (ButtonLink::quiet("/sign-in?to=/signed-in", say(visit.lang, "sign-in-new-tab", &[]))) }
        (try_again(visit, &visit.form))
    };
    Answer::Page {
        status: StatusCode::UNAUTHORIZED,
        markup: Shell::new(title.clone()).narrow().render(visit, body),
    }
}
