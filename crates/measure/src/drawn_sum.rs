//! The sum over as many people drawn again, as a distribution worked out whole.
//!
//! Where numbers stand on even steps, the sum over a resample is a whole number of steps. How likely each sum is follows
//! from how likely each number is: the sum of n draws has the n-th power of one draw's Fourier transform. So drawing n
//! people again and adding them up is one draw from this distribution, and costs as much for ten people as for ten
//! thousand. Nothing but IEEE arithmetic and square roots, so that every machine has the same bits.

use std::ops::{Add, Mul, Sub};

use crate::Distribution;
use crate::chance::Chance;

/// The longest transform worth its time: above it, drawing row by row is as quick.
const LONGEST: usize = 1 << 15;

/// How many standard deviations of the sum are kept to either side. What lies beyond comes less than once in a thousand
/// million resamples.
const WIDE: f64 = 12.0;

/// Steps are looked for among multiples of a hundredth: no score has a third decimal.
const PARTS: f64 = 100.0;

/// Numbers as whole steps from the lowest.
struct Steps {
    low: f64,
    step: f64,
    /// Steps up, and people.
    rungs: Vec<(usize, u64)>,
    n: u64,
}

impl Steps {
    /// Nothing where numbers have no common step of a hundredth or more.
    fn of(numbers: &Distribution) -> Option<Self> {
        let low = numbers.rows().first()?.0;
        let mut parts = Vec::with_capacity(numbers.rows().len());
        for (number, people) in numbers.rows() {
            let exact = (number - low) * PARTS;
            let whole = exact.round();
            if !(0.0..1e6).contains(&whole) || (exact - whole).abs() > 1e-6 {
                return None;
            }
            parts.push((whole as usize, *people));
        }
        let common = parts.iter().fold(0, |common, part| divisor(common, part.0)).max(1);
        let rungs = parts.into_iter().map(|(part, people)| (part / common, people)).collect();
        Some(Self { low, step: common as f64 / PARTS, rungs, n: numbers.n() })
    }

    /// Mean and variance of one draw, in steps.
    fn moments(&self) -> (f64, f64) {
        let n = self.n as f64;
        let mean = self.rungs.iter().map(|(at, people)| *at as f64 * *people as f64).sum::<f64>() / n;
        let squares: f64 =
            self.rungs.iter().map(|(at, people)| (*at as f64 - mean).powi(2) * *people as f64).sum();
        (mean, squares / n)
    }
}

/// The largest number that divides both.
fn divisor(a: usize, b: usize) -> usize {
    if b == 0 { a } else { divisor(b, a % b) }
}

/// How likely the sum over a resample is to be this or lower.
pub(crate) struct DrawnSum {
    steps: Steps,
    mean: f64,
    /// The sum, in steps, that stands first.
    first: i64,
    up_to: Vec<f64>,
}

impl DrawnSum {
    /// Of as many draws as there are people; nothing where there is nobody, no even step, or too much to work out.
    pub fn of(numbers: &Distribution) -> Option<Self> {
        let steps = Steps::of(numbers)?;
        let ((mean, variance), n) = (steps.moments(), steps.n as f64);
        let top = steps.rungs.last()?.0;
        let whole = n * top as f64 + 1.0;
        let kept = 2.0 * (WIDE * (n * variance).sqrt() + top as f64) + 1.0;
        let places = (whole.min(kept) as usize).max(2).checked_next_power_of_two()?;
        if places > LONGEST || top >= places {
            return None;
        }
        let chances = sums(&steps, places);
        let first = if whole <= places as f64 { 0 } else { (n * mean) as i64 - places as i64 / 2 };
        let (mut up_to, mut passed) = (Vec::with_capacity(places), 0.0);
        for place in 0..places as i64 {
            passed += chances[(first + place).rem_euclid(places as i64) as usize].max(0.0);
            up_to.push(passed);
        }
        Some(Self { steps, mean, first, up_to })
    }

    /// The mean of the numbers themselves, in the same arithmetic as those drawn.
    pub fn mean(&self) -> f64 {
        self.steps.low + self.steps.step * self.mean
    }

