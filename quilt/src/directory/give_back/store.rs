//! The SQL of what was given back.

use std::collections::HashMap;

use ::store::{Tx, values};
use jiff::Timestamp;

use super::{How, Sending};
use crate::access::Actor;
use crate::directory::{CorrectionId, FeedId, SendingId};
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// The feeds anything of which was corrected or given back, by name.
pub(super) fn feeds(tx: &mut Tx<'_>, area: AreaId) -> Result<Vec<(FeedId, String)>, Refusal> {
    let rows = tx.rows(
        "select f.id, f.name from feed f where f.area_id = $1 and exists (select 1 from correction c \
         where c.area_id = f.area_id and c.feed_id = f.id and (c.ended_at is null or c.ended = 'taken_up')) order by f.name, f.id",
        &values![area],
    )?;
    rows.iter().map(|row| Ok((row.get("id")?, row.get("name")?))).collect()
}

/// When each correction of a feed was last given back.
pub(super) fn sent(
    tx: &mut Tx<'_>,
    area: AreaId,
    feed: FeedId,
) -> Result<HashMap<CorrectionId, Timestamp>, Refusal> {
    let rows = tx.rows(
        "select t.correction_id, max(s.at) as at from correction_sending s \
         join correction_sent t on t.area_id = s.area_id and t.sending_id = s.id \
         where s.area_id = $1 and s.feed_id = $2 group by t.correction_id",
        &values![area, feed],
    )?;
    rows.iter().map(|row| Ok((row.get("correction_id")?, row.get("at")?))).collect()
}

/// What was given back to the keeper of a feed, newest first.
pub(super) fn sendings(tx: &mut Tx<'_>, area: AreaId, feed: FeedId) -> Result<Vec<Sending>, Refusal> {
    let rows = tx.rows(
        "select s.id, s.how, s.send_to, s.at, s.by_name, count(t.correction_id) as corrections from correction_sending s \
         left join correction_sent t on t.area_id = s.area_id and t.sending_id = s.id \
         where s.area_id = $1 and s.feed_id = $2 group by s.id, s.how, s.send_to, s.at, s.by_name \
         order by s.at desc, s.id desc limit 20",
        &values![area, feed],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Sending {
                id: row.get("id")?,
                how: How::parse(&row.get::<String>("how")?)
                    .ok_or_else(|| Refusal::broken("correction_sending.how"))?,
                send_to: row.get("send_to")?,
                at: row.get("at")?,
                by_name: row.get("by_name")?,
                corrections: row.get("corrections")?,
            })
        })
        .collect()
}

pub(super) fn insert(
    tx: &mut Tx<'_>,
    by: &Actor,
    at: Timestamp,
    id: SendingId,
    feed: FeedId,
    how: How,
    send_to: Option<&str>,
) -> Result<(), Refusal> {
    tx.run(
        "insert into correction_sending (area_id, id, feed_id, how, send_to, at, by_id, by_name) \
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        &values![by.area, id, feed, how.code(), send_to, at, by.id(), &by.name],
    )?;
    Ok(())
}

pub(super) fn insert_sent(
    tx: &mut Tx<'_>,
    area: AreaId,
    sending: SendingId,
    correction: CorrectionId,
) -> Result<(), Refusal> {
    tx.run(
        "insert into correction_sent (area_id, sending_id, correction_id) values ($1, $2, $3)",
        &values![area, sending, correction],
    )?;
    Ok(())
}
