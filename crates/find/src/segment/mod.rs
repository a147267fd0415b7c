//! A segment: some entries of the directory, written once and never changed, in as little memory as searching them needs.
//!
//! New entries make a small segment ([`gather`]), small ones are [`merged`] into larger ones, and an entry taken away is
//! marked in [`Gone`] until its segment is next merged. Nobody who searches ever waits for more than a pointer to change.

mod facts;
mod gather;
mod grid;
mod merge;
mod numbers;
mod postings;
mod strings;
mod whole;
mod words;

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

pub(crate) use facts::{Facts, day_number};
pub(crate) use gather::{Gather, topic_key};
pub(crate) use grid::{Cells, Points};
pub(crate) use merge::{Part, merged};
use numbers::Numbers;
pub(crate) use postings::{Cursor, Postings, Shape};
pub(crate) use strings::{Groups, Strings};
use whole::Lists;
pub(crate) use words::{Words, letters_of};

use crate::Point;
use crate::alike::Alike;
use crate::remembered::Remembered;
use crate::text::FIELDS;

/// How many segments there have been.
static SEGMENTS: AtomicU64 = AtomicU64::new(0);

/// Entries numbered from nothing, cell by cell, and everything known of them.
#[derive(Debug, Default)]
pub(crate) struct Segment {
    /// Which of all segments there have been.
    pub(crate) number: u64,
    pub(crate) facts: Vec<Facts>,
    pub(crate) ids: Vec<Uuid>,
    by_id: Vec<u32>,
    /// Every name once; many groups all over the country have the same.
    names: Strings,
    named: Vec<u32>,
    pub(crate) lengths: Vec<[u8; FIELDS]>,
    pub(crate) alike: Vec<Alike>,
    pub(crate) points: Points,
    pub(crate) cells: Cells,
    /// By [`topic_key`].
    pub(crate) topics: Groups,
    /// By [`place_key`].
    pub(crate) places: Groups,
    /// Entries that name languages, in order, each with its set.
    languages: Vec<(u32, u32)>,
    /// Every set of languages that is named.
    pub(crate) spoken: Vec<Vec<String>>,
    terms: Lists,
    pub(crate) words: Words,
    /// How many words the entries have in each field, as their lengths are kept.
    pub(crate) counted: [u64; FIELDS],
    remembered: Mutex<Remembered>,
}

/// One entry as it is added.
struct Row<'a> {
    id: Uuid,
    name: &'a str,
    facts: Facts,
    lengths: [u8; FIELDS],
    alike: Alike,
    points: &'a [Point],
    languages: &'a [String],
}

/// What was added before and is kept once.
#[derive(Default)]
struct Known {
    names: Numbers,
    languages: HashMap<Vec<String>, u32>,
}

