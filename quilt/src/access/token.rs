//! Tokens: programs that act with somebody's rights.

use ::store::Tx;
use identity::Secret;
use jiff::ToSpan;

use super::{AccountId, Actor, store};
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;

/// Makes a token good for `days`; the secret is given once and kept nowhere.
pub fn add_token(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    account: AccountId,
    label: &str,
    days: i64,
) -> Result<Secret, Refusal> {
    let secret = Secret::new(now.bytes::<20>());
    let until = now.at + (days.clamp(1, 3_650) * 24).hours();
    store::insert_token(tx, by.area, now, account, label, &secret.fingerprint(), until)?;
    line(by, now, "token.made", account).fact("label", label).fact("until", until.to_string()).record(tx)?;
    Ok(secret)
}

/// Whoever this token speaks for, while it is good.
pub fn token_actor(tx: &mut Tx<'_>, secret: &Secret, now: &Moment) -> Result<Option<Actor>, Refusal> {
    store::token_actor(tx, &secret.fingerprint(), now.at)
}
