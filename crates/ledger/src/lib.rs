#![doc = include_str!("../README.md")]

mod checkpoint;
mod encoding;
mod erase;
mod error;
mod line;
mod read;
mod record;
mod report;
mod stored;
mod stream;
mod verify;
mod walk;

pub use checkpoint::{Checkpoint, Head, checkpoint, holds};
pub use ed25519_dalek::{SigningKey, VerifyingKey};
pub use erase::{erase, erase_thread};
pub use error::Error;
pub use line::{Entry, Line};
pub use read::{about, recent, thread, thread_of};
pub use record::record;
pub use report::{Problem, Report, Wrong};
pub use stream::{Heads, each_between, each_until, heads};
pub use verify::verify;

/// The tables for SQLite, to run in a migration.
pub const SQLITE: &str = include_str!("../schema/sqlite.sql");

/// The tables for PostgreSQL, to run in a migration.
pub const POSTGRES: &str = include_str!("../schema/postgres.sql");

/// How many lanes each area has. It enters which lane a line goes to, so it never changes.
pub const LANES: i64 = 16;

#[cfg(test)]
mod tests;
