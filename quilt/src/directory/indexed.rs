//! What the search needs to know of a service.

use find::{Days, Entry, Opening, Point};
use jiff::civil::{Date, Weekday};
use openreferral::{Attending, Day, Kind, Schedule, Service};

use super::DirectoryEntry;

/// The service as the index takes it. `today` tells which of its times are still to come.
pub(super) fn indexed(known: &DirectoryEntry, today: Date) -> Entry {
    let service = &known.record;
    let schedules: Vec<&Schedule> = service
        .schedules
        .iter()
        .filter(|schedule| schedule.valid_to.is_none_or(|last| last >= today))
        .collect();
    let arrived = known.arrived_at.map(|at| crate::moment::local(at).date());
    Entry {
        id: known.id.into(),
        name: match &service.alternate_name {
            Some(other) => format!("{} {other}", service.name),
            None => service.name.clone(),
        },
        organization: known.organization.clone().unwrap_or_default(),
        description: described(service),
        topics: topics(service),
        audience: service
            .audiences
            .iter()
            .map(|whom| whom.name.clone())
            .chain(service.eligibility.clone())
            .collect(),
        place: places(service),
        at: points(known),
        days: schedules
            .iter()
            .flat_map(|schedule| &schedule.days)
            .map(|on| weekday(on.day))
            .collect::<Days>(),
        times: schedules.iter().flat_map(|schedule| openings(schedule)).collect(),
        free: service.free(),
        ages: (service.ages.min, service.ages.max),
        online: online(service),
        accessible: service
            .locations
            .iter()
            .flat_map(|place| &place.accessibility)
            .any(|said| is_accessible(said)),
        languages: service.languages.iter().map(|language| language.name.clone()).collect(),
        room: known.layer.has_room(today),
        assured: known.assured_on.max(arrived),
        // Whoever sees the whole directory says what is one thing listed twice.
        alike: String::new(),
    }
}

/// What its publisher says it is about, and what its own words make sure of: most directories say nothing, and none
/// says it in our words.
pub(super) fn topics(service: &Service) -> Vec<String> {
    let mut topics: Vec<String> = service.terms.iter().map(|term| term.name.clone()).collect();
    for topic in find::topics_of(&format!("{}\n{}", service.name, service.description)) {
        if !topics.iter().any(|named| named.eq_ignore_ascii_case(topic.name())) {
            topics.push(topic.name().to_owned());
        }
    }
    topics
}

fn described(service: &Service) -> String {
    let more = [&service.deliverable, &service.application_process];
    [Some(&service.description)]
        .into_iter()
        .chain(more.map(Option::as_ref))
        .flatten()
        .cloned()
        .collect::<Vec<_>>()
        .join("\n")
}

fn places(service: &Service) -> Vec<String> {
    let met = service.locations.iter().filter_map(|place| place.city.clone());
    let mut places: Vec<String> = met.chain(service.areas.iter().map(|area| area.name.clone())).collect();
    places.sort_unstable();
    places.dedup();
    places
}

fn points(known: &DirectoryEntry) -> Vec<Point> {
    let met = known.record.locations.iter().filter(|place| place.kind == Kind::Physical);
    let points: Vec<Point> =
        met.filter_map(|place| place.point).filter_map(|point| Point::new(point.lat, point.lon)).collect();
    if points.is_empty() { known.point.into_iter().collect() } else { points }
}

fn openings(schedule: &Schedule) -> Vec<Opening> {
    let Some((opens, closes)) = schedule.opens_at.zip(schedule.closes_at) else { return Vec::new() };
    schedule.days.iter().map(|on| Opening { day: weekday(on.day), opens, closes }).collect()
}

/// Whether one can take part without going there.
pub(super) fn online(service: &Service) -> bool {
    service.attending.iter().any(|way| matches!(way, Attending::Online | Attending::Phone))
        || service.locations.iter().any(|place| place.kind == Kind::Virtual)
}

/// Only what is said outright counts: "no wheelchair access" and "partly" do not.
pub(super) fn is_accessible(said: &str) -> bool {
    let said = said.to_lowercase();
    let speaks = ["wheelchair", "step-free", "step free", "level access", "ramp"]
        .iter()
        .any(|words| said.contains(words));
    let but = ["no ", "not ", "n't", "partly", "partial", "limited", "steps"]
        .iter()
        .any(|words| said.contains(words));
    speaks && !but
}

fn weekday(day: Day) -> Weekday {
    match day {
        Day::Monday => Weekday::Monday,
        Day::Tuesday => Weekday::Tuesday,
        Day::Wednesday => Weekday::Wednesday,
        Day::Thursday => Weekday::Thursday,
        Day::Friday => Weekday::Friday,
        Day::Saturday => Weekday::Saturday,
        Day::Sunday => Weekday::Sunday,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn access_is_only_what_is_said_outright() {
        for yes in ["Wheelchair access throughout", "Step-free from the car park", "Ramp at the side door"] {
            assert!(is_accessible(yes), "{yes}");
        }
        for no in [
            "No wheelchair access",
            "Two steps and a ramp on request",
            "Not wheelchair friendly",
            "Hearing loop",
        ] {
            assert!(!is_accessible(no), "{no}");
        }
    }
}
