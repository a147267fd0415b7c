#![doc = include_str!("../README.md")]

mod address;
mod connection;
mod db;
mod error;
mod id;
mod meter;
mod migration;
mod pool;
mod postgres;
mod row;
mod sql;
mod sqlite;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod tx;
mod value;

#[cfg(test)]
mod tests;

pub use db::{Db, Engine, Rules};
pub use error::{Broken, Error};
pub use id::uuid_at;
pub use meter::{Meter, statements_on_this_thread};
pub use migration::Migration;
pub use row::{FromValue, Row};
pub use sql::places;
pub use tx::Tx;
pub use value::Value;

pub use jiff;
pub use serde;
pub use uuid;
