//! Filling, copying, checking.

use super::{RULES, TABLES, count, each, set};
use crate::testing::sqlite;
use crate::{Db, Engine, Error, values};
use std::thread;

fn synchronous(db: &Db) -> i64 {
    db.write("how careful", |tx| tx.row("PRAGMA synchronous", &[])?.unwrap().at(0)).unwrap()
}

#[test]
fn filling_is_quick_and_then_careful_again() {
    for db in each() {
        let on_sqlite = db.engine() == Engine::Sqlite;
        let filled = db.fill(|db| {
            if on_sqlite {
                assert_eq!(synchronous(db), 0);
            }
            for id in 0..300 {
                db.write("fill", |tx| {
                    tx.run("INSERT INTO kinds (id, words) VALUES ($1, 'x')", &values![id])
                })?;
            }
            Ok::<_, Error>(300)
        });
        assert_eq!(filled.unwrap(), 300);
        if on_sqlite {
            assert_eq!(synchronous(&db), 2);
            let log = std::fs::metadata(format!("{}-wal", db.address())).map(|it| it.len());
            assert!(log.unwrap() < 100_000, "the log is in the file");
        }
        let failed: Result<(), Error> = db.fill(|_| Err(Error::Full));
        assert!(failed.unwrap_err().is_full());
        set(&db, 1).unwrap();
    }
}

#[test]
fn settings_of_a_file() {
    let db = sqlite(TABLES, RULES);
    let ask = |sql: &str| -> crate::Value { db.write("ask", |tx| tx.row(sql, &[])?.unwrap().at(0)).unwrap() };
    assert_eq!(ask("PRAGMA journal_mode"), "wal".into());
    assert_eq!(ask("PRAGMA synchronous"), 2.into());
    assert_eq!(ask("PRAGMA foreign_keys"), 1.into());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        for ending in ["", "-wal"] {
            let mode = std::fs::metadata(format!("{}{ending}", db.address())).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{ending}");
        }
    }
}

#[test]
fn a_backup_opens_and_is_the_same() {
    let db = sqlite(TABLES, RULES);
    set(&db, 42).unwrap();
    let to = db.directory().unwrap().join("copy.sqlite");
    thread::scope(|scope| {
        // Somebody reads and writes meanwhile.
        scope.spawn(|| (0..50).for_each(|_| assert_eq!(set(&db, 42).unwrap(), 1)));
        db.backup(&to).unwrap();
    });
    let why = db.backup(&to).unwrap_err();
    assert!(why.to_string().contains("is there already"), "{why}");
    let copy = Db::open(to.to_str().unwrap(), RULES).unwrap();
    assert_eq!(count(&copy), 42);
    assert!(copy.pending(TABLES).unwrap().is_empty());
    assert!(copy.check().unwrap().is_empty());
    let why = db.backup("/no/such/directory/copy".as_ref()).unwrap_err();
    assert!(why.is_away(), "{why}");
}

#[test]
fn on_postgresql_backups_are_made_otherwise() {
    for db in each().into_iter().skip(1) {
        let why = db.backup("/tmp/never".as_ref()).unwrap_err();
        assert!(why.to_string().contains("pg_dump"), "{why}");
    }
}

#[test]
fn a_healthy_database_has_nothing_to_say() {
    for db in each() {
        assert_eq!(db.check().unwrap(), Vec::<String>::new(), "{}", db.name());
    }
}

#[test]
fn damage_is_found() {
    let db = sqlite(TABLES, RULES);
    let other = rusqlite::Connection::open(db.address()).unwrap();
    other
        .execute_batch("PRAGMA foreign_keys = OFF; INSERT INTO visit VALUES (x'01', '2026-04-30');")
        .unwrap();
    let wrong = db.check().unwrap();
    assert_eq!(wrong.len(), 1);
    assert!(wrong[0].contains("visit"), "{wrong:?}");
}

#[test]
fn in_memory_it_is_one_database_for_all_threads() {
    let db = Db::open(":memory:", RULES).unwrap();
    db.migrate(TABLES).unwrap();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..25 {
                    db.write("up", |tx| tx.run("UPDATE counter SET n = n + 1", &[])).unwrap();
                    assert!(count(&db) > 0);
                }
            });
        }
    });
    assert_eq!(count(&db), 100);
    let why = db.read("write in a read", |tx| tx.run("UPDATE counter SET n = 0", &[])).unwrap_err();
    assert!(why.is_read_only(), "{why}");
    set(&db, 1).unwrap();
    assert_eq!(
        count(&Db::open(":memory:", RULES).map(|it| it.migrate(TABLES).map(|_| it)).unwrap().unwrap()),
        0
    );
}
