//! All segments together: what is alive in them, and what is known of their texts as a whole.

use std::ops::Range;
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
}

impl Living {
    pub(crate) fn new(segment: Segment) -> Self {
        Self { segment: Arc::new(segment), gone: Gone::default() }
    }

    pub(crate) fn alive(&self) -> usize {
        self.segment.len() - self.gone.len()
    }

    /// All of its entries.
    pub(crate) fn whole(&self) -> Range<u32> {
        0..self.segment.len() as u32
    }

    pub(crate) fn part(&self) -> Part<'_> {
        Part { segment: &self.segment, gone: &self.gone }
    }
}

/// Newer segments together are this many times smaller than the settled ones, or they settle too.
const FEW: usize = 8;

/// Every entry there is. How rare words are is reckoned from the settled segments, what is gone from them counted until they
/// are merged: so that a change leaves what was worked out of them as it is. What a few new entries would change of it is
/// too little to be seen.
#[derive(Debug)]
pub(crate) struct Corpus {
    /// Oldest first, which is largest first.
    pub(crate) parts: Vec<Living>,
    /// How many parts, the first, are settled.
    pub(crate) settled: usize,
    /// The numbers of the settled segments: with the same, words are as rare as they were.
    pub(crate) reckoning: Vec<u64>,
    statistics: Statistics,
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
    pub(crate) fn of(parts: Vec<Living>) -> Self {
        let all: usize = parts.iter().map(|part| part.segment.len()).sum();
        let (mut words, mut entries, mut settled) = ([0; FIELDS], 0, 0);
        while (all - entries) * FEW > entries {
            let segment = &parts[settled].segment;
            entries += segment.len();
            words.iter_mut().zip(segment.counted).for_each(|(all, some)| *all += some);
            settled += 1;
        }
        let reckoning = parts[..settled].iter().map(|part| part.segment.number).collect();
        Self { parts, settled, reckoning, statistics: Statistics::new(entries as u32, words) }
    }

    /// How many entries say how rare words are.
    pub(crate) fn counted(&self) -> usize {
        self.parts[..self.settled].iter().map(|part| part.segment.len()).sum()
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
            [_] => self.statistics.weights(std::iter::once(held(lists.iter().take(self.settled).copied()))),
            // A phrase tells as much as its words together do.
            _ => {
                let told = stems.iter().filter(|stem| !is_never_asked(stem));
                self.statistics.weights(told.map(|stem| self.held(stem)))
            }
        };
        Some(Term { lists, scoring: self.statistics.scoring(weights) })
    }

    fn held(&self, stem: &str) -> [u32; FIELDS] {
        held(self.parts[..self.settled].iter().map(|part| part.segment.list(stem)))
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
