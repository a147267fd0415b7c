//! The SQL of the frame: forms that were taken in, and whether the database answers.

use ::store::{Tx, values};
use jiff::Timestamp;

use crate::refusal::Refusal;

/// Where this form led when it was first sent.
pub(super) fn form_led_to(tx: &mut Tx<'_>, token: &str) -> Result<Option<String>, Refusal> {
    let row = tx.row("select led_to from form_once where token = $1", &values![token])?;
    Ok(row.map(|row| row.get("led_to")).transpose()?)
}

pub(super) fn insert_form(tx: &mut Tx<'_>, token: &str, led_to: &str, at: Timestamp) -> Result<(), Refusal> {
    tx.run("insert into form_once (token, led_to, at) values ($1, $2, $3)", &values![token, led_to, at])?;
    Ok(())
}

pub(super) fn answers(tx: &mut Tx<'_>) -> Result<bool, Refusal> {
    Ok(tx.row("select 1 as one", &[])?.is_some())
}