    /// The mean of everybody drawn again, so many times, lowest first. The draws are spread evenly over all that could be
    /// drawn, one at a place of its own in each of so many equal parts, so that they leave less to chance than draws
    /// that know nothing of each other.
    pub fn draws(&self, times: usize, chance: &mut Chance) -> Vec<f64> {
        let part = self.up_to.last().copied().unwrap_or(0.0) / times as f64;
        let mut place = 0;
        let draw = |time: usize| {
            let at = (time as f64 + chance.share()) * part;
            while self.up_to.get(place).is_some_and(|up_to| *up_to <= at) {
                place += 1;
            }
            let sum = (self.first + place as i64) as f64;
            self.steps.low + self.steps.step * (sum / self.steps.n as f64)
        };
        (0..times).map(draw).collect()
    }
}

/// How likely each sum is; a sum stands at its remainder by the number of places.
fn sums(steps: &Steps, places: usize) -> Vec<f64> {
    let mut all = vec![Complex(0.0, 0.0); places];
    for (at, people) in &steps.rungs {
        all[*at].0 = *people as f64 / steps.n as f64;
    }
    let turns = turns(places);
    apart(&mut all, &turns);
    for one in &mut all {
        *one = one.power(steps.n);
    }
    together(&mut all, &turns);
    all.iter().map(|sum| sum.0 / places as f64).collect()
}

#[derive(Clone, Copy)]
struct Complex(f64, f64);

impl Add for Complex {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0, self.1 + other.1)
    }
}

impl Sub for Complex {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0, self.1 - other.1)
    }
}

impl Mul for Complex {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self(self.0 * other.0 - self.1 * other.1, self.0 * other.1 + self.1 * other.0)
    }
}

impl Complex {
    fn turned_back(self) -> Self {
        Self(self.0, -self.1)
    }

    /// To a whole power; nought where it would come to less than rounding does (e⁻⁴⁵).
    fn power(self, exponent: u64) -> Self {
        let short = 1.0 - (self.0 * self.0 + self.1 * self.1);
        if short * exponent as f64 > 90.0 {
            return Self(0.0, 0.0);
        }
        let (mut result, mut square, mut left) = (Self(1.0, 0.0), self, exponent);
        while left > 0 {
            if left & 1 == 1 {
                result = result * square;
            }
            square = square * square;
            left >>= 1;
        }
        result
    }
}

/// The first half of the circle in as many even turns (backwards), by halving angles.
fn turns(places: usize) -> Vec<Complex> {
    let mut turns = vec![Complex(1.0, 0.0)];
    // Of a circle in two, one turn is a half circle.
    let mut turn = Complex(-1.0, 0.0);
    while turns.len() < places / 2 {
        turn = if turn.0 < 0.0 {
            Complex(0.0, -1.0)
        } else {
            let cosine = f64::midpoint(1.0, turn.0).sqrt();
            Complex(cosine, turn.1 / (2.0 * cosine))
        };
        turns = turns.iter().flat_map(|known| [*known, *known * turn]).collect();
    }
    turns
}

/// The transform, its places in the order of their bits read backwards.
fn apart(all: &mut [Complex], turns: &[Complex]) {
    let mut half = all.len() / 2;
    while half > 0 {
        level(all, turns, half, |a, b, turn| (a + b, (a - b) * turn));
        half /= 2;
    }
}

/// Back again from that order, as many times as large.
fn together(all: &mut [Complex], turns: &[Complex]) {
    let mut half = 1;
    while half < all.len() {
        level(all, turns, half, |a, b, turn| {
            let turned = b * turn.turned_back();
            (a + turned, a - turned)
        });
        half *= 2;
    }
}

