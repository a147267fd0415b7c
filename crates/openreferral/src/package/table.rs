//! One table, held as it came, with the places of its rows and a way to find those that belong to something.

use std::{
    borrow::Cow,
    hash::{DefaultHasher, Hash, Hasher},
    io,
};

use serde_json::Value;

use super::{
    kind::Kind,
    row::{self, Ended},
};
use crate::{clerk::shortened, field::Fields, limits, source, source::Source};

/// Columns a table may have.
const COLUMNS: usize = 500;
/// Sentences about the rows of one table.
const SAID: usize = 50;

pub(super) struct Table {
    kind: Kind,
    file: &'static str,
    text: String,
    columns: Vec<String>,
    comma: u8,
    /// Where each sound row begins, and which it is.
    rows: Vec<(u32, u32)>,
    /// The hash of whose a row is, and its place in `rows`; sorted.
    index: Vec<(u64, u32)>,
    /// Rows that cannot be read, and why.
    pub(super) bad: Vec<(u64, String)>,
    unsaid: u64,
    mended: bool,
    short: u64,
}

impl Table {
    /// Takes a table in; `room` is how many bytes all tables together may still have.
    pub(super) fn load(
        kind: Kind,
        file: &'static str,
        input: impl io::Read,
        room: &mut usize,
    ) -> Result<Self, String> {
        let (text, mended) = text(file, input, room)?;
        let comma = row::comma(&text);
        let mut cells = Vec::new();
        let (ended, first) = row::take(&text, 0, comma, &mut cells);
        let columns: Vec<String> = cells.iter().map(|cell| column(cell)).collect();
        if ended != Ended::Well || columns.len() > COLUMNS {
            return Err(format!("{file} does not begin with a row of column names, so it was not read."));
        }
        let needed = if kind == Kind::Services { "name" } else { "id" };
        let found = if kind.keys().is_empty() {
            columns.iter().any(|column| column == needed)
        } else {
            kind.keys().iter().any(|key| columns.iter().any(|column| column == key))
        };
        if !found {
            let wanted = kind.keys().first().unwrap_or(&needed);
            let held = shortened(&columns.join(", "), 200);
            return Err(format!(
                "{file} has no column “{wanted}”, so it was not read; its columns are {held}."
            ));
        }
        let mut table = Self {
            kind,
            file,
            text: String::new(),
            columns,
            comma,
            rows: Vec::new(),
            index: Vec::new(),
            bad: Vec::new(),
            unsaid: 0,
            mended,
            short: 0,
        };
        table.find_rows(&text, first);
        table.index.sort_unstable();
        table.text = text;
        Ok(table)
    }

    fn find_rows(&mut self, text: &str, first: usize) {
        let (mut at, mut number) = (first, 1_u32);
        let mut cells = Vec::new();
        while at < text.len() && (self.rows.len() as u64) < limits::ROWS {
            let (ended, next) = row::take(text, at, self.comma, &mut cells);
            number = number.saturating_add(1);
            let start = std::mem::replace(&mut at, next);
            let blank = cells.iter().all(|cell| cell.trim().is_empty());
            if let Some(why) = self.fault(ended, &cells) {
                self.say(number, why);
            } else if !blank {
                self.short += u64::from(cells.len() < self.columns.len());
                let most = if self.kind.is_shared() { usize::MAX } else { 1 };
                let owners: Vec<u64> =
                    self.whose(&cells).take(most).map(|(key, said)| hash(key, said)).collect();
                self.index.extend(owners.into_iter().map(|owner| (owner, self.rows.len() as u32)));
                self.rows.push((start as u32, number));
            }
        }
    }

