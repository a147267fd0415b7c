//! What must hold on both engines alike, run against fresh databases of each.

mod care;
mod ledger_rule;
mod migrations;
mod transactions;
mod trouble;
mod values;

use crate::testing::{TestDb, engines};
use crate::{Db, Error, Migration, Rules, values};

pub(crate) const RULES: Rules = Rules { unledgered: &["counter", "kinds"] };

pub(crate) const TABLES: &[Migration] = &[
    Migration {
        version: 1,
        name: "a counter",
        sqlite: "CREATE TABLE counter (name TEXT NOT NULL PRIMARY KEY, n INTEGER NOT NULL) STRICT;
                 INSERT INTO counter VALUES ('a', 0);",
        postgres: "CREATE TABLE counter (name text NOT NULL PRIMARY KEY, n bigint NOT NULL);
                   INSERT INTO counter VALUES ('a', 0);",
    },
    Migration {
        version: 2,
        name: "people and their visits",
        sqlite: "CREATE TABLE person (id BLOB NOT NULL PRIMARY KEY, name TEXT NOT NULL,
                    email TEXT CONSTRAINT one_email UNIQUE, age INTEGER CONSTRAINT adult CHECK (age >= 18)) STRICT;
                 CREATE TABLE visit (person BLOB NOT NULL REFERENCES person (id), day TEXT NOT NULL) STRICT;",
        postgres: "CREATE TABLE person (id uuid NOT NULL PRIMARY KEY, name text NOT NULL,
                    email text CONSTRAINT one_email UNIQUE, age integer CONSTRAINT adult CHECK (age >= 18));
                 CREATE TABLE visit (person uuid NOT NULL REFERENCES person (id), day date NOT NULL);",
    },
    Migration {
        version: 3,
        name: "one column of each kind",
        sqlite: "CREATE TABLE kinds (id INTEGER NOT NULL PRIMARY KEY, yes INTEGER, whole INTEGER, small INTEGER,
                    real REAL, words TEXT, bytes BLOB, mark BLOB, moment INTEGER, day TEXT) STRICT;",
        postgres: "CREATE TABLE kinds (id bigint NOT NULL PRIMARY KEY, yes boolean, whole bigint, small integer,
                    real double precision, words text, bytes bytea, mark uuid, moment timestamptz, day date);",
    },
];

/// A fresh, migrated database of each engine.
pub(crate) fn each() -> Vec<TestDb> {
    engines(TABLES, RULES)
}

pub(crate) fn count(db: &Db) -> i64 {
    db.read("count", |tx| tx.row("SELECT n FROM counter WHERE name = 'a'", &[])?.unwrap().get("n")).unwrap()
}

pub(crate) fn set(db: &Db, n: i64) -> Result<u64, Error> {
    db.write("set", |tx| tx.run("UPDATE counter SET n = $1 WHERE name = 'a'", &values![n]))
}
