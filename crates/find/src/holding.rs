//! Which entries hold a concept, by its own words or by others for the same thing, and how tellingly.

use crate::corpus::{Corpus, Living, Term};
use crate::needs::Topic;
use crate::rank::about;
use crate::reasons::Concept;
use crate::segment::{Gone, Postings, Shape, topic_key};
use crate::side::Held;
use crate::text::Scoring;

/// The least and the most an entry holding the word itself can get for it, by how tellingly it holds it.
const ITSELF: (f64, f64) = (0.5, 1.0);
/// The same for another word for the same thing: never above the word itself held tellingly.
const ANOTHER: (f64, f64) = (0.25, 0.65);

/// The terms of a concept, in every segment.
pub(crate) struct Terms<'a> {
    own: Option<Term<'a>>,
    /// As the concept has them; nothing for those no entry holds.
    also: Vec<Option<Term<'a>>>,
    /// For every segment, the entries with each topic that meets the concept.
    topics: Vec<Vec<&'a [u32]>>,
}

/// The most there is of something in a segment, and the entry that has it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Most<T> {
    pub(crate) value: T,
    entry: u32,
}

impl<T: Copy + PartialOrd + Default> Most<T> {
    #[inline]
    pub(crate) fn see(&mut self, value: T, entry: u32) {
        if value > self.value {
            *self = Self { value, entry };
        }
    }

    /// Whether it still is the most, now that these entries are gone.
    pub(crate) fn stands(&self, gone: &Gone) -> bool {
        self.value == T::default() || !gone.has(self.entry)
    }
}

/// What is known of a concept over one segment.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Tops {
    /// How many entries hold it, gone or not.
    held: usize,
    own: Most<f32>,
    also: Most<f32>,
}

impl Tops {
    #[inline]
    pub(crate) fn see(&mut self, entry: u32, held: &Held, is_gone: bool) {
        if held.in_any_way() {
            self.held += 1;
        }
        if !is_gone {
            self.own.see(held.own, entry);
            self.also.see(held.also(), entry);
        }
    }

    pub(crate) fn stand(&self, gone: &Gone) -> bool {
        self.own.stands(gone) && self.also.stands(gone)
    }
}

/// What every entry is measured by that holds a concept: the best there is among the settled, and where these know nothing
/// of it, among all.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Measure {
    /// How many of the entries that count for rarity hold it.
    pub(crate) held: usize,
    own: f32,
    also: f32,
}

impl Measure {
    /// From what is known over each segment, the settled ones first.
    pub(crate) fn of(each: &[Tops], settled: usize) -> Self {
        let (settled, fresh) = each.split_at(settled.min(each.len()));
        let most = |of: fn(&Tops) -> f32| {
            let among = |some: &[Tops]| some.iter().map(of).fold(0.0, f32::max);
            let most = among(settled);
            if most > 0.0 { most } else { among(fresh) }
        };
        Self {
            held: settled.iter().map(|tops| tops.held).sum(),
            own: most(|tops| tops.own.value),
            also: most(|tops| tops.also.value),
        }
    }

    /// How tellingly an entry holds a concept that so many topics meet: from 0, which is not at all, to 1.
    #[inline]
    pub(crate) fn fit(&self, held: &Held, topics: usize) -> f64 {
        let fit = |score: f32, top: f32, (least, most): (f64, f64)| {
            if score > 0.0 { least + (most - least) * f64::from(score / top).min(1.0) } else { 0.0 }
        };
        // When the directory never uses the word itself, another word is all there is.
        let another = if self.own > 0.0 { ANOTHER } else { ITSELF };
        let words = fit(held.own, self.own, ITSELF).max(fit(held.also(), self.also, another));
        if topics == 0 || !held.in_any_way() { words } else { about(words, held.on as usize, topics) }
    }
}

impl<'a> Terms<'a> {
    pub(crate) fn of(corpus: &'a Corpus, concept: &Concept) -> Self {
        Self {
            own: corpus.term(&concept.stems),
            also: concept.also.iter().map(|term| corpus.term(&term.stems)).collect(),
            topics: corpus.parts.iter().map(|part| with_topics(part, &concept.topics)).collect(),
        }
    }

    /// Every list of one segment, whether it is of the word itself, and what its postings score.
    pub(crate) fn lists(&self, at: usize) -> impl Iterator<Item = (bool, Postings<'a>, &Scoring<'a>)> {
        let own = self.own.iter().map(|term| (true, term));
        let all = own.chain(self.also.iter().flatten().map(|term| (false, term)));
        all.filter_map(move |(own, term)| Some((own, *term.lists.get(at)?, &term.scoring)))
    }

    /// The entries of one segment with each of the topics that meet it.
    pub(crate) fn topics(&self, at: usize) -> &[&'a [u32]] {
        self.topics.get(at).map_or(&[], Vec::as_slice)
    }

    /// How one entry of a segment holds the word itself, or one of the others.
    pub(crate) fn at(&self, also: Option<usize>, at: usize, entry: u32) -> Option<Shape> {
        let term = match also {
            None => self.own.as_ref(),
            Some(number) => self.also.get(number)?.as_ref(),
        };
        term?.lists.get(at)?.at(entry)
    }
}

fn with_topics<'a>(part: &'a Living, topics: &[Topic]) -> Vec<&'a [u32]> {
    topics.iter().map(|topic| part.segment.topics.under(&topic_key(topic.name()))).collect()
}
