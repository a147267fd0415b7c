//! SQLite: one writer, a few readers, write-ahead log, every commit on the disk.

mod care;

use crate::connection::{EachRow, Mode, Shapes};
use crate::error::{Broken, Error};
use crate::sql::Shape;
use crate::{Row, Value};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{ErrorCode, OpenFlags, Statement, ffi};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

pub(crate) struct Connection {
    pub raw: rusqlite::Connection,
    pub shapes: Shapes,
    writer: bool,
    relaxed: bool,
}

/// Prepared statements kept by a connection.
const PREPARED: usize = 256;

impl Connection {
    /// The one connection that writes; makes the file when there is none. `None` is a database in memory.
    pub fn writer(path: Option<&Path>, patience: Duration) -> Result<Connection, Error> {
        let raw = match path {
            Some(path) => {
                private(path)?;
                open(path)?
            }
            None => rusqlite::Connection::open_in_memory().map_err(plain)?,
        };
        let mut made = Connection { raw, shapes: Shapes::default(), writer: true, relaxed: false };
        made.prepare(patience)?;
        made.keep_a_log(patience)?;
        // Erased facts are to be gone from the file, hence secure_delete.
        made.script(
            "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; \
             PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -32768;",
        )?;
        Ok(made)
    }

    /// A connection that only reads.
    pub fn reader(path: &Path, patience: Duration) -> Result<Connection, Error> {
        let mut made =
            Connection { raw: open(path)?, shapes: Shapes::default(), writer: false, relaxed: false };
        made.prepare(patience)?;
        // Room for the pages of a county that are asked for all day; it is taken only as it is used.
        made.script("PRAGMA query_only = ON; PRAGMA cache_size = -32768;")?;
        Ok(made)
    }

    fn prepare(&mut self, patience: Duration) -> Result<(), Error> {
        self.raw.busy_timeout(patience).map_err(plain)?;
        self.raw.set_prepared_statement_cache_capacity(PREPARED);
        self.script("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;")
    }

    /// A new file is switched to the write-ahead log once, for good. Alone among statements SQLite refuses this one at
    /// once, without waiting, while another program is at the same.
    fn keep_a_log(&mut self, patience: Duration) -> Result<(), Error> {
        let deadline = Instant::now() + patience;
        loop {
            match self.script("PRAGMA journal_mode = WAL") {
                Err(Error::Busy(_)) if Instant::now() < deadline => {
                    std::thread::sleep(Duration::from_millis(5))
                }
                done => return done,
            }
        }
    }

    pub fn begin(&mut self, mode: Mode) -> Result<(), Error> {
        match mode {
            Mode::Read if self.writer => self.script("PRAGMA query_only = ON; BEGIN DEFERRED"),
            Mode::Read => self.script("BEGIN DEFERRED"),
            Mode::Write { relaxed } => {
                self.relax(relaxed)?;
                self.script("BEGIN IMMEDIATE")
            }
        }
    }

    pub fn commit(&mut self) -> Result<(), Error> {
        self.script("COMMIT")?;
        self.writable()
    }

    /// Nothing to do when the engine has rolled back by itself, as it does when the disk is full.
    pub fn rollback(&mut self) -> Result<(), Error> {
        if !self.raw.is_autocommit() {
            self.script("ROLLBACK")?;
        }
        self.writable()
    }

    /// The writer also serves reads of a database in memory.
    fn writable(&mut self) -> Result<(), Error> {
        if self.writer { self.script("PRAGMA query_only = OFF") } else { Ok(()) }
    }

    fn relax(&mut self, relaxed: bool) -> Result<(), Error> {
        if self.relaxed != relaxed {
            self.script(if relaxed { "PRAGMA synchronous = OFF" } else { "PRAGMA synchronous = FULL" })?;
            self.relaxed = relaxed;
        }
        Ok(())
    }

