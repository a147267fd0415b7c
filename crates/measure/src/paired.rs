//! Before and after, on the same people.
//!
//! Everything is computed on pairs only, and every effect size carries its name: on the same ten people they differ by
//! 40%. Nothing here says "improved by": a change is a change. Pairs are kept as distinct (before, after) with counts, in
//! a fixed order: shuffling the people gives the same bits, and a million people on an eleven-point scale cost 121 rows.

use serde::Serialize;

use crate::distribution::{Distribution, Middle};
use crate::effect::{Effect, ratio};
use crate::interval::two_sided_p;
use crate::{Direction, Error, Interval};

/// Whole pairs of finite numbers: distinct (before, after, people), in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pairs(Vec<(f64, f64, u64)>);

/// From so many people on, a table of every pair of scores is quicker than putting people in order.
const MANY: usize = 20_000;

impl Pairs {
    /// From (before, after), one a person.
    ///
    /// # Errors
    /// [`Error::NotFinite`] when any number is infinite or not a number.
    pub fn new(pairs: Vec<(f64, f64)>) -> Result<Self, Error> {
        Self::counted(pairs.into_iter().map(|(before, after)| (before, after, 1)).collect())
    }

    /// From (before, after, how many people).
    ///
    /// # Errors
    /// [`Error::NotFinite`] when any number is infinite or not a number.
    pub fn counted(pairs: Vec<(f64, f64, u64)>) -> Result<Self, Error> {
        if pairs.iter().any(|(before, after, _)| !before.is_finite() || !after.is_finite()) {
            return Err(Error::NotFinite);
        }
        Ok(Self::of_finite(pairs))
    }

    fn of_finite(mut pairs: Vec<(f64, f64, u64)>) -> Self {
        pairs.retain(|pair| pair.2 > 0);
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        pairs.dedup_by(|next, kept| {
            let same = next.0.to_bits() == kept.0.to_bits() && next.1.to_bits() == kept.1.to_bits();
            if same {
                kept.2 += next.2;
            }
            same
        });
        Self(pairs)
    }

    /// From whole-number scores, which are always finite.
    #[must_use]
    pub fn of_scores(scores: &[(u8, u8)]) -> Self {
        if scores.len() < MANY {
            return Self::of_score_counts(scores.iter().map(|(before, after)| (*before, *after, 1)));
        }
        let mut table = vec![0_u64; 1 << 16];
        for (before, after) in scores {
            table[(usize::from(*before) << 8) | usize::from(*after)] += 1;
        }
        let rows = table.into_iter().enumerate();
        Self::of_score_counts(rows.map(|(at, people)| ((at >> 8) as u8, at as u8, people)))
    }

    /// From whole-number scores with how many people each pair stands for, as a database counts them.
    #[must_use]
    pub fn of_score_counts(counts: impl IntoIterator<Item = (u8, u8, u64)>) -> Self {
        let counts = counts.into_iter().filter(|(_, _, people)| *people > 0);
        let float = |(before, after, people)| (f64::from(before), f64::from(after), people);
        Self::of_finite(counts.map(float).collect())
    }

    /// How many pairs.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.0.iter().map(|pair| pair.2).sum()
    }

    /// Distinct (before, after, people), smallest before first.
    #[must_use]
    pub fn rows(&self) -> &[(f64, f64, u64)] {
        &self.0
    }

    /// These and those together.
    #[must_use]
    pub fn and(self, others: &Self) -> Self {
        Self::of_finite(self.0.into_iter().chain(others.0.iter().copied()).collect())
    }

    /// Readings before.
    #[must_use]
    pub fn before(&self) -> Distribution {
        Distribution::of_finite(self.0.iter().map(|pair| (pair.0, pair.2)).collect())
    }

    /// Readings after.
    #[must_use]
    pub fn after(&self) -> Distribution {
        Distribution::of_finite(self.0.iter().map(|pair| (pair.1, pair.2)).collect())
    }

    /// After minus before.
    #[must_use]
    pub fn changes(&self) -> Distribution {
        Distribution::of_finite(self.0.iter().map(|pair| (pair.1 - pair.0, pair.2)).collect())
    }

    /// Every figure but the bootstrap's ([`crate::bootstrap`]); `None` when there is no pair.
    #[must_use]
    pub fn summary(&self) -> Option<Summary> {
        let (before, after, changes) = (self.before(), self.after(), self.changes());
        let (before_is, after_is, change) = (before.spread()?, after.spread()?, changes.spread()?);
        let n = self.n();
        let share = |keep: fn(f64) -> bool| {
            Share::of(changes.rows().iter().filter(|row| keep(row.0)).map(|row| row.1).sum(), n)
        };
        let (up, same, down) = (share(|c| c > 0.0)?, share(|c| c == 0.0)?, share(|c| c < 0.0)?);
        let t = t_statistic(change, n);
        let r = self.correlation(before_is, after_is);
        let change_middle = changes.middle()?;
        Some(Summary {
            n,
            before: before_is,
            after: after_is,
            change,
            before_middle: before.middle()?,
            after_middle: after.middle()?,
            change_middle,
            interval: change.sd.and_then(|sd| Interval::of_mean(change.mean, sd, n)),
            t,
            p: t.map(|t| two_sided_p(t, n - 1)),
            r,
            effect: Effect::of(before_is, after_is, change, r, n),
            median_change: change_middle.median,
            p_up: (up.count as f64 + 0.5 * same.count as f64) / n as f64,
            up,
            same,
            down,
        })
    }

    fn correlation(&self, before: Spread, after: Spread) -> Option<f64> {
        let (sd_before, sd_after) = before.sd.zip(after.sd)?;
        let shared: f64 = self.0.iter().map(|p| (p.0 - before.mean) * (p.1 - after.mean) * p.2 as f64).sum();
        ratio(Some(shared / (self.n() as f64 - 1.0)), Some(sd_before * sd_after))
    }
}

