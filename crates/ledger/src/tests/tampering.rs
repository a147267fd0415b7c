//! Whatever is done to the tables behind the ledger's back is found.

use ed25519_dalek::Signer;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use store::testing::TestDb;
use store::{Db, Error, Row, Rules, Tx, Value, values};
use uuid::Uuid;

use super::{AREA, ELSEWHERE, add, after, after_by_lines, at, databases, line, sign, verified};
use crate::encoding::{self, BEGINNING, Hash};
use crate::stored::{COLUMNS, Stored};
use crate::{Line, Report, SigningKey, Wrong, checkpoint, holds, verify};

const LINES: i64 = 24;

/// A ledger of two areas with two checkpoints in one, and two lines after the last.
fn told() -> Vec<TestDb> {
    let all = databases();
    for db in &all {
        add(db, (0..LINES / 2).map(line));
        sign(db, AREA, 100);
        add(db, (LINES / 2..LINES - 2).map(line));
        sign(db, AREA, 200);
        add(db, (LINES - 2..LINES).map(line));
        add(db, (0..5).map(|number| Line { area: ELSEWHERE, ..line(number) }));
        assert!(verified(db).is_whole());
    }
    all
}

/// Where every line stands.
fn places(db: &Db) -> Vec<(Uuid, i64, i64)> {
    let rows =
        db.read("look", |tx| tx.rows("SELECT area_id, lane, seq FROM ledger_line", &values![])).unwrap();
    rows.iter().map(|row| (row.at(0).unwrap(), row.at(1).unwrap(), row.at(2).unwrap())).collect()
}

/// The lane of an area with the most lines, and how many.
fn longest_lane(db: &Db) -> (i64, i64) {
    let text = "SELECT lane, seq FROM ledger_lane WHERE area_id = $1 ORDER BY seq DESC, lane LIMIT 1";
    let row = db.read("look", |tx| tx.row(text, &values![AREA])).unwrap().unwrap();
    (row.at(0).unwrap(), row.at(1).unwrap())
}

fn set(tx: &mut Tx<'_>, place: (Uuid, i64, i64), column: &str, value: &Value) -> Result<(), Error> {
    let text = format!("UPDATE ledger_line SET {column} = $4 WHERE area_id = $1 AND lane = $2 AND seq = $3");
    let changed = tx.run(&text, &values![place.0, place.1, place.2, value])?;
    assert_eq!(changed, 1);
    Ok(())
}

#[track_caller]
fn found(report: &Report, db: &TestDb, what: &str) {
    assert!(!report.is_whole(), "{}: {what} was not found", db.name());
}

fn says(report: &Report, wanted: impl Fn(&Wrong) -> bool) -> bool {
    report.problems.iter().any(|problem| wanted(&problem.wrong))
}

#[test]
fn any_column_of_any_line() {
    let earlier: Timestamp = at(0) - SignedDuration::from_hours(9);
    let columns: Vec<(&str, Value)> = vec![
        ("area_id", Uuid::from_u128(77).into()),
        ("lane", 15.into()),
        ("lane", 99.into()),
        ("seq", 1000.into()),
        ("seq", 0.into()),
        ("seq", (-1).into()),
        ("seq", i64::MAX.into()),
        ("kind", "referral.asked_".into()),
        ("kind", "".into()),
        ("about_id", Uuid::from_u128(77).into()),
        ("thread_id", Uuid::from_u128(77).into()),
        ("by_id", Uuid::nil().into()),
        ("by_name", "Somebody else".into()),
        ("by_name", "".into()),
        ("by_name_hash", vec![9u8; 32].into()),
        ("happened", earlier.into()),
        ("written", earlier.into()),
        ("facts", "{}".into()),
        ("facts", "".into()),
        ("facts", "not json".into()),
        ("facts_hash", vec![9u8; 32].into()),
        ("hash", vec![9u8; 32].into()),
    ];
    for db in told() {
        for place in places(&db) {
            for (column, value) in &columns {
                let report = after_by_lines(&db, |tx| set(tx, place, column, value));
                found(&report, &db, &format!("{column} of {place:?}"));
            }
        }
    }
}

#[test]
fn a_thread_taken_away() {
    for db in told() {
        let text = "UPDATE ledger_line SET thread_id = NULL WHERE thread_id IS NOT NULL AND seq = 1";
        let report = after(&db, |tx| tx.run(text, &values![]).map(|count| assert!(count > 0)));
        assert!(says(&report, |wrong| *wrong == Wrong::Line), "{:?}", report.problems);
    }
}

