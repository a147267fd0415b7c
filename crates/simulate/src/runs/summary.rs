//! What many draws say: the mean, how far apart draws are, how far apart runs of one draw, and how sure the mean is.

use super::{Figure, Rows};

/// One figure over all draws.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// How many draws.
    pub draws: usize,
    /// The mean.
    pub mean: f64,
    /// The Monte Carlo standard error of the mean: more draws make it smaller.
    pub error: f64,
    /// The variance between draws: not knowing the values. More draws do not make it smaller. Never below nought.
    pub between: f64,
    /// The variance within a draw: people and their chance. Nothing when there is one run a draw, which cannot tell.
    pub within: Option<f64>,
    /// The 2.5% point of the draws' means.
    pub low: f64,
    /// The middle.
    pub median: f64,
    /// The 97.5% point.
    pub high: f64,
}

/// One figure of a strategy over all draws; nothing without draws.
#[must_use]
pub fn summary(rows: &Rows, strategy: usize, figure: Figure) -> Option<Summary> {
    of_runs(&rows.of(strategy, figure).collect::<Vec<_>>())
}

/// How much more of a figure one strategy has than another, draw by draw: the same values, the same people.
#[must_use]
pub fn difference(rows: &Rows, strategy: usize, from: usize, figure: Figure) -> Option<Summary> {
    let pairs = rows.of(strategy, figure).zip(rows.of(from, figure));
    let apart = pairs.map(|(a, b)| a.iter().zip(&b).map(|(a, b)| a - b).collect());
    of_runs(&apart.collect::<Vec<_>>())
}

/// A figure that is worked out from others, from its runs in each draw; nothing without draws.
#[must_use]
pub fn of_runs(draws: &[Vec<f64>]) -> Option<Summary> {
    let n = draws.len() as f64;
    let runs = draws.first()?.len();
    let means: Vec<f64> = draws.iter().map(|runs| runs.iter().sum::<f64>() / runs.len() as f64).collect();
    let mean = means.iter().sum::<f64>() / n;
    let spread = |about: f64, all: &[f64]| all.iter().map(|it| (it - about) * (it - about)).sum::<f64>();
    let of_means = if draws.len() > 1 { spread(mean, &means) / (n - 1.0) } else { 0.0 };
    let within = (runs > 1).then(|| {
        let each =
            draws.iter().zip(&means).map(|(runs, mean)| spread(*mean, runs) / (runs.len() as f64 - 1.0));
        each.sum::<f64>() / n
    });
    let between = (of_means - within.unwrap_or(0.0) / runs as f64).max(0.0);
    let mut sorted = means;
    sorted.sort_by(f64::total_cmp);
    Some(Summary {
        draws: draws.len(),
        mean,
        error: libm::sqrt(of_means / n),
        between,
        within,
        low: quantile(&sorted, 0.025),
        median: quantile(&sorted, 0.5),
        high: quantile(&sorted, 0.975),
    })
}

/// The value at a share of a sorted list, evenly between neighbours.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let at = share * (sorted.len() - 1) as f64;
    let (low, high) = (sorted[at as usize], sorted[(at as usize + 1).min(sorted.len() - 1)]);
    low + (high - low) * at.fract()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::{Purpose, StreamId, normal};

    #[test]
    fn both_variances_are_found_again() {
        let mut chance = StreamId::of(5, Purpose::Yardstick).stream();
        let draws: Vec<Vec<f64>> = (0..20_000)
            .map(|_| {
                let centre = normal(&mut chance, 10.0, 3.0);
                (0..4).map(|_| normal(&mut chance, centre, 2.0)).collect()
            })
            .collect();
        let it = of_runs(&draws).unwrap();
        assert!((it.mean - 10.0).abs() < 4.0 * it.error);
        assert!(
            (it.between / 9.0 - 1.0).abs() < 0.05 && (it.within.unwrap() / 4.0 - 1.0).abs() < 0.05,
            "{it:?}"
        );
        assert!((it.error - (10.0f64 / 20_000.0).sqrt()).abs() < 0.001);
        assert!(it.low < it.median && it.median < it.high);
    }

    #[test]
    fn one_draw_says_little_and_none_nothing() {
        assert_eq!(of_runs(&[]), None);
        let it = of_runs(&[vec![3.0]]).unwrap();
        assert_eq!((it.mean, it.error, it.within), (3.0, 0.0, None));
    }
}
