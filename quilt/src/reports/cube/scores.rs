//! The first and the last answer to one question in each journey that has any.

use std::collections::HashMap;

use super::Second;

/// No second answer.
pub(in crate::reports) const NONE: u16 = u16::MAX;

/// The journeys with an answer, in order of their rows: each score is a place among `levels`.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::reports) struct Scored {
    /// Measure and score: `ons4.satisfied`.
    pub code: String,
    /// Every number anybody gave, lowest first.
    pub levels: Vec<f64>,
    pub rows: Vec<u32>,
    pub first: Vec<u16>,
    /// [`NONE`] where there was no second answer on a later day.
    pub last: Vec<u16>,
    /// Days between the two.
    pub apart: Vec<u16>,
}

impl Scored {
    pub fn bytes(&self) -> usize {
        self.rows.capacity() * 4 + (self.first.capacity() + self.last.capacity() + self.apart.capacity()) * 2
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }
}

/// First and last answer so far, in whatever order they come.
#[derive(Debug, Clone, Copy, Default)]
struct Ends {
    first: Second,
    last: Second,
    /// Numbers as the gathering met them.
    first_is: u16,
    last_is: u16,
}

/// Answers on their way into columns: by code, a place for each row.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    by_code: HashMap<String, Gathered>,
}

#[derive(Debug, Default)]
struct Gathered {
    ends: Vec<Ends>,
    numbers: HashMap<u64, u16>,
    met: Vec<f64>,
}

impl Gathering {
    /// Takes in one answer. Of two at the same second the smaller number is the first, so that any order gives the same.
    pub fn add(&mut self, row: u32, at: Second, code: &str, value: f64) {
        if !value.is_finite() {
            return;
        }
        if !self.by_code.contains_key(code) {
            self.by_code.insert(code.to_owned(), Gathered::default());
        }
        let Some(gathered) = self.by_code.get_mut(code) else { return };
        let number = gathered.number(value);
        let place = row as usize;
        if gathered.ends.len() <= place {
            gathered.ends.resize(place + 1, Ends::default());
        }
        let met = &gathered.met;
        let of = |number: u16| met.get(usize::from(number)).copied().unwrap_or(f64::NAN);
        let Some(ends) = gathered.ends.get_mut(place) else { return };
        if !ends.first.came() || at < ends.first || (at == ends.first && value < of(ends.first_is)) {
            (ends.first, ends.first_is) = (at, number);
        }
        if at > ends.last || (at == ends.last && value > of(ends.last_is)) {
            (ends.last, ends.last_is) = (at, number);
        }
    }

    /// When the first answer of a row under a key came: of one score, or the latest such of all scores of a measure.
    pub fn answered(&self, key: &str, row: u32) -> Option<Second> {
        let under = |code: &str| code == key || (key.ends_with('.') && code.starts_with(key));
        let of = |gathered: &Gathered| gathered.ends.get(row as usize).map(|ends| ends.first);
        self.by_code
            .iter()
            .filter(|(code, _)| under(code))
            .filter_map(|(_, gathered)| of(gathered))
            .filter(|first| first.came())
            .max()
    }

    /// Packed, in order of their codes.
    pub fn packed(self) -> Vec<Scored> {
        let mut all: Vec<Scored> =
            self.by_code.into_iter().map(|(code, gathered)| gathered.packed(code)).collect();
        all.sort_by(|a, b| a.code.cmp(&b.code));
        all
    }
}

impl Gathered {
    fn number(&mut self, value: f64) -> u16 {
        let met = &mut self.met;
        *self.numbers.entry((value + 0.0).to_bits()).or_insert_with(|| {
            met.push(value);
            u16::try_from(met.len() - 1).unwrap_or(NONE - 1)
        })
    }

