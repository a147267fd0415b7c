//! k-anonymity: so coarse that everybody shares what could be known of them from elsewhere with at least k − 1 others. Pure:
//! no row is read here and none is written.
//!
//! The way is Datafly's (Sweeney 1998): while more rows stand alone than may be left out, the trait that has the most
//! different values is told more coarsely; then the few that still stand alone are left out. It is simple, it says what it
//! did, and it does not promise the finest set there is.

use std::collections::{HashMap, HashSet};

/// What could be known of somebody from elsewhere, five traits; each is told in steps, from fine to not at all.
pub(super) const TRAITS: usize = 5;

/// The coarsest step of a trait, which says nothing.
pub(super) const NOTHING: u16 = 0;

/// One row's traits, each told at every step: `steps[trait][step]`. Equal numbers are equal words.
pub(super) type Told = [Vec<u16>; TRAITS];

/// The share of rows that may be left out, in hundredths.
const MOST_LEFT_OUT: usize = 5;

/// How coarse the set became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Coarse {
    /// The step at which each trait is told.
    pub steps: [usize; TRAITS],
    /// Rows left out, for they stood alone still.
    pub left_out: usize,
    /// How many share all traits, where the fewest do.
    pub smallest: usize,
    pub classes: usize,
}

/// How coarsely these rows must be told for everybody to share their traits with k − 1 others; nothing when that cannot be.
pub(super) fn coarsen(rows: &[Told], k: usize) -> Option<Coarse> {
    let mut steps = [0; TRAITS];
    if rows.len() < k.max(1) {
        return None;
    }
    loop {
        let classes = classes(rows, &steps);
        let alone: usize = classes.values().filter(|many| **many < k).sum();
        if alone * 100 <= rows.len() * MOST_LEFT_OUT {
            let kept = classes.values().filter(|many| **many >= k);
            let smallest = kept.clone().min().copied()?;
            return Some(Coarse { steps, left_out: alone, smallest, classes: kept.count() });
        }
        let next = (0..TRAITS).filter(|at| !told_all(rows, *at, steps[*at])).max_by_key(|at| {
            // Of two that tell as much, the first is told more coarsely.
            (values(rows, *at, steps[*at]), TRAITS - at)
        })?;
        steps[next] += 1;
    }
}

/// What a row says at these steps.
pub(super) fn key(row: &Told, steps: &[usize; TRAITS]) -> [u16; TRAITS] {
    std::array::from_fn(|at| row[at].get(steps[at]).copied().unwrap_or(NOTHING))
}

/// How many rows say the same.
pub(super) fn classes(rows: &[Told], steps: &[usize; TRAITS]) -> HashMap<[u16; TRAITS], usize> {
    let mut classes = HashMap::new();
    for row in rows {
        *classes.entry(key(row, steps)).or_insert(0) += 1;
    }
    classes
}

/// Whether there is nothing coarser to say.
fn told_all(rows: &[Told], at: usize, step: usize) -> bool {
    rows.iter().all(|row| step >= row[at].len())
}

fn values(rows: &[Told], at: usize, step: usize) -> usize {
    rows.iter().map(|row| row[at].get(step).copied().unwrap_or(NOTHING)).collect::<HashSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Traits told by a number, its half, and not at all.
    fn row(traits: [u16; TRAITS]) -> Told {
        traits.map(|one| vec![one + 1, one / 2 + 100])
    }

    #[test]
    fn alike_rows_stay_as_they_are_told() {
        let rows = vec![row([1, 2, 3, 4, 5]); 10];
        let coarse = coarsen(&rows, 10).unwrap();
        assert_eq!(coarse, Coarse { steps: [0; TRAITS], left_out: 0, smallest: 10, classes: 1 });
    }

    #[test]
    fn fewer_rows_than_k_are_refused() {
        assert_eq!(coarsen(&vec![row([1; TRAITS]); 9], 10), None);
        assert_eq!(coarsen(&[], 5), None);
    }

    #[test]
    fn the_trait_that_tells_most_is_told_more_coarsely_first() {
        let rows: Vec<Told> = (0..100).map(|n| row([0, 0, n, 0, 0])).collect();
        let coarse = coarsen(&rows, 5).unwrap();
        assert_eq!(coarse.steps, [0, 0, 2, 0, 0]);
    }

    #[test]
    fn the_few_who_stand_alone_are_left_out() {
        let mut rows = vec![row([1; TRAITS]); 99];
        rows.push(row([9; TRAITS]));
        let coarse = coarsen(&rows, 5).unwrap();
        assert_eq!((coarse.left_out, coarse.smallest, coarse.steps), (1, 99, [0; TRAITS]));
    }

    proptest! {
        #[test]
        fn nobody_who_is_left_stands_with_fewer_than_k(
            traits in prop::collection::vec(prop::array::uniform5(0u16..6), 0..200),
            k in 2usize..12,
        ) {
            let rows: Vec<Told> = traits.into_iter().map(row).collect();
            let Some(coarse) = coarsen(&rows, k) else {
                prop_assert!(rows.len() < k);
                return Ok(());
            };
            let all = classes(&rows, &coarse.steps);
            let kept: Vec<usize> = all.values().copied().filter(|many| *many >= k).collect();
            prop_assert_eq!(kept.iter().sum::<usize>() + coarse.left_out, rows.len());
            prop_assert_eq!(kept.iter().min().copied(), Some(coarse.smallest));
            prop_assert!(coarse.left_out * 100 <= rows.len() * MOST_LEFT_OUT && coarse.smallest >= k);
        }
    }
}
