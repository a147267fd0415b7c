//! Intervals by resampling the people themselves, for when a bell curve is too much to assume.
//!
//! Whole pairs are drawn again, 2,000 times, by how many people each distinct pair stands for: one draw costs what the
//! distinct pairs cost, not what the people cost. For the mean alone even that is more than needed: [`of_mean`] draws the
//! sum over everybody at once. Seed and generator are ours ([`crate::chance`]), so the same people give the same interval
//! for ever.

use serde::Serialize;
use statrs::distribution::{ContinuousCDF, Normal};

use crate::chance::Chance;
use crate::distribution::{Enough, Squeeze};
use crate::drawn_sum::DrawnSum;
use crate::{Distribution, Interval, Pairs};

/// How often the people are drawn again.
pub const RESAMPLES: usize = 2_000;
/// The seed of every report.
pub const SEED: u64 = 20_240_601;
/// Below this many distinct people per row, drawing one by one is quicker than drawing row by row.
const FEW_A_ROW: u64 = 4;

/// Whether the bootstrap's interval is the one to show: fewer than thirty people, or one end of the scale holding more
/// than 15% of the readings before or after.
#[must_use]
pub fn is_due(n: u64, before: Squeeze, after: Squeeze) -> bool {
    Enough::of(n) < Enough::Enough || before.is_squeezed() || after.is_squeezed()
}

/// One figure's two intervals.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Resampled {
    /// The figure on the people themselves.
    pub value: f64,
    /// From the 2.5th to the 97.5th hundredth of the resampled figures.
    pub percentile: Interval,
    /// The same, corrected for bias and for a spread that grows with the figure (BCa): the one to print.
    pub corrected: Interval,
}

/// Bootstrap 95% intervals of the change.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bootstrap {
    /// Times the people were drawn again.
    pub resamples: usize,
    /// Mean change.
    pub mean: Resampled,
    /// Standardised response mean (d_z); `None` where the SD of change is nought, also in some resamples.
    pub srm: Option<Resampled>,
    /// Glass's Δ; `None` where the SD before is nought, also in some resamples.
    pub glass: Option<Resampled>,
}

/// Of these pairs, with the usual seed; `None` below two pairs.
#[must_use]
pub fn bootstrap(pairs: &Pairs) -> Option<Bootstrap> {
    bootstrap_with(pairs, RESAMPLES, SEED)
}

/// Of these pairs; `None` below two pairs or ten resamples.
#[must_use]
pub fn bootstrap_with(pairs: &Pairs, resamples: usize, seed: u64) -> Option<Bootstrap> {
    let people = People::of(pairs)?;
    if people.n < 2 || resamples < 10 {
        return None;
    }
    let mut chance = Chance::seeded(seed);
    let mut drawn = vec![0_u64; people.rows.len()];
    let figures: Vec<Figures> = (0..resamples)
        .map(|_| {
            people.draw(&mut chance, &mut drawn);
            people.figures(&people.sums(&drawn))
        })
        .collect();
    let all: Vec<u64> = people.rows.iter().map(|row| row.people).collect();
    let whole = people.sums(&all);
    let itself = people.figures(&whole);
    let without: Vec<(Figures, u64)> =
        people.rows.iter().map(|row| (people.figures(&whole.without(row)), row.people)).collect();
    let resampled = |of: fn(&Figures) -> Option<f64>| {
        let draws: Option<Vec<f64>> = figures.iter().map(of).collect();
        let left_out: Option<Vec<(f64, u64)>> =
            without.iter().map(|(figures, people)| Some((of(figures)?, *people))).collect();
        Some(intervals(of(&itself)?, draws?, left_out.as_deref()))
    };
    Some(Bootstrap {
        resamples,
        mean: resampled(|f| Some(f.mean))?,
        srm: resampled(|f| f.srm),
        glass: resampled(|f| f.glass),
    })
}

