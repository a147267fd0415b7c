//! What goes wrong in life, and the words for it.

use super::{RULES, count, each, set};
use crate::error::Broken;
use crate::testing::sqlite;
use crate::{Db, Error, Value, uuid::Uuid, values};
use std::time::Duration;

#[test]
fn broken_constraints_are_told_apart() {
    for db in each() {
        let add = |id: u128, email: Option<&str>, age: Option<i32>| {
            db.write("add", |tx| {
                tx.recorded();
                let sql = "INSERT INTO person (id, name, email, age) VALUES ($1, $2, $3, $4)";
                tx.run(sql, &values![Uuid::from_u128(id), "Mae", email, age])
            })
        };
        add(1, Some("mae@example.org"), Some(74)).unwrap();
        let broken = |done: Result<u64, Error>| match done {
            Err(Error::Constraint { kind, table, name }) => (kind, table, name.unwrap_or_default()),
            other => panic!("{}: {other:?}", db.name()),
        };
        let person = Some("person".to_owned());
        let (kind, table, name) = broken(add(2, Some("mae@example.org"), None));
        assert_eq!((kind, &table), (Broken::Unique, &person));
        assert!(name.contains("email"), "{name}");
        let (kind, table, _) = broken(add(1, None, None));
        assert_eq!((kind, table), (Broken::Unique, person.clone()));
        let (kind, _, name) = broken(add(3, None, Some(17)));
        assert_eq!((kind, name.as_str()), (Broken::Check, "adult"));
        let (kind, table, name) = broken(db.write("add", |tx| {
            tx.run(
                "INSERT INTO person (id, name) VALUES ($1, $2)",
                &values![Uuid::from_u128(4), None::<&str>],
            )
        }));
        assert_eq!((kind, table), (Broken::Missing, person));
        assert!(name.contains("name"));
        let (kind, ..) = broken(db.write("visit", |tx| {
            let day: jiff::civil::Date = "2026-04-30".parse().unwrap();
            tx.run("INSERT INTO visit (person, day) VALUES ($1, $2)", &values![Uuid::from_u128(9), day])
        }));
        assert_eq!(kind, Broken::Reference);
        let why = add(2, Some("mae@example.org"), None).unwrap_err();
        assert!(why.is_unique() && why.is_constraint() && !why.to_string().contains("mae@"), "{why}");
    }
}

