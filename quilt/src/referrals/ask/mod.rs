//! Asking for support oneself, or for somebody one knows: one question a page, in any
//! language we ship, without an account. What is answered is saved after each page under a
//! code, so that one can stop and come back; it is deleted when it is sent, or two weeks
//! after the last answer.
//!
//! The code is in the address of each page and is kept nowhere: the database holds its
//! fingerprint. One guess at a code in use succeeds once in 2⁵⁵ for each form begun, so
//! that with ten thousand of them, and a thousand guesses a second, it takes a century.

mod answers;
mod pages;
mod store;
#[cfg(test)]
mod tests;

use axum::http::StatusCode;
use identity::Code;
use jiff::ToSpan;
use page::Problems;

use self::answers::{Answers, Question, long_code};
use super::nearest::nearest_scheme;
use super::refer::refer;
use crate::access::Actor;
use crate::refusal::Refusal;
use crate::settings::{self, Scheme, SchemeId};
use crate::web::{Answer, Visit, say};

/// How long unsent answers are kept after the last one, in days.
const KEPT: i64 = 14;

/// GET `/ask`
pub fn start(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    Ok(Answer::page(pages::start(visit, &schemes(visit)?)))
}

/// POST `/ask`: a new code, and the first question. Not a form that must be taken in once
/// only: a second click begins a second, empty form, which goes away by itself.
pub fn begin(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let code = Code::long(visit.now.bytes());
    let until = visit.now.at + (KEPT * 24).hours();
    let print = code.fingerprint(&visit.app.keys.codes());
    visit.app.db.write("begin to ask for support", |tx| {
        store::delete_expired(tx, visit.now.at)?;
        store::insert(tx, visit.area(), &print, visit.now.at, until)
    })?;
    Ok(Answer::redirect(format!("/ask/{code}/{}", Question::Who.code())))
}

/// GET `/ask/back`
pub fn back(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    Ok(Answer::page(pages::back(visit, &Problems::none())))
}

/// POST `/ask/back`
pub fn come_back(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let wrong = |key: &str| {
        let problems = [("code", say(visit.lang, key, &[]))].into_iter().collect();
        Answer::again(pages::back(visit, &problems))
    };
    let Some(code) = long_code(visit.form.get("code")) else { return Ok(wrong("ask-code-wrong")) };
    let Some(answers) = kept(visit, &code)? else { return Ok(wrong("ask-code-unknown")) };
    let known = ids(&schemes(visit)?);
    let question = answers.unanswered(&known).unwrap_or(Question::Check);
    Ok(Answer::redirect(format!("/ask/{code}/{}", question.code())))
}

/// GET `/ask/{code}/{question}`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let question = Question::parse(visit.text_param("question")).ok_or_else(Refusal::not_found)?;
    let Some((code, answers)) = opened(visit)? else { return gone(visit) };
    let schemes = schemes(visit)?;
    let page = pages::Page { visit, code: &code, answers: &answers, schemes: &schemes };
    Ok(Answer::page(page.render(question, &answers.as_fields(), &Problems::none())))
}

/// POST `/ask/{code}/{question}`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let question = Question::parse(visit.text_param("question")).ok_or_else(Refusal::not_found)?;
    if question == Question::Check {
        return send(visit);
    }
    let Some((code, mut answers)) = opened(visit)? else { return gone(visit) };
    answers.take(question, &visit.form);
    let schemes = schemes(visit)?;
    let problems = answers.problems(question, visit.lang, &ids(&schemes));
    if !problems.is_empty() {
        let page = pages::Page { visit, code: &code, answers: &answers, schemes: &schemes };
        return Ok(Answer::again(page.render(question, &visit.form, &problems)));
    }
    let until = visit.now.at + (KEPT * 24).hours();
    let print = code.fingerprint(&visit.app.keys.codes());
    let mut team_known = true;
    visit.app.db.write("save an answer", |tx| {
        if question == Question::Place {
            let nearest = nearest_scheme(tx, &schemes, answers.get("place"))?;
            nearest.into_iter().for_each(|scheme| answers.put_team(scheme));
            team_known = nearest.is_some();
        }
        store::update(tx, visit.area(), &print, &answers, visit.now.at, until)
    })?;
    let changing = visit.form.get("to") == Question::Check.code() && team_known;
    let next = if changing { Question::Check } else { question.next(team_known) };
    Ok(Answer::redirect(format!("/ask/{code}/{}", next.code())))
}

/// Sends what was answered: it becomes a referral, and the draft is no more.
fn send(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let Some(code) = long_code(visit.text_param("code")) else { return gone(visit) };
    let print = code.fingerprint(&visit.app.keys.codes());
    let schemes = schemes(visit)?;
    // Whoever is at the keyboard, it is the person, or their friend, who asks.
    let by = Actor::anyone(visit.area());
    let sent = visit.submit("ask for support", |tx| {
        let kept = store::select(tx, visit.area(), &print, visit.now.at)?;
        let Some(answers) = kept else { return Ok("/ask/back?gone=yes".into()) };
        if let Some(question) = answers.unanswered(&ids(&schemes)) {
            return Ok(format!("/ask/back?left={}", question.code()));
        }
        let draft = answers.draft(&print).ok_or_else(|| Refusal::broken("ask_draft.answers"))?;
        let referral = refer(tx, &by, &visit.now, &draft)?;
        store::delete(tx, visit.area(), &print)?;
        Ok(format!("/ask/done/{}?team={}", referral.reference, referral.scheme))
    })?;
    match sent {
        Answer::Redirect { to, .. } if to.starts_with("/ask/back?gone") => gone(visit),
        Answer::Redirect { to, .. } if to.starts_with("/ask/back?left=") => {
            Ok(Answer::redirect(format!("/ask/{code}/{}", to.trim_start_matches("/ask/back?left="))))
        }
        sent => Ok(sent),
    }
}

/// GET `/ask/done/{reference}?team=`: what happens next. It reads nothing about anybody: a
/// reference opens nothing, and which team there is everyone may know.
pub fn done(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let reference: Code = visit.param("reference")?;
    let team: Option<SchemeId> = visit.query.get("team").parse().ok();
    let scheme = schemes(visit)?.into_iter().find(|scheme| Some(scheme.id) == team);
    Ok(Answer::page(pages::done(visit, &reference, scheme.as_ref())))
}

/// The code in the address and what is kept under it, when something is.
fn opened(visit: &Visit<'_>) -> Result<Option<(Code, Answers)>, Refusal> {
    let Some(code) = long_code(visit.text_param("code")) else { return Ok(None) };
    Ok(kept(visit, &code)?.map(|answers| (code, answers)))
}

fn kept(visit: &Visit<'_>, code: &Code) -> Result<Option<Answers>, Refusal> {
    let print = code.fingerprint(&visit.app.keys.codes());
    visit.read("come back to a form", |tx| store::select(tx, visit.area(), &print, visit.now.at))
}

fn gone(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    Ok(Answer::Page { status: StatusCode::NOT_FOUND, markup: pages::gone(visit, &schemes(visit)?) })
}

fn schemes(visit: &Visit<'_>) -> Result<Vec<Scheme>, Refusal> {
    visit.read("know the schemes", |tx| settings::schemes(tx, visit.area()))
}

fn ids(schemes: &[Scheme]) -> Vec<SchemeId> {
    schemes.iter().map(|scheme| scheme.id).collect()
}
