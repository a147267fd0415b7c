//! Matching: each unit beside the others that were most like it before, with a table that shows how alike they are.
//!
//! Exact on strata (a practice list, an age band), nearest on what was measured before. Distance is in spreads of each
//! covariate. The others may stand beside more than one, or beside one each ([`Neighbours`]); whoever is further off than
//! the caliper is left out and counted.

use std::collections::BTreeMap;

use serde::Serialize;

use super::difference::{Difference, Unit, paired};
use super::{Alike, FAR, Warning};
use crate::Error;
use crate::distribution::Distribution;

/// A unit with what is known of it before.
#[derive(Debug, Clone, PartialEq)]
pub struct Matching<S> {
    /// Who: somebody seen at several times stands here several times, and is used as one.
    pub who: usize,
    /// Before and after.
    pub unit: Unit,
    /// What must be the same.
    pub stratum: S,
    /// What should be near; as many numbers for each unit. The level before counts besides.
    pub covariates: Vec<f64>,
}

/// Who stands beside somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Neighbours {
    /// As many of the nearest, and each may stand beside more than one.
    Nearest(usize),
    /// The nearest that is free, and nobody stands beside two, so that pairs are independent. Whoever began highest
    /// chooses first: for them there are fewest.
    OneEach,
}

/// How far apart a unit and its match may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Caliper {
    /// In spreads of each covariate and of the level before.
    pub spreads: f64,
    /// The level before may always be so far apart, whatever the spread: one, for whole counts.
    pub at_least: f64,
}

impl Caliper {
    /// So many spreads, and no less.
    #[must_use]
    pub fn of_spreads(spreads: f64) -> Self {
        Self { spreads, at_least: 0.0 }
    }
}

/// How alike the two groups are in one thing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Balance {
    /// Place among the covariates; `None` for the level before.
    pub covariate: Option<usize>,
    /// Standardised difference of everybody, before matching.
    pub before_matching: Option<f64>,
    /// Standardised difference of those matched.
    pub after_matching: Option<f64>,
}

/// The matched comparison.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Matched {
    /// The change of those matched less the change of their matches, pair by pair.
    pub difference: Difference,
    /// How alike they are, the level before first.
    pub balance: Vec<Balance>,
    /// Units matched.
    pub matched: u64,
    /// Units nobody was like.
    pub left_out: u64,
    /// Others that stand beside somebody, each counted once.
    pub others_used: u64,
    /// Places among those seen, each with the places of the others beside it.
    pub pairs: Vec<(usize, Vec<usize>)>,
}

/// Matches each of `seen` with others of the same stratum within the caliper.
///
/// # Errors
/// [`Error::OutOfDomain`] when covariates differ in number, no neighbour is asked for, or nobody could be matched;
/// [`Error::NotFinite`] for a number that is not finite.
pub fn matched<S: Ord + Clone>(
    seen: &[Matching<S>],
    others: &[Matching<S>],
    neighbours: Neighbours,
    caliper: Caliper,
) -> Result<Matched, Error> {
    let width = check(seen, others, neighbours)?;
    let mut search = Search::of(others, spreads(seen, others, width)?, neighbours, caliper);
    let mut order: Vec<usize> = (0..seen.len()).collect();
    if neighbours == Neighbours::OneEach {
        order.sort_by(|a, b| seen[*b].unit.before.total_cmp(&seen[*a].unit.before).then(a.cmp(b)));
    }
    let mut pairs: Vec<(usize, Vec<usize>)> =
        order.into_iter().map(|at| (at, search.nearest_to(&seen[at]))).collect();
    pairs.retain(|(_, near)| !near.is_empty());
    if pairs.is_empty() {
        return Err(Error::OutOfDomain("Nobody could be matched: widen the caliper or the strata."));
    }
    let kept: Vec<Matching<S>> = pairs.iter().map(|(at, _)| seen[*at].clone()).collect();
    let beside: Vec<Matching<S>> =
        pairs.iter().map(|(at, near)| mean_of(&seen[*at], near, others, width)).collect();
    let balance = balance((seen, others), (&kept, &beside), width)?;
    let left_out = (seen.len() - kept.len()) as u64;
    Ok(Matched {
        difference: of_matches(&kept, &beside, &balance, left_out)?,
        balance,
        matched: kept.len() as u64,
        left_out,
        others_used: search.used.values().filter(|times| **times > 0).count() as u64,
        pairs,
    })
}

