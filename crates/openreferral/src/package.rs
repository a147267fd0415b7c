//! Reads a data package: the tables of Open Referral (versions 1 and 3) as CSV files, in a folder or a ZIP file.
//!
//! The rows that belong to a service are joined into the same nested entry a JSON feed would have held, and read by
//! the same rules, so that repairs and refusals are said the same way. The tables are held as they came, with twelve
//! bytes a row to find it by; joined is one service at a time.

mod join;
mod kind;
mod row;
mod table;
mod zipped;

use std::{collections::VecDeque, io};

use uuid::Uuid;

pub use self::zipped::is_zip;
use self::{join::Tables, kind::Kind, table::Table};
use crate::{
    desk::{Desk, refused},
    limits,
    reader::{NAMESPACE, gather},
    report::{At, Format, Reading, Step},
};

/// Reads a whole package at once: `tables` gives a file by its name, such as `services.csv`. Never fails.
pub fn read<T: io::Read>(tables: impl FnMut(&str) -> Option<T>) -> Reading {
    all(Package::open(tables))
}

/// Reads a whole ZIP file of tables at once. Never fails: what is no ZIP file is refused with its reason.
pub fn read_zip(file: impl io::Read + io::Seek) -> Reading {
    match Package::unzip(file) {
        Ok(package) => all(package),
        Err(why) => {
            let at = At { element: 1, byte: 0 };
            let mut reading = gather([refused(at, None, why)].into_iter());
            reading.format = Format::Package;
            reading
        }
    }
}

fn all(mut package: Package) -> Reading {
    let mut reading = gather(package.by_ref());
    reading.notes.extend(package.notes());
    reading.format = Format::Package;
    reading
}

/// A package whose tables have been taken in: an iterator of [`Step`]s, one a service.
pub struct Package {
    tables: Tables,
    desk: Desk,
    /// What was wrong with the table of services, to be told in the order of its rows.
    bad: VecDeque<(u64, String)>,
    next: usize,
    notes: Vec<String>,
}

impl Package {
    /// Takes the tables in: `tables` gives a file by its name, such as `services.csv` or, as version 1 has it,
    /// `physical_addresses.csv`; `None` when there is none of that name.
    pub fn open<T: io::Read>(mut tables: impl FnMut(&str) -> Option<T>) -> Self {
        let mut room = limits::PACKAGE_BYTES;
        let mut held = Tables::default();
        let mut notes = Vec::new();
        let mut bad = VecDeque::new();
        for kind in Kind::ALL {
            let found = kind.files().iter().find_map(|name| Some((*name, tables(name)?)));
            let Some((name, input)) = found else { continue };
            match Table::load(kind, name, input, &mut room) {
                Ok(mut table) => {
                    if kind == Kind::Services {
                        bad.extend(std::mem::take(&mut table.bad));
                    }
                    notes.extend(table.notes());
                    held.put(kind, table);
                }
                Err(why) if kind == Kind::Services => bad.push_back((1, why)),
                Err(why) => notes.push(why),
            }
        }
        let absent = if held.rows(Kind::Services).is_none() && bad.is_empty() {
            Some((
                1,
                "There is no table of services (services.csv) in it, so there is nothing to read.".into(),
            ))
        } else {
            notes.extend(held.absent());
            None
        };
        bad.extend(absent);
        Self { tables: held, desk: Desk::new(NAMESPACE), bad, next: 0, notes }
    }

    /// Takes in the tables of a ZIP file, whatever folder of it they are in; `Err` says why there is nothing to read.
    pub fn unzip(file: impl io::Read + io::Seek) -> Result<Self, String> {
        let mut files = zipped::files(file)?;
        let mut package = Self::open(|name| files.take(name));
        package.notes.splice(0..0, files.notes);
        Ok(package)
    }

    /// Makes ids that are not UUIDs within this namespace; give each feed its own.
    #[must_use]
    pub fn within(mut self, namespace: Uuid) -> Self {
        self.desk.namespace = namespace;
        self
    }

    /// Passes over services that are as they were, as [`crate::Reader::knowing`] does.
    #[must_use]
    pub fn knowing(mut self, known: impl Fn(&[u8; 32]) -> Option<Uuid> + Send + 'static) -> Self {
        self.desk.known = Some(Box::new(known));
        self
    }

    /// What holds for the package as a whole, as far as it has been read.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = self.notes.clone();
        notes.extend(self.desk.notes());
        notes
    }
}

impl Iterator for Package {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let row = self.tables.service(self.next);
        let here = row.as_ref().map_or(u64::MAX, |(number, _, _)| *number);
        if self.bad.front().is_some_and(|(number, _)| *number <= here) {
            let (number, why) = self.bad.pop_front()?;
            return Some(refused(At { element: number, byte: 0 }, None, why));
        }
        let (number, byte, fields) = row?;
        let at = At { element: number, byte };
        self.next += 1;
        match self.tables.join(fields) {
            Some(whole) => Some(self.desk.joined(at, &whole)),
            None => {
                self.next = usize::MAX;
                self.bad.clear();
                Some(refused(
                    at,
                    None,
                    "The tables name each other's rows so many times over that reading was stopped here."
                        .into(),
                ))
            }
        }
    }
}

#[cfg(test)]
mod tests;
