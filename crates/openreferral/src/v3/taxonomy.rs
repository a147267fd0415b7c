//! The lists that say what services are, and their terms, gathered from the services themselves.

use std::collections::BTreeMap;

use serde_json::Value;
use uuid::Uuid;

use super::object::Object;
use crate::{
    contact::{self, Web},
    curie,
    reader::NAMESPACE,
    service::{Service, Term},
};

/// A list of terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taxonomy {
    /// Made from its name, so it is the same in every service and at every start.
    pub id: Uuid,
    /// As publishers name it, such as `esdServiceType`.
    pub name: String,
    pub description: String,
    pub uri: Option<String>,
}

/// One term of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxonomyTerm {
    /// [`Term::uuid`].
    pub id: Uuid,
    /// As published, such as `esdServiceType:298`; `None` when that is no more than the id.
    pub code: Option<String>,
    pub name: String,
    /// The list it belongs to: its id and name.
    pub taxonomy: Option<(Uuid, String)>,
    pub parent: Option<Uuid>,
    pub uri: Option<String>,
}

/// Every list and term that some services use, each once, in the order of their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taxonomies {
    lists: BTreeMap<Uuid, Taxonomy>,
    terms: BTreeMap<Uuid, TaxonomyTerm>,
}

impl Taxonomies {
    /// Adds what one service is listed under. Of one term named in two ways the first name stays; a parent that
    /// only the second knows is taken up.
    pub fn add(&mut self, service: &Service) {
        for term in &service.terms {
            let written = TaxonomyTerm::of(term);
            if let Some((id, name)) = &written.taxonomy {
                self.lists.entry(*id).or_insert_with(|| Taxonomy::named(name));
            }
            let known = self.terms.entry(written.id).or_insert_with(|| written.clone());
            known.parent = known.parent.or(written.parent);
        }
    }

    /// Those of these services.
    pub fn of<'a>(services: impl IntoIterator<Item = &'a Service>) -> Self {
        let mut all = Self::default();
        services.into_iter().for_each(|service| all.add(service));
        all
    }

    pub fn taxonomies(&self) -> impl ExactSizeIterator<Item = &Taxonomy> {
        self.lists.values()
    }

    pub fn taxonomy(&self, id: Uuid) -> Option<&Taxonomy> {
        self.lists.get(&id)
    }

    pub fn terms(&self) -> impl ExactSizeIterator<Item = &TaxonomyTerm> {
        self.terms.values()
    }

    pub fn term(&self, id: Uuid) -> Option<&TaxonomyTerm> {
        self.terms.get(&id)
    }
}

impl Taxonomy {
    /// The list of this name.
    pub fn named(name: &str) -> Self {
        let known = curie::known(name);
        Self {
            id: Self::id_of(name),
            name: name.to_owned(),
            description: known
                .map_or_else(|| name.to_owned(), |known| format!("{}: {}", known.name, known.about)),
            uri: known.and_then(|known| known.uri).map(str::to_owned),
        }
    }

    /// The id of the list of this name.
    pub fn id_of(name: &str) -> Uuid {
        Uuid::new_v5(&NAMESPACE, format!("taxonomy\n{}", name.trim()).as_bytes())
    }

    /// The list as `/taxonomies/{id}` gives it, alone and in a list.
    pub fn to_v3(&self) -> Value {
        let mut out = Object::default();
        out.put("id", self.id);
        out.put("name", &self.name);
        out.put("description", &self.description);
        out.some("uri", self.uri.as_ref());
        out.done()
    }
}

impl TaxonomyTerm {
    /// What a service's term is in the standard.
    pub fn of(term: &Term) -> Self {
        let uri = match term.uri.as_deref().map(contact::web) {
            Some(Web::Fine(uri)) => Some(uri),
            _ => None,
        };
        let is_id = term.id.is_empty() || Uuid::parse_str(&term.id).is_ok();
        Self {
            id: term.uuid(),
            code: (!is_id).then(|| term.id.clone()),
            name: term.name.clone(),
            taxonomy: term.vocabulary.as_ref().map(|name| (Taxonomy::id_of(name), name.clone())),
            parent: term.parent,
            uri,
        }
    }

    /// The term as `/taxonomy_terms/{id}` gives it, alone, in a list and inside a service.
    pub fn to_v3(&self) -> Value {
        let mut out = Object::default();
        out.put("id", self.id);
        out.some("code", self.code.as_ref());
        out.put("name", &self.name);
        out.put("description", &self.name);
        out.some("parent_id", self.parent);
        out.some("taxonomy", self.taxonomy.as_ref().map(|(_, name)| name));
        out.some("taxonomy_id", self.taxonomy.as_ref().map(|(id, _)| id));
        out.some("term_uri", self.uri.as_ref());
        out.done()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(id: &str, name: &str, vocabulary: &str) -> Term {
        Term { id: id.into(), name: name.into(), vocabulary: Some(vocabulary.into()), ..Term::default() }
    }

    #[test]
    fn a_term_has_one_id_in_every_service() {
        let carers = term("esdServiceType:298", "Carers support groups", "esdServiceType");
        let one = Service { id: Uuid::from_u128(1), terms: vec![carers.clone()], ..Service::default() };
        let child = Term { parent: Some(carers.uuid()), ..term("x", "Young carers", "local") };
        let two =
            Service { id: Uuid::from_u128(2), terms: vec![carers.clone(), child], ..Service::default() };
        let all = Taxonomies::of([&one, &two]);
        assert_eq!((all.taxonomies().len(), all.terms().len()), (2, 2));
        let written = all.term(carers.uuid()).unwrap().to_v3();
        assert_eq!(written["code"], "esdServiceType:298");
        let list = all.taxonomy(Taxonomy::id_of("esdServiceType")).unwrap();
        assert_eq!(written["taxonomy_id"], list.id.to_string());
        assert!(list.description.starts_with("LGA service types"));
        assert!(all.terms().any(|t| t.parent == Some(carers.uuid())));
        assert_eq!(super::super::service(&one)["attributes"][0]["taxonomy_term"], written);
    }

    #[test]
    fn a_published_uuid_is_kept() {
        let id = "3f7b145d-84af-42d7-8fae-eaca714b02b2";
        assert_eq!(term(id, "Carers", "local").uuid().to_string(), id);
        assert!(TaxonomyTerm::of(&term(id, "Carers", "local")).code.is_none());
        let both = Term { published: Uuid::parse_str(id).ok(), ..term("esdNeed:69", "Social", "esdNeed") };
        assert_eq!(
            (both.uuid().to_string().as_str(), TaxonomyTerm::of(&both).code.as_deref()),
            (id, Some("esdNeed:69"))
        );
    }
}
