//! Matching: each unit beside the others that were most like it before, with a table that shows how alike they are.
//!
//! Exact on strata (a practice list, an age band), nearest on what was measured before. Distance is in spreads of each
//! covariate; each of the others may stand beside more than one; whoever is further off than the caliper is left out and
//! counted.

use std::collections::BTreeMap;

use serde::Serialize;

use super::difference::{Difference, Unit, difference};
use super::{FAR, Verdict, Warning};
use crate::distribution::Distribution;
use crate::missing::standardised_difference;
use crate::{Error, Interval};

/// A unit with what is known of it before.
#[derive(Debug, Clone, PartialEq)]
pub struct Matching {
    /// Before and after.
    pub unit: Unit,
    /// What must be the same.
    pub stratum: String,
    /// What should be near; as many numbers for each unit. The level before counts besides.
    pub covariates: Vec<f64>,
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
}

/// Matches each of `seen` with its `nearest` others of the same stratum within `caliper` spreads of every covariate and of
/// the level before.
///
/// # Errors
/// [`Error::OutOfDomain`] when covariates differ in number, `nearest` is nought, or nobody could be matched;
/// [`Error::NotFinite`] for a number that is not finite.
pub fn matched(
    seen: &[Matching],
    others: &[Matching],
    nearest: usize,
    caliper: f64,
) -> Result<Matched, Error> {
    let width = check(seen, others, nearest)?;
    let spreads = spreads(seen, others, width)?;
    let mut strata: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, other) in others.iter().enumerate() {
        strata.entry(&other.stratum).or_default().push(place);
    }
    let (mut kept, mut beside, mut used) = (Vec::new(), Vec::new(), vec![0_u64; others.len()]);
    for one in seen {
        let candidates = strata.get(one.stratum.as_str()).map_or(&[][..], Vec::as_slice);
        let near = nearest_to(one, others, candidates, &spreads, (nearest, caliper));
        if near.is_empty() {
            continue;
        }
        let mean = |of: &dyn Fn(usize) -> f64| near.iter().map(|at| of(*at)).sum::<f64>() / near.len() as f64;
        let unit =
            Unit { before: mean(&|at| others[at].unit.before), after: mean(&|at| others[at].unit.after) };
        let covariates = (0..width).map(|c| mean(&|at| others[at].covariates[c])).collect();
        near.iter().for_each(|at| used[*at] += 1);
        kept.push(one.clone());
        beside.push(Matching { unit, stratum: one.stratum.clone(), covariates });
    }
    if kept.is_empty() {
        return Err(Error::OutOfDomain("Nobody could be matched: widen the caliper or the strata."));
    }
    let balance = balance((seen, others), (&kept, &beside), width)?;
    let left_out = (seen.len() - kept.len()) as u64;
    Ok(Matched {
        difference: of_matches(&kept, &beside, &balance, left_out)?,
        balance,
        matched: kept.len() as u64,
        left_out,
        others_used: used.iter().filter(|times| **times > 0).count() as u64,
    })
}

fn check(seen: &[Matching], others: &[Matching], nearest: usize) -> Result<usize, Error> {
    let width = seen.first().map_or(0, |one| one.covariates.len());
    let all = || seen.iter().chain(others);
    if seen.is_empty() || others.is_empty() || nearest == 0 || all().any(|one| one.covariates.len() != width)
    {
        return Err(Error::OutOfDomain(
            "Matching needs units in both groups, the same covariates for each, and at least one neighbour.",
        ));
    }
    let finite = |one: &Matching| {
        one.unit.before.is_finite()
            && one.unit.after.is_finite()
            && one.covariates.iter().all(|c| c.is_finite())
    };
    if all().all(finite) { Ok(width) } else { Err(Error::NotFinite) }
}

/// The level before, then the covariates.
fn known(one: &Matching) -> impl Iterator<Item = f64> {
    std::iter::once(one.unit.before).chain(one.covariates.iter().copied())
}

fn column(group: &[Matching], at: usize) -> Result<Distribution, Error> {
    Distribution::new(group.iter().filter_map(|one| known(one).nth(at)))
}

fn spreads(seen: &[Matching], others: &[Matching], width: usize) -> Result<Vec<f64>, Error> {
    let all: Vec<Matching> = seen.iter().chain(others).cloned().collect();
    let spread = |at| Ok(column(&all, at)?.spread().and_then(|s| s.sd).filter(|sd| *sd > 0.0).unwrap_or(1.0));
    (0..=width).map(spread).collect()
}

