//! So coarse that everybody shares what could be known of them from elsewhere with at least k − 1 others.
//!
//! Traits are few and so are their steps, so every way of telling them is tried, those that tell most first: the first in
//! which no more rows stand alone than may be left out is taken, and those few are left out (full-domain generalisation
//! with suppression, as Samarati and Sweeney have it, 1998).

use std::collections::HashMap;

/// The coarsest step of a trait, which says nothing.
pub const NOTHING: u16 = 0;

/// One row's traits, what could be known of somebody from elsewhere, each told at every step: `steps[trait][step]`. Equal numbers are equal words.
pub type Told<const TRAITS: usize> = [Vec<u16>; TRAITS];

/// The share of rows that may be left out, in hundredths.
const MOST_LEFT_OUT: usize = 5;

/// How coarse the set became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coarse<const TRAITS: usize> {
    /// The step at which each trait is told.
    pub steps: [usize; TRAITS],
    /// Rows left out, for they stood alone still.
    pub left_out: usize,
    /// How many share all traits, where the fewest do.
    pub smallest: usize,
    pub classes: usize,
}

/// How coarsely these rows must be told for everybody to share their traits with k − 1 others; nothing when that cannot be.
#[must_use]
pub fn generalise<const TRAITS: usize>(rows: &[Told<TRAITS>], k: usize) -> Option<Coarse<TRAITS>> {
    let mut alike: HashMap<&Told<TRAITS>, usize> = HashMap::new();
    for row in rows {
        *alike.entry(row).or_insert(0) += 1;
    }
    let lengths = std::array::from_fn(|at| rows.iter().map(|row| row[at].len()).max().unwrap_or(0));
    let mut best: Option<(usize, Coarse<TRAITS>)> = None;
    for (loss, steps) in ways(&lengths) {
        if best.as_ref().is_some_and(|(least, _)| loss > *least) {
            break;
        }
        let fewer =
            |coarse: &Coarse<TRAITS>| best.as_ref().is_none_or(|(_, best)| coarse.left_out < best.left_out);
        if let Some(coarse) = told_at(&alike, rows.len(), k, steps).filter(fewer) {
            best = Some((loss, coarse));
        }
    }
    best.map(|(_, coarse)| coarse)
}

/// Every way of telling the traits, those that tell most first. What is lost by a trait that is not told is the same for
/// each of them.
fn ways<const TRAITS: usize>(lengths: &[usize; TRAITS]) -> Vec<(usize, [usize; TRAITS])> {
    let mut ways = vec![(0, [0; TRAITS])];
    for (at, length) in lengths.iter().enumerate() {
        ways = ways
            .into_iter()
            .flat_map(|(loss, steps)| {
                (0..=*length).map(move |step| {
                    let mut steps = steps;
                    steps[at] = step;
                    (loss + step * 60 / (*length).max(1), steps)
                })
            })
            .collect();
    }
    ways.sort_unstable();
    ways
}

/// What comes of telling them so; nothing when more would stand alone than may be left out.
fn told_at<const TRAITS: usize>(
    alike: &HashMap<&Told<TRAITS>, usize>,
    rows: usize,
    k: usize,
    steps: [usize; TRAITS],
) -> Option<Coarse<TRAITS>> {
    let mut classes: HashMap<[u16; TRAITS], usize> = HashMap::new();
    for (row, many) in alike {
        *classes.entry(key(row, &steps)).or_insert(0) += many;
    }
    let left_out: usize = classes.values().filter(|many| **many < k).sum();
    if left_out * 100 > rows * MOST_LEFT_OUT {
        return None;
    }
    let kept = classes.values().filter(|many| **many >= k);
    let smallest = kept.clone().min().copied()?;
    Some(Coarse { steps, left_out, smallest, classes: kept.count() })
}

/// What a row says at these steps.
#[must_use]
pub fn key<const TRAITS: usize>(row: &Told<TRAITS>, steps: &[usize; TRAITS]) -> [u16; TRAITS] {
    std::array::from_fn(|at| row[at].get(steps[at]).copied().unwrap_or(NOTHING))
}

