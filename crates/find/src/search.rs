//! Answering a question once it is understood: who is in question, how well each fits, which come first.

use std::borrow::Cow;
use std::ops::Range;

use crate::corpus::{Corpus, Living};
use crate::fitting::Fitting;
use crate::lexicon::same_language;
use crate::order::{Order, Ranked};
use crate::point::{Centre, METRES_IN_A_MILE};
use crate::query::MOST;
use crate::rank::{ABOUT_IT, Standing, score};
use crate::reasons::{Concept, in_words};
use crate::segment::{Facts, topic_key};
use crate::stand_in::{StandIn, Words};
use crate::text::found_in;
use crate::wish::{Fit, Wishes, in_reach, passed, passes};
use crate::{Hit, Query, Understood, Why};

/// Entries with a topic that are no further from each other are read in one go.
const APART: u32 = 8;

/// A question once understood.
pub(crate) struct Asked<'a> {
    pub(crate) query: &'a Query,
    pub(crate) understood: Understood,
    pub(crate) wishes: Wishes,
    /// Words that stand in for wishes, where an entry's fields do not say.
    pub(crate) stand_ins: Vec<StandIn>,
    /// The marks of topics the question speaks of.
    pub(crate) spoken_of: u32,
    pub(crate) concepts: Vec<Concept>,
    /// Where distances are measured from.
    pub(crate) from: Option<Centre>,
    /// The day it is asked on, by number.
    pub(crate) today: Option<i32>,
}

/// What of a segment a question is about.
struct Sieve<'a> {
    part: &'a Living,
    /// Entries with a topic asked for, for each choice of topics.
    topics: Vec<Cow<'a, [u32]>>,
    /// Entries that serve the place named.
    place: Cow<'a, [u32]>,
    /// For each set of languages, whether the one that must be spoken is, and how it answers the wish for one.
    languages: Vec<(bool, Fit)>,
}

/// Entries in order, asked about in order.
struct Walk<'a> {
    rest: &'a [u32],
}

impl<'a> Walk<'a> {
    fn over(all: &'a (impl AsRef<[u32]> + ?Sized)) -> Self {
        Self { rest: all.as_ref() }
    }

    fn has(&mut self, entry: u32) -> bool {
        let near = self.rest.iter().take(8).take_while(|other| **other < entry).count();
        self.rest = &self.rest[near..];
        if self.rest.first().is_some_and(|other| *other < entry) {
            self.rest = &self.rest[self.rest.partition_point(|other| *other < entry)..];
        }
        self.rest.first() == Some(&entry)
    }
}

