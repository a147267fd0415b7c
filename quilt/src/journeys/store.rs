//! The SQL of journeys: the journey itself and what a contact brings. Links, questions and
//! follow-ups stand in `store_links.rs`, the one-page view and the worklists in `store_view.rs`.

use ::store::{Row, Tx, values};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

pub(super) use super::store_links::*;
pub(super) use super::store_view::{select_head, select_parts};
use super::{
    ConcernId, Ending, Journey, JourneyId, JourneyState, Matters, NewContact, NewMeeting, NewStep, StepId,
    StepState,
};
use crate::access::{AccountId, Actor};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::AreaId;

pub(super) const JOURNEY: &str = "j.id, j.person_id, j.referral_id, j.scheme_id, j.worker_id, j.state, j.said_yes_at, \
    j.first_conversation_at, j.weeks, j.ends_on, j.last_contact_at, j.contacts, j.matters, j.matters_context, \
    j.matters_at, j.tried, j.ended_at, j.ending, j.what_changed, j.what_holds, j.who_to_call, j.letter, \
    j.story_consent, j.version";

pub(super) fn read_journey(row: &Row) -> Result<Journey, Refusal> {
    let state: String = row.get("state")?;
    let words: Option<String> = row.get("matters")?;
    let matters = match words {
        Some(words) => {
            Some(Matters { words, context: row.get("matters_context")?, at: row.get("matters_at")? })
        }
        None => None,
    };
    Ok(Journey {
        id: row.get("id")?,
        person: row.get("person_id")?,
        referral: row.get("referral_id")?,
        scheme: row.get("scheme_id")?,
        worker: row.get("worker_id")?,
        state: JourneyState::parse(&state).ok_or_else(|| Refusal::broken("journey.state"))?,
        said_yes_at: row.get("said_yes_at")?,
        first_conversation_at: row.get("first_conversation_at")?,
        weeks: row.get("weeks")?,
        ends_on: row.get("ends_on")?,
        last_contact_at: row.get("last_contact_at")?,
        contacts: row.get("contacts")?,
        matters,
        tried: row.get("tried")?,
        ended_at: row.get("ended_at")?,
        ending: row.get("ending")?,
        what_changed: row.get("what_changed")?,
        what_holds: row.get("what_holds")?,
        who_to_call: row.get("who_to_call")?,
        letter: row.get("letter")?,
        story_consent: row.get("story_consent")?,
        version: row.get("version")?,
    })
}

pub(super) fn insert_journey(tx: &mut Tx<'_>, area: AreaId, j: &Journey) -> Result<(), Refusal> {
    tx.run(
        "insert into journey (area_id, id, person_id, referral_id, scheme_id, worker_id, state, said_yes_at, weeks, ends_on) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        &values![
            area, j.id, j.person, j.referral, j.scheme, j.worker, j.state.code(), j.said_yes_at, j.weeks, j.ends_on
        ],
    )?;
    Ok(())
}

pub(super) fn select_journey(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: JourneyId,
) -> Result<Option<Journey>, Refusal> {
    let row = tx.row(
        &format!("select {JOURNEY} from journey j where j.area_id = $1 and j.id = $2"),
        &values![area, id],
    )?;
    row.as_ref().map(read_journey).transpose()
}

pub(super) fn set_matters(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: JourneyId,
    words: &str,
    context: Option<&str>,
    tried: Option<&str>,
    at: Timestamp,
) -> Result<(), Refusal> {
    tx.run(
        "update journey set matters = $3, matters_context = $4, tried = coalesce($5, tried), matters_at = $6, \
         version = version + 1 where area_id = $1 and id = $2",
        &values![area, id, words, context, tried, at],
    )?;
    Ok(())
}

pub(super) fn set_state(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: JourneyId,
    state: JourneyState,
    ends_on: Date,
) -> Result<(), Refusal> {
    tx.run(
        "update journey set state = $3, ends_on = $4, version = version + 1 where area_id = $1 and id = $2",
        &values![area, id, state.code(), ends_on],
    )?;
    Ok(())
}

