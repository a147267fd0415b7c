//! Which entries hold a concept, by its own words or by others for the same thing, and how tellingly.

use std::ops::Range;

use crate::corpus::{Corpus, Living, Term};
use crate::needs::Topic;
use crate::rank::about;
use crate::reasons::Concept;
use crate::segment::{Reading, Shape, topic_key};
use crate::text::{Scoring, together};

/// The least and the most an entry holding the word itself can get for it, by how tellingly it holds it.
const ITSELF: (f64, f64) = (0.5, 1.0);
/// The same for another word for the same thing: never above the word itself held tellingly.
const ANOTHER: (f64, f64) = (0.25, 0.65);
/// How many entries are looked at together, so that what is summed up stays close to the processor.
const WINDOW: u32 = 4_096;

/// Entries of a run that hold a concept, in order, each with how tellingly: above 0, to 1.
#[derive(Debug, Default)]
pub(crate) struct Holding {
    pub(crate) entries: Vec<u32>,
    pub(crate) fits: Vec<f32>,
}

/// What is known of a concept over the whole directory: all that is needed to say how tellingly an entry holds it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Tops {
    /// How many entries hold it.
    pub(crate) held: usize,
    /// The best score for the word itself, and for others.
    own: f32,
    also: f32,
}

/// The terms of a concept, in every segment.
pub(crate) struct Terms<'a> {
    own: Option<Term<'a>>,
    /// As the concept has them; nothing for those no entry holds.
    also: Vec<Option<Term<'a>>>,
    /// For every segment, the entries with each topic that meets the concept.
    topics: Vec<Vec<&'a [u32]>>,
}

/// One entry's scores before they are compared: for the word itself and for others.
struct Scored {
    entry: u32,
    own: f32,
    also: f32,
}

impl<'a> Terms<'a> {
    pub(crate) fn of(corpus: &'a Corpus, concept: &Concept) -> Self {
        Self {
            own: corpus.term(&concept.stems),
            also: concept.also.iter().map(|term| corpus.term(&term.stems)).collect(),
            topics: corpus.parts.iter().map(|part| with_topics(part, &concept.topics)).collect(),
        }
    }

    /// How one entry of a segment holds the word itself, or one of the others.
    pub(crate) fn at(&self, also: Option<usize>, at: usize, entry: u32) -> Option<Shape> {
        let term = match also {
            None => self.own.as_ref(),
            Some(number) => self.also.get(number)?.as_ref(),
        };
        term?.lists.get(at)?.at(entry)
    }

    /// Looks through the whole directory.
    pub(crate) fn tops(&self, corpus: &Corpus) -> Tops {
        let (mut tops, mut scored) = (Tops::default(), Vec::new());
        for (at, part) in corpus.parts.iter().enumerate() {
            self.score(at, part, &(0..u32::MAX), &mut scored);
            let on = self.on(at, part, &(0..u32::MAX));
            tops.held += scored.len();
            tops.held += on.iter().filter(|(entry, _)| !holds(&scored, *entry)).count();
            tops.own = scored.iter().map(|s| s.own).fold(tops.own, f32::max);
            tops.also = scored.iter().map(|s| s.also).fold(tops.also, f32::max);
            scored.clear();
        }
        tops
    }

    /// The entries of a run of one segment that hold the concept.
    pub(crate) fn within(&self, at: usize, part: &Living, run: &Range<u32>, tops: Tops) -> Holding {
        let mut scored = Vec::new();
        self.score(at, part, run, &mut scored);
        // When the directory never uses the word itself, another word is all there is.
        let another = if tops.own > 0.0 { ANOTHER } else { ITSELF };
        let fit = |score: f32, top: f32, (least, most): (f64, f64)| {
            if score > 0.0 { least + (most - least) * f64::from(score / top) } else { 0.0 }
        };
        let fits =
            scored.iter().map(|s| fit(s.own, tops.own, ITSELF).max(fit(s.also, tops.also, another)) as f32);
        let words = Holding { fits: fits.collect(), entries: scored.iter().map(|s| s.entry).collect() };
        match self.topics.get(at).map_or(0, Vec::len) {
            0 => words,
            of => words.about(&self.on(at, part, run), of),
        }
    }

    /// The entries of a run with any of the topics, in order, each with how many of them it has.
    fn on(&self, at: usize, part: &Living, run: &Range<u32>) -> Vec<(u32, usize)> {
        let lists = self.topics.get(at).map_or(&[][..], Vec::as_slice);
        let mut all: Vec<u32> = Vec::new();
        for list in lists {
            let from = list.partition_point(|entry| *entry < run.start);
            all.extend(list[from..].iter().take_while(|entry| **entry < run.end));
        }
        all.sort_unstable();
        let each = all.chunk_by(|a, b| a == b).map(|same| (same[0], same.len()));
        each.filter(|(entry, _)| !part.gone.has(*entry)).collect()
    }

