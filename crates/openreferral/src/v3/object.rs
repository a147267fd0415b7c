//! A JSON object that takes only what is there, so that nothing is ever written as `null` or as an empty list.

use serde_json::{Map, Value, json};

#[derive(Default)]
pub(super) struct Object(Map<String, Value>);

impl Object {
    pub(super) fn put(&mut self, name: &str, value: impl serde::Serialize) {
        self.0.insert(name.to_owned(), json!(value));
    }

    pub(super) fn some(&mut self, name: &str, value: Option<impl serde::Serialize>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    pub(super) fn list(&mut self, name: &str, list: Vec<Value>) {
        if !list.is_empty() {
            self.put(name, list);
        }
    }

    pub(super) fn done(self) -> Value {
        Value::Object(self.0)
    }
}
