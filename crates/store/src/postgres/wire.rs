//! Values in PostgreSQL's binary form, there and back.

use crate::{Error, Value};
use ::postgres::types::{FromSql, IsNull, ToSql, Type};
use bytes::BytesMut;
use jiff::Timestamp;
use jiff::civil::Date;
use std::error::Error as StdError;
use uuid::Uuid;

type Fault = Box<dyn StdError + Sync + Send>;

/// 2000-01-01T00:00:00Z, from which PostgreSQL counts, in microseconds since 1970.
const EPOCH: i64 = 946_684_800_000_000;

/// Whether the value can stand where the server takes this type.
pub(super) fn fits(value: &Value, takes: &Type) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(_) => *takes == Type::BOOL,
        Value::Int(it) => match *takes {
            Type::INT8 | Type::NUMERIC | Type::FLOAT8 => true,
            Type::INT4 => i32::try_from(*it).is_ok(),
            Type::INT2 => i16::try_from(*it).is_ok(),
            _ => false,
        },
        Value::Real(it) => {
            *takes == Type::FLOAT8 || *takes == Type::FLOAT4 || *takes == Type::NUMERIC && it.is_finite()
        }
        Value::Text(_) => {
            [Type::TEXT, Type::VARCHAR, Type::BPCHAR, Type::NAME, Type::JSON, Type::JSONB].contains(takes)
        }
        Value::Bytes(_) => *takes == Type::BYTEA,
        Value::Uuid(_) => *takes == Type::UUID,
        Value::Time(_) => *takes == Type::TIMESTAMPTZ || *takes == Type::TIMESTAMP,
        Value::Date(_) => *takes == Type::DATE,
    }
}

