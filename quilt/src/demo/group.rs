//! The county's groups, opened as entries of the directory.

use ::store::Db;
use jiff::civil::Time;
use openreferral::{
    Access, Attending, Cost, Day, Frequency, Location, Occurrence, Organization, Phone, Point, Postcode,
    Schedule, Service, Term,
};

use super::county::County;
use super::words::groups::{self, Every, Group, Session};
use super::words::story::Story;
use super::words::{Picker, towns};
use crate::directory::{self, NewService, ServiceId};
use crate::moment::Moment;
use crate::refusal::Refusal;

/// The groups there are, and where.
pub struct Opened {
    groups: Vec<(ServiceId, Group)>,
}

/// How many groups are opened in one transaction.
const BATCH: usize = 100;

pub fn open_all(db: &Db, county: &County, seed: u64, now: &Moment) -> Result<Opened, Refusal> {
    let mut picker = Picker::new(seed).fork("groups");
    let all = groups::all(&mut picker, &county.towns);
    let mut opened = Opened { groups: Vec::with_capacity(all.len()) };
    for batch in all.chunks(BATCH) {
        let ids = db.write("open groups", |tx| {
            let mut pick = picker.fork("places");
            batch
                .iter()
                .map(|group| {
                    let id = directory::add_service(
                        tx,
                        &county.quilt,
                        now,
                        NewService { service: service(&mut pick, group, county, now), organization: None },
                    )?;
                    if !group.local_note.is_empty() {
                        directory::add_note(tx, &county.quilt, now, id, &group.local_note)?;
                    }
                    Ok::<ServiceId, Refusal>(id)
                })
                .collect::<Result<Vec<_>, _>>()
        })?;
        opened.groups.extend(ids.into_iter().zip(batch.iter().cloned()));
    }
    Ok(opened)
}

impl Opened {
    pub fn id(&self, group: usize) -> ServiceId {
        self.groups[group].0
    }

    pub fn is_drop_in(&self, group: usize) -> bool {
        self.groups[group].1.drop_in
    }

    /// The groups somebody of this story would be linked to: for each wish the nearest of its kind.
    pub fn for_story(&self, p: &mut Picker, story: &Story, town: usize, county: &County) -> Vec<usize> {
        let home = &county.towns[town];
        let mut chosen = Vec::new();
        for wish in &story.wishes {
            let mut fitting: Vec<usize> =
                (0..self.groups.len()).filter(|n| self.groups[*n].1.topic == wish.topic).collect();
            let away = |n: &usize| {
                let there = &county.towns[self.groups[*n].1.town];
                towns::km((home.lat, home.lon), (there.lat, there.lon))
            };
            fitting.sort_by(|a, b| away(a).total_cmp(&away(b)));
            fitting.truncate(2);
            if !fitting.is_empty() {
                let group = *p.pick(&fitting);
                if !chosen.contains(&group) {
                    chosen.push(group);
                }
            }
        }
        chosen
    }
}

fn service(p: &mut Picker, group: &Group, county: &County, now: &Moment) -> Service {
    let town = &county.towns[group.town];
    let id = now.id();
    let homes = &county.homes[group.town];
    let spot = (!homes.is_empty()).then(|| &homes[p.below(homes.len().min(12))]);
    let location = Location {
        id: now.id(),
        name: Some(group.venue.clone()),
        city: Some(town.name.clone()),
        county: Some("Somerset".into()),
        postcode: spot.and_then(|s| Postcode::parse(&s.postcode)),
        point: spot.and_then(|s| Point::new(s.lat, s.lon).ok()),
        accessibility: if group.access.is_empty() { Vec::new() } else { vec![group.access.clone()] },
        ..Location::default()
    };
    let phone = Phone { number: group.phone.clone(), label: Some(group.contact.clone()), extension: None };
    let mut service = Service {
        id,
        source_id: id.to_string(),
        name: group.name.clone(),
        description: group.description.clone(),
        emails: vec![group.email.clone()],
        phones: vec![phone],
        organization: Some(Organization {
            id: now.id(),
            name: group.organization.clone(),
            ..Organization::default()
        }),
        schedules: group.sessions.iter().map(schedule).collect(),
        costs: vec![cost(group)],
        terms: vec![Term {
            id: group.topic.key().to_owned(),
            name: group.topic.label().to_owned(),
            vocabulary: Some("quilt".into()),
            ..Term::default()
        }],
        attending: vec![Attending::Venue],
        access: vec![if group.drop_in { Access::DropIn } else { Access::SelfReferral }],
        assured_date: Some(now.today().saturating_add(jiff::ToSpan::days(p.between(300, 725)))),
        locations: vec![location],
        ..Service::default()
    };
    service.ages.min = group.from_age;
    service.ages.max = group.to_age;
    service
}

/// "Pay what you can" is not the same as free: only a plain "Free" is.
fn cost(group: &Group) -> Cost {
    let plain = group.pence > 0 || group.cost == "Free";
    Cost { pence: plain.then_some(group.pence.into()), text: Some(group.cost.clone()), ..Cost::default() }
}

fn schedule(session: &Session) -> Schedule {
    let (freq, interval, nth) = match session.every {
        Every::Week => (Frequency::Weekly, None, None),
        Every::Fortnight => (Frequency::Weekly, Some(2), None),
        Every::MonthOn(5) => (Frequency::Monthly, None, Some(-1)),
        Every::MonthOn(n) => (Frequency::Monthly, None, i8::try_from(n).ok()),
    };
    let time = |(hour, minute): (u8, u8)| {
        Time::new(i8::try_from(hour).unwrap_or(9), i8::try_from(minute).unwrap_or(0), 0, 0).ok()
    };
    let day = Day::ALL.into_iter().find(|day| day.code() == session.byday);
    Schedule {
        freq: Some(freq),
        interval,
        days: day.map(|day| Occurrence { day, nth }).into_iter().collect(),
        opens_at: time(session.starts),
        closes_at: time(session.ends),
        ..Schedule::default()
    }
}