impl<const TRAITS: usize> Coarse<TRAITS> {
    /// Places of the rows that may leave: their class has `k` rows or more.
    #[must_use]
    pub fn kept(&self, rows: &[Told<TRAITS>], k: usize) -> Vec<usize> {
        let keys: Vec<[u16; TRAITS]> = rows.iter().map(|row| key(row, &self.steps)).collect();
        let mut classes: HashMap<&[u16; TRAITS], usize> = HashMap::new();
        for key in &keys {
            *classes.entry(key).or_insert(0) += 1;
        }
        (0..rows.len()).filter(|at| classes[&keys[*at]] >= k).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Anonymity;
    use super::*;
    use proptest::prelude::*;

    const TRAITS: usize = 5;

    /// Traits told by a number, its half, and not at all.
    fn row(traits: [u16; TRAITS]) -> Told<TRAITS> {
        traits.map(|one| vec![one + 1, one / 2 + 100])
    }

    #[test]
    fn alike_rows_stay_as_they_are_told() {
        let rows = vec![row([1, 2, 3, 4, 5]); 10];
        let coarse = generalise(&rows, 10).unwrap();
        assert_eq!(coarse, Coarse { steps: [0; TRAITS], left_out: 0, smallest: 10, classes: 1 });
    }

    #[test]
    fn fewer_rows_than_k_are_refused() {
        assert_eq!(generalise(&vec![row([1; TRAITS]); 9], 10), None);
        assert_eq!(generalise::<TRAITS>(&[], 5), None);
    }

    #[test]
    fn no_more_is_lost_than_must_be() {
        let rows: Vec<Told<TRAITS>> = (0..100).map(|n| row([0, 0, n, 0, 0])).collect();
        assert_eq!(generalise(&rows, 2).unwrap().steps, [0, 0, 1, 0, 0]);
        assert_eq!(generalise(&rows, 5).unwrap().steps, [0, 0, 2, 0, 0]);
        // Two traits that go together: one of them is enough.
        let rows: Vec<Told<TRAITS>> = (0..100).map(|n| row([n / 50, n % 2, n / 50, 0, 0])).collect();
        assert_eq!(generalise(&rows, 25).unwrap().steps, [0; TRAITS]);
        assert_eq!(generalise(&rows, 50).unwrap().steps.iter().sum::<usize>(), 1);
    }

    #[test]
    fn the_few_who_stand_alone_are_left_out() {
        let mut rows = vec![row([1; TRAITS]); 99];
        rows.push(row([9; TRAITS]));
        let coarse = generalise(&rows, 5).unwrap();
        assert_eq!((coarse.left_out, coarse.smallest, coarse.steps), (1, 99, [0; TRAITS]));
    }

    proptest! {
        #[test]
        fn nobody_who_is_left_stands_with_fewer_than_k(
            traits in prop::collection::vec(prop::array::uniform5(0u16..6), 0..200),
            k in 2usize..12,
        ) {
            let rows: Vec<Told<TRAITS>> = traits.into_iter().map(row).collect();
            let Some(coarse) = generalise(&rows, k) else {
                prop_assert!(rows.len() < k);
                return Ok(());
            };
            // Counted once more by another hand, as words.
            let kept = coarse.kept(&rows, k);
            let words: Vec<Vec<String>> = kept
                .iter()
                .map(|at| key(&rows[*at], &coarse.steps).iter().map(u16::to_string).collect())
                .collect();
            let counted = Anonymity::of(&words, k as u64);
            prop_assert!(counted.holds());
            prop_assert_eq!(kept.len() + coarse.left_out, rows.len());
            prop_assert_eq!((counted.smallest, counted.classes), (coarse.smallest as u64, coarse.classes as u64));
            prop_assert!(coarse.left_out * 100 <= rows.len() * MOST_LEFT_OUT && coarse.smallest >= k);
        }
    }
}
