//! Pausing: it is not the time, and the days paused are given back at the end.

use ::store::Tx;
use jiff::ToSpan;
use jiff::civil::Date;

use super::{Journey, JourneyState, store};
use crate::access::Actor;
use crate::line::line;
use crate::moment::{Moment, local};
use crate::refusal::Refusal;

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
