//! How well entries fit all concepts of a question together.

use std::ops::Range;

use crate::corpus::{Corpus, Living};
use crate::holding::{Holding, Terms, Tops};

/// The share of what the best entry covers of a question that others must cover too: of two things asked one will do,
/// of three it will not.
pub(crate) const ENOUGH: f64 = 0.4;
/// How many entries are summed up together.
const WINDOW: u32 = 4_096;

/// A concept as a question weighs it.
pub(crate) struct Weighed<'a> {
    pub(crate) terms: Terms<'a>,
    tops: Tops,
    /// How much the concept decides.
    weight: f64,
    /// The same, less where much of the directory holds it.
    telling: f64,
}

impl<'a> Weighed<'a> {
    pub(crate) fn new(terms: Terms<'a>, tops: Tops, weight: f64, entries: usize) -> Self {
        Self { terms, tops, weight, telling: rarity(tops.held, entries) * weight }
    }
}

/// How much it says of an entry that it holds something `held` of `all` entries hold: from 1 for very few towards a
/// third for nearly all.
fn rarity(held: usize, all: usize) -> f64 {
    let share = held as f64 / all.max(1) as f64;
    1.0 / (1.0 + 2.0 * share.sqrt())
}

/// What the best of the whole directory reach, which every entry is measured by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Best {
    /// The most that any covers of what was asked, in weight.
    covered: f64,
    /// The best that any fits.
    fit: f64,
}

/// The concepts of one question over the entries.
pub(crate) struct Fitting<'a> {
    concepts: &'a [Weighed<'a>],
    whole: f64,
    sums: Vec<(f64, f64)>,
    touched: Vec<u64>,
}

impl<'a> Fitting<'a> {
    pub(crate) fn new(concepts: &'a [Weighed<'a>]) -> Self {
        Self {
            concepts,
            whole: concepts.iter().map(|concept| concept.weight).sum(),
            sums: vec![(0.0, 0.0); WINDOW as usize],
            touched: vec![0; WINDOW as usize / 64],
        }
    }

    /// Looks through the whole directory for the best.
    pub(crate) fn best(&mut self, corpus: &Corpus) -> Best {
        let mut best = Best { covered: 0.0, fit: f64::MIN_POSITIVE };
        let whole = self.whole;
        for (at, part) in corpus.parts.iter().enumerate() {
            self.each(at, part, &(0..u32::MAX), |_, text, covered| {
                best.covered = best.covered.max(covered);
                best.fit = best.fit.max(text * covered / whole);
            });
        }
        best
    }

    /// Hands over the entries of a run that cover enough of what the best covers, in order, each with how well it fits: 0
    /// to 1.
    pub(crate) fn fitting(
        &mut self,
        at: usize,
        part: &Living,
        run: &Range<u32>,
        best: Best,
        mut take: impl FnMut(u32, f64),
    ) {
        let whole = self.whole;
        self.each(at, part, run, |entry, text, covered| {
            if covered >= best.covered * ENOUGH {
                take(entry, text * covered / whole / best.fit);
            }
        });
    }

    /// Hands over every entry of a run that holds any concept, with what it holds and how much it covers.
    fn each(&mut self, at: usize, part: &Living, run: &Range<u32>, mut take: impl FnMut(u32, f64, f64)) {
        let within = |concept: &Weighed<'_>| concept.terms.within(at, part, run, concept.tops);
        let holdings: Vec<Holding> = self.concepts.iter().map(within).collect();
        let mut next: Vec<usize> = vec![0; holdings.len()];
        loop {
            let waiting = holdings.iter().zip(&next).filter_map(|(holding, at)| holding.entries.get(*at));
            let Some(from) = waiting.min().copied() else { return };
            let end = from.saturating_add(WINDOW);
            for ((concept, holding), at) in self.concepts.iter().zip(&holdings).zip(&mut next) {
                while let Some(entry) = holding.entries.get(*at).filter(|entry| **entry < end) {
                    let place = (entry - from) as usize;
                    let (text, covered) = &mut self.sums[place];
                    *text += f64::from(holding.fits[*at]) * concept.telling;
                    *covered += concept.weight;
                    self.touched[place / 64] |= 1 << (place % 64);
                    *at += 1;
                }
            }
            for (at, bits) in self.touched.iter_mut().enumerate() {
                while *bits != 0 {
                    let place = at * 64 + bits.trailing_zeros() as usize;
                    *bits &= *bits - 1;
                    let (text, covered) = std::mem::take(&mut self.sums[place]);
                    take(from + place as u32, text, covered);
                }
            }
        }
    }
}