impl Asked<'_> {
    /// Every entry that fits, counted, and those that are to be shown, best first.
    pub(crate) fn answer(
        &self,
        corpus: &Corpus,
        fitting: Option<&Fitting<'_>>,
        said: &mut Vec<String>,
    ) -> (usize, Vec<Hit>) {
        let mut ranked = self.ranked(corpus, fitting);
        // Without words, a wish is all that was said: what is known to meet none of it goes.
        if self.concepts.is_empty() && ranked.iter().any(|r| r.met > 0) {
            ranked.retain(|r| r.met > 0);
        }
        // What is known to miss a wish goes, unless all that is about the thing asked for misses one: a singing group
        // that takes a fee, rather than a free one that does not sing.
        let least = ranked.iter().filter(|r| r.about_it).map(|r| r.missed).min().unwrap_or(0);
        ranked.retain(|r| r.missed <= least);
        if least > 0 {
            said.push("Nothing fits everything you asked for, showing the nearest we have.".to_owned());
        }
        let total = ranked.len();
        let limit = self.query.limit.min(MOST);
        let shown = self.query.offset.min(total)..self.query.offset.saturating_add(limit).min(total);
        // With nothing said at all, a place lists by distance.
        let by_distance = self.concepts.is_empty() && self.from.is_some() && self.wishes.count() == 0;
        let order = if by_distance { Order::Nearest } else { Order::Best };
        order.first(corpus, &mut ranked, shown.end);
        (total, ranked[shown].iter().map(|ranked| self.hit(corpus, fitting, ranked)).collect())
    }

    fn ranked(&self, corpus: &Corpus, fitting: Option<&Fitting<'_>>) -> Vec<Ranked> {
        let mut ranked = Vec::new();
        let words: Vec<Words<'_>> = self.stand_ins.iter().map(|wish| Words::of(corpus, wish)).collect();
        for (at, part) in corpus.parts.iter().enumerate() {
            let runs = self.runs(part);
            let sieve = self.sieve(part, &runs);
            let runs = sieve.topics.iter().min_by_key(|topic| topic.len()).map_or(runs, |topic| close(topic));
            let mut topics: Vec<Walk<'_>> = sieve.topics.iter().map(Walk::over).collect();
            let mut place = Walk::over(&sieve.place);
            let said: Vec<Vec<u32>> = words.iter().map(|words| words.within(at, &runs)).collect();
            let mut said: Vec<Walk<'_>> = said.iter().map(Walk::over).collect();
            let mut weigh = |entry: u32, text: f64| {
                if topics.iter_mut().all(|topic| topic.has(entry)) {
                    let in_words = |facts: &Facts| self.in_words(&mut said, entry, facts);
                    ranked.extend(self.weigh(&sieve, at, entry, text, in_words, || place.has(entry)));
                }
            };
            match fitting {
                Some(fitting) => fitting.within(at, part, &runs, weigh),
                None => runs.into_iter().flatten().for_each(|entry| weigh(entry, 0.0)),
            }
        }
        ranked
    }

    /// The runs of a segment's entries among which all stand that may be in the circle.
    fn runs(&self, part: &Living) -> Vec<Range<u32>> {
        match (self.query.near, self.query.within_miles) {
            (Some(near), Some(miles)) => part.segment.cells.around(near, miles * METRES_IN_A_MILE),
            _ => std::iter::once(part.whole()).collect(),
        }
    }

    /// `runs` are all that will be asked about.
    fn sieve<'a>(&self, part: &'a Living, runs: &[Range<u32>]) -> Sieve<'a> {
        let segment = &part.segment;
        let under = |topics: &mut dyn Iterator<Item = &String>| {
            together(topics.map(|topic| segment.topics.under(&topic_key(topic))), runs)
        };
        let mut topics = Vec::new();
        topics.extend(self.query.topic.as_ref().map(|topic| under(&mut std::iter::once(topic))));
        if !self.query.topics.is_empty() {
            topics.push(under(&mut self.query.topics.iter()));
        }
        let named = self.understood.place.as_ref().map(|place| format!("{place}\0"));
        let named = named.iter().flat_map(|named| segment.places.starting(named)).map(|(_, all)| all);
        let place = Cow::Owned(together(named, runs).into_owned());
        let languages = segment.spoken.iter().map(|set| self.spoken(set)).collect();
        Sieve { part, topics, place, languages }
    }

    /// Whether the language that must be spoken is in a set, and how the set answers the wish for one.
    fn spoken(&self, set: &[String]) -> (bool, Fit) {
        let spoken = |asked: &Option<String>| {
            asked.as_ref().map(|asked| set.iter().any(|language| same_language(language, asked)))
        };
        (spoken(&self.query.language).unwrap_or(true), Fit::of(spoken(&self.wishes.language)))
    }

    /// The same for one entry.
    fn language(&self, part: &Living, entry: u32) -> (bool, Fit) {
        let set = part.segment.languages(entry);
        set.map_or((self.query.language.is_none(), Fit::Unknown), |set| {
            self.spoken(&part.segment.spoken[set])
        })
    }

    fn weigh(
        &self,
        sieve: &Sieve<'_>,
        part: usize,
        entry: u32,
        text: f64,
        in_words: impl FnOnce(&Facts) -> f64,
        named_place: impl FnOnce() -> bool,
    ) -> Option<Ranked> {
        let segment = &sieve.part.segment;
        let facts = segment.facts.get(entry as usize)?;
        if sieve.part.gone.has(entry) || !passes(facts, self.query) {
            return None;
        }
        let metres = self.from.as_ref().and_then(|from| segment.points.nearest(entry, from));
        if !in_reach(self.query, metres) {
            return None;
        }
        let (spoken, language) = sieve.language(entry, self.query);
        if !spoken {
            return None;
        }
        let answered = self.wishes.answered(facts, language);
        let in_words = in_words(facts);
        let each = 1.0 / self.wishes.count().max(1) as f64;
        let named_place = self.understood.place.is_some() && named_place();
        let standing = Standing {
            text: (!self.concepts.is_empty()).then_some(text),
            metres: self.from.as_ref().map(|_| metres),
            wishes: answered.fit * each,
            missed: f64::from(answered.missed) * each,
            in_words,
            narrow: facts.narrow(self.spoken_of),
            named_place,
            full: facts.room() == Some(false),
            assured: facts.assured(),
            today: self.today,
        };
        let met = answered.met + u8::from(in_words > 0.0);
        let about_it = standing.text.is_none_or(|text| text >= ABOUT_IT);
        let (score, part) = (score(&standing), part as u32);
        Some(Ranked { part, entry, score, metres, named_place, met, missed: answered.missed, about_it })
    }

    /// How much of what is wished an entry says in words and not in its fields, from 0 to 1.
    fn in_words(&self, said: &mut [Walk<'_>], entry: u32, facts: &Facts) -> f64 {
        let share = 1.0 / self.wishes.count().max(1) as f64;
        let each = self.stand_ins.iter().zip(said);
        each.map(|(wish, said)| if !(wish.known)(facts) && said.has(entry) { share * wish.sure } else { 0.0 })
            .sum()
    }

    fn hit(&self, corpus: &Corpus, fitting: Option<&Fitting<'_>>, ranked: &Ranked) -> Hit {
        let (at, entry) = (ranked.part as usize, ranked.entry);
        let part = &corpus.parts[at];
        let segment = &part.segment;
        let holding = |concept: usize, also| {
            fitting.and_then(|all| all.at(concept, also, at, entry)).and_then(found_in)
        };
        let has = |topic: &str| segment.topics.under(&topic_key(topic)).binary_search(&entry).is_ok();
        let mut why = in_words(&self.concepts, holding, |topic| has(topic.name()));
        if ranked.named_place {
            // A place already among the words is not said twice.
            let place = self.understood.place.as_deref().unwrap_or_default();
            let key = format!("{place}\0");
            let mut names =
                segment.places.starting(&key).filter(|(_, all)| all.binary_search(&entry).is_ok());
            why.retain(|w| !matches!(w, Why::Words { word, .. } if word == place));
            let name = names.next().and_then(|(name, _)| name.split_once('\0'));
            why.extend(name.map(|(_, name)| Why::Place(name.to_owned())));
        }
        why.extend(ranked.metres.map(Why::Near));
        for fact in self.facts_in_words(part, entry) {
            if !why.contains(&fact) {
                why.push(fact);
            }
        }
        Hit { id: segment.ids[entry as usize], score: ranked.score, metres: ranked.metres, why }
    }

    /// Wishes met and filters passed.
    fn facts_in_words(&self, part: &Living, entry: u32) -> Vec<Why> {
        let facts = &part.segment.facts[entry as usize];
        let (_, language) = self.language(part, entry);
        let mut why = Vec::new();
        self.wishes.weigh(facts, language, |fit, reason| {
            if fit == Fit::Yes {
                why.push(reason);
            }
        });
        let has =
            |topic: &&String| part.segment.topics.under(&topic_key(topic)).binary_search(&entry).is_ok();
        let topics = self.query.topic.iter().chain(self.query.topics.iter().filter(has));
        why.extend(passed(facts, self.query, topics.cloned().collect()));
        why
    }
}

