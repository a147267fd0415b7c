//! Entries as they come, gathered into a new segment. Hundreds of thousands may come one after another, so that everything is
//! kept in a few long pieces of memory and nothing in a piece of its own.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use uuid::Uuid;

use super::postings::Reading;
use super::writing::write;
use super::{Facts, Known, Lists, Numbers, Row, Segment, Shape, Words, grid};
use crate::alike::{self, Alike, Said};
use crate::text::{FIELDS, fields, length_code, texts};
use crate::words::{each_word, is_never_asked, stem_of};
use crate::{Entry, Point, Where, places};

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
    known: Vec<Word>,
    topics: Numbers,
    places: Numbers,
    kept: Vec<Kept>,
    /// Where in `kept` each id is.
    at: HashMap<Uuid, usize>,
    /// What each entry holds: terms with their shapes, as lists have them.
    held: Vec<u8>,
    /// How many entries were added.
    added: usize,
    /// The words of the text that was read last.
    as_numbers: Vec<u64>,
    /// Numbers of topics and of places, an entry's after another's.
    filed: Vec<u32>,
    room: Room,
}

/// What is known of a word.
struct Word {
    stem: u32,
    /// How many entries use it, and which was the last.
    count: u32,
    last: usize,
    as_number: u64,
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
    found: Vec<(u32, Shape)>,
    /// For each term, the entry it was found in last, and where in `found` that is.
    places: Vec<(usize, u32)>,
    /// Every name, one after another.
    names: String,
}

impl Gather {
    pub(crate) fn new(phrases: &BTreeSet<Vec<String>>) -> Self {
        let mut all = Self {
            stems: Numbers::default(),
            phrases: Vec::new(),
            words: Numbers::default(),
            known: Vec::new(),
            topics: Numbers::default(),
            places: Numbers::default(),
            kept: Vec::new(),
            at: HashMap::new(),
            held: Vec::new(),
            added: 0,
            as_numbers: Vec::new(),
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
        let (lengths, alike) = self.read_all(&entry);
        let held = self.hold();
        let name = self.room.names.len();
        self.room.names.push_str(&entry.name);
        let (from, topics) = (self.filed.len(), &mut self.topics);
        self.filed.extend(entry.topics.iter().map(|topic| topics.of(topic)));
        let (to, places) = (self.filed.len(), &mut self.places);
        self.filed.extend(entry.place.iter().map(|place| places.of(place)));
        let kept = Kept {
            id: entry.id,
            turn,
            name: name..self.room.names.len(),
            facts: Facts::of(&entry),
            alike,
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

    /// Reads every text of an entry: how long each field is, and what the entry is like.
    fn read_all(&mut self, entry: &Entry) -> ([u8; FIELDS], Alike) {
        self.added += 1;
        let (mut lengths, mut said) = ([0; FIELDS], [Said::NOTHING; FIELDS]);
        for (field, place) in fields().enumerate() {
            let mut words = 0;
            for text in texts(entry, place) {
                words += self.read(text, field);
                said[field] = self.said();
            }
            lengths[field] = length_code(words);
        }
        let of = |wanted: Where| {
            fields().zip(said).find(|(field, _)| *field == wanted).map_or(Said::NOTHING, |(_, said)| said)
        };
        let alike = Alike::of(of(Where::Organization), of(Where::Name), of(Where::Description), &entry.alike);
        (lengths, alike)
    }

    /// Keeps the terms found in an entry.
    fn hold(&mut self) -> Range<usize> {
        let start = self.held.len();
        self.room.found.drain(..).for_each(|(term, shape)| write(&mut self.held, term, shape));
        start..self.held.len()
    }

    /// Reads one text of a field; how many words it has.
    fn read(&mut self, text: &str, field: usize) -> usize {
        let Room { word: room, stems, found, places, .. } = &mut self.room;
        stems.clear();
        self.as_numbers.clear();
        each_word(text, room, |word| {
            let number = self.words.of(word) as usize;
            if number == self.known.len() {
                let stem = self.stems.of(&stem_of(word));
                self.known.push(Word { stem, count: 0, last: 0, as_number: alike::word(word) });
            }
            let known = &mut self.known[number];
            known.count += u32::from(known.last != self.added);
            known.last = self.added;
            stems.push(known.stem);
            self.as_numbers.push(known.as_number);
        });
        places.resize(self.stems.len(), (0, 0));
        let mut find = |term: u32| {
            let (last, at) = &mut places[term as usize];
            if *last != self.added {
                (*last, *at) = (self.added, found.len() as u32);
                found.push((term, Shape::default()));
            }
            found[*at as usize].1.add(field);
        };
        for (at, stem) in stems.iter().enumerate() {
            find(*stem);
            for (after, whole) in self.phrases.get(*stem as usize).into_iter().flatten() {
                if stems[at + 1..].starts_with(after) {
                    find(*whole);
                }
            }
        }
        stems.len()
    }

    /// The words of the text that was read last, as a number.
    fn said(&self) -> Said {
        self.as_numbers.iter().fold(Said::NOTHING, |said, word| said.and(*word))
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
        let topics = self.filed(&self.topics, topic_key, |kept| &kept.topics);
        let places = self.filed(&self.places, place_key, |kept| &kept.places);
        let turns = self.kept.iter().map(|kept| kept.turn).collect();
        segment.terms = self.terms();
        let words = self.words.names().iter().zip(self.known.iter().map(|word| word.count));
        segment.finish(known, topics, places, Words::of(words));
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

    fn filed(
        &self,
        numbers: &Numbers,
        key: fn(&str) -> String,
        of: impl Fn(&Kept) -> &Range<usize>,
    ) -> BTreeMap<String, Vec<u32>> {
        let mut each: Vec<Vec<u32>> = vec![Vec::new(); numbers.len()];
        for (entry, kept) in (0..).zip(&self.kept) {
            self.filed[of(kept).clone()].iter().for_each(|number| each[*number as usize].push(entry));
        }
        let mut groups: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (name, entries) in numbers.names().iter().zip(each).filter(|(_, entries)| !entries.is_empty()) {
            groups.entry(key(name)).or_default().extend(entries);
        }
        groups
    }

    /// The lists of all terms, in the order of the alphabet.
    fn terms(&self) -> Lists {
        let names = self.stems.names();
        let mut order: Vec<u32> = (0..names.len() as u32).collect();
        order.retain(|term| !is_never_asked(names.get(*term as usize)));
        order.sort_unstable_by_key(|term| names.get(*term as usize));
        let each = (0..)
            .zip(&self.kept)
            .map(|(entry, kept)| (entry, Reading::each_anew(&self.held[kept.held.clone()])));
        Lists::of(names, &order, each)
    }
}