/// Of the mean alone, with the usual seed, for where nothing else is shown; `None` below two people.
///
/// Where the numbers stand on even steps, each of the 2,000 resamples is one draw from the distribution of the sum over
/// as many people drawn again, and the draws are spread evenly over it: the ends lie nearer to those of endlessly many
/// resamples than [`bootstrap`]'s, and differ from them by less than those of one seed differ from those of another.
#[must_use]
pub fn of_mean(numbers: &Distribution) -> Option<Resampled> {
    let n = numbers.n();
    if n < 2 {
        return None;
    }
    let Some(sum) = DrawnSum::of(numbers) else {
        let unmoving = numbers.rows().iter().map(|(number, people)| (0.0, *number, *people));
        return Some(bootstrap(&Pairs::counted(unmoving.collect()).ok()?)?.mean);
    };
    let (mut chance, mean) = (Chance::seeded(SEED), sum.mean());
    let draws = sum.draws(RESAMPLES, &mut chance);
    let left = (n - 1) as f64;
    let without = numbers.rows().iter().map(|(number, people)| (mean + (mean - number) / left, *people));
    Some(intervals(mean, draws, Some(&without.collect::<Vec<_>>())))
}

/// A distinct pair, centred so that squares stay small.
struct Row {
    before: f64,
    change: f64,
    people: u64,
    /// Its share of the people in this row and the rows after it.
    share: f64,
}

struct People {
    rows: Vec<Row>,
    n: u64,
    mean_change: f64,
    /// Each person's row, where people are so few for their rows that they are drawn one by one; else empty.
    rows_of_people: Vec<usize>,
}

/// Sums over people of centred numbers.
#[derive(Clone, Copy, Default)]
struct Sums {
    n: f64,
    before: f64,
    before_squared: f64,
    change: f64,
    change_squared: f64,
}

struct Figures {
    mean: f64,
    srm: Option<f64>,
    glass: Option<f64>,
}

impl Sums {
    fn without(self, row: &Row) -> Self {
        Self {
            n: self.n - 1.0,
            before: self.before - row.before,
            before_squared: self.before_squared - row.before * row.before,
            change: self.change - row.change,
            change_squared: self.change_squared - row.change * row.change,
        }
    }
}

impl People {
    fn of(pairs: &Pairs) -> Option<Self> {
        let mean_before = pairs.before().spread()?.mean;
        let mean_change = pairs.changes().spread()?.mean;
        let n = pairs.n();
        let mut left = n;
        let mut row = |(before, after, people): &(f64, f64, u64)| {
            let share = *people as f64 / left as f64;
            left -= people;
            Row { before: before - mean_before, change: after - before - mean_change, people: *people, share }
        };
        let rows: Vec<Row> = pairs.rows().iter().map(&mut row).collect();
        let one_by_one = n < FEW_A_ROW * rows.len() as u64;
        let each = |(at, row): (usize, &Row)| std::iter::repeat_n(at, row.people as usize);
        let rows_of_people =
            if one_by_one { rows.iter().enumerate().flat_map(each).collect() } else { Vec::new() };
        Some(Self { rows, n, mean_change, rows_of_people })
    }

    /// As many people again, each drawn from all of them.
    fn draw(&self, chance: &mut Chance, drawn: &mut [u64]) {
        let mut left = self.n;
        if !self.rows_of_people.is_empty() {
            drawn.fill(0);
            for _ in 0..self.n {
                drawn[self.rows_of_people[chance.below(self.n) as usize]] += 1;
            }
            return;
        }
        for (row, drawn) in self.rows.iter().zip(drawn) {
            *drawn = chance.binomial(left, row.share);
            left -= *drawn;
        }
    }

    fn sums(&self, drawn: &[u64]) -> Sums {
        self.rows.iter().zip(drawn).fold(Sums::default(), |sums, (row, people)| {
            let people = *people as f64;
            let (before, change) = (row.before * people, row.change * people);
            Sums {
                n: sums.n + people,
                before: sums.before + before,
                before_squared: sums.before_squared + row.before * before,
                change: sums.change + change,
                change_squared: sums.change_squared + row.change * change,
            }
        })
    }

    fn figures(&self, sums: &Sums) -> Figures {
        // What is left of a sum of squares when all are alike is rounding, not spread.
        let sd = |sum: f64, squares: f64| {
            let about_mean = squares - sum * sum / sums.n;
            (about_mean > 1e-12 * squares.max(1e-12)).then(|| (about_mean / (sums.n - 1.0)).sqrt())
        };
        let mean = self.mean_change + sums.change / sums.n;
        Figures {
            mean,
            srm: sd(sums.change, sums.change_squared).map(|sd| mean / sd),
            glass: sd(sums.before, sums.before_squared).map(|sd| mean / sd),
        }
    }
}

