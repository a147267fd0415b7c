//! The terms services are listed under, and the lists (taxonomies) they come from. Only what
//! is in use is given: whoever publishes a list publishes the whole of it.

use serde_json::Value;
use uuid::Uuid;

use super::asked::Asked;
use super::list::{answer, shelf};
use super::parameter::{Endpoint, Parameter};
use super::shape;
use crate::directory::{Shelf, wanted};
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
        .map(|taxonomy| Value::Object(shape::taxonomy(taxonomy)))
        .collect();
    answer(visit, &asked, &shelf, found, |_, some| Ok(some.to_vec()))
}

/// GET `/taxonomies/{id}`, with its terms
pub fn one_list(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    Endpoint::read_none(visit)?;
    let id: Uuid = visit.param("id")?;
    let shelf = shelf(visit)?;
    let found = shelf.taxonomies().iter().find(|taxonomy| taxonomy.id == id);
    let mut fields = shape::taxonomy(found.ok_or_else(Refusal::not_found)?);
    let terms = shelf.terms().iter().filter(|term| term.taxonomy() == Some(id));
    let terms: Vec<Value> = terms.map(|term| Value::Object(shape::term(term))).collect();
    fields.insert("taxonomy_terms".into(), Value::Array(terms));
    Ok(told(&shelf, Value::Object(fields)))
}

/// GET `/taxonomy_terms`
pub fn terms(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let asked = Asked::read(visit, &TERMS)?;
    let shelf = shelf(visit)?;
    let list = asked.filter.taxonomy.as_deref();
    // No term here stands below another, so whoever asks for those below one gets none.
    let all = if asked.parent.is_some() { &[] } else { shelf.terms() };
    let found: Vec<usize> = all
        .iter()
        .enumerate()
        .filter(|(_, term)| list.is_none_or(|list| term.is_of(list)))
        .filter(|(_, term)| is_called(&term.name, &asked.filter.words))
        .map(|(at, _)| at)
        .collect();
    let kept = shelf.clone();
    answer(visit, &asked, &shelf, found, move |_, some| {
        let terms = some.iter().filter_map(|at| kept.terms().get(*at));
        Ok(terms.map(|term| Value::Object(shape::term(term))).collect())
    })
}

/// GET `/taxonomy_terms/{id}`
pub fn one_term(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    Endpoint::read_none(visit)?;
    let id: Uuid = visit.param("id")?;
    let shelf = shelf(visit)?;
    let found = shelf.terms().iter().find(|term| term.id == id).ok_or_else(Refusal::not_found)?;
    Ok(told(&shelf, Value::Object(shape::term(found))))
}

fn told(shelf: &Shelf, value: Value) -> Answer {
    Answer::Document(Document::json(&value).changed(shelf.changed_at()))
}
