//! Being signed in: a secret in a cookie, its fingerprint in the database.

use ::store::Tx;
use identity::Secret;
use jiff::{Timestamp, ToSpan};

use super::{AccountId, Actor, store};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// How long one signs in for, in days.
pub const SESSION_DAYS: i64 = 7;

#[derive(Debug, Clone)]
pub struct Session {
    pub fingerprint: [u8; 32],
    pub seen_at: Timestamp,
}

/// Begins a session; the secret goes to the visitor's cookie and is kept nowhere.
pub fn open_session(
    tx: &mut Tx<'_>,
    area: AreaId,
    account: AccountId,
    now: &Moment,
) -> Result<Secret, Refusal> {
    let secret = Secret::new(now.bytes::<20>());
    let until = now.at + (SESSION_DAYS * 24).hours();
    store::insert_session(tx, area, account, &secret.fingerprint(), now.at, until)?;
    Ok(secret)
}

/// Who holds this session, if it is still good.
pub fn session_actor(
    tx: &mut Tx<'_>,
    fingerprint: &[u8; 32],
    now: &Moment,
) -> Result<Option<(Session, Actor)>, Refusal> {
    store::session_actor(tx, fingerprint, now.at)
}

pub fn end_session(tx: &mut Tx<'_>, session: &Session) -> Result<(), Refusal> {
    store::delete_session(tx, &session.fingerprint)
}

pub fn clear_old_sessions(tx: &mut Tx<'_>, now: &Moment) -> Result<u64, Refusal> {
    store::delete_old_sessions(tx, now.at)
}
