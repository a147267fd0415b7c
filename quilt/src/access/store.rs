//! The SQL of access.

use ::store::{Tx, Value, values};
use jiff::Timestamp;

use super::{Account, AccountId, Actor, Grant, Role, Session, Who};
use crate::refusal::Refusal;
use crate::settings::{AreaId, SchemeId};

pub(super) fn insert_account(
    tx: &mut Tx<'_>,
    area: AreaId,
    a: &Account,
    at: Timestamp,
) -> Result<(), Refusal> {
    tx.run(
        "insert into account (area_id, id, name, email, phone, password_hash, organization_id, state, created_at) \
         values ($1, $2, $3, $4, $5, $6, $7, 'active', $8)",
        &values![area, a.id, &a.name, &a.email, a.phone.as_deref(), a.password_hash.as_deref(), a.organization, at],
    )?;
    Ok(())
}

pub(super) fn update_password(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: AccountId,
    hash: &str,
) -> Result<(), Refusal> {
    tx.run("update account set password_hash = $3 where area_id = $1 and id = $2", &values![area, id, hash])?;
    Ok(())
}

pub(super) fn update_phone(tx: &mut Tx<'_>, area: AreaId, id: AccountId, phone: &str) -> Result<(), Refusal> {
    tx.run("update account set phone = $3 where area_id = $1 and id = $2", &values![area, id, phone])?;
    Ok(())
}

pub(super) fn insert_role(
    tx: &mut Tx<'_>,
    area: AreaId,
    account: AccountId,
    grant: &Grant,
    at: Timestamp,
) -> Result<(), Refusal> {
    tx.run(
        "insert into account_role (area_id, account_id, role, scheme_id, since) values ($1, $2, $3, $4, $5)",
        &values![area, account, grant.role.code(), grant.scheme, at],
    )?;
    Ok(())
}

pub(super) fn end_role(
    tx: &mut Tx<'_>,
    area: AreaId,
    account: AccountId,
    role: Role,
    at: Timestamp,
) -> Result<u64, Refusal> {
    Ok(tx.run(
        "update account_role set ended_at = $4 where area_id = $1 and account_id = $2 and role = $3 and ended_at is null",
        &values![area, account, role.code(), at],
    )?)
}

const ACCOUNT: &str = "select a.id, a.name, a.email, a.phone, a.password_hash, a.organization_id, r.role, r.scheme_id \
    from account a left join account_role r \
    on r.area_id = a.area_id and r.account_id = a.id and r.ended_at is null";

/// Accounts with their roles gathered, in the order of `filter`.
fn gather(tx: &mut Tx<'_>, filter: &str, values: &[Value]) -> Result<Vec<Account>, Refusal> {
    let mut accounts: Vec<Account> = Vec::new();
    for row in tx.rows(&format!("{ACCOUNT} {filter}"), values)? {
        let id: AccountId = row.get("id")?;
        if accounts.last().is_none_or(|last| last.id != id) {
            accounts.push(Account {
                id,
                name: row.get("name")?,
                email: row.get("email")?,
                phone: row.get("phone")?,
                password_hash: row.get("password_hash")?,
                organization: row.get("organization_id")?,
                grants: Vec::new(),
            });
        }
        let role: Option<String> = row.get("role")?;
        let scheme: Option<SchemeId> = row.get("scheme_id")?;
        if let (Some(role), Some(account)) = (role.and_then(|code| Role::parse(&code)), accounts.last_mut()) {
            account.grants.push(Grant { role, scheme });
        }
    }
    Ok(accounts)
}

pub(super) fn account_by_email(tx: &mut Tx<'_>, email: &str) -> Result<Option<(AreaId, Account)>, Refusal> {
    let Some(row) =
        tx.row("select area_id from account where email = $1 and state = 'active'", &values![email])?
    else {
        return Ok(None);
    };
    let area: AreaId = row.get("area_id")?;
    Ok(gather(tx, "where a.email = $1 and a.state = 'active'", &values![email])?
        .pop()
        .map(|account| (area, account)))
}

pub(super) fn account_by_id(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: AccountId,
) -> Result<Option<Account>, Refusal> {
    Ok(gather(tx, "where a.area_id = $1 and a.id = $2 and a.state = 'active'", &values![area, id])?.pop())
}

pub(super) fn select_accounts(tx: &mut Tx<'_>, area: AreaId) -> Result<Vec<Account>, Refusal> {
    gather(tx, "where a.area_id = $1 and a.state = 'active' order by a.name, a.id", &values![area])
}

