//! Where the database is, read from one line of settings.

use crate::Error;
use std::path::PathBuf;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Address {
    Memory,
    File(PathBuf),
    Postgres(Postgres),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Postgres {
    /// The address without the words below, as the client reads it.
    pub url: String,
    pub tls: bool,
    /// A file of certificates to trust instead of the machine's own.
    pub roots: Option<PathBuf>,
    pub connections: usize,
}

/// Enough for a server of a few cores; PostgreSQL itself allows 100 in all unless told otherwise.
const CONNECTIONS: usize = 16;

pub(crate) fn parse(address: &str) -> Result<Address, Error> {
    let address = address.trim();
    if address.starts_with("postgres://") || address.starts_with("postgresql://") {
        return postgres(address).map(Address::Postgres);
    }
    let path = address.strip_prefix("sqlite:").unwrap_or(address);
    let path = path.strip_prefix("//").unwrap_or(path);
    match path {
        "" => Err(bad("it is empty; give a file, or postgres://…")),
        ":memory:" => Ok(Address::Memory),
        _ if path.contains("://") => Err(bad("it is neither a file nor postgres://…")),
        _ => Ok(Address::File(path.into())),
    }
}

fn postgres(address: &str) -> Result<Postgres, Error> {
    let (base, query) = address.split_once('?').unwrap_or((address, ""));
    let mut found = Postgres { url: base.to_owned(), tls: false, roots: None, connections: CONNECTIONS };
    let mut kept = Vec::new();
    for pair in query.split('&').filter(|it| !it.is_empty()) {
        match pair.split_once('=').unwrap_or((pair, "")) {
            ("sslmode", mode) => found.tls = tls(mode)?,
            ("sslrootcert", "system") => {}
            ("sslrootcert", path) => found.roots = Some(path.replace("%2F", "/").into()),
            ("connections", number) => found.connections = connections(number)?,
            _ => kept.push(pair),
        }
    }
    if !kept.is_empty() {
        found.url = format!("{base}?{}", kept.join("&"));
    }
    Ok(found)
}

/// With TLS the server's name and certificate are always checked: `require` is no weaker than `verify-full`.
fn tls(mode: &str) -> Result<bool, Error> {
    match mode {
        "disable" | "allow" | "prefer" => Ok(false),
        "require" | "verify-ca" | "verify-full" => Ok(true),
        _ => Err(bad("sslmode must be disable, prefer, require, verify-ca or verify-full")),
    }
}

fn connections(number: &str) -> Result<usize, Error> {
    match number.parse() {
        Ok(it @ 1..=1000) => Ok(it),
        _ => Err(bad("connections must be a number from 1 to 1000")),
    }
}

fn bad(why: &str) -> Error {
    Error::Address(why.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files() {
        let file = |path: &str| Address::File(path.into());
        assert_eq!(parse("quilt.sqlite").unwrap(), file("quilt.sqlite"));
        assert_eq!(parse("sqlite:a/b.db").unwrap(), file("a/b.db"));
        assert_eq!(parse("sqlite:///var/q.db").unwrap(), file("/var/q.db"));
        assert_eq!(parse(":memory:").unwrap(), Address::Memory);
        assert_eq!(parse("sqlite::memory:").unwrap(), Address::Memory);
        assert!(parse(" ").is_err());
        assert!(parse("mysql://x/y").is_err());
    }

    #[test]
    fn servers() {
        let Address::Postgres(it) = parse(
            "postgres://u:p@h/d?sslmode=verify-full&options=-csearch_path%3Da&connections=4&sslrootcert=%2Fca.pem",
        )
        .unwrap() else {
            panic!("not a server")
        };
        assert_eq!(it.url, "postgres://u:p@h/d?options=-csearch_path%3Da");
        assert!(it.tls);
        assert_eq!(it.connections, 4);
        assert_eq!(it.roots, Some("/ca.pem".into()));
        for wrong in ["sslmode=sometimes", "connections=0", "connections=many"] {
            assert!(parse(&format!("postgres://h/d?{wrong}")).is_err(), "{wrong}");
        }
    }
}
