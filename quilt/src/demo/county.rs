//! The county itself: real postcodes, towns and practices, invented schemes and staff.

use ::store::{Db, Tx};

use super::words::staff::{self, SCHEMES, SchemeKind as Kind, Staff};
use super::words::towns::{self, Postcode, Practice, Town};
use super::words::{Picker, staff::Role as Job};
use crate::access::{AccountId, Actor, Grant, NewAccount, Role, Who, open_account};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::{
    self, NewScheme, Organization, OrganizationId, OrganizationKind, Place, Scheme, SchemeKind, found_area,
    found_scheme, keep_organization,
};

const POSTCODES: &str = include_str!("../../geo/somerset-postcodes.csv");
const TOWNS: &str = include_str!("../../geo/towns.csv");
const PRACTICES: &str = include_str!("../../geo/somerset-gp-practices.csv");

/// How many postcodes are kept in one transaction.
const BATCH: usize = 4_000;

pub struct County {
    /// Quilt itself, for what nobody in particular does.
    pub quilt: Actor,
    pub schemes: Vec<Scheme>,
    pub towns: Vec<Town>,
    /// For each town, the postcodes near it.
    pub homes: Vec<Vec<Postcode>>,
    /// For each scheme, its towns by index.
    pub patches: Vec<Vec<usize>>,
    /// For each scheme, its link workers and its lead.
    pub workers: Vec<Vec<Actor>>,
    pub leads: Vec<Actor>,
    pub referrers: Vec<(Actor, String)>,
    pub commissioners: Vec<Actor>,
}

/// Founds the county in an empty database.
pub fn found(db: &Db, seed: u64, now: &Moment) -> Result<County, Refusal> {
    let towns = towns::parse(TOWNS);
    let postcodes = towns::parse_postcodes(POSTCODES);
    let practices = towns::parse_practices(PRACTICES);
    for batch in postcodes.chunks(BATCH) {
        db.write("lay out postcodes", |tx| settings::put_places(tx, &places(batch)))?;
    }
    db.write("work out parts of postcodes", settings::gather_parts)?;
    let mut picker = Picker::new(seed).fork("staff");
    let everyone = staff::all(&mut picker);
    db.write("found the county", |tx| {
        let area = found_area(tx, now, "Somerset", true)?;
        let quilt = Actor::program(area.id, "Quilt");
        settings::put_towns(
            tx,
            &towns
                .iter()
                .map(|t| settings::Town { name: t.name.clone(), lat: t.lat, lon: t.lon })
                .collect::<Vec<_>>(),
        )?;
        keep_practices(tx, &quilt, now, &practices)?;
        let schemes = SCHEMES
            .iter()
            .map(|s| found_scheme(tx, &quilt, now, new_scheme(s, &postcodes, &towns)))
            .collect::<Result<Vec<_>, _>>()?;
        let mut county = County {
            quilt: quilt.clone(),
            patches: patches(&towns),
            homes: towns.iter().map(|town| near(town, &postcodes)).collect(),
            towns: towns.clone(),
            workers: vec![Vec::new(); schemes.len()],
            leads: Vec::new(),
            referrers: Vec::new(),
            commissioners: Vec::new(),
            schemes,
        };
        for person in &everyone {
            open(tx, now, &quilt, &mut county, person)?;
        }
        Ok(county)
    })
}

fn places(batch: &[Postcode]) -> Vec<(String, Place)> {
    batch
        .iter()
        .map(|p| {
            let place = Place {
                lat: p.lat,
                lon: p.lon,
                ward: Some(p.ward.clone()),
                lsoa: Some(p.lsoa11.clone()),
                decile: Some(i64::from(p.decile)),
            };
            (p.postcode.clone(), place)
        })
        .collect()
}

fn keep_practices(
    tx: &mut Tx<'_>,
    quilt: &Actor,
    now: &Moment,
    practices: &[Practice],
) -> Result<(), Refusal> {
    for practice in practices {
        let organization = Organization {
            id: now.id(),
            name: practice.name.clone(),
            kind: OrganizationKind::GpPractice,
            ods_code: Some(practice.ods.clone()),
            description: String::new(),
            url: None,
            email: None,
            phone: None,
            postcode: Some(practice.postcode.clone()),
            feed: None,
            source_key: None,
        };
        keep_organization(tx, quilt, now, organization)?;
    }
    Ok(())
}

