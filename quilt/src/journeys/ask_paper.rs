//! The questions on paper: A4 or large print, the words as they are, a box for each answer, and no
//! name on the sheet but the one the person writes.

use maud::{Markup, html};
use measure::instrument::Offer;
use measure::{Instrument, Item};
use page::{Paper, text};

use super::change::to_change;
use super::link_words::phone_words;
use super::store_asking::{Beside, select_beside};
use crate::access::Act;
use crate::outcomes::{offer, shelf};
use crate::refusal::Refusal;
use crate::web::{Answer, Lang, Visit, say};

/// GET `/journeys/{id}/ask/{measure}/paper`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let change = to_change(visit, Act::RecordOnJourney)?;
    let (shelf, beside) = visit.read("put questions on paper", |tx| {
        Ok((shelf(tx, visit.area())?, select_beside(tx, visit.area(), change.journey.id.into())?))
    })?;
    let code = visit.text_param("measure");
    let instrument = shelf.get_in(code, visit.lang.code()).ok_or_else(Refusal::not_found)?;
    if offer(instrument, visit.now.at) != Offer::Ask || instrument.items.is_empty() {
        return Err(Refusal::not_now(
            "We do not hold the words of these questions. Use your own printed form, and enter the numbers.",
        ));
    }
    let large = visit.query.get("print") == "large";
    let title = say(visit.lang, "own-how-are-you", &[]);
    let body = html! {
        h1 { (title) }
        p.q-screen-only.q-quiet {
            @let (print, words) = if large { ("usual", "story-usual") } else { ("large", "story-large") };
            a href={ (visit.path) "?print=" (print) } { (say(visit.lang, words, &[])) }
        }
        (sheet(visit.lang, instrument, &beside))
    };
    let paper = if large { Paper::Large } else { Paper::A4 };
    Ok(Answer::page(change.shell(&title).paper(paper).render(visit, body)))
}

fn sheet(lang: Lang, instrument: &Instrument, beside: &Beside) -> Markup {
    let own = (!instrument.language.starts_with(lang.code())).then(|| primary(instrument));
    html! {
        p { (say(lang, "own-paper-lead", &[("worker", &beside.worker), ("scheme", &beside.scheme)])) }
        @if own.is_some() { p { (say(lang, "own-in-english", &[])) } }
        div lang=[own] {
            @if !instrument.introduction.is_empty() { p { (instrument.introduction) } }
            @for (n, item) in instrument.items.iter().enumerate() { (question(lang, n + 1, item)) }
        }
        p.q-write-line { (say(lang, "own-paper-day", &[])) }
        @if let Some(phone) = &beside.phone {
            p { (say(lang, "answer-ring", &[("scheme", &beside.scheme), ("phone", &phone_words(phone))])) }
        }
        p.q-quiet { (instrument.name) ". " (instrument.edition) ". " (instrument.licence.attribution) }
    }
}

fn primary(instrument: &Instrument) -> &str {
    instrument.language.split('-').next().unwrap_or("en")
}

fn question(lang: Lang, n: usize, item: &Item) -> Markup {
    html! {
        section.q-question {
            h2 { (n) ". " (item.words()) }
            @if item.choices.is_empty() {
                ol.q-boxes { @for value in item.low..=item.high { li { (text::number(value.into())) } } }
                p.q-ends { span { (item.low) ": " (item.low_label) } span { (item.high) ": " (item.high_label) } }
            } @else {
                ul.q-ticks { @for choice in item.choices.iter() { li { (choice.words) } } }
            }
            ul.q-ticks.q-ticks--quiet lang=(lang.code()) {
                li { (say(lang, "own-dont-know", &[])) }
                li { (say(lang, "own-rather-not", &[])) }
            }
        }
    }
}
