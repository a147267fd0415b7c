//! Accounts: who can sign in, as what, and where.

use ::store::Tx;

use super::{AccountId, Actor, Grant, Role, store};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::{AreaId, OrganizationId, SchemeId};

#[derive(Debug, Clone)]
pub struct Account {
    pub id: AccountId,
    pub name: String,
    pub email: String,
    pub phone: Option<String>,
    pub(super) password_hash: Option<String>,
    pub organization: Option<OrganizationId>,
    pub grants: Vec<Grant>,
}

impl Account {
    /// "link worker and builder"
    pub fn roles_in_words(&self) -> String {
        self.grants.iter().map(|grant| grant.role.words()).collect::<Vec<_>>().join(" and ")
    }
}

#[derive(Debug, Clone)]
pub struct NewAccount {
    pub name: String,
    /// Also the name one signs in with; kept in lower case.
    pub email: String,
    pub phone: Option<String>,
    /// Argon2id, from `identity::password::hash`; without one nobody can sign in by password.
    pub password_hash: Option<String>,
    pub organization: Option<OrganizationId>,
    pub grants: Vec<Grant>,
}

/// Opens an account with its first roles.
pub fn open_account(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    new: NewAccount,
) -> Result<AccountId, Refusal> {
    let account = Account {
        id: now.id(),
        name: new.name,
        email: new.email.trim().to_lowercase(),
        phone: new.phone,
        password_hash: new.password_hash,
        organization: new.organization,
        grants: new.grants,
    };
    if store::account_by_email(tx, &account.email)?.is_some() {
        return Err(Refusal::invalid("email", "Someone already signs in with this e-mail address."));
    }
    store::insert_account(tx, by.area, &account, now.at)?;
    for grant in &account.grants {
        store::insert_role(tx, by.area, account.id, grant, now.at)?;
    }
    crate::line::line(by, now, "account.opened", account.id)
        .fact("name", account.name.as_str())
        .fact("roles", account.roles_in_words())
        .record(tx)?;
    Ok(account.id)
}

/// Gives an account one more role.
pub fn grant(tx: &mut Tx<'_>, by: &Actor, now: &Moment, id: AccountId, grant: &Grant) -> Result<(), Refusal> {
    let account = store::account_by_id(tx, by.area, id)?.ok_or_else(Refusal::not_found)?;
    if account.grants.contains(grant) {
        return Ok(());
    }
    store::insert_role(tx, by.area, id, grant, now.at)?;
    crate::line::line(by, now, "account.role_given", id).fact("role", grant.role.code()).record(tx)
}

/// Takes a role away, in every scheme it was held in.
pub fn end_grant(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    id: AccountId,
    role: Role,
) -> Result<(), Refusal> {
    if store::end_role(tx, by.area, id, role, now.at)? == 0 {
        return Ok(());
    }
    crate::line::line(by, now, "account.role_ended", id).fact("role", role.code()).record(tx)
}

pub fn set_password(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    id: AccountId,
    hash: &str,
) -> Result<(), Refusal> {
    store::update_password(tx, by.area, id, hash)?;
    crate::line::line(by, now, "account.password_set", id).record(tx)
}

/// Keeps the number a colleague rings when they are late from a visit.
pub fn set_phone(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    id: AccountId,
    phone: &str,
) -> Result<(), Refusal> {
    store::update_phone(tx, by.area, id, phone)?;
    crate::line::line(by, now, "account.phone_kept", id).record(tx)
}

/// Everyone with an account, by name.
pub fn accounts(tx: &mut Tx<'_>, area: AreaId) -> Result<Vec<Account>, Refusal> {
    store::select_accounts(tx, area)
}

/// Those who hold a role, in one scheme or in any.
pub fn accounts_in_role(
    tx: &mut Tx<'_>,
    area: AreaId,
    role: Role,
    scheme: Option<SchemeId>,
) -> Result<Vec<Account>, Refusal> {
    let fits = |grant: &Grant| grant.role == role && (scheme.is_none() || grant.scheme == scheme);
    Ok(store::select_accounts(tx, area)?
        .into_iter()
        .filter(|account| account.grants.iter().any(fits))
        .collect())
}
