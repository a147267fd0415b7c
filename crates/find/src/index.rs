//! The index itself: entries held in memory, changed in place, searched from many threads at once.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use uuid::Uuid;

use crate::building::gathered;
use crate::current::{Current, State};
use crate::fitting::Fitting;
use crate::holding::Terms;
use crate::lexicon::{self, UNDERSTOOD};
use crate::needs::marks;
use crate::phrases;
use crate::point::Centre;
use crate::reasons::concepts;
use crate::search::Asked;
use crate::segment::day_number;
use crate::spelling::nearest;
use crate::stand_in;
use crate::synonyms::Synonyms;
use crate::understand;
use crate::wish::Wishes;
use crate::words::stem;
use crate::{Entry, Error, Found, Point, Query};

/// Most slips put right in one question.
const MOST_SLIPS: usize = 6;

/// A searchable directory. Share it freely: a change is made ready beside it and then seen whole, so that searches wait
/// for no longer than it takes to put the new in the place of the old.
pub struct Index {
    synonyms: Synonyms,
    /// Stems of every word in the synonyms: known words, though the directory may not use them.
    synonym_words: HashSet<String>,
    synonym_stems: HashSet<String>,
    /// Every phrase that can be asked for.
    phrases: BTreeSet<Vec<String>>,
    current: Arc<Current>,
}

impl Index {
    /// Builds an index with the synonyms that come with Quilt.
    ///
    /// # Errors
    /// [`Error`] when there are too many entries.
    pub fn build(entries: impl IntoIterator<Item = Entry>) -> Result<Self, Error> {
        Self::with_synonyms(Synonyms::of_quilt(), entries)
    }

    /// Builds an index with a list of synonyms of one's own.
    ///
    /// # Errors
    /// As [`Index::build`].
    pub fn with_synonyms(
        synonyms: Synonyms,
        entries: impl IntoIterator<Item = Entry>,
    ) -> Result<Self, Error> {
        let synonym_words: HashSet<String> =
            synonyms.words().filter(|word| word.len() >= 4).cloned().collect();
        let synonym_stems = synonyms.words().map(|word| stem(word)).collect();
        let phrases = phrases::all(&synonyms);
        let index = Self { synonyms, synonym_words, synonym_stems, phrases, current: Arc::default() };
        index.put(entries)?;
        Ok(index)
    }

    /// Adds entries, replacing those with the same id; of several with one id, the last stays.
    ///
    /// # Errors
    /// [`Error`] when there would be too many; then nothing is changed.
    pub fn put(&self, entries: impl IntoIterator<Item = Entry>) -> Result<(), Error> {
        let mut changing = self.current.changing();
        let new = gathered(&self.phrases, entries.into_iter());
        let ids: Vec<Uuid> = new.iter().flat_map(|part| part.segment.ids.iter().copied()).collect();
        let change = self.current.read().corpus.changed(&ids, new);
        if u32::try_from(change.entries()).is_err() {
            return Err(Error::TooMany);
        }
        self.current.make(change, &mut changing);
        Ok(())
    }

    /// Removes entries; ids that are not here are passed over.
    ///
    /// # Errors
    /// None today; a change may fail one day.
    pub fn remove(&self, ids: &[Uuid]) -> Result<(), Error> {
        let mut changing = self.current.changing();
        let change = self.current.read().corpus.changed(ids, None);
        self.current.make(change, &mut changing);
        Ok(())
    }

    /// Tells the index where named places are, better than it can work out from its entries.
    pub fn know_places(&self, places: impl IntoIterator<Item = (String, Point)>) {
        let mut state = self.current.write();
        for (name, at) in places {
            state.places.give(&name, at);
        }
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.current.read().corpus.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many bytes of memory its entries take, counted.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.current.read().corpus.bytes()
    }

    /// Answers a question. Never fails, whatever was typed.
    #[must_use]
    pub fn search(&self, query: &Query) -> Found {
        let state = self.current.read();
        let (typed, corrected) = self.put_right(&state, understand::cut(&query.words));
        let mut understood = understand::read(&typed, |name| state.places.has(name));
        state.read_language_as_words(&mut understood);
        let concepts = concepts(&understood.words, &self.synonyms, understood.place.as_deref(), &corrected);
        let wishes = Wishes::of(&understood, query);
        let asked = Asked {
            query,
            stand_ins: stand_in::of(&wishes),
            spoken_of: marks(concepts.iter().flat_map(|concept| concept.topics.iter().copied())),
            wishes,
            from: query
                .near
                .or_else(|| understood.place.as_deref().and_then(|place| state.places.centre(place)))
                .map(Centre::new),
            today: query.today.map(day_number),
            concepts,
            understood,
        };
        let mut said: Vec<_> = corrected
            .iter()
            .map(|(typed, right)| format!("Nothing for “{typed}”, showing “{right}”."))
            .collect();
        let terms: Vec<Terms<'_>> =
            asked.concepts.iter().map(|concept| Terms::of(&state.corpus, concept)).collect();
        let fitting = (!terms.is_empty()).then(|| Fitting::of(&state.corpus, &asked.concepts, &terms));
        let (total, hits) = asked.answer(&state.corpus, fitting.as_ref(), &mut said);
        Found { total, hits, said }
    }

    /// Puts slips right: words nobody knows become the nearest word somebody does.
    fn put_right(&self, state: &State, typed: Vec<String>) -> (Vec<String>, Vec<(String, String)>) {
        let mut corrected: Vec<(String, String)> = Vec::new();
        let words = typed.into_iter().map(|word| {
            if corrected.len() >= MOST_SLIPS || self.is_known(state, &word) {
                return word;
            }
            let also = UNDERSTOOD.iter().copied().chain(self.synonym_words.iter().map(String::as_str));
            match nearest(&state.corpus.words(), &word, also) {
                Some(right) => {
                    corrected.push((word, right.clone()));
                    right
                }
                None => word,
            }
        });
        (words.collect(), corrected)
    }

    fn is_known(&self, state: &State, word: &str) -> bool {
        let stem = stem(word);
        !word.chars().all(char::is_alphabetic)
            || lexicon::known(word)
            || state.corpus.has_stem(&stem)
            || self.synonym_stems.contains(&stem)
            || state.places.have_word(word)
    }
}

#[cfg(test)]
impl Index {
    /// Where a place is that is named in words.
    pub(crate) fn centre(&self, place: &str) -> Option<Point> {
        self.current.read().places.centre(place)
    }

    /// Every entry that counts for how rare words are, and whether it is gone.
    pub(crate) fn counted(&self) -> Vec<(Uuid, bool)> {
        let corpus = &self.current.read().corpus;
        let settled = corpus.parts[..corpus.settled].iter();
        settled
            .flat_map(|part| part.segment.ids.iter().zip(0..).map(|(id, entry)| (*id, part.gone.has(entry))))
            .collect()
    }

    /// How many entries each segment has, gone or not.
    pub(crate) fn segments(&self) -> Vec<usize> {
        self.current.read().corpus.parts.iter().map(|part| part.segment.len()).collect()
    }
}
