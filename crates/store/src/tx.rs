//! One open transaction: what the work inside may ask, and what is remembered
//! until it ends.

use crate::connection::{Connection, Mode};
use crate::db::{Engine, Rules};
use crate::meter::count_statement;
use crate::pool::{Lease, Pool};
use crate::sql::Shape;
use crate::{Error, Row, Value};
use std::sync::Arc;

/// An open transaction. It is kept when the work answers `Ok` and undone when
/// it answers `Err`; the work may be run again from its beginning when another
/// change came first, so it should do nothing but ask this.
pub struct Tx<'a> {
    lease: Lease<'a, Connection>,
    name: &'static str,
    mode: Mode,
    rules: Rules,
    statements: u32,
    /// The first ledgered table that was changed.
    changed: Option<String>,
    recorded: bool,
    failed: Option<Failed>,
    open: bool,
}

/// The first statement that failed. PostgreSQL undoes the whole transaction then; SQLite is held to the same.
enum Failed {
    Conflict(String),
    Other(String),
}

/// How a transaction ended.
pub(crate) enum Ending {
    /// As the work wished: kept, or undone.
    AsWished,
    /// Undone because another change came first; worth another try.
    Again,
    /// Undone against the work's wish.
    Failed(Error),
}

impl<'a> Tx<'a> {
    /// Takes a connection and begins. A connection that has lain idle may have died meanwhile (the server was
    /// started anew): it is dropped and the next one tried, until a new one decides.
    pub(crate) fn begin(
        pool: &'a Pool<Connection>,
        name: &'static str,
        mode: Mode,
        rules: Rules,
    ) -> Result<Tx<'a>, Error> {
        loop {
            let mut lease = pool.take()?;
            match lease.get()?.begin(mode) {
                Ok(()) => {
                    let (statements, changed, recorded, failed) = (0, None, false, None);
                    return Ok(Tx {
                        lease,
                        name,
                        mode,
                        rules,
                        statements,
                        changed,
                        recorded,
                        failed,
                        open: true,
                    });
                }
                Err(why) if why.is_away() && !lease.fresh() => lease.discard(),
                Err(why) => {
                    undo(&mut lease);
                    return Err(why);
                }
            }
        }
    }

    /// Runs one statement; answers how many rows it inserted, changed or deleted.
    ///
    /// # Errors
    /// What the engine says; the transaction will not be kept then, whatever the work answers.
    pub fn run(&mut self, sql: &str, values: &[Value]) -> Result<u64, Error> {
        let shape = self.ready(sql, values)?;
        let done = self.lease.get()?.run(&shape, sql, values);
        let count = self.noted(done)?;
        if count > 0 {
            self.note_change(&shape);
        }
        Ok(count)
    }

    /// All rows of the answer.
    ///
    /// # Errors
    /// As [`Tx::run`].
    pub fn rows(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>, Error> {
        let mut rows = Vec::new();
        self.stream(sql, values, &mut |row| {
            rows.push(row);
            true
        })?;
        Ok(rows)
    }

    /// The row of the answer, if there is one; more than one is an error.
    ///
    /// # Errors
    /// As [`Tx::run`], and [`Error::ManyRows`].
    pub fn row(&mut self, sql: &str, values: &[Value]) -> Result<Option<Row>, Error> {
        let mut rows = self.rows(sql, values)?;
        let row = rows.pop();
        if rows.is_empty() { Ok(row) } else { Err(Error::ManyRows { sql: sql.to_owned() }) }
    }

    /// Gives each row of the answer to `each` as it comes, without gathering them. The first error stops it.
    ///
    /// # Errors
    /// As [`Tx::run`], and whatever `each` answers, which by itself undoes nothing.
    pub fn each(
        &mut self,
        sql: &str,
        values: &[Value],
        each: &mut dyn FnMut(&Row) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut stopped = Ok(());
        self.stream(sql, values, &mut |row| {
            stopped = each(&row);
            stopped.is_ok()
        })?;
        stopped
    }

    /// This transaction has left its line in the ledger; the ledger calls this.
    pub fn recorded(&mut self) {
        self.recorded = true;
    }

    /// How many statements this transaction has sent so far.
    pub fn statements(&self) -> u32 {
        self.statements
    }

    /// The name the transaction was opened with.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The engine underneath, for the few places that ask its catalogue.
    pub(crate) fn engine(&self) -> Engine {
        match self.lease.peek() {
            Some(Connection::Postgres(_)) => Engine::Postgres,
            _ => Engine::Sqlite,
        }
    }

    /// Runs statements without values, one after the other, outside the ledger's rule.
    pub(crate) fn script(&mut self, sql: &str) -> Result<(), Error> {
        self.ready("", &[])?;
        let done = self.lease.get()?.script(sql);
        self.noted(done)
    }

    fn stream(
        &mut self,
        sql: &str,
        values: &[Value],
        take: &mut dyn FnMut(Row) -> bool,
    ) -> Result<(), Error> {
        let shape = self.ready(sql, values)?;
        let mut any = false;
        let done = self.lease.get()?.each(&shape, sql, values, &mut |row| {
            any = true;
            take(row)
        });
        if any {
            self.note_change(&shape);
        }
        self.noted(done)
    }

    /// What has to hold before a statement is sent.
    fn ready(&mut self, sql: &str, values: &[Value]) -> Result<Arc<Shape>, Error> {
        if let Some(Failed::Conflict(first) | Failed::Other(first)) = &self.failed {
            return Err(Error::WentOn { transaction: self.name, first: first.clone() });
        }
        let shape = self.lease.get()?.shapes().of(sql);
        if shape.places != values.len() {
            return Err(Error::WrongCount { takes: shape.places, given: values.len(), sql: sql.to_owned() });
        }
        values.iter().enumerate().try_for_each(|(index, value)| value.check(index + 1))?;
        self.statements += 1;
        count_statement();
        Ok(shape)
    }

    fn noted<T>(&mut self, done: Result<T, Error>) -> Result<T, Error> {
        if let Err(why) = &done {
            if why.is_away() {
                self.lease.discard();
            }
            self.failed = Some(match why {
                Error::Conflict(_) => Failed::Conflict(why.to_string()),
                _ => Failed::Other(why.to_string()),
            });
        }
        done
    }

    fn note_change(&mut self, shape: &Shape) {
        if self.changed.is_none() {
            let ledgered =
                |it: &&String| !self.rules.unledgered.iter().any(|free| free.eq_ignore_ascii_case(it));
            self.changed = shape.changes.iter().find(ledgered).cloned();
        }
    }

    /// Keeps or undoes the transaction.
    pub(crate) fn end(&mut self, wished: bool) -> Ending {
        self.open = false;
        let refused = match (&self.failed, &self.changed) {
            (Some(Failed::Conflict(_)), _) => Some(Ending::Again),
            _ if !wished => Some(Ending::AsWished),
            (Some(Failed::Other(first)), _) => {
                Some(Ending::Failed(Error::WentOn { transaction: self.name, first: first.clone() }))
            }
            (None, Some(table)) if !self.recorded && self.mode != Mode::Read => {
                Some(Ending::Failed(Error::NoLine { transaction: self.name, table: table.clone() }))
            }
            _ => None,
        };
        if let Some(ending) = refused {
            undo(&mut self.lease);
            return ending;
        }
        match self.lease.get().and_then(Connection::commit) {
            Ok(()) => Ending::AsWished,
            Err(why) => {
                undo(&mut self.lease);
                match why {
                    Error::Conflict(_) => Ending::Again,
                    _ if why.is_away() && self.mode != Mode::Read => {
                        Ending::Failed(Error::Unsure { transaction: self.name })
                    }
                    why => Ending::Failed(why),
                }
            }
        }
    }
}

/// Undoes what is open; a connection that cannot even do that is dropped, which undoes it too.
fn undo(lease: &mut Lease<'_, Connection>) {
    if lease.get().and_then(Connection::rollback).is_err() {
        lease.discard();
    }
}

/// When the work panicked.
impl Drop for Tx<'_> {
    fn drop(&mut self) {
        if self.open {
            undo(&mut self.lease);
        }
    }
}
