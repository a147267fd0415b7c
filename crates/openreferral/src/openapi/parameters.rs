//! What may be asked for in the address.

use serde_json::{Map, Value, json};

use super::{MOST_PER_PAGE, MOST_PROXIMITY, PER_PAGE, PROXIMITY};

/// Every parameter by its name.
pub(super) fn all() -> Value {
    let mut all = Map::new();
    for (name, about, schema) in paging().into_iter().chain(which()).chain(when_and_where()) {
        all.insert(
            name.to_owned(),
            json!({ "name": name, "in": "query", "required": false, "description": about, "schema": schema }),
        );
    }
    all.insert(
        "id".into(),
        json!({
            "name": "id", "in": "path", "required": true,
            "description": "The id as a list gives it.",
            "schema": { "type": "string", "format": "uuid" },
        }),
    );
    all.insert(
        "If-None-Match".into(),
        json!({
            "name": "If-None-Match", "in": "header", "required": false,
            "description": "The `ETag` of an answer already had.",
            "schema": { "type": "string" },
        }),
    );
    Value::Object(all)
}

type Parameter = (&'static str, &'static str, Value);

fn paging() -> Vec<Parameter> {
    vec![
        (
            "page",
            "Which page, counted from 1. A page beyond the last is empty.",
            json!({ "type": "integer", "minimum": 1, "maximum": 1_000_000_000, "default": 1 }),
        ),
        (
            "per_page",
            "How many on a page.",
            json!({ "type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE }),
        ),
        (
            "format",
            "`ndjson` streams all of the list without pages, one JSON object a line.",
            json!({ "type": "string", "enum": ["json", "ndjson"], "default": "json" }),
        ),
        (
            "minimal",
            "Only the id, name, status and time of change of each service.",
            json!({ "type": "boolean", "default": false }),
        ),
        (
            "full",
            "Each item whole, as its own address gives it.",
            json!({ "type": "boolean", "default": false }),
        ),
    ]
}

fn which() -> Vec<Parameter> {
    let code = json!({ "type": "string", "minLength": 1, "maxLength": 200 });
    vec![
        (
            "search",
            "Words to look for in names, descriptions, topics and places.",
            json!({ "type": "string", "maxLength": 200 }),
        ),
        (
            "taxonomy_term_id",
            "Services listed under this term: its id, or its code such as `esdServiceType:298`.",
            code.clone(),
        ),
        (
            "taxonomy_id",
            "What is listed under any term of this list: its id, or its name such as `esdServiceType`.",
            code,
        ),
        (
            "organization_id",
            "Services this organisation runs.",
            json!({ "type": "string", "format": "uuid" }),
        ),
        (
            "modified_after",
            "What changed at this moment or later.",
            json!({ "type": "string", "format": "date-time" }),
        ),
        ("parent_id", "Terms right below this one.", json!({ "type": "string", "format": "uuid" })),
        (
            "top_only",
            "Only terms that have no wider term above them.",
            json!({ "type": "boolean", "default": false }),
        ),
    ]
}

fn when_and_where() -> Vec<Parameter> {
    let age = json!({ "type": "integer", "minimum": 0, "maximum": 120 });
    let time = json!({ "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$" });
    vec![
        (
            "minimum_age",
            "Services that somebody of this age or older may use; with `maximum_age`, everybody between the two.",
            age.clone(),
        ),
        ("maximum_age", "Services that somebody of this age or younger may use.", age),
        ("start_time", "Services that begin at this time of day or later, UK time.", time.clone()),
        ("end_time", "Services that end at this time of day or earlier, UK time.", time),
        (
            "day",
            "Services on this day of the week.",
            json!({ "type": "string", "enum": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] }),
        ),
        (
            "postcode",
            "Services near the middle of this UK postcode.",
            json!({ "type": "string", "minLength": 2, "maxLength": 10 }),
        ),
        (
            "proximity",
            "How near, in metres. Needs `postcode`.",
            json!({ "type": "integer", "minimum": 1, "maximum": MOST_PROXIMITY, "default": PROXIMITY }),
        ),
    ]
}
