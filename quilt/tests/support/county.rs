//! The small world of the tests, as somebody meets it who comes by the front door: everyone in it has
//! an account to sign in with.

use quilt::access::{AccountId, Actor};
use quilt::fixture::{World, world};
use quilt::moment::{Chance, Moment};
use quilt::settings::{AreaId, SchemeId};
use store::testing::TestDb;

/// Somebody with an account.
#[derive(Debug, Clone)]
pub struct Worker {
    pub name: String,
    pub id: AccountId,
    pub actor: Actor,
}

pub struct County {
    pub area: AreaId,
    pub scheme: SchemeId,
    pub other_scheme: SchemeId,
    pub gp: Worker,
    pub other_gp: Worker,
    pub worker: Worker,
    pub colleague: Worker,
    /// A link worker of the other scheme.
    pub stranger: Worker,
    pub lead: Worker,
    pub other_lead: Worker,
    pub builder: Worker,
    pub commissioner: Worker,
    pub admin: Worker,
    pub chance: Chance,
    beginning: Moment,
}

impl County {
    pub fn now(&self) -> Moment {
        self.beginning.clone()
    }
}

/// Founds the county in an empty database.
pub fn found(db: &TestDb) -> County {
    let w = world(db);
    County {
        area: w.area.id,
        scheme: w.scheme,
        other_scheme: w.other_scheme,
        gp: signs_in(w.referrer),
        other_gp: signs_in(w.other_referrer),
        worker: signs_in(w.worker),
        colleague: signs_in(w.colleague),
        stranger: signs_in(w.stranger),
        lead: signs_in(w.lead),
        other_lead: signs_in(w.other_lead),
        builder: signs_in(w.builder),
        commissioner: signs_in(w.commissioner),
        admin: signs_in(w.admin),
        chance: w.now.chance.clone(),
        beginning: w.now,
    }
}

fn signs_in(actor: Actor) -> Worker {
    let id = actor.account().expect("everybody in the small world has an account");
    Worker { name: actor.name.clone(), id, actor }
}
