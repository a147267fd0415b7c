//! The SQL of unsent answers.

use ::store::{Tx, values};
use jiff::Timestamp;

use super::answers::Answers;
use crate::refusal::Refusal;
use crate::settings::AreaId;

pub fn insert(
    tx: &mut Tx<'_>,
    area: AreaId,
    print: &[u8; 32],
    at: Timestamp,
    until: Timestamp,
) -> Result<(), Refusal> {
    tx.run(
        "insert into ask_draft (fingerprint, area_id, answers, saved_at, expires_at) values ($1, $2, '{}', $3, $4)",
        &values![&print[..], area, at, until],
    )?;
    Ok(())
}

/// The answers kept under that code, if they still are.
pub fn select(
    tx: &mut Tx<'_>,
    area: AreaId,
    print: &[u8; 32],
    at: Timestamp,
) -> Result<Option<Answers>, Refusal> {
    let row = tx.row(
        "select answers from ask_draft where fingerprint = $1 and area_id = $2 and expires_at > $3",
        &values![&print[..], area, at],
    )?;
    let Some(row) = row else { return Ok(None) };
    let answers: String = row.get("answers")?;
    serde_json::from_str(&answers).map(Some).map_err(|_| Refusal::broken("ask_draft.answers"))
}

pub fn update(
    tx: &mut Tx<'_>,
    area: AreaId,
    print: &[u8; 32],
    answers: &Answers,
    at: Timestamp,
    until: Timestamp,
) -> Result<(), Refusal> {
    let answers = serde_json::to_string(answers).map_err(|error| Refusal::Internal(error.to_string()))?;
    tx.run(
        "update ask_draft set answers = $3, saved_at = $4, expires_at = $5 where fingerprint = $1 and area_id = $2",
        &values![&print[..], area, answers, at, until],
    )?;
    Ok(())
}

pub fn delete(tx: &mut Tx<'_>, area: AreaId, print: &[u8; 32]) -> Result<(), Refusal> {
    tx.run("delete from ask_draft where fingerprint = $1 and area_id = $2", &values![&print[..], area])?;
    Ok(())
}

pub fn delete_expired(tx: &mut Tx<'_>, at: Timestamp) -> Result<(), Refusal> {
    tx.run("delete from ask_draft where expires_at <= $1", &values![at])?;
    Ok(())
}