    fn score(&self, at: usize, part: &Living, run: &Range<u32>, scored: &mut Vec<Scored>) {
        let own = self.own.as_ref().map(|term| Ahead::new(term, at, run.start));
        let also = self.also.iter().flatten().map(|term| Ahead::new(term, at, run.start));
        let also: Vec<Ahead<'_>> = also.filter(|list| list.is_before(run.end)).collect();
        match (own, also.is_empty()) {
            (Some(own), true) => own.alone(part, run.end, scored),
            (None, true) => {}
            (own, false) => {
                let end = run.end.min(part.segment.len() as u32);
                let room = end.saturating_sub(run.start).min(WINDOW) as usize;
                Windows::new(part, own, also, room).read(end, scored);
            }
        }
    }
}

impl Holding {
    /// With topics counted beside words: `on` says how many of `of` topics an entry has.
    fn about(self, on: &[(u32, usize)], of: usize) -> Self {
        let mut both = Self::default();
        let mut words = self.entries.into_iter().zip(self.fits).peekable();
        let mut on = on.iter().copied().peekable();
        loop {
            let next =
                words.peek().map(|(entry, _)| *entry).into_iter().chain(on.peek().map(|(entry, _)| *entry));
            let Some(entry) = next.min() else { return both };
            let fit = words.next_if(|(at, _)| *at == entry).map_or(0.0, |(_, fit)| fit);
            let topics = on.next_if(|(at, _)| *at == entry).map_or(0, |(_, topics)| topics);
            both.entries.push(entry);
            both.fits.push(about(f64::from(fit), topics, of) as f32);
        }
    }
}

fn with_topics<'a>(part: &'a Living, topics: &[Topic]) -> Vec<&'a [u32]> {
    topics.iter().map(|topic| part.segment.topics.under(&topic_key(topic.name()))).collect()
}

fn holds(scored: &[Scored], entry: u32) -> bool {
    scored.binary_search_by_key(&entry, |scored| scored.entry).is_ok()
}

/// A list with its next posting looked at already.
struct Ahead<'a> {
    next: Option<(u32, Shape)>,
    rest: Reading<'a>,
    scoring: &'a Scoring<'a>,
}

impl<'a> Ahead<'a> {
    fn new(term: &'a Term<'a>, at: usize, from: u32) -> Self {
        let mut rest = term.lists[at].from(from);
        Self { next: rest.find(|(entry, _)| *entry >= from), rest, scoring: &term.scoring }
    }

    fn is_before(&self, end: u32) -> bool {
        self.next.is_some_and(|(entry, _)| entry < end)
    }

    /// Scores of this list alone.
    fn alone(mut self, part: &Living, end: u32, scored: &mut Vec<Scored>) {
        while let Some((entry, shape)) = self.next.filter(|(entry, _)| *entry < end) {
            if !part.gone.has(entry) {
                let (best, sum) = self.scoring.score(shape, &part.segment.lengths[entry as usize]);
                scored.push(Scored { entry, own: together(best, sum), also: 0.0 });
            }
            self.next = self.rest.next();
        }
    }
}

/// Several lists read side by side, a window of entries at a time.
struct Windows<'a> {
    part: &'a Living,
    /// The word itself first, where there is a list of it.
    lists: Vec<Ahead<'a>>,
    own: bool,
    sums: Vec<Sum>,
    touched: Vec<u64>,
}

#[derive(Clone, Copy, Default)]
struct Sum {
    own: f32,
    best: f32,
    sum: f32,
}

impl<'a> Windows<'a> {
    fn new(part: &'a Living, own: Option<Ahead<'a>>, also: Vec<Ahead<'a>>, room: usize) -> Self {
        Self {
            part,
            own: own.is_some(),
            lists: own.into_iter().chain(also).collect(),
            sums: vec![Sum::default(); room],
            touched: vec![0; room.div_ceil(64)],
        }
    }

    fn read(mut self, end: u32, scored: &mut Vec<Scored>) {
        let next =
            |lists: &[Ahead<'_>]| lists.iter().filter_map(|list| list.next.map(|(entry, _)| entry)).min();
        while let Some(from) = next(&self.lists).filter(|entry| *entry < end) {
            let to = end.min(from.saturating_add(WINDOW));
            for (at, list) in self.lists.iter_mut().enumerate() {
                let own = self.own && at == 0;
                while let Some((entry, shape)) = list.next.filter(|(entry, _)| *entry < to) {
                    let (best, sum) = list.scoring.score(shape, &self.part.segment.lengths[entry as usize]);
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
                    scored.push(Scored { entry, own: sums.own, also: together(sums.best, sums.sum) });
                }
            }
        }
    }
}
