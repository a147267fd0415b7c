//! What a column holds, and what stands in one cell of it.

use jiff::Timestamp;
use jiff::civil::Date;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Text,
    Whole,
    Real,
    /// A moment, to the microsecond, by the clock of Greenwich.
    Moment,
    Day,
    /// Yes or no.
    Yes,
}

/// A column: a name of small letters, digits and low lines, and what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column<'a> {
    pub name: &'a str,
    pub kind: Kind,
}

impl<'a> Column<'a> {
    pub const fn new(name: &'a str, kind: Kind) -> Self {
        Self { name, kind }
    }
}

/// What stands in one cell. Anything may be missing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    Nothing,
    Text(&'a str),
    Whole(i64),
    Real(f64),
    Moment(Timestamp),
    Day(Date),
    Yes(bool),
}

impl Cell<'_> {
    /// What kind of column it may stand in; nothing may stand in any.
    pub(crate) fn kind(&self) -> Option<Kind> {
        match self {
            Cell::Nothing => None,
            Cell::Text(_) => Some(Kind::Text),
            Cell::Whole(_) => Some(Kind::Whole),
            Cell::Real(_) => Some(Kind::Real),
            Cell::Moment(_) => Some(Kind::Moment),
            Cell::Day(_) => Some(Kind::Day),
            Cell::Yes(_) => Some(Kind::Yes),
        }
    }
}
