//! The SQL of links, of the questions put about them, and of follow-ups.

use ::store::{Row, Tx, values};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::answer::Asked;
use super::{FollowUpAnswer, How, Journey, JourneyId, Link, LinkId, LinkState, NewLink, Question};
use crate::access::Actor;
use crate::directory::ServiceId;
use crate::moment::Moment;
use crate::people::PersonId;
use crate::refusal::Refusal;
use crate::settings::AreaId;

pub(in crate::journeys) fn insert_link(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    id: LinkId,
    service_name: &str,
    new: &NewLink,
) -> Result<(), Refusal> {
    tx.run(
        "insert into link (area_id, id, journey_id, person_id, service_id, service_name, step_id, how, state, shared, \
         made_at, by_id) values ($1, $2, $3, $4, $5, $6, $7, $8, 'made', $9, $10, $11)",
        &values![
            by.area, id, journey.id, journey.person, new.service, service_name, new.step, new.how.code(), &new.shared,
            now.at, by.id()
        ],
    )?;
    Ok(())
}

pub(in crate::journeys) fn read_link(row: &Row) -> Result<Link, Refusal> {
    let code = |name: &str| row.get::<String>(name);
    Ok(Link {
        id: row.get("id")?,
        service: row.get("service_id")?,
        service_name: row.get("service_name")?,
        step: row.get("step_id")?,
        how: How::parse(&code("how")?).ok_or_else(|| Refusal::broken("link.how"))?,
        state: LinkState::parse(&code("state")?).ok_or_else(|| Refusal::broken("link.state"))?,
        shared: row.get("shared")?,
        question: row.get("question")?,
        made_at: row.get("made_at")?,
        asked_at: row.get("asked_at")?,
        answered_at: row.get("answered_at")?,
        answer_note: row.get("answer_note")?,
        lapses_on: row.get("lapses_on")?,
        times_came: row.get("times_came")?,
    })
}

/// Asks about a link of this journey that was never asked, or lapsed; gives the group's name.
pub(in crate::journeys) fn ask_link(
    tx: &mut Tx<'_>,
    area: AreaId,
    journey: JourneyId,
    link: LinkId,
    question: &str,
    at: Timestamp,
    lapses_on: Date,
) -> Result<Option<String>, Refusal> {
    let row = tx.row(
        "select service_name from link where area_id = $1 and id = $2 and journey_id = $3 and state in ('made', 'lapsed')",
        &values![area, link, journey],
    )?;
    let Some(row) = row else { return Ok(None) };
    tx.run(
        "update link set state = 'asked', question = $3, asked_at = $4, lapses_on = $5 where area_id = $1 and id = $2",
        &values![area, link, question, at, lapses_on],
    )?;
    Ok(Some(row.get("service_name")?))
}

/// Keeps what a group said about room; gives the group and its name. Somebody who came has come.
pub(in crate::journeys) fn answer_link(
    tx: &mut Tx<'_>,
    area: AreaId,
    journey: JourneyId,
    link: LinkId,
    state: LinkState,
    note: Option<&str>,
    at: Timestamp,
) -> Result<Option<(ServiceId, String)>, Refusal> {
    let row = tx.row(
        "select service_id, service_name from link where area_id = $1 and id = $2 and journey_id = $3",
        &values![area, link, journey],
    )?;
    let Some(row) = row else { return Ok(None) };
    tx.run(
        "update link set state = case when times_came > 0 then state else $3 end, answer_note = $4, answered_at = $5, \
         lapses_on = null where area_id = $1 and id = $2",
        &values![area, link, state.code(), note, at],
    )?;
    Ok(Some((row.get("service_id")?, row.get("service_name")?)))
}

pub(in crate::journeys) fn select_link(
    tx: &mut Tx<'_>,
    area: AreaId,
    journey: JourneyId,
    link: LinkId,
) -> Result<Option<Link>, Refusal> {
    let row = tx.row(
        "select id, service_id, service_name, step_id, how, state, shared, question, made_at, asked_at, answered_at, \
         answer_note, lapses_on, times_came from link where area_id = $1 and id = $2 and journey_id = $3",
        &values![area, link, journey],
    )?;
    row.as_ref().map(read_link).transpose()
}

/// Keeps whether they came; somebody who came once stays "came". Gives the group and its name.
pub(in crate::journeys) fn arrive(
    tx: &mut Tx<'_>,
    area: AreaId,
    journey: JourneyId,
    link: LinkId,
    came: bool,
    note: Option<&str>,
    at: Timestamp,
) -> Result<Option<(ServiceId, String)>, Refusal> {
    let row = tx.row(
        "select service_name, service_id from link where area_id = $1 and id = $2 and journey_id = $3",
        &values![area, link, journey],
    )?;
    let Some(row) = row else { return Ok(None) };
    if came {
        tx.run(
            "update link set state = 'came', times_came = times_came + 1, arrived_at = $3, \
             answer_note = coalesce($4, answer_note), lapses_on = null where area_id = $1 and id = $2",
            &values![area, link, at, note],
        )?;
    } else {
        tx.run(
            "update link set state = case when times_came > 0 then 'came' else 'did_not_go' end, \
             answer_note = coalesce($3, answer_note), lapses_on = null where area_id = $1 and id = $2",
            &values![area, link, note],
        )?;
    }
    Ok(Some((row.get("service_id")?, row.get("service_name")?)))
}

/// A link whose question nobody answered in time.
pub(in crate::journeys) struct Lapsed {
    pub link: LinkId,
    pub journey: JourneyId,
    pub person: PersonId,
    pub service_name: String,
}

