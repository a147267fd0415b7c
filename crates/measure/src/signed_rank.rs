//! Wilcoxon's signed-rank test: whether changes lean one way, without assuming a bell curve.

use serde::Serialize;

use crate::Pairs;
use crate::interval::normal;

/// Up to this many changed people the p value is exact; above it the normal approximation is closer than it need be.
const EXACT: usize = 50;

/// The test's result.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SignedRank {
    /// The smaller of the two rank sums.
    pub w: f64,
    /// People who changed.
    pub changed: u64,
    /// People who did not, who are left out.
    pub unchanged: u64,
    /// Two-sided p.
    pub p: f64,
}

/// The test on after minus before; `None` when nobody changed. Equal changes share their average rank.
#[must_use]
pub fn signed_rank(pairs: &Pairs) -> Option<SignedRank> {
    let mut changes: Vec<f64> = pairs.as_slice().iter().map(|(before, after)| after - before).collect();
    changes.retain(|change| *change != 0.0);
    changes.sort_by(|a, b| a.abs().total_cmp(&b.abs()));
    if changes.is_empty() {
        return None;
    }
    let ranks = doubled_ranks(&changes);
    let up: u64 = changes.iter().zip(&ranks).filter(|(change, _)| **change > 0.0).map(|(_, rank)| rank).sum();
    let all: u64 = ranks.iter().sum();
    let smaller = up.min(all - up);
    let p = if changes.len() <= EXACT { exact(&ranks, smaller) } else { approximate(&ranks, smaller) };
    let changed = changes.len() as u64;
    Some(SignedRank { w: smaller as f64 / 2.0, changed, unchanged: pairs.n() - changed, p })
}

/// Twice the rank of each change by size, so that shared ranks stay whole numbers.
fn doubled_ranks(sorted: &[f64]) -> Vec<u64> {
    let mut ranks = Vec::with_capacity(sorted.len());
    for alike in sorted.chunk_by(|a, b| a.abs() == b.abs()) {
        let (first, last) = (ranks.len() as u64 + 1, (ranks.len() + alike.len()) as u64);
        ranks.extend(std::iter::repeat_n(first + last, alike.len()));
    }
    ranks
}

/// Every sign being equally likely, the chance of a sum this small, doubled for both sides.
fn exact(ranks: &[u64], smaller: u64) -> f64 {
    let all: u64 = ranks.iter().sum();
    let mut chance = vec![0.0_f64; all as usize + 1];
    chance[0] = 1.0;
    for rank in ranks.iter().map(|rank| *rank as usize) {
        for sum in (0..chance.len()).rev() {
            let with = if sum >= rank { chance[sum - rank] } else { 0.0 };
            chance[sum] = f64::midpoint(chance[sum], with);
        }
    }
    (2.0 * chance[..=smaller as usize].iter().sum::<f64>()).min(1.0)
}

fn approximate(ranks: &[u64], smaller: u64) -> f64 {
    let mean = ranks.iter().sum::<u64>() as f64 / 2.0;
    let spread = (ranks.iter().map(|rank| (*rank as f64).powi(2)).sum::<f64>() / 4.0).sqrt();
    (2.0 * normal((smaller as f64 - mean) / spread).1).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_paired_toy() {
        let before = [4, 5, 3, 6, 5, 2, 7, 4, 5, 3];
        let after = [6, 6, 5, 7, 5, 5, 7, 6, 8, 4];
        let got = signed_rank(&Pairs::of_scores(&before.into_iter().zip(after).collect::<Vec<_>>())).unwrap();
        assert_eq!((got.w, got.changed, got.unchanged, got.p), (0.0, 8, 2, 0.007_812_5));
    }

    #[test]
    fn nobody_changed_and_a_balance() {
        assert_eq!(signed_rank(&Pairs::of_scores(&[(3, 3), (4, 4)])), None);
        let got = signed_rank(&Pairs::of_scores(&[(3, 4), (4, 3)])).unwrap();
        assert_eq!((got.w, got.p), (1.5, 1.0));
    }

    #[test]
    fn exact_and_approximate_agree_where_they_meet() {
        let ranks: Vec<u64> = (1..=50).map(|rank| 2 * rank).collect();
        for smaller in [600, 800, 1000, 1200] {
            assert!((exact(&ranks, smaller) - approximate(&ranks, smaller)).abs() < 0.01);
        }
    }
}
