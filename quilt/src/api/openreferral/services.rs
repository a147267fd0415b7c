//! Services: the list, and one.

use std::sync::Arc;

use ::store::Tx;
use openreferral::v3;
use serde_json::Value;

use super::asked::{Asked, Form};
use super::list::{answer, listed, shelf};
use super::parameter::{Endpoint, Parameter};
use crate::directory::{Shelf, Slot};
use crate::refusal::Refusal;
use crate::web::{Answer, Document, Visit};

pub(super) const LIST: Endpoint = Endpoint {
    path: "/services",
    takes: &[
        Parameter::Search,
        Parameter::Page,
        Parameter::PerPage,
        Parameter::Format,
        Parameter::TaxonomyTermId,
        Parameter::TaxonomyId,
        Parameter::OrganizationId,
        Parameter::ModifiedAfter,
        Parameter::Minimal,
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

/// GET `/services`
pub fn list(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let mut asked = Asked::read(visit, &LIST)?;
    if let Some(problem) = asked.locate(visit)? {
        return Ok(Answer::Document(problem));
    }
    let shelf = if asked.filter.is_plain() { listed(visit)? } else { shelf(visit)? };
    let found = shelf.services_like(&asked.filter);
    let (form, kept) = (asked.form, shelf.clone());
    answer(visit, &asked, &shelf, found, move |tx, some| show(tx, &kept, some, form))
}

/// Some services in one form, in their order.
fn show(tx: &mut Tx<'_>, shelf: &Arc<Shelf>, some: &[Slot], form: Form) -> Result<Vec<Value>, Refusal> {
    let write = match form {
        Form::Minimal => return Ok(shelf.least(tx, some)?.iter().map(v3::service_minimal).collect()),
        Form::Full => v3::service,
        Form::Listed => v3::service_item,
    };
    Ok(shelf.records(tx, some)?.iter().map(|(_, record)| write(record)).collect())
}

/// GET `/services/{id}`
pub fn one(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    Endpoint::read_none(visit)?;
    let id = visit.param("id")?;
    let shelf = listed(visit)?;
    let at = shelf.service(id).ok_or_else(Refusal::not_found)?;
    let shown = visit.read("give a service", |tx| show(tx, &shelf, &[at], Form::Full))?;
    let shown = shown.first().ok_or_else(Refusal::not_found)?;
    let changed = shelf.at(at).map(|service| service.changed_at);
    Ok(Answer::Document(Document::json(shown).changed(changed)))
}
