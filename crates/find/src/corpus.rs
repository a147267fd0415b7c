//! All segments together: what is alive in them, and what is known of their texts as a whole.

use std::sync::Arc;

use uuid::Uuid;

use crate::segment::{Gone, Part, Postings, Segment, Words};
use crate::text::{FIELDS, Scoring, Statistics, held};
use crate::words::is_never_asked;

/// One segment among others.
#[derive(Debug, Clone)]
pub(crate) struct Living {
    pub(crate) segment: Arc<Segment>,
    pub(crate) gone: Gone,
    /// The number of its first entry among all.
    pub(crate) base: u32,
}

impl Living {
    pub(crate) fn new(segment: Segment) -> Self {
        Self { segment: Arc::new(segment), gone: Gone::default(), base: 0 }
    }

    pub(crate) fn alive(&self) -> usize {
        self.segment.len() - self.gone.len()
    }

    pub(crate) fn part(&self) -> Part<'_> {
        Part { segment: &self.segment, gone: &self.gone }
    }
}

/// Every entry there is. What is gone still counts for how rare words are, until its segment is merged.
#[derive(Debug)]
pub(crate) struct Corpus {
    /// Oldest first, which is largest first.
    pub(crate) parts: Vec<Living>,
    pub(crate) statistics: Statistics,
}

impl Default for Corpus {
    fn default() -> Self {
        Self::of(Vec::new())
    }
}

/// A term in every segment, with what it scores.
pub(crate) struct Term<'a> {
    /// One for each segment.
    pub(crate) lists: Vec<Postings<'a>>,
    pub(crate) scoring: Scoring<'a>,
}

impl Corpus {
    pub(crate) fn of(mut parts: Vec<Living>) -> Self {
        let (mut words, mut entries) = ([0; FIELDS], 0);
        for part in &mut parts {
            part.base = entries;
            entries += part.segment.len() as u32;
            let counted = part.segment.counted;
            words.iter_mut().zip(counted).for_each(|(all, some)| *all += some);
        }
        Self { parts, statistics: Statistics::new(entries, words) }
    }

    /// Entries alive.
    pub(crate) fn len(&self) -> usize {
        self.parts.iter().map(Living::alive).sum()
    }

    /// Where an entry is: its segment, and its number there.
    pub(crate) fn find(&self, id: Uuid) -> Option<(usize, u32)> {
        self.parts.iter().enumerate().rev().find_map(|(at, part)| {
            let entry = part.segment.entry(id).filter(|entry| !part.gone.has(*entry))?;
            Some((at, entry))
        })
    }

    /// Some stems in a row, where any entry holds them.
    pub(crate) fn term(&self, stems: &[String]) -> Option<Term<'_>> {
        let name = stems.join(" ");
        let lists: Vec<Postings<'_>> = self.parts.iter().map(|part| part.segment.list(&name)).collect();
        if lists.iter().all(|list| list.count() == 0) {
            return None;
        }
        let weights = match stems {
            [_] => self.statistics.weights(std::iter::once(held(lists.iter().copied()))),
            // A phrase tells as much as its words together do.
            _ => {
                let told = stems.iter().filter(|stem| !is_never_asked(stem));
                self.statistics.weights(told.map(|stem| self.held(stem)))
            }
        };
        Some(Term { lists, scoring: self.statistics.scoring(weights) })
    }

    fn held(&self, stem: &str) -> [u32; FIELDS] {
        held(self.parts.iter().map(|part| part.segment.list(stem)))
    }

    pub(crate) fn has_stem(&self, stem: &str) -> bool {
        self.parts.iter().any(|part| part.segment.has_stem(stem))
    }

    pub(crate) fn words(&self) -> Vec<&Words> {
        self.parts.iter().map(|part| &part.segment.words).collect()
    }

    pub(crate) fn bytes(&self) -> usize {
        self.parts.iter().map(|part| part.segment.bytes() + part.segment.len() / 8).sum()
    }
}
