//! What was worked out for one question and will do for the next, until the directory changes.

use std::collections::HashMap;

use crate::fitting::Best;
use crate::holding::Tops;

/// How many concepts and how many questions are remembered.
const MOST: usize = 10_000;

/// What long lists were read for: a few numbers for each concept and question.
#[derive(Debug, Default)]
pub(crate) struct Remembered {
    tops: HashMap<String, Tops>,
    bests: HashMap<String, Best>,
}

impl Remembered {
    pub(crate) fn tops(&self, concept: &str) -> Option<Tops> {
        self.tops.get(concept).copied()
    }

    pub(crate) fn keep_tops(&mut self, concept: String, tops: Tops) {
        keep(&mut self.tops, concept, tops);
    }

    pub(crate) fn best(&self, question: &str) -> Option<Best> {
        self.bests.get(question).copied()
    }

    pub(crate) fn keep_best(&mut self, question: String, best: Best) {
        keep(&mut self.bests, question, best);
    }
}

fn keep<T>(all: &mut HashMap<String, T>, name: String, one: T) {
    if all.len() >= MOST {
        all.clear();
    }
    all.insert(name, one);
}
