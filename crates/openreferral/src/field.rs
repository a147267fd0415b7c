//! Looks into the JSON of an entry without trusting the kind of anything in it.

use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{limits, text};

pub(crate) type Fields = Map<String, Value>;

/// A word or number as text; `None` for anything else.
pub(crate) fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// What a field says exactly, unless it says nothing.
pub(crate) fn raw(fields: &Fields, name: &str) -> Option<String> {
    fields
        .get(name)
        .and_then(word)
        .filter(|said| said.chars().any(|c| !c.is_whitespace() && !text::invisible(c)))
}

/// A field as one line of plain text.
pub(crate) fn line(fields: &Fields, name: &str) -> Option<String> {
    raw(fields, name).map(|said| text::line(&said, limits::NAME_CHARS)).filter(|line| !line.is_empty())
}

/// A field as plain text of some paragraphs.
pub(crate) fn prose(fields: &Fields, name: &str) -> Option<String> {
    let said = raw(fields, name)?;
    let text = text::shorten(&text::plain(&said), limits::TEXT_CHARS);
    (!text.is_empty()).then_some(text)
}

/// The objects in the lists of these names; one object alone counts as a list of one.
pub(crate) fn each<'a>(fields: &'a Fields, names: &[&'static str]) -> Vec<&'a Fields> {
    let mut found = Vec::new();
    for value in names.iter().filter_map(|name| fields.get(*name)) {
        match value {
            Value::Array(list) => found.extend(list.iter().filter_map(Value::as_object)),
            Value::Object(one) => found.push(one),
            _ => {}
        }
    }
    found.truncate(limits::LIST);
    found
}

/// The words in a field that may be one text with commas or a list of texts.
pub(crate) fn words(fields: &Fields, name: &str) -> Vec<String> {
    let texts: Vec<String> = match fields.get(name) {
        Some(Value::Array(list)) => list.iter().take(limits::LIST).filter_map(word).collect(),
        Some(value) => word(value).into_iter().flat_map(|said| split_commas(&said)).collect(),
        None => Vec::new(),
    };
    let mut words: Vec<String> = texts
        .iter()
        .map(|said| text::line(said, limits::NAME_CHARS))
        .filter(|line| !line.is_empty())
        .collect();
    words.truncate(limits::LIST);
    words
}

/// Short parts between commas are a list; a sentence with a comma is not.
fn split_commas(said: &str) -> Vec<String> {
    let parts: Vec<&str> = said.split([',', ';']).map(str::trim).collect();
    if parts.iter().all(|part| part.chars().count() <= 30) {
        parts.into_iter().map(str::to_owned).collect()
    } else {
        vec![said.to_owned()]
    }
}

/// The id of a thing: as published, and as a UUID, made within `namespace` when it is not one. Things without an id
/// get theirs from what they say.
pub(crate) fn id(fields: &Fields, namespace: &Uuid, said: &str) -> (Uuid, String) {
    let source_id = raw(fields, "id").map(|id| id.trim().to_owned()).unwrap_or_default();
    let id = match Uuid::parse_str(&source_id) {
        Ok(id) if !id.is_nil() => id,
        _ if source_id.is_empty() => Uuid::new_v5(namespace, format!("says {said}").as_bytes()),
        _ => Uuid::new_v5(namespace, source_id.as_bytes()),
    };
    (id, source_id)
}

/// Adds what is not there yet, up to the length a list may have.
pub(crate) fn add_new<T: PartialEq>(list: &mut Vec<T>, items: impl IntoIterator<Item = T>) {
    for item in items {
        if list.len() >= limits::LIST {
            return;
        }
        if !list.contains(&item) {
            list.push(item);
        }
    }
}
