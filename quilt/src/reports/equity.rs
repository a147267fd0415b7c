//! For whom: offered, said no and reached, and what changed, by group. Who is missing from a service is a fact about the
//! service.

use measure::{Crowd, Suppressed, SuppressedMean};

use super::cube::{Along, Columns, Cube, NONE, Scored};
use super::facet::Cut;
use super::flow::{Counts, Kinds};
use super::spec::Spec;

/// Counts of each group of a cut.
#[derive(Debug, Clone)]
pub(super) struct Groups {
    pub cut: Cut,
    counts: Vec<Counts>,
}

/// Groups being counted.
pub(super) struct Counting {
    cut: Cut,
    kinds: Vec<Kinds>,
}

impl Counting {
    pub fn of(cut: Cut) -> Counting {
        Counting { cut, kinds: vec![Kinds::none(); cut.groups().len()] }
    }

    pub fn add(&mut self, columns: &Columns, row: usize, kind: u16) {
        if let Some(kinds) = self.kinds.get_mut(place(self.cut, columns, row)) {
            kinds.add(kind, columns.key[row]);
        }
    }

    pub fn counted(self) -> Groups {
        Groups { cut: self.cut, counts: self.kinds.iter().map(Kinds::counts).collect() }
    }
}

impl Groups {
    /// Each row of the table, by name.
    pub fn rows(&self) -> impl Iterator<Item = (&'static str, &Counts)> {
        self.cut.groups().into_iter().zip(&self.counts)
    }

    /// Those whose group is known.
    pub fn known(&self) -> Crowd {
        self.counts.iter().rev().skip(1).map(|counts| counts.asked).sum()
    }

    /// Whether people of the most deprived fifth said no, or were not reached, more or less
    /// often than all others whose place is known. Worked out from rounded numbers; a
    /// difference under [`WORTH_SAYING`] says "about as often". Nothing when too few to say.
    pub fn sentence(&self) -> Option<String> {
        let (most, others) = self.counts.split_first()?;
        let others = others.get(..others.len().checked_sub(1)?)?;
        let sum = |of: fn(&Counts) -> Crowd| others.iter().map(of).sum::<Crowd>();
        let no =
            compare(percent(most.said_no, most.offered)?, percent(sum(|c| c.said_no), sum(|c| c.offered))?);
        let missed = compare(
            percent(most.not_reached, most.asked)?,
            percent(sum(|c| c.not_reached), sum(|c| c.asked))?,
        );
        // "Not reached more often" is plainer said as "reached less often".
        let reached = match missed {
            MORE => LESS,
            LESS => MORE,
            alike => alike,
        };
        let than = |how| if how == ALIKE { " as others" } else { " than others" };
        // Saying no less often and being reached less often point two ways.
        let and = if no == reached && no != ALIKE { "but" } else { "and" };
        let first = if than(no) == than(reached) { "" } else { than(no) };
        Some(format!(
            "People in the most deprived fifth said no {no}{first} {and} were reached {reached}{}.",
            than(reached)
        ))
    }
}

/// The group of a row; the last is "not known".
fn place(cut: Cut, columns: &Columns, row: usize) -> usize {
    match cut {
        Cut::Fifths => usize::from(columns.decile[row].checked_sub(1).map_or(5, |tenth| tenth / 2).min(5)),
        Cut::Ages => columns.age[row] as usize,
        Cut::Sexes => columns.sex[row] as usize,
        Cut::Ethnic => columns.ethnic[row] as usize,
    }
}

/// What changed in one group, fit to print.
#[derive(Debug, Clone)]
pub(super) struct GroupChange {
    pub name: &'static str,
    pub began: Suppressed,
    pub paired: Suppressed,
    /// Of those who began, in per cent.
    pub share: Option<u8>,
    pub before: SuppressedMean,
    pub change: SuppressedMean,
}

#[derive(Clone, Copy, Default)]
struct Sums {
    began: Crowd,
    paired: Crowd,
    before: f64,
    change: f64,
}

