//! What is told of a scope: whose numbers reach far enough, their change, people to compare with
//! and how alike they are. Reads courses, and leaves the arithmetic to [`compare`].

use std::collections::BTreeSet;

use ::store::Tx;
use jiff::Timestamp;
use measure::{Suppressed, SuppressedMean};

use super::compare::{
    self, Balance, Candidate, Change, Difference, Fall, Likeness, Paired, Window, around, balance,
};
use super::read::{AGE_BANDS, Traits};
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
}

/// Two groups beside each other.
#[derive(Debug, Clone)]
pub struct Beside {
    pub own: Change,
    pub others: Change,
    pub difference: Difference,
    pub balance: Vec<(String, Balance)>,
}

impl Beside {
    pub fn started_apart(&self) -> bool {
        self.balance.iter().any(|(_, balance)| balance.is_apart())
    }
}

#[derive(Debug, Clone)]
pub struct Story {
    pub scope: Scope,
    /// Whether there are numbers of anything, and a list of whose journey began.
    pub has_numbers: bool,
    pub has_starts: bool,
    /// The months there are numbers for.
    pub span: Option<(Month, Month)>,
    /// People whose journey began, and of them those whose months reach to both sides.
    pub began: u64,
    pub change: Option<Change>,
    pub falls: Vec<Fall>,
    /// How many there are to compare with.
    pub candidates: u64,
    /// Everybody beside everybody.
    pub everybody: Option<Beside>,
    /// Person by person, with somebody alike.
    pub pairs: Option<Beside>,
    /// How far the pairs had moved apart before anything began.
    pub drift: Option<Difference>,
}

/// Somebody on a journey: the month, what they are like, what they used.
type Journey = (i64, Likeness, Window);

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
pub fn read(tx: &mut Tx<'_>, area: AreaId, scope: Scope) -> Result<Story, Refusal> {
    let span = store::select_span(tx, area, scope.kind)?;
    let courses = match span {
        Some(span) => store::select_courses(tx, area, scope.kind, span)?,
        None => Vec::new(),
    };
    let held = store::select_held(tx, area)?;
    let (has_numbers, has_starts) = (held.months.is_some(), held.begun > 0);
    Ok(Story { has_numbers, has_starts, ..tell(scope, span, &courses) })
}

fn like(traits: Traits) -> Likeness {
    (traits.age, traits.fifth)
}

fn tell(scope: Scope, span: Option<(Month, Month)>, courses: &[Course]) -> Story {
    let first = span.map_or(Month::counted(0), |(first, _)| first);
    let window = |course: &Course, month: Month| {
        let at = usize::try_from(month.since(first)).ok()?;
        around(&course.counts, at, scope.months)
    };
    let own: Vec<(&Course, Month)> = courses
        .iter()
        .filter(|course| scope.scheme.is_none() || course.scheme == scope.scheme)
        .filter_map(|course| Some((course, course.began?)))
        .collect();
    let journeys: Vec<Journey> = own
        .iter()
        .filter_map(|(course, month)| Some((month.number(), like(course.traits), window(course, *month)?)))
        .collect();
    let windows: Vec<Window> = journeys.iter().map(|(_, _, window)| *window).collect();
    let candidates = candidates(courses, &journeys, window);
    let pairs = compare::pair(&journeys, &candidates);
    Story {
        scope,
        has_numbers: !courses.is_empty(),
        has_starts: !own.is_empty(),
        span,
        began: count(own.len()),
        change: Change::of(&windows),
        falls: compare::falling(&windows),
        candidates: count(candidates.len()),
        everybody: everybody(&journeys, &candidates),
        drift: compare::drifted_apart(&pairs),
        pairs: in_pairs(&pairs),
    }
}

/// Whoever there is to compare with, each looked at round every month that some journey began in.
fn candidates(
    courses: &[Course],
    journeys: &[Journey],
    window: impl Fn(&Course, Month) -> Option<Window>,
) -> Vec<Candidate> {
    let months: BTreeSet<i64> = journeys.iter().map(|(month, _, _)| *month).collect();
    let round = |course: &Course| {
        months.iter().filter_map(|month| Some((*month, window(course, Month::counted(*month))?))).collect()
    };
    courses
        .iter()
        .filter(|course| course.traits.compares && course.began.is_none())
        .map(|course| Candidate { like: like(course.traits), windows: round(course) })
        .filter(|candidate| !candidate.windows.is_empty())
        .collect()
}

fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

/// Everybody beside everybody. Nobody without a journey has a month it began, so each is looked at
/// round the month some journey began, in turn.
fn everybody(journeys: &[Journey], candidates: &[Candidate]) -> Option<Beside> {
    let others: Vec<(Likeness, Window)> = candidates
        .iter()
        .zip(journeys.iter().cycle())
        .filter_map(|(candidate, (month, _, _))| Some((candidate.like, *candidate.windows.get(month)?)))
        .collect();
    let own: Vec<(Likeness, Window)> = journeys.iter().map(|(_, like, window)| (*like, *window)).collect();
    let windows = |group: &[(Likeness, Window)]| group.iter().map(|(_, window)| *window).collect::<Vec<_>>();
    let (a, b) = (windows(&own), windows(&others));
    Some(Beside {
        own: Change::of(&a)?,
        others: Change::of(&b)?,
        difference: compare::difference(&a, &b)?,
        balance: balances(&own, &others),
    })
}

