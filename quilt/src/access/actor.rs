//! Whoever is doing something: every read and write of a person takes one.

use store::uuid::Uuid;

use super::rights::{Act, Relation, Role, Verdict, verdict};
use super::{AccountId, Grant};
use crate::settings::{AreaId, OrganizationId, SchemeId};

#[derive(Debug, Clone)]
pub struct Actor {
    pub area: AreaId,
    pub who: Who,
    pub name: String,
    pub organization: Option<OrganizationId>,
    pub grants: Vec<Grant>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    Account(AccountId),
    /// Someone holding the link to one question; the name says as what ("Cannington Talking Café").
    Holder,
    /// Someone not signed in.
    Anyone,
    /// Quilt itself: an import, a nightly chore.
    Program,
}

impl Actor {
    pub fn anyone(area: AreaId) -> Actor {
        Actor {
            area,
            who: Who::Anyone,
            name: "someone not signed in".into(),
            organization: None,
            grants: Vec::new(),
        }
    }

    pub fn holder(area: AreaId, name: impl Into<String>) -> Actor {
        Actor { area, who: Who::Holder, name: name.into(), organization: None, grants: Vec::new() }
    }

    pub fn program(area: AreaId, name: &str) -> Actor {
        Actor { area, who: Who::Program, name: name.into(), organization: None, grants: Vec::new() }
    }

    pub fn account(&self) -> Option<AccountId> {
        match self.who {
            Who::Account(id) => Some(id),
            _ => None,
        }
    }

    /// The id ledger lines carry; nil for whoever has no account.
    pub fn id(&self) -> Uuid {
        self.account().map_or(Uuid::nil(), Uuid::from)
    }

    pub fn is_signed_in(&self) -> bool {
        self.account().is_some()
    }

    pub fn has(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// Is there anyone at all to whom this actor may do this? Opens the door to a page,
    /// not to what is on it.
    pub fn may_ever(&self, act: Act) -> bool {
        self.grants.iter().any(|grant| verdict(grant.role, act, Relation::Own) != Verdict::No)
    }

    /// The schemes in which this actor may do this to everyone of the scheme; an empty
    /// list for a role without one means nobody.
    pub fn schemes_for(&self, act: Act) -> Vec<SchemeId> {
        self.grants
            .iter()
            .filter(|grant| verdict(grant.role, act, Relation::SameScheme) != Verdict::No)
            .filter_map(|grant| grant.scheme)
            .collect()
    }

    pub fn area_wide(&self, act: Act) -> bool {
        self.grants.iter().any(|grant| verdict(grant.role, act, Relation::SameArea) == Verdict::Yes)
    }

    /// The best answer any of this actor's roles gives for somebody tied like this.
    pub fn verdict(&self, act: Act, ties: &[Tied]) -> Verdict {
        if self.who == Who::Program {
            return Verdict::Yes;
        }
        let own = ties.iter().any(|tie| tie.account.is_some() && tie.account == self.account());
        let mut best = Verdict::No;
        for grant in &self.grants {
            let same_scheme = ties.iter().any(|tie| Some(tie.scheme) == grant.scheme);
            let relation = match (own, same_scheme) {
                (true, _) => Relation::Own,
                (false, true) => Relation::SameScheme,
                (false, false) => Relation::SameArea,
            };
            match verdict(grant.role, act, relation) {
                Verdict::Yes => return Verdict::Yes,
                Verdict::WithReason => best = Verdict::WithReason,
                Verdict::No => {}
            }
        }
        best
    }
}

/// A tie between a person and who stands beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tied {
    pub scheme: SchemeId,
    pub account: Option<AccountId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(account: Uuid, role: Role, scheme: Uuid) -> Actor {
        Actor {
            area: Uuid::nil().into(),
            who: Who::Account(account.into()),
            name: "Dan Okafor".into(),
            organization: None,
            grants: vec![Grant { role, scheme: Some(scheme.into()) }],
        }
    }

    #[test]
    fn own_scheme_and_elsewhere_are_told_apart() {
        let (me, other, here, there) =
            (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3), Uuid::from_u128(4));
        let dan = actor(me, Role::LinkWorker, here);
        let tie =
            |scheme: Uuid, account: Uuid| [Tied { scheme: scheme.into(), account: Some(account.into()) }];
        assert_eq!(dan.verdict(Act::OpenPerson, &tie(here, me)), Verdict::Yes);
        assert_eq!(dan.verdict(Act::OpenPerson, &tie(here, other)), Verdict::WithReason);
        assert_eq!(dan.verdict(Act::OpenPerson, &tie(there, other)), Verdict::No);
        assert_eq!(dan.verdict(Act::OpenPerson, &[]), Verdict::No);
    }

    #[test]
    fn nobody_may_do_anything_by_default() {
        let nobody = Actor::anyone(Uuid::nil().into());
        assert!(Act::ALL.iter().all(|act| !nobody.may_ever(*act)));
    }
}
