//! When a service happens.

use jiff::civil::{Date, Time};
use uuid::Uuid;

use super::whereabouts::location_id;
use crate::{
    clerk::Clerk,
    field::{self, Fields},
    schedule::{self, Day, Frequency, Occurrence, Schedule},
    service::Service,
};

const SCHEDULES: &[&str] = &["schedules", "regular_schedules", "regular_schedule"];

pub(super) fn read(service: &mut Service, fields: &Fields, namespace: Uuid, clerk: &mut Clerk) {
    for said in field::each(fields, SCHEDULES) {
        add(service, said, None, clerk);
    }
    for at in field::each(fields, &["service_at_locations", "service_at_location"]) {
        let places = field::each(at, &["location"]);
        let place = places.first().map(|place| location_id(place, namespace).0);
        for said in [at].into_iter().chain(places).flat_map(|holder| field::each(holder, SCHEDULES)) {
            add(service, said, place, clerk);
        }
    }
}

fn add(service: &mut Service, said: &Fields, location: Option<Uuid>, clerk: &mut Clerk) {
    let schedule = Schedule { location, ..read_one(said, clerk) };
    if schedule != (Schedule { location, ..Schedule::default() }) {
        field::add_new(&mut service.schedules, [schedule]);
    }
}

fn read_one(said: &Fields, clerk: &mut Clerk) -> Schedule {
    let mut days = days(said, clerk);
    let freq = frequency(said, &mut days, clerk);
    let (mut valid_from, mut valid_to) = (date(said, "valid_from", clerk), date(said, "valid_to", clerk));
    if let (Some(from), Some(to)) = (valid_from, valid_to)
        && from > to
    {
        clerk.note(
            "schedules.valid_from",
            &format!("{from} to {to}"),
            "It ended before it began; the two were swapped.",
        );
        (valid_from, valid_to) = (Some(to), Some(from));
    }
    Schedule {
        freq,
        interval: field::raw(said, "interval")
            .and_then(|n| n.trim().parse().ok())
            .filter(|n| (2..=520).contains(n)),
        days,
        month_days: field::raw(said, "bymonthday").map(|d| schedule::month_days(&d)).unwrap_or_default(),
        opens_at: time(said, "opens_at", clerk),
        closes_at: time(said, "closes_at", clerk),
        dtstart: date(said, "dtstart", clerk),
        valid_from,
        valid_to,
        description: field::prose(said, "description").or_else(|| field::prose(said, "notes")),
        attending: field::line(said, "attending_type"),
        location: None,
    }
}

fn days(said: &Fields, clerk: &mut Clerk) -> Vec<Occurrence> {
    let Some((name, text)) =
        ["byday", "weekday"].into_iter().find_map(|name| Some((name, field::raw(said, name)?)))
    else {
        return Vec::new();
    };
    let (days, understood) = schedule::days(&text);
    if !understood {
        clerk.note(
            &format!("schedules.{name}"),
            &text,
            "Not every part of it is a day of the week; the rest was left out.",
        );
    }
    days
}

fn frequency(said: &Fields, days: &mut Vec<Occurrence>, clerk: &mut Clerk) -> Option<Frequency> {
    let Some(text) = field::raw(said, "freq") else {
        let monthly = days.iter().any(|day| day.nth.is_some());
        return (!days.is_empty()).then_some(if monthly { Frequency::Monthly } else { Frequency::Weekly });
    };
    match text.trim().to_uppercase().as_str() {
        "WEEKLY" => Some(Frequency::Weekly),
        "MONTHLY" => Some(Frequency::Monthly),
        "DAILY" => {
            if days.is_empty() {
                *days = Day::ALL.map(|day| Occurrence { day, nth: None }).to_vec();
            }
            clerk.note(
                "schedules.freq",
                &text,
                "Open Referral UK knows weeks and months; it was read as every day of the week.",
            );
            Some(Frequency::Weekly)
        }
        _ => {
            clerk.note(
                "schedules.freq",
                &text,
                "Open Referral UK knows weeks and months, so it was left out.",
            );
            None
        }
    }
}

fn time(said: &Fields, name: &str, clerk: &mut Clerk) -> Option<Time> {
    let text = field::raw(said, name)?;
    let time = schedule::time(&text);
    if time.is_none() {
        clerk.note(&format!("schedules.{name}"), &text, "It is not a time of day, so it was left out.");
    }
    time
}

/// A date in a field; what cannot be read is noted.
pub(super) fn date(said: &Fields, name: &str, clerk: &mut Clerk) -> Option<Date> {
    let text = field::raw(said, name)?;
    let date = schedule::date(&text);
    if date.is_none() {
        clerk.note(name, &text, "It is not a date, so it was left out.");
    }
    date
}
