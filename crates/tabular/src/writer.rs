//! One writer for both formats. It checks that each cell is of its column's kind, so that a file that was begun is right to
//! its end.

use crate::column::{Cell, Column, Kind};
use crate::csv::Csv;
use crate::parquet::Parquet;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    Csv,
    Parquet,
}

impl Format {
    pub const ALL: [Format; 2] = [Format::Csv, Format::Parquet];

    /// As it is asked for, and how a file's name ends.
    pub fn code(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Parquet => "parquet",
        }
    }

    pub fn parse(code: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.code() == code)
    }

    pub fn content_type(self) -> &'static str {
        match self {
            Format::Csv => "text/csv; charset=utf-8; header=present",
            Format::Parquet => "application/vnd.apache.parquet",
        }
    }
}

#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error("a column is called “{0}”: small letters, digits and low lines only")]
    Name(String),
    #[error("a row has {given} cells, and there are {columns} columns")]
    Width { given: usize, columns: usize },
    #[error("column {column} holds {wanted:?} and was given something else")]
    Wrong { column: String, wanted: Kind },
    #[error("the file could not be written: {0}")]
    Parquet(#[from] parquet::errors::ParquetError),
}

pub struct Writer {
    columns: Vec<(String, Kind)>,
    sink: Sink,
}

enum Sink {
    Csv(Csv),
    Parquet(Box<Parquet>),
}

impl Writer {
    /// `about` is what the file says of itself, where its format lets it.
    ///
    /// # Errors
    /// [`Error::Name`].
    pub fn new(format: Format, columns: &[Column<'_>], about: &[(&str, &str)]) -> Result<Self, Error> {
        for column in columns {
            let plain =
                |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
            if !column.name.starts_with(|letter: char| letter.is_ascii_lowercase())
                || !column.name.chars().all(plain)
            {
                return Err(Error::Name(column.name.to_owned()));
            }
        }
        let sink = match format {
            Format::Csv => Sink::Csv(Csv::new(columns)),
            Format::Parquet => Sink::Parquet(Box::new(Parquet::new(columns, about)?)),
        };
        Ok(Self { columns: columns.iter().map(|c| (c.name.to_owned(), c.kind)).collect(), sink })
    }

    /// # Errors
    /// [`Error::Width`] and [`Error::Wrong`], before anything of the row is written.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Error> {
        if cells.len() != self.columns.len() {
            return Err(Error::Width { given: cells.len(), columns: self.columns.len() });
        }
        for (cell, (name, wanted)) in cells.iter().zip(&self.columns) {
            if cell.kind().is_some_and(|kind| kind != *wanted) {
                return Err(Error::Wrong { column: name.clone(), wanted: *wanted });
            }
        }
        match &mut self.sink {
            Sink::Csv(csv) => csv.row(cells),
            Sink::Parquet(parquet) => parquet.row(cells)?,
        }
        Ok(())
    }

    /// What has been written since the last time, to be sent on.
    pub fn take(&mut self) -> Vec<u8> {
        match &mut self.sink {
            Sink::Csv(csv) => csv.take(),
            Sink::Parquet(parquet) => parquet.take(),
        }
    }

    /// The rest. A Parquet file without it is no file.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        match self.sink {
            Sink::Csv(mut csv) => Ok(csv.take()),
            Sink::Parquet(parquet) => Ok(parquet.finish()?),
        }
    }
}
