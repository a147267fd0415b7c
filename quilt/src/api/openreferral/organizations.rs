//! Organisations that run something: the list, and one with what it runs.

use std::sync::Arc;

use ::store::Tx;
use openreferral::{Service, v3};
use serde_json::Value;

use super::asked::{Asked, Form};
use super::list::{answer, shelf};
use super::parameter::{Endpoint, Parameter};
use crate::directory::Shelf;
use crate::refusal::Refusal;
use crate::web::{Answer, Document, Visit};

pub(super) const LIST: Endpoint = Endpoint {
    path: "/organizations",
    takes: &[Parameter::Search, Parameter::Page, Parameter::PerPage, Parameter::Format, Parameter::Full],
};

/// GET `/organizations`
pub fn list(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let asked = Asked::read(visit, &LIST)?;
    let shelf = shelf(visit)?;
    let found = visit.read("see which organisations are called so", |tx| {
        shelf.organizations_called(tx, &asked.filter.words)
    })?;
    let (form, kept) = (asked.form, shelf.clone());
    answer(visit, &asked, &shelf, found, move |tx, some| show(tx, &kept, some, form))
}

fn show(tx: &mut Tx<'_>, shelf: &Arc<Shelf>, some: &[usize], form: Form) -> Result<Vec<Value>, Refusal> {
    let mut shown = Vec::with_capacity(some.len());
    for organization in some.iter().filter_map(|at| shelf.organizations().get(*at)) {
        let Some(said) = shelf.organization(tx, organization)? else { continue };
        shown.push(if form == Form::Full {
            let run = shelf.records(tx, &organization.services)?;
            let run: Vec<Service> = run.into_iter().map(|(_, record)| record).collect();
            v3::organization(&said, &run)
        } else {
            v3::organization_item(&said)
        });
    }
    Ok(shown)
}

/// GET `/organizations/{id}`
pub fn one(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    Endpoint::read_none(visit)?;
    let id: uuid::Uuid = visit.param("id")?;
    let shelf = shelf(visit)?;
    let at = shelf.organizations().iter().position(|it| it.given == id).ok_or_else(Refusal::not_found)?;
    let shown = visit.read("give an organisation", |tx| show(tx, &shelf, &[at], Form::Full))?;
    let shown = shown.first().ok_or_else(Refusal::not_found)?;
    Ok(Answer::Document(Document::json(shown).changed(shelf.changed_at())))
}
