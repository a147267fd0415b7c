//! The one door: opening a database, and running named transactions on it.

use crate::address::{self, Address};
use crate::connection::{Connection, Mode};
use crate::meter::{Meter, Meters, Reading};
use crate::pool::Pool;
use crate::tx::{Ending, Tx};
use crate::{Error, postgres, sqlite};
use std::cell::RefCell;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// An open database; clones share it.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

/// Which engine is behind a [`Db`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, compiled in.
    Sqlite,
    /// PostgreSQL 15 or newer.
    Postgres,
}

/// What the application tells the store about its tables.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rules {
    /// Tables whose changes need no ledger line: sessions, form tokens, queues, the ledger itself.
    pub unledgered: &'static [&'static str],
}

struct Inner {
    engine: Engine,
    writing: Arc<Pool<Connection>>,
    /// The same pool as `writing` on PostgreSQL and for a database in memory.
    reading: Arc<Pool<Connection>>,
    rules: Rules,
    meters: Meters,
    relaxed: AtomicBool,
}

/// How long a transaction waits for a connection, a lock or the server before it is told "busy" or "away":
/// longer and a person at a page has given up.
const PATIENCE: Duration = Duration::from_secs(5);

/// Connections that read one SQLite file: more than the cores of the machines this runs on gains nothing.
const READERS: usize = 8;

/// How often a transaction is tried when other changes keep coming first. With the pauses below the last
/// try comes about four seconds after the first.
const TRIES: u32 = 24;

impl Db {
    /// Opens a database: a path or `sqlite:path` (made when it is not there), `:memory:`, or `postgres://…`.
    ///
    /// # Errors
    /// [`Error::Address`] when the address makes no sense, [`Error::Away`] when nothing answers there.
    pub fn open(address: &str, rules: Rules) -> Result<Db, Error> {
        Db::open_patient(address, rules, PATIENCE)
    }

    pub(crate) fn open_patient(address: &str, rules: Rules, patience: Duration) -> Result<Db, Error> {
        let (engine, writing, reading) = match address::parse(address)? {
            Address::Memory => {
                let make = move || sqlite::Connection::writer(None, patience).map(Connection::Sqlite);
                let pool = Arc::new(Pool::new(1, patience, Box::new(make)));
                (Engine::Sqlite, pool.clone(), pool)
            }
            Address::File(path) => {
                let (writing, reading) = files(path, patience);
                (Engine::Sqlite, writing, reading)
            }
            Address::Postgres(address) => {
                let server = postgres::Server::new(&address, patience)?;
                let make = move || server.connect().map(|it| Connection::Postgres(Box::new(it)));
                let pool = Arc::new(Pool::new(address.connections, patience, Box::new(make)));
                (Engine::Postgres, pool.clone(), pool)
            }
        };
        // The first connection now: a wrong address is better heard of at the start.
        drop(writing.take()?);
        let (meters, relaxed) = (Meters::default(), AtomicBool::new(false));
        Ok(Db(Arc::new(Inner { engine, writing, reading, rules, meters, relaxed })))
    }

    /// Which engine is behind this.
    pub fn engine(&self) -> Engine {
        self.0.engine
    }

    /// Runs a transaction that may change things. `work` can run more than once: on PostgreSQL it is run again,
    /// after a short pause, when another change came first. `Ok` keeps the changes, `Err` undoes them.
    ///
    /// # Errors
    /// Whatever `work` answers, and [`Error`] when the transaction could not begin or be kept.
    pub fn write<T, E: From<Error>>(
        &self,
        name: &'static str,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.transact(name, self.writes(), self.0.rules, work)
    }

    /// Runs a transaction that only reads, all of it from one snapshot.
    ///
    /// # Errors
    /// As [`Db::write`]; a statement that would change something is refused.
    pub fn read<T, E: From<Error>>(
        &self,
        name: &'static str,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.transact(name, Mode::Read, self.0.rules, work)
    }

