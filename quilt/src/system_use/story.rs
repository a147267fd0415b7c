//! What is told of a scope: whose numbers reach far enough, their change, people to compare with and how alike they are.
//! Reads courses, and leaves the arithmetic to the measures' leaf. Everything here is fit to print: counts are of crowds,
//! means are moved by less than one person can move them.

use ::store::Tx;
use jiff::Timestamp;
use measure::compare::{Difference, naive};
use measure::distribution::Enough;
use measure::{Crowd, Pairs, Secret, drift};

use super::beside::{Beside, InPairs, everybody, in_pairs, unit};
use super::chosen::{Chosen, chosen};
use super::mixture::{Mixture, mixture};
use super::people::{People, crowd};
use super::store::{self, Course};
use super::{Month, UseKind};
use crate::refusal::Refusal;
use crate::settings::{AreaId, SchemeId};
use crate::web::{Kept, Known};

/// Of what, how long on either side, and of which scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Scope {
    pub kind: UseKind,
    pub months: usize,
    pub scheme: Option<SchemeId>,
}

/// The lengths there are to choose from, in months.
pub const LENGTHS: [usize; 3] = [3, 6, 12];

impl Scope {
    /// What makes a count of these months one of a year.
    pub fn a_year(&self) -> f64 {
        12.0 / self.months.max(1) as f64
    }

    /// Tells the mean before, and the change, from those of other kinds and lengths of the same people.
    pub(super) fn figure(&self) -> u8 {
        let length = LENGTHS.iter().position(|months| *months == self.months).unwrap_or(0);
        let kind = UseKind::ALL.iter().position(|kind| *kind == self.kind).unwrap_or(0);
        u8::try_from((kind * LENGTHS.len() + length) * 2).unwrap_or(0)
    }
}

/// A group by what they used in the months before.
#[derive(Debug, Clone)]
pub struct Level {
    /// Used at least this many …
    pub from: u32,
    /// … and at most this many; nothing is no end.
    pub to: Option<u32>,
    pub people: Crowd,
    pub change: Difference,
}

/// The levels' ends: none, 1 or 2, 3 to 5, 6 to 11, 12 and more.
const LEVELS: [(u32, Option<u32>); 5] = [(0, Some(0)), (1, Some(2)), (3, Some(5)), (6, Some(11)), (12, None)];

#[derive(Debug, Clone)]
pub struct Story {
    /// As it is told: without the scheme that was asked for, where telling of it would tell of a few.
    pub scope: Scope,
    pub undone: bool,
    /// Whether there are numbers of anything, and a list of whose journey began.
    pub has_numbers: bool,
    pub has_starts: bool,
    /// The months there are numbers for.
    pub span: Option<(Month, Month)>,
    /// People whose journey began, and of them those whose months reach to both sides.
    pub began: Crowd,
    pub seen: Crowd,
    /// Before and after, of those; nothing of fewer than eight.
    pub change: Option<Difference>,
    pub levels: Vec<Level>,
    /// Whether frequent users fell and rare users rose; nothing where they are too few to see it.
    pub drew_together: Option<bool>,
    /// How many there are to compare with.
    pub free: Crowd,
    /// Everybody beside everybody.
    pub everybody: Option<Beside>,
    /// Person by person, with somebody alike.
    pub pairs: Option<InPairs>,
    /// All of them together, beside a mixture of groups.
    pub mixture: Option<Mixture>,
    pub chosen: Chosen,
}

/// Stories told lately. What they are told from changes only when a file is taken in, so each holds
/// until then.
pub struct Told(Kept<(AreaId, Scope, Version), Story>);

/// Which files it is told from.
pub type Version = (i64, Option<Timestamp>);

/// How long one is told again at most, in seconds.
const HOLDS: i64 = 24 * 3_600;

impl Default for Told {
    fn default() -> Told {
        Told(Kept::for_seconds(HOLDS))
    }
}

impl Told {
    /// The story of a scope, from lately or worked out now.
    pub fn story(
        &self,
        (area, scope, version): (AreaId, Scope, Version),
        now: Timestamp,
        read: impl FnOnce() -> Result<Story, Refusal>,
    ) -> Result<Known<Story>, Refusal> {
        self.0.get((area, scope, version), now, read)
    }
}

/// Reads and works out.
pub fn read(tx: &mut Tx<'_>, area: AreaId, scope: Scope, secret: &Secret) -> Result<Story, Refusal> {
    let span = store::select_span(tx, area, scope.kind)?;
    let courses = match span {
        Some(span) => store::select_courses(tx, area, scope.kind, span)?,
        None => Vec::new(),
    };
    let held = store::select_held(tx, area)?;
    let (has_numbers, has_starts) = (held.months.is_some(), held.begun > 0);
    Ok(Story { has_numbers, has_starts, ..tell(scope, span, &courses, secret) })
}

pub(super) fn tell(asked: Scope, span: Option<(Month, Month)>, courses: &[Course], secret: &Secret) -> Story {
    let people = People::of(asked, span, courses, secret);
    let enough = people.seen.len() >= super::FEWEST_PEOPLE;
    let (pairs, mixture) = if enough { (in_pairs(&people), mixture(&people)) } else { (None, None) };
    let pairs = pairs.filter(|pairs| pairs.beside.own.n() >= measure::suppress::FEWEST);
    let seen = people.seen_crowd();
    Story {
        scope: people.scope,
        undone: people.undone,
        has_numbers: !courses.is_empty(),
        has_starts: people.began.n() > 0,
        span,
        began: people.began,
        seen,
        change: enough.then(|| change(&people)).flatten(),
        levels: if enough { levels(&people) } else { Vec::new() },
        drew_together: drew_together(&people),
        free: people.free_crowd(),
        everybody: everybody(&people).filter(|all| enough && all.others.n() >= measure::suppress::FEWEST),
        chosen: chosen(seen.n(), pairs.as_ref(), mixture.as_ref()),
        pairs,
        mixture,
    }
}

fn change(people: &People<'_>) -> Option<Difference> {
    let units: Vec<_> = people.seen.iter().map(|it| unit(it.window)).collect();
    let change = naive(&units).ok()?;
    Some(change.nudged(people.seen_crowd(), Crowd::NOBODY, people.scope.figure(), people.range))
}

/// Before and after by how much was used before; levels nobody is at are left out.
fn levels(people: &People<'_>) -> Vec<Level> {
    let level = |(from, to): (u32, Option<u32>)| {
        let inside = || {
            people
                .seen
                .iter()
                .filter(move |it| it.window.before >= from && to.is_none_or(|to| it.window.before <= to))
        };
        let units: Vec<_> = inside().map(|it| unit(it.window)).collect();
        let those = crowd(inside().map(|it| it.key));
        let change = naive(&units).ok()?.nudged(those, Crowd::NOBODY, people.scope.figure(), people.range);
        Some(Level { from, to, people: those, change })
    };
    LEVELS.into_iter().filter_map(level).collect()
}

/// Regression to the mean, seen in the people themselves.
fn drew_together(people: &People<'_>) -> Option<bool> {
    if Enough::of(people.seen_crowd().n()) < Enough::Enough {
        return None;
    }
    let pairs = people.seen.iter().map(|it| (f64::from(it.window.before), f64::from(it.window.after)));
    Some(drift::by_start(&Pairs::new(pairs.collect()).ok()?)?.drew_together())
}

#[cfg(test)]
mod tests;
