//! Services: the list, and one.

use std::sync::Arc;

use ::store::Tx;
use serde_json::Value;

use super::asked::{Asked, Form};
use super::list::{answer, shelf};
use super::parameter::{Endpoint, Parameter};
use super::shape;
use crate::directory::{DirectoryEntry, ServiceId, Shelf, services_by_id};
use crate::refusal::Refusal;
use crate::settings::AreaId;
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
    let shelf = shelf(visit)?;
    let found = shelf.services_like(&asked.filter);
    let (area, form, kept) = (visit.area(), asked.form, shelf.clone());
    answer(visit, &asked, &shelf, found, move |tx, some| show(tx, area, &kept, some, form))
}

/// Some services in one form, in their order.
pub(super) fn show(
    tx: &mut Tx<'_>,
    area: AreaId,
    shelf: &Arc<Shelf>,
    some: &[usize],
    form: Form,
) -> Result<Vec<Value>, Refusal> {
    let services: Vec<_> = some.iter().filter_map(|at| shelf.services().get(*at)).collect();
    if form == Form::Minimal {
        return Ok(services.into_iter().map(|service| shape::minimal(service)).collect());
    }
    let ids: Vec<ServiceId> = services.iter().map(|service| service.id).collect();
    let mut entries = standing(tx, area, &ids)?.into_iter().peekable();
    let shown = services.into_iter().filter_map(|service| {
        let entry = entries.next_if(|entry| entry.id == service.id)?;
        Some(shape::service(&entry, service, shelf, form))
    });
    Ok(shown.collect())
}

/// Those that were not withdrawn a moment ago.
pub(super) fn standing(
    tx: &mut Tx<'_>,
    area: AreaId,
    ids: &[ServiceId],
) -> Result<Vec<DirectoryEntry>, Refusal> {
    let mut entries = services_by_id(tx, area, ids)?;
    entries.retain(|entry| entry.withdrawn_at.is_none());
    Ok(entries)
}

/// GET `/services/{id}`
pub fn one(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    Endpoint::read_none(visit)?;
    let id = visit.param("id")?;
    let shelf = shelf(visit)?;
    let at = shelf.service(id).ok_or_else(Refusal::not_found)?;
    let shown = visit.read("give a service", |tx| show(tx, visit.area(), &shelf, &[at], Form::Full))?;
    let shown = shown.first().ok_or_else(Refusal::not_found)?;
    let changed = shelf.services().get(at).map(|service| service.changed_at);
    Ok(Answer::Document(Document::json(shown).changed(changed)))
}