#[test]
fn a_microsecond_and_a_letter() {
    for db in told() {
        let whole = places(&db);
        let strategy = (
            0..whole.len(),
            prop::sample::select(vec!["happened", "written"]),
            prop_oneof![-1_000_000i64..0, 1i64..1_000_000],
            1i32..0x80,
        );
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(60));
        let checked = runner.run(&strategy, |(line, column, by, letter)| {
            let place = whole[line];
            let values = values![place.0, place.1, place.2];
            let report = after(&db, |tx| {
                let text = format!(
                    "SELECT {column}, facts FROM ledger_line WHERE area_id = $1 AND lane = $2 AND seq = $3"
                );
                let time: Timestamp = tx.row(&text, &values)?.unwrap().at(0)?;
                set(tx, place, column, &(time + SignedDuration::from_micros(by)).into())
            });
            prop_assert_eq!(&report.problems[0].wrong, &Wrong::Line);
            prop_assert_eq!(
                (report.problems[0].area, report.problems[0].lane, report.problems[0].seq),
                (place.0, Some(place.1), place.2)
            );
            prop_assert_eq!(report.problems.len(), 1);
            let letter = char::from_u32(u32::try_from(letter).unwrap()).unwrap();
            let report = after_by_lines(&db, |tx| {
                let text = "SELECT facts FROM ledger_line WHERE area_id = $1 AND lane = $2 AND seq = $3";
                let facts: String = tx.row(text, &values)?.unwrap().at(0)?;
                set(tx, place, "facts", &format!("{facts}{letter}").into())
            });
            prop_assert_eq!(&report.problems[0].wrong, &Wrong::Facts);
            Ok(())
        });
        checked.unwrap();
    }
}

#[test]
fn a_line_removed() {
    for db in told() {
        for place in places(&db) {
            let text = "DELETE FROM ledger_line WHERE area_id = $1 AND lane = $2 AND seq = $3";
            let report = after(&db, |tx| tx.run(text, &values![place.0, place.1, place.2]).map(drop));
            assert!(
                says(&report, |wrong| matches!(wrong, Wrong::Missing { .. } | Wrong::CutOff { .. })),
                "{}: {place:?} {:?}",
                db.name(),
                report.problems
            );
        }
    }
}

#[test]
fn a_lane_cut_off_at_its_tail() {
    for db in told() {
        let (lane, last) = longest_lane(&db);
        for keep in 0..last {
            let report = after(&db, |tx| cut(tx, lane, keep));
            assert!(says(&report, |wrong| *wrong == Wrong::CutOff { end: keep }), "{:?}", report.problems);
        }
    }
}

#[test]
fn a_lane_cut_off_and_its_head_moved_back() {
    for db in told() {
        let (lane, last) = longest_lane(&db);
        for keep in 0..last - 2 {
            let report = after(&db, |tx| {
                cut(tx, lane, keep)?;
                let head = "UPDATE ledger_lane SET seq = $3, hash = (SELECT hash FROM ledger_line WHERE area_id = $1 \
                            AND lane = $2 AND seq = $3) WHERE area_id = $1 AND lane = $2";
                let none = "DELETE FROM ledger_lane WHERE area_id = $1 AND lane = $2";
                if keep > 0 {
                    tx.run(head, &values![AREA, lane, keep])
                } else {
                    tx.run(none, &values![AREA, lane])
                }
                .map(drop)
            });
            assert!(
                says(&report, |wrong| matches!(wrong, Wrong::SignedGone { .. })),
                "{keep}: {:?}",
                report.problems
            );
        }
    }
}

fn cut(tx: &mut Tx<'_>, lane: i64, keep: i64) -> Result<(), Error> {
    tx.run(
        "DELETE FROM ledger_line WHERE area_id = $1 AND lane = $2 AND seq > $3",
        &values![AREA, lane, keep],
    )
    .map(drop)
}

#[test]
fn two_lines_swapped() {
    for db in told() {
        let (lane, last) = longest_lane(&db);
        for (one, other) in [(1, 2), (2, last), (last - 1, last)] {
            let report = after(&db, |tx| {
                for (from, to) in [(one, -7), (other, one), (-7, other)] {
                    set(tx, (AREA, lane, from), "seq", &to.into())?;
                }
                Ok(())
            });
            assert!(says(&report, |wrong| *wrong == Wrong::Line), "{:?}", report.problems);
        }
    }
}