fn nearest_to(
    one: &Matching,
    others: &[Matching],
    candidates: &[usize],
    spreads: &[f64],
    (nearest, caliper): (usize, f64),
) -> Vec<usize> {
    let mut near: Vec<(f64, usize)> = candidates
        .iter()
        .filter_map(|at| {
            let off = known(one)
                .zip(known(&others[*at]))
                .zip(spreads)
                .map(|((a, b), spread)| (a - b).abs() / spread);
            let (furthest, squares) = off.fold((0.0_f64, 0.0), |(far, sum), d| (far.max(d), sum + d * d));
            (furthest <= caliper).then_some((squares, *at))
        })
        .collect();
    // Equal distances: the earlier in the list, so that the same units always give the same matches.
    near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    near.truncate(nearest);
    near.into_iter().map(|(_, at)| at).collect()
}

fn balance(
    all: (&[Matching], &[Matching]),
    kept: (&[Matching], &[Matching]),
    width: usize,
) -> Result<Vec<Balance>, Error> {
    let apart = |pair: (&[Matching], &[Matching]), at| -> Result<Option<f64>, Error> {
        let (one, other) = (column(pair.0, at)?.spread(), column(pair.1, at)?.spread());
        Ok(one.zip(other).and_then(|(one, other)| standardised_difference(one, other)))
    };
    let row = |at: usize| {
        let (before_matching, after_matching) = (apart(all, at)?, apart(kept, at)?);
        Ok(Balance { covariate: at.checked_sub(1), before_matching, after_matching })
    };
    (0..=width).map(row).collect()
}

/// Matches belong together, so the interval is that of the pairs' own differences.
fn of_matches(
    kept: &[Matching],
    beside: &[Matching],
    balance: &[Balance],
    left_out: u64,
) -> Result<Difference, Error> {
    let units = |group: &[Matching]| group.iter().map(|one| one.unit).collect::<Vec<_>>();
    let mut held = difference(&units(kept), &units(beside))?;
    let gains = kept.iter().zip(beside);
    let gains = gains.map(|(a, b)| (a.unit.after - a.unit.before) - (b.unit.after - b.unit.before));
    let spread = Distribution::new(gains)?.spread();
    held.interval = spread.and_then(|s| Interval::of_mean(s.mean, s.sd?, kept.len() as u64));
    held.p = None;
    let unlike = balance.iter().filter_map(|row| row.after_matching).any(|apart| apart.abs() > FAR);
    held.warnings.retain(|warning| *warning != Warning::BeganApart);
    held.warnings.extend(unlike.then_some(Warning::BeganApart));
    held.warnings.extend((left_out > 0).then_some(Warning::Unmatched));
    let told = held.interval.is_some_and(|interval| interval.low > 0.0 || interval.high < 0.0);
    held.verdict = match (told, unlike) {
        (true, false) => Verdict::ChangedMoreThanComparison,
        (true, true) => Verdict::ChangedMoreButBeganApart,
        (false, _) => Verdict::NotTellable,
    };
    Ok(held)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(before: f64, after: f64, stratum: &str, age: f64) -> Matching {
        Matching { unit: Unit { before, after }, stratum: stratum.to_owned(), covariates: vec![age] }
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
        let units = |group: &[Matching]| group.iter().map(|m| m.unit).collect::<Vec<_>>();
        let plain = difference(&units(&seen), &units(&others)).unwrap();
        assert!(plain.points < -1.0 && plain.warnings.contains(&Warning::BeganApart));
        let got = matched(&seen, &others, 2, 0.2).unwrap();
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
        let got = matched(&seen, &others, 1, 0.5).unwrap();
        assert!((got.difference.points + 1.5).abs() < 1e-9);
        assert_eq!(got.difference.verdict, Verdict::ChangedMoreThanComparison);
        let alone = [one(3.0, 1.0, "A", 50.0), one(3.0, 1.0, "C", 50.0)];
        let got = matched(&alone, &others, 1, 0.5).unwrap();
        assert_eq!((got.matched, got.left_out), (1, 1));
        assert!(got.difference.warnings.contains(&Warning::Unmatched));
    }

    #[test]
    fn refuses_what_cannot_be_matched() {
        let a = [one(1.0, 2.0, "A", 3.0)];
        assert!(matched(&a, &[one(1.0, 2.0, "B", 3.0)], 1, 1.0).is_err());
        assert!(matched(&a, &[], 1, 1.0).is_err() && matched(&a, &a, 0, 1.0).is_err());
        assert!(matched(&a, &[one(1.0, f64::NAN, "A", 3.0)], 1, 1.0).is_err());
        let mut wider = a.to_vec();
        wider[0].covariates.push(1.0);
        assert!(matched(&a, &wider, 1, 1.0).is_err());
    }
}
