//! The little that is kept of every service there is or was, in the order they came: who it is
//! here and to others, and by what one sees that it changed.
//!
//! A service is known outside by the id its publisher gave it. Where two feeds give the same
//! id, the one that came to us first keeps it, for good, and the other is known by ours. So
//! an id once given out never comes to mean something else.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use ::store::Tx;
use jiff::Timestamp;
use uuid::Uuid;

use crate::directory::{ServiceId, store_giving};
use crate::refusal::Refusal;
use crate::settings::{AreaId, OrganizationId};

/// The place of a service among all there ever were; it does not change.
pub type Slot = u32;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    pub id: ServiceId,
    /// The id others know it by.
    pub given: Uuid,
    /// Who runs it, when that stands beside the entry.
    pub organization: Option<OrganizationId>,
    /// When what we say of it last changed.
    pub changed_at: Timestamp,
    /// Another once anything that is published of it is.
    pub state: u64,
    /// Whether people may be told about it.
    pub offered: bool,
}

/// All of them, as they stand.
pub(super) fn keys(tx: &mut Tx<'_>, area: AreaId) -> Result<Vec<Key>, Refusal> {
    let mut taken: HashSet<Uuid> = HashSet::new();
    let mut keys = Vec::new();
    store_giving::marks(tx, area, &mut |mark| {
        let published = Uuid::parse_str(&mark.source_key).ok();
        let free = published.filter(|id| !id.is_nil() && taken.insert(*id));
        let mut state = DefaultHasher::new();
        (mark.fingerprint, mark.changed_at).hash(&mut state);
        keys.push(Key {
            id: mark.id,
            given: free.unwrap_or_else(|| mark.id.into()),
            organization: mark.organization,
            changed_at: mark.changed_at,
            state: state.finish(),
            offered: mark.offered,
        });
    })?;
    Ok(keys)
}

/// Whether nothing came between those that were there before, so that a slot means what it meant.
pub(super) fn go_on(before: &[Key], now: &[Key]) -> bool {
    before.len() <= now.len() && before.iter().zip(now).all(|(before, now)| before.id == now.id)
}
