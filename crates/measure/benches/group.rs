//! How long all figures of one measure over 600,000 people take, 2,000 resamples included: `cargo bench -p measure`.
//! Another number of people may be given: `cargo bench -p measure -- 1000000`.
//!
//! With `QUILT_PYTHON` naming a Python that has scipy and pandas, `beside.py` works the same figures out of the same
//! numbers; they are held against each other, and the ratio of times is printed.
#![expect(clippy::print_stdout, reason = "its figures are what it is for")]

use std::time::{Duration, Instant};

use measure::bands::{Histogram, Moves};
use measure::bootstrap::{Bootstrap, bootstrap};
use measure::chance::Chance;
use measure::instrument::SATISFIED;
use measure::missing::{Bounds, Starts, bounds_of, starts};
use measure::reliable::{Reliable, counts};
use measure::signed_rank::{SignedRank, signed_rank};
use measure::{Direction, Distribution, Pairs, Summary, drift};

struct Everything {
    summary: Summary,
    bootstrap: Bootstrap,
    before: Histogram,
    after: Histogram,
    moves: Moves,
    reliable: Reliable,
    bounds: Bounds,
    starts: Starts,
    ranks: SignedRank,
    drift: f64,
}

fn everything(pairs: &Pairs, lost: &Distribution) -> Option<Everything> {
    let whole = |side: &Distribution| -> Vec<(u8, u64)> {
        side.rows().iter().map(|(value, people)| (*value as u8, *people)).collect()
    };
    let (before, after) = (pairs.before(), pairs.after());
    let summary = pairs.summary()?;
    Some(Everything {
        bootstrap: bootstrap(pairs)?,
        before: Histogram::of_counts(&SATISFIED, whole(&before)),
        after: Histogram::of_counts(&SATISFIED, whole(&after)),
        moves: Moves::of_pairs(&SATISFIED.bands, pairs)?,
        reliable: counts(pairs, 2.0, Direction::HigherIsBetter)?,
        bounds: bounds_of(pairs, lost, 0.0, 10.0).ok()??,
        starts: starts(&before, lost)?,
        ranks: signed_rank(pairs)?,
        drift: drift::by_mean_before(7.45, summary.before.mean, 0.6).ok()?,
        summary,
    })
}

/// The quickest of several goes, and what it came to.
fn quickest<T>(goes: usize, act: impl Fn() -> T) -> (Duration, T) {
    let go = || {
        let began = Instant::now();
        let got = act();
        (began.elapsed(), got)
    };
    (1..goes).map(|_| go()).fold(go(), |best, next| if next.0 < best.0 { next } else { best })
}

fn main() {
    let people = std::env::args().find_map(|said| said.parse().ok()).unwrap_or(600_000_usize);
    let mut chance = Chance::seeded(42);
    let mut score = |low: u64, end: u64| (low + chance.below(end)) as u8;
    let pairs: Vec<(u8, u8)> = (0..people).map(|_| (score(0, 9), score(2, 9))).collect();
    let lost: Vec<u8> = (0..people / 2).map(|_| score(0, 8)).collect();

    let of_lost = || Distribution::new(lost.iter().map(|answer| f64::from(*answer))).unwrap_or_default();
    let (from_people, _) = quickest(10, || everything(&Pairs::of_scores(&pairs), &of_lost()));
    let (counted, lost_counted) = (Pairs::of_scores(&pairs), of_lost());
    let (from_counts, all) = quickest(20, || everything(&counted, &lost_counted));
    let Some(all) = all else { return println!("there is nobody") };
    println!("{people} people with both readings, {} distinct pairs, {} lost", counted.rows().len(), lost.len());
    println!("all figures from people one by one: {from_people:?}; from counts, as a database gives them: {from_counts:?}");
    println!(
        "change {:.4} ({:.4} to {:.4}), bootstrap {:.4}, d_z {:?}, w {}, up {}, moved up a band {}, reliably better {}",
        all.summary.change.mean,
        all.summary.interval.map_or(f64::NAN, |i| i.low),
        all.summary.interval.map_or(f64::NAN, |i| i.high),
        all.bootstrap.mean.corrected,
        all.summary.effect.srm,
        all.ranks.w,
        all.summary.up.count,
        all.moves.up_same_down().0,
        all.reliable.better.count
    );
    match std::env::var_os("QUILT_PYTHON") {
        Some(python) => beside(&python, &pairs, &lost, &all, (from_people, from_counts)),
        None => println!("QUILT_PYTHON names no Python, so nothing was measured beside it"),
    }
}