#[test]
fn a_line_slipped_in_at_the_end() {
    for db in told() {
        let (lane, last) = longest_lane(&db);
        let report = after(&db, |tx| {
            let text = "INSERT INTO ledger_line (area_id, lane, seq, kind, about_id, by_id, by_name, happened, written, \
                        facts, facts_hash, hash) SELECT area_id, lane, $3, kind, about_id, by_id, by_name, happened, \
                        written, facts, facts_hash, hash FROM ledger_line WHERE area_id = $1 AND lane = $2 AND seq = 1";
            tx.run(text, &values![AREA, lane, last + 1]).map(drop)
        });
        assert!(says(&report, |wrong| *wrong == Wrong::GoesOn { end: last + 1 }), "{:?}", report.problems);
        assert!(says(&report, |wrong| *wrong == Wrong::Line), "{:?}", report.problems);
    }
}

#[test]
fn a_lanes_head_changed() {
    for db in told() {
        let (lane, last) = longest_lane(&db);
        let head = |set: &str, value: Value| {
            let text = format!("UPDATE ledger_lane SET {set} = $3 WHERE area_id = $1 AND lane = $2");
            after(&db, |tx| tx.run(&text, &values![AREA, lane, &value]).map(drop)).problems
        };
        assert_eq!(head("seq", (last + 5).into())[0].wrong, Wrong::CutOff { end: last });
        assert_eq!(head("seq", (last - 1).into())[0].wrong, Wrong::GoesOn { end: last });
        assert_eq!(head("hash", vec![9u8; 32].into())[0].wrong, Wrong::Head);
        assert!(head("lane", 77.into()).iter().any(|problem| problem.wrong == Wrong::NoHead));
        assert!(head("area_id", Uuid::nil().into()).iter().any(|problem| problem.wrong == Wrong::NoHead));
        let gone = after(&db, |tx| tx.run("DELETE FROM ledger_lane", &values![]).map(drop));
        assert!(gone.problems.iter().all(|problem| problem.wrong == Wrong::NoHead) && !gone.is_whole());
    }
}

/// Changes a line and works out every hash after it afresh, as somebody who knows the encoding would.
fn rewrite(tx: &mut Tx<'_>, lane: i64, from: i64) -> Result<(), Error> {
    set(tx, (AREA, lane, from), "kind", &"referral.never".into())?;
    let text = format!("SELECT {COLUMNS} FROM ledger_line WHERE area_id = $1 AND lane = $2 ORDER BY seq");
    let rows: Vec<Row> = tx.rows(&text, &values![AREA, lane])?;
    let (mut previous, mut last): (Hash, i64) = (BEGINNING, 0);
    for row in &rows {
        let line = Stored::read(row)?;
        previous = line.hash_after(&previous);
        last = line.seq;
        set(tx, (AREA, lane, last), "hash", &previous.to_vec().into())?;
    }
    let head = "UPDATE ledger_lane SET seq = $3, hash = $4 WHERE area_id = $1 AND lane = $2";
    tx.run(head, &values![AREA, lane, last, previous.to_vec()]).map(drop)
}

#[test]
fn a_chain_rewritten_with_all_its_hashes() {
    for db in told() {
        let (lane, _) = longest_lane(&db);
        for from in 1..4 {
            let report = after(&db, |tx| rewrite(tx, lane, from));
            assert!(!report.is_whole());
            assert!(
                report.problems.iter().all(|problem| matches!(problem.wrong, Wrong::SignedOtherwise { .. })),
                "{:?}",
                report.problems
            );
        }
    }
}

#[test]
fn a_checkpoint_forged() {
    let forger = SigningKey::from_bytes(&[66; 32]);
    for db in told() {
        let (lane, _) = longest_lane(&db);
        // Rewritten, old checkpoints removed, and signed afresh with another key.
        let report = after(&db, |tx| {
            rewrite(tx, lane, 1)?;
            tx.run("DELETE FROM ledger_checkpoint WHERE area_id = $1", &values![AREA])?;
            checkpoint(tx, AREA, &forger, at(300)).map(drop).map_err(|why| match why {
                crate::Error::Store(why) => why,
                why => panic!("{why}"),
            })
        });
        let wrongs: Vec<_> = report.problems.iter().map(|problem| &problem.wrong).collect();
        assert_eq!(wrongs, [&Wrong::OtherKey]);
        // The same, but claiming the true key.
        let report = after(&db, |tx| {
            let row = tx.row("SELECT heads FROM ledger_checkpoint WHERE number = 2", &values![])?.unwrap();
            let message = encoding::checkpoint(AREA, 3, at(300), &[0; 64], &row.at::<Vec<u8>>(0)?);
            let text = "INSERT INTO ledger_checkpoint (area_id, number, written, heads, key, signature) \
                        SELECT area_id, 3, $1, heads, key, $2 FROM ledger_checkpoint WHERE number = 2";
            tx.run(text, &values![at(300), forger.sign(&message).to_bytes().to_vec()]).map(drop)
        });
        assert_eq!(report.problems[0].wrong, Wrong::Signature);
    }
}

