//! What a table of the export is, as values: the code draws the rows from it, and `docs/exports.md` and the page are
//! written from it, so that what is documented is what is given.

use tabular::Kind;

use super::Source;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// An id: as it is where names may go, an alias where they may not.
    Id,
    /// An id of something that is public (a service), as it is for everybody.
    OpenId,
    Text,
    Whole,
    Real,
    Moment,
    Day,
    /// Yes or no.
    Yes,
}

impl Holds {
    pub fn kind(self) -> Kind {
        match self {
            Holds::Id | Holds::OpenId | Holds::Text => Kind::Text,
            Holds::Whole => Kind::Whole,
            Holds::Real => Kind::Real,
            Holds::Moment => Kind::Moment,
            Holds::Day => Kind::Day,
            Holds::Yes => Kind::Yes,
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Holds::Id => "id",
            Holds::OpenId => "open id",
            Holds::Text => "text",
            Holds::Whole => "whole number",
            Holds::Real => "number",
            Holds::Moment => "moment (UTC)",
            Holds::Day => "day",
            Holds::Yes => "yes or no",
        }
    }
}

/// Who gets a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    Always,
    /// Only where names may go: a name, an address, anybody's own words.
    Named,
}

pub struct Column {
    pub name: &'static str,
    /// The expression, over the table's `from`.
    pub(super) sql: &'static str,
    pub holds: Holds,
    pub seen: Seen,
    /// What it means, its unit where it has one, and how it is coded.
    pub means: &'static str,
}

/// Whose rows these are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// People: each row belongs to one.
    People,
    /// The house: services, schemes, codes. Nothing about a person.
    House,
}

/// How a row is known to belong to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// By a person's id.
    Person(&'static str),
    /// By a journey's.
    Journey(&'static str),
    Nobody,
}

pub struct Table {
    pub name: &'static str,
    /// What one row is.
    pub row: &'static str,
    pub about: About,
    pub columns: &'static [Column],
    pub(super) sql: Source,
}

/// How a table's rows are found. `t` is the table itself.
pub(crate) struct Sql {
    pub from: &'static str,
    /// What its rows are gone through by: unique, and the key after the area.
    pub key: &'static str,
    pub owner: Owner,
    /// Which rows are in it at all.
    pub only: Option<&'static str>,
    /// Which rows are of the schemes `{schemes}`.
    pub within: &'static str,
    /// Which rows were written or changed since `{since}`.
    pub since: &'static str,
}

impl Table {
    /// The columns somebody gets.
    pub fn seen(&self, named: bool) -> impl Iterator<Item = &'static Column> {
        self.columns.iter().filter(move |column| named || column.seen == Seen::Always)
    }
}
