//! The page behind a one-tap link: one question, big buttons, done. Whoever holds the link
//! sees the group's name and the question, and nothing about the person.

use identity::Secret;
use maud::{Markup, html};
use page::{Button, Form, Inset, Problems, Says, Sheet};

use super::answer::{Asked, question};
use super::link_words::phone_words;
use super::paragraphs::paragraphs;
use super::{AnswerSaid, Question, answer};
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit, say};

/// The longest note taken, in characters: "Tuesdays only", "ring Jean first".
const LONGEST_NOTE: usize = 300;

/// GET `/answer/{token}`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let secret = secret(visit)?;
    let asked = visit.read("open a question", |tx| question(tx, &secret))?;
    Ok(Answer::page(render(visit, &asked, None, &Problems::none())))
}

/// POST `/answer/{token}`. An answer given twice changes nothing, so the secret need not be
/// kept with the form's token: it is kept nowhere.
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let secret = secret(visit)?;
    let note = visit.form.some("note").map(|note| note.chars().take(LONGEST_NOTE).collect());
    let said = AnswerSaid { code: visit.form.get("said").to_owned(), note };
    match visit.app.db.write("answer a question", |tx| answer(tx, &visit.now, &secret, &said)) {
        Ok(_) => Ok(Answer::redirect(visit.path.as_str())),
        Err(Refusal::Invalid(_)) => {
            let asked = visit.read("open a question", |tx| question(tx, &secret))?;
            let problems = [("said", say(visit.lang, "answer-choose", &[]))].into_iter().collect();
            Ok(Answer::again(render(visit, &asked, None, &problems)))
        }
        Err(Refusal::NotNow(_)) => {
            let asked = visit.read("open a question", |tx| question(tx, &secret))?;
            Ok(Answer::Page {
                status: axum::http::StatusCode::CONFLICT,
                markup: render(visit, &asked, Some(&said.code), &Problems::none()),
            })
        }
        Err(other) => Err(other),
    }
}

fn secret(visit: &Visit<'_>) -> Result<Secret, Refusal> {
    Secret::parse(visit.text_param("token")).map_err(|_| Refusal::not_found())
}

fn render(visit: &Visit<'_>, asked: &Asked, refused: Option<&str>, problems: &Problems) -> Markup {
    let say = |key: &str| {
        say(
            visit.lang,
            key,
            &[
                ("service", &asked.service_name),
                ("scheme", &asked.scheme_name),
                ("worker", &asked.worker_name),
            ],
        )
    };
    let topic = topic(asked.question);
    let (title, body) = if let Some(said) = &asked.said {
        (say("answer-thanks"), answered(visit, asked, said, refused))
    } else if asked.expires_at <= visit.now.at {
        (say("answer-closed-title"), html! { p.q-lead { (say("answer-closed")) } })
    } else {
        (say(&format!("answer-{topic}-title")), open(visit, asked, problems))
    };
    let body = html! {
        h1 { (title) }
        (body)
        (ring(visit, asked))
    };
    Shell::new(title.clone()).narrow().problems(problems).render(visit, body)
}

/// What a question is about, as the keys of its words name it.
fn topic(question: Question) -> &'static str {
    match question {
        Question::RoomForOne => "room",
        Question::DidTheyCome => "came",
        Question::DidYouGetThere => "arrival",
    }
}

fn open(visit: &Visit<'_>, asked: &Asked, problems: &Problems) -> Markup {
    let topic = topic(asked.question);
    let say = |key: &str| {
        say(
            visit.lang,
            key,
            &[
                ("service", &asked.service_name),
                ("scheme", &asked.scheme_name),
                ("worker", &asked.worker_name),
            ],
        )
    };
    let typed = visit.form.as_typed();
    let sheet = Sheet::new(visit.lang, &typed, problems);
    // A textarea, because Enter in a one-line box would press the first button.
    let form = Form::post(visit.path.as_str(), visit.csrf(), visit.once()).body(html! {
        div id="said" {
            @for (n, code) in asked.question.answers().iter().enumerate() {
                @let words = say(&format!("answer-{topic}-{}", code.replace('_', "-")));
                p {
                    @if n == 0 { (Button::new(words).sends("said", *code)) }
                    @else { (Button::quiet(words).sends("said", *code)) }
                }
            }
        }
        (sheet.textarea("note", say(&format!("answer-{topic}-note"))).hint(say(&format!("answer-{topic}-note-hint"))).rows(2).optional())
    });
    html! {
        p.q-lead { (say(&format!("answer-{topic}-lead"))) }
        @if asked.question == Question::RoomForOne && !asked.words.is_empty() {
            (Says::new(asked.words.as_str()).source(format!("{}, {}", asked.worker_name, asked.scheme_name)))
            p { (say("answer-room-no-name")) }
        }
        (form)
    }
}

fn answered(visit: &Visit<'_>, asked: &Asked, said: &str, refused: Option<&str>) -> Markup {
    let topic = topic(asked.question);
    let say = |key: &str| {
        say(
            visit.lang,
            key,
            &[
                ("service", &asked.service_name),
                ("scheme", &asked.scheme_name),
                ("worker", &asked.worker_name),
            ],
        )
    };
    let words = |code: &str| say(&format!("answer-{topic}-{}", code.replace('_', "-")));
    html! {
        @if refused.is_some_and(|other| other != said) {
            (Inset::new(visit.lang, say("answer-already")))
        }
        p.q-lead { (say("answer-told-us")) " “" (words(said)) "”" }
        p { (say(&format!("answer-{topic}-{}-next", said.replace('_', "-")))) }
        @if let Some(shared) = asked.shared_now(visit.now.at) {
            h2 { (say("answer-room-shared")) }
            (paragraphs(shared))
        }
    }
}

fn ring(visit: &Visit<'_>, asked: &Asked) -> Markup {
    html! {
        @if let Some(phone) = &asked.scheme_phone {
            p.q-quiet { (say(visit.lang, "answer-ring", &[("scheme", &asked.scheme_name), ("phone", &phone_words(phone))])) }
        }
    }
}
