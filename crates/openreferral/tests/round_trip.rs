//! A service written for version 3 and read again is the same service, as far as version 3 can hold it.
#![expect(clippy::unwrap_used, reason = "a test file through and through: its helpers fail loudly too")]

use jiff::civil::{Date, Time};
use openreferral::{
    Ages, Contact, Cost, Day, Frequency, Kind, Language, Location, Occurrence, Organization, Phone, Point,
    Postcode, Schedule, Service, ServiceArea, Status, Term, read, v3,
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use uuid::Uuid;

fn words() -> impl Strategy<Value = String> {
    let word = select(vec![
        "tea",
        "Talk",
        "café",
        "£5",
        "o’clock",
        "Grŵp",
        "10am",
        "(all)",
        "R&D",
        "50%",
        "it's",
        "“no”",
        "Wells,",
        "end.",
        "🧵",
    ]);
    vec(word, 1..6).prop_map(|words| words.join(" "))
}

fn prose() -> impl Strategy<Value = String> {
    vec(words(), 1..4).prop_map(|paragraphs| paragraphs.join("\n\n"))
}

fn id() -> impl Strategy<Value = Uuid> {
    (1..u128::MAX).prop_map(Uuid::from_u128)
}

fn day() -> impl Strategy<Value = Date> {
    (1990_i16..2100, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| Date::constant(year, month, day))
}

fn time() -> impl Strategy<Value = Time> {
    (0_i8..24, 0_i8..60).prop_map(|(hour, minute)| Time::constant(hour, minute, 0, 0))
}

fn phone() -> impl Strategy<Value = Phone> {
    (0..1_000_u32, option::of(words()), option::of("[0-9]{1,5}")).prop_map(|(last, label, extension)| Phone {
        number: format!("01632 960{last:03}"),
        label,
        extension,
    })
}

fn location() -> impl Strategy<Value = Location> {
    let point = option::of((49.5..60.0, -8.0..-0.5))
        .prop_map(|at| at.map(|(lat, lon)| Point::new(lat, lon).unwrap()));
    let said = (option::of(words()), option::of(prose()), option::of(prose()), vec(prose(), 0..3));
    let address =
        (vec(words(), 0..4), option::of(words()), option::of(words()), select(vec!["TA1 1AA", "W1A 1HQ"]));
    let kind = select(vec![Kind::Physical, Kind::Postal, Kind::Virtual]);
    (id(), said, address, point, kind).prop_map(
        |(
            id,
            (name, description, transport, mut accessibility),
            (mut lines, city, county, code),
            point,
            kind,
        )| {
            accessibility.dedup();
            lines.dedup();
            let mut seen = Vec::new();
            lines.retain(|line| {
                !seen.contains(line) && {
                    seen.push(line.clone());
                    true
                }
            });
            seen.clear();
            accessibility.retain(|text| {
                !seen.contains(text) && {
                    seen.push(text.clone());
                    true
                }
            });
            Location {
                id,
                source_id: id.to_string(),
                name,
                description,
                kind,
                lines,
                city,
                county,
                postcode: Postcode::parse(code),
                country: Some("GB".into()),
                point,
                accessibility,
                transport,
            }
        },
    )
}

fn schedule() -> impl Strategy<Value = Schedule> {
    let days = vec((select(Day::ALL.to_vec()), option::of(1_i8..=4)), 0..3);
    let span = (option::of(day()), option::of(0_i16..400));
    (
        days,
        option::of(2_u16..5),
        vec(1_i8..=31, 0..3),
        option::of(time()),
        option::of(time()),
        span,
        option::of(prose()),
    )
        .prop_map(|(days, interval, mut month_days, opens_at, closes_at, (from, more), description)| {
            let mut days: Vec<Occurrence> =
                days.into_iter().map(|(day, nth)| Occurrence { day, nth }).collect();
            days.sort_unstable();
            days.dedup();
            month_days.sort_unstable();
            month_days.dedup();
            Schedule {
                freq: Some(Frequency::Monthly),
                interval,
                days,
                month_days,
                opens_at,
                closes_at,
                dtstart: from,
                valid_from: from,
                valid_to: from
                    .zip(more)
                    .map(|(from, more)| from.saturating_add(jiff::Span::new().days(more))),
                description,
                attending: None,
                location: None,
            }
        })
}

fn cost() -> impl Strategy<Value = Cost> {
    (words(), option::of(1..100_000_u64), option::of(day())).prop_map(|(option, pence, valid_from)| Cost {
        option: Some(option),
        pence,
        text: None,
        valid_from,
        valid_to: None,
    })
}

fn term() -> impl Strategy<Value = Term> {
    let code = prop_oneof![
        (1..500_u32).prop_map(|n| format!("esdNeed:{n}")),
        id().prop_map(|id| id.to_string()),
        Just(String::new()),
        "[a-z]{1,8}",
    ];
    (code, words(), option::of(id()), option::of(id())).prop_map(|(id, name, parent, published)| Term {
        // A UUID beside a UUID, or beside nothing, would be the id.
        published: published.filter(|_| !id.is_empty() && Uuid::parse_str(&id).is_err()),
        id,
        name,
        vocabulary: Some("list".into()),
        uri: Some("https://example.org/term".into()),
        parent,
    })
}

fn unique<T: PartialEq>(list: Vec<T>) -> Vec<T> {
    let mut out = Vec::new();
    for item in list {
        if !out.contains(&item) {
            out.push(item);
        }
    }
    out
}

/// All but what belongs to a service in lists.
fn own() -> impl Strategy<Value = Service> {
    let status = select(vec![Status::Active, Status::Inactive, Status::Defunct, Status::TemporarilyClosed]);
    let ages = (option::of(1_u8..50), option::of(50_u8..100)).prop_map(|(min, max)| Ages { min, max });
    let said = (
        option::of(words()),
        option::of(prose()),
        option::of(prose()),
        option::of(words()),
        option::of(prose()),
    );
    let owner = option::of((id(), words(), prose()));
    let when = (option::of(day()), option::of(0_i64..4_000_000_000));
    (id(), words(), prose(), status, ages, said, owner, when).prop_map(
        |(id, name, description, status, ages, said, owner, (assured_date, modified))| Service {
            id,
            source_id: id.to_string(),
            name,
            description,
            status,
            ages,
            url: Some(format!("https://example.org/{id}")),
            emails: vec![format!("a{}@example.org", id.simple())],
            alternate_name: said.0,
            alert: said.1,
            application_process: said.2,
            wait_time: said.3,
            eligibility: said.4.into_iter().collect(),
            organization: owner.map(|(id, name, description)| Organization {
                id,
                source_id: id.to_string(),
                name,
                description,
                url: Some("https://example.org/".into()),
                email: Some("trust@example.org".into()),
            }),
            assured_date,
            last_modified: modified.map(|seconds| jiff::Timestamp::from_second(seconds).unwrap()),
            ..Service::default()
        },
    )
}

fn service() -> impl Strategy<Value = Service> {
    let reach = (vec(phone(), 0..3), option::of(words()));
    let places = (vec(location(), 0..3), vec((schedule(), option::of(0_usize..3)), 0..4));
    let rest = (vec(cost(), 0..3), vec(term(), 0..3), vec(words(), 0..2), vec(words(), 0..2));
    (own(), reach, places, rest).prop_map(
        |(service, (phones, contact), (locations, schedules), (costs, terms, languages, areas))| {
            let mut numbers = Vec::new();
            let phones: Vec<Phone> = phones
                .into_iter()
                .filter(|phone| {
                    !numbers.contains(&phone.number) && {
                        numbers.push(phone.number.clone());
                        true
                    }
                })
                .collect();
            let mut schedules: Vec<Schedule> = schedules
                .into_iter()
                .map(|(schedule, place)| Schedule {
                    location: place.and_then(|place| locations.get(place)).map(|location| location.id),
                    ..schedule
                })
                // One that says nothing at all is not kept.
                .filter(|s| s.freq.is_some())
                .collect();
            // First those that hold everywhere, then place by place.
            schedules.sort_by_key(|s| s.location.map(|id| locations.iter().position(|l| l.id == id)));
            Service {
                phones,
                contacts: contact
                    .map(|name| Contact { name: Some(name), ..Contact::default() })
                    .into_iter()
                    .collect(),
                locations,
                schedules: unique(schedules),
                costs: unique(costs),
                terms: unique(terms),
                languages: unique(languages)
                    .into_iter()
                    .map(|name| Language { name, code: Some("cy".into()) })
                    .collect(),
                areas: unique(areas).into_iter().map(|name| ServiceArea { name, uri: None }).collect(),
                ..service
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_written_is_read_again(service in service()) {
        let written = v3::line(&v3::service(&service));
        let reading = read(written.as_bytes());
        prop_assert_eq!(&reading.refused, &[]);
        let again = &reading.services[0].service;
        let service = Service { summary: again.summary.clone(), ..service };
        prop_assert_eq!(openreferral::changes(&service, again), vec![]);
    }
}
