//! The schemas the standard's own validator judges with. They are not part of this repository:
//! they are looked for at `QUILT_SHARED`, else in `shared` next to the repository, and a test
//! that cannot find them says so.

use std::path::PathBuf;

use jsonschema::Validator;
use serde_json::Value;

pub fn shared(path: &str) -> Option<Vec<u8>> {
    let root = std::env::var_os("QUILT_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared"), PathBuf::from);
    let path = root.join("data/oruk").join(path);
    let read = std::fs::read(&path);
    if let Err(why) = &read {
        println!("skipped: {} cannot be read here ({why})", path.display());
    }
    read.ok()
}

/// The schema of that name, such as `service_list`.
pub fn schema(name: &str) -> Option<Validator> {
    let text = shared(&format!("validator/schemas/V3.0-UK/{name}.json"))?;
    let schema: Value = serde_json::from_slice(&text).unwrap();
    let options = jsonschema::options().with_draft(jsonschema::Draft::Draft202012);
    Some(options.should_validate_formats(true).build(&schema).unwrap())
}

/// What is wrong with a document, a sentence each.
pub fn wrong(schema: &Validator, document: &Value) -> Vec<String> {
    schema.iter_errors(document).map(|error| format!("{error} at {}", error.instance_path())).collect()
}

#[track_caller]
pub fn must_fit(schema: &Validator, document: &Value, what: &str) {
    let wrong = wrong(schema, document);
    let shown: String = document.to_string().chars().take(2_000).collect();
    assert!(wrong.is_empty(), "{what}: {wrong:#?}\n{shown}");
}
