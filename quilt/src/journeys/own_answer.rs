//! The person answers alone: a link, no account, large numbers, and "stop here" that keeps what was
//! said so far. Whoever holds the link sees the questions and who asks, and nothing about anybody.

use ::store::Tx;
use identity::Secret;
use maud::{Markup, html};
use measure::instrument::Offer;
use measure::{Answer as Said, Instrument, Item, WhoAnswered};
use page::{Button, Form, Problems, Sheet};

use super::ask_read::read_answers;
use super::asking::occasion;
use super::link_words::phone_words;
use super::store_asking::{Beside, select_beside};
use super::{measure_words, store};
use crate::access::Actor;
use crate::outcomes::{Asking, HowTaken, Occasion, Taking, asking, decline_by_link, offer, shelf, take};
use crate::refusal::Refusal;
use crate::web::{Answer, Lang, Shell, Visit, say};

/// What the page is drawn from.
struct Opened {
    asking: Asking,
    instrument: Instrument,
    beside: Beside,
}

fn secret(visit: &Visit<'_>) -> Result<Secret, Refusal> {
    Secret::parse(visit.text_param("token")).map_err(|_| Refusal::not_found())
}

fn open(tx: &mut Tx<'_>, visit: &Visit<'_>, secret: &Secret) -> Result<Opened, Refusal> {
    let asking = asking(tx, secret)?;
    let shelf = shelf(tx, asking.area)?;
    let instrument = shelf.get_in(&asking.measure, visit.lang.code()).ok_or_else(Refusal::not_found)?.clone();
    let beside = select_beside(tx, asking.area, asking.journey)?;
    Ok(Opened { asking, instrument, beside })
}

/// GET `/answer/how-you-are/{token}`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let secret = secret(visit)?;
    let opened = visit.read("open questions by link", |tx| open(tx, visit, &secret))?;
    Ok(Answer::page(render(visit, &opened, &Problems::none())))
}

/// POST `/answer/how-you-are/{token}`. Sent twice it changes nothing, so the secret need not be kept
/// with the form's token: it is kept nowhere.
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let secret = secret(visit)?;
    let answered = visit.app.db.write("answer alone by link", |tx| {
        let opened = open(tx, visit, &secret)?;
        if opened.asking.answered_at.is_some() || opened.asking.declined_at.is_some() {
            return Ok(());
        }
        if !can_answer(visit, &opened) {
            return Err(Refusal::not_now("This question has closed."));
        }
        keep(tx, visit, &opened)
    });
    match answered {
        Ok(()) => Ok(Answer::redirect(here(visit))),
        Err(Refusal::Invalid(problems)) => {
            let opened = visit.read("open questions by link", |tx| open(tx, visit, &secret))?;
            Ok(Answer::again(render(visit, &opened, &problems)))
        }
        Err(Refusal::NotNow(_)) => {
            let opened = visit.read("open questions by link", |tx| open(tx, visit, &secret))?;
            let markup = render(visit, &opened, &Problems::none());
            Ok(Answer::Page { status: axum::http::StatusCode::CONFLICT, markup })
        }
        Err(other) => Err(other),
    }
}

/// This page, in the language it is read in: whoever came by a link may carry no cookie.
fn here(visit: &Visit<'_>) -> String {
    match visit.lang {
        Lang::En => visit.path.clone(),
        other => format!("{}?lang={}", visit.path, other.code()),
    }
}

fn can_answer(visit: &Visit<'_>, opened: &Opened) -> bool {
    opened.asking.is_open(visit.now.at) && offer(&opened.instrument, visit.now.at) == Offer::Ask
}

fn keep(tx: &mut Tx<'_>, visit: &Visit<'_>, opened: &Opened) -> Result<(), Refusal> {
    let (asking, instrument) = (&opened.asking, &opened.instrument);
    let stopped = visit.form.get("do") == "stop";
    let mut problems = Problems::none();
    let Some(answers) = read_answers(&visit.form, instrument, &mut problems) else {
        return Err(Refusal::Invalid(problems));
    };
    if answers.is_empty() {
        if stopped {
            return decline_by_link(tx, &visit.now, asking);
        }
        let first = measure_words::answers(instrument).next().unwrap_or_default();
        return Err(Refusal::invalid(&format!("a-{first}"), say(visit.lang, "own-choose", &[])));
    }
    // What was put and passed over was left blank; what comes after stopping was not come to.
    let answers = answers.the_rest(instrument, if stopped { Said::Stopped } else { Said::LeftBlank });
    let holder = Actor::holder(asking.area, "the person");
    let journey =
        store::select_journey(tx, asking.area, asking.journey.into())?.ok_or_else(Refusal::not_found)?;
    let known = occasion(tx, asking.area, &journey, &visit.now, &asking.measure, visit.now.at)?;
    let taking = Taking {
        instrument,
        answers,
        how: HowTaken::Online,
        who: WhoAnswered::Person,
        // What it was asked for, unless so much time went by that it is something else.
        occasion: Some(if known == Occasion::FollowUp { known } else { asking.occasion }),
        why_missing: stopped.then(|| "They stopped here.".to_owned()),
        at: visit.now.at,
        instead_of: None,
    };
    take(tx, &holder, &visit.now, asking.person, Some(asking.journey), &taking).map(|_| ())
}

