//! The addresses and what each gives.

use serde_json::{Map, Value, json};

/// A list and the things in it: where, under which tag, what they are called, and what can be asked.
struct List {
    path: &'static str,
    tag: &'static str,
    /// As operations and schemas name one of them.
    one: &'static str,
    about: &'static str,
    parameters: &'static [&'static str],
    /// Schemas an item may have.
    items: &'static [&'static str],
}

const LISTS: [List; 5] = [
    List {
        path: "/services",
        tag: "Services",
        one: "Service",
        about: "Services that are on offer, in a fixed order, or the best first when words are looked for.",
        parameters: &[
            "search",
            "page",
            "per_page",
            "format",
            "taxonomy_term_id",
            "taxonomy_id",
            "organization_id",
            "modified_after",
            "minimum_age",
            "maximum_age",
            "start_time",
            "end_time",
            "day",
            "postcode",
            "proximity",
            "minimal",
            "full",
        ],
        items: &["ServiceItem", "ServiceMinimal", "Service"],
    },
    List {
        path: "/organizations",
        tag: "Organizations",
        one: "Organization",
        about: "Organisations that run services.",
        parameters: &["search", "page", "per_page", "format", "full"],
        items: &["OrganizationItem", "Organization"],
    },
    List {
        path: "/service_at_locations",
        tag: "Places",
        one: "ServiceAtLocation",
        about: "Services at the places they happen at, one entry for each place.",
        parameters: &[
            "search",
            "page",
            "per_page",
            "format",
            "taxonomy_term_id",
            "taxonomy_id",
            "organization_id",
            "modified_after",
            "minimum_age",
            "maximum_age",
            "start_time",
            "end_time",
            "day",
            "postcode",
            "proximity",
            "full",
        ],
        items: &["ServiceAtLocationItem", "ServiceAtLocation"],
    },
    List {
        path: "/taxonomies",
        tag: "Topics",
        one: "Taxonomy",
        about: "The lists of terms that services are sorted by.",
        parameters: &["search", "page", "per_page", "format"],
        items: &["Taxonomy"],
    },
    List {
        path: "/taxonomy_terms",
        tag: "Topics",
        one: "TaxonomyTerm",
        about: "Terms of the lists that services are sorted by.",
        parameters: &["search", "page", "per_page", "format", "taxonomy_id", "parent_id", "top_only"],
        items: &["TaxonomyTerm"],
    },
];

pub(super) fn all() -> Value {
    let mut paths = Map::new();
    paths.insert("/".into(), json!({ "get": root() }));
    for list in &LISTS {
        paths.insert(list.path.into(), json!({ "get": many(list) }));
        paths.insert(format!("{}/{{id}}", list.path), json!({ "get": one(list) }));
    }
    Value::Object(paths)
}

fn root() -> Value {
    json!({
        "operationId": "getRoot",
        "tags": ["Root"],
        "summary": "Which version of the standard this is and where it is described.",
        "parameters": [parameter("If-None-Match")],
        "responses": {
            "200": found("What this is.", json!({ "application/json": { "schema": schema("ApiDetails") } })),
            "304": response("Unchanged"),
        },
    })
}

fn many(list: &List) -> Value {
    let asked: Vec<Value> =
        list.parameters.iter().chain(&["If-None-Match"]).map(|name| parameter(name)).collect();
    let item = match list.items {
        [only] => schema(only),
        several => json!({ "anyOf": several.iter().map(|name| schema(name)).collect::<Vec<_>>() }),
    };
    let page = json!({ "allOf": [
        schema("Page"),
        { "properties": { "contents": { "type": "array", "items": item } } },
    ] });
    let content = json!({
        "application/json": { "schema": page },
        "application/x-ndjson": {
            "schema": { "type": "string", "description": "With `format=ndjson`: one item a line." },
        },
    });
    let mut many = json!({
        "operationId": format!("list{}", list.path.split('/').map(named).collect::<String>()),
        "tags": [list.tag],
        "summary": list.about,
        "parameters": asked,
        "responses": {
            "200": found("A page of the list.", content),
            "304": response("Unchanged"),
            "400": response("NotUnderstood"),
        },
    });
    // Whoever has a list can ask for what is in it.
    many["responses"]["200"]["links"] = json!({
        "one": { "operationId": format!("get{}", list.one), "parameters": { "id": "$response.body#/contents/0/id" } },
    });
    if list.parameters.contains(&"postcode") {
        many["responses"]["404"] = response("NotKnown");
    }
    many
}

fn one(list: &List) -> Value {
    json!({
        "operationId": format!("get{}", list.one),
        "tags": [list.tag],
        "summary": "One of them, whole.",
        "parameters": [parameter("id"), parameter("If-None-Match")],
        "responses": {
            "200": found("Here it is.", json!({ "application/json": { "schema": schema(list.one) } })),
            "304": response("Unchanged"),
            "400": response("NotUnderstood"),
            "404": response("NotFound"),
        },
    })
}

/// `service_at_locations` as `ServiceAtLocations`.
fn named(path: &str) -> String {
    path.split('_')
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map(|c| c.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
        })
        .collect()
}

fn found(description: &str, content: Value) -> Value {
    json!({
        "description": description,
        "headers": {
            "ETag": { "$ref": "#/components/headers/ETag" },
            "Access-Control-Allow-Origin": { "$ref": "#/components/headers/AnyOrigin" },
        },
        "content": content,
    })
}

fn parameter(name: &str) -> Value {
    json!({ "$ref": format!("#/components/parameters/{name}") })
}

fn response(name: &str) -> Value {
    json!({ "$ref": format!("#/components/responses/{name}") })
}

fn schema(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}
