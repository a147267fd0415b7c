//! The shapes of what is given, from the tables of their fields.

use serde_json::{Map, Value, json};

use super::fields::{self, Field, Kind};

/// Every schema by its name.
pub(super) fn all() -> Value {
    let shapes: [(&str, &str, &[&[Field]]); 20] = [
        ("ApiDetails", "What this API is.", &[fields::API_DETAILS]),
        ("Page", "One page of a list.", &[fields::PAGE]),
        ("Problem", "Why there is no better answer, as RFC 9457 has it.", &[fields::PROBLEM]),
        (
            "Service",
            "A service with all that belongs to it.",
            &[fields::SERVICE, fields::OWNER, fields::PARTS],
        ),
        ("ServiceItem", "A service as a list has it.", &[fields::SERVICE, fields::OWNER]),
        ("ServiceMinimal", "The least of a service.", &[fields::SERVICE_MINIMAL]),
        ("OrganizationItem", "An organisation as a list has it.", &[fields::ORGANIZATION]),
        ("Organization", "An organisation and its services.", &[fields::ORGANIZATION, fields::ITS_SERVICES]),
        ("ServiceAtLocationItem", "A service at a place, as a list has it.", &[fields::AT, fields::AT_ITEM]),
        ("ServiceAtLocation", "A service at a place, both whole.", &[fields::AT, fields::AT_FULL]),
        ("Location", "A place.", &[fields::LOCATION]),
        ("Address", "Where a place is.", &[fields::ADDRESS]),
        ("Accessibility", "How easy it is to get in and take part.", &[fields::ACCESSIBILITY]),
        ("Phone", "A telephone number.", &[fields::PHONE]),
        ("Contact", "Somebody to get in touch with.", &[fields::CONTACT]),
        ("Schedule", "When a service happens, as iCalendar counts.", &[fields::SCHEDULE]),
        ("CostOption", "A price, or words about it.", &[fields::COST_OPTION]),
        ("Taxonomy", "A list of terms.", &[fields::TAXONOMY]),
        ("TaxonomyTerm", "One term of a list.", &[fields::TAXONOMY_TERM]),
        ("Attribute", "A term that holds for something.", &[fields::ATTRIBUTE]),
    ];
    let more: [(&str, &str, &[&[Field]]); 2] = [
        ("Language", "A language the service is offered in.", &[fields::LANGUAGE]),
        ("ServiceArea", "An area whose people the service is for.", &[fields::SERVICE_AREA]),
    ];
    let mut all = Map::new();
    for (name, about, parts) in shapes.into_iter().chain(more) {
        all.insert(name.to_owned(), object(about, parts));
    }
    Value::Object(all)
}

fn object(about: &str, parts: &[&[Field]]) -> Value {
    let fields = || parts.iter().flat_map(|part| part.iter());
    let properties: Map<String, Value> =
        fields().map(|field| (field.name.to_owned(), property(field))).collect();
    let required: Vec<&str> = fields().filter(|field| field.always).map(|field| field.name).collect();
    json!({ "type": "object", "description": about, "required": required, "properties": properties })
}

fn property(field: &Field) -> Value {
    let mut schema = match field.kind {
        Kind::Id => json!({ "type": "string", "format": "uuid" }),
        Kind::Text => json!({ "type": "string" }),
        Kind::Uri => json!({ "type": "string", "format": "uri" }),
        Kind::Email => json!({ "type": "string", "format": "email" }),
        Kind::Date => json!({ "type": "string", "format": "date" }),
        Kind::Moment => json!({ "type": "string", "format": "date-time" }),
        Kind::Clock => json!({ "type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$" }),
        Kind::Whole => json!({ "type": "integer", "minimum": 0 }),
        Kind::Number => json!({ "type": "number" }),
        Kind::Truth => json!({ "type": "boolean" }),
        Kind::WordOrNumber => json!({ "type": ["string", "integer"] }),
        Kind::OneOf(words) => json!({ "type": "string", "enum": words }),
        Kind::A(name) => json!({ "$ref": reference(name) }),
        Kind::Many("") => json!({ "type": "array" }),
        Kind::Many(name) => json!({ "type": "array", "items": { "$ref": reference(name) } }),
    };
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("description".into(), field.about.into());
    }
    schema
}

fn reference(name: &str) -> String {
    format!("#/components/schemas/{name}")
}
