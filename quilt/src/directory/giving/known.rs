//! The organisations, by the id others know them by: as with services, the first to come under
//! an id keeps it. What is said of one is read when it is asked for.

use std::collections::HashSet;

use ::store::Tx;
use uuid::Uuid;

use super::words::Said;
use crate::directory::store_giving::{self, Told};
use crate::refusal::Refusal;
use crate::settings::{AreaId, OrganizationId};

/// The ids of every organisation, in the order they came.
#[derive(Default)]
pub struct Known {
    ids: Vec<(OrganizationId, Uuid)>,
}

impl Known {
    pub(super) fn read(tx: &mut Tx<'_>, area: AreaId) -> Result<Known, Refusal> {
        let mut taken: HashSet<Uuid> = HashSet::new();
        let mut known = Known::default();
        store_giving::organizations(tx, area, &mut |id, source_key| {
            let published = source_key.and_then(|key| Uuid::parse_str(&key).ok());
            let free = published.filter(|key| !key.is_nil() && !taken.contains(key));
            let given = free.unwrap_or_else(|| id.into());
            taken.insert(given);
            known.ids.push((id, given));
        })?;
        Ok(known)
    }

    /// The id others know it by.
    pub fn given(&self, id: OrganizationId) -> Option<Uuid> {
        let at = self.ids.binary_search_by(|(known, _)| known.cmp(&id)).ok()?;
        self.ids.get(at).map(|(_, given)| *given)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (OrganizationId, Uuid)> {
        self.ids.iter().copied()
    }
}

/// How a service that does not say who runs it says so.
pub(super) fn described(
    tx: &mut Tx<'_>,
    area: AreaId,
    id: OrganizationId,
    given: Uuid,
) -> Result<Option<openreferral::Organization>, Refusal> {
    let told = store_giving::told(tx, area, id)?;
    Ok(told.map(|told| openreferral::Organization { email: None, ..told.as_given(given) }))
}

impl Told {
    /// As others read it. What a practice or a hospital told us besides is for referrals, not
    /// for the public.
    pub fn as_given(&self, given: Uuid) -> openreferral::Organization {
        openreferral::Organization {
            id: given,
            source_id: String::new(),
            name: self.name.clone(),
            description: self.description.clone(),
            url: self.url.clone(),
            email: self.email.clone().filter(|_| self.is_community),
        }
    }

    pub(super) fn said(&self) -> Said {
        Said::of([self.name.as_str(), self.description.as_str()], [])
    }
}
