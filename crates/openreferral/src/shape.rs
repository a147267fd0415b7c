//! Which shape an entry has: a service, an organisation with its services inside, an organisation alone, or a service
//! at one of its places. Each is turned into services with everything inside, as the rest of the crate reads them.

use std::collections::HashMap;

use serde_json::Value;

use crate::{
    field::{self, Fields},
    limits,
};

pub(crate) enum Shape {
    Service(Fields),
    /// An organisation's services, each with the organisation inside; `None` for what is no object.
    Services(Vec<Option<Fields>>),
    /// An organisation that names no services here.
    Owner(Fields),
    /// A service at one place; more of its places may follow.
    Place(Fields),
    /// Something else the standard knows, and the reason it is not kept.
    Other(Fields, &'static str),
}

/// Things that have a name and an id and are no service, and the fields they are known by.
const TERMS: [&str; 4] = ["term_uri", "taxonomy_detail", "taxonomy_id", "vocabulary"];
const LISTS: [&str; 1] = ["version"];

/// Fields that only an organisation has.
const OWNERS: [&str; 7] = [
    "website",
    "tax_status",
    "tax_id",
    "year_incorporated",
    "legal_status",
    "organization_identifiers",
    "parent_organization_id",
];
/// Fields that tell a service from what only looks like one.
const SERVICES: [&str; 12] = [
    "status",
    "organization",
    "organization_id",
    "service_at_locations",
    "schedules",
    "regular_schedules",
    "fees",
    "cost_options",
    "service_areas",
    "eligibility_description",
    "minimum_age",
    "attending_type",
];

/// The shape of an entry; `owners` says that it stands in a list of organisations.
pub(crate) fn of(mut fields: Fields, owners: bool) -> Shape {
    if matches!(fields.get("services"), Some(Value::Array(list)) if !list.is_empty()) {
        return Shape::Services(with_owner(fields));
    }
    let is_place = fields.get("service").is_some_and(Value::is_object)
        && (fields.contains_key("location") || fields.contains_key("location_id"));
    if is_place && let Some(Value::Object(service)) = fields.remove("service") {
        return Shape::Place(with_place(service, fields));
    }
    let has = |names: &[&str]| names.iter().any(|name| fields.contains_key(*name));
    if owners {
        Shape::Owner(fields)
    } else if fields.contains_key("location_type") {
        Shape::Other(fields, "This is a place, not a service.")
    } else if has(&SERVICES) {
        Shape::Service(fields)
    } else if has(&OWNERS) {
        Shape::Owner(fields)
    } else if has(&TERMS) {
        Shape::Other(fields, "This is a term of a list, not a service.")
    } else if has(&LISTS) && fields.contains_key("name") {
        Shape::Other(fields, "This is a list of terms, not a service.")
    } else {
        Shape::Service(fields)
    }
}

/// What of an organisation is read with a service.
fn owner(fields: &Fields) -> Fields {
    ["id", "name", "description", "website", "url", "email"]
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), fields.get(*name)?.clone())))
        .collect()
}

fn with_owner(mut fields: Fields) -> Vec<Option<Fields>> {
    let owner = owner(&fields);
    let Some(Value::Array(list)) = fields.remove("services") else { return Vec::new() };
    let service = |value| match value {
        Value::Object(mut service) => {
            service.entry("organization").or_insert_with(|| Value::Object(owner.clone()));
            Some(service)
        }
        _ => None,
    };
    list.into_iter().map(service).collect()
}

fn with_place(mut service: Fields, at: Fields) -> Fields {
    if service.get("service_at_locations").is_none_or(|list| !list.is_array()) {
        service.insert("service_at_locations".into(), Value::Array(Vec::new()));
    }
    if let Some(Value::Array(list)) = service.get_mut("service_at_locations")
        && list.len() < limits::LIST
    {
        list.push(Value::Object(at));
    }
    service
}

/// Adds to `first` the places of `second` when both are the same service; else gives `second` back.
pub(crate) fn join(first: &mut Fields, mut second: Fields) -> Option<Fields> {
    let (one, other) = (field::raw(first, "id"), field::raw(&second, "id"));
    if one.is_none() || one != other {
        return Some(second);
    }
    if let (Some(Value::Array(list)), Some(Value::Array(more))) =
        (first.get_mut("service_at_locations"), second.remove("service_at_locations"))
    {
        list.extend(more.into_iter().take(limits::LIST.saturating_sub(list.len())));
    }
    None
}

/// Organisations met before the services that name them by id.
#[derive(Default)]
pub(crate) struct Owners {
    known: HashMap<String, Fields>,
    bytes: usize,
    /// How many stood alone.
    pub(crate) met: u64,
}

impl Owners {
    /// Takes one down, as long as there is room.
    pub(crate) fn add(&mut self, fields: &Fields) {
        self.met += 1;
        let owner = owner(fields);
        let size: usize = owner.values().map(|value| value.as_str().map_or(8, str::len) + 64).sum();
        if self.bytes + size > limits::OWNERS_BYTES {
            return;
        }
        if let Some(id) = field::raw(fields, "id") {
            self.bytes += size;
            self.known.insert(id.trim().to_owned(), owner);
        }
    }

    /// Puts the organisation into a service that only names its id.
    pub(crate) fn give(&self, service: &mut Fields) {
        if self.known.is_empty() || service.get("organization").is_some_and(Value::is_object) {
            return;
        }
        let owner = field::raw(service, "organization_id").and_then(|id| self.known.get(id.trim()));
        if let Some(owner) = owner {
            service.insert("organization".into(), Value::Object(owner.clone()));
        }
    }
}
