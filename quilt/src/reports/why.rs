//! Who is missing and why: of those who began and have no answer, or only one, the latest reason that was written down.

use measure::{Crowd, Suppressed};

use super::cube::{Along, Cube, of_score};
use super::grid::Grid;
use crate::outcomes::Absent;

/// One reason: how many have no answer, and how many have one and no second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Why {
    pub words: &'static str,
    pub none: Suppressed,
    pub no_second: Suppressed,
}

/// Where nothing was put and no reading says why.
const NOBODY_WROTE: &str = "Nothing was put, or nobody wrote down why";

/// People by their reason, and last those without one.
type ByReason = [Crowd; Absent::ALL.len() + 1];

/// Every reason anybody of those missing from a grid has, and how many have none.
pub(super) fn why(cube: &Cube, code: &str, grid: &Grid) -> Vec<Why> {
    let reasons = of_score(&cube.absences, code);
    let (none, once) = (by_reason(cube, reasons, &grid.none), by_reason(cube, reasons, &grid.once));
    Absent::ALL
        .iter()
        .map(|absent| absent.words())
        .chain([NOBODY_WROTE])
        .zip(none.into_iter().zip(once))
        .filter(|(_, (none, once))| none.n() + once.n() > 0)
        .map(|(words, (none, once))| Why {
            words,
            none: Suppressed::of(none),
            no_second: Suppressed::of(once),
        })
        .collect()
}

fn by_reason(cube: &Cube, reasons: &[(u32, Absent)], missing: &[u32]) -> ByReason {
    let mut people = [Crowd::NOBODY; Absent::ALL.len() + 1];
    let mut along = Along::default();
    for row in missing {
        let reason = along.find(reasons, *row, |(row, _)| *row).map(|at| reasons[at].1);
        people[reason.map_or(Absent::ALL.len(), |absent| absent as usize)]
            .add(cube.columns.key[*row as usize]);
    }
    people
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_stands_where_its_words_do() {
        let at: Vec<usize> = Absent::ALL.iter().map(|absent| *absent as usize).collect();
        assert_eq!(at, (0..Absent::ALL.len()).collect::<Vec<_>>());
    }
}
