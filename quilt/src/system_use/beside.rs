//! The change of people on a journey beside the change of others: in pairs alike, and everybody beside everybody. The
//! arithmetic is the measures' leaf's; here is who stands beside whom.

use std::collections::BTreeSet;

use measure::Crowd;
use measure::compare::{self, Alike, Caliper, Difference, Matching, Neighbours, Unit};

use super::people::{Likeness, People, crowd};
use super::read::AGE_BANDS;
use super::window::Window;

pub const USED_BEFORE: &str = "Used before, a year";

/// Two groups beside each other, fit to print.
#[derive(Debug, Clone)]
pub struct Beside {
    pub own: Crowd,
    pub others: Crowd,
    pub difference: Difference,
    pub balance: Vec<(String, Alike)>,
}

/// Pairs, and how far they had moved apart before anything began.
#[derive(Debug, Clone)]
pub struct InPairs {
    pub beside: Beside,
    pub drift: Option<Difference>,
}

/// Use before may differ by a fifth of its spread, or by one.
const NEAR: Caliper = Caliper { spreads: 0.2, at_least: 1.0 };

impl Beside {
    pub fn started_apart(&self) -> bool {
        self.balance.iter().any(|(_, alike)| alike.is_far())
    }
}

pub(super) fn unit(window: Window) -> Unit {
    Unit { before: f64::from(window.before), after: f64::from(window.after) }
}

/// Each person with a journey beside somebody of the same age band and fifth, in the same months.
pub(super) fn in_pairs(people: &People<'_>) -> Option<InPairs> {
    let seen: Vec<Matching<(i64, Likeness)>> = people
        .seen
        .iter()
        .enumerate()
        .map(|(who, it)| matching(who, (it.month, it.like), it.window))
        .collect();
    let months: BTreeSet<i64> = people.seen.iter().map(|it| it.month).collect();
    let others: Vec<(Matching<(i64, Likeness)>, Window)> = people
        .free
        .iter()
        .enumerate()
        .flat_map(|(who, free)| {
            months.iter().filter_map(move |month| {
                let window = people.window(free, *month)?;
                Some((matching(who, (*month, free.like), window), window))
            })
        })
        .collect();
    let (others, windows): (Vec<_>, Vec<Window>) = others.into_iter().unzip();
    let found = compare::matched(&seen, &others, Neighbours::OneEach, NEAR).ok()?;
    let pairs: Vec<(usize, usize)> =
        found.pairs.iter().filter_map(|(one, near)| Some((*one, *near.first()?))).collect();
    let own = crowd(pairs.iter().map(|(one, _)| people.seen[*one].key));
    let beside = crowd(pairs.iter().map(|(_, other)| people.free[others[*other].who].key));
    let before = |of: &dyn Fn(&(usize, usize)) -> f64| pairs.iter().map(of).collect::<Vec<f64>>();
    let alike = Alike::of(
        before(&|(one, _)| seen[*one].unit.before),
        before(&|(_, other)| others[*other].unit.before),
    );
    let drift: Vec<(Unit, Unit)> = pairs
        .iter()
        .map(|(one, other)| (people.seen[*one].window.halves(), windows[*other].halves()))
        .collect();
    let scope = people.scope;
    Some(InPairs {
        beside: Beside {
            own,
            others: beside,
            difference: found.difference.nudged(own, beside, scope.figure(), people.range),
            // Age and fifth are the same in each pair.
            balance: alike.ok().map(|alike| (USED_BEFORE.to_owned(), alike)).into_iter().collect(),
        },
        drift: compare::paired(&drift).ok(),
    })
}

fn matching(who: usize, stratum: (i64, Likeness), window: Window) -> Matching<(i64, Likeness)> {
    Matching { who, unit: unit(window), stratum, covariates: Vec::new() }
}

/// Everybody beside everybody. Nobody without a journey has a month it began, so each is looked at
/// round the month some journey began, in turn.
pub(super) fn everybody(people: &People<'_>) -> Option<Beside> {
    let others: Vec<(Likeness, Window, measure::RecordKey)> = people
        .free
        .iter()
        .zip(people.seen.iter().cycle())
        .filter_map(|(free, seen)| Some((free.like, people.window(free, seen.month)?, free.key)))
        .collect();
    let own: Vec<(Likeness, Window)> = people.seen.iter().map(|it| (it.like, it.window)).collect();
    let units: Vec<Unit> = own.iter().map(|(_, window)| unit(*window)).collect();
    let beside: Vec<Unit> = others.iter().map(|(_, window, _)| unit(*window)).collect();
    let (seen, free) = (people.seen_crowd(), crowd(others.iter().map(|(_, _, key)| *key)));
    let difference = compare::difference(&units, &beside).ok()?;
    let others: Vec<(Likeness, Window)> = others.iter().map(|(like, window, _)| (*like, *window)).collect();
    Some(Beside {
        own: seen,
        others: free,
        difference: difference.nudged(seen, free, people.scope.figure(), people.range),
        balance: balances(&own, &others),
    })
}

fn balances(own: &[(Likeness, Window)], others: &[(Likeness, Window)]) -> Vec<(String, Alike)> {
    let row = |name: String, of: &dyn Fn(&(Likeness, Window)) -> f64| {
        Alike::of(own.iter().map(of), others.iter().map(of)).ok().map(|alike| (name, alike))
    };
    let is = |yes: bool| if yes { 1.0 } else { 0.0 };
    let mut rows = vec![row(USED_BEFORE.to_owned(), &|(_, window)| f64::from(window.before))];
    for (at, band) in AGE_BANDS.iter().enumerate() {
        rows.push(row(format!("Aged {band}"), &|((age, _), _)| is(*age == Some(at))));
    }
    rows.push(row("In the most deprived two fifths".into(), &|((_, fifth), _)| {
        is(fifth.is_some_and(|fifth| fifth <= 2))
    }));
    let there = |(_, alike): &(String, Alike)| alike.one > 0.0 || alike.other > 0.0;
    rows.into_iter().flatten().filter(there).collect()
}
