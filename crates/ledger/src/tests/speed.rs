//! How fast it is; run by hand: `cargo test --release -p ledger speed -- --ignored --nocapture`.

use std::time::Instant;

use super::{databases, line, story, verified};
use crate::{Line, record};

const LINES: i64 = 200_000;

#[test]
#[ignore = "measures rather than tests; run by hand in release"]
fn speed() {
    for db in databases() {
        let began = Instant::now();
        for batch in 0..LINES / 1000 {
            let add = |number: i64| Line {
                thread: Some(story(u128::try_from(number % 997).unwrap())),
                ..line(number)
            };
            db.write("fill", |tx| (0..1000).try_for_each(|each| record(tx, &add(batch * 1000 + each))))
                .unwrap();
        }
        let recorded = began.elapsed().as_secs_f64();
        let began = Instant::now();
        let report = verified(&db);
        let went = began.elapsed().as_secs_f64();
        assert!(report.is_whole() && report.lines == u64::try_from(LINES).unwrap());
        let each = |seconds: f64| report.lines as f64 / seconds;
        println!("{}: recorded {:.0} lines/s, verified {:.0} lines/s", db.name(), each(recorded), each(went));
        let began = Instant::now();
        for number in 0..200 {
            db.write("one line", |tx| record(tx, &line(number))).unwrap();
        }
        println!(
            "{}: one line a transaction {:.0} µs",
            db.name(),
            began.elapsed().as_secs_f64() * 1e6 / 200.0
        );
    }
}
