//! Organisations that run something: the list, and one with what it runs.

use std::sync::Arc;

use ::store::Tx;
use openreferral::{Organization, Service, v3};
use serde_json::Value;

use super::asked::{Asked, Form};
use super::list::{answer, shelf};
use super::parameter::{Endpoint, Parameter};
use super::services;
use crate::directory::{GivenOrganization, Shelf};
use crate::refusal::Refusal;
use crate::settings::{AreaId, OrganizationKind};
use crate::web::{Answer, Document, Visit};

pub(super) const LIST: Endpoint = Endpoint {
    path: "/organizations",
    takes: &[Parameter::Search, Parameter::Page, Parameter::PerPage, Parameter::Format, Parameter::Full],
};

/// GET `/organizations`
pub fn list(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let asked = Asked::read(visit, &LIST)?;
    let shelf = shelf(visit)?;
    let all = shelf.organizations().iter().enumerate();
    let found: Vec<usize> =
        all.filter(|(_, it)| it.is_called(&asked.filter.words)).map(|(at, _)| at).collect();
    let (area, form, kept) = (visit.area(), asked.form, shelf.clone());
    answer(visit, &asked, &shelf, found, move |tx, some| show(tx, area, &kept, some, form))
}

fn show(
    tx: &mut Tx<'_>,
    area: AreaId,
    shelf: &Arc<Shelf>,
    some: &[usize],
    form: Form,
) -> Result<Vec<Value>, Refusal> {
    let mut shown = Vec::with_capacity(some.len());
    for organization in some.iter().filter_map(|at| shelf.organizations().get(*at)) {
        let said = said(organization);
        shown.push(if form == Form::Full {
            let run = services::records(tx, area, shelf, &organization.services)?;
            let run: Vec<Service> = run.into_iter().map(|(_, record)| record).collect();
            v3::organization(&said, &run)
        } else {
            v3::organization_item(&said)
        });
    }
    Ok(shown)
}

/// What is given of an organisation. What a practice or a hospital told us besides is for
/// referrals, not for the public.
fn said(organization: &GivenOrganization) -> Organization {
    let about = &organization.about;
    let public = about.kind == OrganizationKind::Community;
    Organization {
        id: organization.given,
        source_id: String::new(),
        name: about.name.clone(),
        description: about.description.clone(),
        url: about.url.clone(),
        email: about.email.clone().filter(|_| public),
    }
}

/// GET `/organizations/{id}`
pub fn one(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    Endpoint::read_none(visit)?;
    let id: uuid::Uuid = visit.param("id")?;
    let shelf = shelf(visit)?;
    let at = shelf.organizations().iter().position(|it| it.given == id).ok_or_else(Refusal::not_found)?;
    let shown = visit.read("give an organisation", |tx| show(tx, visit.area(), &shelf, &[at], Form::Full))?;
    let shown = shown.first().ok_or_else(Refusal::not_found)?;
    Ok(Answer::Document(Document::json(shown).changed(shelf.changed_at())))
}