fn render(visit: &Visit<'_>, opened: &Opened, problems: &Problems) -> Markup {
    let (lang, asking, beside) = (visit.lang, &opened.asking, &opened.beside);
    let about = [("scheme", beside.scheme.as_str()), ("worker", beside.worker.as_str())];
    let say = |key: &str| say(lang, key, &about);
    let (title, body) = if asking.answered_at.is_some() {
        (say("answer-thanks"), html! { p.q-lead { (say("own-kept")) } p { (say("own-kept-next")) } })
    } else if asking.declined_at.is_some() {
        (say("answer-thanks"), html! { p.q-lead { (say("own-declined")) } })
    } else if can_answer(visit, opened) {
        (say("own-how-are-you"), questions(visit, opened, problems))
    } else {
        (say("answer-closed-title"), html! { p.q-lead { (say("own-closed")) } })
    };
    let body = html! { h1 { (title) } (body) (ring(lang, beside)) };
    Shell::new(title.clone()).narrow().problems(problems).render(visit, body)
}

fn questions(visit: &Visit<'_>, opened: &Opened, problems: &Problems) -> Markup {
    let (lang, instrument, beside) = (visit.lang, &opened.instrument, &opened.beside);
    let typed = visit.form.as_typed();
    let sheet = Sheet::new(lang, &typed, problems);
    let theirs = instrument.language.split('-').next().unwrap_or("en").to_owned();
    let own = (theirs != lang.code()).then_some(theirs);
    let about = [("scheme", beside.scheme.as_str()), ("worker", beside.worker.as_str())];
    let form = Form::post(here(visit), visit.csrf(), visit.once()).body(html! {
        div lang=[own.as_deref()] {
            @if !instrument.introduction.is_empty() { p { (instrument.introduction) } }
            @for item in instrument.items.iter() { (question(&sheet, lang, item)) }
        }
        div.q-actions {
            (Button::new(say(lang, "own-send", &[])).sends("do", "send"))
            (Button::quiet(say(lang, "own-stop", &[])).sends("do", "stop"))
        }
    });
    html! {
        p.q-lead { (say(lang, "own-lead", &about)) }
        @if own.is_some() { p { (say(lang, "own-in-english", &[])) } }
        (form)
        p.q-quiet.q-after-actions { (say(lang, "own-who-reads", &about)) }
        @if !instrument.licence.attribution.is_empty() { p.q-quiet { (instrument.licence.attribution) } }
    }
}

/// One question. Its own words are in the language it was tested in, ours in the reader's.
fn question(sheet: &Sheet<'_>, lang: Lang, item: &Item) -> Markup {
    let name = format!("a-{}", item.code);
    let ours = |key: &str| html! { span lang=(lang.code()) { (say(lang, key, &[])) } };
    let (dont_know, rather_not) = (ours("own-dont-know"), ours("own-rather-not"));
    if !item.choices.is_empty() {
        let radios = sheet.radios(&name, item.words()).size(page::Size::M);
        let radios = item
            .choices
            .iter()
            .fold(radios, |radios, choice| radios.option(choice.value.to_string(), &*choice.words));
        return html! { (radios.or().option("dont_know", dont_know).option("refused", rather_not)) };
    }
    html! {
        (sheet.scale(&name, item.words(), item.low, item.high).size(page::Size::M)
            .labels(&*item.low_label, &*item.high_label)
            .other("dont_know", dont_know).other("refused", rather_not))
    }
}

fn ring(lang: Lang, beside: &Beside) -> Markup {
    html! {
        p { (say(lang, "ask-now", &[])) }
        @if let Some(phone) = &beside.phone {
            p.q-quiet { (say(lang, "answer-ring", &[("scheme", &beside.scheme), ("phone", &phone_words(phone))])) }
        }
    }
}
