//! The shapes the standard asks for, made of what the directory gives.

use openreferral::to_v3;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::asked::Form;
use crate::directory::{
    DirectoryEntry, GivenOrganization, GivenService, GivenTaxonomy, GivenTerm, Shelf, as_given,
};
use crate::settings::OrganizationKind;

/// A service with everything that hangs below it.
pub(super) fn full(entry: &DirectoryEntry, service: &GivenService, shelf: &Shelf) -> Map<String, Value> {
    let mut fields = object(to_v3(&as_given(entry, service, shelf.known())));
    if let Some(Value::Array(attributes)) = fields.get_mut("attributes") {
        for (attribute, term) in attributes.iter_mut().zip(&service.terms) {
            if let Some(inner) = attribute.get_mut("taxonomy_term") {
                *inner = Value::Object(self::term(term));
            }
            put(attribute, "taxonomy_term_id", term.id);
            put(attribute, "link_id", service.given);
        }
    }
    fields
}

/// The service without what hangs below it, but for who runs it.
pub(super) fn listed(mut fields: Map<String, Value>) -> Map<String, Value> {
    fields.retain(|_, value| !value.is_array());
    fields
}

pub(super) fn service(entry: &DirectoryEntry, service: &GivenService, shelf: &Shelf, form: Form) -> Value {
    let fields = full(entry, service, shelf);
    Value::Object(if form == Form::Full { fields } else { listed(fields) })
}

/// HSDS asks for the id and `modified_date`; the UK's schema wants a name and a status as well,
/// and calls the date `last_modified`.
pub(super) fn minimal(service: &GivenService) -> Value {
    let changed = service.changed_at.to_string();
    json!({
        "id": service.given,
        "name": service.name,
        "status": service.status.word(),
        "last_modified": changed,
        "modified_date": changed,
    })
}

/// A service at one of its places; nothing when the place has gone meanwhile.
pub(super) fn at_place(
    entry: &DirectoryEntry,
    service: &GivenService,
    place: Uuid,
    shelf: &Shelf,
    form: Form,
) -> Option<Value> {
    let mut fields = full(entry, service, shelf);
    let places = fields.remove("service_at_locations")?;
    let Value::Array(places) = places else { return None };
    let is_it = |at: &Value| at.get("id").and_then(Value::as_str).is_some_and(|id| id == place.to_string());
    let mut at = object(places.into_iter().find(is_it)?);
    if form != Form::Full {
        at = listed(at);
        fields = listed(fields);
    }
    at.insert("service".into(), Value::Object(fields));
    Some(Value::Object(at))
}

pub(super) fn term(term: &GivenTerm) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("id".into(), json!(term.id));
    if !term.code.is_empty() {
        fields.insert("code".into(), json!(term.code));
    }
    fields.insert("name".into(), json!(term.name));
    fields.insert("description".into(), json!(term.name));
    if let (Some(list), Some(id)) = (&term.list, term.taxonomy()) {
        fields.insert("taxonomy".into(), json!(list));
        fields.insert("taxonomy_id".into(), json!(id));
    }
    if let Some(uri) = term.uri.as_deref().filter(|uri| is_web(uri)) {
        fields.insert("term_uri".into(), json!(uri));
    }
    fields
}

/// An address without anything in it that a strict reader would stumble on.
fn is_web(uri: &str) -> bool {
    let rest = uri.strip_prefix("https://").or_else(|| uri.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && rest
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=%".contains(&byte))
            && rest.matches('#').count() <= 1
            && rest
                .split('%')
                .skip(1)
                .all(|tail| tail.len() >= 2 && tail.bytes().take(2).all(|byte| byte.is_ascii_hexdigit()))
    })
}

pub(super) fn taxonomy(taxonomy: &GivenTaxonomy) -> Map<String, Value> {
    object(json!({
        "id": taxonomy.id,
        "name": taxonomy.name,
        "description": format!("The terms of {} that services here are listed under.", taxonomy.name),
    }))
}

pub(super) fn organization(organization: &GivenOrganization) -> Map<String, Value> {
    let about = &organization.about;
    let description = if about.description.is_empty() { &about.name } else { &about.description };
    let mut fields = object(json!({
        "id": organization.given,
        "name": about.name,
        "description": description,
    }));
    if let Some(site) = about.url.as_deref().filter(|site| is_web(site)) {
        fields.insert("website".into(), json!(site));
    }
    // What a practice or a hospital told us is for referrals, not for the public.
    if about.kind == OrganizationKind::Community
        && let Some(email) = &about.email
    {
        fields.insert("email".into(), json!(email));
    }
    fields
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

fn put(value: &mut Value, name: &str, id: Uuid) {
    if let Some(fields) = value.as_object_mut() {
        fields.insert(name.to_owned(), json!(id));
    }
}
