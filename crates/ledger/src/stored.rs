//! A line as it stands in its row, read without copying.

use jiff::Timestamp;
use store::{Error, Row, Value};
use uuid::Uuid;

use crate::encoding::{Fields, Hash, sha256};

pub(crate) const COLUMNS: &str = "area_id, lane, seq, kind, about_id, thread_id, by_id, by_name, by_name_hash, happened, \
                                  written, facts, facts_hash, hash";

pub(crate) struct Stored<'a> {
    pub area: Uuid,
    pub lane: i64,
    pub seq: i64,
    pub kind: &'a str,
    pub about: Uuid,
    pub thread: Option<Uuid>,
    pub by: Uuid,
    pub by_name: &'a str,
    pub by_name_hash: Option<Hash>,
    pub happened: Timestamp,
    pub written: Timestamp,
    pub facts: Option<&'a str>,
    pub facts_hash: Hash,
    pub hash: Hash,
}

impl<'a> Stored<'a> {
    pub(crate) fn read(row: &'a Row) -> Result<Self, Error> {
        Ok(Stored {
            area: row.at(0)?,
            lane: row.at(1)?,
            seq: row.at(2)?,
            kind: text(row, 3)?.unwrap_or_default(),
            about: row.at(4)?,
            thread: row.at(5)?,
            by: row.at(6)?,
            by_name: text(row, 7)?.unwrap_or_default(),
            by_name_hash: row.at(8)?,
            happened: row.at(9)?,
            written: row.at(10)?,
            facts: text(row, 11)?,
            facts_hash: row.at(12)?,
            hash: row.at(13)?,
        })
    }

    /// What the line's hash should be after a line of hash `previous`.
    pub(crate) fn hash_after(&self, previous: &Hash) -> Hash {
        let fields = Fields {
            previous,
            area: self.area,
            lane: self.lane,
            seq: self.seq,
            kind: self.kind,
            about: self.about,
            thread: self.thread,
            by: self.by,
            by_name: self.by_name_hash.unwrap_or_else(|| sha256(self.by_name)),
            happened: self.happened,
            written: self.written,
            facts: self.facts_hash,
        };
        fields.hash()
    }
}

fn text(row: &Row, column: usize) -> Result<Option<&str>, Error> {
    match row.values().get(column) {
        Some(Value::Text(text)) => Ok(Some(text)),
        Some(Value::Null) => Ok(None),
        // Not text at all: let the row say so in its own words.
        _ => row.at::<String>(column).map(|_| None),
    }
}
