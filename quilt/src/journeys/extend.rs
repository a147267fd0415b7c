//! More time, with a reason.

use ::store::Tx;
use jiff::ToSpan;
use maud::{Markup, html};
use page::{Button, Form, Lang, Problems, Sheet, Width, text};

use super::change::{Change, home, to_change};
use super::journey::still_open;
use super::{Journey, find_journey, store};
use crate::access::{Act, Actor};
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::web::{Answer, Visit};

/// The most weeks one extension may add.
pub const MOST_WEEKS: i64 = 26;

/// The journey is given `weeks` more.
pub fn extend(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    weeks: i64,
    reason: &str,
) -> Result<(), Refusal> {
    still_open(journey)?;
    if !(1..=MOST_WEEKS).contains(&weeks) {
        return Err(Refusal::invalid("weeks", format!("Choose between 1 and {MOST_WEEKS} more weeks.")));
    }
    let ends_on = journey.ends_on.saturating_add((weeks * 7).days());
    store::set_length(tx, by.area, journey.id, journey.weeks + weeks, ends_on)?;
    line(by, now, "journey.extended", journey.person)
        .thread(journey.id)
        .fact("weeks", weeks)
        .fact("reason", reason)
        .fact("ends_on", ends_on.to_string())
        .record(tx)
}

/// GET `/journeys/{id}/extend`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    Ok(Answer::page(render(visit, &to_change(visit, Act::RecordOnJourney)?, &Problems::none())))
}

fn render(visit: &Visit<'_>, change: &Change, problems: &Problems) -> Markup {
    let typed = visit.form.as_typed();
    let sheet = Sheet::new(Lang::En, &typed, problems);
    let until = text::date(Lang::En, change.journey.ends_on, visit.now.today().year());
    let form = Form::post(visit.path.as_str(), visit.csrf(), visit.once()).body(html! {
        (sheet.whole_number("weeks", "How many more weeks?").width(Width::Chars3))
        (sheet.textarea("reason", "What the time is for").hint("Something to finish, somebody to meet, a wait that is not theirs.").rows(2))
        (Button::new("Give more time"))
    });
    let body = html! {
        h1 { "More time" }
        p.q-lead { (text::weeks(Lang::En, change.journey.weeks)) " were agreed, until " (until) "." }
        (form)
    };
    change.shell("More time").problems(problems).render(visit, body)
}

/// POST `/journeys/{id}/extend`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let mut problems = Problems::none();
    let weeks = visit.form.get("weeks").parse().ok().filter(|weeks| (1..=MOST_WEEKS).contains(weeks));
    if weeks.is_none() {
        problems.add("weeks", format!("Write a number from 1 to {MOST_WEEKS}."));
    }
    if visit.form.get("reason").is_empty() {
        problems.add("reason", "Say in a few words what the time is for.");
    }
    let (Some(weeks), true) = (weeks, problems.is_empty()) else {
        return Ok(Answer::again(render(visit, &to_change(visit, Act::RecordOnJourney)?, &problems)));
    };
    visit.submit("give a journey more time", |tx| {
        let journey = find_journey(tx, &visit.actor, &visit.now, Act::RecordOnJourney, visit.param("id")?)?;
        extend(tx, &visit.actor, &visit.now, &journey, weeks, visit.form.get("reason"))?;
        Ok(home(journey.id))
    })
}