    /// After filling: everything on the disk, and the planner told what is in the tables. Writing the version
    /// once more makes sure the log holds a page, for an empty log would not be synced with the file.
    pub fn settle(&mut self) -> Result<(), Error> {
        self.relax(false)?;
        let version: i64 = self.raw.query_row("PRAGMA user_version", [], |it| it.get(0)).map_err(plain)?;
        self.script(&format!(
            "PRAGMA analysis_limit = 1000; ANALYZE; PRAGMA user_version = {version}; PRAGMA wal_checkpoint(TRUNCATE)"
        ))
    }

    pub fn run(&mut self, shape: &Shape, sql: &str, values: &[Value]) -> Result<u64, Error> {
        let mut statement = bound(&self.raw, shape, sql, values)?;
        let mut rows = statement.raw_query();
        while rows.next().map_err(|it| error(it, sql))?.is_some() {}
        drop(rows);
        drop(statement);
        Ok(if shape.changes.is_empty() { 0 } else { self.raw.changes() })
    }

    pub fn each(
        &mut self,
        shape: &Shape,
        sql: &str,
        values: &[Value],
        take: EachRow<'_>,
    ) -> Result<(), Error> {
        let mut statement = bound(&self.raw, shape, sql, values)?;
        let mut rows = statement.raw_query();
        // Known for certain only with the first row: a statement is prepared anew when its tables have changed.
        let mut columns: Option<Arc<[String]>> = None;
        while let Some(row) = rows.next().map_err(|it| error(it, sql))? {
            let names = || row.as_ref().column_names().map(str::to_owned).collect();
            let columns = columns.get_or_insert_with(names);
            let mut found = Vec::with_capacity(columns.len());
            for (index, column) in columns.iter().enumerate() {
                found.push(value(row.get_ref(index).map_err(|it| error(it, sql))?, column)?);
            }
            if !take(Row::new(columns.clone(), found)) {
                break;
            }
        }
        Ok(())
    }

    pub fn script(&mut self, sql: &str) -> Result<(), Error> {
        self.raw.execute_batch(sql).map_err(plain)
    }

    /// The rows of a PRAGMA that reports, each as one line.
    pub fn report(&self, pragma: &str) -> Result<Vec<String>, Error> {
        let mut statement = self.raw.prepare(pragma).map_err(plain)?;
        let width = statement.column_count();
        let line = |row: &rusqlite::Row<'_>| {
            (0..width).map(|at| row.get_ref(at).map(word)).collect::<Result<Vec<_>, _>>()
        };
        let lines = statement.query_map([], |row| line(row).map(|it| it.join(" "))).map_err(plain)?;
        lines.collect::<Result<_, _>>().map_err(plain)
    }
}

fn word(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Text(it) => String::from_utf8_lossy(it).into_owned(),
        ValueRef::Integer(it) => it.to_string(),
        _ => "-".to_owned(),
    }
}

/// Opens a file that is there. Not with the read-only flag, for a reader too has to keep its place in the log.
fn open(path: &Path) -> Result<rusqlite::Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    rusqlite::Connection::open_with_flags(path, flags).map_err(plain)
}

/// Makes the file when there is none, readable by its owner alone; SQLite gives its companions the same rights.
///
/// One at a time: to close a file gives up all locks this process has on it, so nobody here may have it open by then.
pub(crate) fn private(path: &Path) -> Result<(), Error> {
    static ONE: Mutex<()> = Mutex::new(());
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(why) if why.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(why) if why.kind() == std::io::ErrorKind::StorageFull => Err(Error::Full),
        Err(why) => Err(Error::Away(format!("the file {} cannot be made: {why}", path.display()))),
    }
}

fn bound<'a>(
    raw: &'a rusqlite::Connection,
    shape: &Shape,
    sql: &str,
    values: &[Value],
) -> Result<rusqlite::CachedStatement<'a>, Error> {
    let mut statement = raw.prepare_cached(&shape.sqlite).map_err(|it| error(it, sql))?;
    for (index, value) in values.iter().enumerate() {
        bind(&mut statement, index + 1, value).map_err(|it| error(it, sql))?;
    }
    Ok(statement)
}

