//! How well entries fit all concepts of a question together.

use std::ops::Range;

use crate::corpus::{Corpus, Living};
use crate::holding::{Measure, Most, Terms, Tops};
use crate::reasons::Concept;
use crate::segment::Shape;
use crate::side::{Held, SideBySide};

/// The share of what the best entry covers of a question that others must cover too: of two things asked one will do,
/// of three it will not.
pub(crate) const ENOUGH: f64 = 0.4;

/// A concept as a question weighs it.
struct Weighed {
    measure: Measure,
    /// How many topics meet it.
    topics: usize,
    /// How much the concept decides.
    weight: f64,
    /// The same, less where much of the directory holds it.
    telling: f64,
}

/// How much it says of an entry that it holds something `held` of `all` entries hold: from 1 for very few towards a
/// third for nearly all.
fn rarity(held: usize, all: usize) -> f64 {
    let share = held as f64 / all.max(1) as f64;
    1.0 / (1.0 + 2.0 * share.sqrt())
}

/// What the best of one segment reach.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Best {
    /// The most that any covers of what was asked, in weight.
    covered: Most<f64>,
    /// The best that any fits.
    fit: Most<f64>,
}

/// The concepts of one question over the whole directory, and what its best reach: every entry is measured by that.
pub(crate) struct Fitting<'a> {
    terms: &'a [Terms<'a>],
    weighed: Vec<Weighed>,
    whole: f64,
    covered: f64,
    fit: f64,
}

impl<'a> Fitting<'a> {
    /// `terms` are those of the concepts, one for each and at least one. What is known of a segment is remembered with it.
    pub(crate) fn of(corpus: &Corpus, concepts: &[Concept], terms: &'a [Terms<'a>]) -> Self {
        let keys: Vec<String> = concepts.iter().map(Concept::key).collect();
        let tops: Vec<Vec<Tops>> = (corpus.parts.iter().enumerate())
            .map(|(at, part)| tops(corpus, at, part, &keys, terms))
            .collect();
        let weighed = concepts.iter().enumerate().map(|(number, concept)| {
            let each: Vec<Tops> = tops.iter().map(|tops| tops[number]).collect();
            let measure = Measure::of(&each, corpus.settled);
            let telling = concept.weight * rarity(measure.held, corpus.counted());
            Weighed { measure, topics: concept.topics.len(), weight: concept.weight, telling }
        });
        let mut all = Self {
            terms,
            weighed: weighed.collect(),
            whole: concepts.iter().map(|concept| concept.weight).sum(),
            covered: 0.0,
            fit: f64::MIN_POSITIVE,
        };
        let name = |(key, concept): (&String, &Concept)| format!("{key}:{}", concept.weight);
        let question = keys.iter().zip(concepts).map(name).collect::<Vec<_>>().join("\0");
        let (mut covered, mut fit) = (all.covered, all.fit);
        for (at, part) in corpus.parts.iter().enumerate() {
            let best = all.best(corpus, at, part, &question);
            (covered, fit) = (covered.max(best.covered.value), fit.max(best.fit.value));
        }
        (all.covered, all.fit) = (covered, fit);
        all
    }

    /// Hands over the entries of some runs of one segment that cover enough of what the best covers, in order, each with how
    /// well it fits: 0 to 1.
    pub(crate) fn within(&self, at: usize, part: &Living, runs: &[Range<u32>], mut take: impl FnMut(u32, f64)) {
        let terms: Vec<&Terms<'_>> = self.terms.iter().collect();
        SideBySide::new(at, part, &terms).each(runs, |entry, row| {
            let (text, covered) = self.sum(row);
            if covered >= self.covered * ENOUGH {
                take(entry, text * covered / self.whole / self.fit);
            }
        });
    }

    /// How one entry of a segment holds a concept: by its own words, or by those of its others with that number.
    pub(crate) fn at(&self, concept: usize, also: Option<usize>, part: usize, entry: u32) -> Option<Shape> {
        self.terms.get(concept)?.at(also, part, entry)
    }

    /// What an entry holds, and how much that covers.
    #[inline]
    fn sum(&self, row: &[Held]) -> (f64, f64) {
        let (mut text, mut covered) = (0.0, 0.0);
        for (concept, held) in self.weighed.iter().zip(row) {
            if held.in_any_way() {
                text += concept.measure.fit(held, concept.topics) * concept.telling;
                covered += concept.weight;
            }
        }
        (text, covered)
    }

    /// The best of one segment, remembered or looked for now.
    fn best(&self, corpus: &Corpus, at: usize, part: &Living, question: &str) -> Best {
        let measures: Vec<Measure> = self.weighed.iter().map(|concept| concept.measure).collect();
        let remembered = part.segment.remembered(&corpus.reckoning).best(question, &measures);
        let stands = |best: &Best| best.covered.stands(&part.gone) && best.fit.stands(&part.gone);
        if let Some(best) = remembered.filter(stands) {
            return best;
        }
        let (mut best, terms) = (Best::default(), self.terms.iter().collect::<Vec<_>>());
        SideBySide::new(at, part, &terms).each(&[part.whole()], |entry, row| {
            let (text, covered) = self.sum(row);
            let fit = text * covered / self.whole;
            if (covered > best.covered.value || fit > best.fit.value) && !part.gone.has(entry) {
                best.covered.see(covered, entry);
                best.fit.see(fit, entry);
            }
        });
        part.segment.remembered(&corpus.reckoning).keep_best(question.to_owned(), measures, best);
        best
    }
}

/// What is known of each concept over one segment, remembered or looked for now.
fn tops(corpus: &Corpus, at: usize, part: &Living, keys: &[String], terms: &[Terms<'_>]) -> Vec<Tops> {
    let mut tops: Vec<Option<Tops>> = {
        let remembered = part.segment.remembered(&corpus.reckoning);
        let stands = |tops: &Tops| tops.stand(&part.gone);
        keys.iter().map(|key| remembered.tops(key).filter(stands)).collect()
    };
    let unknown: Vec<usize> = (0..tops.len()).filter(|number| tops[*number].is_none()).collect();
    if !unknown.is_empty() {
        let terms: Vec<&Terms<'_>> = unknown.iter().map(|number| &terms[*number]).collect();
        let mut found = vec![Tops::default(); unknown.len()];
        SideBySide::new(at, part, &terms).each(&[part.whole()], |entry, row| {
            let gone = part.gone.has(entry);
            found.iter_mut().zip(row).for_each(|(tops, held)| tops.see(entry, held, gone));
        });
        let mut remembered = part.segment.remembered(&corpus.reckoning);
        for (number, found) in unknown.into_iter().zip(found) {
            remembered.keep_tops(keys[number].clone(), found);
            tops[number] = Some(found);
        }
    }
    tops.into_iter().map(Option::unwrap_or_default).collect()
}
