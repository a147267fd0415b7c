//! What can be chosen from: the languages services say are spoken there, and what many people
//! look for. Counted as services come and go, so that nobody is offered a choice that finds
//! nothing.

use std::collections::{BTreeMap, HashMap};

use find::Entry;
use uuid::Uuid;

use super::browse::{About, ROW, answers};

/// The most languages one service is counted under: a list of every language there is says nothing.
const MOST: usize = 12;

#[derive(Debug, Default)]
pub(super) struct Facets {
    of: HashMap<Uuid, Facet>,
    languages: BTreeMap<String, u32>,
    row: [u32; 16],
}

/// What one service can be chosen by; kept only where there is any.
#[derive(Debug, Default)]
struct Facet {
    languages: Box<[String]>,
    row: u16,
}

impl Facet {
    fn of(entry: &Entry) -> Facet {
        let mut named: Vec<String> = entry.languages.iter().filter_map(|said| tidy(said)).collect();
        named.sort_unstable();
        named.dedup();
        if named.len() > MOST {
            named.clear();
        }
        Facet { languages: named.into(), row: answers(entry) }
    }

    fn words(&self) -> impl Iterator<Item = usize> {
        let row = self.row;
        (0..ROW.len()).filter(move |n| row & (1 << n) != 0)
    }
}

impl Facets {
    pub fn put(&mut self, entry: &Entry) {
        self.remove(entry.id);
        let facet = Facet::of(entry);
        if facet.languages.is_empty() && facet.row == 0 {
            return;
        }
        for name in &facet.languages {
            *self.languages.entry(name.clone()).or_default() += 1;
        }
        facet.words().for_each(|n| self.row[n] += 1);
        self.of.insert(entry.id, facet);
    }

    pub fn remove(&mut self, id: Uuid) {
        let Some(facet) = self.of.remove(&id) else { return };
        facet.words().for_each(|n| self.row[n] -= 1);
        for name in &facet.languages {
            let left = self.languages.get_mut(name).map_or(0, |count| {
                *count -= 1;
                *count
            });
            if left == 0 {
                self.languages.remove(name);
            }
        }
    }

    pub fn languages(&self) -> Vec<String> {
        self.languages.keys().cloned().collect()
    }

    /// Whether anything is about one of this word's topics.
    pub fn has(&self, about: &About) -> bool {
        ROW.iter().position(|other| other == about).is_some_and(|n| self.row[n] > 0)
    }
}

/// "polish " as "Polish"; nothing for English, for codes, and for what is no name.
fn tidy(said: &str) -> Option<String> {
    let said = said.trim();
    let letters = said.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '(' | ')'));
    let named = letters && (4..=40).contains(&said.chars().count());
    let mut rest = said.chars();
    let first = rest.next()?.to_uppercase();
    let name: String = first.chain(rest).collect();
    (named && !name.eq_ignore_ascii_case("english")).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: u128, languages: &[&str], topics: &[&str]) -> Entry {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Entry {
            id: Uuid::from_u128(id),
            languages: owned(languages),
            topics: owned(topics),
            ..Entry::default()
        }
    }

    #[test]
    fn choices_come_and_go_with_the_services_that_answer_them() {
        let mut facets = Facets::default();
        let loss = About::parse("loss").unwrap();
        facets.put(&entry(1, &["Polish", "polish ", "English", "pl", "1"], &["Bereavement"]));
        facets.put(&entry(2, &["Welsh", "Polish"], &[]));
        assert_eq!(facets.languages(), ["Polish", "Welsh"]);
        assert!(facets.has(loss) && !facets.has(About::parse("money").unwrap()));
        facets.put(&entry(2, &["Welsh"], &[]));
        facets.remove(Uuid::from_u128(1));
        facets.remove(Uuid::from_u128(7));
        assert_eq!(facets.languages(), ["Welsh"]);
        assert!(!facets.has(loss));
    }
}
