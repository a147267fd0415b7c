//! What was worked out for one question and will do for the next, until the directory changes.

use std::collections::HashMap;
use std::sync::Arc;

use crate::fitting::Best;
use crate::holding::Holding;

/// Entries remembered in all holdings together: eight bytes each.
const ENTRIES: usize = 2_000_000;
/// Questions whose best is remembered.
const QUESTIONS: usize = 10_000;

/// Holdings by concept and bests by question, lately used.
#[derive(Debug, Default)]
pub(crate) struct Remembered {
    holdings: HashMap<String, (Arc<Holding>, u64)>,
    entries: usize,
    bests: HashMap<String, Best>,
    used: u64,
}

impl Remembered {
    pub(crate) fn holding(&mut self, concept: &str) -> Option<Arc<Holding>> {
        self.used += 1;
        let (holding, used) = self.holdings.get_mut(concept)?;
        *used = self.used;
        Some(holding.clone())
    }

    pub(crate) fn keep_holding(&mut self, concept: &str, holding: &Arc<Holding>) {
        self.entries += holding.len();
        if let Some((old, _)) = self.holdings.insert(concept.to_owned(), (holding.clone(), self.used)) {
            self.entries -= old.len();
        }
        while self.entries > ENTRIES {
            let oldest =
                self.holdings.iter().min_by_key(|(_, (_, used))| *used).map(|(name, _)| name.clone());
            let Some((old, _)) = oldest.and_then(|name| self.holdings.remove(&name)) else { return };
            self.entries -= old.len();
        }
    }

    pub(crate) fn best(&self, question: &str) -> Option<Best> {
        self.bests.get(question).copied()
    }

    pub(crate) fn keep_best(&mut self, question: String, best: Best) {
        if self.bests.len() >= QUESTIONS {
            self.bests.clear();
        }
        self.bests.insert(question, best);
    }

    pub(crate) fn bytes(&self) -> usize {
        self.entries * (size_of::<u32>() + size_of::<f32>())
    }
}
