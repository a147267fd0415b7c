//! The SQL of messages.

use ::store::{Row, Tx, values};
use jiff::Timestamp;
use uuid::Uuid;

use super::{Channel, Message, NewMessage};
use crate::refusal::Refusal;
use crate::settings::AreaId;

pub(super) fn insert(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: Uuid,
    at: Timestamp,
    due: Timestamp,
    m: &NewMessage,
) -> Result<(), Refusal> {
    tx.run(
        "insert into message (area_id, id, person_id, thread_id, channel, send_to, subject, body, state, written_at, due_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9, $10)",
        &values![area, id, m.person, m.thread, m.channel.code(), &m.send_to, &m.subject, &m.body, at, due],
    )?;
    Ok(())
}

const COLUMNS: &str = "id, channel, send_to, subject, body, state, problem, tries, written_at, sent_at";

fn read(row: &Row) -> Result<Message, Refusal> {
    Ok(Message {
        id: row.get("id")?,
        channel: Channel::parse(&row.get::<String>("channel")?)
            .ok_or_else(|| Refusal::broken("message.channel"))?,
        send_to: row.get("send_to")?,
        subject: row.get("subject")?,
        body: row.get("body")?,
        state: row.get("state")?,
        problem: row.get("problem")?,
        tries: row.get("tries")?,
        written_at: row.get("written_at")?,
        sent_at: row.get("sent_at")?,
    })
}

/// Messages of a referral or journey, newest first.
pub fn thread_messages(tx: &mut Tx<'_>, area: AreaId, thread: Uuid) -> Result<Vec<Message>, Refusal> {
    let rows = tx.rows(
        &format!(
            "select {COLUMNS} from message where area_id = $1 and thread_id = $2 order by written_at desc"
        ),
        &values![area, thread],
    )?;
    rows.iter().map(read).collect()
}

/// Messages waiting to be sent, oldest first.
pub(super) fn due(tx: &mut Tx<'_>, area: AreaId, at: Timestamp, most: i64) -> Result<Vec<Message>, Refusal> {
    let rows = tx.rows(
        &format!(
            "select {COLUMNS} from message where area_id = $1 and state = 'waiting' and due_at <= $2 \
             and channel = 'email' order by due_at, id limit $3"
        ),
        &values![area, at, most],
    )?;
    rows.iter().map(read).collect()
}

pub(super) fn sent(tx: &mut Tx<'_>, area: AreaId, id: Uuid, at: Timestamp) -> Result<(), Refusal> {
    tx.run(
        "update message set state = 'sent', sent_at = $3, problem = null where area_id = $1 and id = $2",
        &values![area, id, at],
    )?;
    Ok(())
}

/// Keeps what went wrong and when to try again; without a time it is given up.
pub(super) fn failed(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: Uuid,
    problem: &str,
    again: Option<Timestamp>,
) -> Result<(), Refusal> {
    let state = if again.is_some() { "waiting" } else { "failed" };
    tx.run(
        "update message set state = $3, problem = $4, tries = tries + 1, due_at = coalesce($5, due_at) \
         where area_id = $1 and id = $2",
        &values![area, id, state, problem, again],
    )?;
    Ok(())
}

/// Holds back everything to or about this person that waits; says how many there were.
pub(super) fn hold_back(tx: &mut Tx<'_>, area: AreaId, person: Uuid, why: &str) -> Result<u64, Refusal> {
    Ok(tx.run(
        "update message set state = 'held_back', problem = $3 where area_id = $1 and person_id = $2 and state = 'waiting'",
        &values![area, person, why],
    )?)
}

/// Holds back everything of this story that waits; says how many there were.
pub(super) fn hold_back_thread(
    tx: &mut Tx<'_>,
    area: AreaId,
    thread: Uuid,
    why: &str,
) -> Result<u64, Refusal> {
    Ok(tx.run(
        "update message set state = 'held_back', problem = $3 where area_id = $1 and thread_id = $2 and state = 'waiting'",
        &values![area, thread, why],
    )?)
}

/// A message of a referral or journey.
pub(super) fn select(
    tx: &mut Tx<'_>,
    area: AreaId,
    thread: Uuid,
    id: Uuid,
) -> Result<Option<Message>, Refusal> {
    let row = tx.row(
        &format!("select {COLUMNS} from message where area_id = $1 and thread_id = $2 and id = $3"),
        &values![area, thread, id],
    )?;
    row.as_ref().map(read).transpose()
}

/// Whom a message is about and which story it belongs to.
pub(super) fn select_about(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: Uuid,
) -> Result<(Option<Uuid>, Option<Uuid>), Refusal> {
    let row = tx
        .row("select person_id, thread_id from message where area_id = $1 and id = $2", &values![area, id])?;
    row.map_or(Ok((None, None)), |row| Ok((row.get("person_id")?, row.get("thread_id")?)))
}

/// Of a waiting message, what the database still thinks of it: nothing when it went meanwhile.
pub(super) fn still_waiting(tx: &mut Tx<'_>, area: AreaId, id: Uuid) -> Result<bool, Refusal> {
    let row = tx.row(
        "select id from message where area_id = $1 and id = $2 and state = 'waiting'",
        &values![area, id],
    )?;
    Ok(row.is_some())
}
