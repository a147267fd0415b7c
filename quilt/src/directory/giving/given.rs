//! One service as it is given away: under which ids, and what the filters need to know of it.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use openreferral::v3::TaxonomyTerm;
use openreferral::{Ages, Day, Frequency, Kind, Schedule, Service, Status};
use uuid::Uuid;

use super::shelf::Known;
use super::words::Words;
use crate::directory::{DirectoryEntry, ServiceId};

/// What is known of a given service without opening its record.
#[derive(Debug)]
pub struct GivenService {
    pub id: ServiceId,
    /// The id others know it by.
    pub given: Uuid,
    /// The same, of who runs it.
    pub organization: Option<Uuid>,
    pub name: String,
    pub status: Status,
    /// When what we say of it last changed.
    pub changed_at: Timestamp,
    pub terms: Vec<Arc<TaxonomyTerm>>,
    pub places: Vec<Place>,
    pub(super) ages: Ages,
    pub(super) times: Vec<Times>,
    pub(super) name_words: Words,
    pub(super) words: Words,
    pub(super) mark: [u8; 32],
}

/// A place a service happens at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// The id others know this service at this place by.
    pub id: Uuid,
    /// Where one can go to; nothing for what is online or only an address to write to.
    pub point: Option<find::Point>,
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
    pub place: Option<usize>,
}

/// The record as others read it: under the ids they know, saying when it last changed here.
pub fn as_given(entry: &DirectoryEntry, service: &GivenService, known: &Known) -> Service {
    given_record(entry, service.given, service.organization, service.changed_at, known)
}

pub(super) fn given_record(
    entry: &DirectoryEntry,
    given: Uuid,
    organization: Option<Uuid>,
    changed_at: Timestamp,
    known: &Known,
) -> Service {
    let mut service = entry.record.clone();
    service.id = given;
    service.last_modified = Some(changed_at);
    match (&mut service.organization, organization) {
        (Some(said), Some(id)) => said.id = id,
        (None, Some(id)) => service.organization = known.described(id),
        (Some(said), None) if said.id.is_nil() => {
            said.id = Uuid::new_v5(&given, format!("organization\n{}", said.name).as_bytes());
        }
        _ => {}
    }
    name_places(&mut service);
    service
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
pub(super) fn times(service: &Service) -> Vec<Times> {
    let place = |schedule: &Schedule| {
        let id = schedule.location?;
        service.locations.iter().position(|place| place.id == id)
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
pub(super) fn spoken(service: &Service) -> Words {
    let some = |text: &'_ Option<String>| text.clone();
    let places = service.locations.iter().flat_map(|place| {
        let postcode = place.postcode.as_ref().map(|it| it.as_str().to_owned());
        [some(&place.name), some(&place.city), postcode]
    });
    let texts: Vec<String> = [Some(service.name.clone()), some(&service.alternate_name)]
        .into_iter()
        .chain([Some(service.description.clone()), service.organization.as_ref().map(|it| it.name.clone())])
        .chain(places)
        .chain(service.terms.iter().map(|term| Some(term.name.clone())))
        .chain(service.eligibility.iter().map(|text| Some(text.clone())))
        .chain(service.areas.iter().map(|area| Some(area.name.clone())))
        .flatten()
        .collect();
    Words::of(texts.iter().map(String::as_str))
}

/// Whether one can go there.
pub(super) fn is_met_at(kind: Kind) -> bool {
    kind == Kind::Physical
}