    fn packed(self, code: String) -> Scored {
        let mut levels = self.met.clone();
        levels.sort_by(f64::total_cmp);
        let place = |value: f64| levels.iter().position(|it| *it == value).unwrap_or(0) as u16;
        let places: Vec<u16> = self.met.iter().map(|value| place(*value)).collect();
        let of = |number: u16| places.get(usize::from(number)).copied().unwrap_or(0);
        let mut scored = Scored { code, ..Scored::default() };
        for (row, ends) in (0_u32..).zip(&self.ends).filter(|(_, ends)| ends.first.came()) {
            let apart = ends.first.days_until(ends.last).unwrap_or(0);
            scored.rows.push(row);
            scored.first.push(of(ends.first_is));
            scored.last.push(if apart == 0 { NONE } else { of(ends.last_is) });
            scored.apart.push(u16::try_from(apart).unwrap_or(u16::MAX));
        }
        scored.levels = levels;
        scored
    }
}

/// A column with the answers of some rows taken out and others put in.
pub(super) fn patched(old: Option<&Scored>, out: &dyn Fn(u32) -> bool, new: Option<&Scored>) -> Scored {
    let code = old.or(new).map_or_else(String::new, |scored| scored.code.clone());
    let value = |scored: &Scored, place: u16| scored.levels.get(usize::from(place)).copied();
    let entries = |scored: &Scored, at: usize| {
        (scored.rows[at], value(scored, scored.first[at]), value(scored, scored.last[at]), scored.apart[at])
    };
    let mut all: Vec<(u32, Option<f64>, Option<f64>, u16)> = Vec::new();
    if let Some(old) = old {
        all.extend((0..old.len()).map(|at| entries(old, at)).filter(|(row, ..)| !out(*row)));
    }
    if let Some(new) = new {
        all.extend((0..new.len()).map(|at| entries(new, at)));
    }
    all.sort_by_key(|(row, ..)| *row);
    let mut levels: Vec<f64> =
        [old, new].into_iter().flatten().flat_map(|s| s.levels.iter().copied()).collect();
    levels.sort_by(f64::total_cmp);
    levels.dedup();
    let place = |value: Option<f64>| {
        value.and_then(|value| levels.iter().position(|it| *it == value)).map_or(NONE, |at| at as u16)
    };
    Scored {
        code,
        rows: all.iter().map(|entry| entry.0).collect(),
        first: all.iter().map(|entry| place(entry.1)).collect(),
        last: all.iter().map(|entry| place(entry.2)).collect(),
        apart: all.iter().map(|entry| entry.3).collect(),
        levels,
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn day(n: i64) -> Second {
        Second::of(Timestamp::from_second(n * 86_400).unwrap())
    }

    #[test]
    fn first_and_last_in_whatever_order_and_one_day_is_no_pair() {
        let mut gathering = Gathering::default();
        for (row, at, value) in
            [(2, 90, 6.0), (2, 1, 3.0), (2, 40, 9.0), (0, 5, 4.0), (7, 3, 2.0), (7, 3, 1.0)]
        {
            gathering.add(row, day(at), "a", value);
        }
        gathering.add(1, day(1), "a", f64::NAN);
        let [scored] = &gathering.packed()[..] else { panic!("one code") };
        assert_eq!(scored.levels, [1.0, 2.0, 3.0, 4.0, 6.0, 9.0]);
        assert_eq!((scored.rows.clone(), scored.first.clone()), (vec![0, 2, 7], vec![3, 2, 0]));
        assert_eq!((scored.last.clone(), scored.apart.clone()), (vec![NONE, 4, NONE], vec![0, 89, 0]));
    }

    #[test]
    fn a_patch_takes_out_and_puts_in() {
        let gathered = |answers: &[(u32, i64, f64)]| {
            let mut gathering = Gathering::default();
            answers.iter().for_each(|(row, at, value)| gathering.add(*row, day(*at), "a", *value));
            gathering.packed().remove(0)
        };
        let old = gathered(&[(0, 1, 3.0), (0, 9, 5.0), (1, 1, 7.0)]);
        let new = gathered(&[(1, 1, 7.0), (1, 30, 8.0)]);
        let all = gathered(&[(0, 1, 3.0), (0, 9, 5.0), (1, 1, 7.0), (1, 30, 8.0)]);
        assert_eq!(patched(Some(&old), &|row| row == 1, Some(&new)), all);
        assert_eq!(patched(None, &|_| false, Some(&new)), new);
    }
}
