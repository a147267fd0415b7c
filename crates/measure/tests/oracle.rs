//! A thousand random sets of people, every figure held against scipy, numpy and statsmodels (`oracle/write.py` says how the
//! expected figures were made). The sets are drawn here from the same seeds.

#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is wrong")]

use measure::chance::Chance;
use measure::compare::{Unit, difference};
use measure::{Interval, Pairs, bootstrap, many, signed_rank};

const EXPECTED: &str = include_str!("oracle/sets.csv");

struct Set {
    pairs: Vec<(f64, f64)>,
    others: Vec<(f64, f64)>,
    p_values: Vec<f64>,
}

fn drawn(seed: u64) -> Set {
    let mut chance = Chance::seeded(seed);
    let n = 3 + chance.below(118);
    let fine = chance.below(3) == 0;
    let steps = if fine {
        10_001
    } else if chance.below(2) == 0 {
        11
    } else {
        5
    };
    let lift = chance.below(1 + steps / 4);
    let mut readings = |many: u64, extra: u64| -> Vec<f64> {
        (0..many).map(|_| (steps - 1).min(chance.below(steps) + extra) as f64).collect()
    };
    let (before, after) = (readings(n, 0), readings(n, lift));
    let m = 3 + chance.below(40);
    let mut readings = |many: u64| -> Vec<f64> { (0..many).map(|_| chance.below(steps) as f64).collect() };
    let (last, first) = (readings(m), readings(m));
    let p_values = (0..6).map(|_| chance.below(10_001) as f64 / 10_000.0).collect();
    Set {
        pairs: before.into_iter().zip(after).collect(),
        others: first.into_iter().zip(last).collect(),
        p_values,
    }
}

/// Relative agreement; `nan` expected means scipy gives no figure to hold against.
fn close(what: &str, seed: u64, got: Option<f64>, expected: f64, within: f64) {
    if expected.is_nan() {
        return;
    }
    let got = got.unwrap_or_else(|| panic!("set {seed}: no {what}, scipy has {expected}"));
    agrees(what, seed, got, expected, within * expected.abs().max(1e-6));
}

/// An end of an interval may lie near nought, where only the width says what is near.
fn end_of(what: &str, seed: u64, interval: Option<Interval>, high: bool, expected: f64) {
    let interval = interval.unwrap_or_else(|| panic!("set {seed}: no {what}, scipy has {expected}"));
    let got = if high { interval.high } else { interval.low };
    agrees(what, seed, got, expected, 2e-9 * interval.width().max(expected.abs()));
}

fn agrees(what: &str, seed: u64, got: f64, expected: f64, allowed: f64) {
    assert!((got - expected).abs() <= allowed, "set {seed}: {what} {got} is not {expected}");
}

#[test]
fn a_thousand_sets() {
    let mut lines = EXPECTED.lines();
    let names: Vec<&str> = lines.next().unwrap().split(',').collect();
    let mut held = 0;
    for line in lines {
        let numbers: Vec<f64> = line.split(',').map(|number| number.parse().unwrap()).collect();
        let expected = |name: &str| numbers[names.iter().position(|it| *it == name).unwrap()];
        one(expected("seed") as u64, &expected);
        held += 1;
    }
    assert_eq!(held, 1_000);
}

fn one(seed: u64, expected: &dyn Fn(&str) -> f64) {
    let set = drawn(seed);
    let pairs = Pairs::new(set.pairs.clone()).unwrap();
    let is = pairs.summary().unwrap();
    assert_eq!((is.n as f64, is.up.count as f64), (expected("n"), expected("up")), "set {seed}");
    let exact = Interval::exact_share(is.up.count, is.n).unwrap();
    let holds = |what: &str, got: Option<f64>| close(what, seed, got, expected(what), 2e-9);
    holds("mean", Some(is.change.mean));
    holds("sd", is.change.sd);
    end_of("low", seed, is.interval, false, expected("low"));
    end_of("high", seed, is.interval, true, expected("high"));
    holds("t", is.t);
    close("p", seed, is.p, expected("p"), 1e-7);
    holds("r", is.r);
    holds("q1", Some(is.change_middle.lower));
    holds("median", Some(is.change_middle.median));
    holds("q3", Some(is.change_middle.upper));
    holds("wilson_low", Some(is.up.interval.low));
    holds("wilson_high", Some(is.up.interval.high));
    holds("exact_low", Some(exact.low));
    holds("exact_high", Some(exact.high));
    let ranks = signed_rank::signed_rank(&pairs);
    holds("w", ranks.map(|ranks| ranks.w));
    close("w_p", seed, ranks.map(|ranks| ranks.p), expected("w_p"), 1e-7);
    let unit = |(before, after): &(f64, f64)| Unit { before: *before, after: *after };
    let units = |list: &[(f64, f64)]| list.iter().map(unit).collect::<Vec<_>>();
    let held = difference(&units(&set.pairs), &units(&set.others)).unwrap();
    holds("did", Some(held.points));
    end_of("did_low", seed, held.interval, false, expected("did_low"));
    end_of("did_high", seed, held.interval, true, expected("did_high"));
    close("did_p", seed, held.p, expected("did_p"), 1e-7);
    for (place, adjusted) in many::holm(&set.p_values).unwrap().into_iter().enumerate() {
        holds(&format!("h{}", place + 1), Some(adjusted));
    }
}

/// The 2,000 resamples of a mean beside scipy's hundred thousand (`oracle/resampled.py`). Where the sum is drawn at once, each
/// end lies within a fiftieth of the interval's width and the step the means of so many people stand on; where people are
/// drawn one by one, on scales of ten thousand steps, within what chance leaves to 2,000 of them.
#[test]
fn resampled_means() {
    let mut held = 0;
    for line in include_str!("oracle/resampled.csv").lines().skip(1) {
        let numbers: Vec<f64> = line.split(',').map(|number| number.parse().unwrap()).collect();
        let [seed, low, high, corrected_low, corrected_high] = numbers[..] else { panic!("{line}") };
        let changes = Pairs::new(drawn(seed as u64).pairs).unwrap().changes();
        let got = bootstrap::of_mean(&changes).unwrap();
        let gap = |pair: &[(f64, u64)]| pair[1].0 - pair[0].0;
        let step = changes.rows().windows(2).map(gap).fold(f64::INFINITY, f64::min) / changes.n() as f64;
        let at_once = changes.rows().iter().all(|row| row.0.abs() < 1_000.0);
        let allowed = if at_once { 0.02 } else { 0.07 } * (high - low) + step.min(high - low);
        for (what, got, expected) in [
            ("low", got.percentile.low, low),
            ("high", got.percentile.high, high),
            ("corrected low", got.corrected.low, corrected_low),
            ("corrected high", got.corrected.high, corrected_high),
        ] {
            agrees(what, seed as u64, got, expected, allowed + 1e-9);
        }
        held += 1;
    }
    assert_eq!(held, 150);
}
