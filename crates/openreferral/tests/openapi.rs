//! The checked-in description of the API is the one the code gives, and holds together. `QUILT_REWRITE=1` writes it.

use std::{fs, path::PathBuf};

use openreferral::openapi;
use serde_json::Value;

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("openapi.json")
}

#[test]
fn the_file_says_what_the_code_says() {
    let mut said = openapi("/api/openreferral/v3");
    said.sort_all_objects();
    if std::env::var_os("QUILT_REWRITE").is_some() {
        fs::write(file(), serde_json::to_string_pretty(&said).unwrap() + "\n").unwrap();
    }
    let kept: Value = serde_json::from_slice(&fs::read(file()).unwrap()).unwrap();
    assert!(kept == said, "openapi.json is not what the code gives: run this test with QUILT_REWRITE=1");
}

/// Everything in a document that is a reference.
fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("$ref").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|inner| references(inner, found));
        }
        Value::Array(list) => list.iter().for_each(|inner| references(inner, found)),
        _ => {}
    }
}

#[test]
fn it_stands_alone() {
    let said = openapi("https://directory.example.org/api");
    assert_eq!(said["servers"][0]["url"], "https://directory.example.org/api");
    let mut found = Vec::new();
    references(&said, &mut found);
    assert!(found.len() > 100);
    for reference in found {
        let place = reference.strip_prefix('#').unwrap_or_else(|| panic!("{reference} points outside"));
        assert!(said.pointer(place).is_some(), "{reference} points nowhere");
    }
}

#[test]
fn it_names_every_path_and_parameter_of_the_standard() {
    let said = openapi("/");
    for list in ["services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"] {
        for path in [format!("/{list}"), format!("/{list}/{{id}}")] {
            let answers = said["paths"][&path]["get"]["responses"].as_object().unwrap();
            assert!(["200", "304", "400"].iter().all(|status| answers.contains_key(*status)), "{path}");
            // Besides ids, a postcode may be one nobody here knows.
            let placed = path == "/services" || path == "/service_at_locations";
            assert_eq!(answers.contains_key("404"), placed || path.ends_with("{id}"), "{path}");
        }
    }
    assert!(said["paths"]["/"]["get"].is_object());
    for name in [
        "search",
        "page",
        "per_page",
        "taxonomy_term_id",
        "taxonomy_id",
        "minimum_age",
        "maximum_age",
        "start_time",
        "end_time",
        "day",
        "organization_id",
        "modified_after",
        "minimal",
        "full",
        "format",
        "postcode",
        "proximity",
        "parent_id",
        "top_only",
    ] {
        let parameter = &said["components"]["parameters"][name];
        assert_eq!(parameter["in"], "query", "{name}");
        let used = format!("#/components/parameters/{name}");
        assert!(said["paths"].to_string().contains(&format!("\"{used}\"")), "{name} is used nowhere");
    }
}
