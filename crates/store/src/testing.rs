//! Fresh databases for tests: SQLite always, PostgreSQL as well when the
//! environment variable `QUILT_TEST_PG` holds the address of a server where
//! schemas may be made and dropped.

use crate::{Db, Engine, Migration, Rules};
use std::io::Write;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};

/// A fresh database; everything of it is removed when this is dropped.
pub struct TestDb {
    db: Db,
    address: String,
    place: Place,
}

enum Place {
    Directory(PathBuf),
    Schema { server: String, name: String },
}

/// One fresh, migrated database an engine.
///
/// # Panics
/// When a database cannot be made: a test that silently ran on less than it was asked to would say too much.
pub fn engines(migrations: &[Migration], rules: Rules) -> Vec<TestDb> {
    let mut all = vec![sqlite(migrations, rules)];
    all.extend(postgres(migrations, rules));
    all
}

/// A fresh SQLite database in a directory of its own.
///
/// # Panics
/// As [`engines`].
pub fn sqlite(migrations: &[Migration], rules: Rules) -> TestDb {
    let directory = std::env::temp_dir().join(unique());
    std::fs::create_dir_all(&directory).unwrap_or_else(|why| panic!("{}: {why}", directory.display()));
    let address = directory.join("test.sqlite").display().to_string();
    made(address, Place::Directory(directory), migrations, rules)
}

/// A fresh schema on the server of `QUILT_TEST_PG`; `None`, and a word on standard error, without it.
///
/// # Panics
/// As [`engines`].
pub fn postgres(migrations: &[Migration], rules: Rules) -> Option<TestDb> {
    static TOLD: Once = Once::new();
    let Some(server) = std::env::var("QUILT_TEST_PG").ok().filter(|it| !it.is_empty()) else {
        // Past the test harness's capture, for a passing test would hide it.
        TOLD.call_once(|| {
            drop(writeln!(std::io::stderr(), "PostgreSQL: not tested here (QUILT_TEST_PG is not set)"));
        });
        return None;
    };
    let name = unique();
    on_server(&server, &format!("DROP SCHEMA IF EXISTS {name} CASCADE; CREATE SCHEMA {name}"))
        .unwrap_or_else(|why| panic!("QUILT_TEST_PG: {why}"));
    let address = within(&server, &name);
    Some(made(address, Place::Schema { server, name }, migrations, rules))
}

/// The address of a schema of this name on a server, made unless it is there, and left there.
///
/// # Errors
/// When the server cannot be reached or does not let it be made.
pub fn schema(server: &str, name: &str) -> Result<String, crate::Error> {
    on_server(server, &format!("CREATE SCHEMA IF NOT EXISTS {name}"))?;
    Ok(within(server, name))
}

fn within(server: &str, name: &str) -> String {
    let joint = if server.contains('?') { '&' } else { '?' };
    format!("{server}{joint}options=-csearch_path%3D{name}&connections=8")
}

impl TestDb {
    /// "SQLite" or "PostgreSQL", for messages.
    pub fn name(&self) -> &'static str {
        match self.db.engine() {
            Engine::Sqlite => "SQLite",
            Engine::Postgres => "PostgreSQL",
        }
    }

    /// Where it is, as [`Db::open`] takes it: to open it a second time.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The directory of a SQLite database.
    pub fn directory(&self) -> Option<&Path> {
        match &self.place {
            Place::Directory(path) => Some(path),
            Place::Schema { .. } => None,
        }
    }

    /// The database itself, to hand on.
    pub fn db(&self) -> &Db {
        &self.db
    }
}

impl Deref for TestDb {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.db
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        // What cannot be removed is left to whoever clears the temporary directory or the server.
        match &self.place {
            Place::Directory(path) => drop(std::fs::remove_dir_all(path)),
            Place::Schema { server, name } => {
                drop(on_server(server, &format!("DROP SCHEMA IF EXISTS {name} CASCADE")));
            }
        }
    }
}

/// On a thread of its own, so that asynchronous tests may make and drop databases where they are.
fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| match scope.spawn(work).join() {
        Ok(done) => done,
        Err(panic) => std::panic::resume_unwind(panic),
    })
}

fn made(address: String, place: Place, migrations: &[Migration], rules: Rules) -> TestDb {
    let db = apart(|| {
        let db = Db::open(&address, rules).unwrap_or_else(|why| panic!("{address}: {why}"));
        db.migrate(migrations).unwrap_or_else(|why| panic!("{address}: {why}"));
        db
    });
    TestDb { db, address, place }
}

fn on_server(server: &str, sql: &str) -> Result<(), crate::Error> {
    apart(|| {
        let db = Db::open(server, Rules::default())?;
        db.write("prepare a test", |tx| tx.script(sql))
    })
}

/// Not used by another test, in this process or one beside it.
fn unique() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("quilt_test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}
