//! How fast a feed of 100,000 services is read, and read again unchanged: `cargo bench -p openreferral`.
//! Another number of services may be given: `cargo bench -p openreferral -- 1000000`.
#![expect(clippy::print_stdout, reason = "its figures are what it is for")]

#[path = "../tests/generated/mod.rs"]
mod generated;

use std::{
    collections::HashMap,
    io::Read,
    sync::Arc,
    time::{Duration, Instant},
};

use openreferral::{Reader, Step, v3};

fn main() {
    let services = std::env::args().find_map(|said| said.parse().ok()).unwrap_or(100_000_u64);
    let mut feed = Vec::new();
    if let Err(error) = generated::Feed::of(services).read_to_end(&mut feed) {
        println!("the feed could not be made: {error}");
        return;
    }
    println!(
        "{services} services, {} MB, {} bytes each",
        feed.len() / 1_000_000,
        feed.len() as u64 / services.max(1)
    );

    let mut known = HashMap::new();
    let mut written = Duration::ZERO;
    let mut bytes = 0;
    let began = Instant::now();
    for step in Reader::new(feed.as_slice()) {
        if let Step::Kept(read) = step {
            let start = Instant::now();
            bytes += v3::line(&v3::service(&read.service)).len();
            written += start.elapsed();
            known.extend(read.raw.map(|mark| (mark, read.service.id)));
        }
    }
    say("read", services, began.elapsed().saturating_sub(written));
    say("written as v3", services, written);
    println!("{:>16} {} MB", "", bytes / 1_000_000);

    let known = Arc::new(known);
    let began = Instant::now();
    let mut same = 0;
    for step in Reader::new(feed.as_slice()).knowing(move |mark| known.get(mark).copied()) {
        same += u64::from(matches!(step, Step::Same { .. }));
    }
    say("passed over", same, began.elapsed());
}

fn say(what: &str, services: u64, took: Duration) {
    let rate = services as f64 / took.as_secs_f64();
    println!("{what:>16} {rate:>10.0} services a second ({took:.2?})");
}