    pub(crate) fn transact<T, E: From<Error>>(
        &self,
        name: &'static str,
        mode: Mode,
        rules: Rules,
        mut work: impl FnMut(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut running = Running::begin(&self.0, name)?;
        let pool = if mode == Mode::Read { &self.0.reading } else { &self.0.writing };
        loop {
            let mut tx = Tx::begin(pool, name, mode, rules)?;
            let answer = work(&mut tx);
            let ending = tx.end(answer.is_ok());
            running.reading.statements += tx.statements();
            drop(tx);
            match ending {
                Ending::AsWished => {
                    running.reading.failed = answer.is_err();
                    return answer;
                }
                Ending::Failed(why) => return Err(why.into()),
                Ending::Again => running.again()?,
            }
        }
    }

    pub(crate) fn writes(&self) -> Mode {
        Mode::Write { relaxed: self.0.relaxed.load(Ordering::Relaxed) }
    }

    /// What each named transaction has done since the database was opened, by name.
    pub fn meters(&self) -> Vec<Meter> {
        self.0.meters.all()
    }

    /// Fills a fresh database quickly: while `work` runs, commits do not wait for the disk; afterwards everything is
    /// brought there and the planner is told what the tables hold. Should the power fail meanwhile, begin
    /// again with a new database.
    ///
    /// # Errors
    /// Whatever `work` answers, else [`Error`] when the rest could not be brought to the disk.
    pub fn fill<T, E: From<Error>>(&self, work: impl FnOnce(&Db) -> Result<T, E>) -> Result<T, E> {
        let relaxing = Relaxing::begin(&self.0.relaxed);
        let answer = work(self);
        drop(relaxing);
        let settled = self.settle();
        let answer = answer?;
        settled?;
        Ok(answer)
    }

    fn settle(&self) -> Result<(), Error> {
        match self.0.writing.take()?.get()? {
            Connection::Sqlite(it) => it.settle(),
            // Kept synchronously again, and so, being later in the same log, is all that came before.
            Connection::Postgres(it) => it.script("ANALYZE"),
        }
    }

    /// Copies a SQLite database, while it is in use, to a new file; the copy is read through before this answers.
    ///
    /// # Errors
    /// [`Error::Backup`] on PostgreSQL and when there is such a file already; what SQLite says otherwise.
    pub fn backup(&self, to: &Path) -> Result<(), Error> {
        match self.0.reading.take()?.get()? {
            Connection::Sqlite(it) => it.backup(to),
            Connection::Postgres(_) => Err(Error::Backup(
                "this database is on PostgreSQL; use pg_dump, or the backups of whoever runs the server"
                    .to_owned(),
            )),
        }
    }

    /// What is wrong with the database, a sentence each; empty when it is well. A database that is away is one of them, no error.
    ///
    /// # Errors
    /// When it could not be looked at for another reason, such as being busy.
    pub fn check(&self) -> Result<Vec<String>, Error> {
        let mut lease = match self.0.reading.take() {
            Ok(lease) => lease,
            Err(why) if why.is_away() => return Ok(vec![why.to_string()]),
            Err(why) => return Err(why),
        };
        let found = match lease.get()? {
            Connection::Sqlite(it) => it.check(),
            Connection::Postgres(it) => it.check(),
        };
        match found {
            Err(why) if why.is_away() => {
                lease.discard();
                Ok(vec![why.to_string()])
            }
            found => found,
        }
    }
}

fn files(path: PathBuf, patience: Duration) -> (Arc<Pool<Connection>>, Arc<Pool<Connection>>) {
    let to_read = path.clone();
    let writer = move || sqlite::Connection::writer(Some(&path), patience).map(Connection::Sqlite);
    let reader = move || sqlite::Connection::reader(&to_read, patience).map(Connection::Sqlite);
    (
        Arc::new(Pool::new(1, patience, Box::new(writer))),
        Arc::new(Pool::new(READERS, patience, Box::new(reader))),
    )
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Db({:?})", self.0.engine)
    }
}

/// PostgreSQL's connections say goodbye on a thread of their own: the last clone may be dropped on a thread that
/// must not wait, where their client would panic.
impl Drop for Inner {
    fn drop(&mut self) {
        if self.engine == Engine::Postgres {
            let idle = self.writing.drain();
            // Without a thread to spare the operating system closes them soon enough.
            drop(std::thread::Builder::new().spawn(move || drop(idle)).map(std::thread::JoinHandle::join));
        }
    }
}

thread_local! {
    /// The transactions this thread is inside of, each with the address of its database.
    static INSIDE: RefCell<Vec<(usize, &'static str)>> = const { RefCell::new(Vec::new()) };
}

/// A named transaction from its first try to its last, metered when it is dropped.
struct Running<'a> {
    inner: &'a Inner,
    name: &'static str,
    begun: Instant,
    reading: Reading,
}

impl<'a> Running<'a> {
    fn begin(inner: &'a Arc<Inner>, name: &'static str) -> Result<Running<'a>, Error> {
        let here = Arc::as_ptr(inner).addr();
        INSIDE.with_borrow_mut(|inside| match inside.iter().find(|it| it.0 == here) {
            Some((_, outer)) => Err(Error::Nested { outer, inner: name }),
            None => {
                inside.push((here, name));
                Ok(())
            }
        })?;
        let reading = Reading { failed: true, ..Reading::default() };
        Ok(Running { inner, name, begun: Instant::now(), reading })
    }

    /// Waits a little before the next try, or gives up.
    fn again(&mut self) -> Result<(), Error> {
        self.reading.retries += 1;
        if self.reading.retries >= TRIES {
            return Err(Error::GaveUp { transaction: self.name, tries: TRIES });
        }
        std::thread::sleep(pause(self.reading.retries));
        Ok(())
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        INSIDE.with_borrow_mut(Vec::pop);
        self.reading.took = self.begun.elapsed();
        self.inner.meters.add(self.name, self.reading);
    }
}

/// From 2 ms, twice as long each time, up to 256 ms; between half and all of it, told apart by thread so that two
/// who met do not meet again in step.
fn pause(retry: u32) -> Duration {
    let mut hasher = DefaultHasher::new();
    (std::thread::current().id(), retry).hash(&mut hasher);
    let whole = 1000_u64 << retry.min(8);
    Duration::from_micros(whole / 2 + hasher.finish() % (whole / 2))
}

/// Commits do not wait for the disk until this is dropped.
struct Relaxing<'a>(&'a AtomicBool);

impl<'a> Relaxing<'a> {
    fn begin(flag: &'a AtomicBool) -> Relaxing<'a> {
        flag.store(true, Ordering::Relaxed);
        Relaxing(flag)
    }
}

impl Drop for Relaxing<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}
