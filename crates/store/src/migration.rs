//! Migrations: the tables' history, each step run once and in order, in a
//! transaction of its own, and written down in the table `schema_migration`.

use crate::{Db, Engine, Error, Rules, Tx, Value, values};

/// One step in the history of the tables. Once released it never changes.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// From 1 upwards.
    pub version: i64,
    /// What it does, in a few words; kept in the database and compared.
    pub name: &'static str,
    /// Its statements for SQLite.
    pub sqlite: &'static str,
    /// Its statements for PostgreSQL.
    pub postgres: &'static str,
}

const TABLE_SQLITE: &str = "CREATE TABLE IF NOT EXISTS schema_migration (
    version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP) STRICT";
/// Behind a lock (its number is "Quilt" in ASCII): of two programs that make a table at once, PostgreSQL lets one fail,
/// `IF NOT EXISTS` or not.
const TABLE_POSTGRES: &str = "SELECT pg_advisory_xact_lock(349862194292); CREATE TABLE IF NOT EXISTS schema_migration (
    version bigint NOT NULL PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP)";

impl Db {
    /// Brings the tables up to date and answers which versions it applied. Each migration is kept or undone
    /// whole; when one fails, those before it stay. Several programs may do this at once: each is applied by one.
    ///
    /// # Errors
    /// [`Error::Newer`] when a newer program has been here, [`Error::Migrations`] when the list is not in order or
    /// tells another history than the database, [`Error::Migration`] when a step fails.
    pub fn migrate(&self, all: &[Migration]) -> Result<Vec<i64>, Error> {
        if self.pending(all)?.is_empty() {
            return Ok(Vec::new());
        }
        self.once_more(|| self.make_table())?;
        let mut applied = Vec::new();
        for migration in all {
            let done = self.once_more(|| self.apply(migration));
            let failed = |why| Error::Migration {
                version: migration.version,
                name: migration.name,
                why: Box::new(why),
            };
            if done.map_err(failed)? {
                applied.push(migration.version);
            }
        }
        Ok(applied)
    }

    /// The versions that [`Db::migrate`] would apply.
    ///
    /// # Errors
    /// As [`Db::migrate`]; nothing is changed.
    pub fn pending(&self, all: &[Migration]) -> Result<Vec<i64>, Error> {
        in_order(all)?;
        let history = self.read("read the schema's history", history)?;
        fits(&history, all)?;
        let known = |version| history.iter().any(|it| it.0 == version);
        Ok(all.iter().map(|it| it.version).filter(|version| !known(*version)).collect())
    }

    fn make_table(&self) -> Result<(), Error> {
        let sql = match self.engine() {
            Engine::Sqlite => TABLE_SQLITE,
            Engine::Postgres => TABLE_POSTGRES,
        };
        self.transact("make the schema's history", self.writes(), Rules::default(), |tx| tx.script(sql))
    }

    /// Writes the version down first: of two programs that come at once, the second waits there for the first.
    fn apply(&self, migration: &Migration) -> Result<bool, Error> {
        let sql = match self.engine() {
            Engine::Sqlite => migration.sqlite,
            Engine::Postgres => migration.postgres,
        };
        self.transact("migrate the schema", self.writes(), Rules::default(), |tx| {
            tx.recorded();
            if self.engine() == Engine::Postgres {
                // Another program may be at this very step: that takes as long as it takes, within reason.
                tx.script("SET LOCAL lock_timeout = 60000")?;
            }
            let known = tx.row(
                "SELECT version FROM schema_migration WHERE version = $1",
                &values![migration.version],
            )?;
            if known.is_some() {
                return Ok(false);
            }
            let line = [Value::from(migration.version), Value::from(migration.name)];
            tx.run("INSERT INTO schema_migration (version, name) VALUES ($1, $2)", &line)?;
            tx.script(sql).map(|()| true)
        })
    }

    /// Another program may have done the same a moment before: then the second look finds it done.
    fn once_more<T>(&self, step: impl Fn() -> Result<T, Error>) -> Result<T, Error> {
        match step() {
            Err(why) if why.is_unique() => step(),
            done => done,
        }
    }
}

/// What the database says was applied; nothing when it is fresh.
fn history(tx: &mut Tx<'_>) -> Result<Vec<(i64, String)>, Error> {
    if !table_exists(tx)? {
        return Ok(Vec::new());
    }
    let rows = tx.rows("SELECT version, name FROM schema_migration ORDER BY version", &[])?;
    rows.iter().map(|row| Ok((row.get("version")?, row.get("name")?))).collect()
}

/// Asks the engine's own catalogue: a failed look at the table itself would undo the transaction.
fn table_exists(tx: &mut Tx<'_>) -> Result<bool, Error> {
    let sql = match tx.engine() {
        Engine::Sqlite => "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'",
        Engine::Postgres => "SELECT 1 WHERE to_regclass('schema_migration') IS NOT NULL",
    };
    Ok(tx.row(sql, &[])?.is_some())
}

fn in_order(all: &[Migration]) -> Result<(), Error> {
    let mut last = 0;
    for migration in all {
        if migration.version <= last {
            let why = format!("version {} comes after version {last} in this program", migration.version);
            return Err(Error::Migrations(why));
        }
        last = migration.version;
    }
    Ok(())
}

fn fits(history: &[(i64, String)], all: &[Migration]) -> Result<(), Error> {
    let program = all.last().map_or(0, |it| it.version);
    for (version, name) in history {
        match all.iter().find(|it| it.version == *version) {
            None if *version > program => {
                let database = history.last().map_or(*version, |it| it.0);
                return Err(Error::Newer { database, program });
            }
            None => {
                let why =
                    format!("the database has version {version} ({name}), which this program does not know");
                return Err(Error::Migrations(why));
            }
            Some(known) if known.name != name => {
                let why = format!(
                    "version {version} is called {name} in the database and {} in this program",
                    known.name
                );
                return Err(Error::Migrations(why));
            }
            Some(_) => {}
        }
    }
    Ok(())
}
