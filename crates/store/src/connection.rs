//! One connection, whichever engine: what a transaction asks of it.

use crate::sql::Shape;
use crate::{Error, Row, Value, postgres, sqlite};
use std::collections::HashMap;
use std::sync::Arc;

/// What a transaction is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Read,
    /// `relaxed`: while a fresh database is filled, commits need not reach the disk one by one.
    Write {
        relaxed: bool,
    },
}

/// Takes one row; answers whether to go on.
pub(crate) type EachRow<'a> = &'a mut dyn FnMut(Row) -> bool;

pub(crate) enum Connection {
    Sqlite(sqlite::Connection),
    Postgres(Box<postgres::Connection>),
}

impl Connection {
    pub fn begin(&mut self, mode: Mode) -> Result<(), Error> {
        match self {
            Connection::Sqlite(it) => it.begin(mode),
            Connection::Postgres(it) => it.begin(mode),
        }
    }

    pub fn commit(&mut self) -> Result<(), Error> {
        match self {
            Connection::Sqlite(it) => it.commit(),
            Connection::Postgres(it) => it.commit(),
        }
    }

    pub fn rollback(&mut self) -> Result<(), Error> {
        match self {
            Connection::Sqlite(it) => it.rollback(),
            Connection::Postgres(it) => it.rollback(),
        }
    }

    /// Runs one statement; answers how many rows it inserted, changed or deleted.
    pub fn run(&mut self, shape: &Shape, sql: &str, values: &[Value]) -> Result<u64, Error> {
        match self {
            Connection::Sqlite(it) => it.run(shape, sql, values),
            Connection::Postgres(it) => it.run(sql, values),
        }
    }

    pub fn each(
        &mut self,
        shape: &Shape,
        sql: &str,
        values: &[Value],
        row: EachRow<'_>,
    ) -> Result<(), Error> {
        match self {
            Connection::Sqlite(it) => it.each(shape, sql, values, row),
            Connection::Postgres(it) => it.each(sql, values, row),
        }
    }

    /// Runs statements without values, one after the other.
    pub fn script(&mut self, sql: &str) -> Result<(), Error> {
        match self {
            Connection::Sqlite(it) => it.script(sql),
            Connection::Postgres(it) => it.script(sql),
        }
    }

    pub fn shapes(&mut self) -> &mut Shapes {
        match self {
            Connection::Sqlite(it) => &mut it.shapes,
            Connection::Postgres(it) => &mut it.shapes,
        }
    }
}

/// Statements already looked at, by their text.
#[derive(Default)]
pub(crate) struct Shapes(HashMap<Box<str>, Arc<Shape>>);

/// The application has some hundreds of statements; lists of places (`IN ($1, $2)`) make more. Past this
/// the memory starts afresh, which costs little.
pub(crate) const REMEMBERED: usize = 1024;

impl Shapes {
    pub fn of(&mut self, sql: &str) -> Arc<Shape> {
        if let Some(known) = self.0.get(sql) {
            return known.clone();
        }
        if self.0.len() >= REMEMBERED {
            self.0.clear();
        }
        let shape = Arc::new(crate::sql::shape(sql));
        self.0.insert(sql.into(), shape.clone());
        shape
    }
}
