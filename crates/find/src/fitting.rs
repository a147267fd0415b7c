//! How well entries fit all concepts of a question together.

use std::ops::Range;
use std::sync::Arc;

use crate::holding::Holding;

/// How many entries are summed up together.
const WINDOW: u32 = 4_096;

/// A concept as a question weighs it.
#[derive(Debug, Clone)]
pub(crate) struct Weighed {
    pub(crate) holding: Arc<Holding>,
    /// How much the concept decides.
    pub(crate) weight: f64,
    /// The same, less where much of the directory holds it.
    telling: f64,
}

impl Weighed {
    pub(crate) fn new(holding: Arc<Holding>, weight: f64, entries: usize) -> Self {
        let telling = rarity(holding.len(), entries) * weight;
        Self { holding, weight, telling }
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
    concepts: &'a [Weighed],
    whole: f64,
    sums: Vec<(f64, f64)>,
    touched: Vec<u64>,
}

impl<'a> Fitting<'a> {
    pub(crate) fn new(concepts: &'a [Weighed]) -> Self {
        Self {
            concepts,
            whole: concepts.iter().map(|concept| concept.weight).sum(),
            sums: vec![(0.0, 0.0); WINDOW as usize],
            touched: vec![0; WINDOW as usize / 64],
        }
    }

    /// Looks through the whole directory for the best.
    pub(crate) fn best(&mut self) -> Best {
        let mut best = Best { covered: 0.0, fit: f64::MIN_POSITIVE };
        let whole = self.whole;
        self.each(0..u32::MAX, |_, text, covered| {
            best.covered = best.covered.max(covered);
            best.fit = best.fit.max(text * covered / whole);
        });
        best
    }

    /// Hands over the entries of a run that cover half of what the best covers, in order, each with how well it fits: 0
    /// to 1.
    pub(crate) fn fitting(&mut self, run: Range<u32>, best: Best, mut take: impl FnMut(u32, f64)) {
        let whole = self.whole;
        self.each(run, |entry, text, covered| {
            if covered >= best.covered / 2.0 {
                take(entry, text * covered / whole / best.fit);
            }
        });
    }

    /// Hands over every entry of a run that holds any concept, with what it holds and how much it covers.
    fn each(&mut self, run: Range<u32>, mut take: impl FnMut(u32, f64, f64)) {
        let start = |concept: &Weighed| concept.holding.entries.partition_point(|entry| *entry < run.start);
        let mut next: Vec<usize> = self.concepts.iter().map(start).collect();
        loop {
            let waiting = self.concepts.iter().zip(&next);
            let first = waiting.filter_map(|(concept, at)| concept.holding.entries.get(*at)).min();
            let Some(from) = first.copied().filter(|first| *first < run.end) else { return };
            let end = run.end.min(from.saturating_add(WINDOW));
            for (concept, at) in self.concepts.iter().zip(&mut next) {
                let Holding { entries, fits } = &*concept.holding;
                while let Some(entry) = entries.get(*at).filter(|entry| **entry < end) {
                    let place = (entry - from) as usize;
                    let (text, covered) = &mut self.sums[place];
                    *text += f64::from(fits[*at]) * concept.telling;
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
