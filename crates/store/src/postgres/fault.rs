//! What PostgreSQL's error codes mean to a person. The server's details are
//! left out: they quote values.

use crate::error::{Broken, Error};
use ::postgres::error::{DbError, SqlState};

/// How the server calls a statement prepared before its tables changed.
pub(super) const STALE: &str = "cached plan";

pub(super) fn plain(why: ::postgres::Error) -> Error {
    error(why, "")
}

pub(super) fn error(why: ::postgres::Error, sql: &str) -> Error {
    match why.as_db_error() {
        Some(said) => of_server(said, sql),
        None => of_client(&why, sql),
    }
}

/// Why a connection could not be made: only a crowded server is worth another try at once.
pub(super) fn unreachable(why: ::postgres::Error) -> Error {
    match why.as_db_error() {
        Some(said) if *said.code() == SqlState::TOO_MANY_CONNECTIONS => of_server(said, ""),
        Some(said) => Error::Away(said.message().to_owned()),
        None => Error::Away(reason(&why)),
    }
}

fn of_client(why: &::postgres::Error, sql: &str) -> Error {
    let source = std::error::Error::source(why);
    if why.is_closed() || source.is_some_and(|it| it.is::<std::io::Error>()) {
        return Error::Away(reason(why));
    }
    Error::Sql { code: "PostgreSQL client".to_owned(), message: reason(why), sql: sql.to_owned() }
}

fn reason(why: &::postgres::Error) -> String {
    let mut words = why.to_string();
    let mut source = std::error::Error::source(why);
    while let Some(deeper) = source {
        let more = deeper.to_string();
        if !words.contains(&more) {
            words = format!("{words}: {more}");
        }
        source = deeper.source();
    }
    words
}

fn of_server(said: &DbError, sql: &str) -> Error {
    let message = said.message().to_owned();
    let code = said.code().code();
    match code {
        "40001" | "40P01" => Error::Conflict(message),
        // A statement prepared before the tables changed; prepared anew on the next run.
        "0A000" if message.contains(STALE) => Error::Conflict(message),
        "55P03" | "53300" | "57014" => Error::Busy(message),
        "53100" => Error::Full,
        "25006" => Error::ReadOnly(message),
        "57P01" | "57P02" | "57P03" | "57P05" | "25P03" => Error::Away(message),
        "XX001" | "XX002" => Error::Damaged(message),
        _ if code.starts_with("08") => Error::Away(message),
        _ if code.starts_with("23") => constraint(said, code),
        _ => Error::Sql { code: code.to_owned(), message, sql: sql.to_owned() },
    }
}

fn constraint(said: &DbError, code: &str) -> Error {
    let kind = match code {
        "23505" | "23P01" => Broken::Unique,
        "23503" => Broken::Reference,
        "23514" => Broken::Check,
        "23502" => Broken::Missing,
        _ => Broken::Other,
    };
    let name = said.constraint().or(said.column()).map(str::to_owned);
    Error::Constraint { kind, table: said.table().map(str::to_owned), name }
}
