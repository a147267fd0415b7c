#![doc = include_str!("../README.md")]

mod column;
mod csv;
mod parquet;
mod writer;

pub use column::{Cell, Column, Kind};
pub use writer::{Error, Format, Writer};