#[test]
fn somebody_else_holds_the_file() {
    let db = sqlite(super::TABLES, RULES);
    let other = rusqlite::Connection::open(db.address()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let patient = Duration::from_millis(100);
    let here = Db::open_patient(db.address(), RULES, patient).unwrap();
    let why = set(&here, 1).unwrap_err();
    assert!(why.is_busy(), "{why}");
    assert_eq!(
        why.to_string(),
        "The database is busy (another program or connection holds the file). Try again in a moment."
    );
    assert_eq!(count(&here), 0, "reading goes on");
    other.execute_batch("ROLLBACK").unwrap();
    set(&here, 1).unwrap();
}

#[test]
fn somebody_else_holds_the_row() {
    for db in each().into_iter().skip(1) {
        let here = Db::open_patient(db.address(), RULES, Duration::from_millis(100)).unwrap();
        let why = db.write("hold", |tx| {
            tx.run("UPDATE counter SET n = 5", &[])?;
            assert!(set(&here, 1).unwrap_err().is_busy());
            Ok::<_, Error>(())
        });
        why.unwrap();
        assert_eq!(count(&db), 5);
    }
}

#[test]
fn other_work_here_takes_too_long() {
    for db in each() {
        let one = match db.directory() {
            Some(_) => db.address().to_owned(),
            None => db.address().replace("connections=8", "connections=1"),
        };
        let here = Db::open_patient(&one, RULES, Duration::from_millis(100)).unwrap();
        here.write("take long", |_| {
            std::thread::scope(|scope| {
                let why = scope.spawn(|| set(&here, 1).unwrap_err()).join().unwrap();
                assert!(why.is_busy(), "{why}");
            });
            Ok::<_, Error>(())
        })
        .unwrap();
    }
}

#[test]
fn a_full_disk_keeps_nothing_half() {
    let db = sqlite(super::TABLES, RULES);
    set(&db, 1).unwrap();
    db.write("shrink the disk", |tx| tx.rows("PRAGMA max_page_count = 1", &[])).unwrap();
    let why = db
        .write("fill the disk", |tx| {
            tx.run("UPDATE counter SET n = 2", &[])?;
            for id in 0..1000 {
                tx.run("INSERT INTO kinds (id, words) VALUES ($1, $2)", &values![id, "x".repeat(4000)])?;
            }
            Ok::<_, Error>(())
        })
        .unwrap_err();
    assert!(why.is_full(), "{why}");
    assert!(why.to_string().contains("full: nothing was kept"));
    assert_eq!(count(&db), 1);
    let left: i64 = db.read("left", |tx| tx.row("SELECT count(*) FROM kinds", &[])?.unwrap().at(0)).unwrap();
    assert_eq!(left, 0);
    db.write("a bigger disk", |tx| tx.rows("PRAGMA max_page_count = 100000", &[])).unwrap();
    set(&db, 3).unwrap();
    assert!(db.check().unwrap().is_empty());
}

#[test]
fn nobody_answers() {
    let why = Db::open("postgres://nobody@127.0.0.1:1/nothing", RULES).unwrap_err();
    assert!(why.is_away(), "{why}");
    assert!(why.to_string().starts_with("The database is away: "), "{why}");
    let why = Db::open("/no/such/directory/quilt.sqlite", RULES).unwrap_err();
    assert!(why.is_away(), "{why}");
    let wrong = Db::open("postgres://u:secret@h/d?frobnicate=1", RULES).unwrap_err();
    assert!(matches!(wrong, Error::Address(_)) && !wrong.to_string().contains("secret"), "{wrong}");
}

#[test]
fn a_wrong_password_or_database_is_away_too() {
    for db in each().into_iter().skip(1) {
        let elsewhere = db.address().replace("/postgres?", "/no_such_database?");
        let why = Db::open(&elsewhere, RULES).unwrap_err();
        assert!(why.is_away() && why.to_string().contains("no_such_database"), "{why}");
    }
}

/// The server ends every connection of the pool, as when it is started anew: idle ones are replaced unseen, and one
/// in the middle of its work says so and is not used again.
#[test]
fn lost_connections_are_replaced() {
    for db in each().into_iter().skip(1) {
        let end_others = |but: i64| {
            let killer = Db::open(db.address(), RULES).unwrap();
            let sql = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid = $1";
            killer.read("end a connection", |tx| tx.row(sql, &values![but])).unwrap();
        };
        let whose = |tx: &mut crate::Tx<'_>| -> Result<i64, Error> {
            tx.row("SELECT pg_backend_pid()", &[])?.unwrap().at(0)
        };
        let idle = db.read("whose", whose).unwrap();
        end_others(idle);
        std::thread::sleep(Duration::from_millis(100));
        set(&db, 4).unwrap();
        let why = db.write("lose it", |tx| {
            tx.run("UPDATE counter SET n = 5", &[])?;
            end_others(whose(tx)?);
            std::thread::sleep(Duration::from_millis(100));
            tx.run("UPDATE counter SET n = 6", &[])
        });
        assert!(why.as_ref().unwrap_err().is_away(), "{why:?}");
        let why = db.write("lose it at the end", |tx| {
            tx.run("UPDATE counter SET n = 7", &[])?;
            end_others(whose(tx)?);
            std::thread::sleep(Duration::from_millis(100));
            Ok::<_, Error>(())
        });
        assert!(matches!(why, Err(Error::Unsure { .. })), "{why:?}");
        assert_eq!(count(&db), 4);
    }
}

#[test]
fn a_file_that_is_no_database() {
    let db = sqlite(&[], RULES);
    let path = db.directory().unwrap().join("letter.txt");
    std::fs::write(&path, "Dear Mae, ".repeat(1000)).unwrap();
    let why = Db::open(path.to_str().unwrap(), RULES).unwrap_err();
    assert!(matches!(why, Error::Damaged(_)), "{why}");
}

#[test]
fn text_that_is_not_utf8_is_told() {
    let db = sqlite(super::TABLES, RULES);
    let sql = "SELECT CAST($1 AS TEXT) AS words";
    let why = db.read("look", |tx| tx.row(sql, &[Value::Bytes(vec![0xff, 0xfe])])).unwrap_err();
    assert!(matches!(why, Error::WrongType { .. }), "{why}");
}

/// By default PostgreSQL's own certificate is made up on the spot: with TLS asked for, a server without TLS or with
/// such a certificate is refused.
#[test]
fn a_server_without_tls_is_refused_when_tls_is_asked_for() {
    for db in each().into_iter().skip(1) {
        let Err(why) = Db::open(&format!("{}&sslmode=verify-full", db.address()), RULES) else {
            panic!("connected without TLS");
        };
        assert!(why.is_away() || matches!(why, Error::Address(_)), "{why}");
    }
}
