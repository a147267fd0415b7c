//! How quick the pages of a group's story are, on a million journeys and two and a half million readings.
//!
//! `make bench-stories` makes them up (the same every time), on SQLite and, where there is one, on PostgreSQL; reads them
//! into memory; asks for pages, each with an address nobody asked for before; and lets a pandas and scipy script
//! work the same numbers out of the same rows in the same run. What was made up is kept for the next run.
//!
//! - `JOURNEYS=20000` makes a small one.
//! - `ENGINE=sqlite` or `ENGINE=postgres` leaves the other out.
//! - `QUILT_PYTHON=…` is a Python with pandas and scipy.
//! - `TIMES=100` asks for each page as often (12).
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a bench speaks, and stops at the first thing that is wrong"
)]

mod fill;
mod kept;

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use jiff::ToSpan;
use quilt::app::{App, routes};
use quilt::fixture::{World, app, shown, visit};
use quilt::refusal::Refusal;
use store::Db;
use store::uuid::Uuid;

use kept::Kept;

fn number(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(otherwise)
}

fn main() {
    let journeys = number("JOURNEYS", 1_000_000);
    for kept in kept::engines(journeys) {
        println!("\n## {} · {journeys} journeys", kept.engine);
        one_engine(&kept);
    }
}

fn one_engine(kept: &Kept) {
    let (db, w) = (&kept.db, &kept.world);
    println!("{}", kept.how);
    let app = app(db, w);
    let before = memory_mb();
    let began = Instant::now();
    app.stories.refresh(db, w.area.id, &measure::Secret::new(app.keys.figures()), w.now.at).unwrap();
    println!(
        "read into memory in {:.1} s; {} MB",
        began.elapsed().as_secs_f64(),
        memory_mb().saturating_sub(before)
    );
    let pages = times(&app, w);
    refreshed(db, w, &app);
    beside_pandas(&kept.folder, &pages);
}

/// What is asked for: name, address but for its first day.
const PAGES: [(&str, &str, &str); 7] = [
    ("everybody", "/stories", ""),
    ("one town", "/stories", "&town=Town+7"),
    ("most deprived fifth, women", "/stories", "&deprived=f1&sex=women"),
    ("60 to 200 days apart", "/stories", "&apart=60-200"),
    ("five choices", "/stories", "&by=gp&about=Befriending&age=65-79&ethnicity=white&deprived=f2"),
    ("the numbers of one score", "/stories/numbers", "&score=ons4.satisfied"),
    ("every table in one file", "/stories/csv", "&table=all"),
];

struct Taken {
    query: String,
    median: f64,
    whole: bool,
}

fn times(app: &App, w: &World) -> Vec<Taken> {
    println!("| page | median ms | p99 ms | on the processor, on average |\n|---|---|---|---|");
    let serve = |path: &str| routes().iter().find(|route| route.path == path).expect("a route").serve;
    let mut taken = Vec::new();
    let mut day = w.now.today().saturating_sub(700.days());
    for (name, path, more) in PAGES {
        let mut busy = 0.0;
        let mut millis: Vec<f64> = (0..number("TIMES", 12))
            .map(|_| {
                day = day.saturating_add(1.day());
                let address = format!("{path}?from={day}&to={more}");
                let visit = visit(app, &w.commissioner, &address, &[], &[]);
                busy -= busy_ms();
                let began = Instant::now();
                let answer = serve(path)(&visit);
                if path == "/stories/csv" {
                    drop(answer.unwrap())
                } else {
                    assert!(shown(answer).len() > 5_000)
                }
                let took = began.elapsed().as_secs_f64() * 1e3;
                busy += busy_ms();
                took
            })
            .collect();
        millis.sort_by(f64::total_cmp);
        let at = |share: f64| millis[((millis.len() - 1) as f64 * share).round() as usize];
        println!("| {name} | {:.1} | {:.1} | {:.1} |", at(0.5), at(0.99), busy / millis.len() as f64);
        taken.push(Taken { query: format!("from={day}{more}"), median: at(0.5), whole: path == "/stories" });
    }
    taken
}

/// A referral moves on; the columns follow.
fn refreshed(db: &Db, w: &World, app: &App) {
    let id: Uuid = db
        .read("find somebody", |tx| {
            Ok::<_, Refusal>(
                tx.row(
                    "select id from referral where state = 'waiting' and offered_at is null limit 1",
                    &[],
                )?
                .unwrap()
                .at(0)?,
            )
        })
        .unwrap();
    db.write("offer", |tx| quilt::referrals::offer(tx, &w.lead, &w.now, id.into())).unwrap();
    let began = Instant::now();
    app.stories.refresh(db, w.area.id, &measure::Secret::new(app.keys.figures()), w.now.at).unwrap();
    println!("one change taken in: {:.0} ms", began.elapsed().as_secs_f64() * 1e3);
}

/// The same choices and numbers from the same rows, by the script an analyst would write.
fn beside_pandas(folder: &Path, pages: &[Taken]) {
    let python = std::env::var("QUILT_PYTHON").unwrap_or_else(|_| "python3".into());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/stories/beside.py");
    let whole = pages.iter().filter(|page| page.whole);
    let ran =
        Command::new(&python).arg(script).arg(folder).args(whole.clone().map(|page| &page.query)).output();
    let said = match ran {
        Ok(ran) if ran.status.success() => String::from_utf8_lossy(&ran.stdout).into_owned(),
        Ok(ran) => {
            return println!(
                "NOT RUN: pandas beside it ({})",
                String::from_utf8_lossy(&ran.stderr).lines().last().unwrap_or("")
            );
        }
        Err(_) => return println!("NOT RUN: pandas beside it, because {python} is not here."),
    };
    let mut lines = said.lines();
    println!("{}", lines.next().unwrap_or_default());
    println!(
        "| choice | Quilt ms | pandas and scipy ms | ratio | with resampling by counts ms | ratio |\n|---|---|---|---|---|---|"
    );
    for (page, line) in whole.zip(lines) {
        let parts: Vec<f64> = line.split_whitespace().filter_map(|n| n.parse().ok()).collect();
        let [plain, counts] = parts[..] else { panic!("the script said {line}") };
        println!(
            "| {} | {:.1} | {plain:.0} | {:.0}× | {counts:.0} | {:.0}× |",
            page.query,
            page.median,
            plain / page.median,
            counts / page.median
        );
    }
}

/// Milliseconds this thread has been on a processor, nearly: it says something while other programs want it too. Nought
/// where the system does not tell.
fn busy_ms() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    told.split_whitespace().next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or(0.0) / 1e6
}

fn memory_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmRSS")).unwrap_or("VmRSS: 0 kB");
    line.split_whitespace().nth(1).and_then(|n| n.parse::<u64>().ok()).unwrap_or(0) / 1024
}
