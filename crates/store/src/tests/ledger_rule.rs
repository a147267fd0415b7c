//! No change without its line.

use super::each;
use crate::{Db, Error, Tx, uuid::Uuid, values};

fn people(db: &Db) -> i64 {
    db.read("count people", |tx| tx.row("SELECT count(*) FROM person", &[])?.unwrap().at(0)).unwrap()
}

fn add(tx: &mut Tx<'_>, n: u128) -> Result<u64, Error> {
    tx.run("INSERT INTO person (id, name) VALUES ($1, $2)", &values![Uuid::from_u128(n), "Mae"])
}

#[test]
fn a_change_without_a_line_is_not_kept() {
    for db in each() {
        let why = db.write("add someone", |tx| add(tx, 1)).unwrap_err();
        assert_eq!(
            why.to_string(),
            "“add someone” changed the table person and left no line in the ledger: nothing was kept."
        );
        assert!(why.is_no_line());
        assert_eq!(people(&db), 0, "{}", db.name());
        db.write("add someone", |tx| {
            tx.recorded();
            add(tx, 1)
        })
        .unwrap();
        assert_eq!(people(&db), 1);
        for sql in
            ["UPDATE person SET name = 'Jo'", "DELETE FROM person", "DELETE FROM Person WHERE age IS NULL"]
        {
            assert!(db.write("quietly", |tx| tx.run(sql, &[])).unwrap_err().is_no_line(), "{sql}");
        }
        let returning = "UPDATE person SET name = 'Jo' RETURNING name";
        assert!(db.write("quietly", |tx| tx.row(returning, &[])).unwrap_err().is_no_line());
        assert!(db.write("quietly", |tx| tx.run(returning, &[])).unwrap_err().is_no_line());
        assert_eq!(people(&db), 1);
    }
}

#[test]
fn what_changes_nothing_needs_none() {
    for db in each() {
        let none = db.write("nobody there", |tx| tx.run("UPDATE person SET name = 'Jo'", &[]));
        assert_eq!(none.unwrap(), 0);
        assert_eq!(db.write("look", |tx| tx.run("SELECT count(*) FROM person", &[])).unwrap(), 0);
        assert_eq!(super::set(&db, 3).unwrap(), 1, "an unledgered table");
    }
}