fn intervals(value: f64, mut draws: Vec<f64>, without: Option<&[(f64, u64)]>) -> Resampled {
    draws.sort_unstable_by(f64::total_cmp);
    let between = |low: f64, high: f64| Interval { low: at(&draws, low), high: at(&draws, high) };
    let percentile = between(0.025, 0.975);
    let corrected = corrected(value, &draws, without).map_or(percentile, |(low, high)| between(low, high));
    Resampled { value, percentile, corrected }
}

/// Linear interpolation between sorted numbers.
fn at(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    let (low, high) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
    low + (high - low) * place.fract()
}

/// The two shares of the draws that BCa reads off (Efron 1987); `None` where there is nothing to correct with.
fn corrected(value: f64, draws: &[f64], without: Option<&[(f64, u64)]>) -> Option<(f64, f64)> {
    let normal = Normal::standard();
    let below = draws.iter().filter(|draw| **draw < value).count() as f64;
    let same = draws.iter().filter(|draw| **draw == value).count() as f64;
    let bias = (below + same / 2.0) / draws.len() as f64;
    if bias <= 0.0 || bias >= 1.0 {
        return None;
    }
    let bias = normal.inverse_cdf(bias);
    let speed = acceleration(without?)?;
    let share = |z: f64| {
        let stretched = bias + (bias + z) / (1.0 - speed * (bias + z));
        normal.cdf(stretched)
    };
    let shares = (share(-crate::interval::Z95), share(crate::interval::Z95));
    (shares.0.is_finite() && shares.1.is_finite() && shares.0 <= shares.1).then_some(shares)
}

