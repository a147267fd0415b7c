//! Services at the places they happen: the list, and one.

use std::collections::HashMap;
use std::sync::Arc;

use ::store::Tx;
use openreferral::{Service, v3};
use serde_json::Value;

use super::asked::{Asked, Form};
use super::list::{answer, shelf};
use super::parameter::{Endpoint, Parameter};
use crate::directory::{Listed, Shelf, Slot};
use crate::refusal::Refusal;
use crate::web::{Answer, Document, Visit};

pub(super) const LIST: Endpoint = Endpoint {
    path: "/service_at_locations",
    takes: &[
        Parameter::Search,
        Parameter::Page,
        Parameter::PerPage,
        Parameter::Format,
        Parameter::TaxonomyTermId,
        Parameter::TaxonomyId,
        Parameter::OrganizationId,
        Parameter::ModifiedAfter,
        Parameter::Full,
        Parameter::MinimumAge,
        Parameter::MaximumAge,
        Parameter::StartTime,
        Parameter::EndTime,
        Parameter::Day,
        Parameter::Postcode,
        Parameter::Proximity,
    ],
};

/// GET `/service_at_locations`
pub fn list(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let mut asked = Asked::read(visit, &LIST)?;
    if let Some(problem) = asked.locate(visit)? {
        return Ok(Answer::Document(problem));
    }
    let shelf = shelf(visit)?;
    let found = shelf.places_like(&asked.filter);
    let (form, kept) = (asked.form, shelf.clone());
    answer(visit, &asked, &shelf, found, move |tx, some| show(tx, &kept, some, form))
}

fn show(tx: &mut Tx<'_>, shelf: &Arc<Shelf>, some: &[Listed], form: Form) -> Result<Vec<Value>, Refusal> {
    let write = if form == Form::Full { v3::service_at_location } else { v3::service_at_location_item };
    // The places of one service stand side by side, so each service is read once.
    let mut wanted: Vec<Slot> = some.iter().map(|at| at.service).collect();
    wanted.dedup();
    let records: HashMap<Slot, Service> = shelf.records(tx, &wanted)?.into_iter().collect();
    let found = some.iter().filter_map(|at| {
        let record = records.get(&at.service)?;
        Some(write(record, record.locations.get(at.place as usize)?))
    });
    Ok(found.collect())
}

/// GET `/service_at_locations/{id}`
pub fn one(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    Endpoint::read_none(visit)?;
    let id = visit.param("id")?;
    let shelf = shelf(visit)?;
    let at = shelf.place(id).ok_or_else(Refusal::not_found)?;
    let shown = visit.read("give a service at a place", |tx| show(tx, &shelf, &[at], Form::Full))?;
    let shown = shown.first().ok_or_else(Refusal::not_found)?;
    let changed = shelf.at(at.service).map(|service| service.changed_at);
    Ok(Answer::Document(Document::json(shown).changed(changed)))
}
