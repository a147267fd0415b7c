//! How quickly a directory is read: new, again as it was, and again with little changed.
//!
//! `make bench-import` reads a generated feed of 100,000 services into a SQLite file, as
//! `quilt import directory` does, and says how much memory each reading took at most. With
//! `MORE=million` it reads 1,000,000 as well, streamed: once, and once more with a little changed.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench speaks, and stops at the first thing that is wrong"
)]

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use quilt::access::Actor;
use quilt::app::{MIGRATIONS, UNLEDGERED};
use quilt::directory::feeds::{FeedSource, ImportReport, import_directory_path, import_feed};
use quilt::directory::{Filter, Giving, Slot, wanted};
use quilt::moment::{Chance, Clock, Moment};
use quilt::settings::{AreaId, found_area};
use store::{Db, Rules};

const SERVICES: u64 = 100_000;
const MILLION: u64 = 1_000_000;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    real(folder.path());
    generated(folder.path());
    if std::env::args().any(|word| word == "million") {
        million(folder.path());
    }
}

fn now() -> Moment {
    Moment { at: Clock::System.now(), chance: Chance::System }
}

fn fresh(folder: &Path, name: &str) -> (Db, AreaId) {
    let db = Db::open(folder.join(name).to_str().unwrap(), Rules { unledgered: UNLEDGERED }).unwrap();
    db.migrate(MIGRATIONS).unwrap();
    let area = db.write("found", |tx| found_area(tx, &now(), "Bench", false)).unwrap();
    (db, area.id)
}

/// Reads a file and says how long that took.
fn timed(db: &Db, area: AreaId, path: &Path, what: &str) {
    measured(what, || import_directory_path(db, area, &now(), path).unwrap());
}

/// One line of the table: how long a reading took, of whose time, and with how much memory.
fn measured(what: &str, read: impl FnOnce() -> ImportReport) {
    forget_peak();
    let (began, worked) = (Instant::now(), processor_seconds());
    let report = read();
    let (took, worked) = (began.elapsed().as_secs_f64(), processor_seconds() - worked);
    let many = report.run.kept();
    assert!(report.details.complete || report.run.withdrawn == 0);
    println!(
        "| {what} | {many} | {took:.2} s | {worked:.2} s | {:.0} a second | {} MB | {} added, {} changed |",
        many as f64 / took,
        memory_mb("VmHWM"),
        report.run.added,
        report.run.changed
    );
}

/// The real list of a city, where it is at hand.
fn real(folder: &Path) {
    let shared = std::env::var_os("QUILT_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared"), PathBuf::from);
    let path = shared.join("data/oruk/feeds/bristol-services-list-2024-12.json");
    println!(
        "| what | services | took | of a processor | speed | memory at most | |\n|---|---|---|---|---|---|---|"
    );
    if !path.exists() {
        println!("| a city's real list | not at hand | | | | | |");
        return;
    }
    let (db, area) = fresh(folder, "real.sqlite");
    timed(&db, area, &path, "a city's real list, new");
    timed(&db, area, &path, "the same, again");
}

fn generated(folder: &Path) {
    let path = folder.join("generated.json");
    let (db, area) = fresh(folder, "generated.sqlite");
    publish(&path, |_| 0);
    timed(&db, area, &path, "generated, new");
    timed(&db, area, &path, "again, the same file");
    publish(&path, |n| u64::from(n == 17));
    timed(&db, area, &path, "again, one entry changed");
    publish(&path, |n| u64::from(n % 100 == 17) * 2);
    timed(&db, area, &path, "again, one in a hundred changed");
    size(&folder.join("generated.sqlite"));
    meters(&db);
    given(&db, area);
}

/// What other directories are given of it: the first question, those after it, and its memory.
fn given(db: &Db, area: AreaId) {
    let giving = Giving::default();
    let held = memory_mb("VmRSS");
    println!("\n| given through the API | took | memory more |\n|---|---|---|");
    let tell = |what: &str, ask: &dyn Fn()| {
        let began = Instant::now();
        ask();
        let took = began.elapsed().as_secs_f64() * 1e3;
        println!("| {what} | {took:.2} ms | {} MB |", memory_mb("VmRSS").saturating_sub(held));
    };
    let page = |from: usize| {
        let shelf = giving.listed(db, area).unwrap();
        let some: Vec<Slot> = shelf.services_like(&Filter::default())[from..from + 50].to_vec();
        assert_eq!(db.read("a page", |tx| shelf.records(tx, &some)).unwrap().len(), 50);
    };
    let ask = |filter: Filter| {
        let shelf = giving.shelf(db, area).unwrap();
        let found = shelf.services_like(&filter);
        assert!(!found.is_empty());
        let some: Vec<Slot> = found.into_iter().take(50).collect();
        db.read("a page", |tx| shelf.records(tx, &some)).unwrap();
    };
    let words = |typed: &str| Filter { words: wanted(typed), ..Filter::default() };
    let taunton = find::Point::new(51.015, -3.1).unwrap();
    let near =
        || Filter { near: Some((taunton, 1_000.0)), days: vec![openreferral::Day::Tuesday], ..words("walk") };
    tell("first page, the first time", &|| page(0));
    tell("first page", &|| page(0));
    tell("last page", &|| page(usize::try_from(SERVICES).unwrap() - 50));
    tell("search, the first time", &|| ask(words("walking taunton")));
    tell("search", &|| ask(words("walking taunton")));
    tell("search for what every entry says", &|| ask(words("tea")));
    tell("search, a day, within a kilometre", &|| ask(near()));
}

