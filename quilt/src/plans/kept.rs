//! A plan somebody keeps: a name, the whole text of a `plan.toml`, and who may open it. It is its maker's own until they
//! share it with everybody who plans here; others change it by keeping one of their own. Every act leaves its line.

use std::sync::Arc;

use ::store::Tx;
use jiff::Timestamp;
use simulate::plan::Plan;

use super::{PlanId, store};
use crate::access::{AccountId, Actor};
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;

/// The longest name, in letters.
const LONGEST_NAME: usize = 80;

/// The most plans one person keeps: beyond it old ones are taken away first.
const MOST: usize = 200;

/// A plan as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    pub id: PlanId,
    pub name: String,
    pub toml: String,
    pub fingerprint: String,
    pub version: i64,
    pub shared: bool,
    pub owner: AccountId,
    pub by_name: String,
    pub made_at: Timestamp,
    pub changed_at: Timestamp,
}

impl Kept {
    pub fn is_of(&self, actor: &Actor) -> bool {
        actor.account() == Some(self.owner)
    }

    /// The plan itself. It was read before it was kept, so it reads.
    pub fn plan(&self) -> Result<Arc<Plan>, Refusal> {
        Plan::read(&self.toml).map(Arc::new).map_err(|problems| {
            tracing::error!(%problems, plan = %self.id, "a plan that is kept cannot be read");
            Refusal::broken("plan.toml")
        })
    }
}

/// What a plan's results are known by: the plan, and the program that worked them out.
pub fn fingerprint(plan: &Plan) -> String {
    format!("{:016x}-{}", plan.fingerprint(), env!("CARGO_PKG_VERSION"))
}

/// A name somebody typed, fit to be kept.
pub(super) fn name_of(typed: &str) -> Result<String, Refusal> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    if name.is_empty() {
        return Err(Refusal::invalid("name", "Give the plan a name."));
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(Refusal::invalid("name", format!("Use at most {LONGEST_NAME} letters for the name.")));
    }
    Ok(name)
}

/// Keeps a plan as this person's own.
///
/// # Errors
/// When it has no name, or they keep too many.
pub fn keep(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    name: &str,
    plan: &Plan,
    from: &str,
) -> Result<PlanId, Refusal> {
    let owner = by.account().ok_or(Refusal::SignIn)?;
    let name = name_of(name)?;
    if store::count_own(tx, by.area, owner)? >= MOST {
        return Err(Refusal::not_now(format!("You keep {MOST} plans. Take one away first.")));
    }
    let id: PlanId = now.id();
    let fingerprint = fingerprint(plan);
    let toml = plan.to_toml();
    let kept = Kept {
        id,
        name,
        toml,
        fingerprint,
        version: 1,
        shared: false,
        owner,
        by_name: by.name.clone(),
        made_at: now.at,
        changed_at: now.at,
    };
    store::insert_plan(tx, by.area, &kept)?;
    line(by, now, "plan.kept", id)
        .fact("name", kept.name)
        .fact("from", from)
        .fact("fingerprint", kept.fingerprint)
        .record(tx)?;
    Ok(id)
}

/// Changes one's own plan, if nobody was quicker. The same plan under the same name changes nothing.
///
/// # Errors
/// When it is somebody else's, or was changed since `version`.
pub fn change(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    kept: &Kept,
    version: i64,
    name: &str,
    plan: &Plan,
) -> Result<(), Refusal> {
    own(by, kept)?;
    let (name, fingerprint) = (name_of(name)?, fingerprint(plan));
    if name == kept.name && fingerprint == kept.fingerprint {
        return Ok(());
    }
    let toml = plan.to_toml();
    let next = Kept { name, toml, fingerprint, version: version + 1, changed_at: now.at, ..kept.clone() };
    if version != kept.version || !store::update_plan(tx, by.area, &next)? {
        return Err(overtaken());
    }
    store::forget_results(tx, by.area)?;
    line(by, now, "plan.changed", kept.id)
        .fact("name", next.name)
        .fact("version", next.version)
        .fact("fingerprint", next.fingerprint)
        .record(tx)
}

