//! Our own description of the API, as OpenAPI 3.1: what `openapi_url` of [`crate::v3::api_details`] points to. It
//! stands alone, refers to nothing on the net, and says exactly what is served. The same text is checked in as
//! `openapi.json`.

mod fields;
mod parameters;
mod paths;
mod schemas;

use serde_json::{Value, json};

/// Things on a page when `per_page` does not say.
pub const PER_PAGE: u64 = 50;
/// The most that `per_page` may ask for.
pub const MOST_PER_PAGE: u64 = 1_000;
/// How far around a postcode is looked, in metres, when `proximity` does not say.
pub const PROXIMITY: u64 = 10_000;
/// The most that `proximity` may ask for, in metres.
pub const MOST_PROXIMITY: u64 = 200_000;

/// The OpenAPI 3.1 document of the API at this address, which may be relative (`/api/openreferral/v3`).
pub fn openapi(server_url: &str) -> Value {
    json!({
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "Services in the directory",
            "version": "HSDS-UK-3.0",
            "summary": "An open directory of services, as Open Referral UK 3.0 has it.",
            "description": "Open to everybody, without a key. Every answer carries an `ETag`: send it back as \
                `If-None-Match` and an unchanged answer costs nothing. Lists come in pages that count from 1, or \
                whole and a line each with `format=ndjson`.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": server_url }],
        "tags": [
            { "name": "Root", "description": "What this is." },
            { "name": "Services", "description": "What is offered." },
            { "name": "Organizations", "description": "Who offers it." },
            { "name": "Places", "description": "Services at the places they happen at." },
            { "name": "Topics", "description": "The lists services are sorted by, and their terms." },
        ],
        "paths": paths::all(),
        "components": {
            "parameters": parameters::all(),
            "headers": headers(),
            "responses": responses(),
            "schemas": schemas::all(),
        },
    })
}

fn headers() -> Value {
    json!({
        "ETag": {
            "description": "Stands for this exact answer.",
            "schema": { "type": "string" },
        },
        "AnyOrigin": {
            "description": "Pages of every site may read this.",
            "schema": { "type": "string", "const": "*" },
        },
    })
}

fn responses() -> Value {
    let problem = |description: &str| {
        json!({
            "description": description,
            "headers": { "Access-Control-Allow-Origin": { "$ref": "#/components/headers/AnyOrigin" } },
            "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
        })
    };
    json!({
        "Unchanged": {
            "description": "Nothing changed since the answer with this `ETag`.",
            "headers": { "ETag": { "$ref": "#/components/headers/ETag" } },
        },
        "NotUnderstood": problem("A parameter is not what it should be; the answer says which and why."),
        "NotFound": problem("There is nothing with this id."),
        "NotKnown": problem("The postcode is not known here."),
    })
}