/// The same numbers through pandas and scipy.
fn beside(python: &std::ffi::OsStr, pairs: &[(u8, u8)], lost: &[u8], all: &Everything, ours: (Duration, Duration)) {
    let folder = std::env::temp_dir();
    let (file, lost_file) = (folder.join("measure-pairs.bin"), folder.join("measure-lost.bin"));
    let bytes: Vec<u8> = pairs.iter().flat_map(|(before, after)| [*before, *after]).collect();
    if std::fs::write(&file, bytes).is_err() || std::fs::write(&lost_file, lost).is_err() {
        return println!("the numbers could not be written to {}", folder.display());
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/beside.py");
    let run = std::process::Command::new(python).arg(script).arg(&file).arg(&lost_file).output();
    let said = run.map(|run| (String::from_utf8_lossy(&run.stdout).into_owned(), run.stderr));
    let Ok((out, errors)) = said else { return println!("{} could not be run", python.display()) };
    let Ok(theirs) = serde_json::from_str::<serde_json::Value>(&out) else {
        return println!("no figures came back: {}", String::from_utf8_lossy(&errors));
    };
    let pairs_held = [
        ("mean", all.summary.change.mean),
        ("sd", all.summary.change.sd.unwrap_or(f64::NAN)),
        ("low", all.summary.interval.map_or(f64::NAN, |i| i.low)),
        ("t", all.summary.t.unwrap_or(f64::NAN)),
        ("r", all.summary.r.unwrap_or(f64::NAN)),
        ("median", all.summary.median_change),
        ("w", all.ranks.w),
        ("up", all.summary.up.count as f64),
        ("wilson_low", all.summary.up.interval.low),
        ("moves_up", all.moves.up_same_down().0 as f64),
        ("floor", all.before.floor_and_ceiling().map_or(f64::NAN, |ends| ends.0)),
        ("ceiling", all.after.floor_and_ceiling().map_or(f64::NAN, |ends| ends.1)),
        ("better", all.reliable.better.count as f64),
        ("worst", all.bounds.lowest),
        ("starts", all.starts.standardised.unwrap_or(f64::NAN)),
        ("drift", all.drift),
    ];
    for (name, our) in pairs_held {
        let their = theirs[name].as_f64().unwrap_or(f64::NAN);
        let agrees = (our - their).abs() <= 1e-7 * their.abs().max(1e-6);
        println!("{name}: {our} and {their}{}", if agrees { "" } else { "  <- DO NOT AGREE" });
    }
    let percentile = all.bootstrap.mean.percentile;
    println!("bootstrap of the mean: {percentile:.5} and {} to {}", theirs["boot_low"], theirs["boot_high"]);
    let seconds = |name: &str| theirs[name].as_f64().unwrap_or(f64::NAN);
    let (plain, counted) = (seconds("seconds"), seconds("seconds_counted"));
    println!("pandas and scipy, from people: {plain:.3} s, {:.0} times ours", plain / ours.0.as_secs_f64());
    println!(
        "numpy resampling counts by hand: {counted:.3} s, {:.1} times ours from people, {:.1} times from counts",
        counted / ours.0.as_secs_f64(),
        counted / ours.1.as_secs_f64()
    );
}
