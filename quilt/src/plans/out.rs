//! What a plan's results are written as: figures long (CSV, Parquet), draws wide, everything as JSON, a report to open in a
//! browser and one on paper. The same plan gives the same bytes: no clock is asked.

mod html;
mod json;
mod paper;
mod paper_words;
mod tables;

use simulate::plan::Plan;
use simulate::runs::Rows;
use tabular::Format;

use super::told::{Deeper, Told};

pub use html::{document, report as html};
pub use json::json;
pub use paper::pdf;
pub use tables::{COLUMNS, draws, figures};

/// Why results could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Unwritten {
    #[error("there are no draws to tell of")]
    NoDraws,
    #[error("{0}")]
    Table(#[from] tabular::Error),
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    #[error("{0}")]
    Paper(#[from] ::paper::Error),
}

/// A file, by its name.
pub type File = (&'static str, Vec<u8>);

/// Everything there is to write, but for the draws themselves.
///
/// # Errors
/// When there are no draws, or a file could not be made.
pub fn all(plan: &Plan, rows: &Rows, deeper: Option<&Deeper>) -> Result<Vec<File>, Unwritten> {
    let told = Told::of(plan, rows).ok_or(Unwritten::NoDraws)?;
    Ok(vec![
        ("report.html", html(plan, &told, deeper).into_bytes()),
        ("report.pdf", pdf(&told, deeper)?),
        ("told.json", json(plan, &told, deeper)?),
        ("figures.csv", figures(plan, rows, Format::Csv)?),
        ("figures.parquet", figures(plan, rows, Format::Parquet)?),
    ])
}

/// Every draw, a row each, as both formats.
///
/// # Errors
/// When a file could not be made.
pub fn each_draw(plan: &Plan, rows: &Rows) -> Result<Vec<File>, Unwritten> {
    Ok(vec![
        ("draws.csv", draws(plan, rows, Format::Csv)?),
        ("draws.parquet", draws(plan, rows, Format::Parquet)?),
    ])
}
