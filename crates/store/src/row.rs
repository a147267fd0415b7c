//! A row that came back, and how its columns become Rust's own types.

use crate::{Error, Value};
use jiff::Timestamp;
use jiff::civil::Date;
use std::fmt;
use std::sync::Arc;
use uuid::Uuid;

/// One row of an answer.
#[derive(Clone)]
pub struct Row {
    columns: Arc<[String]>,
    values: Vec<Value>,
}

impl Row {
    pub(crate) fn new(columns: Arc<[String]>, values: Vec<Value>) -> Row {
        Row { columns, values }
    }

    /// The column of this name. Names are compared without regard to capitals,
    /// because PostgreSQL folds them.
    ///
    /// # Errors
    /// [`Error::NoColumn`], or [`Error::WrongType`] when the value is of another kind.
    pub fn get<T: FromValue>(&self, column: &str) -> Result<T, Error> {
        match self.columns.iter().position(|name| name.eq_ignore_ascii_case(column)) {
            Some(index) => self.at(index),
            None => Err(Error::NoColumn { column: column.to_owned(), columns: self.columns.join(", ") }),
        }
    }

    /// The column at this place, counted from 0.
    ///
    /// # Errors
    /// As [`Row::get`].
    pub fn at<T: FromValue>(&self, index: usize) -> Result<T, Error> {
        let Some(value) = self.values.get(index) else {
            return Err(Error::NoColumn {
                column: format!("number {index}"),
                columns: self.columns.join(", "),
            });
        };
        T::from_value(value).ok_or_else(|| Error::WrongType {
            column: self.columns.get(index).cloned().unwrap_or_default(),
            wanted: T::WANTED,
            found: value.kind(),
        })
    }

    /// The columns' names, in order.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The values, in order, as the engine gave them.
    pub fn values(&self) -> &[Value] {
        &self.values
    }
}

/// Shows the columns and keeps the values back: a row may be about a person and
/// a debug line may end in a log.
impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Row({})", self.columns.join(", "))
    }
}

/// What a column can be read as. Implement it for an enum of your own to read
/// its words: `from_value` answers `None` for a value it does not know.
pub trait FromValue: Sized {
    /// What was wanted, for the message: "a whole number", "an id".
    const WANTED: &'static str;
    /// The value as this type, or `None` when it is not one.
    fn from_value(value: &Value) -> Option<Self>;
}

macro_rules! reads {
    ($($to:ty, $wanted:literal, { $($pattern:pat => $value:expr),* $(,)? })*) => {
        $(impl FromValue for $to {
            const WANTED: &'static str = $wanted;
            fn from_value(value: &Value) -> Option<$to> {
                match value {
                    $($pattern => $value,)*
                    _ => None,
                }
            }
        })*
    };
}

reads! {
    bool, "true or false", { Value::Bool(it) => Some(*it), Value::Int(0) => Some(false), Value::Int(1) => Some(true) }
    i64, "a whole number", { Value::Int(it) => Some(*it) }
    i32, "a whole number that fits 32 bits", { Value::Int(it) => (*it).try_into().ok() }
    i16, "a whole number that fits 16 bits", { Value::Int(it) => (*it).try_into().ok() }
    u64, "a whole number from 0", { Value::Int(it) => (*it).try_into().ok() }
    u32, "a whole number from 0 that fits 32 bits", { Value::Int(it) => (*it).try_into().ok() }
    u16, "a whole number from 0 that fits 16 bits", { Value::Int(it) => (*it).try_into().ok() }
    u8, "a whole number from 0 that fits 8 bits", { Value::Int(it) => (*it).try_into().ok() }
    usize, "a whole number from 0", { Value::Int(it) => (*it).try_into().ok() }
    f64, "a number", { Value::Real(it) => Some(*it), Value::Int(it) => exact(*it) }
    String, "text", { Value::Text(it) => Some(it.clone()) }
    Vec<u8>, "bytes", { Value::Bytes(it) => Some(it.clone()) }
    Uuid, "an id", { Value::Uuid(it) => Some(*it), Value::Bytes(it) => Uuid::from_slice(it).ok() }
    Timestamp, "a moment", { Value::Time(it) => Some(*it), Value::Int(it) => Timestamp::from_microsecond(*it).ok() }
    Date, "a date", { Value::Date(it) => Some(*it), Value::Text(it) => date(it) }
}

impl FromValue for Value {
    const WANTED: &'static str = "anything";
    fn from_value(value: &Value) -> Option<Value> {
        Some(value.clone())
    }
}

impl<const N: usize> FromValue for [u8; N] {
    const WANTED: &'static str = "bytes, of the right number";
    fn from_value(value: &Value) -> Option<[u8; N]> {
        match value {
            Value::Bytes(it) => it.as_slice().try_into().ok(),
            _ => None,
        }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    const WANTED: &'static str = T::WANTED;
    fn from_value(value: &Value) -> Option<Option<T>> {
        match value {
            Value::Null => Some(None),
            it => T::from_value(it).map(Some),
        }
    }
}

/// A whole number as a real one, when nothing is lost by it: doubles hold every
/// whole number up to 2^53.
fn exact(whole: i64) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "the range in which nothing is lost is checked")]
    let real = whole as f64;
    (whole.unsigned_abs() <= 1 << 53).then_some(real)
}

/// A date as it is kept: ten characters, so that text and dates sort alike.
fn date(text: &str) -> Option<Date> {
    if text.len() == 10 { text.parse().ok() } else { None }
}