/// Puts what stands `half` apart together, in blocks of twice that. Small blocks are gone through turn by turn, which spares
/// beginning each anew.
fn level(
    all: &mut [Complex],
    turns: &[Complex],
    half: usize,
    both: impl Fn(Complex, Complex, Complex) -> (Complex, Complex),
) {
    let turns = turns.iter().step_by(turns.len() / half);
    if half < 8 {
        for (first, turn) in turns.enumerate() {
            for at in (first..all.len() - half).step_by(2 * half) {
                (all[at], all[at + half]) = both(all[at], all[at + half], *turn);
            }
        }
        return;
    }
    for block in all.chunks_exact_mut(2 * half) {
        let (low, high) = block.split_at_mut(half);
        for ((a, b), turn) in low.iter_mut().zip(high).zip(turns.clone()) {
            (*a, *b) = both(*a, *b, *turn);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rows: &[(f64, u64)]) -> DrawnSum {
        DrawnSum::of(&Distribution::counted(rows.iter().copied()).unwrap()).unwrap()
    }

    fn chances(sums: &DrawnSum) -> Vec<f64> {
        let before = std::iter::once(0.0).chain(sums.up_to.iter().copied());
        sums.up_to.iter().zip(before).map(|(up_to, before)| up_to - before).collect()
    }

    /// Nought or one: the sum of n draws is binomial, whose chances are known.
    #[test]
    fn yes_and_no_come_to_a_binomial() {
        let sums = of(&[(0.0, 14), (1.0, 6)]);
        let mut expected = 0.7_f64.powi(20);
        for (k, chance) in chances(&sums).iter().take(21).enumerate() {
            assert!((chance - expected).abs() < 1e-14, "{k}: {chance} {expected}");
            expected *= (20 - k) as f64 / (k + 1) as f64 * 0.3 / 0.7;
        }
    }

    /// Two people who are one step apart draw each pair as often: ¼, ½, ¼.
    #[test]
    fn two_people_by_hand() {
        let got = chances(&of(&[(-1.5, 1), (2.25, 1)]));
        let close = |(got, expected): (&f64, f64)| (got - expected).abs() < 1e-15;
        assert!(got.iter().zip([0.25, 0.5, 0.25]).all(close), "{got:?}");
    }

    /// However many people: all chances come to one, with the mean and the variance of n draws.
    #[test]
    fn whole_and_as_wide_as_it_must_be() {
        for people in [1_u64, 2, 7, 30, 500, 4_000, 20_000] {
            let rows = [(-3.0, people), (0.0, 2 * people), (1.0, 5 * people), (10.0, 1)];
            let sums = of(&rows);
            let n = sums.steps.n as f64;
            let (mean, variance) = sums.steps.moments();
            let each: Vec<(f64, f64)> =
                (sums.first..).map(|sum| sum as f64 - n * mean).zip(chances(&sums)).collect();
            let sum = |of: fn(f64) -> f64| each.iter().map(|(from, chance)| of(*from) * chance).sum::<f64>();
            assert!((sum(|_| 1.0) - 1.0).abs() < 1e-11, "{people}");
            assert!(sum(|from| from).abs() < 1e-8 * n, "{people}");
            let spread = sum(|from| from * from);
            assert!((spread / (n * variance) - 1.0).abs() < 1e-8, "{people}: {spread} {}", n * variance);
        }
    }

    #[test]
    fn the_step_is_found() {
        let step =
            |rows: &[f64]| Steps::of(&Distribution::new(rows.iter().copied()).unwrap()).map(|it| it.step);
        assert_eq!(step(&[-4.0, 0.0, 6.0]), Some(2.0));
        assert_eq!(step(&[7.0, 9.51, 11.25]), Some(0.01));
        assert_eq!(step(&[3.0, 3.0]), Some(0.01));
        assert_eq!((step(&[0.0, 1.0 / 3.0]), step(&[0.0, 1e9]), step(&[])), (None, None, None));
    }

    #[test]
    fn all_alike_are_always_the_same() {
        let sums = of(&[(4.0, 9)]);
        assert_eq!(sums.draws(50, &mut Chance::seeded(5)), [4.0; 50]);
        assert!(sums.mean() == 4.0);
    }

    #[test]
    fn too_much_to_work_out_is_left_to_others() {
        let many = Distribution::counted([(0.0, 3_000_000), (10.0, 3_000_000)]).unwrap();
        assert!(DrawnSum::of(&many).is_some(), "a step of ten");
        let many = Distribution::counted([(0.0, 3_000_000), (1.0, 5), (10.0, 3_000_000)]).unwrap();
        assert!(DrawnSum::of(&many).is_none());
    }
}
