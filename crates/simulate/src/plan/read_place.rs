//! Reading places: who lives there, which groups they have, what is their own.

use toml::de::DeTable;

use super::{
    Name, Part, Place, Value,
    read::NEAR,
    read_value::{Prices, values},
    reading::{Fields, Reader, nearest, number_of, shown},
};

/// More places than this belong into several plans.
const MOST: usize = 2_000;

/// Places and the trusts they name.
pub(super) fn places(
    r: &mut Reader,
    top: &mut Fields<'_, '_>,
    services: &[Part],
    prices: &Prices<'_>,
) -> (Vec<Place>, Vec<String>) {
    let (mut places, mut trusts): (Vec<Place>, Vec<String>) = (Vec::new(), Vec::new());
    let tables = top.tables(r, "place");
    if tables.is_empty() || tables.len() > MOST {
        top.missing(r, "place", &format!("Add from 1 to {MOST} of [[place]], each with name and people."));
    }
    for (table, span) in tables.into_iter().take(MOST) {
        let fields = Fields::new(table, span.clone(), "[[place]]");
        let Some(place) = place(r, fields, services, prices, &mut trusts) else { continue };
        if places.iter().any(|it| it.name == place.name) {
            r.wrong(span, format!("There are two places called “{}”.", place.name), "Name each once.");
        } else {
            places.push(place);
        }
    }
    (places, trusts)
}

fn place(
    r: &mut Reader,
    mut f: Fields<'_, '_>,
    services: &[Part],
    prices: &Prices<'_>,
    trusts: &mut Vec<String>,
) -> Option<Place> {
    let name = f.text(r, "name");
    match &name {
        Some(name) => f.title = format!("“{name}”"),
        None if f.spot("name").is_none() => f.missing(r, "name", "Add name = \"…\"."),
        None => {}
    }
    let people = f.whole(r, "people", 0, u64::MAX >> 1);
    match (people, f.spot("people")) {
        (Some(0), Some(spot)) => {
            r.wrong(
                spot.span(),
                format!("{} has no people.", f.title),
                "Say how many live there, or take the place out.",
            );
        }
        (None, None) => f.missing(r, "people", "Say how many live there."),
        _ => {}
    }
    let waiting_now = there(r, &mut f, "waiting_now", people);
    let open_now = there(r, &mut f, "open_now", people);
    let deprivation = deprivation(r, &mut f);
    let practices =
        f.whole(r, "practices", 1, 10_000).unwrap_or_else(|| (people.unwrap_or(0) / 9_000).clamp(1, 10_000));
    let trust = f.text(r, "trust").unwrap_or_else(|| "The trust".to_owned());
    let trust = trusts.iter().position(|it| *it == trust).unwrap_or_else(|| {
        trusts.push(trust);
        trusts.len() - 1
    });
    let seats = f.table(r, "seats").map(|(table, _)| seats(r, table, services));
    let own = f.table(r, "values").map(|(table, _)| own(r, table, prices)).unwrap_or_default();
    f.finish(r);
    Some(Place {
        name: name?,
        people: people?,
        deprivation: deprivation?,
        practices: practices as u32,
        trust,
        waiting_now,
        open_now,
        seats: seats.unwrap_or_else(|| vec![0.0; services.len()]),
        own,
    })
}

/// How many people are there on the first day: no more than live in the place.
fn there(r: &mut Reader, f: &mut Fields<'_, '_>, key: &'static str, people: Option<u64>) -> u32 {
    let found = f.whole(r, key, 0, 1_000_000).unwrap_or(0) as u32;
    if let (Some(spot), Some(people)) = (f.spot(key), people.filter(|people| !Place::holds(*people, found))) {
        r.wrong(
            spot.span(),
            format!("{} has {found} people in “{key}” and only {people} who live there.", f.title),
            "Count people, each once, on the day the plan begins.",
        );
    }
    found
}

fn own(r: &mut Reader, table: &DeTable<'_>, prices: &Prices<'_>) -> Vec<(Name, Value)> {
    values(r, table, Name::OF_A_PLACE, prices).into_iter().map(|(name, value, _)| (name, value)).collect()
}

fn deprivation(r: &mut Reader, f: &mut Fields<'_, '_>) -> Option<[f64; 5]> {
    let Some(spot) = f.spot("deprivation") else { return Some([0.2; 5]) };
    let list = spot.get_ref().as_array().map(|list| {
        list.iter()
            .map(|it| number_of(it.get_ref()).filter(|it| (0.0..=1.0).contains(it)))
            .collect::<Option<Vec<_>>>()
    });
    let list = list.flatten().and_then(|list| <[f64; 5]>::try_from(list).ok());
    let adds_up = list.is_some_and(|list| (list.iter().sum::<f64>() - 1.0).abs() < NEAR);
    if !adds_up {
        r.wrong(
            spot.span(),
            format!("The deprivation of {} is not five shares that add up to 1.", f.title),
            "Give the share of people in each fifth, the most deprived first.",
        );
    }
    list.filter(|_| adds_up)
}

fn seats(r: &mut Reader, table: &DeTable<'_>, services: &[Part]) -> Vec<f64> {
    let mut seats = vec![0.0; services.len()];
    for (key, spot) in table {
        let said: &str = key.get_ref();
        let Some(at) = services.iter().position(|service| service.name == said) else {
            let known: Vec<&str> = services.iter().map(|service| service.name.as_str()).collect();
            r.wrong(spot.span(), format!("There is no service “{}”.", shown(said)), nearest(said, &known));
            continue;
        };
        match number_of(spot.get_ref()).filter(|it| (0.0..=1e6).contains(it)) {
            Some(number) => seats[at] = number,
            None => r.wrong(
                spot.span(),
                format!("“{}” has no number of seats.", shown(said)),
                "Give a number from 0 on.",
            ),
        }
    }
    seats
}