/// The same table for each group: who has both answers, and what changed on them.
pub(super) fn changes(
    cube: &Cube,
    scored: &Scored,
    spec: &Spec,
    rows: &[u32],
    apart: Option<(u16, u16)>,
    cut: Cut,
) -> Vec<GroupChange> {
    let mut sums = vec![Sums::default(); cut.groups().len()];
    let columns = &cube.columns;
    for row in rows.iter().map(|row| *row as usize).filter(|row| columns.began(*row)) {
        if let Some(sums) = sums.get_mut(place(cut, columns, row)) {
            sums.began.add(columns.key[row]);
        }
    }
    let (fewest, most) = apart.unwrap_or((0, u16::MAX));
    let mut along = Along::default();
    for row in rows {
        let Some(at) = along.find(&scored.rows, *row, |row| *row) else { continue };
        let (row, first, last) = (*row as usize, scored.first[at], scored.last[at]);
        if last == NONE || !(fewest..=most).contains(&scored.apart[at]) {
            continue;
        }
        if let Some(sums) = sums.get_mut(place(cut, columns, row)) {
            let (first, last) = (scored.levels[usize::from(first)], scored.levels[usize::from(last)]);
            sums.paired.add(columns.key[row]);
            sums.before += first;
            sums.change += last - first;
        }
    }
    cut.groups().into_iter().zip(sums).map(|(name, sums)| told(name, &sums, spec.range())).collect()
}

fn told(name: &'static str, sums: &Sums, range: f64) -> GroupChange {
    let n = sums.paired.n();
    let mean = |sum: f64, figure| SuppressedMean::new(sum / n as f64 + sums.paired.nudge(figure, range), n);
    GroupChange {
        name,
        began: Suppressed::of(sums.began),
        paired: Suppressed::of(sums.paired),
        share: percent(sums.paired, sums.began),
        before: mean(sums.before, 0),
        change: mean(sums.change, 1),
    }
}

/// Percentage points below which two shares are called alike.
const WORTH_SAYING: u8 = 3;

pub(super) fn percent(part: Crowd, whole: Crowd) -> Option<u8> {
    Suppressed::of(part).percent_of(Suppressed::of(whole))
}

const MORE: &str = "more often";
const LESS: &str = "less often";
const ALIKE: &str = "about as often";

fn compare(here: u8, elsewhere: u8) -> &'static str {
    match (here.abs_diff(elsewhere) < WORTH_SAYING, here > elsewhere) {
        (true, _) => ALIKE,
        (false, true) => MORE,
        (false, false) => LESS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A set of so many, of no other.
    fn crowd(n: u64, salt: u128) -> Crowd {
        let secret = measure::Secret::new([5; 32]);
        let mut crowd = Crowd::NOBODY;
        (0..u128::from(n)).for_each(|at| crowd.add(secret.key_of(salt << 64 | at)));
        crowd
    }

    fn groups(most: [u64; 4], others: [u64; 4]) -> Groups {
        let counts = |[asked, offered, no, missed]: [u64; 4], salt| Counts {
            asked: crowd(asked, salt),
            offered: crowd(offered, salt + 1),
            said_no: crowd(no, salt + 2),
            not_reached: crowd(missed, salt + 3),
            ..Counts::default()
        };
        let mut groups = Counting::of(Cut::Fifths).counted();
        (groups.counts[0], groups.counts[2]) = (counts(most, 10), counts(others, 20));
        groups
    }

    #[test]
    fn the_sentence_says_which_way_and_no_more_than_the_numbers_hold() {
        // Most deprived: 10% of those offered said no, 23% of those asked for were not reached; others 20% and 9%.
        let all = groups([1_300, 1_000, 100, 300], [2_200, 2_000, 400, 200]);
        assert_eq!(
            all.sentence().unwrap(),
            "People in the most deprived fifth said no less often but were reached less often than others."
        );
        assert_eq!(groups([130, 100, 3, 30], [220, 200, 40, 20]).sentence(), None);
        assert_eq!(
            groups([1_200, 1_000, 200, 200], [1_200, 1_000, 200, 200]).sentence().unwrap(),
            "People in the most deprived fifth said no about as often and were reached about as often as others."
        );
    }
}
