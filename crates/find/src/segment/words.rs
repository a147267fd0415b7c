//! The words of a segment, so that a slip can be put right: by their number of letters, each with how many entries use it.

use std::ops::Range;

use super::Strings;

/// Shorter words are never what somebody meant by a slip.
const SHORTEST: usize = 4;
/// No word kept is longer.
const LONGEST: usize = 41;

/// Words in order of their number of letters, then of the alphabet.
#[derive(Debug, Default)]
pub(crate) struct Words {
    words: Strings,
    counts: Vec<u32>,
    letters: Vec<u32>,
    /// Where the words of so many letters begin.
    starts: Vec<u32>,
}

/// Which letters a word has, one bit each: a quick look before counting slips.
pub(crate) fn letters_of(word: &str) -> u32 {
    word.chars().fold(0, |set, c| set | 1 << (u32::from(c) % 32))
}

impl Words {
    /// From words with how many entries use each.
    pub(crate) fn of<'a>(words: impl Iterator<Item = (&'a str, u32)>) -> Self {
        let mut ordered: Vec<(usize, &str, u32)> = words
            .map(|(word, count)| (word.chars().count().min(LONGEST), word, count))
            .filter(|(length, ..)| *length >= SHORTEST)
            .collect();
        ordered.sort_unstable();
        let mut all = Self::default();
        for same in ordered.chunk_by(|a, b| a.1 == b.1) {
            let (length, word, _) = same[0];
            while all.starts.len() <= length {
                all.starts.push(all.counts.len() as u32);
            }
            all.letters.push(letters_of(word));
            all.words.push(word);
            all.counts.push(same.iter().map(|(.., count)| count).sum());
        }
        all.words.shrink();
        all.letters.shrink_to_fit();
        all.counts.shrink_to_fit();
        all
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        self.words.iter().zip(self.counts.iter().copied())
    }

    /// Words of so many letters whose letters differ from a set in so few, with how many entries use each.
    pub(crate) fn like(&self, letters: usize, set: u32, differ: u32) -> impl Iterator<Item = (&str, u32)> {
        let range = self.range(letters);
        let sets = self.letters.get(range.clone()).unwrap_or_default();
        let near = range.zip(sets).filter(move |(_, other)| (*other ^ set).count_ones() <= differ);
        near.map(|(at, _)| (self.words.get(at), self.counts[at]))
    }

    /// How many entries use a word.
    pub(crate) fn count(&self, word: &str) -> u32 {
        let range = self.range(word.chars().count());
        let (mut low, mut high) = (range.start, range.end);
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.words.get(middle) < word { low = middle + 1 } else { high = middle }
        }
        if low < range.end && self.words.get(low) == word { self.counts[low] } else { 0 }
    }

    fn range(&self, letters: usize) -> Range<usize> {
        let start =
            |letters: usize| self.starts.get(letters).map_or(self.counts.len(), |start| *start as usize);
        start(letters)..start(letters + 1)
    }

    pub(crate) fn bytes(&self) -> usize {
        self.words.bytes() + (self.counts.capacity() + self.letters.capacity() + self.starts.capacity()) * 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_and_looked_through_by_length() {
        let given =
            [("talking", 2), ("yoga", 1), ("walking", 5), ("bus", 9), ("walking", 1), ("gardening", 3)];
        let words = Words::of(given.into_iter());
        let counts = ["walking", "talking", "yoga", "bus", "walkin"].map(|word| words.count(word));
        assert_eq!(counts, [6, 2, 1, 0, 0]);
        let like = |word: &str, differ| {
            let found = words.like(word.len(), letters_of(word), differ);
            found.map(|(word, _)| word.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(like("walking", 0), ["walking"]);
        assert_eq!(like("walking", 2), ["talking", "walking"]);
        assert!(like("walkers", 0).is_empty() && like("a", 9).is_empty());
        assert_eq!(words.iter().count(), 4);
    }
}
