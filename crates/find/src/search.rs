//! Answering a question once it is understood: who is in question, how well each fits, which come first.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;

use crate::corpus::{Corpus, Living};
use crate::fitting::{Best, Fitting, Weighed};
use crate::lexicon::same_language;
use crate::point::METRES_IN_A_MILE;
use crate::query::MOST;
use crate::rank::{Standing, score};
use crate::reasons::{Concept, in_words};
use crate::segment::{Facts, day_number, topic_key};
use crate::stand_in::{StandIn, Words};
use crate::text::found_in;
use crate::wish::{Fit, Wishes, in_reach, passed, passes};
use crate::{Hit, Point, Query, Understood, Why};

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
    pub(crate) from: Option<Point>,
}

/// An entry on its way to becoming a hit.
struct Ranked {
    /// Its segment, and its number there.
    part: u32,
    entry: u32,
    score: f64,
    metres: Option<f64>,
    named_place: bool,
    met: u8,
    missed: u8,
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

impl Walk<'_> {
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
        weighed: &[Weighed<'_>],
        best: Option<Best>,
        said: &mut Vec<String>,
    ) -> (usize, Vec<Hit>) {
        let mut ranked = self.ranked(corpus, weighed, best);
        // What is known to miss a wish goes, unless everything misses one.
        let least = ranked.iter().map(|r| r.missed).min().unwrap_or(0);
        ranked.retain(|r| r.missed == least);
        if least > 0 {
            said.push("Nothing fits everything you asked for, showing the nearest we have.".to_owned());
        }
        // Without words, a wish is all that was said: what is known to meet none of it goes.
        if self.concepts.is_empty() && ranked.iter().any(|r| r.met > 0) {
            ranked.retain(|r| r.met > 0);
        }
        let total = ranked.len();
        let limit = self.query.limit.min(MOST);
        let shown = self.query.offset.min(total)..self.query.offset.saturating_add(limit).min(total);
        self.order(corpus, &mut ranked, shown.end);
        (total, ranked[shown].iter().map(|ranked| self.hit(corpus, weighed, ranked)).collect())
    }

    /// Puts the first so many in order.
    fn order(&self, corpus: &Corpus, ranked: &mut Vec<Ranked>, shown: usize) {
        // With nothing said at all, a place lists by distance.
        let by_distance = self.concepts.is_empty() && self.from.is_some() && self.wishes.count() == 0;
        let name = |r: &Ranked| {
            let segment = &corpus.parts[r.part as usize].segment;
            (segment.name(r.entry), segment.ids[r.entry as usize])
        };
        let order = |a: &Ranked, b: &Ranked| -> Ordering {
            let far = |r: &Ranked| r.metres.unwrap_or(f64::MAX);
            let first = if by_distance { far(a).total_cmp(&far(b)) } else { b.score.total_cmp(&a.score) };
            first.then_with(|| name(a).cmp(&name(b)))
        };
        // Only what will be shown needs to be in order.
        if shown < ranked.len() {
            ranked.select_nth_unstable_by(shown, order);
            ranked.truncate(shown);
        }
        ranked.sort_unstable_by(order);
    }

