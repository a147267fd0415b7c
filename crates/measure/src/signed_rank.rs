//! Wilcoxon's signed-rank test: whether changes lean one way, without assuming a bell curve.

use serde::Serialize;

use crate::Pairs;
use crate::interval::normal;

/// Up to this many changed people the p value is exact; above it the normal approximation is closer than it need be.
const EXACT: u64 = 50;

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
    let steps = steps(pairs);
    let changed: u64 = steps.iter().map(|step| step.people).sum();
    if changed == 0 {
        return None;
    }
    let sum = |people: fn(&Step) -> u64| -> u128 {
        steps.iter().map(|step| u128::from(step.doubled_rank) * u128::from(people(step))).sum()
    };
    let (up, all) = (sum(|step| step.up), sum(|step| step.people));
    let smaller = up.min(all - up);
    let p = if changed <= EXACT {
        let each = steps.iter().flat_map(|step| std::iter::repeat_n(step.doubled_rank, step.people as usize));
        exact(&each.collect::<Vec<_>>(), smaller as u64)
    } else {
        approximate(&steps, all, smaller)
    };
    Some(SignedRank { w: smaller as f64 / 2.0, changed, unchanged: pairs.n() - changed, p })
}

/// Everybody whose reading changed by one size, either way.
struct Step {
    size: f64,
    people: u64,
    /// Of them, those who went up.
    up: u64,
    /// Twice their shared rank, so that it stays a whole number.
    doubled_rank: u64,
}

/// Equal changes share their average rank; those who stayed are left out.
fn steps(pairs: &Pairs) -> Vec<Step> {
    let mut steps: Vec<Step> = pairs
        .changes()
        .rows()
        .iter()
        .filter(|(change, _)| *change != 0.0)
        .map(|(change, people)| Step {
            size: change.abs(),
            people: *people,
            up: if *change > 0.0 { *people } else { 0 },
            doubled_rank: 0,
        })
        .collect();
    steps.sort_by(|a, b| a.size.total_cmp(&b.size));
    steps.dedup_by(|next, kept| {
        let same = next.size == kept.size;
        if same {
            kept.people += next.people;
            kept.up += next.up;
        }
        same
    });
    let mut passed = 0;
    for step in &mut steps {
        step.doubled_rank = 2 * passed + step.people + 1;
        passed += step.people;
    }
    steps
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

fn approximate(steps: &[Step], all: u128, smaller: u128) -> f64 {
    let squares: f64 = steps.iter().map(|step| (step.doubled_rank as f64).powi(2) * step.people as f64).sum();
    let mean = all as f64 / 2.0;
    (2.0 * normal((smaller as f64 - mean) / (squares / 4.0).sqrt()).1).min(1.0)
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
        let step = |rank: &u64| Step { size: *rank as f64, people: 1, up: 0, doubled_rank: *rank };
        let steps: Vec<Step> = ranks.iter().map(step).collect();
        for smaller in [600, 800, 1000, 1200] {
            let about = approximate(&steps, 2550, u128::from(smaller));
            assert!((exact(&ranks, smaller) - about).abs() < 0.01);
        }
    }

    #[test]
    fn a_million_people_do_not_overflow() {
        let many = Pairs::of_score_counts([(3, 4, 600_000), (4, 3, 500_000), (2, 6, 400_000)]);
        assert!(signed_rank(&many).unwrap().p < 1e-12);
    }
}
