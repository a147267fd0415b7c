//! Services: the list, and one.

use std::sync::Arc;

use ::store::Tx;
use openreferral::{Service, v3};
use serde_json::Value;

use super::asked::{Asked, Form};
use super::list::{answer, shelf};
use super::parameter::{Endpoint, Parameter};
use crate::directory::{DirectoryEntry, GivenService, ServiceId, Shelf, as_given, services_by_id};
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
fn show(
    tx: &mut Tx<'_>,
    area: AreaId,
    shelf: &Arc<Shelf>,
    some: &[usize],
    form: Form,
) -> Result<Vec<Value>, Refusal> {
    if form == Form::Minimal {
        let known = some.iter().filter_map(|at| shelf.services().get(*at));
        return Ok(known.map(|service| minimal(service)).collect());
    }
    let write = if form == Form::Full { v3::service } else { v3::service_item };
    Ok(records(tx, area, shelf, some)?.iter().map(|(_, record)| write(record)).collect())
}

/// As `v3::service_minimal` has it, without opening the record.
fn minimal(service: &GivenService) -> Value {
    v3::service_minimal(&Service {
        id: service.given,
        name: service.name.clone(),
        status: service.status,
        last_modified: Some(service.changed_at),
        ..Service::default()
    })
}

/// The records of some services as others read them, each with where its service stands on the
/// shelf. What was taken out a moment ago is left out.
pub(super) fn records(
    tx: &mut Tx<'_>,
    area: AreaId,
    shelf: &Shelf,
    some: &[usize],
) -> Result<Vec<(usize, Service)>, Refusal> {
    let known = || some.iter().filter_map(|at| Some((*at, shelf.services().get(*at)?)));
    let ids: Vec<ServiceId> = known().map(|(_, service)| service.id).collect();
    let mut entries = services_by_id(tx, area, &ids)?;
    entries.retain(DirectoryEntry::is_offered);
    let mut entries = entries.into_iter().peekable();
    let found = known().filter_map(|(at, service)| {
        let entry = entries.next_if(|entry| entry.id == service.id)?;
        Some((at, as_given(&entry, service, shelf.known())))
    });
    Ok(found.collect())
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
