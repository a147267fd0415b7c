//! The SQL of who asks for a journey, who could take it over, and its follow-ups.

use ::store::{Tx, values};
use jiff::Timestamp;
use jiff::civil::Date;

use super::link_words::Asker;
use super::{Journey, JourneyId};
use crate::access::AccountId;
use crate::people::PersonId;
use crate::refusal::Refusal;
use crate::settings::{AreaId, SchemeId};

/// The link worker of a journey and their scheme, as messages name them.
pub(super) fn asker(tx: &mut Tx<'_>, area: AreaId, journey: &Journey) -> Result<Asker, Refusal> {
    let row = tx.row(
        "select a.name as worker, s.name as scheme, s.phone from account a, scheme s \
         where a.area_id = $1 and a.id = $2 and s.area_id = $1 and s.id = $3",
        &values![area, journey.worker, journey.scheme],
    )?;
    let row = row.ok_or_else(Refusal::not_found)?;
    Ok(Asker { worker: row.get("worker")?, scheme: row.get("scheme")?, phone: row.get("phone")? })
}

/// How many people each link worker walks beside now, in one scheme.
pub(super) fn select_loads(
    tx: &mut Tx<'_>,
    area: AreaId,
    scheme: SchemeId,
) -> Result<Vec<(AccountId, i64)>, Refusal> {
    let rows = tx.rows(
        "select worker_id, count(*) as people from journey where area_id = $1 and scheme_id = $2 \
         and state in ('going', 'paused') group by worker_id",
        &values![area, scheme],
    )?;
    rows.iter().map(|row| Ok((row.get("worker_id")?, row.get("people")?))).collect()
}

/// A follow-up as it stands.
pub(super) struct FollowUpAsked {
    pub due_on: Date,
    /// "due", "answered", "not_reached", "not_needed"
    pub state: String,
    pub how_are_you: Option<String>,
    pub still_going: Option<String>,
    pub wants_more: Option<bool>,
    pub asked_at: Option<Timestamp>,
}

pub(super) fn select_follow_up(
    tx: &mut Tx<'_>,
    area: AreaId,
    journey: JourneyId,
    months: i64,
) -> Result<Option<FollowUpAsked>, Refusal> {
    let row = tx.row(
        "select due_on, state, how_are_you, still_going, wants_more, asked_at from follow_up \
         where area_id = $1 and journey_id = $2 and months = $3",
        &values![area, journey, months],
    )?;
    row.map(|row| {
        Ok(FollowUpAsked {
            due_on: row.get("due_on")?,
            state: row.get("state")?,
            how_are_you: row.get("how_are_you")?,
            still_going: row.get("still_going")?,
            wants_more: row.get("wants_more")?,
            asked_at: row.get("asked_at")?,
        })
    })
    .transpose()
}

/// Nobody is asked how they are any more: of this person, in any journey.
pub(super) fn close_follow_ups(tx: &mut Tx<'_>, area: AreaId, person: PersonId) -> Result<(), Refusal> {
    tx.run(
        "update follow_up set state = 'not_needed' where area_id = $1 and person_id = $2 and state = 'due'",
        &values![area, person],
    )?;
    Ok(())
}
