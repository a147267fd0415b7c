//! The terms services are listed under, and the lists (taxonomies) they come from.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use openreferral::v3::{Taxonomy, TaxonomyTerm};
use uuid::Uuid;

use super::given::Facts;

/// Whether this is the term asked for, by its id or its code.
pub(super) fn is_term(term: &TaxonomyTerm, asked: &str) -> bool {
    let coded = term.code.as_deref().is_some_and(|code| code.eq_ignore_ascii_case(asked));
    coded || Uuid::parse_str(asked).is_ok_and(|id| id == term.id)
}

/// Whether a term comes from the list asked for, by its id or its name.
pub fn is_of(term: &TaxonomyTerm, asked: &str) -> bool {
    term.taxonomy.as_ref().is_some_and(|(id, name)| {
        name.eq_ignore_ascii_case(asked) || Uuid::parse_str(asked).is_ok_and(|it| it == *id)
    })
}

/// Each term in use once, by list and name. Of one term said in two ways the first stands, with
/// the wider term that any of them knows.
pub(super) fn all_terms<'a>(services: impl Iterator<Item = &'a Facts>) -> Vec<Arc<TaxonomyTerm>> {
    let mut known: HashMap<Uuid, Arc<TaxonomyTerm>> = HashMap::new();
    for term in services.flat_map(|service| &service.terms) {
        let held = known.entry(term.id).or_insert_with(|| term.clone());
        if held.parent.is_none() && term.parent.is_some() {
            Arc::make_mut(held).parent = term.parent;
        }
    }
    let mut terms: Vec<Arc<TaxonomyTerm>> = known.into_values().collect();
    let list = |term: &TaxonomyTerm| term.taxonomy.as_ref().map(|(_, name)| name.clone());
    terms.sort_by(|a, b| (list(a), &a.name, a.id).cmp(&(list(b), &b.name, b.id)));
    terms
}

/// Each list any term comes from, by name.
pub(super) fn all_taxonomies(terms: &[Arc<TaxonomyTerm>]) -> Vec<Taxonomy> {
    let mut seen = BTreeSet::new();
    let lists = terms.iter().filter_map(|term| term.taxonomy.as_ref());
    lists.filter(|(id, _)| seen.insert(*id)).map(|(_, name)| Taxonomy::named(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use openreferral::Term;

    #[test]
    fn a_term_is_asked_for_by_id_or_code() {
        let said = |id: &str, name: &str, list: Option<&str>| {
            let vocabulary = list.map(str::to_owned);
            TaxonomyTerm::of(&Term { id: id.into(), name: name.into(), vocabulary, ..Term::default() })
        };
        let carers = said("esdServiceType:298", "Carers support groups", Some("esdServiceType"));
        assert!(is_term(&carers, "esdservicetype:298") && is_term(&carers, &carers.id.to_string()));
        assert!(!is_term(&carers, "298") && !is_term(&carers, ""));
        let list = Taxonomy::id_of("esdServiceType").to_string();
        assert!(is_of(&carers, "esdServiceType") && is_of(&carers, &list) && !is_of(&carers, "quilt"));
        let loose = said("", "Sport", None);
        assert!(!is_term(&loose, "") && !is_of(&loose, ""));
    }
}