pub(super) fn set_length(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: JourneyId,
    weeks: i64,
    ends_on: Date,
) -> Result<(), Refusal> {
    tx.run(
        "update journey set weeks = $3, ends_on = $4, version = version + 1 where area_id = $1 and id = $2",
        &values![area, id, weeks, ends_on],
    )?;
    Ok(())
}

pub(super) fn set_worker(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: JourneyId,
    worker: AccountId,
) -> Result<(), Refusal> {
    tx.run(
        "update journey set worker_id = $3, version = version + 1 where area_id = $1 and id = $2",
        &values![area, id, worker],
    )?;
    tx.run(
        "update meeting set worker_id = $3 where area_id = $1 and journey_id = $2 and state = 'agreed'",
        &values![area, id, worker],
    )?;
    Ok(())
}

pub(super) fn end_journey(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: JourneyId,
    e: &Ending,
    at: Timestamp,
) -> Result<(), Refusal> {
    tx.run(
        "update journey set state = 'ended', ended_at = $3, ending = $4, what_changed = $5, what_holds = $6, \
         who_to_call = $7, letter = $8, story_consent = $9, version = version + 1 where area_id = $1 and id = $2",
        &values![
            area, id, at, e.reason.code(), &e.what_changed, &e.what_holds, &e.who_to_call, e.letter.as_deref(),
            e.story_consent
        ],
    )?;
    Ok(())
}

pub(super) fn insert_contact(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: JourneyId,
    c: &NewContact,
    conversation: bool,
) -> Result<(), Refusal> {
    tx.run(
        "insert into contact (area_id, id, journey_id, kind, reached, minutes, with_whom, note, at, written_at, by_id, by_name) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        &values![
            by.area, now.id::<Uuid>(), journey, c.kind.code(), c.reached, c.minutes, c.with_whom.as_deref(), &c.note,
            c.at, now.at, by.id(), &by.name
        ],
    )?;
    let first: Option<Timestamp> = conversation.then_some(c.at);
    tx.run(
        "update journey set contacts = contacts + 1, version = version + 1, \
         first_conversation_at = coalesce(first_conversation_at, $3), \
         last_contact_at = case when last_contact_at is null or last_contact_at < $4 then $4 else last_contact_at end \
         where area_id = $1 and id = $2",
        &values![by.area, journey, first, c.at],
    )?;
    Ok(())
}

pub(super) fn insert_step(
    tx: &mut Tx<'_>,
    area: AreaId,
    journey: JourneyId,
    id: StepId,
    s: &NewStep,
    at: Timestamp,
) -> Result<(), Refusal> {
    tx.run(
        "insert into step (area_id, id, journey_id, words, who, by_when, state, replaces_id, agreed_at, moved_at) \
         values ($1, $2, $3, $4, $5, $6, 'next', $7, $8, $8)",
        &values![area, id, journey, &s.words, &s.who, s.by_when.as_deref(), s.replaces, at],
    )?;
    Ok(())
}

/// Moves a step of this journey; gives its words, or nothing when it is not of this journey.
pub(super) fn move_step(
    tx: &mut Tx<'_>,
    area: AreaId,
    journey: JourneyId,
    step: StepId,
    to: StepState,
    note: Option<&str>,
    at: Timestamp,
) -> Result<Option<String>, Refusal> {
    let row = tx.row(
        "select words from step where area_id = $1 and id = $2 and journey_id = $3",
        &values![area, step, journey],
    )?;
    let Some(row) = row else { return Ok(None) };
    tx.run(
        "update step set state = $3, note = coalesce($4, note), moved_at = $5 where area_id = $1 and id = $2",
        &values![area, step, to.code(), note, at],
    )?;
    Ok(Some(row.get("words")?))
}