#[test]
fn any_column_of_a_checkpoint() {
    let other = SigningKey::from_bytes(&[66; 32]).verifying_key().to_bytes();
    let columns: Vec<(&str, Value)> = vec![
        ("area_id", ELSEWHERE.into()),
        ("number", 9.into()),
        ("number", 0.into()),
        ("written", at(1).into()),
        ("heads", vec![9u8; 48].into()),
        ("heads", vec![9u8; 47].into()),
        ("heads", Vec::<u8>::new().into()),
        ("key", other.to_vec().into()),
        ("key", vec![2u8; 32].into()),
        ("signature", vec![9u8; 64].into()),
    ];
    for db in told() {
        for number in 1..=2i64 {
            for (column, value) in &columns {
                let text = format!("UPDATE ledger_checkpoint SET {column} = $1 WHERE number = $2");
                let report = after(&db, |tx| tx.run(&text, &values![value, number]).map(drop));
                found(&report, &db, &format!("{column} of checkpoint {number}"));
            }
        }
    }
}

#[test]
fn a_checkpoint_taken_out() {
    for db in told() {
        let report =
            after(&db, |tx| tx.run("DELETE FROM ledger_checkpoint WHERE number = 1", &values![]).map(drop));
        assert_eq!(report.problems[0].wrong, Wrong::CheckpointMissing { from: 1 });
        let report = after(&db, |tx| {
            tx.run("DELETE FROM ledger_checkpoint WHERE number = 1", &values![])?;
            tx.run("UPDATE ledger_checkpoint SET number = 1", &values![]).map(drop)
        });
        assert_eq!(report.problems[0].wrong, Wrong::Signature);
    }
}

#[test]
fn a_tail_cut_off_is_found_without_any_key_and_after_the_fact() {
    for db in told() {
        let (lane, last) = longest_lane(&db);
        let rules = Rules { unledgered: &["ledger_line"] };
        let other = Db::open(db.address(), rules).unwrap();
        other.write("harm", |tx| cut(tx, lane, last - 1)).unwrap();
        let report = db.read("verify", |tx| verify(tx, Some(AREA), None)).unwrap();
        let sentences: Vec<String> = report.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            sentences[0],
            format!(
                "Area {AREA}, lane {lane}, line {last}: the lane was cut off: its last line should be this one, and it ends \
                 with {}.",
                last - 1
            )
        );
    }
}

#[test]
fn a_row_that_makes_no_sense() {
    let db = store::testing::sqlite(super::MIGRATIONS, Rules::default());
    add(&db, (0..9).map(line));
    let (lane, last) = longest_lane(&db);
    let report = after(&db, |tx| set(tx, (AREA, lane, last), "happened", &i64::MAX.into()));
    assert!(says(&report, |wrong| matches!(wrong, Wrong::Unreadable(_))), "{:?}", report.problems);
    assert_eq!(report.lines, 9);
}

#[test]
fn the_newest_checkpoint_removed_is_missed_by_who_noted_it() {
    for db in databases() {
        add(&db, (0..9).map(line));
        let noted = sign(&db, AREA, 100).unwrap();
        let stands = |area| db.read("ask", |tx| holds(tx, area, noted.number, &noted.signature)).unwrap();
        assert!(stands(AREA) && !stands(ELSEWHERE));
        let rules = Rules { unledgered: &["ledger_line", "ledger_lane", "ledger_checkpoint"] };
        let other = Db::open(db.address(), rules).unwrap();
        for table in rules.unledgered {
            other.write("harm", |tx| tx.run(&format!("DELETE FROM {table}"), &values![])).unwrap();
        }
        add(&db, (0..3).map(line));
        sign(&db, AREA, 100).unwrap();
        assert!(verified(&db).is_whole(), "the ledger alone cannot know");
        assert!(!stands(AREA));
    }
}

#[test]
fn a_torn_ledger_does_not_fill_the_memory() {
    let db = store::testing::sqlite(super::MIGRATIONS, Rules::default());
    db.write("fill", |tx| (0..1500).try_for_each(|number| crate::record(tx, &line(number)))).unwrap();
    let report = after(&db, |tx| tx.run("UPDATE ledger_line SET facts = '{}'", &values![]).map(drop));
    assert_eq!((report.problems.len(), report.unlisted), (1000, 500));
}
