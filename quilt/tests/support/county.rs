//! A small county: an area, two schemes, and somebody in every role.

use quilt::access::Actor;
use quilt::access::{AccountId, Grant, NewAccount, Role, open_account};
use quilt::moment::{Chance, Moment};
use quilt::refusal::Refusal;
use quilt::settings::{Area, AreaId, NewScheme, SchemeId, SchemeKind, found_area, found_scheme};
use store::Tx;
use store::testing::TestDb;

use super::BEGINNING;

/// Somebody with an account.
#[derive(Debug, Clone)]
pub struct Worker {
    pub name: &'static str,
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
}

impl County {
    pub fn now(&self) -> Moment {
        Moment { at: BEGINNING.parse().unwrap(), chance: self.chance.clone() }
    }
}

/// Founds the county in an empty database.
pub fn found(db: &TestDb) -> County {
    let now = Moment { at: BEGINNING.parse().unwrap(), chance: Chance::seeded(42) };
    db.write("found a small county", |tx| in_one(tx, &now)).unwrap()
}

fn in_one(tx: &mut Tx<'_>, now: &Moment) -> Result<County, Refusal> {
    let area: Area = found_area(tx, now, "Somerset", true)?;
    let quilt = Actor::program(area.id, "Quilt");
    let mut scheme = |name: &str, towns: &[&str]| {
        let new = NewScheme {
            name: name.into(),
            kind: SchemeKind::GpNetwork,
            about: format!("People of {}.", towns.join(" and ")),
            worker_term: "link worker".into(),
            weeks: 12,
            caseload: 30,
            phone: Some("01632 960100".into()),
            email: Some("team@example.org".into()),
            postcode: Some("TA1 1NW".into()),
            towns: towns.iter().map(|town| (*town).to_owned()).collect(),
        };
        found_scheme(tx, &quilt, now, new).map(|scheme| scheme.id)
    };
    let here = scheme("Taunton Vale", &["Taunton"])?;
    let there = scheme("Levels", &["Glastonbury", "Street"])?;
    let mut open = |name: &'static str, role: Role, scheme: Option<SchemeId>| {
        let grants = vec![Grant { role, scheme }];
        let new = NewAccount {
            name: name.into(),
            email: format!("{}@example.org", name.to_lowercase().replace(' ', ".")),
            phone: None,
            password_hash: None,
            organization: None,
            grants: grants.clone(),
        };
        let id = open_account(tx, &quilt, now, new)?;
        let who = quilt::access::Who::Account(id);
        let actor = Actor { area: area.id, who, name: name.into(), organization: None, grants };
        Ok::<Worker, Refusal>(Worker { name, id, actor })
    };
    Ok(County {
        area: area.id,
        scheme: here,
        other_scheme: there,
        gp: open("Ada Greene", Role::Referrer, None)?,
        other_gp: open("Ben Ito", Role::Referrer, None)?,
        worker: open("Dan Okafor", Role::LinkWorker, Some(here))?,
        colleague: open("Priya Nair", Role::LinkWorker, Some(here))?,
        stranger: open("Tom Reed", Role::LinkWorker, Some(there))?,
        lead: open("Sue Marsh", Role::TeamLead, Some(here))?,
        other_lead: open("Una Day", Role::TeamLead, Some(there))?,
        builder: open("Kit Lowe", Role::Builder, None)?,
        commissioner: open("Ruth Amadi", Role::Commissioner, None)?,
        admin: open("Bev Hill", Role::Administrator, None)?,
        chance: now.chance.clone(),
    })
}
