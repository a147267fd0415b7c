//! What more link workers bring, with builders and without: they fill the groups there are, and then link nobody more.

use serde::Serialize;
use simulate::curves::{Builders, SaturationPoint, saturation};
use simulate::plan::Plan;

/// Link workers' posts, times so much.
const TIMES: [f64; 7] = [0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0];

/// One number of link workers; links of the plan's last year that suited, every value at its middle.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Filled {
    pub link_workers: f64,
    /// Whether these are the plan's own posts.
    pub planned: bool,
    /// With builders as the plan has them, and with nobody who builds.
    pub suited: f64,
    pub suited_without: f64,
    pub unmet: f64,
    pub unmet_without: f64,
}

/// The curve of every way, from so many runs at each point.
#[must_use]
pub fn filled(plan: &Plan, runs: u32) -> Vec<Vec<Filled>> {
    (0..plan.strategies.len()).map(|way| curve(plan, way, runs)).collect()
}

fn curve(plan: &Plan, way: usize, runs: u32) -> Vec<Filled> {
    let with = saturation(plan, way, Builders::Planned, &TIMES, runs);
    let without = saturation(plan, way, Builders::None, &TIMES, runs);
    let point = |((with, without), times): ((SaturationPoint, SaturationPoint), f64)| Filled {
        link_workers: with.link_workers,
        planned: times == 1.0,
        suited: with.suited,
        suited_without: without.suited,
        unmet: with.unmet,
        unmet_without: without.unmet,
    };
    with.into_iter().zip(without).zip(TIMES).map(point).collect()
}
