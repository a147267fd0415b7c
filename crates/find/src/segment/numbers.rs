//! Numbers for names, given as they come: every name is kept once, all in one piece of memory.

use std::hash::{BuildHasher, RandomState};

use super::Strings;

/// Names with their numbers, from nothing on.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    names: Strings,
    /// Where a name's number stands by its hash, or in one of the places after; one more than the number, 0 for none.
    places: Vec<u32>,
    /// Where hashing starts: another place each time, so that no feed can be written to be slow to read.
    start: u64,
}

/// Eight characters at a time, stirred: words are short.
fn hash(start: u64, name: &str) -> u64 {
    let mut sum = start ^ (name.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut eights = name.as_bytes().chunks_exact(8);
    let mut stir = |more: u64| {
        sum = (sum ^ more).wrapping_mul(0xff51_afd7_ed55_8ccd);
        sum ^= sum >> 32;
    };
    for eight in &mut eights {
        stir(eight.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte)));
    }
    stir(eights.remainder().iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte)));
    sum
}

impl Numbers {
    /// The number of a name, given now if it has none.
    pub(crate) fn of(&mut self, name: &str) -> u32 {
        if (self.names.len() + 1) * 2 > self.places.len() {
            self.grow();
        }
        let place = self.place(name);
        if self.places[place] == 0 {
            self.names.push(name);
            self.places[place] = self.names.len() as u32;
        }
        self.places[place] - 1
    }

    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// All names by their numbers.
    pub(crate) fn names(&self) -> &Strings {
        &self.names
    }

    pub(crate) fn into_names(self) -> Strings {
        self.names
    }

    /// Where the name's number is, or would be.
    fn place(&self, name: &str) -> usize {
        let last = self.places.len() - 1;
        let mut place = hash(self.start, name) as usize & last;
        while self.places[place] != 0 && self.names.get(self.places[place] as usize - 1) != name {
            place = (place + 1) & last;
        }
        place
    }

    fn grow(&mut self) {
        if self.places.is_empty() {
            self.start = RandomState::new().hash_one(0);
        }
        self.places = vec![0; (self.places.len() * 2).max(1_024)];
        for number in 0..self.names.len() {
            let place = self.place(self.names.get(number));
            self.places[place] = number as u32 + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_name_has_one_number(names in prop::collection::vec("[a-c]{0,12}", 0..3_000)) {
            let mut numbers = Numbers::default();
            let given: Vec<u32> = names.iter().map(|name| numbers.of(name)).collect();
            for (name, number) in names.iter().zip(&given) {
                prop_assert_eq!(numbers.names().get(*number as usize), name);
                prop_assert_eq!(numbers.of(name), *number);
            }
            let once: std::collections::BTreeSet<&String> = names.iter().collect();
            prop_assert_eq!(numbers.len(), once.len());
        }
    }
}
