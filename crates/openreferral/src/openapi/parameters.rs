//! What may be asked for in the address.

use serde_json::{Map, Value, json};

use super::{MOST_PROXIMITY, PER_PAGE, PROXIMITY};

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
            json!({ "type": "integer", "minimum": 1, "default": 1 }),
        ),
        (
            "per_page",
            "How many on a page; 1,000 at most, however many are asked for. With `minimal`, 100,000, which is what \
             comes when nobody says.",
            json!({ "type": "integer", "minimum": 1, "default": PER_PAGE }),
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
            "Words to look for in names, descriptions, topics and places; each must begin a word there.",
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
            "What changed here at this moment or later; a day, or a time without a zone, is UK time.",
            json!({ "type": "string", "anyOf": [{ "format": "date-time" }, { "format": "date" }] }),
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
    let age = json!({ "type": "number", "minimum": 0 });
    let time = json!({ "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$" });
    vec![
        ("minimum_age", "Services for nobody younger. One that says no lowest age begins at 0.", age.clone()),
        (
            "maximum_age",
            "Services for nobody older. One that says no highest age has none, and is left out.",
            age,
        ),
        (
            "start_time",
            "Services that begin at this time of day or later. With `end_time` and `day`, all three hold of one schedule.",
            time.clone(),
        ),
        ("end_time", "Services that end at this time of day or earlier, on the day they begin.", time),
        (
            "day",
            "Services on this day of the week, or on one of several: `MO,WE`.",
            json!({ "type": "string", "pattern": "^(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*$" }),
        ),
        (
            "postcode",
            "Services near the middle of this UK postcode. One that is not known here is answered 404.",
            json!({ "type": "string", "pattern": "^[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$" }),
        ),
        (
            "proximity",
            "How near, in metres. Needs `postcode`.",
            json!({ "type": "integer", "minimum": 1, "maximum": MOST_PROXIMITY, "default": PROXIMITY }),
        ),
    ]
}
