//! Effect sizes, each by its name. On the same ten people they differ by 40%, so a bare "d" says little.

use serde::Serialize;

use crate::Interval;
use crate::interval::Z95;
use crate::paired::Spread;

/// Effect sizes by name. `None` where a standard deviation is missing or nought.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Effect {
    /// Standardised response mean (also d_z): mean change over the SD of change.
    pub srm: Option<f64>,
    /// Its approximate 95% interval, `d ± 1.96·√(1/n + d²/2n)`; the bootstrap's is better ([`crate::bootstrap`]).
    pub srm_interval: Option<Interval>,
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
    pub(crate) fn of(before: Spread, after: Spread, change: Spread, r: Option<f64>, n: u64) -> Self {
        let srm = ratio(Some(change.mean), change.sd);
        let average = before.sd.zip(after.sd).map(|(a, b)| f64::midpoint(a, b));
        Self {
            srm,
            srm_interval: srm.map(|srm| approximate(srm, n)),
            glass: ratio(Some(change.mean), before.sd),
            d_av: ratio(Some(change.mean), average),
            d_rm: srm.zip(r).map(|(srm, r)| srm * (2.0 * (1.0 - r)).max(0.0).sqrt()),
            hedges_j: (n >= 3).then(|| 1.0 - 3.0 / (4.0 * (n as f64 - 1.0) - 1.0)),
        }
    }
}

fn approximate(srm: f64, n: u64) -> Interval {
    let n = n as f64;
    let half = Z95 * (1.0 / n + srm * srm / (2.0 * n)).sqrt();
    Interval { low: srm - half, high: srm + half }
}

pub(crate) fn ratio(top: Option<f64>, bottom: Option<f64>) -> Option<f64> {
    top.zip(bottom).filter(|(_, bottom)| *bottom > 0.0).map(|(top, bottom)| top / bottom)
}
