//! One value on its way into or out of a database: the handful of kinds both
//! engines can hold, and how Rust's own types become them.

use crate::Error;
use jiff::Timestamp;
use jiff::civil::Date;
use std::borrow::Cow;
use uuid::Uuid;

/// A value either engine can keep.
///
/// | value   | SQLite                 | PostgreSQL         |
/// |---------|------------------------|--------------------|
/// | `Bool`  | INTEGER 0 or 1         | `boolean`          |
/// | `Int`   | INTEGER                | `bigint`, `integer`, `smallint` |
/// | `Real`  | REAL                   | `double precision` |
/// | `Text`  | TEXT                   | `text`             |
/// | `Bytes` | BLOB                   | `bytea`            |
/// | `Uuid`  | BLOB of 16 bytes       | `uuid`             |
/// | `Time`  | INTEGER, microseconds since 1970 in UTC | `timestamptz` |
/// | `Date`  | TEXT, `2026-04-30`     | `date`             |
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A real number, infinities included; NaN is refused.
    Real(f64),
    /// Text, JSON too; a NUL character in it is refused.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// An id.
    Uuid(Uuid),
    /// A moment; anything finer than a microsecond is cut off when it is kept.
    Time(Timestamp),
    /// A day of the calendar, from the year 1 on.
    Date(Date),
}

/// The first second of the year 1, in seconds since 1970: the earliest moment
/// kept. SQLite would take any and PostgreSQL stops at 4713 BC; a moment before
/// the year 1 is a slip in this field, so both refuse it.
const YEAR_ONE: i64 = -62_135_596_800;

impl Value {
    /// Refuses what one engine would take and the other would not, so that no
    /// text or number is right on SQLite and wrong on PostgreSQL.
    pub(crate) fn check(&self, place: usize) -> Result<(), Error> {
        let why = match self {
            Value::Text(text) if text.contains('\0') => "a text with a NUL character in it",
            Value::Real(number) if number.is_nan() => "something that is not a number (NaN)",
            Value::Time(time) if time.as_second() < YEAR_ONE => "a moment before the year 1",
            Value::Date(date) if date.year() < 1 => "a date before the year 1",
            _ => return Ok(()),
        };
        Err(Error::Unkeepable { place, why })
    }

    /// The kind in one word, for messages. Never the value itself: it may be
    /// about a person.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Value::Null => "nothing (NULL)",
            Value::Bool(_) => "true or false",
            Value::Int(_) => "a whole number",
            Value::Real(_) => "a real number",
            Value::Text(_) => "text",
            Value::Bytes(_) => "bytes",
            Value::Uuid(_) => "an id",
            Value::Time(_) => "a moment",
            Value::Date(_) => "a date",
        }
    }
}

macro_rules! becomes {
    ($($from:ty => |$it:ident| $value:expr),* $(,)?) => {
        $(impl From<$from> for Value {
            fn from($it: $from) -> Value {
                $value
            }
        })*
    };
}

becomes! {
    bool => |it| Value::Bool(it),
    u8 => |it| Value::Int(it.into()),
    u16 => |it| Value::Int(it.into()),
    u32 => |it| Value::Int(it.into()),
    i16 => |it| Value::Int(it.into()),
    i32 => |it| Value::Int(it.into()),
    i64 => |it| Value::Int(it),
    &i64 => |it| Value::Int(*it),
    f64 => |it| Value::Real(it),
    &str => |it| Value::Text(it.to_owned()),
    String => |it| Value::Text(it),
    &String => |it| Value::Text(it.clone()),
    Cow<'_, str> => |it| Value::Text(it.into_owned()),
    Vec<u8> => |it| Value::Bytes(it),
    &Vec<u8> => |it| Value::Bytes(it.clone()),
    &[u8] => |it| Value::Bytes(it.to_owned()),
    Uuid => |it| Value::Uuid(it),
    &Uuid => |it| Value::Uuid(*it),
    Timestamp => |it| Value::Time(it),
    &Timestamp => |it| Value::Time(*it),
    Date => |it| Value::Date(it),
    &Date => |it| Value::Date(*it),
    &Value => |it| it.clone(),
    &Option<String> => |it| it.clone().into(),
    &Option<Uuid> => |it| (*it).into(),
    &Option<Timestamp> => |it| (*it).into(),
    &Option<Date> => |it| (*it).into(),
    &Option<i64> => |it| (*it).into(),
}

impl<const N: usize> From<[u8; N]> for Value {
    fn from(it: [u8; N]) -> Value {
        Value::Bytes(it.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for Value {
    fn from(it: &[u8; N]) -> Value {
        Value::Bytes(it.to_vec())
    }
}

impl<T> From<Option<T>> for Value
where
    Value: From<T>,
{
    fn from(it: Option<T>) -> Value {
        it.map_or(Value::Null, Value::from)
    }
}

/// The values of a statement, in the order of its `$1`, `$2`, …: each becomes a
/// [`Value`].
///
/// ```
/// let given = store::values!["Mae", 74, None::<String>];
/// assert_eq!(given[1], store::Value::Int(74));
/// ```
#[macro_export]
macro_rules! values {
    ($($v:expr),* $(,)?) => { [$($crate::Value::from($v)),*] };
}
