//! People's words joined to the directory's words, read from a plain text file anyone can edit.
//!
//! One group a line, terms separated by commas; every term brings in every other. A line with `>` works one way only: a
//! term on the left brings in those on the right. Lines starting with `#` are comments. A term may be several words.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::words::stems;

/// Longest term in words.
const LONGEST: usize = 5;
/// Most other words one term brings in, so that a word in many groups does not flood the answer.
const MOST: usize = 16;

/// Terms and what each brings in.
#[derive(Debug, Clone, Default)]
pub struct Synonyms {
    brought: HashMap<String, Vec<Term>>,
    words: HashSet<String>,
    phrases: BTreeSet<Vec<String>>,
}

/// Another way of saying it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    /// As written in the file.
    pub(crate) text: String,
    /// Its stems, in order.
    pub(crate) stems: Vec<String>,
}

impl Synonyms {
    /// The list that comes with Quilt.
    #[must_use]
    pub fn of_quilt() -> Self {
        Self::read(include_str!("../synonyms.txt"))
    }

    /// Reads a list; anything unreadable in it is passed over.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut all = Self::default();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            all.words.extend(crate::words::words(line));
            match line.split_once('>') {
                Some((from, to)) => {
                    let to = terms(to);
                    for term in terms(from) {
                        all.join(&term, &to);
                    }
                }
                None => {
                    let group = terms(line);
                    for term in &group {
                        all.join(term, &group);
                    }
                }
            }
        }
        all
    }

    /// How many terms bring in others.
    #[must_use]
    pub fn len(&self) -> usize {
        self.brought.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.brought.is_empty()
    }

    fn join(&mut self, from: &Term, to: &[Term]) {
        let brought = self.brought.entry(from.stems.join(" ")).or_default();
        let phrases = to.iter().chain([from]).filter(|term| term.stems.len() > 1);
        self.phrases.extend(phrases.map(|term| term.stems.clone()));
        for term in to.iter().filter(|term| term.stems != from.stems) {
            if brought.len() < MOST && !brought.iter().any(|b| b.stems == term.stems) {
                brought.push(term.clone());
            }
        }
    }

    /// What a term brings in; nothing for an unknown one.
    pub(crate) fn of(&self, stems: &[String]) -> &[Term] {
        self.brought.get(&stems.join(" ")).map_or(&[], Vec::as_slice)
    }

    /// How many of the leading stems form the longest known term, two words or more.
    pub(crate) fn phrase_at(&self, stems: &[String]) -> Option<usize> {
        (2..=stems.len().min(LONGEST)).rev().find(|n| self.brought.contains_key(&stems[..*n].join(" ")))
    }

    /// The stems of every term of two words or more: all phrases that can ever be asked for.
    pub(crate) fn phrases(&self) -> impl Iterator<Item = &[String]> {
        self.phrases.iter().map(Vec::as_slice)
    }

    /// Every single word of every term, for telling a slip from a word we know.
    pub(crate) fn words(&self) -> impl Iterator<Item = &String> {
        self.words.iter()
    }
}

pub(crate) fn terms(text: &str) -> Vec<Term> {
    text.split(',')
        .map(|term| Term { text: term.trim().to_lowercase(), stems: stems(term) })
        .filter(|term| !term.stems.is_empty() && term.stems.len() <= LONGEST)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brought(list: &Synonyms, term: &str) -> Vec<String> {
        list.of(&stems(term)).iter().map(|t| t.text.clone()).collect()
    }

    #[test]
    fn groups_work_both_ways_and_arrows_one() {
        let list = Synonyms::read("# a comment\nwalk, ramble\nfeel low > mental health, wellbeing\n\n,,\n");
        assert_eq!(brought(&list, "walking"), ["ramble"]);
        assert_eq!(brought(&list, "rambles"), ["walk"]);
        assert_eq!(brought(&list, "feeling low"), ["mental health", "wellbeing"]);
        assert!(brought(&list, "wellbeing").is_empty());
        assert_eq!(list.phrase_at(&stems("feel low today")), Some(2));
    }

    #[test]
    fn the_list_that_ships_is_sound() {
        let text = include_str!("../synonyms.txt");
        let lines: Vec<_> = text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')).collect();
        assert!(lines.len() >= 80, "{} lines", lines.len());
        for line in &lines {
            assert!(line.contains(',') || line.contains('>'), "a group of one: {line}");
            assert!(line.matches('>').count() <= 1, "two arrows: {line}");
            for term in line.split([',', '>']) {
                assert!(!term.trim().is_empty(), "an empty term: {line}");
                assert!(stems(term).len() <= LONGEST, "too long: {term}");
            }
        }
        assert!(brought(&Synonyms::of_quilt(), "lonely").contains(&"companionship".to_owned()));
    }
}
