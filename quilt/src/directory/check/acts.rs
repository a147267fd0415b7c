//! What somebody found out about an entry, taken in from its own page.

use jiff::civil::Date;

use crate::directory::layer::{
    Checked, How, Rang, RoomState, checked, correction, let_theirs_stand, room_said, stand_by_ours,
};
use crate::directory::{CorrectionId, ServiceId, show};
use crate::refusal::Refusal;
use crate::web::{Answer, Visit};

/// What a button of the checks says.
pub(super) fn found(code: &str) -> Option<Checked> {
    let how = if code == "knows" { How::Knows } else { How::Rang(Rang::parse(code)?) };
    Some(Checked { how })
}

/// POST `/find/{service}/checked`
pub fn save_checked(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: ServiceId = visit.param("service")?;
    let Some(found) = found(visit.form.get("said")) else {
        let problems = [("said", "Choose what you heard.".to_owned())].into_iter().collect();
        return Ok(Answer::again(show::render(visit, None, &problems)?));
    };
    visit.submit("check an entry", |tx| {
        checked(tx, &visit.actor, &visit.now, id, found)?;
        let wrong = found == (Checked { how: How::Rang(Rang::Wrong) });
        Ok(if wrong { format!("/find/{id}/edit") } else { format!("/find/{id}") })
    })
}

/// POST `/find/{service}/room`: what the group told somebody about room.
pub fn save_room(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: ServiceId = visit.param("service")?;
    let state = RoomState::parse(visit.form.get("room")).filter(|state| *state != RoomState::NotForUs);
    let until = until(&visit.form, "until", visit.now.today());
    let (state, until) = match (state, until) {
        (Some(state), Ok(until)) => (state, until),
        (state, until) => {
            let mut problems = page::Problems::none();
            if state.is_none() {
                problems.add("room", "Choose what they said.");
            }
            if until.is_err() {
                problems
                    .add("until", "Write a day that is still to come, like 12 3 2027, or leave it empty.");
            }
            return Ok(Answer::again(show::render(visit, None, &problems)?));
        }
    };
    visit.submit("keep what a group says of room", |tx| {
        crate::directory::service(tx, visit.area(), id)?.ok_or_else(Refusal::not_found)?;
        room_said(tx, &visit.actor, &visit.now, id, state, visit.form.some("room_note"), until)?;
        Ok(format!("/find/{id}"))
    })
}

/// The day in three boxes: nothing when they are empty, an error when they are no day to come.
pub(in crate::directory) fn until(
    form: &crate::web::Fields,
    name: &str,
    today: Date,
) -> Result<Option<Date>, ()> {
    let part = |part: &str| form.get(&format!("{name}-{part}")).to_owned();
    let (day, month, year) = (part("day"), part("month"), part("year"));
    if [&day, &month, &year].into_iter().all(String::is_empty) {
        return Ok(None);
    }
    let date = match (day.parse(), month.parse(), year.parse()) {
        (Ok(day), Ok(month), Ok(year)) => Date::new(year, month, day).map_err(|_| ())?,
        _ => return Err(()),
    };
    let last = today.saturating_add(jiff::Span::new().years(3));
    if today < date && date <= last { Ok(Some(date)) } else { Err(()) }
}

/// POST `/find/{service}/correction/{correction}`: which of the two is right.
pub fn save_dispute(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let (service, id): (ServiceId, CorrectionId) = (visit.param("service")?, visit.param("correction")?);
    visit.submit("settle what a publisher says otherwise", |tx| {
        let held = correction(tx, visit.area(), id)?.filter(|held| held.service == service);
        held.ok_or_else(Refusal::not_found)?;
        match visit.form.get("said") {
            "theirs" => let_theirs_stand(tx, &visit.actor, &visit.now, id)?,
            "ours" => stand_by_ours(tx, &visit.actor, &visit.now, id)?,
            _ => return Err(Refusal::invalid("said", "Choose which of the two is right.")),
        }
        let queue = visit.form.get("to") == "check";
        Ok(if queue { "/directory/check?said=thanks".to_owned() } else { format!("/find/{service}") })
    })
}
