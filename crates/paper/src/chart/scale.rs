//! From values to places on the sheet, and round numbers to write beside an axis.

/// Values from `low` to `high` on a stretch of the sheet. Never empty, never without end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    pub low: f64,
    pub high: f64,
    from: f32,
    to: f32,
}

const FARTHEST: f64 = 1e12;

impl Scale {
    pub fn new(low: f64, high: f64, from: f32, to: f32) -> Self {
        let kept = |value: f64| if value.is_finite() { value.clamp(-FARTHEST, FARTHEST) } else { 0.0 };
        let (low, high) = (kept(low), kept(high));
        let (low, high) = if low <= high { (low, high) } else { (high, low) };
        let high = if high - low > 1e-9 * low.abs().max(1.0) { high } else { low + low.abs().max(1.0) };
        Self { low, high, from, to }
    }

    /// Where a value stands; one beyond the ends stands at the end.
    #[expect(clippy::cast_possible_truncation, reason = "between nought and one")]
    pub fn at(&self, value: f64) -> f32 {
        let part = if value.is_finite() { (value - self.low) / (self.high - self.low) } else { 0.0 };
        self.from + (self.to - self.from) * part.clamp(0.0, 1.0) as f32
    }

    /// Round values within the scale, about as many as asked.
    pub fn ticks(&self, about: u8) -> Vec<f64> {
        let rough = (self.high - self.low) / f64::from(about.max(1));
        let power = 10f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|it| it * power).find(|step| *step >= rough * 0.999);
        let step = step.unwrap_or(10.0 * power);
        let first = (self.low / step - 1e-9).ceil();
        (0..30)
            .map(|index| (first + f64::from(index)) * step)
            .take_while(|tick| *tick <= self.high + step * 1e-9)
            .map(|tick| if tick.abs() < step * 1e-9 { 0.0 } else { tick })
            .collect()
    }
}

/// A value beside an axis, with a true minus and no more decimals than it has.
pub(super) fn said(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    text.replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_within() {
        assert_eq!(Scale::new(0.0, 10.0, 0.0, 1.0).ticks(5), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        assert_eq!(Scale::new(-1.0, 3.0, 0.0, 1.0).ticks(4), [-1.0, 0.0, 1.0, 2.0, 3.0]);
        assert_eq!(said(-1.5), "−1.5");
        assert_eq!((said(2.0), said(0.25)), ("2".into(), "0.25".into()));
    }

    #[test]
    fn no_value_stands_off_the_scale() {
        for (low, high) in [(0.0, 0.0), (5.0, 1.0), (f64::NAN, f64::INFINITY), (-1e300, 1e300), (7.0, 7.0)] {
            let scale = Scale::new(low, high, 100.0, 10.0);
            for value in [f64::NAN, f64::NEG_INFINITY, -1e308, 0.0, 3.0, 1e308] {
                assert!((10.0..=100.0).contains(&scale.at(value)), "{low} {high} {value}");
            }
            assert!(scale.ticks(5).len() < 31);
        }
    }
}
