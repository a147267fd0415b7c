//! Who may do what, and who is here: roles and rights ([`rights`]), whoever acts
//! ([`Actor`]), accounts and their passwords, signing in and out.

mod account;
mod actor;
pub mod rights;
mod session;
pub mod sign_in;
mod store;
mod token;

pub use account::{
    Account, NewAccount, accounts, accounts_in_role, end_grant, grant, open_account, set_password, set_phone,
};
pub use actor::{Actor, Tied, Who};
pub use rights::{Act, Relation, Role, Verdict};
pub use session::{SESSION_DAYS, Session, clear_old_sessions, end_session, open_session, session_actor};
pub use token::{add_token, token_actor};

use crate::settings::SchemeId;
use crate::web::{Door, Route, get, post};

::store::id!(
    /// Someone who signs in.
    AccountId
);

/// A role, and the scheme it is held in where the role belongs to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    pub role: Role,
    pub scheme: Option<SchemeId>,
}

/// May this actor do this to somebody tied like that? `opened` says that a reason was
/// already given and still holds. Refusals look like nothing being there.
pub fn ask(
    actor: &Actor,
    act: Act,
    about: impl Into<uuid::Uuid>,
    ties: &[Tied],
    opened: bool,
) -> Result<(), crate::refusal::Refusal> {
    use crate::refusal::Refusal;
    let about = about.into();
    match actor.verdict(act, ties) {
        Verdict::Yes => Ok(()),
        Verdict::WithReason if opened => Ok(()),
        Verdict::WithReason => Err(Refusal::NeedsReason { person: about }),
        Verdict::No => Err(Refusal::not_yours(about)),
    }
}

/// Whether a role may do this to anybody at all.
fn verdict_own(role: Role, act: Act) -> bool {
    rights::verdict(role, act, Relation::Own) != Verdict::No
}

pub const ROUTES: &[Route] = &[
    get("/sign-in", Door::Anyone, sign_in::show),
    post("/sign-in", Door::Anyone, sign_in::save),
    post("/sign-in/as", Door::Anyone, sign_in::be),
    get("/signed-in", Door::SignedIn, sign_in::signed_in_page),
    post("/sign-out", Door::Anyone, sign_in::out),
];