fn bind(statement: &mut Statement<'_>, place: usize, value: &Value) -> rusqlite::Result<()> {
    use rusqlite::types::Value as Owned;
    let borrowed = |it| ToSqlOutput::Borrowed(it);
    let output = match value {
        Value::Null => borrowed(ValueRef::Null),
        Value::Bool(it) => borrowed(ValueRef::Integer((*it).into())),
        Value::Int(it) => borrowed(ValueRef::Integer(*it)),
        Value::Real(it) => borrowed(ValueRef::Real(*it)),
        Value::Text(it) => borrowed(ValueRef::Text(it.as_bytes())),
        Value::Bytes(it) => borrowed(ValueRef::Blob(it)),
        Value::Uuid(it) => borrowed(ValueRef::Blob(it.as_bytes())),
        Value::Time(it) => borrowed(ValueRef::Integer(it.as_microsecond())),
        Value::Date(it) => ToSqlOutput::Owned(Owned::Text(it.to_string())),
    };
    statement.raw_bind_parameter(place, output)
}

fn value(found: ValueRef<'_>, column: &str) -> Result<Value, Error> {
    Ok(match found {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(it) => Value::Int(it),
        ValueRef::Real(it) => Value::Real(it),
        ValueRef::Blob(it) => Value::Bytes(it.to_owned()),
        ValueRef::Text(it) => match std::str::from_utf8(it) {
            Ok(text) => Value::Text(text.to_owned()),
            Err(_) => {
                let found = "text that is not UTF-8";
                return Err(Error::WrongType { column: column.to_owned(), wanted: "text", found });
            }
        },
    })
}

pub(crate) fn plain(why: rusqlite::Error) -> Error {
    error(why, "")
}

fn error(why: rusqlite::Error, sql: &str) -> Error {
    let message = match &why {
        rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
        rusqlite::Error::SqlInputError { msg, .. } => msg.clone(),
        other => other.to_string(),
    };
    let code = why.sqlite_error();
    match code.map(|it| it.code) {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            Error::Busy("another program or connection holds the file".to_owned())
        }
        Some(ErrorCode::DiskFull) => Error::Full,
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Error::ReadOnly(message),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Error::Damaged(message),
        Some(ErrorCode::CannotOpen | ErrorCode::SystemIoFailure) => Error::Away(message),
        Some(ErrorCode::ConstraintViolation) => constraint(code.map_or(0, |it| it.extended_code), &message),
        _ => {
            let code = code.map_or_else(|| "SQLite".to_owned(), |it| format!("SQLite {}", it.extended_code));
            Error::Sql { code, message, sql: sql.to_owned() }
        }
    }
}

/// SQLite names what broke only in its message: `UNIQUE constraint failed: person.nhs_number`,
/// `CHECK constraint failed: adult`, `cannot store TEXT value in INTEGER column person.age`.
fn constraint(extended: i32, message: &str) -> Error {
    let kind = match extended {
        ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
            Broken::Unique
        }
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Broken::Reference,
        ffi::SQLITE_CONSTRAINT_CHECK => Broken::Check,
        ffi::SQLITE_CONSTRAINT_NOTNULL => Broken::Missing,
        ffi::SQLITE_CONSTRAINT_DATATYPE => Broken::Kind,
        _ => Broken::Other,
    };
    let tail = match kind {
        Broken::Kind => message.rsplit_once("column ").map(|it| it.1),
        _ => message.split_once(": ").map(|it| it.1),
    };
    let table = tail.and_then(|it| it.split_once('.')).map(|it| it.0.to_owned());
    let table = table.filter(|it| !it.contains(' ') && kind != Broken::Check);
    Error::Constraint { kind, table, name: tail.map(str::to_owned) }
}
