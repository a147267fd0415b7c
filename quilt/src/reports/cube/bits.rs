//! A bit for each row: what many choices leave is found with a few instructions for 64 rows at once.

/// Rows of which something is so. Beyond the last row no bit is set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::reports) struct Bits(Vec<u64>);

impl Bits {
    /// The rows of a column of which it is so.
    pub fn of<T>(column: &[T], is: impl Fn(&T) -> bool) -> Bits {
        let (sixty_fours, rest) = column.as_chunks::<64>();
        let mut words = Vec::with_capacity(sixty_fours.len() + 1);
        // Of a known length, so that a processor compares many at once.
        words.extend(sixty_fours.iter().map(|rows| word(&std::array::from_fn(|at| u8::from(is(&rows[at]))))));
        if !rest.is_empty() {
            words.push(word(&std::array::from_fn(|at| u8::from(rest.get(at).is_some_and(&is)))));
        }
        Bits(words)
    }

    /// Those of these that are of the others, too.
    pub fn and(&self, others: &Bits) -> Bits {
        Bits(self.beside(others).map(|(own, other)| own & other).collect())
    }

    /// Those of these that are not of the others.
    pub fn without(&self, others: &Bits) -> Bits {
        Bits(self.beside(others).map(|(own, other)| own & !other).collect())
    }

    /// Of these rows, those that are of all others, and those that are of all but one.
    pub fn of_all_and_of_all_but_one<'a>(&self, others: impl Iterator<Item = &'a Bits>) -> (Bits, Bits) {
        let mut all = self.clone();
        let mut but_one = Bits(vec![0; self.0.len()]);
        for other in others {
            let other = other.0.iter().chain(std::iter::repeat(&0));
            for ((all, but_one), of) in all.0.iter_mut().zip(&mut but_one.0).zip(other) {
                // Who was of all until now and is not of this one is of all but one; who is that already stays so only by
                // being of this.
                (*all, *but_one) = (*all & of, *all & !of | *but_one & of);
            }
        }
        (all, but_one)
    }

    /// Word by word; what the others are too short for is nought.
    fn beside<'a>(&'a self, others: &'a Bits) -> impl Iterator<Item = (u64, u64)> + 'a {
        self.0.iter().copied().zip(others.0.iter().copied().chain(std::iter::repeat(0)))
    }

    pub fn has(&self, row: usize) -> bool {
        self.0.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// Says of one row whether it is so.
    pub fn put(&mut self, row: usize, is: bool) {
        if self.0.len() <= row / 64 {
            self.0.resize(row / 64 + 1, 0);
        }
        if let Some(word) = self.0.get_mut(row / 64) {
            *word = *word & !(1 << (row % 64)) | u64::from(is) << (row % 64);
        }
    }

    /// The rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = u32> {
        (0..).step_by(64).zip(&self.0).flat_map(|(first, word)| ones(*word).map(move |at| first + at))
    }

    pub fn bytes(&self) -> usize {
        self.0.capacity() * size_of::<u64>()
    }
}

/// Where a word has ones, lowest first.
fn ones(mut word: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let at = (word != 0).then(|| word.trailing_zeros());
        word &= word.wrapping_sub(1);
        at
    })
}

/// Bytes, each nought or one, as bits: eight are multiplied so that each comes to stand in the highest byte.
fn word(bytes: &[u8; 64]) -> u64 {
    let (eights, _) = bytes.as_chunks::<8>();
    let packed = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    eights.iter().rev().fold(0, |word, eight| word << 8 | packed(eight))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bits(rows: &[bool]) -> Bits {
        Bits::of(rows, |is| *is)
    }

    proptest! {
        #[test]
        fn sets_are_put_together_row_by_row(
            own in prop::collection::vec(any::<bool>(), 0..300),
            others in prop::collection::vec(prop::collection::vec(any::<bool>(), 0..300), 0..5),
        ) {
            let is = |set: &[bool], row: usize| set.get(row).copied().unwrap_or(false);
            let sets: Vec<Bits> = others.iter().map(|other| bits(other)).collect();
            let (all, but_one) = bits(&own).of_all_and_of_all_but_one(sets.iter());
            for row in 0..300 {
                let missing = others.iter().filter(|other| !is(other, row)).count();
                prop_assert_eq!(all.has(row), is(&own, row) && missing == 0);
                prop_assert_eq!(but_one.has(row), is(&own, row) && missing == 1);
                if let (Some(other), Some(set)) = (others.first(), sets.first()) {
                    prop_assert_eq!(bits(&own).and(set).has(row), is(&own, row) && is(other, row));
                    prop_assert_eq!(bits(&own).without(set).has(row), is(&own, row) && !is(other, row));
                }
            }
        }

        #[test]
        fn rows_are_those_of_which_it_is_so(column in prop::collection::vec(any::<bool>(), 0..300)) {
            let bits = bits(&column);
            let rows: Vec<u32> = (0..).zip(&column).filter(|(_, is)| **is).map(|(row, _)| row).collect();
            prop_assert_eq!(bits.rows().collect::<Vec<_>>(), rows);
            let mut put = Bits::default();
            for (row, is) in column.iter().enumerate() {
                put.put(row, !*is);
                put.put(row, *is);
                prop_assert_eq!(bits.has(row), *is);
            }
            prop_assert_eq!(put, bits);
            prop_assert_eq!(Bits::of(&column, |_| true).rows().count(), column.len());
        }
    }
}