fn check<S>(seen: &[Matching<S>], others: &[Matching<S>], neighbours: Neighbours) -> Result<usize, Error> {
    let width = seen.first().map_or(0, |one| one.covariates.len());
    let all = || seen.iter().chain(others);
    if seen.is_empty()
        || others.is_empty()
        || neighbours == Neighbours::Nearest(0)
        || all().any(|one| one.covariates.len() != width)
    {
        return Err(Error::OutOfDomain(
            "Matching needs units in both groups, the same covariates for each, and at least one neighbour.",
        ));
    }
    let finite = |one: &Matching<S>| {
        one.unit.before.is_finite()
            && one.unit.after.is_finite()
            && one.covariates.iter().all(|c| c.is_finite())
    };
    if all().all(finite) { Ok(width) } else { Err(Error::NotFinite) }
}

/// The level before, then the covariates.
fn known<S>(one: &Matching<S>, at: usize) -> f64 {
    match at.checked_sub(1) {
        None => one.unit.before,
        Some(covariate) => one.covariates[covariate],
    }
}

fn spreads<S>(seen: &[Matching<S>], others: &[Matching<S>], width: usize) -> Result<Vec<f64>, Error> {
    let spread = |at| {
        let all = Distribution::new(seen.iter().chain(others).map(|one| known(one, at)))?;
        Ok(all.spread().and_then(|s| s.sd).filter(|sd| *sd > 0.0).unwrap_or(1.0))
    };
    (0..=width).map(spread).collect()
}

/// The others of each stratum by their level before, and how often each was used.
struct Search<'a, S> {
    others: &'a [Matching<S>],
    strata: BTreeMap<&'a S, Vec<usize>>,
    spreads: Vec<f64>,
    neighbours: Neighbours,
    caliper: Caliper,
    used: BTreeMap<usize, u64>,
}

impl<'a, S: Ord> Search<'a, S> {
    fn of(
        others: &'a [Matching<S>],
        spreads: Vec<f64>,
        neighbours: Neighbours,
        caliper: Caliper,
    ) -> Search<'a, S> {
        let mut strata: BTreeMap<&S, Vec<usize>> = BTreeMap::new();
        for (place, other) in others.iter().enumerate() {
            strata.entry(&other.stratum).or_default().push(place);
        }
        for places in strata.values_mut() {
            places.sort_by(|a, b| others[*a].unit.before.total_cmp(&others[*b].unit.before).then(a.cmp(b)));
        }
        Search { others, strata, spreads, neighbours, caliper, used: BTreeMap::new() }
    }

    /// Places of the nearest, who are then used.
    fn nearest_to(&mut self, one: &Matching<S>) -> Vec<usize> {
        let found = self.found(one);
        for at in &found {
            *self.used.entry(self.others[*at].who).or_insert(0) += 1;
        }
        found
    }

    fn found(&self, one: &Matching<S>) -> Vec<usize> {
        let Some(places) = self.strata.get(&one.stratum) else { return Vec::new() };
        let many = match self.neighbours {
            Neighbours::Nearest(many) => many,
            Neighbours::OneEach => 1,
        };
        let level = one.unit.before;
        let reach = (self.caliper.spreads * self.spreads[0]).max(self.caliper.at_least);
        let from = places.partition_point(|at| self.others[*at].unit.before < level - reach);
        let middle = places.partition_point(|at| self.others[*at].unit.before < level);
        let to = places.partition_point(|at| self.others[*at].unit.before <= level + reach);
        let mut below = places[from..middle].iter().rev().peekable();
        let mut above = places[middle..to].iter().peekable();
        let off = |at: &&usize| (self.others[**at].unit.before - level).abs();
        let mut near: Vec<(f64, usize)> = Vec::new();
        // Outwards from the level: once as many are found, nobody further off in it alone can be nearer in all.
        loop {
            let down = match (below.peek().map(off), above.peek().map(off)) {
                (None, None) => break,
                (Some(down), Some(up)) => down <= up,
                (down, _) => down.is_some(),
            };
            let Some(at) = (if down { below.next() } else { above.next() }) else { break };
            let alone = (off(&at) / self.spreads[0]).powi(2);
            if near.len() == many && near.last().is_some_and(|(worst, _)| alone > *worst) {
                break;
            }
            if let Some(squares) = self.distance(one, *at) {
                // Equal distances: the earlier in the list, so that the same units always give the same matches.
                let place = near.partition_point(|(d, p)| d.total_cmp(&squares).then(p.cmp(at)).is_lt());
                near.insert(place, (squares, *at));
                near.truncate(many);
            }
        }
        near.into_iter().map(|(_, at)| at).collect()
    }

    /// Squared distance in spreads; nothing for who is too far off, or not free. The level is near enough already.
    fn distance(&self, one: &Matching<S>, at: usize) -> Option<f64> {
        let other = &self.others[at];
        if self.neighbours == Neighbours::OneEach && self.used.contains_key(&other.who) {
            return None;
        }
        let off = |n: usize| (known(one, n) - known(other, n)).abs() / self.spreads[n];
        let within = (1..self.spreads.len()).all(|n| off(n) <= self.caliper.spreads);
        within.then(|| (0..self.spreads.len()).map(|n| off(n).powi(2)).sum())
    }
}

