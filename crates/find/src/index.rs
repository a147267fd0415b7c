//! The index itself: entries held in memory, changed in place, searched from many threads at once.

use std::collections::{HashMap, HashSet};
use std::sync::{PoisonError, RwLock};

use uuid::Uuid;

use crate::asked::Asked;
use crate::lexicon::{self, UNDERSTOOD};
use crate::places::{Places, key};
use crate::query::MOST;
use crate::rank::{Standing, about, rarity, score};
use crate::reasons::{Concept, concepts, in_words};
use crate::spelling::Vocabulary;
use crate::stand_in;
use crate::synonyms::Synonyms;
use crate::text::{Engine, distinct};
use crate::understand::{self, Understood};
use crate::wish::{Wishes, nearest, passed, passes};
use crate::words::{stem, stems, words};
use crate::{Entry, Error, Found, Hit, Point, Query, Why};

/// The least and the most an entry holding the word itself can get for it, by how tellingly it holds it.
const ITSELF: (f64, f64) = (0.5, 1.0);
/// The same for another word for the same thing: never above the word itself held tellingly.
const ANOTHER: (f64, f64) = (0.25, 0.65);
/// The share of what the best entry covers of a question that others must cover too: of two things asked one will do,
/// of three it will not.
const ENOUGH: f64 = 0.4;
/// Most slips put right in one question.
const MOST_SLIPS: usize = 6;

/// A searchable directory. Share it freely: changing waits for searches under way and is seen whole or not at all.
pub struct Index {
    synonyms: Synonyms,
    /// Stems of every word in the synonyms: known words, though the directory may not use them.
    synonym_words: HashSet<String>,
    synonym_stems: HashSet<String>,
    state: RwLock<State>,
}

struct State {
    engine: Engine,
    slots: Vec<Option<Entry>>,
    by_id: HashMap<Uuid, u32>,
    vocabulary: Vocabulary,
    places: Places,
}

