//! Everything that can go wrong, each as a sentence a person can act on. No
//! message holds a value: values may be about people and messages end in logs.

/// What went wrong. In every variant `transaction` is the name it was opened with, `sql` the statement's text as
/// it was given, `place` the n of `$n`, and `why` or a bare text the engine's own reason.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address of the database makes no sense.
    #[error("The database address cannot be used: {0}.")]
    Address(String),
    /// The database cannot be reached, or was lost on the way.
    #[error("The database is away: {0}.")]
    Away(String),
    /// The connection was lost between asking to keep the changes and hearing that they are kept.
    #[error(
        "The database was lost while “{transaction}” was being kept: its changes may or may not be there. \
         Look before doing it again."
    )]
    Unsure {
        /// The transaction's name.
        transaction: &'static str,
    },
    /// Somebody else held what was needed for about five seconds.
    #[error("The database is busy ({0}). Try again in a moment.")]
    Busy(String),
    /// No room is left.
    #[error("The disk that holds the database is full: nothing was kept. Make room, then try again.")]
    Full,
    /// The database, or this transaction, may only be read.
    #[error("The database may only be read here ({0}): nothing was changed.")]
    ReadOnly(String),
    /// The database file is not a database, or is damaged.
    #[error("The database is damaged or is not a database ({0}). Stop, keep a copy, and restore a backup.")]
    Damaged(String),
    /// A constraint of the tables does not hold.
    #[error("{kind}{}{}.", of_table(.table), by_name(.name))]
    Constraint {
        kind: Broken,
        /// The table, when the engine says it.
        table: Option<String>,
        /// The constraint's name on PostgreSQL; on SQLite the columns, or the name of a check.
        name: Option<String>,
    },
    /// A transaction changed a ledgered table and recorded no line.
    #[error("“{transaction}” changed the table {table} and left no line in the ledger: nothing was kept.")]
    NoLine { transaction: &'static str, table: String },
    /// A column holds another kind of value than the one asked for.
    #[error("The column {column} holds {found}; {wanted} was asked for.")]
    WrongType { column: String, wanted: &'static str, found: &'static str },
    /// There is no such column in the answer.
    #[error("The answer has no column {column}; it has: {columns}.")]
    NoColumn { column: String, columns: String },
    /// More rows came than the one that was asked for.
    #[error("More than one row came where at most one was expected: {sql}")]
    ManyRows { sql: String },
    /// A value that not every engine can keep.
    #[error("The value ${place} cannot be kept: it is {why}.")]
    Unkeepable { place: usize, why: &'static str },
    /// A value of another kind than the place in the statement takes.
    #[error(
        "The value ${place} is {given}; the database takes {takes} there. A CAST in the statement may help."
    )]
    WrongValue { place: usize, given: &'static str, takes: String },
    /// Another number of values than the statement has places.
    #[error("The statement takes {takes} values and {given} were given: {sql}")]
    WrongCount { takes: usize, given: usize, sql: String },
    /// The transaction kept meeting others and gave up.
    #[error(
        "“{transaction}” met other changes {tries} times in a row and gave up: nothing was kept. Try again in a moment."
    )]
    GaveUp { transaction: &'static str, tries: u32 },
    /// A statement failed and the work went on as if it had not.
    #[error(
        "“{transaction}” went on after a statement had failed: nothing was kept. What failed first: {first}"
    )]
    WentOn { transaction: &'static str, first: String },
    /// A transaction was opened inside another one of the same database.
    #[error("“{inner}” was opened inside “{outer}”: pass the open transaction on instead.")]
    Nested { outer: &'static str, inner: &'static str },
    /// The tables were made by a newer program.
    #[error(
        "The database is at schema version {database}, newer than this program knows ({program}). Start the newer program."
    )]
    Newer { database: i64, program: i64 },
    /// The program's list of migrations does not fit itself or the database.
    #[error("The migrations do not fit: {0}.")]
    Migrations(String),
    /// One migration failed; the ones before it are kept.
    #[error("Migration {version} ({name}) failed and was undone: {why}")]
    Migration { version: i64, name: &'static str, why: Box<Error> },
    /// A copy cannot be made this way or there.
    #[error("No backup was made: {0}.")]
    Backup(String),
    /// Anything else the database says.
    #[error("The database did not take a statement ({code}): {message}{}", in_sql(.sql))]
    Sql { code: String, message: String, sql: String },
    /// Met another transaction: run again. Callers see [`Error::GaveUp`] instead, unless they look at the error of one statement.
    #[error("Another change came first ({0}).")]
    Conflict(String),
}

/// Which kind of constraint does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// The same is there already.
    Unique,
    /// It points to something that is not there, or something still points to it.
    Reference,
    /// A rule of the table says no.
    Check,
    /// Something that must be given is missing.
    Missing,
    /// Another kind of value than the column takes.
    Kind,
    /// Any other.
    Other,
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Broken::Unique => "The same is there already",
            Broken::Reference => "Something it points to is not there, or something still points to it",
            Broken::Check => "A rule of the table says no",
            Broken::Missing => "Something that must be given is missing",
            Broken::Kind => "The kind of value does not fit the column",
            Broken::Other => "A rule of the database says no",
        })
    }
}

fn of_table(table: &Option<String>) -> String {
    table.as_ref().map(|it| format!(", in the table {it}")).unwrap_or_default()
}

fn by_name(name: &Option<String>) -> String {
    name.as_ref().map(|it| format!(" ({it})")).unwrap_or_default()
}

fn in_sql(sql: &str) -> String {
    if sql.is_empty() { String::new() } else { format!(" — in: {sql}") }
}

impl Error {
    /// The database cannot be reached or was lost: nothing can be done until it is back.
    pub fn is_away(&self) -> bool {
        matches!(self.root(), Error::Away(_) | Error::Unsure { .. })
    }

    /// Somebody else was in the way: the same may work in a moment.
    pub fn is_busy(&self) -> bool {
        matches!(self.root(), Error::Busy(_) | Error::GaveUp { .. } | Error::Conflict(_))
    }

    /// No room is left on the disk.
    pub fn is_full(&self) -> bool {
        matches!(self.root(), Error::Full)
    }

    /// The database may only be read.
    pub fn is_read_only(&self) -> bool {
        matches!(self.root(), Error::ReadOnly(_))
    }

    /// The same is there already.
    pub fn is_unique(&self) -> bool {
        matches!(self.root(), Error::Constraint { kind: Broken::Unique, .. })
    }

    /// Any constraint of the tables does not hold.
    pub fn is_constraint(&self) -> bool {
        matches!(self.root(), Error::Constraint { .. })
    }

    /// A change was made without its ledger line.
    pub fn is_no_line(&self) -> bool {
        matches!(self.root(), Error::NoLine { .. })
    }

    /// The tables were made by a newer program.
    pub fn is_newer(&self) -> bool {
        matches!(self.root(), Error::Newer { .. })
    }

    /// The error itself, or the one inside a failed migration.
    fn root(&self) -> &Error {
        match self {
            Error::Migration { why, .. } => why.root(),
            it => it,
        }
    }
}
