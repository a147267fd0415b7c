//! What tells one state of a service from another: a hash of the whole, and a list of what differs.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::service::Service;

/// One field of a service that differs between two readings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The name of the field of [`Service`], such as `schedules`.
    pub field: String,
    /// What was there; `null` for nothing.
    pub old: Value,
    pub new: Value,
}

impl Service {
    /// SHA-256 over everything a cleaned service says. Two readings of the same feed give the same; any difference
    /// that [`changes`] would show gives another.
    pub fn fingerprint(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(b"openreferral service 1\n");
        hash.update(Value::Object(fields(self)).to_string());
        hash.finalize().into()
    }
}

/// What differs, by field name, in the order of the names.
pub fn changes(old: &Service, new: &Service) -> Vec<FieldChange> {
    let (mut old, mut new) = (fields(old), fields(new));
    let mut names: Vec<String> = old.keys().chain(new.keys()).cloned().collect();
    names.sort_unstable();
    names.dedup();
    names
        .into_iter()
        .map(|field| FieldChange {
            old: old.remove(&field).unwrap_or_default(),
            new: new.remove(&field).unwrap_or_default(),
            field,
        })
        .filter(|change| change.old != change.new)
        .collect()
}

/// The fields of a service as JSON. A `Service` always becomes an object: its keys are its field names and every
/// number in it is finite.
fn fields(service: &Service) -> Map<String, Value> {
    let mut value = serde_json::to_value(service).unwrap_or_default();
    // The order must not depend on how serde_json is built.
    value.sort_all_objects();
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}
