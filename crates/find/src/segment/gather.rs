//! Entries as they come, gathered into a new segment. Hundreds of thousands may come one after another, so that everything is
//! kept in a few long pieces of memory and nothing in a piece of its own.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use uuid::Uuid;

use super::postings::{self, Reading};
use super::whole::Lists;
use super::{Facts, Known, Numbers, Row, Segment, Shape, Words, grid};
use crate::alike::Alike;
use crate::text::{FIELDS, fields, length_code, texts};
use crate::words::{each_word, is_never_asked, stem_of};
use crate::{Entry, Point, places};

/// What a topic is filed under: letter case and space around it aside.
pub(crate) fn topic_key(topic: &str) -> String {
    topic.trim().to_lowercase()
}

/// What a place's name is filed under: all ways to write it together, each as it was written.
pub(crate) fn place_key(name: &str) -> String {
    format!("{}\0{name}", places::key(name))
}

/// A segment being gathered. Phrases are found now, so that asking for one is asking for a term.
pub(crate) struct Gather {
    stems: Numbers,
    /// For each stem that begins a phrase: the stems after it, and the term that the whole is.
    phrases: Vec<Vec<(Vec<u32>, u32)>>,
    words: Numbers,
    word_stems: Vec<u32>,
    word_counts: Vec<u32>,
    topics: Numbers,
    places: Numbers,
    kept: Vec<Kept>,
    /// Where in `kept` each id is.
    at: HashMap<Uuid, usize>,
    /// What each entry holds: terms with their shapes, as lists have them.
    held: Vec<u8>,
    /// Numbers of topics and of places, an entry's after another's.
    filed: Vec<u32>,
    room: Room,
}

/// What is kept of an entry until all are here.
struct Kept {
    id: Uuid,
    /// Its turn among all that come.
    turn: u32,
    name: Range<usize>,
    facts: Facts,
    lengths: [u8; FIELDS],
    alike: Alike,
    at: Vec<Point>,
    languages: Vec<String>,
    topics: Range<usize>,
    places: Range<usize>,
    held: Range<usize>,
}

/// Space used again for each entry.
#[derive(Default)]
struct Room {
    word: String,
    stems: Vec<u32>,
    words: Vec<u32>,
    found: Vec<(u32, u8)>,
    /// Every name, one after another.
    names: String,
}

impl Gather {
    pub(crate) fn new(phrases: &BTreeSet<Vec<String>>) -> Self {
        let mut all = Self {
            stems: Numbers::default(),
            phrases: Vec::new(),
            words: Numbers::default(),
            word_stems: Vec::new(),
            word_counts: Vec::new(),
            topics: Numbers::default(),
            places: Numbers::default(),
            kept: Vec::new(),
            at: HashMap::new(),
            held: Vec::new(),
            filed: Vec::new(),
            room: Room::default(),
        };
        for phrase in phrases {
            let stems: Vec<u32> = phrase.iter().map(|stem| all.stems.of(stem)).collect();
            let (whole, first) = (all.stems.of(&phrase.join(" ")), stems[0] as usize);
            if all.phrases.len() <= first {
                all.phrases.resize(first + 1, Vec::new());
            }
            all.phrases[first].push((stems[1..].to_vec(), whole));
        }
        all
    }

    pub(crate) fn len(&self) -> usize {
        self.kept.len()
    }

    /// Adds an entry, in the place of one with the same id.
    pub(crate) fn add(&mut self, entry: Entry, turn: u32) {
        self.room.words.clear();
        self.room.found.clear();
        let mut lengths = [0; FIELDS];
        for (field, place) in fields().enumerate() {
            let mut words = 0;
            for text in texts(&entry, place) {
                words += self.read(text, field as u8);
            }
            lengths[field] = length_code(words);
        }
        self.room.words.sort_unstable();
        self.room.words.dedup();
        self.room.words.iter().for_each(|word| self.word_counts[*word as usize] += 1);
        let held = self.hold();
        let name = self.room.names.len();
        self.room.names.push_str(&entry.name);
        let (from, topics) = (self.filed.len(), &mut self.topics);
        self.filed.extend(entry.topics.iter().map(|topic| topics.of(&topic_key(topic))));
        let (to, places) = (self.filed.len(), &mut self.places);
        self.filed.extend(entry.place.iter().map(|place| places.of(&place_key(place))));
        let kept = Kept {
            id: entry.id,
            turn,
            name: name..self.room.names.len(),
            facts: Facts::of(&entry),
            alike: Alike::of(&entry),
            lengths,
            topics: from..to,
            places: to..self.filed.len(),
            at: entry.at,
            languages: entry.languages,
            held,
        };
        match self.at.get(&kept.id) {
            Some(before) => self.kept[*before] = kept,
            None => {
                self.at.insert(kept.id, self.kept.len());
                self.kept.push(kept);
            }
        }
    }

