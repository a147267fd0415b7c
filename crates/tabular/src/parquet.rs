//! Parquet, a group of rows at a time. A group is gathered column by column and written when it is full; what was written
//! is taken out of the buffer the writer writes to.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use jiff::civil::{Date, date};
use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

use crate::column::{Cell, Column, Kind};

/// Rows of one group: what is held in memory at most.
const GROUP: usize = 65_536;

/// Bytes of different values in a group's column from which on a dictionary of them is given up. Ids, which never come
/// twice, are through with it soon; words that come often stay far below.
const DICTIONARY: usize = 64 * 1024;

/// Where the writer writes to, and where its bytes are taken from.
#[derive(Clone, Default)]
struct Held(Arc<Mutex<Vec<u8>>>);

impl Held {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Held {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The values of one column in this group, and for each row whether there is one.
struct Gathered {
    there: Vec<i16>,
    values: Values,
}

/// Texts one behind the other, and where each ends.
#[derive(Default)]
struct Texts {
    all: Vec<u8>,
    ends: Vec<usize>,
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.all.extend_from_slice(text.as_bytes());
        self.ends.push(self.all.len());
    }

    /// As they are written: each a part of the same piece of memory.
    fn taken(&mut self) -> Vec<ByteArray> {
        let room = Vec::with_capacity(self.all.len());
        let all = Bytes::from(std::mem::replace(&mut self.all, room));
        let mut from = 0;
        let part = |to: usize| {
            let part = all.slice(from..to);
            from = to;
            ByteArray::from(part)
        };
        self.ends.drain(..).map(part).collect()
    }
}

enum Values {
    Text(Texts),
    Whole(Vec<i64>),
    Real(Vec<f64>),
    Day(Vec<i32>),
    Yes(Vec<bool>),
}

pub(crate) struct Parquet {
    held: Held,
    writer: SerializedFileWriter<Held>,
    columns: Vec<Gathered>,
    rows: usize,
}

impl Parquet {
    pub fn new(columns: &[Column<'_>], about: &[(&str, &str)]) -> Result<Self, ParquetError> {
        let fields: String = columns
            .iter()
            .map(|column| match column.kind {
                Kind::Text => format!("optional binary {} (STRING); ", column.name),
                Kind::Whole => format!("optional int64 {}; ", column.name),
                Kind::Real => format!("optional double {}; ", column.name),
                Kind::Moment => format!("optional int64 {} (TIMESTAMP(MICROS,true)); ", column.name),
                Kind::Day => format!("optional int32 {} (DATE); ", column.name),
                Kind::Yes => format!("optional boolean {}; ", column.name),
            })
            .collect();
        let schema = Arc::new(parse_message_type(&format!("message rows {{ {fields} }}"))?);
        let words = about.iter().map(|(key, value)| KeyValue::new((*key).to_owned(), (*value).to_owned()));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_dictionary_page_size_limit(DICTIONARY)
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_created_by("Quilt".to_owned())
            .set_key_value_metadata(Some(words.collect()))
            .build();
        let held = Held::default();
        let writer = SerializedFileWriter::new(held.clone(), schema, Arc::new(properties))?;
        let columns = columns.iter().map(|column| Gathered::new(column.kind)).collect();
        Ok(Self { held, writer, columns, rows: 0 })
    }

    pub fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ParquetError> {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.push(cell);
        }
        self.rows += 1;
        if self.rows >= GROUP { self.group() } else { Ok(()) }
    }

    fn group(&mut self) -> Result<(), ParquetError> {
        if self.rows > 0 {
            let mut group = self.writer.next_row_group()?;
            for column in &mut self.columns {
                column.write(&mut group)?;
            }
            group.close()?;
            self.rows = 0;
        }
        Ok(())
    }

    pub fn take(&mut self) -> Vec<u8> {
        self.held.take()
    }

    pub fn finish(mut self) -> Result<Vec<u8>, ParquetError> {
        self.group()?;
        self.writer.close()?;
        Ok(self.held.take())
    }
}

/// Days since the first of January 1970.
fn days(day: Date) -> i32 {
    day.duration_since(date(1970, 1, 1)).as_hours().div_euclid(24).try_into().unwrap_or(0)
}

impl Gathered {
    fn new(kind: Kind) -> Self {
        let values = match kind {
            Kind::Text => Values::Text(Texts::default()),
            Kind::Whole | Kind::Moment => Values::Whole(Vec::new()),
            Kind::Real => Values::Real(Vec::new()),
            Kind::Day => Values::Day(Vec::new()),
            Kind::Yes => Values::Yes(Vec::new()),
        };
        Self { there: Vec::new(), values }
    }

    /// Whoever writes rows has checked that the cell is of the column's kind.
    fn push(&mut self, cell: &Cell<'_>) {
        let there = match (&mut self.values, cell) {
            (Values::Text(all), Cell::Text(text)) => {
                all.push(text);
                1
            }
            (Values::Whole(all), Cell::Whole(number)) => {
                all.push(*number);
                1
            }
            (Values::Whole(all), Cell::Moment(at)) => {
                all.push(at.as_microsecond());
                1
            }
            (Values::Real(all), Cell::Real(number)) if number.is_finite() => {
                all.push(*number);
                1
            }
            (Values::Day(all), Cell::Day(day)) => {
                all.push(days(*day));
                1
            }
            (Values::Yes(all), Cell::Yes(yes)) => {
                all.push(*yes);
                1
            }
            _ => 0,
        };
        self.there.push(there);
    }

    fn write(&mut self, group: &mut SerializedRowGroupWriter<'_, Held>) -> Result<(), ParquetError> {
        match &mut self.values {
            Values::Text(all) => write::<ByteArrayType>(group, &mut all.taken(), &self.there)?,
            Values::Whole(all) => write::<Int64Type>(group, all, &self.there)?,
            Values::Real(all) => write::<DoubleType>(group, all, &self.there)?,
            Values::Day(all) => write::<Int32Type>(group, all, &self.there)?,
            Values::Yes(all) => write::<BoolType>(group, all, &self.there)?,
        }
        self.there.clear();
        Ok(())
    }
}

fn write<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, Held>,
    values: &mut Vec<T::T>,
    there: &[i16],
) -> Result<(), ParquetError> {
    if let Some(mut column) = group.next_column()? {
        column.typed::<T>().write_batch(values, Some(there), None)?;
        column.close()?;
    }
    values.clear();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(days(date(1970, 1, 1)), 0);
        assert_eq!(days(date(1969, 12, 31)), -1);
        assert_eq!(days(date(2026, 3, 3)), 20_515);
        assert_eq!(days(date(1850, 3, 3)), -43_768);
    }
}
