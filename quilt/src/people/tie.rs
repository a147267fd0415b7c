//! Who stands beside a person: the scheme that holds them, then their link worker.
//! Referrals and journeys tie; every question of access is answered from here.

use ::store::Tx;

use super::{PersonId, store};
use crate::access::{AccountId, Actor};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::SchemeId;

/// A scheme now holds this person. The caller writes the ledger line that says why.
pub fn tie_scheme(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    person: PersonId,
    scheme: SchemeId,
) -> Result<(), Refusal> {
    let held = store::select_ties(tx, by.area, person)?;
    if held.iter().any(|tie| tie.scheme == scheme) {
        return Ok(());
    }
    store::insert_tie(tx, by.area, now, person, scheme, None)
}

/// This link worker now stands beside the person; whoever of the scheme did before, no longer does.
pub fn tie_worker(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    person: PersonId,
    scheme: SchemeId,
    worker: AccountId,
) -> Result<(), Refusal> {
    store::end_ties(tx, by.area, now, person, scheme)?;
    store::insert_tie(tx, by.area, now, person, scheme, Some(worker))
}