pub(super) fn insert_concern(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: &Moment,
    journey: JourneyId,
    id: ConcernId,
    words: &str,
    severity: i64,
) -> Result<(), Refusal> {
    tx.run(
        "insert into concern (area_id, id, journey_id, words, raised_at, first_severity, severity, rated_at) \
         values ($1, $2, $3, $4, $5, $6, $6, $5)",
        &values![area, id, journey, words, now.at, severity],
    )?;
    insert_rating(tx, area, now, journey, id, severity)
}

fn insert_rating(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: &Moment,
    journey: JourneyId,
    concern: ConcernId,
    severity: i64,
) -> Result<(), Refusal> {
    tx.run(
        "insert into concern_rating (area_id, id, concern_id, journey_id, severity, at) values ($1, $2, $3, $4, $5, $6)",
        &values![area, now.id::<Uuid>(), concern, journey, severity, now.at],
    )?;
    Ok(())
}

/// Rates a concern of this journey again; gives its words.
pub(super) fn rate_concern(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: &Moment,
    journey: JourneyId,
    concern: ConcernId,
    severity: i64,
) -> Result<Option<String>, Refusal> {
    let row = tx.row(
        "select words from concern where area_id = $1 and id = $2 and journey_id = $3",
        &values![area, concern, journey],
    )?;
    let Some(row) = row else { return Ok(None) };
    tx.run(
        "update concern set severity = $3, rated_at = $4 where area_id = $1 and id = $2",
        &values![area, concern, severity, now.at],
    )?;
    insert_rating(tx, area, now, journey, concern, severity)?;
    Ok(Some(row.get("words")?))
}

pub(super) fn insert_meeting(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: &Moment,
    journey: &Journey,
    m: &NewMeeting,
) -> Result<(), Refusal> {
    tx.run(
        "insert into meeting (area_id, id, journey_id, worker_id, kind, at, place, state) \
         values ($1, $2, $3, $4, $5, $6, $7, 'agreed')",
        &values![area, now.id::<Uuid>(), journey.id, journey.worker, m.kind.code(), m.at, m.place.as_deref()],
    )?;
    Ok(())
}

/// Closes the journey's agreed meetings: all of them, or those up to a moment.
pub(super) fn close_meetings(
    tx: &mut Tx<'_>,
    area: AreaId,
    journey: JourneyId,
    state: &str,
    until: Option<Timestamp>,
) -> Result<(), Refusal> {
    tx.run(
        "update meeting set state = $3 where area_id = $1 and journey_id = $2 and state = 'agreed' and at <= $4",
        &values![area, journey, state, until.unwrap_or(Timestamp::MAX)],
    )?;
    Ok(())
}

pub(super) fn insert_pause(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: &Moment,
    journey: JourneyId,
    reason: &str,
    until: Option<Date>,
) -> Result<(), Refusal> {
    tx.run(
        "insert into pause (area_id, id, journey_id, reason, since, until_on) values ($1, $2, $3, $4, $5, $6)",
        &values![area, now.id::<Uuid>(), journey, reason, now.at, until],
    )?;
    Ok(())
}

/// Ends the journey's pause; says since when it lasted.
pub(super) fn end_pause(
    tx: &mut Tx<'_>,
    area: AreaId,
    journey: JourneyId,
    at: Timestamp,
) -> Result<Option<Timestamp>, Refusal> {
    let row = tx.row(
        "select min(since) as since from pause where area_id = $1 and journey_id = $2 and resumed_at is null",
        &values![area, journey],
    )?;
    tx.run(
        "update pause set resumed_at = $3 where area_id = $1 and journey_id = $2 and resumed_at is null",
        &values![area, journey, at],
    )?;
    row.map_or(Ok(None), |row| Ok(row.get("since")?))
}

pub(super) fn insert_gap(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: &Moment,
    journey: JourneyId,
    need: &str,
    town: Option<&str>,
) -> Result<(), Refusal> {
    tx.run(
        "insert into gap (area_id, id, journey_id, need, town, at) values ($1, $2, $3, $4, $5, $6)",
        &values![area, now.id::<Uuid>(), journey, need, town, now.at],
    )?;
    Ok(())
}
