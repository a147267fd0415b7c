//! The change of people on a journey beside the change of others: in pairs alike, and everybody beside everybody. The
//! arithmetic is the measures' leaf's; here is who stands beside whom.

use std::collections::BTreeSet;

use measure::compare::{self, Alike, Caliper, Difference, Matching, Neighbours, Unit};
use measure::{Crowd, RecordKey, Suppressed};

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
        self.balance.iter().any(|(_, alike)| is_far(alike))
    }
}

/// Far in what is true; where nobody differs from anybody, in what is printed.
pub(super) fn is_far(alike: &Alike) -> bool {
    alike.apart.is_some_and(|apart| apart.abs() > compare::FAR)
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
    let figure = people.scope.figure();
    let difference = found.difference.nudged(own, beside, figure, people.range);
    // Age and fifth are the same in each pair.
    let used = alike.ok().map(|alike| as_printed(alike, &difference)).into_iter().collect();
    let drift = compare::paired(&drift).ok();
    Some(InPairs {
        beside: Beside { own, others: beside, difference, balance: used },
        drift: drift.map(|it| it.nudged(own, beside, DRIFTS + figure, people.range)),
    })
}

/// The figures of how far pairs had moved apart are told from the others by so much.
const DRIFTS: u8 = 64;

/// How alike they were in what they used before, with the means as they are printed elsewhere.
fn as_printed(alike: Alike, printed: &Difference) -> (String, Alike) {
    let other = printed.others.map_or(alike.other, |others| others.before.mean);
    (USED_BEFORE.to_owned(), Alike { one: printed.seen.before.mean, other, ..alike })
}

fn matching(who: usize, stratum: (i64, Likeness), window: Window) -> Matching<(i64, Likeness)> {
    Matching { who, unit: unit(window), stratum, covariates: Vec::new() }
}

/// Somebody of either group: what they are like, what they used, their key.
type One = (Likeness, Window, RecordKey);

/// Everybody beside everybody. Nobody without a journey has a month it began, so each is looked at
/// round the month some journey began, in turn.
pub(super) fn everybody(people: &People<'_>) -> Option<Beside> {
    let others: Vec<One> = people
        .free
        .iter()
        .zip(people.seen.iter().cycle())
        .filter_map(|(free, seen)| Some((free.like, people.window(free, seen.month)?, free.key)))
        .collect();
    let own: Vec<One> = people.seen.iter().map(|it| (it.like, it.window, it.key)).collect();
    let units = |group: &[One]| group.iter().map(|(_, window, _)| unit(*window)).collect::<Vec<Unit>>();
    let crowds = [&own, &others].map(|group| crowd(group.iter().map(|(_, _, key)| *key)));
    let difference = compare::difference(&units(&own), &units(&others)).ok()?;
    let difference = difference.nudged(crowds[0], crowds[1], people.scope.figure(), people.range);
    let before = |group: &[One]| group.iter().map(|(_, it, _)| f64::from(it.before)).collect::<Vec<_>>();
    let used = Alike::of(before(&own), before(&others)).ok().map(|it| as_printed(it, &difference));
    let balance = used.into_iter().chain(shares(&own, &others)).collect();
    Some(Beside { own: crowds[0], others: crowds[1], difference, balance })
}

/// The share of each group of this age, or in the most deprived two fifths: as counts of people are printed, where they
/// are.
fn shares(own: &[One], others: &[One]) -> Vec<(String, Alike)> {
    let row = |name: String, is: &dyn Fn(&Likeness) -> bool| {
        let number =
            |group: &[One]| group.iter().map(|(like, ..)| f64::from(u8::from(is(like)))).collect::<Vec<_>>();
        let alike = Alike::of(number(own), number(others)).ok()?;
        let shown = |group: &[One]| {
            let those = crowd(group.iter().filter(|(like, ..)| is(like)).map(|(_, _, key)| *key));
            let all = crowd(group.iter().map(|(_, _, key)| *key));
            let percent = Suppressed::of(those).percent_of(Suppressed::of(all));
            percent.map_or(f64::NAN, |percent| f64::from(percent) / 100.0)
        };
        (alike.one > 0.0 || alike.other > 0.0)
            .then(|| (name, Alike { one: shown(own), other: shown(others), ..alike }))
    };
    let ages = AGE_BANDS.iter().enumerate();
    let mut rows: Vec<_> =
        ages.map(|(at, band)| row(format!("Aged {band}"), &|(age, _)| *age == Some(at))).collect();
    rows.push(row("In the most deprived two fifths".into(), &|(_, fifth)| {
        fifth.is_some_and(|fifth| fifth <= 2)
    }));
    rows.into_iter().flatten().collect()
}
