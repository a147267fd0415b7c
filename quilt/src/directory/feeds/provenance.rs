//! Where each fact of a service comes from, and since when it has been said so: read from the
//! ledger, which has a line for every change and names the fields that changed.

use std::collections::HashSet;

use ::store::Tx;
use jiff::Timestamp;
use serde_json::Value;

use crate::directory::{ServiceId, store};
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// One fact: which field of the entry, who said it, and since when it stands as it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub field: String,
    /// The feed's name, or who wrote it here.
    pub source: String,
    pub at: Timestamp,
}

/// The most lines of one service that are looked through: years of daily changes.
const MOST_LINES: usize = 2_000;

/// Fields that say nothing of their own.
const NOT_FACTS: [&str; 3] = ["id", "source_id", "summary"];

/// Every fact of a service with its source, by field.
pub fn provenance(tx: &mut Tx<'_>, area: AreaId, service: ServiceId) -> Result<Vec<Said>, Refusal> {
    let Some(record) = store::record(tx, area, service)? else { return Ok(Vec::new()) };
    let lines = ledger::about(tx, area.into(), service.into(), MOST_LINES, None)?;
    let Ok(Value::Object(fields)) = serde_json::to_value(&record) else { return Ok(Vec::new()) };
    let facts = fields.keys().filter(|field| !NOT_FACTS.contains(&field.as_str()));
    Ok(from_lines(&facts.cloned().collect::<Vec<_>>(), &lines))
}

/// Newest line first: the first that names a field, or writes the whole entry, says where it is from.
fn from_lines(fields: &[String], lines: &[ledger::Entry]) -> Vec<Said> {
    let mut found: Vec<Said> = Vec::new();
    let mut open: HashSet<&str> = fields.iter().map(String::as_str).collect();
    for entry in lines {
        let Some(facts) = &entry.facts else { continue };
        let said: Vec<&str> = match entry.kind.as_str() {
            "service.added" => open.iter().copied().collect(),
            "service.changed" => {
                let named = facts["fields"].as_array().into_iter().flatten().filter_map(Value::as_str);
                let named: HashSet<&str> = named.collect();
                open.iter().copied().filter(|field| named.contains(field)).collect()
            }
            _ => continue,
        };
        let source = facts["feed"].as_str().unwrap_or(&entry.by_name);
        for field in said {
            open.remove(field);
            found.push(Said { field: field.to_owned(), source: source.to_owned(), at: entry.happened });
        }
    }
    found.sort_by(|a, b| a.field.cmp(&b.field));
    found
}
