//! Before and after, on the same people.
//!
//! Everything is computed on pairs only, and every effect size carries its name: on the same ten people they differ by
//! 40%. Nothing here says "improved by": a change is a change. Pairs are put in order first, so shuffling the people
//! gives the same bits.

use serde::Serialize;

use crate::interval::two_sided_p;
use crate::{Direction, Error, Interval, waits};

/// Whole pairs of finite numbers, in a fixed order.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairs(Vec<(f64, f64)>);

impl Pairs {
    /// From (before, after).
    ///
    /// # Errors
    /// [`Error::NotFinite`] when any number is infinite or not a number.
    pub fn new(mut pairs: Vec<(f64, f64)>) -> Result<Self, Error> {
        if pairs.iter().any(|(before, after)| !before.is_finite() || !after.is_finite()) {
            return Err(Error::NotFinite);
        }
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        Ok(Self(pairs))
    }

    /// From whole-number scores, which are always finite.
    #[must_use]
    pub fn of_scores(scores: &[(u8, u8)]) -> Self {
        let mut scores = scores.to_vec();
        scores.sort_unstable();
        Self(scores.into_iter().map(|(before, after)| (f64::from(before), f64::from(after))).collect())
    }

    /// How many pairs.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.0.len() as u64
    }

    /// The pairs, smallest before first.
    #[must_use]
    pub fn as_slice(&self) -> &[(f64, f64)] {
        &self.0
    }

    /// Every figure; `None` when there is no pair.
    #[must_use]
    pub fn summary(&self) -> Option<Summary> {
        let before: Vec<f64> = self.0.iter().map(|p| p.0).collect();
        let after: Vec<f64> = self.0.iter().map(|p| p.1).collect();
        let changes: Vec<f64> = self.0.iter().map(|p| p.1 - p.0).collect();
        let (before_is, after_is, change) =
            (Spread::of(&before)?, Spread::of(&after)?, Spread::of(&changes)?);
        let n = self.n();
        let share = |keep: fn(&f64) -> bool| Share::of(changes.iter().filter(|c| keep(c)).count() as u64, n);
        let t = t_statistic(change, n);
        let r = correlation(&self.0, before_is, after_is);
        Some(Summary {
            n,
            before: before_is,
            after: after_is,
            change,
            interval: change.sd.and_then(|sd| Interval::of_mean(change.mean, sd, n)),
            t,
            p: t.map(|t| two_sided_p(t, n - 1)),
            r,
            effect: Effect::of(before_is, after_is, change, r, n),
            median_change: waits::quantile(&changes, 0.5)?,
            up: share(|c| *c > 0.0)?,
            same: share(|c| *c == 0.0)?,
            down: share(|c| *c < 0.0)?,
        })
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
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|v| (v - mean).powi(2)).sum();
        let sd = (values.len() > 1).then(|| (squares / (n - 1.0)).sqrt());
        (!values.is_empty()).then_some(Self { mean, sd })
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

/// Effect sizes by name. `None` where a standard deviation is missing or nought.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Effect {
    /// Standardised response mean (also d_z): mean change over the SD of change.
    pub srm: Option<f64>,
    /// Glass's Δ: mean change over the SD before.
    pub glass: Option<f64>,
    /// Mean change over the average of the two SDs.
    pub d_av: Option<f64>,
    /// `srm · √(2(1−r))`: on the scale of independent groups.
    pub d_rm: Option<f64>,
    /// Hedges' small-sample factor J = 1 − 3/(4(n−1) − 1), to multiply any of them by. `None` below three pairs, where it
    /// would be nought or less.
    pub hedges_j: Option<f64>,
}

