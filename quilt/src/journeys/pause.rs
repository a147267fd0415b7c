//! Pausing: it is not the time, and the days paused are given back at the end.

use ::store::Tx;
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use page::{Button, Form, Lang, Problems, Sheet};

use super::change::{Change, home, to_change};
use super::{Journey, JourneyId, JourneyState, find_journey, store};
use crate::access::{Act, Actor};
use crate::line::line;
use crate::moment::{Moment, local};
use crate::refusal::Refusal;
use crate::web::{Answer, Fields, Visit};

/// The journey pauses, until a day or until somebody says.
pub fn pause(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    reason: &str,
    until: Option<Date>,
) -> Result<(), Refusal> {
    if journey.state != JourneyState::Going {
        return Err(Refusal::not_now("Only a journey that is going on can be paused."));
    }
    store::insert_pause(tx, by.area, now, journey.id, reason, until)?;
    store::set_state(tx, by.area, journey.id, JourneyState::Paused, journey.ends_on)?;
    line(by, now, "journey.paused", journey.person)
        .thread(journey.id)
        .fact("reason", reason)
        .fact("until", until.map(|date| date.to_string()))
        .record(tx)
}

/// The journey goes on; its end moves by the days it was paused.
pub fn resume(tx: &mut Tx<'_>, by: &Actor, now: &Moment, journey: &Journey) -> Result<(), Refusal> {
    if journey.state != JourneyState::Paused {
        return Err(Refusal::not_now("This journey is not paused."));
    }
    let since = store::end_pause(tx, by.area, journey.id, now.at)?.unwrap_or(now.at);
    let days = local(since).date().until(now.today()).map_or(0, |span| span.get_days());
    let ends_on = journey.ends_on.saturating_add(i64::from(days).days());
    store::set_state(tx, by.area, journey.id, JourneyState::Going, ends_on)?;
    line(by, now, "journey.resumed", journey.person)
        .thread(journey.id)
        .fact("days", i64::from(days))
        .fact("ends_on", ends_on.to_string())
        .record(tx)
}

/// GET `/journeys/{id}/pause`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    Ok(Answer::page(render(visit, &to_change(visit, Act::RecordOnJourney)?, &Problems::none())))
}

fn render(visit: &Visit<'_>, change: &Change, problems: &Problems) -> Markup {
    let typed = visit.form.as_typed();
    let sheet = Sheet::new(Lang::En, &typed, problems);
    let form = Form::post(visit.path.as_str(), visit.csrf(), visit.once()).body(html! {
        (sheet.textarea("reason", "Why it is not the time").hint("In their words. They may read it.").rows(2))
        (sheet.date("until", "When shall we be in touch again?").hint("About is fine. Leave it empty when nobody knows yet.").optional())
        (Button::new("Pause the journey"))
    });
    let body = html! {
        h1 { "Pause" }
        p.q-lead { "Sometimes it is not the time. The days paused are given back at the end." }
        (form)
    };
    change.shell("Pause").problems(problems).render(visit, body)
}

/// A day given in three boxes; nothing when all are empty.
fn read_day(fields: &Fields, name: &str, today: Date) -> Result<Option<Date>, String> {
    let part = |part: &str| fields.get(&format!("{name}-{part}")).to_owned();
    let (day, month, year) = (part("day"), part("month"), part("year"));
    if day.is_empty() && month.is_empty() && year.is_empty() {
        return Ok(None);
    }
    let year = if year.is_empty() { Some(today.year()) } else { year.parse().ok() };
    let given = match (year, month.parse().ok(), day.parse().ok()) {
        (Some(year), Some(month), Some(day)) => Date::new(year, month, day).ok(),
        _ => None,
    };
    match given {
        Some(date) if date > today => Ok(Some(date)),
        Some(_) => Err("Choose a day that is still to come.".into()),
        None => Err("Write a day there is, like 3 12 and the year.".into()),
    }
}

/// POST `/journeys/{id}/pause`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let mut problems = Problems::none();
    let until = read_day(&visit.form, "until", visit.now.today()).map_err(|e| problems.add("until", e)).ok();
    if visit.form.get("reason").is_empty() {
        problems.add("reason", "Say in a few words why it is not the time.");
    }
    let (Some(until), true) = (until, problems.is_empty()) else {
        return Ok(Answer::again(render(visit, &to_change(visit, Act::RecordOnJourney)?, &problems)));
    };
    visit.submit("pause a journey", |tx| {
        let journey = find_journey(tx, &visit.actor, &visit.now, Act::RecordOnJourney, visit.param("id")?)?;
        pause(tx, &visit.actor, &visit.now, &journey, visit.form.get("reason"), until)?;
        Ok(home(journey.id))
    })
}

/// POST `/journeys/{id}/resume`
pub fn save_resume(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: JourneyId = visit.param("id")?;
    visit.submit("go on with a journey", |tx| {
        let journey = find_journey(tx, &visit.actor, &visit.now, Act::RecordOnJourney, id)?;
        resume(tx, &visit.actor, &visit.now, &journey)?;
        Ok(home(id))
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_may_be_left_out_or_its_year_and_must_be_to_come() {
        let read = |day, month, year| {
            let fields = Fields::of(&[("until-day", day), ("until-month", month), ("until-year", year)]);
            read_day(&fields, "until", date(2026, 11, 23))
        };
        assert_eq!(read("", "", ""), Ok(None));
        assert_eq!(read("3", "12", ""), Ok(Some(date(2026, 12, 3))));
        assert_eq!(read("3", "1", "2027"), Ok(Some(date(2027, 1, 3))));
        for (day, month, year) in
            [("31", "2", "2027"), ("x", "1", "2027"), ("1", "", ""), ("1", "1", "2026"), ("1", "1", "99999")]
        {
            assert!(read(day, month, year).is_err(), "{day} {month} {year}");
        }
    }
}