/// Lets everybody who plans here open it, or nobody else any more.
pub fn share(tx: &mut Tx<'_>, by: &Actor, now: &Moment, kept: &Kept, shared: bool) -> Result<(), Refusal> {
    own(by, kept)?;
    if kept.shared == shared {
        return Ok(());
    }
    store::set_shared(tx, by.area, kept.id, shared)?;
    line(by, now, if shared { "plan.shared" } else { "plan.unshared" }, kept.id).record(tx)
}

/// Takes it away. The line stays; twice is once.
pub fn withdraw(tx: &mut Tx<'_>, by: &Actor, now: &Moment, kept: &Kept) -> Result<(), Refusal> {
    own(by, kept)?;
    store::set_withdrawn(tx, by.area, kept.id, now.at)?;
    store::forget_results(tx, by.area)?;
    line(by, now, "plan.withdrawn", kept.id).fact("name", kept.name.as_str()).record(tx)
}

/// A plan this person may open: their own, or one that is shared. Anything else looks like nothing.
pub fn open(tx: &mut Tx<'_>, by: &Actor, id: PlanId) -> Result<Kept, Refusal> {
    let kept = store::select_plan(tx, by.area, id)?.ok_or_else(Refusal::not_found)?;
    if kept.is_of(by) || kept.shared { Ok(kept) } else { Err(Refusal::not_yours(id)) }
}

fn own(by: &Actor, kept: &Kept) -> Result<(), Refusal> {
    if kept.is_of(by) { Ok(()) } else { Err(Refusal::not_yours(kept.id)) }
}

fn overtaken() -> Refusal {
    Refusal::not_now("This plan was saved a moment ago, perhaps in another tab.")
}

#[cfg(test)]
mod tests {
    use simulate::plan::{EXAMPLE, Name};

    use super::*;
    use crate::fixture::{engines, world};

    #[test]
    fn a_plan_is_kept_changed_shared_and_taken_away_and_each_leaves_a_line() {
        for db in engines() {
            let w = world(&db);
            let (now, ruth, sue) = (&w.now, &w.commissioner, &w.lead);
            let plan = Plan::read(EXAMPLE).unwrap();
            let id = db.write("keep", |tx| keep(tx, ruth, now, "  Our \n plan ", &plan, "example")).unwrap();
            let kept = db.read("open", |tx| open(tx, ruth, id)).unwrap();
            assert_eq!((kept.name.as_str(), kept.version, kept.shared), ("Our plan", 1, false));
            assert_eq!(*kept.plan().unwrap(), plan);
            assert!(matches!(
                db.read("open another's", |tx| open(tx, sue, id)),
                Err(Refusal::NotFound { refused: Some(_) })
            ));
            let other = plan.with(Name::Decline, 0.2).unwrap();
            db.write("change", |tx| change(tx, ruth, now, &kept, 1, "Our plan", &other)).unwrap();
            let late = db.write("change late", |tx| change(tx, ruth, now, &kept, 1, "Another", &plan));
            assert!(matches!(late, Err(Refusal::NotNow(_))), "{late:?}");
            let kept = db.read("open", |tx| open(tx, ruth, id)).unwrap();
            assert_eq!((kept.version, kept.plan().unwrap().value(Name::Decline).value), (2, 0.2));
            db.write("share", |tx| share(tx, ruth, now, &kept, true)).unwrap();
            let seen = db.read("open a shared one", |tx| open(tx, sue, id)).unwrap();
            assert!(
                db.write("change another's", |tx| change(tx, sue, now, &seen, 2, "Mine", &plan)).is_err()
            );
            db.write("withdraw", |tx| withdraw(tx, ruth, now, &seen)).unwrap();
            assert!(db.read("open", |tx| open(tx, ruth, id)).is_err());
            let kinds = ["plan.kept", "plan.changed", "plan.shared", "plan.withdrawn"];
            let lines =
                db.read("lines", |tx| ledger::recent(tx, w.area.id.into(), &kinds, 10, None)).unwrap();
            assert_eq!(lines.len(), 4);
        }
    }

    #[test]
    fn a_plan_has_a_name() {
        assert!(name_of(" \u{7} \n ").is_err());
        assert!(name_of(&"x".repeat(81)).is_err());
        assert_eq!(name_of("Two  builders\tmore").unwrap(), "Two builders more");
    }
}
