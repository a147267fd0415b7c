//! Pairs counted: how many people went from which score to which. Everything told of a score is worked out from this little
//! table, so a million people take no longer than a hundred.

use measure::{Crowd, Distribution, Error, Pairs};

use super::cube::{Along, Cube, NONE, Scored};

/// First scores down, last scores across.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    pub levels: Vec<f64>,
    cells: Vec<Crowd>,
    /// People with a first score and no last.
    lost: Vec<Crowd>,
    /// People whose two scores are nearer together or farther apart than was asked for.
    pub outside: Crowd,
    /// Rows of journeys without any answer.
    pub none: Vec<u32>,
    /// Rows of journeys with one answer and no second.
    pub once: Vec<u32>,
    /// Whether those few would have been told of, and so are in it after all.
    pub kept_outside: bool,
}

impl Grid {
    /// Of the rows chosen, those whose scores lie as many days apart as asked for.
    pub fn of(cube: &Cube, scored: &Scored, chosen: &[u32], apart: Option<(u16, u16)>) -> Grid {
        let grid = Grid::gathered(cube, scored, chosen, apart);
        // Asking once with and once without would tell of these few.
        if (1..measure::suppress::FEWEST).contains(&grid.outside.n()) {
            let whole = Grid::gathered(cube, scored, chosen, None);
            return Grid { kept_outside: true, ..whole };
        }
        grid
    }

    fn gathered(cube: &Cube, scored: &Scored, chosen: &[u32], apart: Option<(u16, u16)>) -> Grid {
        let k = scored.levels.len();
        let mut grid = Grid {
            levels: scored.levels.clone(),
            cells: vec![Crowd::NOBODY; k * k],
            lost: vec![Crowd::NOBODY; k],
            outside: Crowd::NOBODY,
            none: Vec::new(),
            once: Vec::new(),
            kept_outside: false,
        };
        let (fewest, most) = apart.unwrap_or((0, u16::MAX));
        let mut along = Along::default();
        for row in chosen {
            let began = cube.columns.began(*row as usize);
            let Some(at) = along.find(&scored.rows, *row, |row| *row) else {
                grid.none.extend(began.then_some(*row));
                continue;
            };
            let (first, last, apart) = (scored.first[at], scored.last[at], scored.apart[at]);
            let key = cube.columns.key[*row as usize];
            if last == NONE {
                grid.once.extend(began.then_some(*row));
                grid.lost[usize::from(first)].add(key);
            } else if (fewest..=most).contains(&apart) {
                grid.cells[usize::from(first) * k + usize::from(last)].add(key);
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
        let (none, once) = (Vec::new(), Vec::new());
        Grid { levels, cells, lost, outside: Crowd::NOBODY, none, once, kept_outside: false }
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

    /// The same pairs as figures are worked out from.
    pub fn pairs(&self) -> Result<Pairs, Error> {
        Pairs::counted(self.each().map(|(first, last, crowd)| (first, last, crowd.n())).collect())
    }

    /// First scores of people without a last.
    pub fn lost(&self) -> Result<Distribution, Error> {
        Distribution::counted(self.each_lost().map(|(score, crowd)| (score, crowd.n())))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grid_holds_each_pair_once() {
        let grid = Grid::by_hand(&[1.0, 2.0, 3.0], &[(0, 2), (0, 2), (1, 1), (2, 0)], &[0, 1]);
        assert_eq!((grid.paired().n(), grid.only_one().n()), (4, 2));
        assert_eq!(grid.those(|first, last| last > first).n(), 2);
        assert_eq!(grid.each().map(|(_, _, crowd)| crowd.n()).collect::<Vec<_>>(), [2, 1, 1]);
    }
}
