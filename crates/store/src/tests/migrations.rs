//! The tables' history.

use super::{RULES, TABLES};
use crate::testing::{engines, sqlite};
use crate::{Db, Error, Migration, Rules};
use std::thread;

const fn step(version: i64, name: &'static str, sql: &'static str) -> Migration {
    Migration { version, name, sqlite: sql, postgres: sql }
}

#[test]
fn in_order_and_once() {
    for db in engines(&[], RULES) {
        assert_eq!(db.pending(TABLES).unwrap(), [1, 2, 3], "{}", db.name());
        assert_eq!(db.migrate(&TABLES[..2]).unwrap(), [1, 2]);
        assert_eq!(db.pending(TABLES).unwrap(), [3]);
        assert_eq!(db.migrate(TABLES).unwrap(), [3]);
        assert!(db.migrate(TABLES).unwrap().is_empty());
        assert!(db.pending(TABLES).unwrap().is_empty());
    }
}

#[test]
fn a_newer_database_is_left_alone() {
    for db in engines(TABLES, RULES) {
        for why in [db.migrate(&TABLES[..2]).unwrap_err(), db.pending(&[]).unwrap_err()] {
            assert!(why.is_newer(), "{why}");
        }
        let why = db.migrate(&TABLES[..2]).unwrap_err().to_string();
        assert_eq!(
            why,
            "The database is at schema version 3, newer than this program knows (2). Start the newer program."
        );
    }
}

#[test]
fn another_history_is_refused() {
    let disordered = [TABLES[1], TABLES[0]];
    let renamed = [step(1, "something else", ""), TABLES[1], TABLES[2]];
    let missing = [TABLES[0], TABLES[2]];
    for db in engines(TABLES, RULES) {
        for other in [&disordered[..], &renamed, &missing] {
            assert!(matches!(db.migrate(other), Err(Error::Migrations(_))));
        }
    }
}

#[test]
fn a_failed_step_is_undone_whole_and_the_ones_before_it_stay() {
    let all = [
        step(1, "good", "CREATE TABLE a (n integer); INSERT INTO a VALUES (1);"),
        step(2, "bad", "CREATE TABLE b (n integer); INSERT INTO nowhere VALUES (1);"),
    ];
    for db in engines(&[], RULES) {
        let why = db.migrate(&all).unwrap_err();
        assert!(why.to_string().starts_with("Migration 2 (bad) failed and was undone: "), "{why}");
        assert_eq!(db.pending(&all).unwrap(), [2]);
        db.read("is b there", |tx| tx.rows("SELECT * FROM b", &[])).unwrap_err();
        db.read("is a there", |tx| tx.rows("SELECT * FROM a", &[])).unwrap();
    }
}

#[test]
fn two_programs_at_once_apply_each_step_once() {
    // Once is luck: the table of what was applied is made by one of them, in whatever order they come.
    for db in (0..15).flat_map(|_| engines(&[], RULES)) {
        let applied: usize = thread::scope(|scope| {
            let programs: Vec<_> = (0..4)
                .map(|_| {
                    scope.spawn(|| Db::open(db.address(), RULES).unwrap().migrate(TABLES).unwrap().len())
                })
                .collect();
            programs.into_iter().map(|it| it.join().unwrap()).sum()
        });
        assert_eq!(applied, 3, "{}", db.name());
    }
}

/// Programs started together on a machine where nothing is yet: none of them finds the others in its way.
#[test]
fn several_programs_open_a_new_file_at_once() {
    let place = sqlite(&[], RULES);
    for round in 0..10 {
        let path = place.directory().unwrap().join(format!("new-{round}.sqlite"));
        let path = path.to_str().unwrap();
        thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| {
                    let db = Db::open(path, RULES).unwrap();
                    db.migrate(TABLES).unwrap();
                    assert_eq!(super::count(&db), 0);
                });
            }
        });
    }
}

/// A statement prepared before a migration is prepared anew after it, by the connections of other programs too.
#[test]
fn statements_survive_a_migration() {
    let wider = step(9, "wider", "ALTER TABLE counter ADD COLUMN more text");
    for db in engines(TABLES, Rules::default()) {
        let look = || db.read("look", |tx| Ok::<_, Error>(tx.row("SELECT * FROM counter", &[])?.unwrap()));
        assert_eq!(look().unwrap().columns(), ["name", "n"]);
        let all = [TABLES[0], TABLES[1], TABLES[2], wider];
        Db::open(db.address(), RULES).unwrap().migrate(&all).unwrap();
        assert_eq!(look().unwrap().columns(), ["name", "n", "more"], "{}", db.name());
    }
}
