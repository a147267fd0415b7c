//! Who is missing and why: of those who began and have no answer, or only one, the latest reason that was written down.

use std::collections::BTreeMap;

use measure::{Crowd, Suppressed};

use super::cube::{Along, Cube, NONE, Scored, of_score};
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

/// Every reason anybody of the rows chosen has, and how many have none.
pub(super) fn why(cube: &Cube, scored: &Scored, code: &str, chosen: &[u32]) -> Vec<Why> {
    let (mut none, mut once): (BTreeMap<Option<Absent>, Crowd>, BTreeMap<Option<Absent>, Crowd>) =
        Default::default();
    let reasons = of_score(&cube.absences, code);
    let (mut among_answers, mut among_reasons) = (Along::default(), Along::default());
    for row in chosen {
        let at = *row as usize;
        let answer = among_answers.find(&scored.rows, *row, |row| *row);
        if !cube.columns.began(at) || answer.is_some_and(|answer| scored.last[answer] != NONE) {
            continue;
        }
        let reason = among_reasons.find(reasons, *row, |(row, _)| *row).map(|at| reasons[at].1);
        let sets = if answer.is_some() { &mut once } else { &mut none };
        sets.entry(reason).or_default().add(cube.columns.key[at]);
    }
    let shown = |sets: &BTreeMap<Option<Absent>, Crowd>, absent| {
        Suppressed::of(sets.get(&absent).copied().unwrap_or_default())
    };
    Absent::ALL
        .into_iter()
        .map(Some)
        .chain([None])
        .filter(|absent| none.contains_key(absent) || once.contains_key(absent))
        .map(|absent| Why {
            words: absent.map_or(NOBODY_WROTE, Absent::words),
            none: shown(&none, absent),
            no_second: shown(&once, absent),
        })
        .collect()
}