/// The mean of those beside somebody, as if of one.
fn mean_of<S: Clone>(one: &Matching<S>, near: &[usize], others: &[Matching<S>], width: usize) -> Matching<S> {
    let mean = |of: &dyn Fn(usize) -> f64| near.iter().map(|at| of(*at)).sum::<f64>() / near.len() as f64;
    let unit = Unit { before: mean(&|at| others[at].unit.before), after: mean(&|at| others[at].unit.after) };
    let covariates = (0..width).map(|c| mean(&|at| others[at].covariates[c])).collect();
    Matching { who: one.who, unit, stratum: one.stratum.clone(), covariates }
}

fn balance<S>(
    all: (&[Matching<S>], &[Matching<S>]),
    kept: (&[Matching<S>], &[Matching<S>]),
    width: usize,
) -> Result<Vec<Balance>, Error> {
    let apart = |(one, other): (&[Matching<S>], &[Matching<S>]), at| {
        let column = |group: &[Matching<S>]| group.iter().map(|one| known(one, at)).collect::<Vec<_>>();
        Ok::<_, Error>(Alike::of(column(one), column(other))?.apart)
    };
    let row = |at: usize| {
        let (before_matching, after_matching) = (apart(all, at)?, apart(kept, at)?);
        Ok(Balance { covariate: at.checked_sub(1), before_matching, after_matching })
    };
    (0..=width).map(row).collect()
}

