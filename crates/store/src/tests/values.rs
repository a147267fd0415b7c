//! Every kind of value goes in and comes back the same.

use super::each;
use crate::jiff::Timestamp;
use crate::jiff::civil::Date;
use crate::{Db, Error, FromValue, Value, uuid, values};
use proptest::prelude::*;
use uuid::Uuid;

fn kept<T: FromValue>(db: &Db, column: &str, value: impl Into<Value>) -> Result<T, Error> {
    let value = value.into();
    db.write("keep a value", |tx| {
        tx.run("DELETE FROM kinds", &[])?;
        tx.run(
            &format!("INSERT INTO kinds (id, {column}) VALUES ($1, $2)"),
            &[Value::Int(1), value.clone()],
        )?;
        let row = tx.row(&format!("SELECT {column} FROM kinds WHERE id = $1"), &values![1])?;
        row.unwrap().get(column)
    })
}

#[test]
fn every_kind_comes_back() {
    for db in each() {
        let at: Timestamp = "2026-04-30T12:34:56.123456Z".parse().unwrap();
        let old: Timestamp = "1931-02-03T04:05:06.000001Z".parse().unwrap();
        let day: Date = "1931-02-28".parse().unwrap();
        let id = Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0001);
        for column in ["yes", "whole", "small", "real", "words", "bytes", "mark", "moment", "day"] {
            assert_eq!(
                kept::<Value>(&db, column, Value::Null).unwrap(),
                Value::Null,
                "{} {column}",
                db.name()
            );
        }
        let words = "Zoë O’Neill 漢字";
        assert_eq!(kept::<String>(&db, "words", words).unwrap(), words);
        assert_eq!(kept::<f64>(&db, "real", 0.1).unwrap(), 0.1);
        assert!(kept::<bool>(&db, "yes", true).unwrap());
        assert!(!kept::<bool>(&db, "yes", false).unwrap());
        assert_eq!(kept::<i64>(&db, "whole", i64::MIN).unwrap(), i64::MIN);
        assert_eq!(kept::<i32>(&db, "small", -7).unwrap(), -7);
        assert_eq!(kept::<u32>(&db, "whole", u32::MAX).unwrap(), u32::MAX);
        assert_eq!(kept::<Vec<u8>>(&db, "bytes", vec![0, 1, 255]).unwrap(), [0, 1, 255]);
        assert_eq!(kept::<[u8; 2]>(&db, "bytes", [1, 2]).unwrap(), [1, 2]);
        assert_eq!(kept::<Uuid>(&db, "mark", id).unwrap(), id);
        assert_eq!(kept::<Timestamp>(&db, "moment", at).unwrap(), at);
        assert_eq!(kept::<Timestamp>(&db, "moment", old).unwrap(), old);
        assert_eq!(kept::<Date>(&db, "day", day).unwrap(), day);
        assert_eq!(kept::<Option<String>>(&db, "words", None::<String>).unwrap(), None);
        assert_eq!(kept::<f64>(&db, "real", 3).unwrap(), 3.0, "a whole number in a real column");
        let fine: Timestamp = "2026-04-30T12:34:56.123456789Z".parse().unwrap();
        assert_eq!(kept::<Timestamp>(&db, "moment", fine).unwrap(), at, "cut to microseconds");
    }
}

#[test]
fn what_one_engine_cannot_keep_neither_keeps() {
    for db in each() {
        let before: Timestamp = "0000-06-01T00:00:00Z".parse().unwrap();
        let day: Date = "0000-06-01".parse().unwrap();
        for (column, value) in [
            ("words", Value::from("a\0b")),
            ("real", Value::Real(f64::NAN)),
            ("moment", Value::Time(before)),
            ("day", Value::Date(day)),
        ] {
            let why = kept::<Value>(&db, column, value).unwrap_err();
            assert!(matches!(why, Error::Unkeepable { place: 2, .. }), "{} {why}", db.name());
            assert!(why.to_string().starts_with("The value $2 cannot be kept: it is "), "{why}");
        }
        assert!(kept::<f64>(&db, "real", f64::INFINITY).unwrap().is_infinite());
    }
}

