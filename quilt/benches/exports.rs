//! How quickly rows can be taken away, and in how much memory.
//!
//! `make bench-exports` fills a SQLite file with 5,000,000 contacts and 1,000,000 readings on 200,000 journeys of invented
//! people (ROWS=… for another number), then draws them as CSV and as Parquet, with names and without, as
//! `quilt export` does. Memory is read while it goes: it must not grow with the table.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench speaks, and stops at the first thing that is wrong"
)]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use quilt::access::Actor;
use quilt::app::{MIGRATIONS, UNLEDGERED};
use quilt::exports::{Mark, Pull, View, Wanted, table_named};
use quilt::line::line;
use quilt::moment::{Chance, Moment};
use quilt::settings::{AreaId, found_area};
use store::uuid::Uuid;
use store::{Db, Rules, Tx, Value, values};
use tabular::Format;

const PEOPLE: u64 = 200_000;
const BATCH: u64 = 20_000;

fn main() {
    let rows = std::env::var("ROWS").ok().and_then(|rows| rows.parse().ok()).unwrap_or(5_000_000);
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("exports-{rows}.sqlite"));
    let db = Db::open(path.to_str().unwrap(), Rules { unledgered: UNLEDGERED }).unwrap();
    db.migrate(MIGRATIONS).unwrap();
    let area = filled(&db, rows);
    let keys = identity::Keys::new(std::array::from_fn(|at| u8::try_from(at).unwrap()));
    println!("| table | format | names | rows | took | rows a second | MB | memory at its highest |");
    println!("|---|---|---|---|---|---|---|---|");
    for (table, format, named) in [
        ("contacts", Format::Csv, false),
        ("contacts", Format::Csv, true),
        ("contacts", Format::Parquet, false),
        ("readings", Format::Csv, false),
        ("readings", Format::Parquet, false),
        ("people", Format::Csv, false),
    ] {
        draw(&db, area, &keys, table, format, named, path.parent().unwrap());
    }
}

fn draw(
    db: &Db,
    area: AreaId,
    keys: &identity::Keys,
    name: &str,
    format: Format,
    named: bool,
    folder: &Path,
) {
    let table = table_named(name).unwrap();
    let wanted = Wanted { table, format, view: View::whole(named), since: None };
    let path = folder.join(format!("{name}.{}", format.code()));
    let mut file = std::fs::File::create(&path).unwrap();
    let began = Instant::now();
    let mark = Mark::at(moment(0).at).text(&keys.aliases(), area, &wanted.view);
    let mut pull = Pull::begin(db, area, keys, wanted, &mark).unwrap();
    let (mut early, mut most, mut bytes_out) = (0, 0, 0_u64);
    while let Some(bytes) = pull.more().unwrap() {
        file.write_all(&bytes).unwrap();
        bytes_out += bytes.len() as u64;
        let memory = memory_mb();
        if pull.counted().rows < 300_000 {
            early = memory;
        }
        most = most.max(memory);
    }
    let seconds = began.elapsed().as_secs_f64();
    let rows = pull.counted().rows;
    println!(
        "| {name} | {} | {named} | {rows} | {seconds:.1} s | {:.0} | {} | {most} MB ({early} MB after 300,000) |",
        format.code(),
        rows as f64 / seconds,
        bytes_out / 1_000_000
    );
}

/// Megabytes this process holds; nothing where that cannot be known.
fn memory_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn moment(second: u64) -> Moment {
    let at = jiff::Timestamp::from_second(1_700_000_000 + i64::try_from(second).unwrap()).unwrap();
    Moment { at, chance: Chance::seeded(second + 1) }
}

