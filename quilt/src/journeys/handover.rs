//! A handover: another link worker, so that nobody repeats their story.

use ::store::Tx;
use maud::{Markup, html};
use page::{Button, Choice, Form, Lang, Problems, Sheet, text};

use super::change::{Change, home, to_change};
use super::journey::still_open;
use super::store_ending::select_loads;
use super::{Journey, find_journey, store};
use crate::access::{Account, AccountId, Act, Actor, Role, accounts_in_role};
use crate::line::line;
use crate::moment::Moment;
use crate::people::tie_worker;
use crate::refusal::Refusal;
use crate::settings::scheme;
use crate::web::{Answer, Visit};

/// Another link worker takes over, with a note of what they need to know.
pub fn hand_over(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    to: AccountId,
    note: &str,
) -> Result<(), Refusal> {
    still_open(journey)?;
    if to == journey.worker {
        return Err(Refusal::invalid("to", "They are with this link worker already."));
    }
    store::set_worker(tx, by.area, journey.id, to)?;
    tie_worker(tx, by, now, journey.person, journey.scheme, to)?;
    line(by, now, "journey.handed_over", journey.person)
        .thread(journey.id)
        .fact("to", to.to_string())
        .fact("note", note)
        .record(tx)
}

/// A link worker of the scheme, and how many people they walk beside.
struct Colleague {
    account: Account,
    people: i64,
}

/// The link workers of the journey's scheme but the one it is with; the lightest load first.
fn colleagues(tx: &mut Tx<'_>, by: &Actor, journey: &Journey) -> Result<(Vec<Colleague>, i64), Refusal> {
    let loads = select_loads(tx, by.area, journey.scheme)?;
    let limit = scheme(tx, by.area, journey.scheme)?.caseload;
    let accounts = accounts_in_role(tx, by.area, Role::LinkWorker, Some(journey.scheme))?;
    let mut colleagues: Vec<Colleague> = accounts
        .into_iter()
        .filter(|account| account.id != journey.worker)
        .map(|account| {
            let people = loads.iter().find(|(id, _)| *id == account.id).map_or(0, |(_, people)| *people);
            Colleague { account, people }
        })
        .collect();
    colleagues.sort_by_key(|colleague| colleague.people);
    Ok((colleagues, limit))
}

/// GET `/journeys/{id}/handover`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    render(visit, &to_change(visit, Act::Triage)?, &Problems::none()).map(Answer::page)
}

fn render(visit: &Visit<'_>, change: &Change, problems: &Problems) -> Result<Markup, Refusal> {
    let (colleagues, limit) =
        visit.read("offer who could take over", |tx| colleagues(tx, &visit.actor, &change.journey))?;
    let typed = visit.form.as_typed();
    let sheet = Sheet::new(Lang::En, &typed, problems);
    let called = change.person.called();
    let people = |n: i64| text::count(n.unsigned_abs(), "person", "people");
    let choice = |colleague: &Colleague| {
        let full = if colleague.people >= limit { ": that is the most we give one person" } else { "" };
        Choice::new(colleague.account.id.to_string(), colleague.account.name.as_str())
            .hint(format!("Walks beside {} now, of {limit}{full}", people(colleague.people)))
    };
    let form = Form::post(visit.path.as_str(), visit.csrf(), visit.once()).body(html! {
        (sheet.radios("to", "Who takes over?").choices(colleagues.iter().map(choice)))
        (sheet.textarea("note", format!("So that {called} does not have to say it all again"))
            .hint("What matters, what to know at the door, what was agreed next, and whether they know about this.").rows(6))
        (Button::new("Hand over"))
    });
    let body = html! {
        h1 { "Hand over" }
        p.q-lead { "The same person all the way is best. When that cannot be, nobody should have to repeat their story." }
        @if colleagues.is_empty() { p { "There is no other link worker in this scheme yet." } } @else { (form) }
    };
    Ok(change.shell("Hand over").problems(problems).render(visit, body))
}

/// POST `/journeys/{id}/handover`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let change = to_change(visit, Act::Triage)?;
    let (colleagues, _) =
        visit.read("know who could take over", |tx| colleagues(tx, &visit.actor, &change.journey))?;
    let to =
        colleagues.iter().find(|c| c.account.id.to_string() == visit.form.get("to")).map(|c| c.account.id);
    let mut problems = Problems::none();
    if to.is_none() {
        problems.add("to", "Choose who takes over.");
    }
    if visit.form.get("note").is_empty() {
        problems.add("note", "Write what the next person needs to know.");
    }
    let (Some(to), true) = (to, problems.is_empty()) else {
        return Ok(Answer::again(render(visit, &change, &problems)?));
    };
    visit.submit("hand a journey over", |tx| {
        let journey = find_journey(tx, &visit.actor, &visit.now, Act::Triage, change.journey.id)?;
        hand_over(tx, &visit.actor, &visit.now, &journey, to, visit.form.get("note"))?;
        Ok(home(journey.id))
    })
}
