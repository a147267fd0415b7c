//! What can be chosen from: the languages services say are spoken there. Counted as services
//! come and go, so that nobody is offered a choice that finds nothing.

use std::collections::{BTreeMap, HashMap};

use find::Entry;
use uuid::Uuid;

/// The most languages one service is counted under: a list of every language there is says nothing.
const MOST: usize = 12;

#[derive(Debug, Default)]
pub(super) struct Facets {
    /// Few services say which languages are spoken: only those are here.
    of: HashMap<Uuid, Vec<String>>,
    counts: BTreeMap<String, u32>,
}

impl Facets {
    pub fn put(&mut self, entry: &Entry) {
        self.remove(entry.id);
        let mut named: Vec<String> = entry.languages.iter().filter_map(|said| tidy(said)).collect();
        named.sort_unstable();
        named.dedup();
        if named.is_empty() || named.len() > MOST {
            return;
        }
        for name in &named {
            *self.counts.entry(name.clone()).or_default() += 1;
        }
        self.of.insert(entry.id, named);
    }

    pub fn remove(&mut self, id: Uuid) {
        for name in self.of.remove(&id).unwrap_or_default() {
            let left = self.counts.get_mut(&name).map_or(0, |count| {
                *count -= 1;
                *count
            });
            if left == 0 {
                self.counts.remove(&name);
            }
        }
    }

    pub fn languages(&self) -> Vec<String> {
        self.counts.keys().cloned().collect()
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

    fn entry(id: u128, languages: &[&str]) -> Entry {
        let languages = languages.iter().map(|name| (*name).to_owned()).collect();
        Entry { id: Uuid::from_u128(id), languages, ..Entry::default() }
    }

    #[test]
    fn languages_come_and_go_with_the_services_that_speak_them() {
        let mut facets = Facets::default();
        facets.put(&entry(1, &["Polish", "polish ", "English", "pl", "1"]));
        facets.put(&entry(2, &["Welsh", "Polish"]));
        assert_eq!(facets.languages(), ["Polish", "Welsh"]);
        facets.put(&entry(2, &["Welsh"]));
        facets.remove(Uuid::from_u128(1));
        facets.remove(Uuid::from_u128(7));
        assert_eq!(facets.languages(), ["Welsh"]);
    }
}
