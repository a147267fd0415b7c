//! Every list of a segment, by its term: all in one piece of memory.

use super::postings::{Postings, Reading, Tally, Writing};
use super::Strings;

/// Terms in the order of the alphabet, each with its list.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    terms: Strings,
    ends: Vec<u32>,
    bytes: Vec<u8>,
}

impl Lists {
    /// From what each entry holds, entries in order: the terms' numbers with their shapes. `order` says which terms there are
    /// lists of, and in which order; `names` how they are called.
    pub(crate) fn of<'a>(
        names: &Strings,
        order: &[u32],
        each: impl Iterator<Item = (u32, Reading<'a>)> + Clone,
    ) -> Self {
        // Once through all to know how long each list will be, and once more to write it in its place.
        let mut tallies = vec![Tally::default(); names.len()];
        for (entry, held) in each.clone() {
            held.for_each(|(term, shape)| tallies[term as usize].count(entry, shape));
        }
        let mut all = Self::default();
        let mut places = vec![None; names.len()];
        let mut end = 0;
        for term in order {
            let tally = &tallies[*term as usize];
            if tally.is_empty() {
                continue;
            }
            places[*term as usize] = Some(end);
            end += tally.bytes();
            all.terms.push(names.get(*term as usize));
            all.ends.push(end as u32);
        }
        all.bytes = vec![0; end];
        let mut places: Vec<_> = tallies
            .iter()
            .zip(places)
            .map(|(tally, place)| place.map(|place| tally.begin(&mut all.bytes, place)))
            .collect();
        for (entry, held) in each {
            for (term, shape) in held {
                if let Some(place) = &mut places[term as usize] {
                    place.push(&mut all.bytes, entry, shape);
                }
            }
        }
        all
    }

    /// Room for as many bytes of lists.
    pub(crate) fn with_room(bytes: usize) -> Self {
        Self { bytes: Vec::with_capacity(bytes), ..Self::default() }
    }

    /// Adds the next term, in order, with its list.
    pub(crate) fn push(&mut self, term: &str, list: &mut Writing) {
        self.terms.push(term);
        list.finish(&mut self.bytes);
        self.ends.push(self.bytes.len() as u32);
    }

    pub(crate) fn len(&self) -> usize {
        self.terms.len()
    }

    pub(crate) fn term(&self, number: usize) -> &str {
        self.terms.get(number)
    }

    pub(crate) fn find(&self, term: &str) -> Option<usize> {
        self.terms.find(term)
    }

    pub(crate) fn list(&self, number: usize) -> Postings<'_> {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]) as usize;
        Postings::open(&self.bytes[start..self.ends[number] as usize])
    }

    /// Bytes of lists.
    pub(crate) fn weight(&self) -> usize {
        self.bytes.len()
    }

    pub(crate) fn shrink(&mut self) {
        self.terms.shrink();
        self.ends.shrink_to_fit();
        self.bytes.shrink_to_fit();
    }

    pub(crate) fn bytes(&self) -> usize {
        self.terms.bytes() + self.ends.capacity() * size_of::<u32>() + self.bytes.capacity()
    }
}