    /// Why a row cannot be read.
    fn fault(&self, ended: Ended, cells: &[Cow<'_, str>]) -> Option<String> {
        let beyond = cells.get(self.columns.len()..).unwrap_or_default();
        match ended {
            Ended::Open => Some("has a quotation mark that is never closed".into()),
            Ended::Long => Some(format!("is longer than {} MiB", limits::ROW_BYTES >> 20)),
            Ended::Well if beyond.iter().any(|cell| !cell.trim().is_empty()) => Some(format!(
                "has {} cells where the first row names {}: perhaps a comma stands in a text without quotation marks",
                cells.len(),
                self.columns.len()
            )),
            Ended::Well => None,
        }
    }

    fn say(&mut self, number: u32, why: String) {
        // Of the services each row is told, since each is one service less.
        let most = if self.kind == Kind::Services { limits::LISTED } else { SAID };
        if self.bad.len() < most {
            let sentence = format!("Row {number} of {} {why}; it was left out.", self.file);
            self.bad.push((u64::from(number), sentence));
        } else {
            self.unsaid += 1;
        }
    }

    /// Which columns say whose a row is, and what they say.
    fn whose<'a>(&self, cells: &'a [Cow<'_, str>]) -> impl Iterator<Item = (&'static str, &'a str)> {
        self.kind.keys().iter().filter_map(|key| {
            let place = self.columns.iter().position(|column| column == key)?;
            let said = cells.get(place)?.trim();
            (!said.is_empty()).then_some((*key, said))
        })
    }

    pub(super) fn rows(&self) -> usize {
        self.rows.len()
    }

    /// A row's number, its first byte, and what it says.
    pub(super) fn row(&self, place: usize) -> Option<(u64, u64, Fields)> {
        let (at, number) = *self.rows.get(place)?;
        let mut cells = Vec::new();
        row::take(&self.text, at as usize, self.comma, &mut cells);
        Some((u64::from(number), u64::from(at), self.fields(&cells)))
    }

    fn fields(&self, cells: &[Cow<'_, str>]) -> Fields {
        let mut fields = Fields::new();
        for (column, cell) in self.columns.iter().zip(cells) {
            if !cell.trim().is_empty() && !column.is_empty() {
                fields.entry(column.clone()).or_insert_with(|| Value::String(cell.trim().to_owned()));
            }
        }
        fields
    }

    /// The rows that say they belong to this, up to the length a list may have.
    pub(super) fn of(&self, key: &'static str, whose: &str) -> Vec<Fields> {
        let wanted = hash(key, whose.trim());
        let from = self.index.partition_point(|(hash, _)| *hash < wanted);
        let same = self.index.get(from..).unwrap_or_default();
        let mut cells = Vec::new();
        let mut found = Vec::new();
        for (_, place) in same.iter().take_while(|(hash, _)| *hash == wanted).take(limits::LIST) {
            let Some((at, _)) = self.rows.get(*place as usize) else { continue };
            row::take(&self.text, *at as usize, self.comma, &mut cells);
            if self.whose(&cells).any(|(k, said)| k == key && said.eq_ignore_ascii_case(whose.trim())) {
                found.push(self.fields(&cells));
            }
        }
        found
    }

    /// What is to be said about the table as a whole.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes: Vec<String> = self.bad.iter().map(|(_, sentence)| sentence.clone()).collect();
        if self.unsaid > 0 {
            notes.push(format!("{} more rows of {} were left out.", self.unsaid, self.file));
        }
        if self.mended {
            notes.push(format!("{} is not in UTF-8; it was read as Windows-1252.", self.file));
        }
        if self.short > 0 {
            let all = self.columns.len();
            notes.push(format!(
                "{} rows of {} have fewer than {all} cells; the missing ones were taken as empty.",
                self.short, self.file
            ));
        }
        notes
    }
}

/// The whole text of a table, and whether its bytes had to be read as Windows-1252.
fn text(file: &str, input: impl io::Read, room: &mut usize) -> Result<(String, bool), String> {
    let mut source = Source::new(input);
    let mut bytes = Vec::new();
    loop {
        let chunk = source.chunk();
        if chunk.is_empty() {
            break;
        }
        if chunk.len() > *room {
            return Err(format!(
                "{file} was not read: the tables together are larger than {} MiB.",
                limits::PACKAGE_BYTES >> 20
            ));
        }
        *room -= chunk.len();
        bytes.extend_from_slice(chunk);
        let passed = chunk.len();
        source.pass(passed);
    }
    if let Some(failure) = source.failure {
        return Err(format!("{file} could not be read to its end: {failure}."));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((text, false)),
        Err(error) => {
            let (text, _) = source::text(error.as_bytes());
            Ok((text.into_owned(), true))
        }
    }
}

/// A column's name as the standard writes it.
fn column(said: &str) -> String {
    let bare = said.trim().trim_start_matches('\u{feff}').to_lowercase();
    bare.replace([' ', '-', '.'], "_")
}

fn hash(key: &str, whose: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    whose.to_ascii_lowercase().hash(&mut hasher);
    hasher.finish()
}