/// The area, filled unless it was.
fn filled(db: &Db, rows: u64) -> AreaId {
    if let Some(area) = db.read("area", quilt::settings::area).unwrap() {
        return area.id;
    }
    let began = Instant::now();
    let area = db.fill(|db| {
        let area = db.write("found", |tx| found_area(tx, &moment(0), "Bench", true)).unwrap().id;
        let scheme: Uuid = moment(1).id();
        each(db, area, PEOPLE, &mut |tx, n| person(tx, area, scheme, n));
        each(db, area, rows, &mut |tx, n| contact(tx, area, n));
        each(db, area, rows / 5, &mut |tx, n| reading(tx, area, n));
        Ok::<AreaId, store::Error>(area)
    });
    println!("filling took {:.0} s", began.elapsed().as_secs_f64());
    area.unwrap()
}

fn each(
    db: &Db,
    area: AreaId,
    count: u64,
    put: &mut dyn FnMut(&mut Tx<'_>, u64) -> Result<(), store::Error>,
) {
    let by = Actor::program(area, "a bench");
    for first in (0..count).step_by(usize::try_from(BATCH).unwrap()) {
        db.write("fill", |tx| {
            for n in first..(first + BATCH).min(count) {
                put(tx, n)?;
            }
            line(&by, &moment(first), "bench.filled", area).record(tx)
        })
        .unwrap();
    }
}

/// The id of the n-th of its kind.
fn id(kind: u64, n: u64) -> Uuid {
    Uuid::from_u128((0x0190_0000_0000_7000_8000 << 48) + (u128::from(n) << 64) + u128::from(kind))
}

fn at(n: u64) -> jiff::Timestamp {
    moment(n % 60_000_000).at
}

fn person(tx: &mut Tx<'_>, area: AreaId, scheme: Uuid, n: u64) -> Result<(), store::Error> {
    let name = format!("Somebody {n}");
    tx.run(
        "insert into person (area_id, id, name, name_key, born_on, postcode, created_at) values ($1, $2, $3, $4, $5, $6, $7)",
        &values![area, id(1, n), name.as_str(), name.to_lowercase(), jiff::civil::date(1950, 3, 3), "TA1 1AA", at(n)],
    )?;
    tx.run(
        "insert into journey (area_id, id, person_id, referral_id, scheme_id, worker_id, state, said_yes_at, weeks, ends_on) \
         values ($1, $2, $3, $4, $5, $6, 'going', $7, 12, $8)",
        &values![area, id(3, n), id(1, n), id(2, n), scheme, id(4, n % 50), at(n), jiff::civil::date(2026, 3, 3)],
    )?;
    Ok(())
}

fn contact(tx: &mut Tx<'_>, area: AreaId, n: u64) -> Result<(), store::Error> {
    let note = "We spoke about the choir, and how the bus stops early on a Sunday.";
    tx.run(
        "insert into contact (area_id, id, journey_id, kind, reached, minutes, note, at, written_at, by_id, by_name) \
         values ($1, $2, $3, 'visit', $4, $5, $6, $7, $8, $9, 'Dan')",
        &values![
            area,
            id(5, n),
            id(3, n % PEOPLE),
            !n.is_multiple_of(5),
            i64::try_from(n % 90).unwrap(),
            note,
            at(n),
            at(n + 60),
            id(4, n % 50)
        ],
    )?;
    Ok(())
}

fn reading(tx: &mut Tx<'_>, area: AreaId, n: u64) -> Result<(), store::Error> {
    let score = |plus: u64| Value::from(i64::try_from((n + plus) % 11).unwrap());
    tx.run(
        "insert into reading (area_id, id, person_id, journey_id, measure, satisfied, worthwhile, happy, anxious, how, at, \
         written_at, by_id) values ($1, $2, $3, $4, 'ons4', $5, $6, $7, $8, 'read_aloud', $9, $10, $11)",
        &values![
            area,
            id(6, n),
            id(1, n % PEOPLE),
            id(3, n % PEOPLE),
            score(0),
            score(3),
            score(5),
            score(7),
            at(n),
            at(n + 60),
            id(4, n % 50)
        ],
    )?;
    Ok(())
}