    /// Keeps the terms found in an entry.
    fn hold(&mut self) -> Range<usize> {
        let (start, mut last) = (self.held.len(), 0);
        self.room.found.sort_unstable();
        for same in self.room.found.chunk_by(|a, b| a.0 == b.0) {
            let mut shape = Shape::default();
            same.iter().for_each(|(_, field)| shape.add(usize::from(*field)));
            postings::write(&mut self.held, same[0].0 - last, shape);
            last = same[0].0;
        }
        start..self.held.len()
    }

    /// Reads one text of a field; how many words it has.
    fn read(&mut self, text: &str, field: u8) -> usize {
        let Room { word: room, stems, words, found, .. } = &mut self.room;
        stems.clear();
        each_word(text, room, |word| {
            let number = self.words.of(word) as usize;
            if number == self.word_stems.len() {
                self.word_stems.push(self.stems.of(&stem_of(word)));
                self.word_counts.push(0);
            }
            words.push(number as u32);
            stems.push(self.word_stems[number]);
        });
        found.extend(stems.iter().map(|stem| (*stem, field)));
        for (at, stem) in stems.iter().enumerate() {
            for (after, whole) in self.phrases.get(*stem as usize).into_iter().flatten() {
                if stems[at + 1..].starts_with(after) {
                    found.push((*whole, field));
                }
            }
        }
        stems.len()
    }

    /// The segment, and the turn of each of its entries.
    pub(crate) fn finish(mut self) -> (Segment, Vec<u32>) {
        self.order();
        let mut segment = Segment::default();
        let mut known = Known::default();
        for kept in &self.kept {
            segment.push(
                &Row {
                    id: kept.id,
                    name: &self.room.names[kept.name.clone()],
                    facts: kept.facts,
                    lengths: kept.lengths,
                    alike: kept.alike,
                    points: &kept.at,
                    languages: &kept.languages,
                },
                &mut known,
            );
        }
        let topics = self.filed(&self.topics, |kept| &kept.topics);
        let places = self.filed(&self.places, |kept| &kept.places);
        let turns = self.kept.iter().map(|kept| kept.turn).collect();
        segment.terms = self.terms();
        let counts = self.word_counts;
        let words = self.words.names().iter().zip(counts);
        segment.finish(known, topics, places, Words::of(words.filter(|(_, count)| *count > 0)));
        (segment, turns)
    }

    /// Puts what is kept in the order of its segment.
    fn order(&mut self) {
        let mut common = vec![0_u32; self.topics.len()];
        for kept in &self.kept {
            self.filed[kept.topics.clone()].iter().for_each(|topic| common[*topic as usize] += 1);
        }
        let rarest = |kept: &Kept| {
            let topics = self.filed[kept.topics.clone()].iter();
            topics.map(|topic| (common[*topic as usize], *topic)).min()
        };
        let home = |kept: &Kept| kept.at.first().map_or(grid::NOWHERE, |point| grid::cell(*point));
        self.kept.sort_by_cached_key(|kept| (home(kept), rarest(kept)));
    }

    fn filed(&self, numbers: &Numbers, of: impl Fn(&Kept) -> &Range<usize>) -> BTreeMap<String, Vec<u32>> {
        let mut groups: Vec<Vec<u32>> = vec![Vec::new(); numbers.len()];
        for (entry, kept) in (0..).zip(&self.kept) {
            self.filed[of(kept).clone()].iter().for_each(|number| groups[*number as usize].push(entry));
        }
        let named = numbers.names().iter().map(str::to_owned).zip(groups);
        named.filter(|(_, entries)| !entries.is_empty()).collect()
    }

    /// The lists of all terms, in the order of the alphabet.
    fn terms(&self) -> Lists {
        let names = self.stems.names();
        let mut order: Vec<u32> = (0..names.len() as u32).collect();
        order.retain(|term| !is_never_asked(names.get(*term as usize)));
        order.sort_unstable_by_key(|term| names.get(*term as usize));
        let each = (0..).zip(&self.kept).map(|(entry, kept)| {
            (entry, Reading::of(&self.held[kept.held.clone()]))
        });
        Lists::of(names, &order, each)
    }
}
