//! Where a service happens and for the people of which areas.

use uuid::Uuid;

use crate::{
    clerk::Clerk,
    contact::{self, Web},
    field::{self, Fields},
    place::{Kind, Location, Point, Postcode},
    service::{Service, ServiceArea},
};

pub(super) fn read(service: &mut Service, fields: &Fields, namespace: Uuid, clerk: &mut Clerk) {
    for said in locations(fields) {
        let location = location(said, namespace, clerk);
        if !service.locations.iter().any(|known| known.id == location.id) {
            field::add_new(&mut service.locations, [location]);
        }
    }
    for said in field::each(fields, &["service_areas", "service_area"]) {
        let Some(name) = field::line(said, "name").or_else(|| field::line(said, "service_area")) else {
            continue;
        };
        let uri = match field::raw(said, "uri").map(|uri| contact::web(&uri)) {
            Some(Web::Fine(uri) | Web::Mended(uri)) => Some(uri),
            _ => None,
        };
        field::add_new(&mut service.areas, [ServiceArea { name, uri }]);
    }
}

fn locations(fields: &Fields) -> Vec<&Fields> {
    let at = field::each(fields, &["service_at_locations", "service_at_location"]);
    at.into_iter()
        .flat_map(|at| field::each(at, &["location"]))
        .chain(field::each(fields, &["locations", "location"]))
        .collect()
}

/// The id a location is known by.
pub(super) fn location_id(said: &Fields, namespace: Uuid) -> (Uuid, String) {
    let address = field::each(said, ADDRESSES).into_iter().next();
    let says: Vec<String> = [Some(said), address]
        .into_iter()
        .flatten()
        .flat_map(|part| ["name", "address_1", "postal_code"].map(|name| field::line(part, name)))
        .flatten()
        .collect();
    field::id(said, &namespace, &says.join("\n"))
}

const ADDRESSES: &[&str] =
    &["addresses", "physical_addresses", "physical_address", "address", "postal_addresses"];

fn location(said: &Fields, namespace: Uuid, clerk: &mut Clerk) -> Location {
    let (id, source_id) = location_id(said, namespace);
    let mut location = Location {
        id,
        source_id,
        name: field::line(said, "name"),
        description: field::prose(said, "description"),
        kind: kind(said),
        point: point(said, clerk),
        transport: field::prose(said, "transportation"),
        ..Location::default()
    };
    let addresses = field::each(said, ADDRESSES);
    let physical =
        |a: &&&Fields| field::line(a, "address_type").is_some_and(|t| t.eq_ignore_ascii_case("physical"));
    if let Some(first) = addresses.iter().find(physical).or(addresses.first()) {
        address(&mut location, first, clerk);
    }
    for access in field::each(said, &["accessibility", "accessibility_for_disabilities"]) {
        let texts = ["accessibility", "description", "details"].map(|name| field::prose(access, name));
        field::add_new(&mut location.accessibility, texts.into_iter().flatten());
    }
    location
}

fn kind(said: &Fields) -> Kind {
    match field::line(said, "location_type").unwrap_or_default().to_lowercase().as_str() {
        "virtual" | "online" => Kind::Virtual,
        "postal" => Kind::Postal,
        _ => Kind::Physical,
    }
}

fn address(location: &mut Location, said: &Fields, clerk: &mut Clerk) {
    location.city = field::line(said, "city");
    location.county = field::line(said, "state_province").or_else(|| field::line(said, "region"));
    location.country = field::line(said, "country");
    for name in ["attention", "address_1", "address_2", "address_3", "address_4"] {
        field::add_new(&mut location.lines, field::line(said, name));
    }
    let Some(code) = field::line(said, "postal_code") else { return };
    location.postcode = Postcode::parse(&code);
    if location.postcode.is_some() {
        return;
    }
    location.postcode = Postcode::guess(&code);
    match &location.postcode {
        Some(postcode) => {
            clerk.note("locations.postal_code", &code, format!("It was read as the postcode {postcode}."));
        }
        None => {
            clerk.note(
                "locations.postal_code",
                &code,
                "It is not a UK postcode; it was kept as a line of the address.",
            );
            field::add_new(&mut location.lines, [code]);
        }
    }
}

fn point(said: &Fields, clerk: &mut Clerk) -> Option<Point> {
    let [lat, lon] = ["latitude", "longitude"].map(|name| field::raw(said, name));
    let (lat, lon) = (lat?, lon?);
    let shown = format!("{}, {}", lat.trim(), lon.trim());
    match (lat.trim().parse(), lon.trim().parse()) {
        (Ok(lat), Ok(lon)) => match Point::new(lat, lon) {
            Ok(point) => Some(point),
            Err(did) => {
                clerk.note("locations.latitude", &shown, did);
                None
            }
        },
        _ => {
            clerk.note("locations.latitude", &shown, "These are not numbers, so the point was left out.");
            None
        }
    }
}
