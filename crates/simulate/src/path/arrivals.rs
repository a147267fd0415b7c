//! When people are referred: a Poisson flow that grows and has seasons, by thinning.
//!
//! Candidates come at the highest rate there ever is, and each is kept with the chance that the rate of its moment has
//! of that. So a strategy under which a place ramps more slowly meets a part of the same people, not others.

use super::{MONTH, course::Course};
use crate::{
    chance::{Purpose, Stream, exponential},
    kernel::Tick,
};

/// How steep a logistic ramp is: from 1% to 99% of the way.
const STEEP: f64 = 9.2;

/// The flow of one place.
#[derive(Debug, Clone)]
pub(super) struct Arrivals {
    stream: Stream,
    now: f64,
    /// How many candidates there have been: the number of the person.
    pub(super) candidates: u64,
}

impl Arrivals {
    pub(super) fn new(course: &Course, place: usize) -> Self {
        Self { stream: course.stream(place, 0, Purpose::Arrivals).stream(), now: 0.0, candidates: 0 }
    }

    /// The next who comes before `end`.
    #[inline]
    pub(super) fn next(&mut self, course: &Course, place: usize, end: Tick) -> Option<Tick> {
        let it = &course.places[place];
        let busiest = course.season.iter().fold(0.0f64, |most, it| most.max(*it));
        let peak = it.rate * busiest;
        if peak <= 0.0 {
            return None;
        }
        loop {
            self.now += exponential(&mut self.stream, 1.0 / peak);
            if self.now >= end as f64 {
                return None;
            }
            self.candidates += 1;
            let month = (self.now / MONTH as f64) as usize % 12;
            let flow = ramp(self.now, it.ramp, course.logistic) * course.season[month] / busiest;
            if self.stream.unit() < flow {
                return Some(self.now as Tick);
            }
        }
    }
}

/// The share of the full flow a time `t` after the beginning.
#[inline]
pub(super) fn ramp(t: f64, length: f64, logistic: bool) -> f64 {
    if t >= length {
        return 1.0;
    }
    let way = t / length;
    if !logistic {
        return way;
    }
    let s = |x: f64| 1.0 / (1.0 + libm::exp(-STEEP * (x - 0.5)));
    (s(way) - s(0.0)) / (s(1.0) - s(0.0))
}

#[cfg(test)]
mod tests {
    use super::ramp;

    #[test]
    fn ramps_go_from_nothing_to_all() {
        for logistic in [false, true] {
            assert_eq!(ramp(0.0, 10.0, logistic), 0.0);
            assert!((ramp(5.0, 10.0, logistic) - 0.5).abs() < 1e-12);
            assert_eq!(ramp(10.0, 10.0, logistic), 1.0);
            assert_eq!(ramp(0.0, 0.0, logistic), 1.0);
            let steps: Vec<f64> = (0..=10).map(|t| ramp(f64::from(t), 10.0, logistic)).collect();
            assert!(steps.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
