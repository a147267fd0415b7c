//! A stream of random numbers, named by what it is for.
//!
//! `StreamId` says which draw of the parameters, which run, which place, which person and which purpose. Two strategies
//! that ask for the same person's patience get the same patience, whatever else happened before: common random numbers
//! are not arranged, they are the only numbers there are.

use super::philox;

/// What a stream is for. Numbers for one purpose never move those for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u32)]
pub enum Purpose {
    /// A parameter's value in an outer draw.
    Parameter = 1,
    /// When people are referred.
    Arrivals = 2,
    /// Who somebody is, whether they say yes, how long they would wait.
    Person = 3,
    /// How their case goes.
    Case = 4,
    /// Which links they want.
    Wishes = 5,
    /// What becomes of one link.
    Link = 6,
    /// A worker's illnesses, leaving and coming.
    Staff = 7,
    /// What a comparison measures beside what is true.
    Measured = 8,
    /// A queue by itself, as textbooks have it.
    Yardstick = 9,
    /// How far those are who were under way before the first day.
    Before = 10,
}

/// The whole name of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StreamId {
    /// The plan's seed.
    pub seed: u64,
    /// Which draw of the parameters.
    pub draw: u32,
    /// Which run within the draw.
    pub run: u32,
    /// Which place.
    pub place: u32,
    /// Which person, or whatever is counted within the place.
    pub person: u64,
    /// What for.
    pub purpose: Purpose,
}

impl StreamId {
    /// A stream of its own, for what has neither place nor person.
    #[must_use]
    pub fn of(seed: u64, purpose: Purpose) -> Self {
        Self { seed, draw: 0, run: 0, place: 0, person: 0, purpose }
    }

    #[inline]
    fn key(self) -> [u64; 2] {
        [self.seed, u64::from(self.draw) << 32 | u64::from(self.run)]
    }

    #[inline]
    fn counter(self, block: u64) -> [u64; 4] {
        [block, self.person, u64::from(self.place), self.purpose as u64]
    }

    /// The four numbers of one block, each above nought and below one: for what needs a few and has a place for each.
    #[must_use]
    #[inline]
    pub fn four(self, block: u64) -> [f64; 4] {
        philox(self.counter(block), self.key()).map(open_unit)
    }

    /// The stream from its beginning.
    #[must_use]
    pub fn stream(self) -> Stream {
        Stream { id: self, block: 0, words: [0; 4], left: 0 }
    }
}

/// A word as a number above nought and below one: 52 bits and a half, so neither end is ever met.
#[inline]
fn open_unit(word: u64) -> f64 {
    ((word >> 12) as f64 + 0.5) * (1.0 / (1u64 << 52) as f64)
}

/// Numbers one after another.
#[derive(Debug, Clone)]
pub struct Stream {
    id: StreamId,
    block: u64,
    words: [u64; 4],
    left: u8,
}

impl Stream {
    /// The next random word.
    #[inline]
    pub fn word(&mut self) -> u64 {
        if self.left == 0 {
            self.words = philox(self.id.counter(self.block), self.id.key());
            self.block += 1;
            self.left = 4;
        }
        let word = self.words[4 - usize::from(self.left)];
        self.left -= 1;
        word
    }

    /// The next number, above nought and below one.
    #[inline]
    pub fn unit(&mut self) -> f64 {
        open_unit(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_do_not_depend_on_each_other() {
        let id = StreamId { seed: 1, draw: 2, run: 0, place: 3, person: 4, purpose: Purpose::Case };
        let mut first = id.stream();
        let whole: Vec<u64> = (0..10).map(|_| first.word()).collect();
        let mut again = id.stream();
        let mut other = StreamId { person: 5, ..id }.stream();
        let woven: Vec<u64> = (0..10)
            .map(|_| {
                other.word();
                again.word()
            })
            .collect();
        assert_eq!(whole, woven);
        assert_eq!(id.four(0)[2], open_unit(whole[2]));
    }

    #[test]
    fn every_part_of_the_name_counts() {
        let id = StreamId { seed: 1, draw: 1, run: 1, place: 1, person: 1, purpose: Purpose::Case };
        let others = [
            StreamId { seed: 2, ..id },
            StreamId { draw: 2, ..id },
            StreamId { run: 2, ..id },
            StreamId { place: 2, ..id },
            StreamId { person: 2, ..id },
            StreamId { purpose: Purpose::Link, ..id },
        ];
        for other in others {
            assert_ne!(id.four(0), other.four(0), "{other:?}");
        }
    }

    #[test]
    fn units_are_inside_their_bounds() {
        assert!(open_unit(0) > 0.0 && open_unit(u64::MAX) < 1.0);
    }
}
