//! Where a service happens, as the standard has it: a link between the service and a location, with its own times.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{object::Object, parts::Parts, service};
use crate::{place::Location, schedule::Schedule, service::Service};

/// The id of the link between a service and one of its locations.
pub fn service_at_location_id(service: Uuid, location: Uuid) -> Uuid {
    Uuid::new_v5(&service, format!("at\n{location}").as_bytes())
}

/// A service at one of its places, both whole, as `/service_at_locations/{id}` gives it.
pub fn service_at_location(service: &Service, location: &Location) -> Value {
    let mut out = at_location(service, location);
    out.put("service", service::without_places(service));
    out.done()
}

/// A service at one of its places as an item of a list: what each says itself.
pub fn service_at_location_item(service: &Service, location: &Location) -> Value {
    let mut out = link(service, location);
    out.put("location", itself(location).done());
    out.put("service", service::service_item(service));
    out.done()
}

/// Whether a schedule holds for one of the places the service has.
pub(super) fn is_known(service: &Service, schedule: &Schedule) -> bool {
    schedule.location.is_some_and(|id| service.locations.iter().any(|location| location.id == id))
}

/// The link with its times and its location whole, without the service.
pub(super) fn at_location(service: &Service, location: &Location) -> Object {
    let part = Parts::of(service);
    let mut out = link(service, location);
    let here = service.schedules.iter().filter(|s| s.location == Some(location.id));
    out.list("schedules", here.map(|schedule| part.schedule(schedule)).collect());
    let mut place = itself(location);
    place.list("addresses", address(location, &part).into_iter().collect());
    let access = location.accessibility.iter().map(
        |text| json!({ "id": part.id("access", &format!("{}\n{text}", location.id)), "description": text }),
    );
    place.list("accessibility", access.collect());
    out.put("location", place.done());
    out
}

fn link(service: &Service, location: &Location) -> Object {
    let mut out = Object::default();
    out.put("id", service_at_location_id(service.id, location.id));
    out.put("service_id", service.id);
    out.put("location_id", location.id);
    out
}

fn itself(location: &Location) -> Object {
    let mut out = Object::default();
    out.put("id", location.id);
    out.put("location_type", location.kind.word());
    out.some("name", location.name.as_ref());
    out.some("description", location.description.as_ref());
    out.some("transportation", location.transport.as_ref());
    out.some("latitude", location.point.map(|p| p.lat));
    out.some("longitude", location.point.map(|p| p.lon));
    out
}

fn address(location: &Location, part: &Parts) -> Option<Value> {
    let postcode = location.postcode.as_ref().map(|p| p.as_str());
    let nowhere = location.lines.is_empty()
        && location.city.is_none()
        && location.county.is_none()
        && location.country.is_none()
        && postcode.is_none();
    if nowhere {
        return None;
    }
    let mut out = Object::default();
    out.put("id", part.id("address", &location.id.to_string()));
    let mut lines = location.lines.iter();
    out.put("address_1", lines.next().map_or("", String::as_str));
    // The standard has two lines; older publishers and this reader know four.
    for name in ["address_2", "address_3"] {
        out.some(name, lines.next());
    }
    let rest: Vec<&str> = lines.map(String::as_str).collect();
    out.some("address_4", (!rest.is_empty()).then(|| rest.join(", ")));
    out.put("city", location.city.as_deref().unwrap_or_default());
    out.put("state_province", location.county.as_deref().unwrap_or_default());
    out.put("postal_code", postcode.unwrap_or_default());
    out.put("country", location.country.as_deref().unwrap_or("GB"));
    out.put("address_type", location.kind.word());
    Some(out.done())
}