/// Questions whose day has come and that were asked at `asked` or before.
pub(in crate::journeys) fn links_past(
    tx: &mut Tx<'_>,
    area: AreaId,
    today: Date,
    asked: Timestamp,
) -> Result<Vec<Lapsed>, Refusal> {
    let rows = tx.rows(
        "select id, journey_id, person_id, service_name from link \
         where area_id = $1 and state = 'asked' and lapses_on <= $2 and asked_at <= $3 order by lapses_on, id",
        &values![area, today, asked],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Lapsed {
                link: row.get("id")?,
                journey: row.get("journey_id")?,
                person: row.get("person_id")?,
                service_name: row.get("service_name")?,
            })
        })
        .collect()
}

pub(in crate::journeys) fn lapse_link(tx: &mut Tx<'_>, area: AreaId, link: LinkId) -> Result<(), Refusal> {
    tx.run("update link set state = 'lapsed' where area_id = $1 and id = $2", &values![area, link])?;
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "one row, written once, each column named by its type")]
pub(in crate::journeys) fn insert_question(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: &Moment,
    journey: JourneyId,
    link: LinkId,
    question: Question,
    fingerprint: &[u8; 32],
    until: Timestamp,
) -> Result<(), Refusal> {
    tx.run(
        "insert into answer (fingerprint, area_id, id, question, link_id, journey_id, asked_at, expires_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        &values![&fingerprint[..], area, now.id::<Uuid>(), question.code(), link, journey, now.at, until],
    )?;
    Ok(())
}

pub(in crate::journeys) fn select_question(
    tx: &mut Tx<'_>,
    fingerprint: &[u8; 32],
) -> Result<Option<(AreaId, Asked)>, Refusal> {
    let row = tx.row(
        "select a.area_id, a.question, a.link_id, a.journey_id, l.person_id, l.service_id, l.service_name, l.question as words, \
         l.shared, a.expires_at, a.answered_at, a.said, j.state as journey_state, s.name as scheme_name, \
         s.phone as scheme_phone, w.name as worker_name from answer a \
         join link l on l.area_id = a.area_id and l.id = a.link_id \
         join journey j on j.area_id = a.area_id and j.id = a.journey_id \
         join scheme s on s.area_id = a.area_id and s.id = j.scheme_id \
         join account w on w.area_id = a.area_id and w.id = j.worker_id where a.fingerprint = $1",
        &values![&fingerprint[..]],
    )?;
    row.map(|row| {
        let question: String = row.get("question")?;
        let words: Option<String> = row.get("words")?;
        let asked = Asked {
            question: Question::parse(&question).ok_or_else(|| Refusal::broken("answer.question"))?,
            link: row.get("link_id")?,
            journey: row.get("journey_id")?,
            person: row.get("person_id")?,
            service: row.get("service_id")?,
            service_name: row.get("service_name")?,
            words: words.unwrap_or_default(),
            shared: row.get("shared")?,
            journey_goes_on: row.get::<String>("journey_state")? != "ended",
            scheme_name: row.get("scheme_name")?,
            scheme_phone: row.get("scheme_phone")?,
            worker_name: row.get("worker_name")?,
            expires_at: row.get("expires_at")?,
            answered_at: row.get("answered_at")?,
            said: row.get("said")?,
        };
        Ok((row.get("area_id")?, asked))
    })
    .transpose()
}

pub(in crate::journeys) fn set_answered(
    tx: &mut Tx<'_>,
    fingerprint: &[u8; 32],
    said: &str,
    at: Timestamp,
) -> Result<(), Refusal> {
    tx.run(
        "update answer set said = $2, answered_at = $3 where fingerprint = $1",
        &values![&fingerprint[..], said, at],
    )?;
    Ok(())
}

pub(in crate::journeys) fn insert_follow_up(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: &Moment,
    journey: &Journey,
    months: i64,
    due_on: Date,
) -> Result<(), Refusal> {
    tx.run(
        "insert into follow_up (area_id, id, journey_id, person_id, scheme_id, months, due_on, state) \
         values ($1, $2, $3, $4, $5, $6, $7, 'due')",
        &values![area, now.id::<Uuid>(), journey.id, journey.person, journey.scheme, months, due_on],
    )?;
    Ok(())
}

/// Closes a follow-up that is due, with what was said or without; gives whose it is.
pub(in crate::journeys) fn answer_follow_up(
    tx: &mut Tx<'_>,
    area: AreaId,
    journey: JourneyId,
    months: i64,
    said: Option<&FollowUpAnswer>,
    at: Timestamp,
) -> Result<Option<PersonId>, Refusal> {
    let row = tx.row(
        "select id, person_id from follow_up where area_id = $1 and journey_id = $2 and months = $3 and state = 'due'",
        &values![area, journey, months],
    )?;
    let Some(row) = row else { return Ok(None) };
    let id: Uuid = row.get("id")?;
    match said {
        Some(said) => tx.run(
            "update follow_up set state = 'answered', how_are_you = $3, still_going = $4, wants_more = $5, \
             asked_at = $6, answered_at = $6 where area_id = $1 and id = $2",
            &values![area, id, &said.how_are_you, &said.still_going, said.wants_more, at],
        )?,
        None => tx.run(
            "update follow_up set state = 'not_reached', asked_at = $3 where area_id = $1 and id = $2",
            &values![area, id, at],
        )?,
    };
    Ok(Some(row.get("person_id")?))
}
