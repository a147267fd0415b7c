//! One element of a feed, turned into a service.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{
    limits,
    report::Repair,
    service::{Organization, Service},
    text,
};

/// Things met across the whole feed that are worth one note and not one a service.
#[derive(Default)]
pub(crate) struct Sighted {
    pub(crate) foreign: BTreeMap<String, u64>,
}

impl Sighted {
    pub(crate) fn notes(&self) -> Vec<String> {
        Vec::new()
    }
}

/// A word or number as text; `None` for anything else.
pub(crate) fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The beginning of a text, with an ellipsis when something was left off.
pub(crate) fn shortened(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    text.chars().take(limit.saturating_sub(1)).chain(['…']).collect()
}

pub(crate) fn service(
    fields: &Map<String, Value>,
    namespace: Uuid,
    _sighted: &mut Sighted,
) -> Result<(Service, Vec<Repair>), String> {
    let get = |field: &str| fields.get(field).and_then(word).unwrap_or_default();
    let name = text::line(&get("name"), limits::NAME_CHARS);
    if name.is_empty() {
        return Err("It has no name and nothing else says what it is.".into());
    }
    let source_id = get("id").trim().to_owned();
    let id = Uuid::parse_str(&source_id).unwrap_or_else(|_| Uuid::new_v5(&namespace, source_id.as_bytes()));
    let description = text::shorten(&text::plain(&get("description")), limits::TEXT_CHARS);
    let summary = text::summary(&description);
    let organization = fields.get("organization").and_then(|o| {
        let name = text::line(&word(o.get("name")?)?, limits::NAME_CHARS);
        (!name.is_empty()).then(|| Organization { name, ..Organization::default() })
    });
    Ok((
        Service { id, source_id, name, description, summary, organization, ..Service::default() },
        Vec::new(),
    ))
}
