//! The terms services are listed under, and the lists (taxonomies) they come from. Only what
//! is in use is given: whoever publishes a list publishes the whole of it.

use serde_json::Value;
use uuid::Uuid;

use super::asked::Asked;
use super::list::{answer, shelf};
use super::parameter::{Endpoint, Parameter};
use crate::directory::{Shelf, is_of, wanted};
use crate::refusal::Refusal;
use crate::web::{Answer, Document, Visit};

pub(super) const LISTS: Endpoint = Endpoint {
    path: "/taxonomies",
    takes: &[Parameter::Search, Parameter::Page, Parameter::PerPage, Parameter::Format],
};

pub(super) const TERMS: Endpoint = Endpoint {
    path: "/taxonomy_terms",
    takes: &[
        Parameter::Search,
        Parameter::Page,
        Parameter::PerPage,
        Parameter::Format,
        Parameter::TaxonomyId,
        Parameter::TopOnly,
        Parameter::ParentId,
    ],
};

/// Whether each word begins one of the name's.
fn is_called(name: &str, words: &[String]) -> bool {
    let named = wanted(name);
    words.iter().all(|word| named.iter().any(|it| it.starts_with(word.as_str())))
}

/// GET `/taxonomies`
pub fn lists(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let asked = Asked::read(visit, &LISTS)?;
    let shelf = shelf(visit)?;
    let called = |name: &str| is_called(name, &asked.filter.words);
    let found: Vec<Value> = shelf
        .taxonomies()
        .iter()
        .filter(|taxonomy| called(&taxonomy.name))
        .map(|taxonomy| taxonomy.to_v3())
        .collect();
    answer(visit, &asked, &shelf, found, |_, some| Ok(some.to_vec()))
}

/// GET `/taxonomies/{id}`
pub fn one_list(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    Endpoint::read_none(visit)?;
    let id: Uuid = visit.param("id")?;
    let shelf = shelf(visit)?;
    let found = shelf.taxonomies().iter().find(|taxonomy| taxonomy.id == id);
    Ok(told(&shelf, &found.ok_or_else(Refusal::not_found)?.to_v3()))
}

/// GET `/taxonomy_terms`
pub fn terms(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let asked = Asked::read(visit, &TERMS)?;
    let shelf = shelf(visit)?;
    let list = asked.filter.taxonomy.as_deref();
    let found: Vec<usize> = shelf
        .terms()
        .iter()
        .enumerate()
        .filter(|(_, term)| list.is_none_or(|list| is_of(term, list)))
        .filter(|(_, term)| !asked.top_only || term.parent.is_none())
        .filter(|(_, term)| asked.parent.is_none() || term.parent == asked.parent)
        .filter(|(_, term)| is_called(&term.name, &asked.filter.words))
        .map(|(at, _)| at)
        .collect();
    let kept = shelf.clone();
    answer(visit, &asked, &shelf, found, move |_, some| {
        let terms = some.iter().filter_map(|at| kept.terms().get(*at));
        Ok(terms.map(|term| term.to_v3()).collect())
    })
}

/// GET `/taxonomy_terms/{id}`
pub fn one_term(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    Endpoint::read_none(visit)?;
    let id: Uuid = visit.param("id")?;
    let shelf = shelf(visit)?;
    let found = shelf.terms().iter().find(|term| term.id == id).ok_or_else(Refusal::not_found)?;
    Ok(told(&shelf, &found.to_v3()))
}

fn told(shelf: &Shelf, value: &Value) -> Answer {
    Answer::Document(Document::json(value).changed(shelf.changed_at()))
}
