//! A straight scale with round ticks.

/// From values to places.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Scale {
    /// Values from `low` to `high` stand from `from` to `to`; a scale of nothing is widened by one.
    pub fn new((low, high): (f64, f64), (from, to): (f64, f64)) -> Self {
        let high = if high > low { high } else { low + 1.0 };
        Self { low, high, from, to }
    }

    /// One that holds all of these and nought; what is not a number is left out.
    pub fn holding(values: impl Iterator<Item = f64>, along: (f64, f64)) -> Self {
        let ends = |(low, high): (f64, f64), value: f64| (low.min(value), high.max(value));
        Self::new(values.filter(|it| it.is_finite()).fold((0.0, 0.0), ends), along)
    }

    /// The same, out to a round tick at either end.
    pub fn rounded(self) -> Self {
        let step = self.step(5);
        let (low, high) = ((self.low / step).floor() * step, (self.high / step).ceil() * step);
        Self { low, high, ..self }
    }

    /// Where a value stands; beyond the ends, at an end.
    pub fn at(&self, value: f64) -> f64 {
        let share = (value.clamp(self.low, self.high) - self.low) / (self.high - self.low);
        self.from + share * (self.to - self.from)
    }

    fn step(&self, about: u32) -> f64 {
        let rough = (self.high - self.low) / f64::from(about.max(1));
        let power = 10f64.powf(rough.log10().floor());
        let round = [1.0, 2.0, 5.0, 10.0].into_iter().find(|it| it * power >= rough * 0.999).unwrap_or(10.0);
        round * power
    }

    /// Round values along it, about so many.
    pub fn ticks(&self, about: u32) -> Vec<f64> {
        let step = self.step(about);
        let first = (self.low / step).ceil();
        let all = (0..=2 * about).map(|it| (first + f64::from(it)) * step);
        all.take_while(|it| *it <= self.high + step * 1e-6).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        let scale = Scale::holding([-3.0, 97.0, f64::NAN].into_iter(), (0.0, 100.0)).rounded();
        assert_eq!(scale.ticks(6), [-20.0, 0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert!((scale.at(100.0) - 100.0).abs() < 1e-9 && (scale.at(1e9) - 100.0).abs() < 1e-9);
        let nothing = Scale::holding(std::iter::empty(), (0.0, 10.0));
        assert!(nothing.at(0.0).abs() < 1e-9 && nothing.ticks(4).len() > 1);
    }
}
