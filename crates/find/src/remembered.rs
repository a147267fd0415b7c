//! What was worked out of one segment for one question and will do for the next.
//!
//! A segment never changes; what it says of a word changes only with how rare words are, which is reckoned anew when much of
//! the directory has changed ([`crate::corpus`]). So a change leaves what is known of all other segments as it is.

use std::collections::HashMap;

use crate::fitting::Best;
use crate::holding::{Measure, Tops};

/// How many concepts and how many questions are remembered.
const MOST: usize = 5_000;

/// What long lists were read for: a few numbers for each concept and question.
#[derive(Debug, Default)]
pub(crate) struct Remembered {
    /// By the numbers of which segments words were counted rare.
    reckoning: Vec<u64>,
    tops: HashMap<String, Tops>,
    bests: HashMap<String, (Vec<Measure>, Best)>,
}

impl Remembered {
    /// Forgets what was worked out when words were otherwise rare.
    pub(crate) fn under(&mut self, reckoning: &[u64]) {
        if self.reckoning != reckoning {
            *self = Self { reckoning: reckoning.to_vec(), ..Self::default() };
        }
    }

    pub(crate) fn tops(&self, concept: &str) -> Option<Tops> {
        self.tops.get(concept).copied()
    }

    pub(crate) fn keep_tops(&mut self, concept: String, tops: Tops) {
        keep(&mut self.tops, concept, tops);
    }

    /// The best for a question, where its concepts were measured by the same.
    pub(crate) fn best(&self, question: &str, by: &[Measure]) -> Option<Best> {
        self.bests.get(question).filter(|(measures, _)| measures == by).map(|(_, best)| *best)
    }

    pub(crate) fn keep_best(&mut self, question: String, by: Vec<Measure>, best: Best) {
        keep(&mut self.bests, question, (by, best));
    }
}

fn keep<T>(all: &mut HashMap<String, T>, name: String, one: T) {
    if all.len() >= MOST {
        all.clear();
    }
    all.insert(name, one);
}
