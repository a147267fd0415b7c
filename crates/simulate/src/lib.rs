#![doc = include_str!("../README.md")]

pub mod chance;
pub mod curves;
pub mod judge;
pub mod kernel;
pub mod money;
pub mod path;
pub mod plan;
pub mod queue;
pub mod runs;
