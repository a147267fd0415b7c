//! Erasing empties what was said and leaves the chain whole.

use serde_json::json;
use uuid::Uuid;

use super::{AREA, ELSEWHERE, add, at, databases, line, person, sign, verified};
use crate::{Error, Line, about, erase, erase_thread, record};

/// Something a person did themselves.
fn own(number: i64) -> Line<'static> {
    Line { about: person(1), by: person(1), by_name: "Maggie Price", thread: None, ..line(number) }
}

fn erased(number: i64) -> Line<'static> {
    Line { kind: "person.erased", about: person(1), facts: json!({}), ..line(number) }
}

#[test]
fn facts_and_own_names_go_and_the_chain_stays() {
    for db in databases() {
        add(&db, (0..9).map(line));
        add(&db, [own(9), Line { by_name: "", ..own(10) }, Line { area: ELSEWHERE, ..own(11) }]);
        sign(&db, AREA, 20);
        let count = db.write("erase", |tx| {
            let count = erase(tx, AREA, person(1))?;
            record(tx, &erased(20)).map(|()| count)
        });
        assert_eq!(count.unwrap(), 5);
        let report = verified(&db);
        assert!(report.is_whole(), "{}: {:?}", db.name(), report.problems);
        assert_eq!(report.erased, 5);
        let entries = db.read("look", |tx| about(tx, AREA, person(1), 100, None)).unwrap();
        let (said, gone) = entries.split_first().unwrap();
        assert_eq!((said.kind.as_str(), said.facts.clone()), ("person.erased", Some(json!({}))));
        assert!(gone.iter().all(|entry| entry.facts.is_none()));
        assert!(entries.iter().all(|entry| entry.by_name != "Maggie Price"));
        assert!(entries.iter().any(|entry| entry.by_name == "Sam"), "those who worked with them stay named");
        let others = db.read("look", |tx| about(tx, AREA, person(2), 100, None)).unwrap();
        assert!(others.iter().all(|entry| entry.facts.is_some()));
        let elsewhere = db.read("look", |tx| about(tx, ELSEWHERE, person(1), 100, None)).unwrap();
        assert_eq!(elsewhere[0].by_name, "Maggie Price");
    }
}

#[test]
fn a_thread_is_emptied_whoever_its_lines_are_about() {
    for db in databases() {
        let (story, other) = (Uuid::from_u128(7_000), Uuid::from_u128(7_001));
        let of = |thread, number: i64| Line {
            thread: Some(thread),
            about: person(number.unsigned_abs().into()),
            ..line(number)
        };
        add(&db, [of(story, 1), of(story, 2), of(other, 1), of(story, 3)]);
        sign(&db, AREA, 20);
        let count = db.write("erase", |tx| {
            let count = erase_thread(tx, AREA, story)?;
            record(tx, &erased(20)).map(|()| count)
        });
        assert_eq!(count.unwrap(), 3);
        let report = verified(&db);
        assert!(report.is_whole() && report.erased == 3, "{:?}", report.problems);
        let left = db.read("look", |tx| crate::thread(tx, AREA, other, 100, None)).unwrap();
        assert!(!left.is_empty() && left.iter().all(|entry| entry.facts.is_some()));
    }
}

#[test]
fn erasing_twice_and_nobody() {
    for db in databases() {
        add(&db, [own(1), own(2)]);
        for expected in [2, 1, 1] {
            let count = db.write("erase", |tx| {
                let count = erase(tx, AREA, person(1))?;
                record(tx, &erased(9)).map(|()| count)
            });
            assert_eq!(count.unwrap(), expected, "the line that says so is emptied the next time");
        }
        assert_eq!(db.write("erase", |tx| erase(tx, AREA, Uuid::nil())).unwrap(), 0);
        assert!(verified(&db).is_whole());
        assert_eq!(sign(&db, AREA, 30).unwrap().written, at(30));
    }
}

#[test]
fn erasing_without_a_line_is_not_kept() {
    for db in databases() {
        add(&db, [own(1)]);
        let refused: Result<u64, Error> = db.write("erase in silence", |tx| erase(tx, AREA, person(1)));
        assert!(matches!(refused, Err(Error::Store(store::Error::NoLine { .. }))));
        assert_eq!(verified(&db).erased, 0);
    }
}
