//! How many events a second: one queue beside what analysts use today, the whole path, all of a large plan, and two
//! threads beside one.
//!
//! `make bench-plan`, or `cargo bench -p simulate --bench events`. `SIMULATE_BENCH=short` runs a tenth. The others need a
//! Python with simpy and ciw: name it in `QUILT_PYTHON`.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench speaks, and stops at the first thing that is wrong"
)]

use std::{process::Command, time::Instant};

use simulate::{
    curves::{Builders, cliff, saturation},
    plan::{EXAMPLE, Plan},
    queue::{Service, Station, erlang_c},
    runs::{Figure, Rows, Task, middle},
};

fn main() {
    let short = std::env::var("SIMULATE_BENCH").is_ok_and(|it| it == "short");
    yardstick(if short { 1_000_000 } else { 4_000_000 }, if short { 20_000 } else { 200_000 });
    path(if short { 100 } else { 1_000 });
    coarse();
}

fn seconds<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let began = Instant::now();
    let done = work();
    (done, began.elapsed().as_secs_f64())
}

/// One queue: M/M/4 at a load of nine tenths.
fn yardstick(arrivals: u64, others: u64) {
    let station = Station {
        lambda: 3.6,
        service: Service::Exponential(1.0),
        servers: 4,
        room: None,
        patience: None,
        seed: 1,
    };
    println!("## M/M/4, λ 3.6, μ 1; the exact wait is {:.4}", erlang_c(3.6, 1.0, 4).unwrap().wait);
    // The best of five, for others use this machine too.
    let times: Vec<f64> = (0..5).map(|_| seconds(|| station.watch(arrivals)).1 / arrivals as f64).collect();
    let ours = times.into_iter().fold(f64::INFINITY, f64::min);
    println!("ours: {:.1} ns an arrival", ours * 1e9);
    for n in [arrivals / 20, arrivals] {
        let seen = station.watch(n);
        println!(
            "  {n} arrivals: wait {:.3} ± {:.3}, at most {} people at once in memory",
            seen.wait, seen.error, seen.most
        );
    }
    for (kind, n) in [("plain", 5 * others), ("simpy", others), ("ciw", others / 2)] {
        match python(kind, n) {
            Some((each, wait, megabytes)) => println!(
                "{kind}: {:.0} ns an arrival ({n} arrivals: wait {wait:.3}, {megabytes:.0} MB): {:.1} times ours",
                each * 1e9,
                each / ours
            ),
            None => println!("{kind}: not here (name a Python that has it in QUILT_PYTHON)"),
        }
    }
}

/// Seconds an arrival, the mean wait, megabytes.
fn python(kind: &str, n: u64) -> Option<(f64, f64, f64)> {
    let python = std::env::var("QUILT_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/events/yardstick.py");
    let output = Command::new(python).args([script, kind, &n.to_string()]).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let numbers: Vec<f64> = text.split_whitespace().filter_map(|it| it.parse().ok()).collect();
    match numbers[..] {
        [each, wait, megabytes] => Some((each, wait, megabytes)),
        _ => None,
    }
}

/// The whole path: the example's county with about ten thousand people referred in five years.
fn path(draws: u32) {
    let mut plan = Plan::read(EXAMPLE).unwrap_or_else(|problems| panic!("{problems}"));
    for place in &mut plan.places {
        place.people = place.people * 5 / 4;
    }
    plan.runs = 1;
    plan.draws = draws / 10;
    println!("\n## The whole path: {} places, {} years", plan.places.len(), plan.years);
    let (one, alone) = seconds(|| Task::new(&plan).run());
    let (two, both) = seconds(|| Task::new(&plan).threads(2).run());
    assert!(one == two, "two threads gave another result than one");
    let (people, events) = (total(&one, Figure::Referred), total(&one, Figure::Events));
    println!(
        "{people:.0} people, {events:.0} events in {alone:.2} s on one thread: {:.2} million events a second",
        events / alone / 1e6
    );
    println!("on two threads {both:.2} s, bit for bit the same: {:.2} times as fast", alone / both);
    plan.draws = draws;
    let (rows, took) = seconds(|| Task::new(&plan).threads(2).run());
    let (people, events) = (total(&rows, Figure::Referred), total(&rows, Figure::Events));
    println!(
        "{draws} draws × 2 strategies: {people:.0} people, {events:.2e} events, {took:.1} s on two threads ({:.0} people a run)",
        people / f64::from(draws) / 2.0
    );
}

/// What a page waits for when a slider moves, on one thread: the best of five.
fn coarse() {
    println!("\n## The answer at once, on one thread");
    for times in [1, 5] {
        let mut plan = Plan::read(EXAMPLE).unwrap_or_else(|problems| panic!("{problems}"));
        for place in &mut plan.places {
            place.people *= times;
        }
        for post in plan.strategies.iter_mut().flat_map(|it| &mut it.teams).flat_map(|it| &mut it.posts) {
            post.wte *= times as f64;
        }
        let best =
            |work: &dyn Fn() -> f64| (0..5).map(|_| seconds(work).1).fold(f64::INFINITY, f64::min) * 1e3;
        let middles = best(&|| (0..2).map(|it| middle(&plan, it, 0).figures[0]).sum());
        let people: u64 = plan.places.iter().map(|place| place.people).sum();
        let draws = plan.coarse_draws();
        print!(
            "{people} people, {:.1e} events a draw: both ways at their middle {middles:.0} ms",
            plan.events()
        );
        (plan.draws, plan.runs) = (draws, 1);
        match draws {
            0 => println!("; no draws at once"),
            _ => println!("; {draws} draws {:.0} ms", best(&|| Task::new(&plan).run().len() as f64)),
        }
        let points =
            best(&|| saturation(&plan, 0, Builders::None, &[0.25, 0.5, 0.75, 1.0, 1.5, 2.0], 1)[0].linked);
        let cliffs = best(&|| cliff(&plan, 0, 0, 59, 40).map_or(0.0, |it| it.edge));
        println!("  six points without builders {points:.0} ms; a cliff of forty points {cliffs:.1} ms");
    }
}

fn total(rows: &Rows, figure: Figure) -> f64 {
    (0..rows.strategies()).flat_map(|it| rows.means(it, figure)).sum()
}
