//! Beside every total, the place that is served worst.

use crate::runs::{Figure, Rows};

/// The worst place by one measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Worst {
    /// The place's number.
    pub place: usize,
    /// What it has there, on average over draws.
    pub value: f64,
    /// The share of draws in which it is the worst.
    pub how_often: f64,
}

/// The worst places of a strategy: who waits longest, and where the fewest of those who would gain are reached.
#[must_use]
pub fn worst(rows: &Rows, strategy: usize, places: usize) -> Option<(Worst, Worst)> {
    let of = |figure: fn(usize) -> Figure, sign: f64| {
        let all: Vec<Vec<f64>> = (0..places).map(|place| rows.means(strategy, figure(place))).collect();
        let draws = all.first().map(Vec::len).filter(|draws| *draws > 0)?;
        let mean = |place: usize| all[place].iter().sum::<f64>() / draws as f64;
        let place = (0..places).max_by(|a, b| (sign * mean(*a)).total_cmp(&(sign * mean(*b))))?;
        let is_worst = |draw: &usize| (0..places).all(|it| sign * all[it][*draw] <= sign * all[place][*draw]);
        let times = (0..draws).filter(is_worst).count();
        Some(Worst { place, value: mean(place), how_often: times as f64 / draws as f64 })
    };
    Some((of(Figure::PlaceWait90, 1.0)?, of(Figure::PlaceReached, -1.0)?))
}
