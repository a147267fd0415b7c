//! Pairs counted: how many people went from which score to which. Everything told of a score is worked out from this little
//! table, so a million people take no longer than a hundred.

use measure::{Crowd, Interval};

use super::cube::{Cube, NONE, Scored};
use super::select::Selection;

/// First scores down, last scores across.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    pub levels: Vec<f64>,
    cells: Vec<Crowd>,
    /// People with a first score and no last.
    lost: Vec<Crowd>,
    /// People whose two scores are nearer together or farther apart than was asked for.
    pub outside: Crowd,
    /// Whether those few would have been told of, and so are in it after all.
    pub kept_outside: bool,
}

impl Grid {
    /// Of the people selected, those whose scores lie as many days apart as asked for.
    pub fn of(cube: &Cube, scored: &Scored, selection: &Selection, apart: Option<(u16, u16)>) -> Grid {
        let grid = Grid::gathered(cube, scored, selection, apart);
        // Asking once with and once without would tell of these few.
        if (1..measure::suppress::FEWEST).contains(&grid.outside.n()) {
            let whole = Grid::gathered(cube, scored, selection, None);
            return Grid { kept_outside: true, ..whole };
        }
        grid
    }

    fn gathered(cube: &Cube, scored: &Scored, selection: &Selection, apart: Option<(u16, u16)>) -> Grid {
        let k = scored.levels.len();
        let mut grid = Grid {
            levels: scored.levels.clone(),
            cells: vec![Crowd::NOBODY; k * k],
            lost: vec![Crowd::NOBODY; k],
            outside: Crowd::NOBODY,
            kept_outside: false,
        };
        let (fewest, most) = apart.unwrap_or((0, u16::MAX));
        for (((row, first), last), apart) in
            scored.rows.iter().zip(&scored.first).zip(&scored.last).zip(&scored.apart)
        {
            let at = *row as usize;
            if !selection.chosen[at] {
                continue;
            }
            let key = cube.columns.key[at];
            if *last == NONE {
                grid.lost[usize::from(*first)].add(key);
            } else if (fewest..=most).contains(apart) {
                grid.cells[usize::from(*first) * k + usize::from(*last)].add(key);
            } else {
                grid.outside.add(key);
            }
        }
        grid
    }

    /// A grid from scores by hand.
    #[cfg(test)]
    pub fn by_hand(levels: &[f64], pairs: &[(usize, usize)], lost: &[usize]) -> Grid {
        let secret = measure::Secret::new([1; 32]);
        let k = levels.len();
        let (mut cells, mut alone) = (vec![Crowd::NOBODY; k * k], vec![Crowd::NOBODY; k]);
        for (n, (first, last)) in pairs.iter().enumerate() {
            cells[first * k + last].add(secret.key_of(n as u128));
        }
        for (n, first) in lost.iter().enumerate() {
            alone[*first].add(secret.key_of(1_000_000 + n as u128));
        }
        let (levels, lost) = (levels.to_vec(), alone);
        Grid { levels, cells, lost, outside: Crowd::NOBODY, kept_outside: false }
    }

    /// First score, last score, people.
    pub fn each(&self) -> impl Iterator<Item = (f64, f64, Crowd)> {
        let k = self.levels.len().max(1);
        self.cells.iter().enumerate().filter(|(_, crowd)| crowd.n() > 0).filter_map(move |(at, crowd)| {
            Some((*self.levels.get(at / k)?, *self.levels.get(at % k)?, *crowd))
        })
    }

    /// First scores of people without a last.
    pub fn each_lost(&self) -> impl Iterator<Item = (f64, Crowd)> {
        self.levels.iter().copied().zip(self.lost.iter().copied()).filter(|(_, crowd)| crowd.n() > 0)
    }

    /// The people whose pair is like this.
    pub fn those(&self, like: impl Fn(f64, f64) -> bool) -> Crowd {
        self.each().filter(|(first, last, _)| like(*first, *last)).map(|(.., crowd)| crowd).sum()
    }

    pub fn paired(&self) -> Crowd {
        self.those(|_, _| true)
    }

    pub fn only_one(&self) -> Crowd {
        self.lost.iter().copied().sum()
    }
}

/// Numbers with how many people each is of, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Counted(Vec<(f64, u64)>);

