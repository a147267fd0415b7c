//! What is due to be asked in a journey, and on what occasion an answer was given: the journey's own
//! days, put before the rule that keeps anybody from being asked twice.

use ::store::Tx;
use jiff::Timestamp;
use jiff::civil::Date;

use super::store_view::{FollowUp, Head};
use super::{Journey, JourneyState, store_asking};
use crate::moment::{Moment, local};
use crate::outcomes::{self, Course, Due, Habit, Occasion, SchemeMeasure};
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// Where the journey stands on this day.
pub(super) fn course(journey: &Journey, asked_at: Timestamp, follow_ups: &[FollowUp], today: Date) -> Course {
    let day = |at: Timestamp| local(at).date();
    Course {
        today,
        asked_for: day(asked_at),
        began: journey.first_conversation_at.map(day),
        paused: journey.state == JourneyState::Paused,
        ends_on: journey.ends_on,
        ended_on: journey.ended_at.map(day),
        follow_ups: follow_ups.iter().filter(|f| f.state == "due").map(|f| f.due_on).collect(),
    }
}

/// What is due on a journey's page today.
pub(super) fn due_on(
    tx: &mut Tx<'_>,
    area: AreaId,
    head: &Head,
    follow_ups: &[FollowUp],
    today: Date,
) -> Result<Vec<Due>, Refusal> {
    let course = course(&head.journey, head.asked_at, follow_ups, today);
    // Before the first conversation nobody is asked anything, and a pause is a pause.
    if course.paused || course.began.is_none() {
        return Ok(Vec::new());
    }
    let habits: Vec<Habit> = outcomes::scheme_measures(tx, area, head.journey.scheme)?
        .into_iter()
        .map(|SchemeMeasure { habit, .. }| habit)
        .collect();
    let puts = outcomes::puts(tx, area, head.journey.id.into())?;
    Ok(outcomes::due(&habits, &puts, &course))
}

/// The occasion of an answer to this measure, given at that moment.
pub(super) fn occasion(
    tx: &mut Tx<'_>,
    area: AreaId,
    journey: &Journey,
    now: &Moment,
    measure: &str,
    at: Timestamp,
) -> Result<Occasion, Refusal> {
    let asked_at = store_asking::select_asked_at(tx, area, journey)?;
    let course = course(journey, asked_at, &[], now.today());
    let begun = outcomes::has_start(tx, area, journey.id.into(), measure)?;
    Ok(outcomes::occasion_of(&course, local(at).date(), begun))
}

#[cfg(test)]
mod tests;
