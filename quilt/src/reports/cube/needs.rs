//! What people's concerns are about: for each need, the rows that have it. A choice looks at one need of everybody.

use super::bits::Bits;

/// By need, the rows that have it.
#[derive(Debug, Clone, Default)]
pub(in crate::reports) struct Needs {
    rows: Vec<Bits>,
    none: Bits,
}

impl Needs {
    /// Says which needs a row has, a bit for each.
    pub fn put(&mut self, row: usize, needs: u128) {
        for need in 0..self.rows.len().max(128 - needs.leading_zeros() as usize) {
            if self.rows.len() <= need {
                self.rows.push(Bits::default());
            }
            let has = needs >> need & 1 == 1;
            if let Some(rows) = self.rows.get_mut(need)
                && (has || rows.has(row))
            {
                rows.put(row, has);
            }
        }
    }

    /// The needs of a row, a bit for each.
    pub fn of(&self, row: usize) -> u128 {
        (0..).zip(&self.rows).fold(0, |needs, (need, rows)| needs | u128::from(rows.has(row)) << need)
    }

    /// Who has a need.
    pub fn who(&self, need: u8) -> &Bits {
        self.rows.get(usize::from(need)).unwrap_or(&self.none)
    }

    pub fn bytes(&self) -> usize {
        self.rows.iter().map(Bits::bytes).sum()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_put_is_there(rows in prop::collection::vec((0usize..200, any::<u128>()), 0..40)) {
            let (mut needs, mut plain) = (Needs::default(), std::collections::BTreeMap::new());
            for (row, bits) in rows {
                needs.put(row, bits);
                plain.insert(row, bits);
            }
            for row in 0..200 {
                let bits = plain.get(&row).copied().unwrap_or(0);
                prop_assert_eq!(needs.of(row), bits);
                for need in 0..128 {
                    prop_assert_eq!(needs.who(need).has(row), bits >> need & 1 == 1);
                }
            }
        }
    }
}
