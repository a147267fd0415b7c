//! What searches and changes share: the directory as it is now, and whose turn it is to change it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::change::{Change, Merge, wanted};
use crate::corpus::Corpus;
use crate::lexicon;
use crate::places::Places;
use crate::understand::Understood;
use crate::words::words;

/// Merging so many entries is a matter of milliseconds; more are merged aside, while changes go on.
const AT_ONCE: usize = 2_048;

#[derive(Default)]
pub(crate) struct Current {
    state: RwLock<State>,
    changing: Mutex<Changing>,
}

/// The directory as it is now.
#[derive(Default)]
pub(crate) struct State {
    pub(crate) corpus: Corpus,
    pub(crate) places: Places,
    /// Languages spoken, each with how many entries name it.
    spoken: HashMap<String, i64>,
}

/// Held by whoever changes the directory.
#[derive(Default)]
pub(crate) struct Changing {
    /// Segments are being merged aside; they and those before them are not to be merged otherwise.
    merging: bool,
    /// How many those are.
    settled: usize,
}

impl State {
    /// Where no entry says which languages are spoken there, a language asked for is looked for in the text instead.
    pub(crate) fn read_language_as_words(&self, understood: &mut Understood) {
        let spoken = |asked: &str| self.spoken.keys().any(|language| lexicon::same_language(language, asked));
        if let Some(language) = understood.language.take_if(|asked| !spoken(asked)) {
            understood.words.extend(words(&language));
        }
    }
}

impl Current {
    pub(crate) fn read(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn write(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn changing(&self) -> MutexGuard<'_, Changing> {
        self.changing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a change seen, then sees to it that segments are merged which had better be one.
    pub(crate) fn make(self: &Arc<Self>, change: Change, changing: &mut Changing) {
        let (corpus, tallies) = change.done();
        self.see(corpus, |state| {
            for (key, tally) in tallies.places {
                state.places.count(&key, &tally);
            }
            for (language, more) in tallies.spoken {
                *state.spoken.entry(language).or_default() += more;
            }
            state.spoken.retain(|_, entries| *entries > 0);
        });
        self.settle(changing);
    }

    /// Puts a new corpus in the place of the old. The old is let go of only when nobody waits for it.
    fn see(&self, corpus: Corpus, more: impl FnOnce(&mut State)) {
        let mut state = self.write();
        let old = std::mem::replace(&mut state.corpus, corpus);
        more(&mut state);
        drop(state);
        drop(old);
    }

    fn settle(self: &Arc<Self>, changing: &mut Changing) {
        loop {
            let parts = self.read().corpus.parts.clone();
            let Some(merge) = wanted(&parts, if changing.merging { changing.settled } else { 0 }) else {
                return;
            };
            if merge.size() <= AT_ONCE {
                let new = merge.segment();
                self.see(Corpus::of(merge.done(parts, new)), |_| ());
                continue;
            }
            // One merge aside at a time; whoever ends it looks for the next.
            if !changing.merging {
                changing.merging = true;
                changing.settled = merge.place(&parts).map_or(0, |place| place.end);
                let current = Arc::clone(self);
                std::thread::spawn(move || current.merge_aside(&merge));
            }
            return;
        }
    }

    fn merge_aside(self: &Arc<Self>, merge: &Merge) {
        let new = merge.segment();
        let mut changing = self.changing();
        let parts = self.read().corpus.parts.clone();
        self.see(Corpus::of(merge.done(parts, new)), |_| ());
        changing.merging = false;
        self.settle(&mut changing);
    }
}
