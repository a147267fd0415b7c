//! Entering what somebody answered, to any measure: the questions where we hold their words, numbers
//! from the owners' own form where we do not; and putting right what was entered wrongly.

use maud::{Markup, html};
use measure::instrument::Offer;
use measure::{Instrument, Item, Shelf};
use page::{Button, Details, Form, Hidden, Lang, Problems, Sheet, Typed, Width, text};

use super::ask_page::ways;
use super::ask_read::{read_form, typed_of};
use super::asking::occasion;
use super::change::{Change, to_change};
use super::{find_journey, measure_words};
use crate::access::Act;
use crate::moment::local;
use crate::outcomes::{self, Absent, HowTaken, Kept, Occasion, ReadingId, offer, shelf, taken};
use crate::refusal::Refusal;
use crate::web::{Answer, Visit};

/// What the form is drawn from.
struct Drawn {
    change: Change,
    shelf: Shelf,
    /// The reading that is to be put right, where one is.
    old: Option<Kept>,
}

impl Drawn {
    fn instrument(&self, visit: &Visit<'_>) -> Result<&Instrument, Refusal> {
        let code = visit.text_param("measure");
        let found = self.shelf.get(code).filter(|one| !one.scorer.takes_goals() && code != "concern");
        found.ok_or_else(Refusal::not_found)
    }
}

fn open(visit: &Visit<'_>) -> Result<Drawn, Refusal> {
    let change = to_change(visit, Act::RecordOnJourney)?;
    let instead: Option<ReadingId> = visit.query.get("instead_of").parse().ok();
    let (shelf, old) = visit.read("open a measure", |tx| {
        let kept = match instead {
            Some(id) => {
                taken(tx, visit.area(), change.journey.id.into())?.into_iter().find(|kept| kept.id == id)
            }
            None => None,
        };
        Ok((shelf(tx, visit.area())?, kept))
    })?;
    let code = visit.text_param("measure");
    if instead.is_some() && old.as_ref().is_none_or(|old| old.measure != code) {
        return Err(Refusal::not_found());
    }
    Ok(Drawn { change, shelf, old })
}

/// GET `/journeys/{id}/ask/{measure}`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let drawn = open(visit)?;
    let instrument = drawn.instrument(visit)?;
    let typed = match &drawn.old {
        Some(old) => typed_of(old, instrument),
        None => {
            let now = local(visit.now.at);
            let suggested = visit.read("see which occasion it is", |tx| {
                occasion(
                    tx,
                    visit.area(),
                    &drawn.change.journey,
                    &visit.now,
                    instrument.id.code(),
                    visit.now.at,
                )
            })?;
            let given = Occasion::parse(visit.query.get("moment")).unwrap_or(suggested);
            Typed::default()
                .with("on", "today")
                .with("at", text::time(now.time()))
                .with("moment", given.code())
                .with("who", "person")
        }
    };
    Ok(Answer::page(render(visit, &drawn, instrument, &typed, &Problems::none())))
}

/// POST `/journeys/{id}/ask/{measure}`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let drawn = open(visit)?;
    let instrument = drawn.instrument(visit)?;
    let again = |problems: &Problems| {
        Ok(Answer::again(render(visit, &drawn, instrument, &visit.form.as_typed(), problems)))
    };
    let read = match read_form(&visit.form, instrument, &visit.now) {
        Ok(read) => read,
        Err(problems) => return again(&problems),
    };
    let answer = visit.submit("take a reading", |tx| {
        let (by, now) = (&visit.actor, &visit.now);
        let journey = find_journey(tx, by, now, Act::RecordOnJourney, drawn.change.journey.id)?;
        let mut taking = read.clone();
        taking.instead_of = drawn.old.as_ref().map(|old| old.id);
        let counted = occasion(tx, by.area, &journey, now, instrument.id.code(), taking.at)?;
        // Whatever was chosen: before anybody asked for them it is no beginning.
        if counted == Occasion::Other {
            taking.occasion = Some(Occasion::Other);
        }
        outcomes::take(tx, by, now, journey.person, Some(journey.id.into()), &taking)?;
        Ok(format!("/journeys/{}/lines", journey.id))
    });
    match answer {
        Err(Refusal::Invalid(problems)) => again(&in_the_form(&problems, instrument)),
        answer => answer,
    }
}

/// What a rule says of an answer, said beside its field.
fn in_the_form(problems: &Problems, instrument: &Instrument) -> Problems {
    let field = |name: &str| match name {
        "at" => "on".to_owned(),
        code if measure_words::answers(instrument).any(|known| known == code) => format!("a-{code}"),
        other => other.to_owned(),
    };
    problems.iter().map(|(name, sentence)| (field(name), sentence)).collect()
}

