//! What differs between a service as published and as corrected, field by field and part by part.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{Change, Correction};
use crate::{service::Service, v3};

/// One service's differences.
pub(super) struct Difference {
    /// The service with its id, its name and only what is to be put right.
    pub(super) service: Map<String, Value>,
    pub(super) changes: Vec<Change>,
}

/// Lists of a service whose items are written whole or not at all, and what one of them is called.
const LISTS: [(&str, &str); 7] = [
    ("phones", "phone"),
    ("contacts", "contact"),
    ("schedules", "schedule"),
    ("service_areas", "service_area"),
    ("languages", "language"),
    ("cost_options", "cost_option"),
    ("attributes", "attribute"),
];

pub(super) fn of(correction: &Correction<'_>) -> Difference {
    let (old, new) = (whole(correction.published), whole(correction.corrected));
    let mut clerk = Clerk { correction, changes: Vec::new() };
    let id = correction.published.id;
    let mut service = clerk.scalars("service", id, &old, &new);
    for (list, one) in LISTS {
        if clerk.list(one, list, &old, &new) {
            service.insert(list.to_owned(), new.get(list).cloned().unwrap_or_else(|| json!([])));
        }
    }
    let owner = clerk.nested("organization", &old, &new, |from| from.get("organization").cloned());
    service.extend(owner.map(|owner| ("organization".to_owned(), owner)));
    let places = clerk.places(&old, &new);
    if !places.is_empty() {
        service.insert("service_at_locations".into(), places.into());
    }
    service.insert("id".into(), id.to_string().into());
    let published = &correction.published.source_id;
    if !published.is_empty() && *published != id.to_string() {
        service.insert("published_id".into(), published.clone().into());
    }
    service.entry("name").or_insert_with(|| correction.published.name.clone().into());
    Difference { service, changes: clerk.changes }
}

/// The service as version 3 writes it, with those words of version 1 that version 3 has no place for.
fn whole(service: &Service) -> Map<String, Value> {
    let mut whole = fields(v3::service(service));
    let attending = service.attending.iter().cloned().map(String::from).collect::<Vec<_>>().join(", ");
    let access = service.access.iter().cloned().map(String::from).collect::<Vec<_>>().join(", ");
    let deliverable = service.deliverable.clone().unwrap_or_default();
    for (name, text) in
        [("attending_type", attending), ("attending_access", access), ("deliverable_type", deliverable)]
    {
        if !text.is_empty() {
            whole.insert(name.to_owned(), text.into());
        }
    }
    whole
}

fn fields(value: Value) -> Map<String, Value> {
    if let Value::Object(fields) = value { fields } else { Map::new() }
}

/// Takes down each change as it is found.
struct Clerk<'a> {
    correction: &'a Correction<'a>,
    changes: Vec<Change>,
}