    fn ranked(&self, corpus: &Corpus, weighed: &[Weighed<'_>], best: Option<Best>) -> Vec<Ranked> {
        let (mut ranked, mut fitting) = (Vec::new(), Fitting::new(weighed));
        let words: Vec<Words<'_>> = self.stand_ins.iter().map(|wish| Words::of(corpus, wish)).collect();
        for (at, part) in (0_u32..).zip(&corpus.parts) {
            let sieve = self.sieve(part);
            let mut topics: Vec<Walk<'_>> = sieve.topics.iter().map(|topic| Walk { rest: topic }).collect();
            let mut place = Walk { rest: &sieve.place };
            for run in self.runs(part) {
                let said: Vec<Vec<u32>> = words.iter().map(|words| words.within(at as usize, &run)).collect();
                let mut said: Vec<Walk<'_>> = said.iter().map(|entries| Walk { rest: entries }).collect();
                let mut weigh = |entry: u32, text: f64| {
                    if topics.iter_mut().all(|topic| topic.has(entry)) {
                        let in_words = |facts: &Facts| self.in_words(&mut said, entry, facts);
                        ranked.extend(self.weigh(&sieve, at, entry, text, in_words, || place.has(entry)));
                    }
                };
                match (best, sieve.topics.first()) {
                    (Some(best), _) => fitting.fitting(at as usize, part, &run, best, &mut weigh),
                    (None, Some(topic)) => {
                        let from = topic.partition_point(|entry| *entry < run.start);
                        let these = topic[from..].iter().take_while(|entry| **entry < run.end);
                        these.for_each(|entry| weigh(*entry, 0.0));
                    }
                    (None, None) => run.for_each(|entry| weigh(entry, 0.0)),
                }
            }
        }
        ranked
    }

    /// The runs of a segment's entries among which all stand that may be in the circle.
    fn runs(&self, part: &Living) -> Vec<Range<u32>> {
        match (self.query.near, self.query.within_miles) {
            (Some(near), Some(miles)) => part.segment.cells.around(near, miles * METRES_IN_A_MILE),
            _ => std::iter::once(0..part.segment.len() as u32).collect(),
        }
    }

    fn sieve<'a>(&self, part: &'a Living) -> Sieve<'a> {
        let segment = &part.segment;
        let under = |topics: &mut dyn Iterator<Item = &String>| {
            together(topics.map(|topic| segment.topics.under(&topic_key(topic))))
        };
        let mut topics = Vec::new();
        topics.extend(self.query.topic.as_ref().map(|topic| under(&mut std::iter::once(topic))));
        if !self.query.topics.is_empty() {
            topics.push(under(&mut self.query.topics.iter()));
        }
        let named = self.understood.place.as_ref().map(|place| format!("{place}\0"));
        let place =
            together(named.iter().flat_map(|named| segment.places.starting(named)).map(|(_, all)| all));
        let place = Cow::Owned(place.into_owned());
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
        part: u32,
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
        let (spoken, language) = sieve.language(entry, self.query);
        let metres = self.from.and_then(|from| segment.points.nearest(entry, from));
        if !spoken || !in_reach(self.query, metres) {
            return None;
        }
        let (met, missed) = self.wishes.answered(facts, language);
        let in_words = in_words(facts);
        let named_place = self.understood.place.is_some() && named_place();
        let standing = Standing {
            text,
            metres: self.from.map(|_| metres),
            wishes: f64::from(met) / self.wishes.count().max(1) as f64,
            in_words,
            narrow: facts.narrow(self.spoken_of),
            named_place,
            full: facts.room() == Some(false),
            assured: facts.assured(),
            today: self.query.today.map(day_number),
        };
        let met = met + u8::from(in_words > 0.0);
        Some(Ranked { part, entry, score: score(&standing), metres, named_place, met, missed })
    }

    /// How much of what is wished an entry says in words and not in its fields, from 0 to 1.
    fn in_words(&self, said: &mut [Walk<'_>], entry: u32, facts: &Facts) -> f64 {
        let share = 1.0 / self.wishes.count().max(1) as f64;
        let each = self.stand_ins.iter().zip(said);
        each.map(|(wish, said)| if !(wish.known)(facts) && said.has(entry) { share * wish.sure } else { 0.0 })
            .sum()
    }

    fn hit(&self, corpus: &Corpus, weighed: &[Weighed<'_>], ranked: &Ranked) -> Hit {
        let part = &corpus.parts[ranked.part as usize];
        let (segment, entry) = (&part.segment, ranked.entry);
        let holding = |concept: usize, also| {
            weighed[concept].terms.at(also, ranked.part as usize, entry).and_then(found_in)
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

/// All of several lists as one, in order.
fn together<'a>(mut lists: impl Iterator<Item = &'a [u32]>) -> Cow<'a, [u32]> {
    let first = lists.next().unwrap_or_default();
    let Some(second) = lists.next() else { return Cow::Borrowed(first) };
    let mut all = [first, second].concat();
    lists.for_each(|list| all.extend(list));
    all.sort_unstable();
    all.dedup();
    Cow::Owned(all)
}
