//! Everything the page tells of one choice, added up from the columns in one pass.

use std::collections::BTreeMap;

use measure::{Crowd, Shelf, Suppressed};

use super::choice::Choice;
use super::cube::{Along, Cube};
use super::equity::{Counting, Groups};
use super::facet::Cut;
use super::figures::Change;
use super::flow::{Counts, Kinds, Lengths, Middle, Tally, Waits, kind};
use super::gaps::{Gap, Gaps};
use super::grid::Grid;
use super::select::{Selection, select};
use super::spec::spec;
use super::why::why;
use crate::settings::SchemeId;

/// The most rows of gaps a page lists.
const MOST_GAPS: usize = 12;

#[derive(Debug)]
pub(super) struct Story {
    /// Fewer than eight people, and nothing but that is told of them.
    pub too_few: bool,
    pub selection: Selection,
    pub counts: Counts,
    pub waits: Waits,
    pub groups: Vec<Groups>,
    pub changes: Vec<Change>,
    pub patches: Vec<(SchemeId, SchemePatch)>,
    pub gaps: Vec<Gap>,
    pub other_gaps: Suppressed,
}

/// One patch of the quilt.
#[derive(Debug)]
pub(super) struct SchemePatch {
    /// Days from yes to the first conversation.
    pub wait: Middle,
    pub journeys: Suppressed,
}

/// What is known of measures: which there are, and which were declared in advance.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Measures {
    pub shelf: Shelf,
    pub primary: Vec<String>,
}

/// Adds it up.
pub(super) fn tell(cube: &Cube, choice: &Choice, measures: &Measures) -> Story {
    let selection = select(cube, choice);
    let columns = &cube.columns;
    let (mut all, mut lengths) = (Kinds::none(), Lengths::default());
    let mut groups: Vec<Counting> = Cut::ALL.into_iter().map(Counting::of).collect();
    let mut by_scheme: BTreeMap<SchemeId, (Crowd, Tally)> =
        choice.schemes.iter().map(|id| (*id, Default::default())).collect();
    let rows = &selection.rows;
    for row in rows.iter().map(|row| *row as usize) {
        let kind = kind(columns, row);
        all.add(kind, columns.key[row]);
        lengths.add(columns, row);
        groups.iter_mut().for_each(|groups| groups.add(columns, row, kind));
        let scheme = cube.schemes.get(usize::from(columns.scheme[row]));
        if let Some((journeys, waits)) = scheme.and_then(|id| by_scheme.get_mut(id))
            && columns.began(row)
        {
            journeys.add(columns.key[row]);
            let wait = columns.said_yes[row].days_until(columns.first_conversation[row]);
            wait.into_iter().for_each(|days| waits.add(days));
        }
    }
    let counts = all.counts();
    let groups = groups.into_iter().map(Counting::counted).collect();
    let too_few = (1..measure::suppress::FEWEST).contains(&selection.people.n());
    let (gaps, other_gaps) = gaps(cube, rows).shown(MOST_GAPS);
    Story {
        too_few,
        changes: changes(cube, choice, rows, counts.began, measures),
        waits: Waits::of(&lengths),
        patches: by_scheme
            .into_iter()
            .map(|(id, (journeys, waits))| {
                (id, SchemePatch { wait: waits.middle(), journeys: Suppressed::of(journeys) })
            })
            .collect(),
        counts,
        groups,
        gaps,
        other_gaps,
        selection,
    }
}

/// A change for each score anybody answered; the four questions of ONS4 are always there.
fn changes(cube: &Cube, choice: &Choice, rows: &[u32], began: Crowd, measures: &Measures) -> Vec<Change> {
    const FIRST: [&str; 4] = ["ons4.satisfied", "ons4.worthwhile", "ons4.happy", "ons4.anxious"];
    let others = cube.scores.iter().map(|scored| scored.code.as_str()).filter(|code| !FIRST.contains(code));
    let none = super::cube::Scored::default();
    FIRST
        .into_iter()
        .chain(others)
        .map(|code| {
            let scored = cube.score(code).unwrap_or(&none);
            let grid = Grid::of(cube, scored, rows, choice.apart);
            Change::of(spec(&measures.shelf, code, &scored.levels, &measures.primary), &grid, began)
                .with_why(why(cube, code, &grid))
        })
        .collect()
}

/// Needs nothing local met, each journey once for a need and a town.
fn gaps(cube: &Cube, rows: &[u32]) -> Gaps {
    let mut times: BTreeMap<(u16, u16), u64> = BTreeMap::new();
    let mut along = Along::default();
    for row in rows {
        let Some(first) = along.find(&cube.gaps, *row, |gap| gap.row) else { continue };
        for gap in cube.gaps[first..].iter().take_while(|gap| gap.row == *row) {
            *times.entry((gap.need, gap.town)).or_default() += 1;
        }
    }
    let mut gaps = Gaps::default();
    for ((need, town), people) in times {
        if let Some(need) = cube.needs.words(need) {
            gaps.add(need, cube.places.words(town), people);
        }
    }
    gaps
}
