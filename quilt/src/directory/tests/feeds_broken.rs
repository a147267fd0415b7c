//! One great document that breaks off half way: gone on with where it broke when the server can,
//! read again from its beginning when it cannot, and the history says which.

use serde_json::json;

use super::publisher::*;
use crate::directory::feeds::*;
use crate::fixture::{engines, world};

const MARK: &str = "\"first\"";

fn document(word: &str) -> Vec<u8> {
    let many: Vec<_> =
        (0..400).map(|n| json!({"id": n.to_string(), "name": format!("{word} {n}")})).collect();
    json!(many).to_string().into_bytes()
}

/// The whole, of which so much comes before the line breaks.
fn breaks(whole: &[u8], after: usize, mark: &str) -> Answer {
    let whole_head = format!("200 OK\r\netag: {mark}\r\naccept-ranges: bytes");
    Answer { head: whole_head, says: whole.len(), body: whole[..after].to_vec() }
}

/// What was asked for from there on.
fn rest(whole: &[u8], asked: &Asked, mark: &str) -> Option<Answer> {
    let from: usize = asked.header("range")?.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok()?;
    assert_eq!(asked.header("if-range"), Some(MARK));
    assert_eq!(asked.header("accept-encoding"), Some("identity"), "a part of something packed is nothing");
    let part = format!(
        "206 Partial Content\r\netag: {mark}\r\ncontent-range: bytes {from}-{}/{}",
        whole.len() - 1,
        whole.len()
    );
    Some(with(&part, &whole[from..]))
}

#[test]
fn it_goes_on_at_the_byte_where_it_broke() {
    for db in engines() {
        let world = world(&db);
        let whole = document("Group");
        let (third, len) = (whole.len() / 3, whole.len());
        let mut times = 0;
        let publisher = Publisher::serve(move |asked| match rest(&whole, asked, MARK) {
            // It is busy for a moment, and then the rest breaks off once more.
            Some(_) if std::mem::replace(&mut times, 1) == 0 => with("503 Busy", ""),
            Some(part) if part.body.len() > len / 2 => Answer { body: part.body[..len / 3].to_vec(), ..part },
            Some(part) => part,
            None => breaks(&whole, third, MARK),
        });
        let bounds = Bounds { patience: Patience { tries: 5, ..quick().patience }, ..quick() };
        let report = read_with(&db, &world.admin, &world.now, bounds, &publisher.address).unwrap();
        assert_eq!((report.run.added, report.details.complete), (400, true), "{:#?}", report.lines());
        assert_eq!((report.run.bytes, publisher.asked()), (len as i64, 4), "no byte came twice");
        must_say(&report, &format!("broke off at byte {third}, and went on from there"));
        must_say(&report, &format!("broke off at byte {}, and went on from there", third + len / 3));
        // And it is known again: the whole is what was put together.
        publisher.now(|asked| {
            assert_eq!(asked.header("if-none-match"), Some(MARK));
            with("304 Not Modified", "")
        });
        assert_eq!(read(&db, &world, &publisher.address).run.outcome, Outcome::Same, "{}", db.name());
    }
}

#[test]
fn it_is_read_from_the_beginning_where_it_cannot_go_on() {
    for db in engines() {
        let world = world(&db);
        // A server that knows no ranges.
        let mut times = 0;
        let publisher = Publisher::serve(move |asked| {
            assert!(times == 0 || asked.header("range").is_some());
            times += 1;
            let whole = document("Group");
            breaks(&whole, if times == 1 { 2_000 } else { whole.len() }, MARK)
        });
        let report = read(&db, &world, &publisher.address);
        assert_eq!((report.run.added, report.details.complete), (400, true), "{:#?}", report.lines());
        must_say(
            &report,
            "broke off at byte 2000; its server cannot go on in the middle, so it was read again from its beginning",
        );

        // One that has another document by now: nothing of the first is in what is kept.
        let mut times = 0;
        publisher.now(move |_| {
            times += 1;
            if times == 1 {
                breaks(&document("Old"), 2_000, MARK)
            } else {
                with("200 OK\r\netag: \"second\"", document("New"))
            }
        });
        let report = read(&db, &world, &publisher.address);
        assert_eq!((report.run.changed, report.details.complete), (400, true), "{:#?}", report.lines());
        must_say(&report, "it had changed meanwhile, so it was read again");
        assert!(report.details.changes.iter().all(|change| change.name.starts_with("New")));

        // One that says something else is a part of it: that is not believed.
        publisher.now(|asked| match rest(&document("Mixed"), asked, "\"other\"") {
            Some(part) => part,
            None => breaks(&document("Odd"), 2_000, MARK),
        });
        let report = read(&db, &world, &publisher.address);
        assert!(!report.details.complete && report.run.withdrawn == 0, "{:#?}", report.lines());
        assert!(report.details.changes.iter().all(|change| change.name.starts_with("Odd")), "{}", db.name());
    }
}

#[test]
fn without_a_mark_nobody_can_go_on() {
    for db in engines() {
        let world = world(&db);
        let mut times = 0;
        let publisher = Publisher::serve(move |asked| {
            assert_eq!(asked.header("range"), None);
            times += 1;
            let whole = ok(document("Group"));
            if times == 1 { Answer { body: whole.body[..999].to_vec(), ..whole } } else { whole }
        });
        let report = read(&db, &world, &publisher.address);
        assert!(report.details.complete, "{}: {:#?}", db.name(), report.lines());
        must_say(&report, "broke off at byte 999; its server gives no mark to go on by");
    }
}
