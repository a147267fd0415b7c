//! Entries as they come, gathered into a new segment.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use uuid::Uuid;

use super::postings::Writing;
use super::{Facts, Known, Row, Segment, Shape, Words, grid};
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
    stems: HashMap<String, u32>,
    /// For each stem that begins a phrase: the stems after it, and the term that the whole is.
    phrases: Vec<Vec<(Vec<u32>, u32)>>,
    words: HashMap<String, u32>,
    word_stems: Vec<u32>,
    word_counts: Vec<u32>,
    kept: Vec<Kept>,
    /// Where in `kept` each id is.
    at: HashMap<Uuid, usize>,
    held: Vec<(u32, Shape)>,
    room: Room,
}

/// What is kept of an entry until all are here.
struct Kept {
    id: Uuid,
    name: String,
    facts: Facts,
    lengths: [u8; FIELDS],
    alike: Alike,
    at: Vec<Point>,
    languages: Vec<String>,
    topics: Vec<String>,
    places: Vec<String>,
    held: Range<usize>,
}

/// Space used again for each entry.
#[derive(Default)]
struct Room {
    word: String,
    stems: Vec<u32>,
    words: Vec<u32>,
    found: Vec<(u32, u8)>,
}

impl Gather {
    pub(crate) fn new(phrases: &BTreeSet<Vec<String>>) -> Self {
        let mut all = Self {
            stems: HashMap::new(),
            phrases: Vec::new(),
            words: HashMap::new(),
            word_stems: Vec::new(),
            word_counts: Vec::new(),
            kept: Vec::new(),
            at: HashMap::new(),
            held: Vec::new(),
            room: Room::default(),
        };
        let numbered: Vec<Vec<u32>> = phrases
            .iter()
            .map(|stems| stems.iter().map(|stem| number(&mut all.stems, stem)).collect())
            .collect();
        for (stems, phrase) in numbered.iter().zip(phrases) {
            let whole = number(&mut all.stems, &phrase.join(" "));
            let first = stems[0] as usize;
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
    pub(crate) fn add(&mut self, entry: Entry) {
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
        self.room.found.sort_unstable();
        let start = self.held.len();
        for same in self.room.found.chunk_by(|a, b| a.0 == b.0) {
            let mut shape = Shape::default();
            same.iter().for_each(|(_, field)| shape.add(usize::from(*field)));
            self.held.push((same[0].0, shape));
        }
        let kept = Kept {
            id: entry.id,
            facts: Facts::of(&entry),
            alike: Alike::of(&entry),
            lengths,
            topics: entry.topics.iter().map(|topic| topic_key(topic)).collect(),
            places: entry.place.iter().map(|name| place_key(name)).collect(),
            name: entry.name,
            at: entry.at,
            languages: entry.languages,
            held: start..self.held.len(),
        };
        match self.at.get(&kept.id) {
            Some(before) => self.kept[*before] = kept,
            None => {
                self.at.insert(kept.id, self.kept.len());
                self.kept.push(kept);
            }
        }
    }

    /// Reads one text of a field; how many words it has.
    fn read(&mut self, text: &str, field: u8) -> usize {
        let Room { word: room, stems, words, found } = &mut self.room;
        stems.clear();
        each_word(text, room, |word| {
            let number = self.words.get(word).copied().unwrap_or_else(|| {
                let number = self.word_stems.len() as u32;
                self.words.insert(word.to_owned(), number);
                self.word_stems.push(self::number(&mut self.stems, &stem_of(word)));
                self.word_counts.push(0);
                number
            });
            words.push(number);
            stems.push(self.word_stems[number as usize]);
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

    /// The segment.
    pub(crate) fn finish(mut self) -> Segment {
        let home = |kept: &Kept| kept.at.first().map_or(grid::NOWHERE, |point| grid::cell(*point));
        self.kept.sort_by_key(home);
        let mut lists: Vec<Writing> = Vec::new();
        lists.resize_with(self.stems.len(), Writing::default);
        let (mut segment, mut known) = (Segment::default(), Known::default());
        let (mut topics, mut places) = (BTreeMap::new(), BTreeMap::new());
        for (entry, kept) in (0_u32..).zip(&mut self.kept) {
            for (term, shape) in &self.held[kept.held.clone()] {
                lists[*term as usize].push(entry, *shape);
            }
            segment.push(
                &Row {
                    id: kept.id,
                    name: &kept.name,
                    facts: kept.facts,
                    lengths: kept.lengths,
                    alike: kept.alike,
                    points: &kept.at,
                    languages: &kept.languages,
                },
                &mut known,
            );
            file(&mut topics, &mut kept.topics, entry);
            file(&mut places, &mut kept.places, entry);
        }
        let mut terms: Vec<(String, u32)> =
            self.stems.into_iter().filter(|(stem, _)| !is_never_asked(stem)).collect();
        terms.sort_unstable();
        for (term, number) in terms {
            let list = &mut lists[number as usize];
            if !list.is_empty() {
                segment.push_term(&term, list);
            }
        }
        let counts = self.word_counts;
        let words = self.words.into_iter().map(|(word, number)| (word, counts[number as usize]));
        segment.finish(topics, places, Words::of(words));
        segment
    }
}

fn number(numbers: &mut HashMap<String, u32>, name: &str) -> u32 {
    if let Some(number) = numbers.get(name) {
        return *number;
    }
    let number = numbers.len() as u32;
    numbers.insert(name.to_owned(), number);
    number
}

fn file(groups: &mut BTreeMap<String, Vec<u32>>, names: &mut Vec<String>, entry: u32) {
    for name in names.drain(..) {
        groups.entry(name).or_default().push(entry);
    }
}
