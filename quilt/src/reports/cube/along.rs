//! Walking along a list in order of rows beside other rows in order: what a few rows hold is found without looking at all
//! that everybody holds.

/// Where one has come to in a list.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::reports) struct Along(usize);

impl Along {
    /// Where this row stands in the list; rows are asked for in order.
    pub fn find<T>(&mut self, list: &[T], row: u32, row_of: impl Fn(&T) -> u32) -> Option<usize> {
        let (mut ahead, mut step) = (self.0, 1);
        while list.get(ahead).is_some_and(|one| row_of(one) < row) {
            self.0 = ahead + 1;
            ahead += step;
            step *= 2;
        }
        let rest = list.get(self.0..ahead.min(list.len())).unwrap_or_default();
        self.0 += rest.partition_point(|one| row_of(one) < row);
        list.get(self.0).filter(|one| row_of(one) == row).map(|_| self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_row_is_found_where_it_stands(
            list in prop::collection::btree_set(0u32..400, 0..200),
            asked in prop::collection::btree_set(0u32..420, 0..200),
        ) {
            let list: Vec<u32> = list.into_iter().collect();
            let mut along = Along::default();
            for row in asked {
                prop_assert_eq!(along.find(&list, row, |one| *one), list.binary_search(&row).ok());
            }
        }
    }
}
