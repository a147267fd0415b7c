//! Lines go in whole, in order, from many hands at once.

use std::thread;

use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};
use store::testing::sqlite;
use store::{Rules, values};
use uuid::Uuid;

use super::{AREA, ELSEWHERE, MIGRATIONS, add, at, databases, line, person, sign, story, verified};
use crate::{Error, LANES, Line, about, record, thread, verify};

#[test]
fn a_chain_verifies() {
    for db in databases() {
        assert!(verified(&db).is_whole(), "an empty ledger");
        add(&db, (0..40).map(line));
        add(&db, (0..7).map(|number| Line { area: ELSEWHERE, ..line(number) }));
        let first = sign(&db, AREA, 50).unwrap();
        assert_eq!((first.number, first.heads.iter().map(|head| head.seq).sum::<i64>()), (1, 40));
        assert_eq!(sign(&db, AREA, 51), None, "nothing new to sign");
        add(&db, (40..45).map(line));
        assert_eq!(sign(&db, AREA, 52).unwrap().number, 2);
        assert_eq!(sign(&db, ELSEWHERE, 52).unwrap().number, 1);
        let report = verified(&db);
        assert!(report.is_whole(), "{}: {:?}", db.name(), report.problems);
        assert_eq!((report.lines, report.erased, report.checkpoints), (52, 0, 3));
        let one = db.read("verify one area", |tx| verify(tx, Some(ELSEWHERE), None)).unwrap();
        assert!(one.is_whole() && one.lines == 7 && one.checkpoints == 1, "{one:?}");
    }
}

#[test]
fn many_checkpoints_are_gone_through() {
    let db = sqlite(MIGRATIONS, Rules::default());
    for number in 0..205 {
        add(&db, [line(number)]);
        sign(&db, AREA, number).unwrap();
    }
    let report = verified(&db);
    assert!(report.is_whole(), "{:?}", report.problems);
    assert_eq!(report.checkpoints, 205);
}

#[test]
fn a_line_costs_three_statements() {
    for db in databases() {
        let statements = db.write("count", |tx| record(tx, &line(1)).map(|()| tx.statements())).unwrap();
        assert_eq!(statements, 3);
    }
}

#[test]
fn what_is_no_line_is_refused() {
    let db = sqlite(MIGRATIONS, Rules::default());
    let refused = |line: &Line<'_>| db.write("add a line", |tx| record(tx, line)).unwrap_err();
    let long = "a".repeat(101);
    for kind in ["", "Referral", "referral asked", "réferral", &long] {
        assert!(matches!(refused(&Line { kind, ..line(1) }), Error::Kind(_)), "{kind}");
    }
    for facts in [Value::Null, json!([1]), json!("words"), json!(7)] {
        assert!(matches!(refused(&Line { facts, ..line(1) }), Error::Facts(_)));
    }
    assert!(matches!(refused(&Line { by_name: "a\0b", ..line(1) }), Error::Store(_)));
    assert_eq!(verified(&db).lines, 0);
}

#[test]
fn many_hands_at_once_keep_a_whole_chain() {
    const EACH: i64 = 60;
    const HANDS: i64 = 4;
    for db in databases() {
        thread::scope(|scope| {
            for hand in 0..HANDS {
                let db = db.db().clone();
                scope.spawn(move || add(&db, (0..EACH).map(|number| line(number * HANDS + hand))));
            }
        });
        let report = verified(&db);
        assert!(report.is_whole(), "{}: {:?}", db.name(), report.problems);
        assert_eq!(report.lines, u64::try_from(HANDS * EACH).unwrap());
    }
}

#[test]
fn a_change_and_its_line_stand_or_fall_together() {
    for db in databases() {
        let failed: Result<(), Error> = db.write("change one's mind", |tx| {
            record(tx, &line(1))?;
            Err(Error::Full(0))
        });
        assert!(failed.is_err());
        assert_eq!(verified(&db).lines, 0);
    }
}

#[test]
fn a_story_stays_in_one_lane_and_stories_spread() {
    let db = sqlite(MIGRATIONS, Rules::default());
    add(
        &db,
        (0..200)
            .map(|number| Line { thread: Some(story(u128::try_from(number % 50).unwrap())), ..line(number) }),
    );
    let lanes_of = |what: &str| {
        let rows = db.read("count", |tx| {
            tx.rows(&format!("SELECT COUNT(DISTINCT lane) FROM ledger_line GROUP BY {what}"), &values![])
        });
        rows.unwrap().iter().map(|row| row.at::<i64>(0).unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(lanes_of("thread_id"), vec![1; 50]);
    assert!(lanes_of("area_id")[0] > LANES / 2);
}

fn any_line() -> impl Strategy<Value = Line<'static>> {
    // The store refuses moments before the year 1 and NUL in text, so lines have neither.
    let moment = (-62_135_596_800i64..=253_402_207_200, 0i32..1_000_000_000)
        .prop_map(|(second, nanosecond)| Timestamp::new(second, nanosecond).unwrap());
    let name = prop::sample::select(vec!["", "Sam", "Siân", "李", "a 'quote\" \\ \n 🧵"]);
    let facts = prop::collection::btree_map(
        ".{0,8}",
        prop_oneof![
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            ".*".prop_map(Value::from),
            any::<bool>().prop_map(Value::from),
        ],
        0..4,
    );
    (any::<[u128; 3]>(), any::<bool>(), 0u128..3, name, moment.clone(), moment, facts).prop_map(
        |([about, thread, by], threaded, few, by_name, happened, written, facts)| Line {
            area: AREA,
            kind: "journey.contact",
            about: if few == 0 { person(1) } else { Uuid::from_u128(about) },
            thread: threaded.then_some(Uuid::from_u128(thread)),
            by: Uuid::from_u128(by),
            by_name,
            happened,
            written,
            facts: facts.into_iter().collect(),
        },
    )
}

#[test]
fn any_line_reads_back_and_verifies() {
    for db in databases() {
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(60));
        let whole = runner.run(&any_line(), |line| {
            db.write("add a line", |tx| record(tx, &line)).unwrap();
            let entries = db.read("look", |tx| match line.thread {
                Some(story) => thread(tx, AREA, story, 100, None),
                None => about(tx, AREA, line.about, 100, None),
            });
            let entry = entries.unwrap().into_iter().find(|entry| entry.by == line.by).unwrap();
            prop_assert_eq!(entry.happened.as_microsecond(), line.happened.as_microsecond());
            prop_assert_eq!(entry.written.as_microsecond(), line.written.as_microsecond());
            prop_assert_eq!(entry.by_name, line.by_name);
            prop_assert_eq!(entry.facts, Some(line.facts));
            Ok(())
        });
        whole.unwrap();
        let report = verified(&db);
        assert!(report.is_whole(), "{}: {:?}", db.name(), report.problems);
    }
}

#[test]
fn times_are_cut_off_before_they_are_sealed() {
    for db in databases() {
        let fine = at(0).checked_add(jiff::SignedDuration::from_nanos(1_999)).unwrap();
        let early = Timestamp::new(-5, -1_999).unwrap();
        add(&db, [Line { happened: fine, written: early, ..line(0) }]);
        assert!(verified(&db).is_whole());
        let entry = db.read("look", |tx| thread(tx, AREA, story(0), 1, None)).unwrap().remove(0);
        assert_eq!(entry.happened, at(0).checked_add(jiff::SignedDuration::from_micros(1)).unwrap());
        assert_eq!(entry.written, Timestamp::new(-5, -1_000).unwrap());
    }
}