fn in_pairs(pairs: &[Paired]) -> Option<Beside> {
    let own: Vec<Window> = pairs.iter().map(|pair| pair.journey).collect();
    let others: Vec<Window> = pairs.iter().map(|pair| pair.other).collect();
    let before = |group: &[Window]| group.iter().map(|w| f64::from(w.before)).collect::<Vec<_>>();
    Some(Beside {
        own: Change::of(&own)?,
        others: Change::of(&others)?,
        difference: compare::difference_of_pairs(pairs)?,
        // Age and fifth are the same in each pair.
        balance: balance(&before(&own), &before(&others))
            .map(|balance| (USED_BEFORE.to_owned(), balance))
            .into_iter()
            .collect(),
    })
}

pub const USED_BEFORE: &str = "Used before, a year";

fn balances(own: &[(Likeness, Window)], others: &[(Likeness, Window)]) -> Vec<(String, Balance)> {
    let row = |name: String, of: &dyn Fn(&(Likeness, Window)) -> f64| {
        let values = |group: &[(Likeness, Window)]| group.iter().map(of).collect::<Vec<f64>>();
        balance(&values(own), &values(others)).map(|balance| (name, balance))
    };
    let is = |yes: bool| if yes { 1.0 } else { 0.0 };
    let mut rows = vec![row(USED_BEFORE.to_owned(), &|(_, window)| f64::from(window.before))];
    for (at, band) in AGE_BANDS.iter().enumerate() {
        rows.push(row(format!("Aged {band}"), &|((age, _), _)| is(*age == Some(at))));
    }
    rows.push(row("In the most deprived two fifths".into(), &|((_, fifth), _)| {
        is(fifth.is_some_and(|fifth| fifth <= 2))
    }));
    let there = |(_, balance): &(String, Balance)| balance.one > 0.0 || balance.other > 0.0;
    rows.into_iter().flatten().filter(there).collect()
}

/// “On average 10.0 GP appointments a year, now 8.6”: a figure other pages can show.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    pub kind: UseKind,
    pub people: Suppressed,
    /// A year, on average.
    pub before: SuppressedMean,
    pub after: SuppressedMean,
    /// Whether there are people to compare with: without, a fall may be no more than chance.
    pub compared: bool,
}

impl Figure {
    /// Nothing when too few people are behind it.
    pub fn words(&self) -> Option<String> {
        let (before, after) = (self.before.shown()?, self.after.shown()?);
        let what = self.kind.words();
        Some(format!(
            "On average {before:.1} {what} a year before the journey began, and {after:.1} after, of {} people.",
            self.people
        ))
    }
}

/// The figure of a story.
pub fn figure_of(story: &Story) -> Option<Figure> {
    let change = story.change?;
    let year = story.scope.a_year();
    Some(Figure {
        kind: story.scope.kind,
        people: Suppressed::new(change.n),
        before: SuppressedMean::new(change.before * year, change.n),
        after: SuppressedMean::new(change.after * year, change.n),
        compared: story.pairs.as_ref().is_some_and(|pairs| pairs.own.n >= measure::suppress::FEWEST),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(began: Option<i64>, compares: bool, counts: Vec<u32>) -> Course {
        let traits = Traits { compares, ..Traits::default() };
        Course { began: began.map(Month::counted), scheme: None, traits, counts }
    }

    /// Ten journeys that fall from 2 a month to 1, and ten people alike who stay at 2.
    fn ten(compares: bool) -> Vec<Course> {
        let falls: Vec<u32> = [vec![2; 6], vec![9], vec![1; 6]].concat();
        let stays = vec![2; 13];
        let own = (0..10).map(|_| course(Some(106), false, falls.clone()));
        let others = (0..10).filter(|_| compares).map(|_| course(None, true, stays.clone()));
        own.chain(others).collect()
    }

    fn scope() -> Scope {
        Scope { kind: UseKind::Gp, months: 6, scheme: None }
    }

    #[test]
    fn a_change_is_set_beside_the_change_of_others() {
        let span = Some((Month::counted(100), Month::counted(112)));
        let story = tell(scope(), span, &ten(true));
        let pairs = story.pairs.clone().unwrap();
        assert_eq!((story.began, story.candidates, pairs.own.n), (10, 10, 10));
        assert!((pairs.difference.difference + 6.0).abs() < 1e-9);
        assert!(!pairs.started_apart());
        let figure = figure_of(&story).unwrap();
        let words = figure.words().unwrap();
        assert!(
            figure.compared && words.contains("24.0 GP appointments a year") && words.contains("12.0"),
            "{words}"
        );
    }

    #[test]
    fn without_others_there_is_no_difference_and_of_three_no_figure() {
        let span = Some((Month::counted(100), Month::counted(112)));
        let alone = tell(scope(), span, &ten(false));
        assert!(alone.pairs.is_none() && alone.everybody.is_none() && alone.change.is_some());
        let three = tell(scope(), span, &ten(false)[..3]);
        assert_eq!(figure_of(&three).unwrap().words(), None);
        let none = tell(scope(), None, &[]);
        assert!(none.change.is_none() && figure_of(&none).is_none());
    }

    #[test]
    fn whoever_is_not_seen_on_both_sides_is_counted_and_left_out() {
        let span = Some((Month::counted(100), Month::counted(112)));
        let mut courses = ten(false);
        courses.push(course(Some(104), false, vec![1; 13]));
        courses.push(course(Some(90), false, vec![1; 13]));
        let story = tell(scope(), span, &courses);
        assert_eq!((story.began, story.change.unwrap().n), (12, 10));
    }
}