/// A value as a cell of a table.
fn said(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// The id of a part, or nil where it has none.
fn id_of(part: &Value) -> Uuid {
    part.get("id").and_then(Value::as_str).and_then(|id| Uuid::parse_str(id).ok()).unwrap_or_default()
}

/// What one thing says itself: neither its id, nor what belongs to it, nor what only repeats who that is.
fn own(of: &Map<String, Value>) -> impl Iterator<Item = &String> {
    of.iter()
        .filter(|(name, value)| !value.is_object() && !value.is_array() && !name.ends_with("id"))
        .map(|(name, _)| name)
}

impl Clerk<'_> {
    fn note(&mut self, kind: &'static str, id: Uuid, field: &str, old: Option<&Value>, new: Option<&Value>) {
        let (previous, replacement) = (said(old), said(new));
        let published = self.correction.published;
        let action = match (previous.is_empty(), replacement.is_empty()) {
            (true, false) => "create",
            (false, true) => "delete",
            _ => "update",
        };
        let date = self.correction.on;
        let by = self.correction.by;
        let all = format!("{id}\n{kind}\n{date}\n{field}\n{previous}\n{replacement}\n{by}");
        self.changes.push(Change {
            id: Uuid::new_v5(&published.id, all.as_bytes()),
            resource_id: id,
            resource_type: kind,
            last_action_date: date,
            last_action_type: action,
            field_name: field.to_owned(),
            previous_value: previous,
            replacement_value: replacement,
            updated_by: by.to_owned(),
            service_published_id: published.source_id.clone(),
            service_name: published.name.clone(),
        });
    }

    /// The plain fields that differ, as they are to be; what is to go is `null`.
    fn scalars(
        &mut self,
        kind: &'static str,
        id: Uuid,
        old: &Map<String, Value>,
        new: &Map<String, Value>,
    ) -> Map<String, Value> {
        let mut names: Vec<&String> = own(old).chain(own(new)).collect();
        names.sort_unstable();
        names.dedup();
        let mut changed = Map::new();
        for name in names {
            let (was, is) = (old.get(name), new.get(name));
            if was != is {
                self.note(kind, id, name, was, is);
                changed.insert(name.clone(), is.cloned().unwrap_or_default());
            }
        }
        changed
    }

    /// Parts that went and parts that came; whether there were any.
    fn list(
        &mut self,
        kind: &'static str,
        list: &str,
        old: &Map<String, Value>,
        new: &Map<String, Value>,
    ) -> bool {
        let parts = |from: &Map<String, Value>| -> Vec<Value> {
            from.get(list).and_then(Value::as_array).cloned().unwrap_or_default()
        };
        let (old, new) = (parts(old), parts(new));
        let before = self.changes.len();
        for gone in old.iter().filter(|part| !new.contains(part)) {
            self.note(kind, id_of(gone), list, Some(gone), None);
        }
        for come in new.iter().filter(|part| !old.contains(part)) {
            self.note(kind, id_of(come), list, None, Some(come));
        }
        self.changes.len() > before
    }

    /// One thing inside another, with only what differs in it; as a whole when it is another thing altogether.
    fn nested(
        &mut self,
        kind: &'static str,
        old: &Map<String, Value>,
        new: &Map<String, Value>,
        find: impl Fn(&Map<String, Value>) -> Option<Value>,
    ) -> Option<Value> {
        match (find(old), find(new)) {
            (Some(was), Some(is)) if id_of(&was) == id_of(&is) => {
                let (was, is) = (fields(was), fields(is));
                let id = is.get("id").cloned().unwrap_or_default();
                let mut changed = self.scalars(kind, id_of(&json!({ "id": id })), &was, &is);
                for (list, one) in [("addresses", "address"), ("accessibility", "accessibility")] {
                    if self.list(one, list, &was, &is) {
                        changed.insert(list.to_owned(), is.get(list).cloned().unwrap_or_else(|| json!([])));
                    }
                }
                if changed.is_empty() {
                    return None;
                }
                changed.insert("id".into(), id);
                Some(Value::Object(changed))
            }
            (was, is) => {
                if let Some(was) = &was {
                    self.note(kind, id_of(was), kind, Some(was), None);
                }
                if let Some(is) = &is {
                    self.note(kind, id_of(is), kind, None, Some(is));
                }
                is.or_else(|| was.map(|_| Value::Null))
            }
        }
    }

    /// Places of the service, those that differ: with what differs, or whole when they are new. A place that is to
    /// go has only its change.
    fn places(&mut self, old: &Map<String, Value>, new: &Map<String, Value>) -> Vec<Value> {
        let places = |from: &Map<String, Value>| -> Vec<Map<String, Value>> {
            let list = from.get("service_at_locations").and_then(Value::as_array).cloned();
            list.unwrap_or_default().into_iter().map(fields).collect()
        };
        let (old, new) = (places(old), places(new));
        let none = Map::new();
        let mut changed = Vec::new();
        let gone = old.iter().filter(|was| !new.iter().any(|is| is.get("id") == was.get("id")));
        for was in gone {
            self.nested("location", was, &none, |at| at.get("location").cloned());
        }
        for is in &new {
            let was = old.iter().find(|was| was.get("id") == is.get("id")).unwrap_or(&none);
            let mut out = Map::new();
            let place = self.nested("location", was, is, |at| at.get("location").cloned());
            out.extend(place.map(|place| ("location".to_owned(), place)));
            if self.list("schedule", "schedules", was, is) {
                out.insert("schedules".into(), is.get("schedules").cloned().unwrap_or_else(|| json!([])));
            }
            if !out.is_empty() {
                out.insert("id".into(), is.get("id").cloned().unwrap_or_default());
                changed.push(Value::Object(out));
            }
        }
        changed
    }
}