fn new_scheme(scheme: &staff::Scheme, postcodes: &[Postcode], towns: &[Town]) -> NewScheme {
    let first = towns.iter().find(|t| scheme.towns.first().is_some_and(|name| *name == t.name));
    NewScheme {
        name: scheme.name.into(),
        kind: match scheme.kind {
            Kind::PracticeNetwork => SchemeKind::GpNetwork,
            Kind::Charity => SchemeKind::Charity,
            Kind::Community => SchemeKind::CommunityLed,
        },
        about: scheme.description.into(),
        worker_term: scheme.link_worker.into(),
        weeks: scheme.weeks.into(),
        caseload: 30,
        phone: Some(scheme.phone.into()),
        email: Some(scheme.email.into()),
        postcode: first.and_then(|town| near(town, postcodes).first().map(|p| p.postcode.clone())),
        towns: scheme.towns.iter().map(|t| (*t).to_owned()).collect(),
    }
}

fn patches(towns: &[Town]) -> Vec<Vec<usize>> {
    SCHEMES
        .iter()
        .map(|scheme| (0..towns.len()).filter(|n| scheme.towns.contains(&towns[*n].name.as_str())).collect())
        .collect()
}

/// Postcodes within two kilometres of a town, nearest first.
fn near(town: &Town, postcodes: &[Postcode]) -> Vec<Postcode> {
    let from = |p: &Postcode| towns::km((town.lat, town.lon), (p.lat, p.lon));
    let mut near: Vec<Postcode> = postcodes.iter().filter(|p| from(p) <= 2.0).cloned().collect();
    near.sort_by(|a, b| from(a).total_cmp(&from(b)));
    near
}

/// Opens an account for somebody who works here, and puts them in their place.
fn open(
    tx: &mut Tx<'_>,
    now: &Moment,
    quilt: &Actor,
    county: &mut County,
    person: &Staff,
) -> Result<(), Refusal> {
    let (role, scheme) = match person.role {
        Job::LinkWorker => (Role::LinkWorker, person.scheme),
        Job::TeamLead => (Role::TeamLead, person.scheme),
        Job::Builder => (Role::Builder, None),
        Job::Commissioner => (Role::Commissioner, None),
        Job::Administrator => (Role::Administrator, None),
        Job::Referrer => (Role::Referrer, None),
    };
    let organization = match role {
        Role::Referrer => Some(workplace(tx, now, quilt, person)?),
        _ => None,
    };
    let grants = vec![Grant { role, scheme: scheme.and_then(|n| county.schemes.get(n)).map(|s| s.id) }];
    let new = NewAccount {
        name: person.name.clone(),
        email: person.email.clone(),
        phone: Some(person.phone.clone()),
        password_hash: None,
        organization,
        grants: grants.clone(),
    };
    let id: AccountId = open_account(tx, quilt, now, new)?;
    let actor =
        Actor { area: quilt.area, who: Who::Account(id), name: person.name.clone(), organization, grants };
    match (role, scheme) {
        (Role::LinkWorker, Some(n)) => county.workers[n].push(actor),
        (Role::TeamLead, Some(_)) => county.leads.push(actor),
        (Role::Referrer, _) => county.referrers.push((actor, person.job.to_owned())),
        (Role::Commissioner, _) => county.commissioners.push(actor),
        _ => {}
    }
    Ok(())
}

fn workplace(
    tx: &mut Tx<'_>,
    now: &Moment,
    quilt: &Actor,
    person: &Staff,
) -> Result<OrganizationId, Refusal> {
    let organization = Organization {
        id: now.id(),
        name: person.workplace.clone(),
        kind: kind_of(person.job),
        ods_code: None,
        description: String::new(),
        url: None,
        email: Some(person.email.clone()),
        phone: Some(person.phone.clone()),
        postcode: None,
        feed: None,
        source_key: None,
    };
    keep_organization(tx, quilt, now, organization)
}

fn kind_of(job: &str) -> OrganizationKind {
    let job = job.to_lowercase();
    let is = |word: &str| job.contains(word);
    if is("gp") || is("practice") || is("pharmac") {
        OrganizationKind::GpPractice
    } else if is("hospital") || is("discharge") || is("ward") {
        OrganizationKind::Hospital
    } else if is("social") {
        OrganizationKind::SocialCare
    } else if is("librar") {
        OrganizationKind::Library
    } else if is("pcso") || is("police") {
        OrganizationKind::Police
    } else if is("fire") {
        OrganizationKind::Fire
    } else if is("housing") {
        OrganizationKind::Housing
    } else if is("school") || is("pastoral") {
        OrganizationKind::School
    } else {
        OrganizationKind::Community
    }
}
