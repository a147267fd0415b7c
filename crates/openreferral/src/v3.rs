//! Writes a service as Open Referral UK 3.0 asks for it.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{
    place::Location,
    schedule::{Occurrence, Schedule},
    service::{Contact, Organization, Phone, Service, Term},
};

/// The service as an HSDS-UK 3.0 object, valid against its schema. Parts that have no id of their own get one made
/// from the service's id and what they say, so it is the same each time.
///
/// What a schema requires and nobody said is filled with the least that is true: an organisation without a
/// description has its name there, an address without a town an empty text.
pub fn to_v3(service: &Service) -> Value {
    let part = |kind: &str, says: &str| Uuid::new_v5(&service.id, format!("{kind}\n{says}").as_bytes());
    let mut out = Object::default();
    out.put("id", service.id);
    out.put("name", &service.name);
    out.put("status", service.status.word());
    out.some("alternate_name", service.alternate_name.as_ref());
    out.some("description", Some(&service.description).filter(|d| !d.is_empty()));
    out.some("url", service.url.as_ref());
    out.some("email", service.email());
    out.some("minimum_age", service.ages.min);
    out.some("maximum_age", service.ages.max);
    out.some(
        "eligibility_description",
        (!service.eligibility.is_empty()).then(|| service.eligibility.join("\n\n")),
    );
    out.some("accreditations", service.accreditations.as_ref());
    out.some("assured_date", service.assured_date.map(|d| d.to_string()));
    out.some("last_modified", service.last_modified.map(|t| t.to_string()));
    out.some("alert", service.alert.as_ref());
    out.some("application_process", service.application_process.as_ref());
    out.some("wait_time", service.wait_time.as_ref());
    out.some("interpretation_services", service.interpretation.as_ref());
    out.some("organization_id", service.organization.as_ref().map(|o| o.id));
    out.some("organization", service.organization.as_ref().map(organization));
    out.list("phones", service.phones.iter().map(|p| phone(p, &part)).collect());
    out.list("contacts", service.contacts.iter().map(|c| contact(c, &part)).collect());
    let everywhere = service.schedules.iter().filter(|s| !at_known_place(service, s));
    out.list("schedules", everywhere.map(|s| schedule(s, &part)).collect());
    out.list(
        "service_at_locations",
        service.locations.iter().map(|l| at_location(service, l, &part)).collect(),
    );
    out.list("service_areas", areas(service, &part));
    out.list("languages", languages(service, &part));
    out.list("cost_options", costs(service, &part));
    out.list("attributes", service.terms.iter().map(|t| attribute(t, &part)).collect());
    Value::Object(out.0)
}

/// An object that takes only what is there.
#[derive(Default)]
struct Object(Map<String, Value>);

impl Object {
    fn put(&mut self, name: &str, value: impl serde::Serialize) {
        self.0.insert(name.to_owned(), json!(value));
    }