/// A mean and its sample standard deviation (n−1).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Spread {
    /// Mean.
    pub mean: f64,
    /// Standard deviation; `None` for one person.
    pub sd: Option<f64>,
}

impl Spread {
    /// Of finite numbers; `None` for none.
    #[must_use]
    pub fn of(values: &[f64]) -> Option<Self> {
        Distribution::of_finite(values.iter().map(|value| (*value, 1)).collect()).spread()
    }
}

/// A count out of a total with Wilson's 95% interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    /// How many.
    pub count: u64,
    /// Out of how many.
    pub of: u64,
    /// Interval for the share, 0 to 1.
    pub interval: Interval,
}

impl Share {
    /// `None` when the total is nought or too small.
    #[must_use]
    pub fn of(count: u64, of: u64) -> Option<Self> {
        Interval::of_share(count, of).ok().map(|interval| Self { count, of, interval })
    }

    /// 0 to 1.
    #[must_use]
    pub fn share(&self) -> f64 {
        self.count as f64 / self.of as f64
    }
}

/// Change on the same people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// Pairs.
    pub n: u64,
    /// Before, on the pairs.
    pub before: Spread,
    /// After, on the pairs.
    pub after: Spread,
    /// After minus before.
    pub change: Spread,
    /// Median and quartiles before.
    pub before_middle: Middle,
    /// Median and quartiles after.
    pub after_middle: Middle,
    /// Median and quartiles of change.
    pub change_middle: Middle,
    /// 95% interval of the mean change (t); `None` for one pair.
    pub interval: Option<Interval>,
    /// Paired t; `None` when every change is the same.
    pub t: Option<f64>,
    /// Two-sided p of `t`.
    pub p: Option<f64>,
    /// Pearson correlation of before with after.
    pub r: Option<f64>,
    /// Effect sizes, each by name.
    pub effect: Effect,
    /// Median change.
    pub median_change: f64,
    /// P̂: the chance that a person's number went up, those who stayed counting half. 0.5 means no lean either way.
    pub p_up: f64,
    /// People whose number went up (whether that is better depends on the item).
    pub up: Share,
    /// People whose number stayed.
    pub same: Share,
    /// People whose number went down.
    pub down: Share,
}

impl Summary {
    /// Better, same, worse: up and down turned by the item's direction.
    #[must_use]
    pub fn better_same_worse(&self, direction: Direction) -> [Share; 3] {
        match direction {
            Direction::HigherIsBetter => [self.up, self.same, self.down],
            Direction::LowerIsBetter => [self.down, self.same, self.up],
        }
    }

    /// P̂ turned by the item's direction: the chance that a person's reading got better, those who stayed counting half.
    #[must_use]
    pub fn p_better(&self, direction: Direction) -> f64 {
        match direction {
            Direction::HigherIsBetter => self.p_up,
            Direction::LowerIsBetter => 1.0 - self.p_up,
        }
    }
}

pub(crate) fn t_statistic(change: Spread, n: u64) -> Option<f64> {
    ratio(Some(change.mean), change.sd.map(|sd| sd / (n as f64).sqrt()))
}

#[cfg(test)]
mod tests;