pub(super) fn insert_session(
    tx: &mut Tx<'_>,
    area: AreaId,
    account: AccountId,
    fingerprint: &[u8; 32],
    at: Timestamp,
    until: Timestamp,
) -> Result<(), Refusal> {
    tx.run(
        "insert into session (fingerprint, area_id, account_id, started_at, seen_at, expires_at) \
         values ($1, $2, $3, $4, $4, $5)",
        &values![&fingerprint[..], area, account, at, until],
    )?;
    Ok(())
}

/// The session and whoever holds it, in one query; one row a role.
pub(super) fn session_actor(
    tx: &mut Tx<'_>,
    fingerprint: &[u8; 32],
    at: Timestamp,
) -> Result<Option<(Session, Actor)>, Refusal> {
    let rows = tx.rows(
        "select s.area_id, s.account_id, s.seen_at, a.name, a.organization_id, r.role, r.scheme_id \
         from session s \
         join account a on a.area_id = s.area_id and a.id = s.account_id and a.state = 'active' \
         left join account_role r on r.area_id = s.area_id and r.account_id = s.account_id and r.ended_at is null \
         where s.fingerprint = $1 and s.expires_at > $2",
        &values![&fingerprint[..], at],
    )?;
    let Some(first) = rows.first() else { return Ok(None) };
    let mut actor = Actor {
        area: first.get("area_id")?,
        who: Who::Account(first.get("account_id")?),
        name: first.get("name")?,
        organization: first.get("organization_id")?,
        grants: Vec::new(),
    };
    for row in &rows {
        let role: Option<String> = row.get("role")?;
        if let Some(role) = role.and_then(|code| Role::parse(&code)) {
            actor.grants.push(Grant { role, scheme: row.get("scheme_id")? });
        }
    }
    Ok(Some((Session { fingerprint: *fingerprint, seen_at: first.get("seen_at")? }, actor)))
}

pub(super) fn delete_session(tx: &mut Tx<'_>, fingerprint: &[u8; 32]) -> Result<(), Refusal> {
    tx.run("delete from session where fingerprint = $1", &values![&fingerprint[..]])?;
    Ok(())
}

pub(super) fn delete_old_sessions(tx: &mut Tx<'_>, at: Timestamp) -> Result<u64, Refusal> {
    Ok(tx.run("delete from session where expires_at <= $1", &values![at])?)
}

pub(super) fn failures(tx: &mut Tx<'_>, email: &str) -> Result<Option<(u32, Timestamp)>, Refusal> {
    let row = tx.row("select failures, last_at from sign_in_failure where email = $1", &values![email])?;
    row.map(|row| Ok((u32::try_from(row.get::<i64>("failures")?).unwrap_or(u32::MAX), row.get("last_at")?)))
        .transpose()
}

pub(super) fn count_failure(tx: &mut Tx<'_>, email: &str, at: Timestamp) -> Result<(), Refusal> {
    tx.run(
        "insert into sign_in_failure (email, failures, last_at) values ($1, 1, $2) \
         on conflict (email) do update set failures = sign_in_failure.failures + 1, last_at = excluded.last_at",
        &values![email, at],
    )?;
    Ok(())
}

pub(super) fn forget_failures(tx: &mut Tx<'_>, email: &str) -> Result<(), Refusal> {
    tx.run("delete from sign_in_failure where email = $1", &values![email])?;
    Ok(())
}

pub(super) fn insert_token(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: &crate::moment::Moment,
    account: AccountId,
    label: &str,
    fingerprint: &[u8; 32],
    until: Timestamp,
) -> Result<(), Refusal> {
    tx.run(
        "insert into api_token (area_id, id, account_id, label, fingerprint, created_at, expires_at) \
         values ($1, $2, $3, $4, $5, $6, $7)",
        &values![area, now.id::<uuid::Uuid>(), account, label, &fingerprint[..], now.at, until],
    )?;
    Ok(())
}

pub(super) fn token_actor(
    tx: &mut Tx<'_>,
    fingerprint: &[u8; 32],
    at: Timestamp,
) -> Result<Option<Actor>, Refusal> {
    let row = tx.row(
        "select area_id, account_id from api_token where fingerprint = $1 and expires_at > $2 and ended_at is null",
        &values![&fingerprint[..], at],
    )?;
    let Some(row) = row else { return Ok(None) };
    let area: AreaId = row.get("area_id")?;
    let account = account_by_id(tx, area, row.get("account_id")?)?;
    Ok(account.map(|account| Actor {
        area,
        who: Who::Account(account.id),
        name: account.name,
        organization: account.organization,
        grants: account.grants,
    }))
}