impl Effect {
    fn of(before: Spread, after: Spread, change: Spread, r: Option<f64>, n: u64) -> Self {
        let srm = ratio(Some(change.mean), change.sd);
        let average = before.sd.zip(after.sd).map(|(a, b)| f64::midpoint(a, b));
        Self {
            srm,
            glass: ratio(Some(change.mean), before.sd),
            d_av: ratio(Some(change.mean), average),
            d_rm: srm.zip(r).map(|(srm, r)| srm * (2.0 * (1.0 - r)).max(0.0).sqrt()),
            hedges_j: (n >= 3).then(|| 1.0 - 3.0 / (4.0 * (n as f64 - 1.0) - 1.0)),
        }
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
}

fn t_statistic(change: Spread, n: u64) -> Option<f64> {
    ratio(Some(change.mean), change.sd.map(|sd| sd / (n as f64).sqrt()))
}

fn ratio(top: Option<f64>, bottom: Option<f64>) -> Option<f64> {
    top.zip(bottom).filter(|(_, bottom)| *bottom > 0.0).map(|(top, bottom)| top / bottom)
}

fn correlation(pairs: &[(f64, f64)], before: Spread, after: Spread) -> Option<f64> {
    let (sd_before, sd_after) = before.sd.zip(after.sd)?;
    let shared: f64 = pairs.iter().map(|p| (p.0 - before.mean) * (p.1 - after.mean)).sum();
    ratio(Some(shared / (pairs.len() as f64 - 1.0)), Some(sd_before * sd_after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn toy() -> Summary {
        let before = [4, 5, 3, 6, 5, 2, 7, 4, 5, 3];
        let after = [6, 6, 5, 7, 5, 5, 7, 6, 8, 4];
        Pairs::of_scores(&before.into_iter().zip(after).collect::<Vec<_>>()).summary().unwrap()
    }

    fn close(got: f64, expected: f64, within: f64) {
        assert!((got - expected).abs() <= within, "{got} is not {expected}");
    }

    #[test]
    fn the_paired_toy_to_the_digits() {
        let toy = toy();
        assert_eq!(toy.n, 10);
        close(toy.change.mean, 1.5, 1e-12);
        close(toy.change.sd.unwrap(), 1.080_123_4, 5e-8);
        close(toy.interval.unwrap().low, 0.727_326_2, 5e-8);
        close(toy.interval.unwrap().high, 2.272_673_8, 5e-8);
        close(toy.t.unwrap(), 4.391_550_3, 5e-8);
        close(toy.p.unwrap(), 0.001_741_624, 5e-10);
        close(toy.r.unwrap(), 0.702_740_4, 5e-8);
        close(toy.effect.srm.unwrap(), 1.388_730_150, 1e-9);
        close(toy.effect.glass.unwrap(), 0.996_316_7, 5e-8);
        close(toy.effect.d_av.unwrap(), 1.109_974_7, 5e-8);
        close(toy.effect.d_rm.unwrap(), 1.070_781_397, 1e-9);
        close(toy.effect.hedges_j.unwrap(), 0.914_285_7, 5e-8);
        assert_eq!((toy.up.count, toy.same.count, toy.down.count), (8, 2, 0));
        close(toy.median_change, 1.5, 1e-12);
    }

    /// Paterson 2007: SRM and t from published means and SDs; Shah 2018: baseline-SD effect.
    #[test]
    fn published_effect_sizes() {
        for (mean, sd, n, srm, t) in [
            (2.9, 1.63, 254, 1.779, Some(28.36)),
            (2.5, 1.73, 254, 1.445, Some(23.03)),
            (1.4, 1.8, 254, 0.778, Some(12.40)),
            (1.91, 1.58, 267, 1.209, None),
            (1.77, 1.96, 267, 0.903, None),
            (0.61, 1.52, 267, 0.401, None),
        ] {
            let change = Spread { mean, sd: Some(sd) };
            close(Effect::of(change, change, change, None, n).srm.unwrap(), srm, 5.1e-4);
            if let Some(t) = t {
                close(t_statistic(change, n).unwrap(), t, 5.2e-3);
            }
        }
        let (before, change) = (Spread { mean: 19.28, sd: Some(3.921) }, Spread { mean: 4.04, sd: None });
        close(Effect::of(before, before, change, None, 172).glass.unwrap(), 1.030, 5.1e-4);
    }

    #[test]
    fn direction_turns_up_into_worse() {
        let [better, same, worse] = toy().better_same_worse(Direction::LowerIsBetter);
        assert_eq!((better.count, same.count, worse.count), (0, 2, 8));
    }

    #[test]
    fn thin_evidence_gives_none_rather_than_nonsense() {
        assert_eq!(Pairs::of_scores(&[]).summary(), None);
        let one = Pairs::of_scores(&[(3, 5)]).summary().unwrap();
        assert_eq!((one.change.mean, one.change.sd, one.interval, one.t), (2.0, None, None, None));
        let flat = Pairs::of_scores(&[(3, 5), (3, 5), (3, 5)]).summary().unwrap();
        assert_eq!(
            (flat.t, flat.p, flat.r, flat.effect.srm, flat.effect.glass),
            (None, None, None, None, None)
        );
        assert_eq!(flat.interval, Some(Interval { low: 2.0, high: 2.0 }));
        assert_eq!(Pairs::new(vec![(1.0, f64::NAN)]), Err(Error::NotFinite));
    }

    proptest! {
        #[test]
        fn shuffling_changes_nothing(
            pairs in prop::collection::vec((-1e3..1e3f64, -1e3..1e3f64), 1..60).prop_flat_map(|v| {
                (Just(v.clone()), Just(v).prop_shuffle())
            })
        ) {
            let (one, other) = pairs;
            prop_assert_eq!(Pairs::new(one).unwrap().summary(), Pairs::new(other).unwrap().summary());
        }

        #[test]
        fn counts_add_up_and_the_interval_holds_the_mean(pairs in prop::collection::vec((0u8..=10, 0u8..=10), 2..200)) {
            let s = Pairs::of_scores(&pairs).summary().unwrap();
            prop_assert_eq!(s.up.count + s.same.count + s.down.count, s.n);
            let interval = s.interval.unwrap();
            prop_assert!(interval.low <= s.change.mean && s.change.mean <= interval.high);
        }
    }
}