#[test]
fn a_value_of_the_wrong_kind_is_refused() {
    for db in each() {
        for (column, value) in [
            ("mark", Value::from("not an id")),
            ("whole", Value::from("seven")),
            ("words", Value::from(vec![1])),
        ] {
            assert!(kept::<Value>(&db, column, value).is_err(), "{} {column}", db.name());
        }
        let few = db.read("few", |tx| tx.rows("SELECT n FROM counter WHERE name = $1", &[]));
        assert!(matches!(few, Err(Error::WrongCount { takes: 1, given: 0, .. })), "{few:?}");
    }
}

#[test]
fn columns_say_what_they_hold() {
    for db in each() {
        db.read("look", |tx| {
            let row = tx.row("SELECT name AS word, n FROM counter", &[])?.unwrap();
            assert_eq!(row.columns(), ["word", "n"]);
            assert_eq!(row.get::<i64>("N")?, 0);
            assert_eq!(format!("{row:?}"), "Row(word, n)");
            let why = row.get::<i64>("word").unwrap_err();
            assert_eq!(why.to_string(), "The column word holds text; a whole number was asked for.");
            let why = row.get::<i64>("age").unwrap_err();
            assert_eq!(why.to_string(), "The answer has no column age; it has: word, n.");
            assert!(row.at::<i64>(2).is_err());
            Ok::<_, Error>(())
        })
        .unwrap();
    }
}

#[test]
fn sums_and_averages_are_numbers_on_both() {
    for db in each() {
        db.write("add up", |tx| {
            for (id, whole) in [(1, 10_000_000_000_i64), (2, -3), (3, 5)] {
                tx.run("INSERT INTO kinds (id, whole, small) VALUES ($1, $2, $3)", &values![id, whole, id])?;
            }
            let sql = "SELECT sum(whole) AS s, avg(small) AS a, count(*) AS c, max(small) AS m,
                sum(whole) > $1 AS over, avg(small) > $2 AS above, sum(whole) = $3 AS same FROM kinds";
            let row = tx.row(sql, &values![9_999_999_999_i64, 1.999, 10_000_000_002_i64])?.unwrap();
            assert_eq!(row.get::<i64>("s")?, 10_000_000_002);
            assert_eq!(row.get::<f64>("a")?, 2.0);
            assert_eq!((row.get::<i64>("c")?, row.get::<i64>("m")?), (3, 3));
            assert!(row.get::<bool>("over")? && row.get::<bool>("above")? && row.get::<bool>("same")?);
            Ok::<_, Error>(())
        })
        .unwrap();
    }
}

#[test]
fn the_tenth_place_is_not_the_first() {
    for db in each() {
        let given: Vec<Value> = (1..=11).map(|n| Value::Int(n * 10)).collect();
        let sql = "SELECT CAST($10 AS bigint) AS ten, CAST($1 AS bigint) AS one, '$1 ''$2' AS words,
            CAST($11 AS bigint) + CAST($2 AS bigint) + CAST($3 AS bigint) + CAST($4 AS bigint) + CAST($5 AS bigint)
            + CAST($6 AS bigint) + CAST($7 AS bigint) + CAST($8 AS bigint) + CAST($9 AS bigint) AS rest -- $12";
        let row = db.read("places", |tx| tx.row(sql, &given)).unwrap().unwrap();
        assert_eq!(row.get::<i64>("ten").unwrap(), 100);
        assert_eq!(row.get::<i64>("one").unwrap(), 10);
        assert_eq!(row.get::<String>("words").unwrap(), "$1 '$2");
        assert_eq!(row.get::<i64>("rest").unwrap(), 550);
        let list = crate::places(2, 3);
        let found = db.read("one of", |tx| {
            tx.rows(
                &format!("SELECT n FROM counter WHERE name = $1 AND n IN ({list})"),
                &values!["a", 0, 1, 2],
            )
        });
        assert_eq!(found.unwrap().len(), 1);
    }
}

crate::id!(
    /// Someone.
    SomeId
);

