//! The terms services are listed under, and the lists (taxonomies) they come from, with ids
//! that are the same in every service and on every machine.

use openreferral::{NAMESPACE, Term};
use uuid::Uuid;

/// A term some given service is listed under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenTerm {
    pub id: Uuid,
    /// As published, often a prefixed code such as `esdServiceType:298`.
    pub code: String,
    pub name: String,
    /// The list it comes from, by name.
    pub list: Option<String>,
    pub uri: Option<String>,
}

/// A list of terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenTaxonomy {
    pub id: Uuid,
    pub name: String,
}

impl GivenTerm {
    /// A term whose publisher gives it no UUID gets one from its list, its code and its name: two
    /// lists may well number their terms alike.
    pub fn of(term: &Term) -> GivenTerm {
        let published = Uuid::parse_str(&term.id).ok().filter(|id| !id.is_nil());
        let says = || {
            let list = term.vocabulary.as_deref().unwrap_or_default();
            format!("term\n{list}\n{}\n{}", term.id, term.name)
        };
        GivenTerm {
            id: published.unwrap_or_else(|| Uuid::new_v5(&NAMESPACE, says().as_bytes())),
            code: term.id.clone(),
            name: term.name.clone(),
            list: term.vocabulary.clone(),
            uri: term.uri.clone(),
        }
    }

    pub fn taxonomy(&self) -> Option<Uuid> {
        self.list.as_deref().map(taxonomy_id)
    }

    /// Whether this is the term asked for, by its id or its code.
    pub fn is(&self, asked: &str) -> bool {
        !asked.is_empty()
            && (self.code.eq_ignore_ascii_case(asked) || Uuid::parse_str(asked).is_ok_and(|id| id == self.id))
    }

    /// Whether it comes from the list asked for, by its id or its name.
    pub fn is_of(&self, asked: &str) -> bool {
        self.list.as_deref().is_some_and(|list| {
            list.eq_ignore_ascii_case(asked) || Uuid::parse_str(asked).is_ok_and(|id| id == taxonomy_id(list))
        })
    }
}

/// A list is known by its name alone: publishers give it no id.
pub(super) fn taxonomy_id(name: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, format!("taxonomy\n{name}").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(id: &str, name: &str, list: Option<&str>) -> GivenTerm {
        let vocabulary = list.map(str::to_owned);
        GivenTerm::of(&Term { id: id.into(), name: name.into(), vocabulary, uri: None })
    }

    #[test]
    fn a_term_is_the_same_wherever_it_stands() {
        let carers = term("esdServiceType:298", "Carers support groups", Some("esdServiceType"));
        assert_eq!(carers, term("esdServiceType:298", "Carers support groups", Some("esdServiceType")));
        assert_ne!(carers.id, term("1", "Sport", Some("a")).id);
        assert_ne!(term("1", "Sport", None).id, term("1", "Food", None).id, "two lists number alike");
        let published = "1f4a6f3e-98f5-4b6b-8b2a-0d5e5fb2b6a0";
        assert_eq!(term(published, "Walks", None).id.to_string(), published);
        let nobody = "00000000-0000-0000-0000-000000000000";
        assert_ne!(term(nobody, "Walks", None).id.to_string(), nobody);
    }

    #[test]
    fn a_term_is_asked_for_by_id_or_code() {
        let carers = term("esdServiceType:298", "Carers support groups", Some("esdServiceType"));
        assert!(carers.is("esdservicetype:298") && carers.is(&carers.id.to_string()));
        assert!(!carers.is("298") && !carers.is(""));
        let list = carers.taxonomy().unwrap().to_string();
        assert!(carers.is_of("esdServiceType") && carers.is_of(&list) && !carers.is_of("quilt"));
        assert!(!term("1", "Sport", None).is_of(""));
    }
}
