//! What people could not find: needs that nothing local met, counted by need and town.

use std::collections::BTreeMap;

use measure::Suppressed;

/// A need is written in a person's own words, and words can tell who said them: they are
/// shown once this many journeys have said the same.
pub(super) const FEWEST_TO_NAME: u64 = 3;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Gap {
    pub need: String,
    /// Towns where eight people or more said it; else only how many towns.
    pub towns: String,
    pub people: Suppressed,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Gaps {
    /// By need as compared: how it is written, and journeys by town.
    needs: BTreeMap<String, (String, BTreeMap<String, u64>)>,
}

impl Gaps {
    /// `people` journeys in `town` found nothing for `need`.
    pub fn add(&mut self, need: &str, town: Option<&str>, people: u64) {
        let words = need.split_whitespace().collect::<Vec<_>>().join(" ");
        let key = words.trim_end_matches('.').to_lowercase();
        let town = town.map_or("", str::trim).to_owned();
        let (_, towns) = self.needs.entry(key).or_insert_with(|| (words, BTreeMap::new()));
        *towns.entry(town).or_default() += people;
    }

    /// The commonest first, at most `most`; and how many gaps were said in words of their own.
    pub fn shown(&self, most: usize) -> (Vec<Gap>, Suppressed) {
        let total = |towns: &BTreeMap<String, u64>| towns.values().sum::<u64>();
        let (named, rare): (Vec<_>, Vec<_>) =
            self.needs.values().partition(|(_, towns)| total(towns) >= FEWEST_TO_NAME);
        let mut rows: Vec<Gap> = named
            .into_iter()
            .map(|(need, towns)| Gap {
                need: capital(need),
                towns: in_words(towns),
                people: Suppressed::new(total(towns)),
            })
            .collect();
        // Counts that print alike are put in order of their words, so the order tells nothing more.
        rows.sort_by(|a, b| b.people.shown().cmp(&a.people.shown()).then_with(|| a.need.cmp(&b.need)));
        let others = rare.into_iter().map(|(_, towns)| total(towns)).sum();
        rows.truncate(most);
        (rows, Suppressed::new(others))
    }
}

fn in_words(towns: &BTreeMap<String, u64>) -> String {
    let many =
        towns.iter().filter(|(town, people)| !town.is_empty() && **people >= measure::suppress::FEWEST);
    let named: Vec<&str> = many.map(|(town, _)| town.as_str()).collect();
    match (named.as_slice(), towns.len()) {
        ([], 1) => {
            towns.keys().next().filter(|town| !town.is_empty()).map_or("not said", String::as_str).to_owned()
        }
        ([], places) => format!("{places} towns"),
        (named, places) if named.len() < places => format!("{} and elsewhere", named.join(", ")),
        (named, _) => named.join(", "),
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_few_have_said_are_not_shown() {
        let mut gaps = Gaps::default();
        gaps.add("Company on Sundays", Some("Watchet"), 14);
        gaps.add("company  on sundays.", Some("Watchet"), 1);
        gaps.add("Company on Sundays", Some("Minehead"), 2);
        gaps.add("Somewhere to talk about Bob", Some("Watchet"), 1);
        gaps.add("Men’s cooking", None, 4);
        let (shown, others) = gaps.shown(10);
        let rows: Vec<_> =
            shown.iter().map(|g| (g.need.as_str(), g.towns.as_str(), g.people.to_string())).collect();
        assert_eq!(
            rows,
            [
                ("Company on Sundays", "Watchet and elsewhere", "15".to_owned()),
                ("Men’s cooking", "not said", "*".to_owned()),
            ]
        );
        assert_eq!(others.to_string(), "*");
        assert!(!format!("{shown:?}").contains("Bob"));
    }
}
