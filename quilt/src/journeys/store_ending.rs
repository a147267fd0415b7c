//! The SQL of what letters, stories and messages say about a journey.

use ::store::{Row, Tx, values};
use jiff::Timestamp;

use super::link_words::Asker;
use super::store_links::read_link;
use super::{Concern, Journey, JourneyId, Link, Step, StepState};
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// The link worker of a journey and their scheme, as messages name them.
pub(super) fn asker(tx: &mut Tx<'_>, area: AreaId, journey: &Journey) -> Result<Asker, Refusal> {
    let row = tx.row(
        "select a.name as worker, s.name as scheme, s.worker_term, s.phone from account a, scheme s \
         where a.area_id = $1 and a.id = $2 and s.area_id = $1 and s.id = $3",
        &values![area, journey.worker, journey.scheme],
    )?;
    let row = row.ok_or_else(Refusal::not_found)?;
    Ok(Asker {
        worker: row.get("worker")?,
        worker_term: row.get("worker_term")?,
        scheme: row.get("scheme")?,
        phone: row.get("phone")?,
    })
}

/// Every step of a journey, in the order they were agreed.
pub(super) fn select_steps(tx: &mut Tx<'_>, area: AreaId, journey: JourneyId) -> Result<Vec<Step>, Refusal> {
    let rows = tx.rows(
        "select id, words, who, by_when, state, note, agreed_at, moved_at from step \
         where area_id = $1 and journey_id = $2 order by agreed_at, id",
        &values![area, journey],
    )?;
    rows.iter().map(read_step).collect()
}

fn read_step(row: &Row) -> Result<Step, Refusal> {
    let state: String = row.get("state")?;
    Ok(Step {
        id: row.get("id")?,
        words: row.get("words")?,
        who: row.get("who")?,
        by_when: row.get("by_when")?,
        state: StepState::parse(&state).ok_or_else(|| Refusal::broken("step.state"))?,
        note: row.get("note")?,
        agreed_at: row.get("agreed_at")?,
        moved_at: row.get("moved_at")?,
    })
}

/// Every link of a journey, in the order they were made.
pub(super) fn select_links(tx: &mut Tx<'_>, area: AreaId, journey: JourneyId) -> Result<Vec<Link>, Refusal> {
    let rows = tx.rows(
        "select id, service_id, service_name, step_id, how, state, shared, question, made_at, asked_at, answered_at, \
         answer_note, lapses_on, times_came from link where area_id = $1 and journey_id = $2 order by made_at, id",
        &values![area, journey],
    )?;
    rows.iter().map(read_link).collect()
}

/// Every concern of a journey, in the order they were raised.
pub(super) fn select_concerns(
    tx: &mut Tx<'_>,
    area: AreaId,
    journey: JourneyId,
) -> Result<Vec<Concern>, Refusal> {
    let rows = tx.rows(
        "select id, words, first_severity, severity, raised_at, rated_at from concern \
         where area_id = $1 and journey_id = $2 order by raised_at, id",
        &values![area, journey],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Concern {
                id: row.get("id")?,
                words: row.get("words")?,
                first_severity: row.get("first_severity")?,
                severity: row.get("severity")?,
                raised_at: row.get("raised_at")?,
                rated_at: row.get("rated_at")?,
            })
        })
        .collect()
}

/// When a journey was paused and when it went on, in order.
pub(super) fn select_pauses(
    tx: &mut Tx<'_>,
    area: AreaId,
    journey: JourneyId,
) -> Result<Vec<(Timestamp, Option<Timestamp>)>, Refusal> {
    let rows = tx.rows(
        "select since, resumed_at from pause where area_id = $1 and journey_id = $2 order by since",
        &values![area, journey],
    )?;
    rows.iter().map(|row| Ok((row.get("since")?, row.get("resumed_at")?))).collect()
}
