//! Organisations that run something: the list, and one, with what they run if that is asked for.

use std::sync::Arc;

use ::store::Tx;
use serde_json::Value;

use super::asked::{Asked, Form};
use super::list::{answer, shelf};
use super::parameter::{Endpoint, Parameter};
use super::{services, shape};
use crate::directory::Shelf;
use crate::refusal::Refusal;
use crate::settings::AreaId;
use crate::web::{Answer, Document, Visit};

pub(super) const LIST: Endpoint = Endpoint {
    path: "/organizations",
    takes: &[
        Parameter::Search,
        Parameter::Page,
        Parameter::PerPage,
        Parameter::Format,
        Parameter::Full,
        Parameter::FullService,
    ],
};

pub(super) const ONE: Endpoint =
    Endpoint { path: "/organizations/{id}", takes: &[Parameter::Full, Parameter::FullService] };

/// GET `/organizations`
pub fn list(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let asked = Asked::read(visit, &LIST)?;
    let shelf = shelf(visit)?;
    let all = shelf.organizations().iter().enumerate();
    let found: Vec<usize> =
        all.filter(|(_, it)| it.is_called(&asked.filter.words)).map(|(at, _)| at).collect();
    let (area, form, kept) = (visit.area(), asked.with_services, shelf.clone());
    answer(visit, &asked, &shelf, found, move |tx, some| show(tx, area, &kept, some, form))
}

fn show(
    tx: &mut Tx<'_>,
    area: AreaId,
    shelf: &Arc<Shelf>,
    some: &[usize],
    with_services: Option<Form>,
) -> Result<Vec<Value>, Refusal> {
    let mut shown = Vec::with_capacity(some.len());
    for organization in some.iter().filter_map(|at| shelf.organizations().get(*at)) {
        let mut fields = shape::organization(organization);
        if let Some(form) = with_services {
            let run = services::show(tx, area, shelf, &organization.services, form)?;
            fields.insert("services".into(), Value::Array(run));
        }
        shown.push(Value::Object(fields));
    }
    Ok(shown)
}

/// GET `/organizations/{id}`
pub fn one(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let asked = Asked::read(visit, &ONE)?;
    let id: uuid::Uuid = visit.param("id")?;
    let shelf = shelf(visit)?;
    let at = shelf.organizations().iter().position(|it| it.given == id).ok_or_else(Refusal::not_found)?;
    let shown = visit
        .read("give an organisation", |tx| show(tx, visit.area(), &shelf, &[at], asked.with_services))?;
    let shown = shown.first().ok_or_else(Refusal::not_found)?;
    Ok(Answer::Document(Document::json(shown).changed(shelf.changed_at())))
}
