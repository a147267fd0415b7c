//! `/journeys/{id}/hopes`: what they would be glad of from a step, and how it came out. For whoever likes
//! to talk about it that way; nobody has to.

use maud::{Markup, html};
use measure::goal::Attainment;
use page::{Button, Card, Details, Form, Inset, Lang, Problems, Says, Sheet, text};

use super::change::{Change, to_change};
use super::hope::{Hope, LEVELS, NewHope, level, say_attained, set_hope};
use super::{Step, StepId, find_journey, store, store_hope};
use crate::access::Act;
use crate::moment::local;
use crate::refusal::Refusal;
use crate::web::{Answer, Fields, Visit};

struct Drawn {
    change: Change,
    steps: Vec<Step>,
    hopes: Vec<Hope>,
}

fn open(visit: &Visit<'_>) -> Result<Drawn, Refusal> {
    let change = to_change(visit, Act::RecordOnJourney)?;
    let (steps, hopes) = visit.read("open what they hope for", |tx| {
        let (area, id) = (visit.area(), change.journey.id);
        let parts = store::select_parts(tx, area, id, change.journey.person)?;
        Ok((parts.steps, store_hope::select_hopes(tx, area, id)?))
    })?;
    Ok(Drawn { change, steps, hopes })
}

/// GET `/journeys/{id}/hopes`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    Ok(Answer::page(render(visit, &open(visit)?, &Problems::none())))
}

/// How a level is said to staff, who ask it.
pub(super) fn words(level: Attainment) -> &'static str {
    match level {
        Attainment::MuchLess => "Much less than they hoped",
        Attainment::Less => "Less than they hoped",
        Attainment::AsHoped => "As they hoped",
        Attainment::More => "More than they hoped",
        Attainment::MuchMore => "Much more than they hoped",
    }
}

fn render(visit: &Visit<'_>, drawn: &Drawn, problems: &Problems) -> Markup {
    let typed = visit.form.as_typed();
    let sheet = Sheet::new(Lang::En, &typed, problems);
    let called = drawn.change.person.called();
    let year = visit.now.today().year();
    let title = format!("What {called} hopes for from a step");
    let without: Vec<&Step> = drawn
        .steps
        .iter()
        .filter(|step| step.state.is_open() && !drawn.hopes.iter().any(|hope| hope.step == step.id))
        .collect();
    let form = Form::post(visit.path.as_str(), visit.csrf(), visit.once()).body(html! {
        @for hope in &drawn.hopes { (Card::new(hope.words.as_str(), hoped(&sheet, hope, year))) }
        @if !without.is_empty() {
            h2 { "Say what would be good" }
            p.q-quiet { "Before trying. Once it is said it stays: whoever wants something else agrees a new step." }
            @for step in &without { (begin(&sheet, step, problems)) }
        }
        @if !drawn.hopes.is_empty() || !without.is_empty() { (Button::new("Keep")) }
    });
    let body = html! {
        h1 { (title) }
        p.q-lead { "Some people like to say beforehand what they would be glad of, and look back later. Nobody has to." }
        (Inset::new(Lang::En, "These words and numbers are for them. Nothing is paid for them, no target hangs on them, and nobody is compared by them."))
        @if drawn.steps.is_empty() { p { "No step is agreed yet." } }
        (form)
    };
    drawn.change.shell(&title).problems(problems).render(visit, body)
}

fn hoped(sheet: &Sheet<'_>, hope: &Hope, year: i16) -> Markup {
    let name = format!("level-{}", hope.step);
    let none =
        hope.level.map_or("Not said today".to_owned(), |level| format!("As last said: {}", words(level)));
    let select = LEVELS
        .iter()
        .rev()
        .fold(sheet.select(&name, "How did it come out?").option("", none), |select, one| {
            select.option(one.points().to_string(), words(*one))
        });
    let day = text::day(Lang::En, local(hope.at).date(), year);
    html! {
        (Says::new(hope.expected.as_str()).source(format!("What they hoped for, {day}")))
        (select)
    }
}

fn begin(sheet: &Sheet<'_>, step: &Step, problems: &Problems) -> Markup {
    let field = |what: &str| format!("{what}-{}", step.id);
    let three = |name: &str, label: &str, words: [&str; 3]| {
        let select = sheet.select(name, label);
        (1..=3).zip(words).fold(select, |select, (n, words)| select.option(n.to_string(), words))
    };
    let body = html! {
        (sheet.input(&field("expected"), "What would they be glad of?").hint("In their words: “I have been twice, and stayed for the tea.”").optional())
        (sheet.select(&field("baseline"), "Where are they today?").option("-1", "Less than that").option("-2", "Much less than that, and it could not get worse"))
        (three(&field("matters"), "How much does it matter to them?", ["A little", "Quite a lot", "Very much"]))
        (three(&field("hard"), "How hard is it for them?", ["A little", "Quite", "Very"]))
    };
    let details = Details::new(step.words.as_str(), body);
    let open = problems.of(&field("expected")).is_some();
    html! { (if open { details.open() } else { details }) }
}

/// POST `/journeys/{id}/hopes`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let drawn = open(visit)?;
    let answer = visit.submit("keep what they hope for", |tx| {
        let (by, now) = (&visit.actor, &visit.now);
        let journey = find_journey(tx, by, now, Act::RecordOnJourney, drawn.change.journey.id)?;
        for step in drawn.steps.iter().filter(|step| step.state.is_open()) {
            if let Some(new) = new_hope(&visit.form, step.id) {
                set_hope(tx, by, now, &journey, &new)?;
            }
        }
        for hope in &drawn.hopes {
            let said = visit.form.get(&format!("level-{}", hope.step)).parse().ok().and_then(level);
            if let Some(said) = said {
                say_attained(tx, by, now, &journey, hope.step, said)?;
            }
        }
        Ok(format!("/journeys/{}/lines", journey.id))
    });
    match answer {
        Err(Refusal::Invalid(problems)) => Ok(Answer::again(render(visit, &drawn, &problems))),
        answer => answer,
    }
}

fn new_hope(form: &Fields, step: StepId) -> Option<NewHope> {
    let expected = form.some(&format!("expected-{step}"))?.to_owned();
    let of_three = |what: &str| -> i64 {
        form.get(&format!("{what}-{step}")).parse().ok().filter(|n| (1..=3).contains(n)).unwrap_or(1)
    };
    let baseline =
        if form.get(&format!("baseline-{step}")) == "-2" { Attainment::MuchLess } else { Attainment::Less };
    Some(NewHope { step, expected, weight: of_three("matters") * of_three("hard"), baseline })
}