impl Counted {
    pub fn of(numbers: impl Iterator<Item = (f64, u64)>) -> Counted {
        let mut all: Vec<(f64, u64)> = numbers.filter(|(_, n)| *n > 0).collect();
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        all.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0 };
            same
        });
        Counted(all)
    }

    pub fn n(&self) -> u64 {
        self.0.iter().map(|(_, n)| n).sum()
    }

    pub fn mean(&self) -> f64 {
        self.0.iter().map(|(value, n)| value * *n as f64).sum::<f64>() / self.n() as f64
    }

    /// The sample standard deviation; nothing for one person.
    pub fn sd(&self) -> Option<f64> {
        let (n, mean) = (self.n() as f64, self.mean());
        let squares: f64 = self.0.iter().map(|(value, n)| (value - mean).powi(2) * *n as f64).sum();
        (n > 1.0).then(|| (squares / (n - 1.0)).sqrt())
    }

    /// A quantile by linear interpolation between order statistics ("type 7").
    pub fn quantile(&self, q: f64) -> Option<f64> {
        let at = q * self.n().checked_sub(1)? as f64;
        let value = |place: f64| {
            let mut left = place as u64;
            self.0.iter().find(|(_, n)| {
                let here = left < *n;
                left = left.saturating_sub(*n);
                here
            })
        };
        let (low, high) = (value(at.floor())?.0, value(at.ceil())?.0);
        Some(low + (high - low) * at.fract())
    }

    /// The middle 95% of the means of `times` resamples, each drawn from these people with the same chance every time.
    pub fn bootstrap(&self, times: usize) -> Option<Interval> {
        let n = self.n();
        if n < 2 || times < 40 {
            return None;
        }
        let mut dice = Dice(0x5117_0000 ^ n);
        let mut means: Vec<f64> = (0..times).map(|_| self.resampled(&mut dice)).collect();
        means.sort_by(f64::total_cmp);
        let at = |q: f64| means.get((q * (times - 1) as f64).round() as usize).copied();
        Some(Interval { low: at(0.025)?, high: at(0.975)? })
    }

    /// The mean of as many people drawn anew: how many of each number is drawn one number after the other.
    fn resampled(&self, dice: &mut Dice) -> f64 {
        let n = self.n();
        let (mut left, mut of, mut sum) = (n, n, 0.0);
        for (value, people) in &self.0 {
            let drawn = if of == *people { left } else { dice.binomial(left, *people as f64 / of as f64) };
            sum += value * drawn as f64;
            left -= drawn;
            of -= people;
            if left == 0 {
                break;
            }
        }
        sum / n as f64
    }
}

/// Chance that comes out the same every time: the interval of the same people is the same.
struct Dice(u64);

/// From here on a binomial is drawn as the bell curve it is close to.
const MANY: f64 = 100.0;

impl Dice {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        let (a, b) = (self.unit().max(f64::MIN_POSITIVE), self.unit());
        (-2.0 * a.ln()).sqrt() * (std::f64::consts::TAU * b).cos()
    }

    fn binomial(&mut self, n: u64, p: f64) -> u64 {
        if p > 0.5 {
            return n - self.binomial(n, 1.0 - p);
        }
        let mean = n as f64 * p;
        if mean > MANY {
            let drawn = (mean + (mean * (1.0 - p)).sqrt() * self.normal()).round();
            return (drawn.max(0.0) as u64).min(n);
        }
        // How many failures stand between two successes is geometric.
        let log = (1.0 - p).ln();
        let (mut drawn, mut tried) = (0, 0.0);
        if log == 0.0 {
            return 0;
        }
        loop {
            tried += (self.unit().max(f64::MIN_POSITIVE).ln() / log).floor() + 1.0;
            if tried > n as f64 {
                return drawn;
            }
            drawn += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted_numbers_say_what_the_numbers_say() {
        let counted = Counted::of([(5.0, 2), (3.0, 1), (5.0, 1), (9.0, 0)].into_iter());
        assert_eq!((counted.n(), counted.mean(), counted.sd()), (4, 4.5, Some(1.0)));
        assert_eq!(
            (counted.quantile(0.5), counted.quantile(0.25), counted.quantile(1.0)),
            (Some(5.0), Some(4.5), Some(5.0))
        );
        assert_eq!((Counted::default().quantile(0.5), Counted::default().bootstrap(2_000)), (None, None));
    }

    /// The spread of resampled means is the standard error: 1.96 times √(n−1)/n times the standard deviation.
    #[test]
    fn resampling_gives_the_interval_theory_gives() {
        for scale in [10_u64, 100, 1_000, 100_000] {
            let counted = Counted::of(
                [(-1.0, 2 * scale), (0.0, 3 * scale), (1.0, 4 * scale), (4.0, scale)].into_iter(),
            );
            let interval = counted.bootstrap(2_000).unwrap();
            let n = counted.n() as f64;
            let half = 1.96 * counted.sd().unwrap() * (n - 1.0).sqrt() / n;
            let (low, high) = (counted.mean() - half, counted.mean() + half);
            assert!(
                (interval.low - low).abs() < half * 0.12 && (interval.high - high).abs() < half * 0.12,
                "{scale} {interval:?}"
            );
            assert_eq!(counted.bootstrap(2_000), Some(interval));
        }
    }

    #[test]
    fn a_grid_holds_each_pair_once() {
        let grid = Grid::by_hand(&[1.0, 2.0, 3.0], &[(0, 2), (0, 2), (1, 1), (2, 0)], &[0, 1]);
        assert_eq!((grid.paired().n(), grid.only_one().n()), (4, 2));
        assert_eq!(grid.those(|first, last| last > first).n(), 2);
        assert_eq!(grid.each().map(|(_, _, crowd)| crowd.n()).collect::<Vec<_>>(), [2, 1, 1]);
    }
}