/// How fast the spread grows with the figure, from leaving each person out in turn.
fn acceleration(without: &[(f64, u64)]) -> Option<f64> {
    let people: f64 = without.iter().map(|(_, people)| *people as f64).sum();
    let mean = without.iter().map(|(value, people)| value * *people as f64).sum::<f64>() / people;
    let sum = |power: i32| -> f64 {
        without.iter().map(|(value, people)| (mean - value).powi(power) * *people as f64).sum()
    };
    let squares = sum(2);
    (squares > 0.0).then(|| sum(3) / (6.0 * squares.powf(1.5)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn toy() -> Pairs {
        let before = [4, 5, 3, 6, 5, 2, 7, 4, 5, 3];
        let after = [6, 6, 5, 7, 5, 5, 7, 6, 8, 4];
        Pairs::of_scores(&before.into_iter().zip(after).collect::<Vec<_>>())
    }

    /// The bits themselves: a report printed again next year says the same.
    #[test]
    fn the_same_for_ever() {
        let got = bootstrap(&toy()).unwrap();
        assert_eq!(got, bootstrap(&toy()).unwrap());
        assert_eq!((got.mean.percentile.low, got.mean.percentile.high), (0.9, 2.1));
    }

    /// Against the usual interval where a bell curve is fair: many people, nothing squeezed.
    #[test]
    fn agrees_with_t_where_t_is_right() {
        let many = Pairs::of_score_counts(
            (2..=8_u8).flat_map(|b| (2..=8_u8).map(move |a| (b, a, 40 - 3 * u64::from(b.abs_diff(a))))),
        );
        let t = many.summary().unwrap().interval.unwrap();
        let got = bootstrap(&many).unwrap();
        for end in [
            got.mean.percentile.low - t.low,
            got.mean.percentile.high - t.high,
            got.mean.corrected.low - t.low,
        ] {
            assert!(end.abs() < 0.08 * t.width(), "{end} {t:?} {got:?}");
        }
        assert!((got.mean.value - many.summary().unwrap().change.mean).abs() < 1e-12);
        assert!((got.srm.unwrap().value - many.summary().unwrap().effect.srm.unwrap()).abs() < 1e-12);
        assert!((got.glass.unwrap().value - many.summary().unwrap().effect.glass.unwrap()).abs() < 1e-12);
    }

    /// Drawing row by row and drawing one by one are the same thing.
    #[test]
    fn both_ways_of_drawing_agree() {
        let rows = Pairs::of_score_counts([(3, 5, 12), (4, 4, 9), (6, 5, 11), (2, 9, 8)]);
        let nearly = |n: u8| 1e-9 * f64::from(n);
        let mut apart = Vec::new();
        for (before, after, people) in rows.rows() {
            apart.extend((0..*people).map(|n| (before + nearly(n as u8), after + nearly(n as u8))));
        }
        let (by_row, one_by_one) =
            (bootstrap(&rows).unwrap(), bootstrap(&Pairs::new(apart).unwrap()).unwrap());
        let width = by_row.mean.percentile.width();
        assert!((by_row.mean.percentile.low - one_by_one.mean.percentile.low).abs() < 0.06 * width);
        assert!((by_row.mean.percentile.high - one_by_one.mean.percentile.high).abs() < 0.06 * width);
    }

    /// Drawing the sum at once and drawing the people are the same thing, within what chance leaves to 2,000 resamples.
    #[test]
    fn the_sum_at_once_agrees_with_the_people() {
        let sets: [&[(u8, u8, u64)]; 4] = [
            &[(3, 5, 4), (4, 4, 5), (6, 5, 1)],
            &[(3, 5, 12), (4, 4, 9), (6, 5, 11), (2, 9, 8)],
            &[(0, 9, 1), (5, 5, 60)],
            &[(3, 5, 4_000), (4, 4, 2_500), (6, 5, 1_000), (2, 9, 300), (9, 1, 40)],
        ];
        for set in sets {
            let pairs = Pairs::of_score_counts(set.iter().copied());
            let (people, at_once) = (bootstrap(&pairs).unwrap().mean, of_mean(&pairs.changes()).unwrap());
            assert!((people.value - at_once.value).abs() < 1e-12);
            let width = people.percentile.width();
            for (people, at_once) in
                [(people.percentile, at_once.percentile), (people.corrected, at_once.corrected)]
            {
                let apart = (people.low - at_once.low).abs().max((people.high - at_once.high).abs());
                assert!(apart < 0.08 * width, "{set:?}: {people:?} {at_once:?}");
            }
        }
    }

    #[test]
    fn the_mean_alone_is_the_same_for_ever() {
        let got = of_mean(&toy().changes()).unwrap();
        assert_eq!(got, of_mean(&toy().changes()).unwrap());
        assert_eq!((got.percentile.low, got.percentile.high), (0.9, 2.1));
        assert_eq!((got.corrected.low, got.corrected.high), (0.9, 2.1));
        let uneven = Distribution::new([0.0, 1.0 / 3.0, 2.0, 0.7, 1.1, 0.2]).unwrap();
        assert!(of_mean(&uneven).unwrap().percentile.width() > 0.5);
        assert_eq!(of_mean(&Distribution::new([1.0]).unwrap()), None);
    }

    #[test]
    fn nothing_from_nothing() {
        assert_eq!(bootstrap(&Pairs::of_scores(&[])), None);
        assert_eq!(bootstrap(&Pairs::of_scores(&[(1, 2)])), None);
        let alike = bootstrap(&Pairs::of_scores(&[(1, 2), (1, 2), (1, 2)])).unwrap();
        assert_eq!((alike.mean.value, alike.srm, alike.glass), (1.0, None, None));
    }

    #[test]
    fn when_it_is_shown() {
        let calm = Squeeze { floor: 0.0, ceiling: 0.15 };
        let squeezed = Squeeze { floor: 0.16, ceiling: 0.0 };
        assert!(is_due(29, calm, calm) && !is_due(30, calm, calm));
        assert!(is_due(500, calm, squeezed) && is_due(500, squeezed, calm));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn shuffling_the_people_changes_no_bit(
            pairs in prop::collection::vec((0u8..=10, 0u8..=10), 2..60).prop_flat_map(|v| {
                (Just(v.clone()), Just(v).prop_shuffle())
            })
        ) {
            let of = |pairs: &[(u8, u8)]| bootstrap_with(&Pairs::of_scores(pairs), 200, 3);
            prop_assert_eq!(of(&pairs.0), of(&pairs.1));
            let got = of(&pairs.0).unwrap();
            prop_assert!(got.mean.percentile.low <= got.mean.percentile.high);
        }
    }
}
