//! What every page of a plan begins with: the plan as it is kept, how the address tunes it, and what is known of it so far.

use std::sync::Arc;

use simulate::plan::Plan;

use crate::plans::runs::{SoFar, Whose};
use crate::plans::tuned::{Tuned, tune};
use crate::plans::{Kept, PlanId, kept};
use crate::refusal::Refusal;
use crate::web::{Fields, Visit};

pub(in crate::plans) struct Opened {
    pub kept: Kept,
    /// As it is kept.
    pub base: Arc<Plan>,
    pub tuned: Tuned,
}

/// The plan of an address, tuned by its query.
pub(in crate::plans) fn open(visit: &Visit<'_>) -> Result<Opened, Refusal> {
    of(visit, visit.param("id")?, &visit.query)
}

/// A plan, tuned by these fields.
pub(in crate::plans) fn of(visit: &Visit<'_>, id: PlanId, fields: &Fields) -> Result<Opened, Refusal> {
    let kept = visit.read("open a plan", |tx| kept::open(tx, &visit.actor, id))?;
    let base = kept.plan()?;
    let tuned = tune(&base, fields);
    Ok(Opened { kept, base, tuned })
}

impl Opened {
    /// What is known so far of the plan as tuned.
    pub fn so_far(&self, visit: &Visit<'_>) -> SoFar {
        let whose = Whose { plan: self.kept.id, viewer: visit.actor.id() };
        let now = (visit.area(), visit.now.at);
        visit.app.plans.so_far(&visit.app.db, now, whose, &self.tuned.plan, &self.base)
    }

    /// Where this state stands; `to` is what comes below it, such as `/csv`.
    pub fn at(&self, to: &str) -> String {
        at(self.kept.id, to, &self.tuned.query())
    }
}

pub(in crate::plans) fn at(id: PlanId, to: &str, query: &str) -> String {
    if query.is_empty() { format!("/plan/{id}{to}") } else { format!("/plan/{id}{to}?{query}") }
}