fn size(database: &Path) {
    println!("size of the database: {} MB", std::fs::metadata(database).unwrap().len() >> 20);
}

/// Where the time went.
fn meters(db: &Db) {
    let mut meters = db.meters();
    meters.sort_by_key(|meter| std::cmp::Reverse(meter.total_micros));
    for meter in meters.iter().take(6) {
        println!(
            "  {}: {} times, {} statements, {:.2} s",
            meter.name,
            meter.runs,
            meter.statements,
            meter.total_micros as f64 / 1e6
        );
    }
}

fn publish(path: &Path, version: impl Fn(u64) -> u64) {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    for n in 0..SERVICES {
        let begins = if n == 0 { "[" } else { ",\n" };
        write!(file, "{begins}{}", service(n, version(n))).unwrap();
    }
    file.write_all(b"]").unwrap();
    file.flush().unwrap();
}

/// A service as councils publish them, about 900 bytes.
fn service(n: u64, version: u64) -> String {
    const WHAT: [&str; 8] = [
        "Walking group",
        "Talking café",
        "Gentle yoga",
        "Benefits advice",
        "Men's shed",
        "Knit and natter",
        "Carers' lunch",
        "Chair dancing",
    ];
    const TOWN: [&str; 6] = ["Taunton", "Bridgwater", "Yeovil", "Minehead", "Frome", "Wells"];
    let what = WHAT[(n % 8) as usize];
    let town = TOWN[(n / 8 % 6) as usize];
    let club = n / 3;
    let id = uuid::Uuid::from_u128(0x0191_0000_0000_7000_8000_0000_0000_0000 | u128::from(n));
    let org = uuid::Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 | u128::from(club));
    let mut more = String::new();
    if version > 0 {
        write!(more, " Changed {version} times.").unwrap();
    }
    format!(
        r#"{{"id":"{id}","name":"{what} {n}","description":"<p>{what} for people of {town} and the villages round it.</p><p>Come for company, tea and something to do. No need to book; bring a friend if you like.{more}</p>","status":"active","url":"https://club{club}.example.org/{n}","email":"group{n}@example.org","minimum_age":18,"assured_date":"2026-0{}-11","organization":{{"id":"{org}","name":"{town} Club {club}","description":"A club of {town}.","url":"https://club{club}.example.org"}},"phones":[{{"number":"01632 960{:03}"}}],"schedules":[{{"freq":"WEEKLY","byday":"TU","opens_at":"10:00","closes_at":"12:00"}}],"service_at_locations":[{{"location":{{"name":"Village Hall","latitude":{:.5},"longitude":{:.5},"addresses":[{{"address_1":"Brook Street","city":"{town}","postal_code":"TA{} {}AB"}}]}}}}],"cost_options":[{{"amount":2}}]}}"#,
        n % 9 + 1,
        n % 1000,
        51.0 + (n % 1000) as f64 / 5000.0,
        -3.1 + (n % 777) as f64 / 5000.0,
        n % 24 + 1,
        n % 9 + 1,
    )
}

/// A feed that is made while it is read.
struct Endless {
    next: u64,
    end: u64,
    version: fn(u64) -> u64,
    rest: Vec<u8>,
    at: usize,
}

impl Endless {
    fn new(end: u64, version: fn(u64) -> u64) -> Endless {
        Endless { next: 0, end, version, rest: Vec::new(), at: 0 }
    }
}

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.rest.len() {
            if self.next == self.end {
                return Ok(0);
            }
            self.rest = format!("{}\n", service(self.next, (self.version)(self.next))).into_bytes();
            (self.next, self.at) = (self.next + 1, 0);
        }
        let many = into.len().min(self.rest.len() - self.at);
        into[..many].copy_from_slice(&self.rest[self.at..self.at + many]);
        self.at += many;
        Ok(many)
    }
}

fn million(folder: &Path) {
    let (db, area) = fresh(folder, "million.sqlite");
    let by = Actor::program(area, "Quilt");
    let source = FeedSource { name: "A million".into(), address: "file:million.ndjson".into() };
    let read = |feed| import_feed(&db, &by, &now(), &source, feed).unwrap();
    println!("memory before a million are read: {} MB", memory_mb("VmRSS"));
    measured("a million, streamed, new", || read(Endless::new(MILLION, |_| 0)));
    size(&folder.join("million.sqlite"));
    measured("again, one in a hundred changed, ten new", || {
        read(Endless::new(MILLION + 10, |n| u64::from(n % 100 == 17)))
    });
    size(&folder.join("million.sqlite"));
    meters(&db);
}

/// From now on the most memory held is counted anew, where the system allows it.
fn forget_peak() {
    let _refused = std::fs::write("/proc/self/clear_refs", "5");
}

/// Seconds a processor worked for this process: what a busy machine leaves as it is.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks: f64 = after.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<f64>().ok()).sum();
    ticks / 100.0
}

fn memory_mb(what: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(what)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|n| n.parse::<u64>().ok()).unwrap_or(0) / 1024
}