/// Matches belong together, so the interval is that of the pairs' own differences.
fn of_matches<S>(
    kept: &[Matching<S>],
    beside: &[Matching<S>],
    balance: &[Balance],
    left_out: u64,
) -> Result<Difference, Error> {
    let pairs: Vec<(Unit, Unit)> =
        kept.iter().zip(beside).map(|(one, other)| (one.unit, other.unit)).collect();
    let mut held = paired(&pairs)?;
    let unlike = balance.iter().filter_map(|row| row.after_matching).any(|apart| apart.abs() > FAR);
    held.warnings.retain(|warning| *warning != Warning::BeganApart);
    held.warnings.extend(unlike.then_some(Warning::BeganApart));
    held.warnings.extend((left_out > 0).then_some(Warning::Unmatched));
    held.verdict = held.tellable();
    Ok(held)
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    use super::super::{Verdict, difference};

    fn one(before: f64, after: f64, stratum: &'static str, age: f64) -> Matching<&'static str> {
        Matching { who: 0, unit: Unit { before, after }, stratum, covariates: vec![age] }
    }

    fn near(many: usize, spreads: f64) -> (Neighbours, Caliper) {
        (Neighbours::Nearest(many), Caliper::of_spreads(spreads))
    }

    fn with(
        seen: &[Matching<&'static str>],
        others: &[Matching<&'static str>],
        (neighbours, caliper): (Neighbours, Caliper),
    ) -> Result<Matched, Error> {
        matched(seen, others, neighbours, caliper)
    }

    fn count(who: usize, stratum: u8, before: u32) -> Matching<u8> {
        let before = f64::from(before);
        Matching { who, unit: Unit { before, after: before }, stratum, covariates: vec![] }
    }

    /// High users fall and low users rise, seen or not: what Kent's and Tameside's figures look like. Beside everybody the
    /// seen seem to fall by three; beside people who began as high they fall by nothing.
    #[test]
    fn matching_takes_regression_to_the_mean_away() {
        let falls = |before: f64| 5.0 + 0.6 * (before - 5.0);
        let seen: Vec<_> = (0..60)
            .map(|n| (8.0 + f64::from(n % 5), n))
            .map(|(b, n)| one(b, falls(b), "A", 40.0 + f64::from(n % 7)))
            .collect();
        let others: Vec<_> = (0..400)
            .map(|n| (f64::from(n % 13), n))
            .map(|(b, n)| one(b, falls(b), "A", 40.0 + f64::from(n % 7)))
            .collect();
        let units = |group: &[Matching<&str>]| group.iter().map(|m| m.unit).collect::<Vec<_>>();
        let plain = difference(&units(&seen), &units(&others)).unwrap();
        assert!(plain.points < -1.0 && plain.warnings.contains(&Warning::BeganApart));
        let got = with(&seen, &others, near(2, 0.2)).unwrap();
        assert!(got.difference.points.abs() < 1e-9, "{got:?}");
        assert_eq!((got.matched, got.left_out, got.difference.verdict), (60, 0, Verdict::NotTellable));
        let level = &got.balance[0];
        assert!(level.before_matching.unwrap() > 1.0 && level.after_matching.unwrap().abs() < 0.05);
    }

    #[test]
    fn a_real_difference_stays_and_strata_are_kept_apart() {
        let seen: Vec<_> = (0..40)
            .map(|n| one(f64::from(n % 8), f64::from(n % 8) - 2.0 + f64::from(n % 2), "A", 50.0))
            .collect();
        let mut others: Vec<_> =
            (0..40).map(|n| one(f64::from(n % 8), f64::from(n % 8), "A", 50.0)).collect();
        others.push(one(3.0, 90.0, "B", 50.0));
        let got = with(&seen, &others, near(1, 0.5)).unwrap();
        assert!((got.difference.points + 1.5).abs() < 1e-9);
        assert_eq!(got.difference.verdict, Verdict::ChangedMoreThanComparison);
        let alone = [one(3.0, 1.0, "A", 50.0), one(3.0, 1.0, "C", 50.0)];
        let got = with(&alone, &others, near(1, 0.5)).unwrap();
        assert_eq!((got.matched, got.left_out), (1, 1));
        assert!(got.difference.warnings.contains(&Warning::Unmatched));
    }

    #[test]
    fn refuses_what_cannot_be_matched() {
        let a = [one(1.0, 2.0, "A", 3.0)];
        assert!(with(&a, &[one(1.0, 2.0, "B", 3.0)], near(1, 1.0)).is_err());
        assert!(with(&a, &[], near(1, 1.0)).is_err() && with(&a, &a, near(0, 1.0)).is_err());
        assert!(with(&a, &[one(1.0, f64::NAN, "A", 3.0)], near(1, 1.0)).is_err());
        let mut wider = a.to_vec();
        wider[0].covariates.push(1.0);
        assert!(with(&a, &wider, near(1, 1.0)).is_err());
    }

    /// Two who began with 5 are there for three; nobody is near the 20; nobody of the third stratum is there.
    #[test]
    fn nobody_stands_beside_two_where_pairs_must_be_independent() {
        let others = [count(0, 1, 5), count(1, 2, 6), count(2, 1, 9), count(3, 1, 5)];
        let seen = [count(0, 1, 5), count(1, 1, 6), count(2, 1, 5), count(3, 2, 20), count(4, 3, 5)];
        let caliper = Caliper { spreads: 0.0, at_least: 1.0 };
        let got = matched(&seen, &others, Neighbours::OneEach, caliper).unwrap();
        assert_eq!(got.pairs, [(1, vec![0]), (0, vec![3])], "whoever began highest chooses first");
        assert_eq!((got.matched, got.left_out, got.others_used), (2, 3, 2));
    }

    /// What the search outwards from the level finds is what looking at everybody finds.
    fn by_looking_at_everybody(
        seen: &[Matching<u8>],
        others: &[Matching<u8>],
        caliper: Caliper,
    ) -> Vec<(usize, Vec<usize>)> {
        let width = seen[0].covariates.len();
        let spreads = spreads(seen, others, width).unwrap();
        let reach = (caliper.spreads * spreads[0]).max(caliper.at_least);
        let off =
            |a: &Matching<u8>, b: &Matching<u8>, n: usize| (known(a, n) - known(b, n)).abs() / spreads[n];
        let mut pairs = Vec::new();
        for (at, one) in seen.iter().enumerate() {
            let mut all: Vec<(f64, usize)> = (0..others.len())
                .filter(|o| others[*o].stratum == one.stratum)
                .filter(|o| (known(one, 0) - known(&others[*o], 0)).abs() <= reach)
                .filter(|o| (1..=width).all(|n| off(one, &others[*o], n) <= caliper.spreads))
                .map(|o| ((0..=width).map(|n| off(one, &others[o], n).powi(2)).sum(), o))
                .collect();
            all.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            all.truncate(2);
            if !all.is_empty() {
                pairs.push((at, all.into_iter().map(|(_, o)| o).collect()));
            }
        }
        pairs
    }

    proptest! {
        #[test]
        fn the_nearest_are_found(
            seen in prop::collection::vec((0_u8..2, 0_u32..30, 0_u32..9), 1..25),
            others in prop::collection::vec((0_u8..2, 0_u32..30, 0_u32..9), 1..40),
            spreads in 0.0..1.5f64,
        ) {
            let of = |group: &[(u8, u32, u32)]| -> Vec<Matching<u8>> {
                group.iter().enumerate().map(|(who, (s, b, c))| Matching { covariates: vec![f64::from(*c)], ..count(who, *s, *b) }).collect()
            };
            let (seen, others) = (of(&seen), of(&others));
            let caliper = Caliper { spreads, at_least: 1.0 };
            let plain = by_looking_at_everybody(&seen, &others, caliper);
            let got = matched(&seen, &others, Neighbours::Nearest(2), caliper).map(|got| got.pairs).unwrap_or_default();
            prop_assert_eq!(got, plain);
        }

        #[test]
        fn nobody_is_used_twice_and_pairs_are_near(
            seen in prop::collection::vec((0_u8..2, 0_u32..40), 1..60),
            others in prop::collection::vec((0_u8..2, 0_u32..40, 0_usize..50), 1..60),
        ) {
            let seen: Vec<_> = seen.iter().enumerate().map(|(who, (s, b))| count(who, *s, *b)).collect();
            let others: Vec<_> = others.iter().map(|(s, b, who)| count(*who, *s, *b)).collect();
            let caliper = Caliper { spreads: 0.2, at_least: 1.0 };
            if let Ok(got) = matched(&seen, &others, Neighbours::OneEach, caliper) {
                let reach = (0.2 * spreads(&seen, &others, 0).unwrap()[0]).max(1.0);
                let mut used = std::collections::BTreeSet::new();
                for (at, near) in &got.pairs {
                    let (one, other) = (&seen[*at], &others[near[0]]);
                    prop_assert!(used.insert(other.who) && one.stratum == other.stratum);
                    prop_assert!((one.unit.before - other.unit.before).abs() <= reach);
                }
                prop_assert_eq!(got.others_used, got.matched);
            }
        }
    }
}
