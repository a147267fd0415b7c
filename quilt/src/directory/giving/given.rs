//! One service as it is given away: under which ids, and what the filters need to know of it.

use std::collections::HashMap;
use std::sync::Arc;

use ::store::Tx;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use openreferral::v3::{TaxonomyTerm, service_at_location_id};
use openreferral::{Ages, Day, Frequency, Kind, Schedule, Service};
use uuid::Uuid;

use super::key::Key;
use super::known::{Known, described};
use super::words::Said;
use crate::directory::ServiceId;
use crate::refusal::Refusal;
use crate::settings::{self, AreaId};

/// A service that is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GivenService {
    pub id: ServiceId,
    /// The id others know it by.
    pub given: Uuid,
    /// The same, of who runs it.
    pub organization: Option<Uuid>,
    /// When what we say of it last changed.
    pub changed_at: Timestamp,
}

/// What of a service is asked by, small enough to be kept of all of them.
#[derive(Debug)]
pub(super) struct Facts {
    /// Of the entry these were read from.
    pub state: u64,
    pub given: Uuid,
    pub organization: Option<Uuid>,
    pub terms: Box<[Arc<TaxonomyTerm>]>,
    /// Of each place it happens at, where one can go to; nothing for what is online or only an
    /// address to write to.
    pub places: Box<[Option<find::Point>]>,
    pub ages: Ages,
    pub times: Box<[Times]>,
}

/// When a service happens: the days of one of its schedules, and from when to when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Times {
    /// A bit for each day, Monday's the lowest.
    pub days: u8,
    pub opens: Option<Time>,
    pub closes: Option<Time>,
    /// It closes on the day after.
    pub overnight: bool,
    /// Its only place; nothing when it holds for all of them.
    pub place: Option<u32>,
}

/// What is read of one service: what is kept, the ids of its places, and the words it says.
pub(super) struct LaidOut {
    pub facts: Facts,
    pub places: Vec<Uuid>,
    pub said: Said,
}

/// Reads a record for what is asked by. Terms that were met before are shared.
pub(super) fn laid_out(
    tx: &mut Tx<'_>,
    area: AreaId,
    key: &Key,
    record: Service,
    known: &Known,
    terms: &mut HashMap<Uuid, Arc<TaxonomyTerm>>,
) -> Result<LaidOut, Refusal> {
    let record = as_given(tx, area, key, record, known)?;
    let points = record.locations.iter().map(|place| point(tx, place)).collect::<Result<Vec<_>, _>>()?;
    let mut shared = |term| {
        let term = TaxonomyTerm::of(term);
        let met = terms.entry(term.id).or_insert_with(|| Arc::new(term.clone()));
        if **met == term { met.clone() } else { Arc::new(term) }
    };
    let facts = Facts {
        state: key.state,
        given: key.given,
        organization: record.organization.as_ref().map(|it| it.id),
        terms: record.terms.iter().map(&mut shared).collect(),
        places: points.into(),
        ages: record.ages,
        times: times(&record).into(),
    };
    let places = record.locations.iter().map(|place| service_at_location_id(key.given, place.id)).collect();
    Ok(LaidOut { facts, places, said: spoken(&record) })
}

fn point(tx: &mut Tx<'_>, place: &openreferral::Location) -> Result<Option<find::Point>, Refusal> {
    if !is_met_at(place.kind) {
        return Ok(None);
    }
    let found = match (place.point, &place.postcode) {
        (Some(point), _) => Some((point.lat, point.lon)),
        (None, Some(postcode)) => {
            settings::find_place(tx, postcode.as_str())?.map(|place| (place.lat, place.lon))
        }
        (None, None) => None,
    };
    Ok(found.and_then(|(lat, lon)| find::Point::new(lat, lon)))
}

/// The record as others read it: under the ids they know, saying when it last changed here.
pub(super) fn as_given(
    tx: &mut Tx<'_>,
    area: AreaId,
    key: &Key,
    record: Service,
    known: &Known,
) -> Result<Service, Refusal> {
    let mut service = record;
    service.id = key.given;
    service.last_modified = Some(key.changed_at);
    let runs = key.organization.and_then(|id| Some((id, known.given(id)?)));
    match (&mut service.organization, runs) {
        (Some(said), Some((_, given))) => said.id = given,
        (None, Some((id, given))) => service.organization = described(tx, area, id, given)?,
        (Some(said), None) if said.id.is_nil() => {
            said.id = Uuid::new_v5(&key.given, format!("organization\n{}", said.name).as_bytes());
        }
        _ => {}
    }
    name_places(&mut service);
    Ok(service)
}

/// A place written down here may have no id, or one it shares with another of the same service.
fn name_places(service: &mut Service) {
    let mut taken: Vec<Uuid> = Vec::new();
    for (n, place) in service.locations.iter_mut().enumerate() {
        if place.id.is_nil() || taken.contains(&place.id) {
            let before = place.id;
            place.id = Uuid::new_v5(&service.id, format!("place {n}").as_bytes());
            if !taken.contains(&before) {
                let here = service.schedules.iter_mut().filter(|it| it.location == Some(before));
                here.for_each(|schedule| schedule.location = Some(place.id));
            }
            taken.push(before);
        }
        taken.push(place.id);
    }
}

/// Days and times of the schedules that say any.
fn times(service: &Service) -> Vec<Times> {
    let place = |schedule: &Schedule| {
        let id = schedule.location?;
        let at = service.locations.iter().position(|place| place.id == id)?;
        u32::try_from(at).ok()
    };
    service
        .schedules
        .iter()
        .map(|schedule| Times {
            days: days(schedule),
            opens: schedule.opens_at,
            closes: schedule.closes_at,
            overnight: schedule.opens_at.zip(schedule.closes_at).is_some_and(|(from, to)| to <= from),
            place: place(schedule),
        })
        .filter(|times| times.days != 0 || times.opens.is_some() || times.closes.is_some())
        .collect()
}

/// A week that names no day repeats the day it began on, as iCalendar has it.
fn days(schedule: &Schedule) -> u8 {
    let bits = schedule.days.iter().fold(0, |bits, on| bits | bit(on.day));
    match (bits, schedule.freq, schedule.dtstart) {
        (0, Some(Frequency::Weekly), Some(began)) => bit_of(began),
        _ => bits,
    }
}

/// The bit of a day in [`Times::days`].
pub(super) fn bit(day: Day) -> u8 {
    1 << Day::ALL.iter().position(|it| *it == day).unwrap_or(0)
}

fn bit_of(date: Date) -> u8 {
    1 << date.weekday().to_monday_zero_offset()
}

/// Everything in an entry that words are looked for in.
fn spoken(service: &Service) -> Said {
    let name = [Some(service.name.as_str()), service.alternate_name.as_deref()];
    let places = service.locations.iter().flat_map(|place| {
        let postcode = place.postcode.as_ref().map(|it| it.as_str());
        [place.name.as_deref(), place.city.as_deref(), postcode]
    });
    let rest = [Some(service.description.as_str()), service.organization.as_ref().map(|it| it.name.as_str())]
        .into_iter()
        .chain(places)
        .chain(service.terms.iter().map(|term| Some(term.name.as_str())))
        .chain(service.eligibility.iter().map(|text| Some(text.as_str())))
        .chain(service.areas.iter().map(|area| Some(area.name.as_str())));
    Said::of(name.into_iter().flatten(), rest.flatten())
}

/// Whether one can go there.
fn is_met_at(kind: Kind) -> bool {
    kind == Kind::Physical
}
