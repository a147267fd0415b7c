//! Gives corrections back to the keeper of a feed: what it published against what is right, shaped as HSDS, with only
//! what differs, and a record of each change as the standard's `metadata` table has it.

mod csv;
mod difference;

use jiff::civil::Date;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::service::Service;

/// One service that is to be put right.
#[derive(Clone, Copy, Debug)]
pub struct Correction<'a> {
    /// As the feed has it.
    pub published: &'a Service,
    /// As it ought to be. What kind of thing it is and its id are those of `published`.
    pub corrected: &'a Service,
    /// The day it was put right.
    pub on: Date,
    /// Who says so: a person, a team, a directory.
    pub by: &'a str,
}

/// One thing that differs: a row of HSDS's `metadata`.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Made from all the rest.
    pub id: Uuid,
    /// The id of what changes: of the service, its organisation, one of its places.
    pub resource_id: Uuid,
    /// `service`, `organization`, `location`, `phone` and the like.
    pub resource_type: &'static str,
    pub last_action_date: Date,
    /// `update`, `create` or `delete`.
    pub last_action_type: &'static str,
    pub field_name: String,
    /// Empty when there was nothing.
    pub previous_value: String,
    /// Empty when it is to go.
    pub replacement_value: String,
    pub updated_by: String,
    /// The service it is about, as its publisher knows it, and its name.
    pub service_published_id: String,
    pub service_name: String,
}

/// Everything that differs, service after service.
pub fn changes(corrections: &[Correction<'_>]) -> Vec<Change> {
    corrections.iter().flat_map(|correction| difference::of(correction).changes).collect()
}

/// The change file as JSON: `services` holds of each service its id and what is to be put right, `metadata` every
/// change on its own. Where the publisher's id is not a UUID it stands beside it as `published_id`.
pub fn to_hsds(corrections: &[Correction<'_>]) -> Value {
    let differences: Vec<_> =
        corrections.iter().map(difference::of).filter(|d| !d.changes.is_empty()).collect();
    let metadata: Vec<Value> = differences.iter().flat_map(|d| &d.changes).map(Change::to_hsds).collect();
    let services: Vec<Value> = differences.into_iter().map(|d| Value::Object(d.service)).collect();
    json!({ "version": "HSDS-UK-3.0", "services": services, "metadata": metadata })
}

/// The change file as a table: the columns of HSDS's `metadata.csv`, and two that say which service it is. Lines end
/// as RFC 4180 asks, and no cell is taken for a formula by a spreadsheet.
pub fn to_csv(corrections: &[Correction<'_>]) -> String {
    let mut out = csv::row(&Change::COLUMNS);
    for change in changes(corrections) {
        out.push_str(&csv::row(&change.cells().each_ref().map(String::as_str)));
    }
    out
}

impl Change {
    const COLUMNS: [&str; 11] = [
        "id",
        "resource_id",
        "resource_type",
        "last_action_date",
        "last_action_type",
        "field_name",
        "previous_value",
        "replacement_value",
        "updated_by",
        "service_published_id",
        "service_name",
    ];

    fn cells(&self) -> [String; 11] {
        [
            self.id.to_string(),
            self.resource_id.to_string(),
            self.resource_type.to_owned(),
            self.last_action_date.to_string(),
            self.last_action_type.to_owned(),
            self.field_name.clone(),
            self.previous_value.clone(),
            self.replacement_value.clone(),
            self.updated_by.clone(),
            self.service_published_id.clone(),
            self.service_name.clone(),
        ]
    }

    /// The change as an HSDS metadata record.
    pub fn to_hsds(&self) -> Value {
        let standard = Self::COLUMNS.iter().zip(self.cells()).take(9);
        Value::Object(standard.map(|(name, cell)| ((*name).to_owned(), cell.into())).collect())
    }
}

#[cfg(test)]
mod tests;