impl Index {
    /// Builds an index with the synonyms that come with Quilt.
    ///
    /// # Errors
    /// [`Error`] when the engine cannot be started or written.
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
        let state = State {
            engine: Engine::new()?,
            slots: Vec::new(),
            by_id: HashMap::new(),
            vocabulary: Vocabulary::default(),
            places: Places::default(),
        };
        let synonym_words: HashSet<String> =
            synonyms.words().filter(|word| word.len() >= 4).cloned().collect();
        let synonym_stems = synonyms.words().map(|word| stem(word)).collect();
        let index = Self { synonyms, synonym_words, synonym_stems, state: RwLock::new(state) };
        index.put(entries)?;
        Ok(index)
    }

    /// Adds entries, replacing those with the same id.
    ///
    /// # Errors
    /// [`Error`] when the engine cannot be written.
    pub fn put(&self, entries: impl IntoIterator<Item = Entry>) -> Result<(), Error> {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        for entry in entries {
            state.put(entry)?;
        }
        state.engine.settle()
    }

    /// Removes entries; ids that are not here are passed over.
    ///
    /// # Errors
    /// [`Error`] when the engine cannot be written.
    pub fn remove(&self, ids: &[Uuid]) -> Result<(), Error> {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        for id in ids {
            state.remove(*id);
        }
        state.engine.settle()
    }

    /// Tells the index where named places are, better than it can work out from its entries.
    pub fn know_places(&self, places: impl IntoIterator<Item = (String, Point)>) {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        for (name, at) in places {
            state.places.give(&name, at);
        }
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.read().by_id.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Answers a question. Never fails, whatever was typed.
    #[must_use]
    pub fn search(&self, query: &Query) -> Found {
        let state = self.read();
        let (typed, corrected) = self.put_right(&state, understand::cut(&query.words));
        let mut understood = understand::read(&typed, |name| state.places.has(name));
        state.read_language_as_words(&mut understood);
        let concepts = concepts(&understood.words, &self.synonyms, understood.place.as_deref(), &corrected);
        let wishes = Wishes::of(&understood, query);
        let asked = Asked {
            query,
            stand_ins: stand_in::of(&wishes),
            wishes,
            from: query
                .near
                .or_else(|| understood.place.as_deref().and_then(|place| state.places.centre(place))),
            concepts,
            understood,
        };
        let mut said: Vec<_> = corrected
            .iter()
            .map(|(typed, right)| format!("Nothing for “{typed}”, showing “{right}”."))
            .collect();
        let mut ranked = state.ranked(&asked, &mut said);
        let total = ranked.len();
        let limit = query.limit.min(MOST);
        let page = ranked.drain(query.offset.min(total)..query.offset.saturating_add(limit).min(total));
        Found { total, hits: page.map(|r| r.hit(&asked)).collect(), said }
    }

    fn read(&self) -> std::sync::RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts slips right: words nobody knows become the nearest word somebody does.
    fn put_right(&self, state: &State, typed: Vec<String>) -> (Vec<String>, Vec<(String, String)>) {
        let mut corrected: Vec<(String, String)> = Vec::new();
        let words = typed.into_iter().map(|word| {
            if corrected.len() >= MOST_SLIPS || self.is_known(state, &word) {
                return word;
            }
            let also = UNDERSTOOD.iter().copied().chain(self.synonym_words.iter().map(String::as_str));
            match state.vocabulary.nearest(&word, also) {
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
            || state.vocabulary.has_stem(&stem)
            || self.synonym_stems.contains(&stem)
            || state.places.have_word(word)
    }
}

/// An entry on its way to becoming a hit.
struct Ranked<'a> {
    entry: &'a Entry,
    score: f64,
    metres: Option<f64>,
    named_place: bool,
    met: usize,
    missed: usize,
}

impl Ranked<'_> {
    fn hit(&self, asked: &Asked<'_>) -> Hit {
        let mut why = in_words(self.entry, &asked.concepts);
        if self.named_place {
            // A place already among the words is not said twice.
            let place = asked.understood.place.as_deref().unwrap_or_default();
            let name = self.entry.place.iter().find(|name| key(name) == place);
            why.retain(|w| !matches!(w, Why::Words { word, .. } if word == place));
            why.extend(name.cloned().map(Why::Place));
        }
        why.extend(self.metres.map(Why::Near));
        for fact in
            asked.wishes.answered_by(self.entry).met.into_iter().chain(passed(self.entry, asked.query))
        {
            if !why.contains(&fact) {
                why.push(fact);
            }
        }
        Hit { id: self.entry.id, score: self.score, metres: self.metres, why }
    }
}

impl State {
    fn put(&mut self, entry: Entry) -> Result<(), Error> {
        self.remove(entry.id);
        // A slot is never used twice: the engine forgets by slot, and must not forget what came after.
        let slot = u32::try_from(self.slots.len()).map_err(|_| Error::TooMany)?;
        self.engine.write(slot, &entry)?;
        let (words, stems) = distinct(&entry);
        self.vocabulary.add(words.iter(), stems.iter());
        self.places.count_in(&entry);
        self.by_id.insert(entry.id, slot);
        self.slots.push(Some(entry));
        Ok(())
    }

    fn remove(&mut self, id: Uuid) {
        let Some(slot) = self.by_id.remove(&id) else { return };
        self.engine.forget(slot);
        if let Some(entry) = self.slots.get_mut(slot as usize).and_then(Option::take) {
            let (words, stems) = distinct(&entry);
            self.vocabulary.remove(words.iter(), stems.iter());
            self.places.count_out(&entry);
        }
    }

    /// Where no entry says which languages are spoken there, a language asked for is looked for in the text instead.
    fn read_language_as_words(&self, understood: &mut Understood) {
        let spoken = |asked: &str| {
            let mut live = self.slots.iter().flatten();
            live.any(|entry| entry.languages.iter().any(|language| lexicon::same_language(language, asked)))
        };
        if let Some(language) = understood.language.take_if(|asked| !spoken(asked)) {
            understood.words.extend(words(&language));
        }
    }

    /// Every entry that fits, best first.
    fn ranked(&self, asked: &Asked<'_>, said: &mut Vec<String>) -> Vec<Ranked<'_>> {
        let in_words = self.wished_in_words(asked);
        let in_words = |slot: u32| in_words.get(slot as usize).copied().unwrap_or(0.0);
        let mut ranked: Vec<Ranked<'_>> = self
            .fitting(asked)
            .into_iter()
            .filter_map(|(slot, text)| self.standing(asked, slot, text, in_words(slot)))
            .collect();
        // What is known to miss a wish goes, unless everything misses one.
        let least = ranked.iter().map(|r| r.missed).min().unwrap_or(0);
        ranked.retain(|r| r.missed == least);
        if least > 0 {
            said.push("Nothing fits everything you asked for, showing the nearest we have.".to_owned());
        }
        // Without words, a wish is all that was said: what is known to meet none of it goes.
        if asked.concepts.is_empty() && ranked.iter().any(|r| r.met > 0) {
            ranked.retain(|r| r.met > 0);
        }
        // With nothing said at all, a place lists by distance.
        let by_distance = asked.concepts.is_empty() && asked.from.is_some() && asked.wishes.count() == 0;
        let order = |a: &Ranked<'_>, b: &Ranked<'_>| {
            let far = |r: &Ranked<'_>| r.metres.unwrap_or(f64::MAX);
            let first = if by_distance { far(a).total_cmp(&far(b)) } else { b.score.total_cmp(&a.score) };
            first.then_with(|| a.entry.name.cmp(&b.entry.name)).then_with(|| a.entry.id.cmp(&b.entry.id))
        };
        // Only what will be shown needs to be in order.
        let shown = asked.query.offset.saturating_add(asked.query.limit.min(MOST));
        if shown < ranked.len() {
            ranked.select_nth_unstable_by(shown, order);
            ranked[..shown].sort_unstable_by(order);
        } else {
            ranked.sort_unstable_by(order);
        }
        ranked
    }

    fn standing(&self, asked: &Asked<'_>, slot: u32, text: f64, in_words: f64) -> Option<Ranked<'_>> {
        let entry = self.slots.get(slot as usize)?.as_ref()?;
        let metres = nearest(entry, asked.from);
        if !passes(entry, asked.query, metres) {
            return None;
        }
        let answered = asked.wishes.answered_by(entry);
        let named_place = asked
            .understood
            .place
            .as_deref()
            .is_some_and(|place| entry.place.iter().any(|name| key(name) == place));
        let standing = Standing {
            text,
            metres: asked.from.map(|_| metres),
            wishes: answered.met.len() as f64 / asked.wishes.count().max(1) as f64,
            in_words,
            narrow: asked.narrow(entry),
            named_place,
            entry,
            today: asked.query.today,
        };
        Some(Ranked {
            entry,
            score: score(&standing),
            metres,
            named_place,
            met: answered.met.len() + usize::from(in_words > 0.0),
            missed: answered.missed,
        })
    }

    /// Slots whose words fit, with how well (0 to 1). Every slot when nothing was asked in words.
    fn fitting(&self, asked: &Asked<'_>) -> Vec<(u32, f64)> {
        if asked.concepts.is_empty() {
            let live = self.slots.iter().enumerate().filter(|(_, entry)| entry.is_some());
            return live.map(|(slot, _)| (slot as u32, 0.0)).collect();
        }
        let mut sums = vec![(0.0_f64, 0.0_f64); self.slots.len()];
        for concept in &asked.concepts {
            let held = self.holding(concept);
            let holding = held.iter().filter(|fit| **fit > 0.0).count();
            let telling = rarity(holding, self.by_id.len()) * concept.weight;
            for ((text, covered), fit) in sums.iter_mut().zip(&held).filter(|(_, fit)| **fit > 0.0) {
                *text += fit * telling;
                *covered += concept.weight;
            }
        }
        let whole: f64 = asked.concepts.iter().map(|concept| concept.weight).sum();
        let most = sums.iter().map(|(_, covered)| *covered).fold(0.0, f64::max);
        let fit = |(text, covered): (f64, f64)| text * covered / whole;
        let best = sums.iter().map(|sum| fit(*sum)).fold(f64::MIN_POSITIVE, f64::max);
        let enough =
            sums.iter().enumerate().filter(|(_, (_, covered))| *covered > 0.0 && *covered >= most * ENOUGH);
        enough.map(|(slot, sum)| (slot as u32, fit(*sum) / best)).collect()
    }

    /// For every slot, how tellingly it holds the concept, by its own words or others: 0 for not at all, to 1.
    fn holding(&self, concept: &Concept) -> Vec<f64> {
        let own = self.engine.matching(std::iter::once(concept.stems.as_slice()));
        let also = self.engine.matching(concept.also.iter().map(|term| term.stems.as_slice()));
        // When the directory never uses the word itself, another word is all there is.
        let another = if own.is_empty() { ITSELF } else { ANOTHER };
        let mut held = vec![0.0_f64; self.slots.len()];
        for (found, (least, most)) in [(also, another), (own, ITSELF)] {
            let top = found.iter().map(|(_, score)| *score).fold(f32::MIN_POSITIVE, f32::max);
            for (slot, score) in found {
                let fit = least + (most - least) * f64::from(score / top);
                if let Some(best) = held.get_mut(slot as usize) {
                    *best = fit.max(*best);
                }
            }
        }
        if concept.topics.is_empty() {
            return held;
        }
        let mut on = vec![0_usize; held.len()];
        for topic in &concept.topics {
            for slot in self.engine.about(&stems(topic.name())) {
                on.get_mut(slot as usize).into_iter().for_each(|on| *on += 1);
            }
        }
        held.iter().zip(on).map(|(words, on)| about(*words, on, concept.topics.len())).collect()
    }

    /// For every slot, how much of what is wished it says in words and not in its fields: 0 to 1.
    fn wished_in_words(&self, asked: &Asked<'_>) -> Vec<f64> {
        let mut said = vec![0.0; if asked.stand_ins.is_empty() { 0 } else { self.slots.len() }];
        let share = 1.0 / asked.wishes.count().max(1) as f64;
        for wish in &asked.stand_ins {
            let slots = |terms: &[Vec<String>]| self.engine.matching(terms.iter().map(Vec::as_slice));
            let not: HashSet<u32> = slots(&wish.unless).into_iter().map(|(slot, _)| slot).collect();
            for (slot, _) in slots(&wish.says).into_iter().filter(|(slot, _)| !not.contains(slot)) {
                let entry = self.slots.get(slot as usize).and_then(Option::as_ref);
                if let Some(said) =
                    said.get_mut(slot as usize).filter(|_| entry.is_some_and(|e| !(wish.known)(e)))
                {
                    *said += share * wish.sure;
                }
            }
        }
        said
    }
}
