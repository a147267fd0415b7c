//! What changed in a service, field by field, short enough to be read.

use std::fmt;

use openreferral::Service;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One service that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceChange {
    pub service: uuid::Uuid,
    pub name: String,
    pub facts: Vec<Fact>,
}

/// One field that changed: what was said and what is said now; empty for nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    pub field: String,
    pub was: String,
    pub is: String,
}

/// How many characters of a fact are shown.
const SHOWN: usize = 160;

impl ServiceChange {
    pub fn between(id: uuid::Uuid, before: &Service, after: &Service) -> ServiceChange {
        let facts = openreferral::changes(before, after)
            .into_iter()
            // The summary is the opening of the description, not a fact of its own.
            .filter(|change| change.field != "summary")
            .map(|change| Fact { was: shown(&change.old), is: shown(&change.new), field: change.field })
            .collect();
        ServiceChange { service: id, name: after.name.clone(), facts }
    }
}

impl fmt::Display for ServiceChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let facts: Vec<String> = self.facts.iter().map(ToString::to_string).collect();
        write!(
            f,
            "{}: {}",
            self.name,
            if facts.is_empty() { "offered again".into() } else { facts.join("; ") }
        )
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.was.is_empty(), self.is.is_empty()) {
            (true, _) => write!(f, "{} is now “{}”", self.field, self.is),
            (_, true) => write!(f, "{} is no longer given (was “{}”)", self.field, self.was),
            _ => write!(f, "{} was “{}”, is now “{}”", self.field, self.was, self.is),
        }
    }
}

/// A value as people read it: texts as they are, lists and objects by what they hold.
fn shown(value: &Value) -> String {
    let mut words = Vec::new();
    gather(value, &mut words);
    let line = words.join(", ");
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((cut, _)) => format!("{}…", &line[..cut]),
        None => line,
    }
}

fn gather(value: &Value, words: &mut Vec<String>) {
    // Enough to fill what is shown; the rest would be cut.
    if words.len() > SHOWN {
        return;
    }
    match value {
        Value::Null => {}
        Value::Bool(yes) => words.push(if *yes { "yes" } else { "no" }.to_owned()),
        Value::Number(number) => words.push(number.to_string()),
        Value::String(text) => words.push(text.chars().take(SHOWN * 2).collect()),
        Value::Array(values) => values.iter().for_each(|value| gather(value, words)),
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "id" | "source_id"))
            .for_each(|(_, value)| gather(value, words)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_reads_like_a_sentence() {
        let before = Service {
            name: "Chess".into(),
            description: "Monday".into(),
            wait_time: Some("2 weeks".into()),
            ..Service::default()
        };
        let after = Service {
            description: "Tuesday ".repeat(100),
            emails: vec!["chess@example.org".into()],
            wait_time: None,
            summary: "Tuesday".into(),
            ..before.clone()
        };
        let change = ServiceChange::between(uuid::Uuid::nil(), &before, &after);
        let said = change.to_string();
        assert!(said.starts_with("Chess: description was “Monday”, is now “Tuesday Tuesday"), "{said}");
        assert!(said.contains("; emails is now “chess@example.org”; "), "{said}");
        assert!(said.ends_with("wait_time is no longer given (was “2 weeks”)"), "{said}");
        assert!(said.len() < 600 && !said.contains("summary"), "{said}");
    }
}
