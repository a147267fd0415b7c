//! Reading where postcodes are: Code-Point Open of the Ordnance Survey, the ONS Postcode
//! Directory, or any list that names postcodes and their places. Files of millions of rows
//! are read as they come, a batch at a time; reading the same file again changes nothing.

mod columns;
mod files;
mod grid;

use std::collections::HashMap;
use std::io::Read;
use std::path::Path;

use ::store::Db;
use csv::{ByteRecord, ReaderBuilder};

use columns::{Columns, Said};

use super::{Place, Postcode, store};
use crate::refusal::Refusal;

/// How many postcodes are kept in one transaction.
const BATCH: usize = 20_000;

/// How many rows that cannot be read are told one by one.
const TOLD: usize = 5;

/// What came of reading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PostcodesRead {
    /// Rows read so far.
    pub rows: u64,
    /// Postcodes kept: new ones, and those that moved or are better known now.
    pub kept: u64,
    pub as_before: u64,
    pub ended: u64,
    pub nowhere: u64,
    pub unreadable: u64,
    /// Files that list no postcodes with their places.
    pub other_files: Vec<String>,
    /// The first rows that could not be read: file, row, what stands there.
    pub examples: Vec<String>,
}

impl PostcodesRead {
    /// What was left out and why, a sentence each.
    pub fn lines(&self) -> Vec<String> {
        let number = page::text::number;
        let mut lines: Vec<String> = self.examples.clone();
        for (count, why) in [
            (self.unreadable, "rows could not be read, and were passed over"),
            (self.ended, "postcodes are no longer in use, and were left out"),
            (self.nowhere, "postcodes have no place on the map, and were left out"),
        ] {
            if count > 0 {
                lines.push(format!("{} {why}.", number(count)));
            }
        }
        for name in &self.other_files {
            lines.push(format!("{name}: no columns with postcodes and places, so it was not read."));
        }
        lines
    }

    pub fn summary(&self) -> String {
        let number = page::text::number;
        format!(
            "{} rows read: {} postcodes new or changed, {} as before.",
            number(self.rows),
            number(self.kept),
            number(self.as_before)
        )
    }
}

/// Reads a file, a folder or an archive of postcodes. `told` hears how far it is, now and then.
///
/// # Errors
/// When the file cannot be read or the database not be written. What was kept until then stays;
/// reading again goes on where it matters.
pub fn read_postcodes(
    db: &Db,
    path: &Path,
    told: &mut dyn FnMut(&PostcodesRead),
) -> Result<PostcodesRead, Refusal> {
    let mut reading = Reading { db, read: PostcodesRead::default(), batch: HashMap::new() };
    files::each_table(path, &mut |name, bytes| reading.table(name, bytes, told))?;
    reading.keep()?;
    if reading.read.rows == 0 {
        let what = path.display();
        return Err(Refusal::not_now(format!(
            "{what} lists no postcodes. Code-Point Open, the ONS Postcode Directory, and lists with the columns postcode, lat and lon (or easting and northing) are understood."
        )));
    }
    db.write("work out parts of postcodes", store::gather_parts)?;
    Ok(reading.read)
}

/// A reading under way.
struct Reading<'a> {
    db: &'a Db,
    read: PostcodesRead,
    /// By postcode: one statement cannot write the same row twice.
    batch: HashMap<String, Place>,
}

impl Reading<'_> {
    fn table(
        &mut self,
        name: &str,
        bytes: &mut dyn Read,
        told: &mut dyn FnMut(&PostcodesRead),
    ) -> Result<(), Refusal> {
        let mut rows = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
        let mut row = ByteRecord::new();
        let broken = |why: csv::Error| Refusal::not_now(format!("{name} cannot be read to its end: {why}."));
        if !rows.read_byte_record(&mut row).map_err(broken)? {
            return Ok(());
        }
        let Some(columns) = Columns::of(&row) else {
            self.read.other_files.push(name.to_owned());
            return Ok(());
        };
        let mut more = columns.begin_at_once() || rows.read_byte_record(&mut row).map_err(broken)?;
        while more {
            self.row(name, rows.position().line(), &columns, &row);
            if self.batch.len() >= BATCH {
                self.keep()?;
                told(&self.read);
            }
            more = rows.read_byte_record(&mut row).map_err(broken)?;
        }
        Ok(())
    }

    fn row(&mut self, name: &str, line: u64, columns: &Columns, row: &ByteRecord) {
        let read = &mut self.read;
        read.rows += 1;
        match columns.read(row) {
            Said::At(postcode, place) => {
                self.batch.insert(postcode.as_str().to_owned(), place);
            }
            Said::Ended => read.ended += 1,
            Said::Nowhere => read.nowhere += 1,
            Said::Names => read.rows -= 1,
            Said::Unreadable => {
                read.unreadable += 1;
                if read.examples.len() < TOLD {
                    let said: String = String::from_utf8_lossy(row.as_slice()).chars().take(40).collect();
                    read.examples
                        .push(format!("{name}, before line {line}: “{said}” is no postcode with a place."));
                }
            }
        }
    }

    fn keep(&mut self) -> Result<(), Refusal> {
        let batch: Vec<(String, Place)> = self.batch.drain().collect();
        let kept = self.db.write("keep postcodes", |tx| store::insert_places(tx, &batch))?;
        self.read.kept += kept;
        self.read.as_before += batch.len() as u64 - kept;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
