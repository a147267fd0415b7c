//! A figure over all draws: its mean, how sure the mean is, and the middle 95% of what it may be.

use serde::Serialize;
use simulate::runs::{Figure, Rows, Summary, of_runs, summary};

/// A figure over all draws. There is no way to add two of them: sums are made draw by draw.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Range {
    /// The mean.
    pub mean: f64,
    /// The Monte Carlo standard error of the mean: more draws make it smaller, and nothing else smaller.
    pub error: f64,
    /// 2.5% of draws lie below.
    pub low: f64,
    /// The middle draw.
    pub median: f64,
    /// 2.5% of draws lie above.
    pub high: f64,
}

impl From<Summary> for Range {
    fn from(it: Summary) -> Self {
        Self { mean: it.mean, error: it.error, low: it.low, median: it.median, high: it.high }
    }
}

impl Range {
    /// The same in other units: `by` pounds for each, say.
    #[must_use]
    pub fn times(&self, by: f64) -> Self {
        let (low, high) = if by < 0.0 { (self.high, self.low) } else { (self.low, self.high) };
        Self {
            mean: self.mean * by,
            error: self.error * by.abs(),
            low: low * by,
            median: self.median * by,
            high: high * by,
        }
    }

    /// Nought in every draw.
    pub fn is_nothing(&self) -> bool {
        self.mean == 0.0 && self.low == 0.0 && self.high == 0.0
    }
}

/// One figure of a way; noughts where the plan has no such figure.
pub(super) fn of(rows: &Rows, way: usize, figure: Figure) -> Range {
    summary(rows, way, figure).map_or_else(Range::default, Range::from)
}

/// From one number a draw.
pub fn of_draws(draws: &[f64]) -> Range {
    let draws: Vec<Vec<f64>> = draws.iter().map(|it| vec![*it]).collect();
    of_runs(&draws).map_or_else(Range::default, Range::from)
}

/// Figures of a way summed draw by draw, each times something.
pub(super) fn summed(rows: &Rows, way: usize, figures: impl Iterator<Item = (Figure, f64)>) -> Range {
    let mut sums = vec![0.0; rows.len()];
    for (figure, by) in figures {
        for (sum, it) in sums.iter_mut().zip(rows.means(way, figure)) {
            *sum += it * by;
        }
    }
    of_draws(&sums)
}

/// How much more in one list of draws than in the other, draw by draw, and the share of draws with more.
pub fn apart(more: &[f64], than: &[f64]) -> (Range, f64) {
    let apart: Vec<f64> = more.iter().zip(than).map(|(a, b)| a - b).collect();
    let above = apart.iter().filter(|it| **it > 0.0).count();
    (of_draws(&apart), above as f64 / apart.len().max(1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_turned_round_keeps_its_order() {
        let it = of_draws(&[1.0, 2.0, 3.0]);
        assert_eq!((it.mean, it.median), (2.0, 2.0));
        let turned = it.times(-2.0);
        assert!(turned.low < turned.median && turned.median < turned.high && turned.error > 0.0);
        assert_eq!(of_draws(&[]), Range::default());
    }

    #[test]
    fn apart_counts_draws() {
        let (range, above) = apart(&[3.0, 1.0, 5.0, 2.0], &[1.0, 1.0, 1.0, 4.0]);
        assert_eq!((range.mean, above), (1.0, 0.5));
    }
}
