//! Gaps: a need nothing local could meet. Builders count them.

use ::store::Tx;
use maud::{Markup, html};
use page::{Button, Form, Lang, Problems, Sheet, Width};

use super::change::{Change, home, to_change};
use super::journey::still_open;
use super::{Journey, find_journey, store};
use crate::access::{Act, Actor};
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::web::{Answer, Visit};

/// Nothing local meets this need, in the person's words.
pub fn add_gap(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    need: &str,
    town: Option<&str>,
) -> Result<(), Refusal> {
    still_open(journey)?;
    store::insert_gap(tx, by.area, now, journey.id, need, town)?;
    line(by, now, "gap.found", journey.person)
        .thread(journey.id)
        .fact("need", need)
        .fact("town", town)
        .record(tx)
}

/// GET `/journeys/{id}/gap`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    Ok(Answer::page(render(visit, &to_change(visit, Act::RecordOnJourney)?, &Problems::none())))
}

fn render(visit: &Visit<'_>, change: &Change, problems: &Problems) -> Markup {
    let typed = visit.form.as_typed();
    let sheet = Sheet::new(Lang::En, &typed, problems);
    let form = Form::post(visit.path.as_str(), visit.csrf(), visit.once()).body(html! {
        (sheet.textarea("need", "What is missing, in their words?").hint("For example: somewhere to sing that I can get to by bus. Leave out who it is.").rows(2))
        (sheet.input("town", "Where?").hint("A town or village.").width(Width::Chars20).optional())
        (Button::new("Count it as a gap"))
    });
    let body = html! {
        h1 { "Nothing local fits" }
        p.q-lead { "Builders count these, and help something start." }
        (form)
    };
    change.shell("Nothing local fits").problems(problems).render(visit, body)
}

/// POST `/journeys/{id}/gap`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let need = visit.form.get("need");
    if need.is_empty() {
        let problems = [("need", "Say in a few words what is missing.")].into_iter().collect();
        return Ok(Answer::again(render(visit, &to_change(visit, Act::RecordOnJourney)?, &problems)));
    }
    visit.submit("count a gap", |tx| {
        let journey = find_journey(tx, &visit.actor, &visit.now, Act::RecordOnJourney, visit.param("id")?)?;
        add_gap(tx, &visit.actor, &visit.now, &journey, need, visit.form.some("town"))?;
        Ok(format!("{}#links", home(journey.id)))
    })
}