impl ToSql for Value {
    fn to_sql(&self, takes: &Type, out: &mut BytesMut) -> Result<IsNull, Fault> {
        match self {
            Value::Null => return Ok(IsNull::Yes),
            Value::Bool(it) => out.extend_from_slice(&[u8::from(*it)]),
            Value::Int(it) => whole(*it, takes, out)?,
            Value::Real(it) => real(*it, takes, out),
            Value::Text(it) => {
                if *takes == Type::JSONB {
                    out.extend_from_slice(&[1]);
                }
                out.extend_from_slice(it.as_bytes());
            }
            Value::Bytes(it) => out.extend_from_slice(it),
            Value::Uuid(it) => out.extend_from_slice(it.as_bytes()),
            Value::Time(it) => out.extend_from_slice(&(it.as_microsecond() - EPOCH).to_be_bytes()),
            Value::Date(it) => out.extend_from_slice(&(days(*it)?).to_be_bytes()),
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    ::postgres::types::to_sql_checked!();
}

fn whole(it: i64, takes: &Type, out: &mut BytesMut) -> Result<(), Fault> {
    match *takes {
        Type::INT2 => out.extend_from_slice(&i16::try_from(it)?.to_be_bytes()),
        Type::INT4 => out.extend_from_slice(&i32::try_from(it)?.to_be_bytes()),
        Type::NUMERIC => decimal(&it.to_string(), out),
        #[expect(clippy::cast_precision_loss, reason = "the column holds doubles: so would SQLite's")]
        Type::FLOAT8 => out.extend_from_slice(&(it as f64).to_be_bytes()),
        _ => out.extend_from_slice(&it.to_be_bytes()),
    }
    Ok(())
}

fn real(it: f64, takes: &Type, out: &mut BytesMut) {
    match *takes {
        Type::NUMERIC => decimal(&it.to_string(), out),
        #[expect(clippy::cast_possible_truncation, reason = "the column holds single precision")]
        Type::FLOAT4 => out.extend_from_slice(&(it as f32).to_be_bytes()),
        _ => out.extend_from_slice(&it.to_be_bytes()),
    }
}

/// Writes a plain decimal (`-12.5`) as a numeric: digits to the base of 10,000, and where the point stands.
fn decimal(text: &str, out: &mut BytesMut) {
    let (sign, text) = text.strip_prefix('-').map_or((0_u16, text), |it| (0x4000, it));
    let (before, after) = text.split_once('.').unwrap_or((text, ""));
    let before = format!("{}{before}", "0".repeat((4 - before.len() % 4) % 4));
    let scale = after.len();
    let after = format!("{after}{}", "0".repeat((4 - scale % 4) % 4));
    let groups: Vec<i16> = format!("{before}{after}")
        .as_bytes()
        .chunks(4)
        .map(|group| group.iter().fold(0, |sum, digit| sum * 10 + i16::from(digit - b'0')))
        .collect();
    // A double has at most 309 digits before the point and 1,074 after: all of these fit easily.
    let small = |it: usize| i16::try_from(it).unwrap_or(i16::MAX).to_be_bytes();
    out.extend_from_slice(&small(groups.len()));
    out.extend_from_slice(&(i16::try_from(before.len() / 4).unwrap_or(i16::MAX) - 1).to_be_bytes());
    out.extend_from_slice(&sign.to_be_bytes());
    out.extend_from_slice(&small(scale));
    groups.iter().for_each(|it| out.extend_from_slice(&it.to_be_bytes()));
}

fn days(date: Date) -> Result<i32, Fault> {
    let since = date.since((jiff::Unit::Day, jiff::civil::date(2000, 1, 1)))?;
    Ok(since.get_days())
}

/// The value in this column.
pub(super) fn value(row: &::postgres::Row, index: usize) -> Result<Value, Error> {
    row.try_get::<_, Found>(index).map(|it| it.0).map_err(|why| {
        let column = row.columns().get(index);
        Error::Sql {
            code: "PostgreSQL".to_owned(),
            message: format!(
                "the column {} is of a kind that cannot be read here ({}): {}",
                column.map_or("?", |it| it.name()),
                column.map_or("?", |it| it.type_().name()),
                std::error::Error::source(&why).unwrap_or(&why)
            ),
            sql: String::new(),
        }
    })
}

struct Found(Value);

impl<'a> FromSql<'a> for Found {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Found, Fault> {
        Ok(Found(match *kind {
            Type::BOOL => Value::Bool(bool::from_sql(kind, raw)?),
            Type::INT2 => Value::Int(i16::from_sql(kind, raw)?.into()),
            Type::INT4 => Value::Int(i32::from_sql(kind, raw)?.into()),
            Type::INT8 => Value::Int(i64::from_sql(kind, raw)?),
            Type::FLOAT4 => Value::Real(f32::from_sql(kind, raw)?.into()),
            Type::FLOAT8 => Value::Real(f64::from_sql(kind, raw)?),
            Type::NUMERIC => numeric(raw)?,
            Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN | Type::JSON => {
                Value::Text(std::str::from_utf8(raw)?.to_owned())
            }
            // The first byte is the version of the form, always 1.
            Type::JSONB => Value::Text(std::str::from_utf8(raw.get(1..).unwrap_or_default())?.to_owned()),
            Type::BYTEA => Value::Bytes(raw.to_owned()),
            Type::UUID => Value::Uuid(Uuid::from_slice(raw)?),
            Type::TIMESTAMPTZ | Type::TIMESTAMP => Value::Time(moment(raw)?),
            Type::DATE => Value::Date(date(raw)?),
            Type::VOID => Value::Null,
            _ => return Err("cast it to another kind in the statement".into()),
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Found, Fault> {
        Ok(Found(Value::Null))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

fn moment(raw: &[u8]) -> Result<Timestamp, Fault> {
    let micros = i64::from_be_bytes(raw.try_into()?).checked_add(EPOCH).ok_or("too far away in time")?;
    Ok(Timestamp::from_microsecond(micros)?)
}

fn date(raw: &[u8]) -> Result<Date, Fault> {
    let days = i32::from_be_bytes(raw.try_into()?);
    Ok(jiff::civil::date(2000, 1, 1).checked_add(jiff::Span::new().try_days(days)?)?)
}

/// A numeric: a whole number when it has no digits after the point and fits, else a real one. Sums of whole
/// numbers come this way, averages too.
fn numeric(raw: &[u8]) -> Result<Value, Fault> {
    let short = |at: usize| -> Result<u16, Fault> {
        let two = raw.get(at..at + 2).ok_or("a numeric cut short")?;
        Ok(u16::from_be_bytes(two.try_into()?))
    };
    let (count, weight, sign, scale) = (short(0)?, short(2)?.cast_signed(), short(4)?, short(6)?);
    let minus = match sign {
        0 => "",
        0x4000 => "-",
        _ => return Err("not a finite number".into()),
    };
    let digit = |at: i32| -> Result<u16, Fault> {
        match usize::try_from(at) {
            Ok(at) if at < usize::from(count) => short(8 + 2 * at),
            _ => Ok(0),
        }
    };
    let mut text = format!("{minus}0");
    for at in 0..=i32::from(weight) {
        text.push_str(&format!("{:04}", digit(at)?));
    }
    if scale == 0
        && let Ok(whole) = text.parse()
    {
        return Ok(Value::Int(whole));
    }
    text.push('.');
    for at in i32::from(weight) + 1..i32::from(count) {
        text.push_str(&format!("{:04}", digit(at)?));
    }
    Ok(Value::Real(text.parse()?))
}
