//! Which entries hold a concept, by its own words or by others for the same thing, and how tellingly.

use crate::corpus::{Corpus, Living, Term};
use crate::reasons::Concept;
use crate::segment::{Postings, Reading, Shape};
use crate::text::{FIELDS, Statistics, together};

/// The least and the most an entry holding the word itself can get for it, by how tellingly it holds it.
const ITSELF: (f64, f64) = (0.5, 1.0);
/// The same for another word for the same thing: never above the word itself held tellingly.
const ANOTHER: (f64, f64) = (0.25, 0.65);
/// How many entries are looked at together, so that what is summed up stays close to the processor.
const WINDOW: u32 = 4_096;

/// Entries that hold a concept, in order, each with how tellingly: above 0, to 1.
#[derive(Debug, Default)]
pub(crate) struct Holding {
    pub(crate) entries: Vec<u32>,
    pub(crate) fits: Vec<f32>,
}

/// One entry's scores before they are compared: for the word itself and for others.
struct Scored {
    entry: u32,
    own: f32,
    also: f32,
}

impl Holding {
    pub(crate) fn of(corpus: &Corpus, concept: &Concept) -> Self {
        let own = corpus.term(&concept.stems);
        let also: Vec<Term<'_>> = concept.also.iter().filter_map(|term| corpus.term(&term.stems)).collect();
        let mut scored = Vec::new();
        for (at, part) in corpus.parts.iter().enumerate() {
            let own = own.as_ref().map(|term| (term.lists[at], &term.weights));
            let also: Vec<_> = also.iter().map(|term| (term.lists[at], &term.weights)).collect();
            if also.iter().all(|(list, _)| list.count() == 0) {
                itself(&corpus.statistics, part, own, &mut scored);
            } else {
                Windows::new(&corpus.statistics, part, own, &also).read(&mut scored);
            }
        }
        Self::compared(&scored)
    }

    /// Each score next to the best there is.
    fn compared(scored: &[Scored]) -> Self {
        let top = |score: fn(&Scored) -> f32| scored.iter().map(score).fold(0.0, f32::max);
        let (own, also) = (top(|s| s.own), top(|s| s.also));
        // When the directory never uses the word itself, another word is all there is.
        let another = if own > 0.0 { ANOTHER } else { ITSELF };
        let fit = |score: f32, top: f32, (least, most): (f64, f64)| {
            if score > 0.0 { least + (most - least) * f64::from(score / top) } else { 0.0 }
        };
        let fits = scored.iter().map(|s| fit(s.own, own, ITSELF).max(fit(s.also, also, another)) as f32);
        Self { fits: fits.collect(), entries: scored.iter().map(|s| s.entry).collect() }
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }
}

type Weighted<'a> = (Postings<'a>, &'a [f32; FIELDS]);

/// Scores of one list alone.
fn itself(all: &Statistics, part: &Living, own: Option<Weighted<'_>>, scored: &mut Vec<Scored>) {
    let Some((list, weights)) = own else { return };
    scored.reserve(list.count() as usize);
    for (entry, shape) in list.iter() {
        if !part.gone.has(entry) {
            let (best, sum) = all.score(weights, shape, &part.segment.lengths[entry as usize]);
            scored.push(Scored { entry: part.base + entry, own: together(best, sum), also: 0.0 });
        }
    }
}

/// Several lists read side by side, a window of entries at a time.
struct Windows<'a> {
    all: &'a Statistics,
    part: &'a Living,
    /// The word itself first, where there is a list of it.
    lists: Vec<Ahead<'a>>,
    own: bool,
    sums: Vec<Sum>,
    touched: Vec<u64>,
}

/// A list with its next posting looked at already.
struct Ahead<'a> {
    next: Option<(u32, Shape)>,
    rest: Reading<'a>,
    weights: &'a [f32; FIELDS],
}

#[derive(Clone, Copy, Default)]
struct Sum {
    own: f32,
    best: f32,
    sum: f32,
}

impl<'a> Windows<'a> {
    fn new(all: &'a Statistics, part: &'a Living, own: Option<Weighted<'a>>, also: &[Weighted<'a>]) -> Self {
        let ahead = |(list, weights): Weighted<'a>| {
            let mut rest = list.iter();
            Ahead { next: rest.next(), rest, weights }
        };
        Self {
            all,
            part,
            lists: own.into_iter().chain(also.iter().copied()).map(ahead).collect(),
            own: own.is_some(),
            sums: vec![Sum::default(); WINDOW as usize],
            touched: vec![0; WINDOW as usize / 64],
        }
    }

    fn read(mut self, scored: &mut Vec<Scored>) {
        while let Some(first) = self.lists.iter().filter_map(|list| list.next.map(|(entry, _)| entry)).min() {
            let from = first - first % WINDOW;
            for (at, list) in self.lists.iter_mut().enumerate() {
                let own = self.own && at == 0;
                while let Some((entry, shape)) = list.next.filter(|(entry, _)| *entry - from < WINDOW) {
                    let lengths = &self.part.segment.lengths[entry as usize];
                    let (best, sum) = self.all.score(list.weights, shape, lengths);
                    let place = (entry - from) as usize;
                    let sums = &mut self.sums[place];
                    if own {
                        sums.own = together(best, sum);
                    } else {
                        (sums.best, sums.sum) = (sums.best.max(best), sums.sum + sum);
                    }
                    self.touched[place / 64] |= 1 << (place % 64);
                    list.next = list.rest.next();
                }
            }
            self.empty(from, scored);
        }
    }

    /// Hands over what a window holds, and makes ready for the next.
    fn empty(&mut self, from: u32, scored: &mut Vec<Scored>) {
        for (at, bits) in self.touched.iter_mut().enumerate() {
            while *bits != 0 {
                let place = at * 64 + bits.trailing_zeros() as usize;
                *bits &= *bits - 1;
                let sums = std::mem::take(&mut self.sums[place]);
                let entry = from + place as u32;
                if !self.part.gone.has(entry) {
                    let also = together(sums.best, sums.sum);
                    scored.push(Scored { entry: self.part.base + entry, own: sums.own, also });
                }
            }
        }
    }
}