    fn some(&mut self, name: &str, value: Option<impl serde::Serialize>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    fn list(&mut self, name: &str, list: Vec<Value>) {
        if !list.is_empty() {
            self.put(name, list);
        }
    }
}

fn organization(organization: &Organization) -> Value {
    let mut out = Object::default();
    out.put("id", organization.id);
    out.put("name", &organization.name);
    let description =
        if organization.description.is_empty() { &organization.name } else { &organization.description };
    out.put("description", description);
    out.some("website", organization.url.as_ref());
    out.some("email", organization.email.as_ref());
    Value::Object(out.0)
}

fn phone(phone: &Phone, part: &impl Fn(&str, &str) -> Uuid) -> Value {
    let mut out = Object::default();
    out.put(
        "id",
        part("phone", &format!("{} {}", phone.number, phone.extension.as_deref().unwrap_or_default())),
    );
    out.put("number", &phone.number);
    out.some("extension", phone.extension.as_ref().and_then(|e| e.parse::<u32>().ok()));
    out.some("description", phone.label.as_ref());
    Value::Object(out.0)
}

fn contact(contact: &Contact, part: &impl Fn(&str, &str) -> Uuid) -> Value {
    let mut out = Object::default();
    let numbers: Vec<&str> = contact.phones.iter().map(|p| p.number.as_str()).collect();
    let says =
        [contact.name.as_deref(), contact.title.as_deref(), contact.emails.first().map(String::as_str)];
    let says: Vec<&str> = says.into_iter().map(Option::unwrap_or_default).chain(numbers).collect();
    out.put("id", part("contact", &says.join("\n")));
    out.some("name", contact.name.as_ref());
    out.some("title", contact.title.as_ref());
    out.some("email", contact.emails.first());
    out.list("phones", contact.phones.iter().map(|p| phone(p, part)).collect());
    Value::Object(out.0)
}

fn at_known_place(service: &Service, schedule: &Schedule) -> bool {
    schedule.location.is_some_and(|id| service.locations.iter().any(|location| location.id == id))
}

fn schedule(schedule: &Schedule, part: &impl Fn(&str, &str) -> Uuid) -> Value {
    let mut out = Object::default();
    out.put("id", part("schedule", &json!(schedule).to_string()));
    out.some("freq", schedule.freq);
    out.some("interval", schedule.interval);
    out.some("byday", (!schedule.days.is_empty()).then(|| by_day(&schedule.days)));
    let month: Vec<String> = schedule.month_days.iter().map(i8::to_string).collect();
    out.some("bymonthday", (!month.is_empty()).then(|| month.join(",")));
    out.some("opens_at", schedule.opens_at.map(|t| t.strftime("%H:%M").to_string()));
    out.some("closes_at", schedule.closes_at.map(|t| t.strftime("%H:%M").to_string()));
    out.some("dtstart", schedule.dtstart.map(|d| d.to_string()));
    out.some("valid_from", schedule.valid_from.map(|d| d.to_string()));
    out.some("valid_to", schedule.valid_to.map(|d| d.to_string()));
    out.some("description", schedule.description.as_ref());
    out.some("attending_type", schedule.attending.as_ref());
    Value::Object(out.0)
}

fn by_day(days: &[Occurrence]) -> String {
    let codes: Vec<String> =
        days.iter().map(|o| o.nth.map(|n| n.to_string()).unwrap_or_default() + o.day.code()).collect();
    codes.join(",")
}

fn at_location(service: &Service, location: &Location, part: &impl Fn(&str, &str) -> Uuid) -> Value {
    let mut out = Object::default();
    out.put("id", part("at", &location.id.to_string()));
    out.put("service_id", service.id);
    out.put("location_id", location.id);
    let here = service.schedules.iter().filter(|s| s.location == Some(location.id));
    out.list("schedules", here.map(|s| schedule(s, part)).collect());
    let mut place = Object::default();
    place.put("id", location.id);
    place.put("location_type", location.kind.word());
    place.some("name", location.name.as_ref());
    place.some("description", location.description.as_ref());
    place.some("transportation", location.transport.as_ref());
    place.some("latitude", location.point.map(|p| p.lat));
    place.some("longitude", location.point.map(|p| p.lon));
    place.list("addresses", address(location, part).into_iter().collect());
    let access = location.accessibility.iter().map(
        |text| json!({ "id": part("access", &format!("{}\n{text}", location.id)), "description": text }),
    );
    place.list("accessibility", access.collect());
    out.put("location", Value::Object(place.0));
    Value::Object(out.0)
}

fn address(location: &Location, part: &impl Fn(&str, &str) -> Uuid) -> Option<Value> {
    let postcode = location.postcode.as_ref().map(|p| p.as_str());
    if location.lines.is_empty() && location.city.is_none() && postcode.is_none() {
        return None;
    }
    let mut out = Object::default();
    out.put("id", part("address", &location.id.to_string()));
    let (first, second) = location.lines.split_at_checked(1).unwrap_or_default();
    out.put("address_1", first.first().map_or("", String::as_str));
    out.some("address_2", (!second.is_empty()).then(|| second.join(", ")));
    out.put("city", location.city.as_deref().unwrap_or_default());
    out.put("state_province", location.county.as_deref().unwrap_or_default());
    out.put("postal_code", postcode.unwrap_or_default());
    out.put("country", location.country.as_deref().unwrap_or("GB"));
    out.put("address_type", location.kind.word());
    Some(Value::Object(out.0))
}

fn areas(service: &Service, part: &impl Fn(&str, &str) -> Uuid) -> Vec<Value> {
    let area = |area: &crate::service::ServiceArea| {
        let mut out = Object::default();
        out.put("id", part("area", &area.name));
        out.put("name", &area.name);
        out.some("uri", area.uri.as_ref());
        Value::Object(out.0)
    };
    service.areas.iter().map(area).collect()
}

fn languages(service: &Service, part: &impl Fn(&str, &str) -> Uuid) -> Vec<Value> {
    let language = |language: &crate::service::Language| {
        let mut out = Object::default();
        out.put("id", part("language", &language.name));
        out.put("name", &language.name);
        out.some("code", language.code.as_ref());
        Value::Object(out.0)
    };
    service.languages.iter().map(language).collect()
}

fn costs(service: &Service, part: &impl Fn(&str, &str) -> Uuid) -> Vec<Value> {
    let cost = |cost: &crate::cost::Cost| {
        let mut out = Object::default();
        out.put("id", part("cost", &json!(cost).to_string()));
        out.some("option", cost.option.as_ref());
        out.some("amount", cost.pence.map(pounds));
        out.some("currency", cost.pence.map(|_| "GBP"));
        out.some("amount_description", cost.text.as_ref());
        out.some("valid_from", cost.valid_from.map(|d| d.to_string()));
        out.some("valid_to", cost.valid_to.map(|d| d.to_string()));
        Value::Object(out.0)
    };
    service.costs.iter().map(cost).collect()
}

/// Pounds as JSON writes them: 3.5 for £3.50.
fn pounds(pence: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "amounts are at most 100,000,000 pence")]
    let pence = pence as f64;
    pence / 100.0
}

fn attribute(term: &Term, part: &impl Fn(&str, &str) -> Uuid) -> Value {
    let says = format!("{}\n{}\n{}", term.vocabulary.as_deref().unwrap_or_default(), term.id, term.name);
    let mut inner = Object::default();
    inner.put("id", Uuid::parse_str(&term.id).unwrap_or_else(|_| part("term", &says)));
    inner.some("code", Some(&term.id).filter(|id| !id.is_empty()));
    inner.put("name", &term.name);
    inner.put("description", &term.name);
    inner.some("taxonomy", term.vocabulary.as_ref());
    let uri = term.uri.as_deref().and_then(|uri| match crate::contact::web(uri) {
        crate::contact::Web::Fine(uri) => Some(uri),
        _ => None,
    });
    inner.some("term_uri", uri);
    json!({ "id": part("attribute", &says), "link_type": "service", "taxonomy_term": inner.0 })
}
