//! Lines come out newest first, page by page, and none is lost between pages.

use jiff::Timestamp;
use store::testing::{TestDb, sqlite};
use store::{Rules, Value, values};

use super::{AREA, ELSEWHERE, MIGRATIONS, add, at, databases, line, person, story};
use crate::{Entry, Line, about, erase, read, recent, thread, thread_of};

fn numbers(entries: &[Entry]) -> Vec<i64> {
    entries.iter().map(|entry| entry.facts.as_ref().unwrap()["number"].as_i64().unwrap()).collect()
}

#[test]
fn each_question_finds_its_own_lines_newest_first() {
    for db in databases() {
        add(&db, (0..12).map(line));
        add(&db, (20..25).map(|number| Line { area: ELSEWHERE, ..line(number) }));
        db.read("look", |tx| {
            assert_eq!(numbers(&thread(tx, AREA, story(0), 100, None)?), [10, 8, 6, 4, 2, 0]);
            assert_eq!(numbers(&thread(tx, AREA, story(1), 2, None)?), [9, 5]);
            assert_eq!(numbers(&about(tx, AREA, person(2), 100, None)?), [11, 8, 5, 2]);
            assert_eq!(numbers(&about(tx, AREA, person(2), 100, Some(at(8)))?), [5, 2]);
            assert_eq!(numbers(&recent(tx, AREA, &[], 3, None)?), [11, 10, 9]);
            assert_eq!(numbers(&recent(tx, AREA, &["referral.asked"], 3, Some(at(9)))?), [7, 5, 3]);
            assert_eq!(
                numbers(&recent(tx, AREA, &["referral.asked", "journey.contact"], 2, None)?),
                [11, 10]
            );
            assert_eq!(numbers(&recent(tx, AREA, &["nothing"], 3, None)?), [0; 0]);
            assert_eq!(numbers(&recent(tx, AREA, &[], 0, None)?), [0; 0]);
            assert_eq!(recent(tx, AREA, &[], usize::MAX, None)?.len(), 12);
            assert_eq!(recent(tx, ELSEWHERE, &[], 100, None)?.len(), 5);
            Ok::<_, crate::Error>(())
        })
        .unwrap();
    }
}

#[test]
fn a_story_is_told_with_some_kinds_or_without_them() {
    for db in databases() {
        let looked = |number| Line { kind: "journey.looked_at", thread: Some(story(0)), ..line(number) };
        add(&db, (0..12).map(|number| if number % 3 == 0 { looked(number) } else { line(number) }));
        db.read("look", |tx| {
            let mut told = |kinds: &[&str], wanted, limit, before| {
                Ok::<_, crate::Error>(numbers(&thread_of(tx, AREA, story(0), kinds, wanted, limit, before)?))
            };
            assert_eq!(told(&["journey.looked_at"], true, 100, None)?, [9, 6, 3, 0]);
            assert_eq!(told(&["journey.looked_at", "nothing"], false, 100, None)?, [10, 8, 4, 2]);
            assert_eq!(told(&["journey.looked_at"], false, 2, Some(at(10)))?, [8, 4]);
            assert_eq!(told(&[], false, 2, None)?, [10, 9]);
            assert_eq!(told(&[], true, 100, None)?, [0; 0]);
            assert_eq!(told(&["journey.looked_at"], true, 0, None)?, [0; 0]);
            Ok::<_, crate::Error>(())
        })
        .unwrap();
    }
}

#[test]
fn an_entry_says_what_its_line_said() {
    for db in databases() {
        let line = line(5);
        add(&db, [line.clone()]);
        let entry = db.read("look", |tx| thread(tx, AREA, story(1), 1, None)).unwrap().remove(0);
        let expected = Entry {
            area: AREA,
            lane: entry.lane,
            seq: 1,
            kind: line.kind.to_owned(),
            about: line.about,
            thread: line.thread,
            by: line.by,
            by_name: line.by_name.to_owned(),
            happened: line.happened,
            written: line.written,
            facts: Some(line.facts),
        };
        assert_eq!(entry, expected);
    }
}

fn paged(db: &TestDb, limit: usize) -> Vec<i64> {
    let (mut all, mut before): (Vec<Entry>, Option<Timestamp>) = (Vec::new(), None);
    loop {
        let page = db.read("page", |tx| about(tx, AREA, person(1), limit, before)).unwrap();
        let Some(last) = page.last() else { return numbers(&all) };
        before = Some(last.written);
        all.extend(page);
    }
}

#[test]
fn pages_lose_nothing_written_at_one_moment() {
    for db in databases() {
        // Five moments with one to five lines each, in many lanes.
        add(
            &db,
            (0..15).map(|number| {
                let each = u128::try_from(number).unwrap();
                let moment = at(i64::from((f64::from(i32::try_from(number).unwrap()) * 2.0).sqrt() as i32));
                Line { about: person(1), thread: Some(story(each)), written: moment, ..line(number) }
            }),
        );
        let whole = paged(&db, 100);
        assert_eq!(whole.len(), 15);
        for limit in 1..16 {
            assert_eq!(paged(&db, limit), whole, "{} by {limit}", db.name());
        }
    }
}

#[test]
fn nothing_goes_through_a_whole_area_to_find_a_few_lines() {
    let db = sqlite(MIGRATIONS, Rules::default());
    let plan = |text: &str, values: &[Value]| {
        let rows = db.read("explain", |tx| tx.rows(&format!("EXPLAIN QUERY PLAN {text}"), values)).unwrap();
        rows.iter().map(|row| row.get::<String>("detail").unwrap()).collect::<Vec<_>>()
    };
    let page: Vec<Value> = values![AREA, at(9), at(1), 5, person(1)].to_vec();
    for (column, wanted, index) in
        [("kind", 0, "written"), ("thread_id", 1, "thread"), ("about_id", 1, "about")]
    {
        let steps = plan(&read::text(column, wanted, 4 + wanted), &page[..4 + wanted]);
        let index = format!("INDEX ledger_line_{index} (");
        assert!(steps[0].contains(&index), "{steps:?}");
        assert!(
            steps.iter().all(|step| !step.contains("TEMP B-TREE") && !step.contains("SCAN")),
            "{steps:?}"
        );
    }
    for text in [erase::own_names(), erase::empty_facts()] {
        let steps = plan(&text, &values![AREA, person(1)]);
        assert!(steps.iter().any(|step| step.contains("INDEX ledger_line_about (")), "{steps:?}");
        assert!(steps.iter().all(|step| !step.ends_with("PRIMARY KEY (area_id=?)")), "{steps:?}");
    }
}