fn render(
    visit: &Visit<'_>,
    drawn: &Drawn,
    instrument: &Instrument,
    typed: &Typed,
    problems: &Problems,
) -> Markup {
    let sheet = Sheet::new(Lang::En, typed, problems);
    let worded = offer(instrument, visit.now.at) == Offer::Ask;
    let action = match &drawn.old {
        Some(old) => format!("{}?instead_of={}", visit.path, old.id),
        None => visit.path.clone(),
    };
    let form = Form::post(action, visit.csrf(), visit.once()).body(html! {
        @if worded && !instrument.introduction.is_empty() { p { (instrument.introduction) } }
        @for item in instrument.items.iter() { (answer(&sheet, item)) }
        @for scale in instrument.scorer.entered() {
            (sheet.input(&format!("a-{}", scale.code), &*scale.name).inputmode("decimal").width(Width::Chars5).optional()
                .hint(format!("As its owners gave it, from {} to {}.", measure_words::number(scale, scale.low), measure_words::number(scale, scale.high))))
        }
        (about_it(&sheet, instrument, typed, problems))
        (Button::new(if drawn.old.is_some() { "Put it right" } else { "Keep their answers" }).prevent_double_click())
    });
    let body = html! {
        h1 { (instrument.name) }
        @if drawn.old.is_some() { p.q-lead { "What was entered first stays in the ledger, and is counted no more." } }
        @else if !worded { p.q-lead { "The questions are their owners’ and not here. Enter the numbers from the form." } }
        @else { p.q-lead { "Ask them as they are written, and in their order. Leave out any they would rather not answer." } }
        (form)
        @if worded && drawn.old.is_none() {
            h2 { "Or let them answer alone" }
            (ways(visit, &drawn.change, instrument, Occasion::parse(typed.get("moment")).unwrap_or(Occasion::Other), false))
        }
        (terms(instrument))
    };
    drawn.change.shell(&instrument.name).problems(problems).render(visit, body)
}

/// One question: choices as they are printed, or a number on its scale.
fn answer(sheet: &Sheet<'_>, item: &Item) -> Markup {
    let name = format!("a-{}", item.code);
    if item.choices.is_empty() {
        let ends = match (item.low_label.is_empty(), item.high_label.is_empty()) {
            (false, false) => format!(
                "{} {} – {} {}",
                item.low,
                item.low_label.to_lowercase(),
                item.high,
                item.high_label.to_lowercase()
            ),
            _ => format!("{} to {}", item.low, item.high),
        };
        return html! {
            (sheet.whole_number(&name, item.words()).width(Width::Chars10).optional().hint(format!("{ends}.")))
            (measure_words::why_none(sheet, &name))
        };
    }
    let select = sheet.select(&name, item.words()).option("", "Not asked");
    let select = item
        .choices
        .iter()
        .fold(select, |select, choice| select.option(choice.value.to_string(), &*choice.words));
    html! { (Absent::choices().fold(select, |select, (code, words)| select.option(code, words))) }
}

/// When, how, by whom, and what is missing.
fn about_it(sheet: &Sheet<'_>, instrument: &Instrument, typed: &Typed, problems: &Problems) -> Markup {
    let how = HowTaken::ALL
        .iter()
        .fold(sheet.select("asked_how", "How were they asked?").option("", "Choose"), |select, how| {
            select.option(how.code(), how.words())
        });
    let moments = Occasion::ALL.iter().fold(sheet.select("moment", "On what occasion?"), |select, one| {
        select.option(one.code(), one.words())
    });
    let proxy = instrument.proxy == measure::instrument::Proxy::Allowed;
    let unusual = !typed.get("adapted").is_empty() || problems.of("adapted").is_some();
    let adapted = Details::new(
        "It was not asked as it is printed",
        html! {
            p.q-quiet { "Then it is kept, and not scored: a measure that is reworded, shortened or explained away is another measure." }
            (sheet.checkboxes("adapted", "How it was asked").option("yes", "Questions were left out, changed or explained").optional())
        },
    );
    html! {
        h2 { "About these answers" }
        div.nhsuk-date-input {
            div.nhsuk-date-input__item { (sheet.input("on", "Day").width(Width::Chars10)) }
            div.nhsuk-date-input__item { (sheet.input("at", "Time").width(Width::Chars5)) }
        }
        (how)
        (moments)
        @if proxy {
            (sheet.radios("who", "Who answered?").inline().option("person", "They did").option("someone_else", "Somebody for them"))
        } @else {
            (Hidden::new("who", "person"))
            p.q-quiet { "Only they can answer these questions: nobody answers for them." }
        }
        (sheet.input("why_missing", "If something is missing: why?").hint("What there is to say besides, in words.").optional())
        @if unusual { (adapted.open()) } @else { (adapted) }
    }
}

/// The terms under which the measure is here.
pub(super) fn terms(instrument: &Instrument) -> Markup {
    html! {
        p.q-quiet.q-after-actions { (instrument.missing_rule) }
        @if !instrument.licence.attribution.is_empty() { p.q-quiet { (instrument.licence.attribution) } }
    }
}
