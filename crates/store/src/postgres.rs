//! PostgreSQL 15 or newer: writes are serializable, reads see one snapshot.

mod fault;
mod tls;
mod wire;

use crate::address;
use crate::connection::{EachRow, Mode, REMEMBERED, Shapes};
use crate::{Error, Row, Value};
use ::postgres::config::SslMode;
use ::postgres::fallible_iterator::FallibleIterator;
use ::postgres::types::ToSql;
use ::postgres::{Client, Config, NoTls, SimpleQueryMessage, Statement};
use fault::{error, plain};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

pub(crate) struct Connection {
    raw: Client,
    prepared: HashMap<Box<str>, Prepared>,
    pub shapes: Shapes,
}

#[derive(Clone)]
struct Prepared {
    statement: Statement,
    columns: Arc<[String]>,
}

/// The oldest server whose behaviour this is tested against.
const OLDEST: i64 = 150_000;

/// How long the network may swallow what is sent before the connection counts as lost; the system's own limits are
/// a quarter of an hour and two hours.
const SILENCE: Duration = Duration::from_secs(30);

/// How to connect, read once.
pub(crate) struct Server {
    config: Config,
    tls: Option<tls::Tls>,
    patience: Duration,
}

impl Server {
    pub fn new(address: &address::Postgres, patience: Duration) -> Result<Server, Error> {
        let wrong = |why: ::postgres::Error| {
            // The parser's reasons name the word that is wrong and never its value.
            Error::Address(std::error::Error::source(&why).unwrap_or(&why).to_string())
        };
        let mut config: Config = address.url.parse().map_err(wrong)?;
        config.ssl_mode(if address.tls { SslMode::Require } else { SslMode::Disable });
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(patience);
        }
        if config.get_application_name().is_none() {
            config.application_name("quilt");
        }
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(SILENCE);
        }
        if !address.url.contains("keepalives_idle=") {
            config.keepalives_idle(SILENCE);
        }
        let tls = if address.tls { Some(tls::trusting(address.roots.as_deref())?) } else { None };
        Ok(Server { config, tls, patience })
    }

    pub fn connect(&self) -> Result<Connection, Error> {
        let client = match &self.tls {
            Some(tls) => self.config.connect(tls.clone()),
            None => self.config.connect(NoTls),
        };
        let raw = client.map_err(fault::unreachable)?;
        let mut made = Connection { raw, prepared: HashMap::new(), shapes: Shapes::default() };
        made.script(&format!(
            "SET TIME ZONE 'UTC'; SET client_min_messages = warning; SET lock_timeout = {}",
            self.patience.as_millis()
        ))?;
        Ok(made)
    }
}

impl Connection {
    pub fn begin(&mut self, mode: Mode) -> Result<(), Error> {
        self.script(match mode {
            Mode::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            Mode::Write { relaxed: false } => "BEGIN ISOLATION LEVEL SERIALIZABLE",
            Mode::Write { relaxed: true } => {
                "BEGIN ISOLATION LEVEL SERIALIZABLE; SET LOCAL synchronous_commit = off"
            }
        })
    }

    pub fn commit(&mut self) -> Result<(), Error> {
        self.script("COMMIT")
    }

    pub fn rollback(&mut self) -> Result<(), Error> {
        self.script("ROLLBACK")
    }

    pub fn script(&mut self, sql: &str) -> Result<(), Error> {
        self.raw.batch_execute(sql).map_err(plain)
    }

    pub fn run(&mut self, sql: &str, values: &[Value]) -> Result<u64, Error> {
        let done = self.execute(sql, values);
        self.forget_stale(done)
    }

    pub fn each(&mut self, sql: &str, values: &[Value], take: EachRow<'_>) -> Result<(), Error> {
        let done = self.stream(sql, values, take);
        self.forget_stale(done)
    }

    /// When a table has changed under a prepared statement, the transaction runs again and prepares anew.
    fn forget_stale<T>(&mut self, done: Result<T, Error>) -> Result<T, Error> {
        if matches!(&done, Err(Error::Conflict(why)) if why.contains(fault::STALE)) {
            self.prepared.clear();
        }
        done
    }

    fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64, Error> {
        let prepared = self.prepare(sql, values)?;
        let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|it| it as _).collect();
        let count = self.raw.execute(&prepared.statement, &values).map_err(|it| error(it, sql))?;
        let changes = !self.shapes.of(sql).changes.is_empty();
        Ok(if changes { count } else { 0 })
    }

    fn stream(&mut self, sql: &str, values: &[Value], take: EachRow<'_>) -> Result<(), Error> {
        let prepared = self.prepare(sql, values)?;
        let mut rows = self.raw.query_raw(&prepared.statement, values).map_err(|it| error(it, sql))?;
        while let Some(row) = rows.next().map_err(|it| error(it, sql))? {
            let mut found = Vec::with_capacity(prepared.columns.len());
            for index in 0..prepared.columns.len() {
                found.push(wire::value(&row, index)?);
            }
            if !take(Row::new(prepared.columns.clone(), found)) {
                break;
            }
        }
        Ok(())
    }

    /// The statement as the server understood it, asked for once a connection.
    fn prepare(&mut self, sql: &str, values: &[Value]) -> Result<Prepared, Error> {
        let prepared = match self.prepared.get(sql) {
            Some(known) => known.clone(),
            None => {
                if self.prepared.len() >= REMEMBERED {
                    self.prepared.clear();
                }
                let statement = self.raw.prepare(sql).map_err(|it| error(it, sql))?;
                let columns = statement.columns().iter().map(|it| it.name().to_owned()).collect();
                let prepared = Prepared { statement, columns };
                self.prepared.insert(sql.into(), prepared.clone());
                prepared
            }
        };
        let takes = prepared.statement.params();
        if takes.len() != values.len() {
            return Err(Error::WrongCount { takes: takes.len(), given: values.len(), sql: sql.to_owned() });
        }
        for (index, (value, takes)) in values.iter().zip(takes).enumerate() {
            if !wire::fits(value, takes) {
                let takes = takes.name().to_owned();
                return Err(Error::WrongValue { place: index + 1, given: value.kind(), takes });
            }
        }
        Ok(prepared)
    }

    /// What is wrong with the server, empty when well.
    pub fn check(&mut self) -> Result<Vec<String>, Error> {
        let mut wrong = Vec::new();
        let version = self.ask("SHOW server_version_num")?;
        if version.parse::<i64>().is_ok_and(|it| it < OLDEST) {
            wrong.push(format!(
                "PostgreSQL {} is too old: 15 or newer is needed.",
                self.ask("SHOW server_version")?
            ));
        }
        let encoding = self.ask("SHOW server_encoding")?;
        if encoding != "UTF8" {
            wrong.push(format!("The database keeps text as {encoding}: make it anew with ENCODING 'UTF8'."));
        }
        if self.ask("SHOW transaction_read_only")? == "on" {
            wrong.push("The server only reads: it is a standby, or set to read only.".to_owned());
        }
        Ok(wrong)
    }

    fn ask(&mut self, sql: &str) -> Result<String, Error> {
        let answer = self.raw.simple_query(sql).map_err(|it| error(it, sql))?;
        let first = answer.iter().find_map(|it| match it {
            SimpleQueryMessage::Row(row) => row.get(0),
            _ => None,
        });
        Ok(first.unwrap_or_default().to_owned())
    }
}