#[test]
fn ids_go_all_ways() {
    let moment: Timestamp = "2026-04-30T12:00:00Z".parse().unwrap();
    let id = SomeId::at(moment, [9; 10]);
    assert_eq!(id.uuid().get_version_num(), 7);
    assert_eq!(id, SomeId::at(moment, [9; 10]));
    assert!(SomeId::at("2026-04-30T12:00:01Z".parse().unwrap(), [0; 10]) > id);
    assert_eq!(id.to_string().parse::<SomeId>().unwrap(), id);
    assert!("no".parse::<SomeId>().is_err());
    assert_eq!(format!("{id:?}"), format!("SomeId({id})"));
    let json = serde_json::to_string(&id).unwrap();
    assert_eq!(json, format!("\"{id}\""));
    assert_eq!(serde_json::from_str::<SomeId>(&json).unwrap(), id);
    assert_eq!(values![id, &id, Some(id), None::<SomeId>][3], Value::Null);
    for db in each() {
        assert_eq!(kept::<SomeId>(&db, "mark", id).unwrap(), id);
        assert_eq!(kept::<Option<SomeId>>(&db, "mark", None::<SomeId>).unwrap(), None);
    }
}

/// Words, a whole number, a real one, bytes, microseconds since 1970, days since the beginning of the year 1.
type Case = (String, i64, f64, Vec<u8>, i64, i32);

fn check_all(db: &Db, cases: &[Case]) -> Result<(), TestCaseError> {
    let columns = "words, whole, real, bytes, moment, day";
    let gone = db.write("many", |tx| {
        tx.run("DELETE FROM kinds", &[])?;
        for (index, (words, whole, real, bytes, micros, days)) in cases.iter().enumerate() {
            let moment = Timestamp::from_microsecond(*micros).unwrap();
            let day = date(*days);
            tx.run(
                &format!("INSERT INTO kinds (id, {columns}) VALUES ($1, $2, $3, $4, $5, $6, $7)"),
                &values![index as i64, words, *whole, *real, bytes, moment, day],
            )?;
        }
        tx.rows(&format!("SELECT {columns} FROM kinds ORDER BY id"), &[])
    });
    for (row, case) in gone.unwrap().iter().zip(cases) {
        prop_assert_eq!(&row.get::<String>("words").unwrap(), &case.0);
        prop_assert_eq!(row.get::<i64>("whole").unwrap(), case.1);
        prop_assert_eq!(row.get::<f64>("real").unwrap(), case.2);
        prop_assert_eq!(&row.get::<Vec<u8>>("bytes").unwrap(), &case.3);
        prop_assert_eq!(row.get::<Timestamp>("moment").unwrap().as_microsecond(), case.4);
        prop_assert_eq!(row.get::<Date>("day").unwrap(), date(case.5));
    }
    Ok(())
}

fn date(days: i32) -> Date {
    use crate::jiff::{Span, civil};
    civil::date(1, 1, 1).checked_add(Span::new().days(days)).unwrap()
}

#[test]
fn any_value_comes_back() {
    let databases = each();
    let case = (
        "[^\0]{0,40}",
        any::<i64>(),
        prop_oneof![
            prop::num::f64::NORMAL,
            prop::num::f64::ZERO,
            prop::num::f64::SUBNORMAL,
            prop::num::f64::INFINITE
        ],
        prop::collection::vec(any::<u8>(), 0..40),
        -62_135_596_800_000_000_i64..=253_402_207_200_000_000,
        0..3_652_058,
    );
    proptest!(ProptestConfig::with_cases(32), |(cases in prop::collection::vec(case, 1..20))| {
        for db in &databases {
            check_all(db, &cases)?;
        }
    });
}

/// A number kept as an exact decimal, as sums are on PostgreSQL, is the same number.
#[test]
fn exact_decimals_come_back() {
    for db in each().into_iter().skip(1) {
        proptest!(ProptestConfig::with_cases(200), |(real in prop::num::f64::NORMAL, whole in any::<i64>())| {
            let row = db
                .read("exact", |tx| {
                    tx.row("SELECT CAST($1 AS numeric) AS a, CAST($2 AS numeric) AS b", &values![real, whole])
                })
                .unwrap()
                .unwrap();
            prop_assert_eq!(row.get::<i64>("b").unwrap(), whole);
            let back: Value = row.get("a").unwrap();
            let same = match back {
                Value::Real(it) => it == real,
                Value::Int(it) => it as f64 == real,
                _ => false,
            };
            prop_assert!(same);
        });
    }
}