impl Segment {
    pub(crate) fn name(&self, entry: u32) -> &str {
        self.names.get(self.named[entry as usize] as usize)
    }

    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// What is remembered of it, words being as rare as they are under a reckoning.
    pub(crate) fn remembered(&self, reckoning: &[u64]) -> MutexGuard<'_, Remembered> {
        let mut remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        remembered.under(reckoning);
        remembered
    }

    /// The entry with this id, gone or not.
    pub(crate) fn entry(&self, id: Uuid) -> Option<u32> {
        let by = |entry: &u32| self.ids[*entry as usize];
        self.by_id.binary_search_by_key(&id, by).ok().map(|at| self.by_id[at])
    }

    /// The list of a term: a stem, or the stems of a phrase with spaces between. Empty when no entry holds it.
    pub(crate) fn list(&self, term: &str) -> Postings<'_> {
        self.terms.find(term).map_or_else(Postings::default, |number| self.terms.list(number))
    }

    /// Whether any entry held a word with this stem when the segment was written.
    pub(crate) fn has_stem(&self, stem: &str) -> bool {
        self.terms.find(stem).is_some()
    }

    /// Which of [`Segment::spoken`] an entry names.
    pub(crate) fn languages(&self, entry: u32) -> Option<usize> {
        let at = self.languages.binary_search_by_key(&entry, |(other, _)| *other).ok()?;
        Some(self.languages[at].1 as usize)
    }

    /// Adds the next entry; cell by cell, and by the order they shall have within a cell.
    fn push(&mut self, row: &Row<'_>, known: &mut Known) {
        let entry = self.ids.len() as u32;
        self.ids.push(row.id);
        self.facts.push(row.facts);
        self.named.push(known.names.of(row.name));
        self.lengths.push(row.lengths);
        self.alike.push(row.alike);
        for (all, code) in self.counted.iter_mut().zip(row.lengths) {
            *all += u64::from(crate::text::length(code));
        }
        self.points.push(row.points);
        self.cells.push(row.points);
        if !row.languages.is_empty() {
            let set = known.languages.get(row.languages).copied().unwrap_or_else(|| {
                self.spoken.push(row.languages.to_vec());
                known.languages.insert(row.languages.to_vec(), self.spoken.len() as u32 - 1);
                self.spoken.len() as u32 - 1
            });
            self.languages.push((entry, set));
        }
    }

    /// Once everything is in.
    fn finish(
        &mut self,
        known: Known,
        topics: BTreeMap<String, Vec<u32>>,
        places: BTreeMap<String, Vec<u32>>,
        words: Words,
    ) {
        self.number = SEGMENTS.fetch_add(1, Ordering::Relaxed);
        (self.topics, self.places, self.words) = (Groups::of(topics), Groups::of(places), words);
        self.by_id = (0..self.ids.len() as u32).collect();
        let ids = &self.ids;
        self.by_id.sort_unstable_by_key(|entry| ids[*entry as usize]);
        self.names = known.names.into_names();
        self.cells.finish();
        self.points.shrink();
        self.names.shrink();
        self.named.shrink_to_fit();
        self.terms.shrink();
        self.facts.shrink_to_fit();
        self.ids.shrink_to_fit();
        self.lengths.shrink_to_fit();
        self.alike.shrink_to_fit();
        self.languages.shrink_to_fit();
    }

    /// Entries that name languages, each with which of [`Segment::spoken`].
    pub(crate) fn naming_languages(&self) -> impl Iterator<Item = (u32, usize)> {
        self.languages.iter().map(|(entry, set)| (*entry, *set as usize))
    }

    /// Room for so many entries, so that nothing is moved while they are added.
    fn with_room(entries: usize) -> Self {
        Self {
            facts: Vec::with_capacity(entries),
            ids: Vec::with_capacity(entries),
            named: Vec::with_capacity(entries),
            lengths: Vec::with_capacity(entries),
            alike: Vec::with_capacity(entries),
            ..Self::default()
        }
    }

    /// Bytes of memory it holds.
    pub(crate) fn bytes(&self) -> usize {
        let rows = self.facts.capacity() * size_of::<Facts>()
            + self.ids.capacity() * size_of::<Uuid>()
            + (self.by_id.capacity() + self.named.capacity()) * size_of::<u32>()
            + self.lengths.capacity() * FIELDS
            + self.alike.capacity() * size_of::<Alike>()
            + self.languages.capacity() * size_of::<(u32, u32)>();
        let places = self.points.bytes() + self.cells.bytes() + self.topics.bytes() + self.places.bytes();
        let text = self.names.bytes() + self.terms.bytes() + self.words.bytes();
        rows + places + text
    }
}

/// Which entries of a segment are gone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gone {
    bits: Vec<u64>,
    count: usize,
}

impl Gone {
    /// Marks an entry; whether it was there until now.
    pub(crate) fn mark(&mut self, entry: u32) -> bool {
        let (at, bit) = (entry as usize / 64, 1 << (entry % 64));
        if self.bits.len() <= at {
            self.bits.resize(at + 1, 0);
        }
        let new = self.bits[at] & bit == 0;
        self.bits[at] |= bit;
        self.count += usize::from(new);
        new
    }

    #[inline]
    pub(crate) fn has(&self, entry: u32) -> bool {
        self.bits.get(entry as usize / 64).is_some_and(|bits| bits >> (entry % 64) & 1 == 1)
    }

    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// Entries marked here and not there.
    pub(crate) fn since<'a>(&'a self, before: &'a Self) -> impl Iterator<Item = u32> {
        let marked = self.bits.iter().enumerate().filter(|(_, bits)| **bits != 0);
        let entries = marked.flat_map(|(at, _)| at as u32 * 64..at as u32 * 64 + 64);
        entries.filter(|entry| self.has(*entry) && !before.has(*entry))
    }
}
