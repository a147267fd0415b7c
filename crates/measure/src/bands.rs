//! Whole distributions: histograms before and after, floor and ceiling, and who moved from which band to which.
//! A mean alone hides the people it is made of.

use serde::Serialize;

use crate::instrument::Band;
use crate::{Item, Pairs};

/// How many people gave each number of an item's scale, lowest number first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Histogram {
    /// The lowest number of the scale.
    pub low: u8,
    /// Counts for `low`, `low + 1`, … to the highest number.
    pub counts: Vec<u64>,
}

impl Histogram {
    /// Of answers on the item's scale; numbers off the scale are not counted.
    #[must_use]
    pub fn of(item: &Item, answers: impl IntoIterator<Item = u8>) -> Self {
        Self::of_counts(item, answers.into_iter().map(|answer| (answer, 1)))
    }

    /// Of answers with how many people gave each; numbers off the scale are not counted.
    #[must_use]
    pub fn of_counts(item: &Item, answers: impl IntoIterator<Item = (u8, u64)>) -> Self {
        let mut counts = vec![0; usize::from(item.high.saturating_sub(item.low)) + 1];
        for (answer, people) in answers {
            if let Some(count) = answer.checked_sub(item.low).and_then(|at| counts.get_mut(usize::from(at))) {
                *count += people;
            }
        }
        Self { low: item.low, counts }
    }

    /// People counted.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Shares (0 to 1) at the lowest and the highest number; `None` for nobody. Above 0.15 a mean is squeezed.
    #[must_use]
    pub fn floor_and_ceiling(&self) -> Option<(f64, f64)> {
        let share = |count: Option<&u64>| count.map(|c| *c as f64 / self.n() as f64);
        (self.n() > 0).then(|| share(self.counts.first()).zip(share(self.counts.last())))?
    }
}

/// Who moved from which band (row) to which (column).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moves {
    /// Band names, lowest numbers first.
    pub bands: Vec<String>,
    /// `counts[from][to]`.
    pub counts: Vec<Vec<u64>>,
}

impl Moves {
    /// Of pairs on the item's scale; `None` for an item without published bands. Pairs off the scale are not counted.
    #[must_use]
    pub fn of(item: &Item, pairs: &[(u8, u8)]) -> Option<Self> {
        Self::of_pairs(&item.bands, &Pairs::of_scores(pairs))
    }

    /// Of pairs and published bands; `None` without bands. Pairs off the scale are not counted.
    #[must_use]
    pub fn of_pairs(bands: &[Band], pairs: &Pairs) -> Option<Self> {
        if bands.is_empty() {
            return None;
        }
        let place =
            |score| bands.iter().position(|b| (f64::from(b.low)..=f64::from(b.high)).contains(&score));
        let mut counts = vec![vec![0; bands.len()]; bands.len()];
        for (before, after, people) in pairs.rows() {
            if let Some((from, to)) = place(*before).zip(place(*after)) {
                counts[from][to] += people;
            }
        }
        Some(Self { bands: bands.iter().map(|b| b.name.to_string()).collect(), counts })
    }

    /// People who moved to a higher-numbered band, stayed, moved to a lower-numbered one.
    #[must_use]
    pub fn up_same_down(&self) -> (u64, u64, u64) {
        let (mut up, mut same, mut down) = (0, 0, 0);
        for (from, row) in self.counts.iter().enumerate() {
            for (to, count) in row.iter().enumerate() {
                match to.cmp(&from) {
                    std::cmp::Ordering::Greater => up += count,
                    std::cmp::Ordering::Equal => same += count,
                    std::cmp::Ordering::Less => down += count,
                }
            }
        }
        (up, same, down)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instrument::{ANXIOUS, LACK_COMPANIONSHIP, SATISFIED};

    #[test]
    fn eleven_points_not_ten() {
        let got = Histogram::of(&SATISFIED, [0, 0, 5, 10, 10, 10, 99]);
        assert_eq!(got.counts.len(), 11);
        assert_eq!((got.counts[0], got.counts[5], got.counts[10], got.n()), (2, 1, 3, 6));
        assert_eq!(got.floor_and_ceiling(), Some((2.0 / 6.0, 0.5)));
        assert_eq!(Histogram::of(&SATISFIED, []).floor_and_ceiling(), None);
        assert_eq!(Histogram::of(&LACK_COMPANIONSHIP, [1, 3, 0]).counts, [1, 0, 1]);
    }

    #[test]
    fn band_moves_are_four_by_four() {
        let pairs = [(4, 5), (4, 4), (7, 8), (9, 0), (0, 10), (11, 5)];
        let got = Moves::of(&SATISFIED, &pairs).unwrap();
        assert_eq!(got.counts, [[1, 1, 0, 1], [0, 0, 0, 0], [0, 0, 1, 0], [1, 0, 0, 0]]);
        assert_eq!(got.up_same_down(), (2, 2, 1));
        let anxious = Moves::of(&ANXIOUS, &[(6, 10), (6, 5)]).unwrap();
        assert_eq!((anxious.counts[3][3], anxious.counts[3][2]), (1, 1));
        assert_eq!(Moves::of(&LACK_COMPANIONSHIP, &[(1, 2)]), None);
    }
}
