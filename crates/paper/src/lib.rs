#![doc = include_str!("../README.md")]

mod canvas;
pub mod chart;
mod error;
mod fonts;
mod lay;
mod pdf;
mod report;
mod structure;
mod table;
mod words;

pub use error::Error;
pub use report::{Figure, Report};
pub use table::{Column, Table};
pub use words::Words;

/// The licence of the letters this crate carries, which asks to go wherever they go.
pub const FONT_LICENCE: &str = include_str!("../../../assets/fonts/Inter-licence.txt");
