//! Opening a person's record: the one way in, and the reason asked of whoever comes from
//! outside the person's own caseload.

use ::store::Tx;
use jiff::ToSpan;
use maud::html;
use page::{Button, Form, Hidden, Lang, Problems, Sheet};

use super::{Person, PersonId, find_person, store};
use crate::access::{Act, Actor, Tied, ask};
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

/// How long a reason given holds, in hours.
const HOLDS: i64 = 12;

/// A person's record, opened by somebody who may.
#[derive(Debug, Clone)]
pub struct Opened {
    pub person: Person,
    pub ties: Vec<Tied>,
}

/// The person, if this actor may do this to them.
pub fn opened(tx: &mut Tx<'_>, by: &Actor, now: &Moment, act: Act, id: PersonId) -> Result<Opened, Refusal> {
    let person = find_person(tx, by, id)?;
    let (ties, reason_given) = ties_and_opening(tx, by, now, id)?;
    ask(by, act, id, &ties, reason_given)?;
    Ok(Opened { person, ties })
}

/// Who stands beside the person, and whether this actor's reason for looking still holds.
pub fn ties_and_opening(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    id: PersonId,
) -> Result<(Vec<Tied>, bool), Refusal> {
    store::select_ties_and_opening(tx, by.area, id, by.id(), now.at)
}

/// Lets an actor of the person's scheme in for a while, for a reason the person may read.
pub fn open_with_reason(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    id: PersonId,
    reason: &str,
) -> Result<(), Refusal> {
    let person = find_person(tx, by, id)?;
    let (ties, _) = ties_and_opening(tx, by, now, id)?;
    ask(by, Act::OpenPerson, id, &ties, true)?;
    store::insert_opening(tx, by.area, now, by.id(), id, reason, now.at + HOLDS.hours())?;
    line(by, now, "person.opened_with_reason", person.id).fact("reason", reason).record(tx)
}

/// GET `/people/{id}/why`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    ask_why(visit, &Problems::none()).map(Answer::page)
}

fn ask_why(visit: &Visit<'_>, problems: &Problems) -> Result<maud::Markup, Refusal> {
    let id: PersonId = visit.param("id")?;
    // Only whoever may open with a reason is asked for one; to anybody else nobody is here.
    visit.read("ask why", |tx| {
        let (ties, _) = ties_and_opening(tx, &visit.actor, &visit.now, id)?;
        ask(&visit.actor, Act::OpenPerson, id, &ties, true)
    })?;
    let to = visit.query.some("to").or(visit.form.some("to")).unwrap_or_default().to_owned();
    let typed = visit.form.as_typed();
    let sheet = Sheet::new(Lang::En, &typed, problems);
    let form = Form::post(format!("/people/{id}/why"), visit.csrf(), visit.once()).body(html! {
        (Hidden::new("to", to))
        (sheet.textarea("reason", "Your reason").hint("For example: covering for Dan this week, she rang the office.").rows(3))
        (Button::new("Open the record"))
    });
    let body = html! {
        h1 { "Why do you need to open this?" }
        p.q-lead { "This person is with a colleague of your scheme. You can open their record when you need to. Your reason is kept, and the person can ask to see it." }
        (form)
    };
    Ok(Shell::new("Why do you need to open this?").narrow().problems(problems).render(visit, body))
}

/// POST `/people/{id}/why`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: PersonId = visit.param("id")?;
    let reason = visit.form.get("reason");
    if reason.chars().count() < 5 {
        let problems =
            [("reason", "Say in a few words why you need to open this record.")].into_iter().collect();
        return Ok(Answer::again(ask_why(visit, &problems)?));
    }
    let to = visit.form.some("to").filter(|to| to.starts_with("/people/") || to.starts_with("/journeys/"));
    let to = to.map_or_else(|| format!("/people/{id}"), str::to_owned);
    visit.submit("open with a reason", |tx| {
        open_with_reason(tx, &visit.actor, &visit.now, id, reason)?;
        Ok(to.clone())
    })
}