impl Sieve<'_> {
    /// Whether the language that must be spoken is, and how an entry answers the wish for one.
    fn language(&self, entry: u32, query: &Query) -> (bool, Fit) {
        if self.languages.is_empty() {
            return (query.language.is_none(), Fit::Unknown);
        }
        let set = self.part.segment.languages(entry);
        set.map_or((query.language.is_none(), Fit::Unknown), |set| self.languages[set])
    }
}

/// What stands in some runs of all of several lists, as one list in order.
fn together<'a>(lists: impl Iterator<Item = &'a [u32]>, runs: &[Range<u32>]) -> Cow<'a, [u32]> {
    let lists: Vec<&[u32]> = lists.collect();
    let within = |list: &'a [u32], run: &Range<u32>| {
        let from = list.partition_point(|entry| *entry < run.start);
        let to = from + list[from..].partition_point(|entry| *entry < run.end);
        &list[from..to]
    };
    if let ([list], [run]) = (lists.as_slice(), runs) {
        return Cow::Borrowed(within(list, run));
    }
    let mut all = Vec::new();
    for run in runs {
        let start = all.len();
        lists.iter().for_each(|list| all.extend(within(list, run)));
        if lists.len() > 1 {
            all[start..].sort_unstable();
        }
    }
    all.dedup();
    Cow::Owned(all)
}

/// Entries as runs, with few others between.
fn close(entries: &[u32]) -> Vec<Range<u32>> {
    let mut runs: Vec<Range<u32>> = Vec::new();
    for entry in entries {
        match runs.last_mut() {
            Some(run) if *entry < run.end.saturating_add(APART) => run.end = entry + 1,
            _ => runs.push(*entry..entry + 1),
        }
    }
    runs
}
