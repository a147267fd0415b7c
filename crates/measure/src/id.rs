//! Which measure: its code, and which of two kinds it is.
//!
//! A *standard* measure asks everyone the same and may bear a target, with care. A *personal* one is in the person's own
//! words and never may. The kind is part of the id's type, for measures built in and for those that come from content
//! packs alike: [`PackedStandard`] and [`PackedPersonal`] are made by the pack reader alone, each from a pack of its own
//! kind, and neither turns into the other.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A short stored word, at most [`Code::LONGEST`] bytes of `a`–`z`, `0`–`9` and `_`, beginning with a letter.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code([u8; Code::LONGEST]);

impl Code {
    /// The most bytes a code may have.
    pub const LONGEST: usize = 24;

    /// Reads a code; `None` where it is not one.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        let begins = text.bytes().next().is_some_and(|b| b.is_ascii_lowercase());
        if !begins || text.len() > Self::LONGEST || !text.bytes().all(allowed) {
            return None;
        }
        let mut bytes = [0; Self::LONGEST];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        Some(Self(bytes))
    }

    /// The word.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let end = self.0.iter().position(|b| *b == 0).unwrap_or(Self::LONGEST);
        std::str::from_utf8(&self.0[..end]).unwrap_or_default()
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The id of a standard measure that came in a content pack. Only the pack reader makes one.
///
/// ```compile_fail,E0423
/// use measure::id::{Code, PackedStandard};
/// let made_up = PackedStandard(Code::new("anything").unwrap());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PackedStandard(pub(crate) Code);

/// The id of a personal measure that came in a content pack. Only the pack reader makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PackedPersonal(pub(crate) Code);

/// Measures that ask everyone the same. These may bear a target, with care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Standard {
    /// ONS personal wellbeing, four separate questions.
    Ons4,
    /// Three-item loneliness scale as harmonised by ONS.
    Ucla3,
    /// ONS direct loneliness question.
    LonelyDirect,
    /// Short Warwick-Edinburgh Mental Wellbeing Scale (scores only).
    Swemwbs,
    /// Warwick-Edinburgh Mental Wellbeing Scale (scores only).
    Wemwbs,
    /// WHO-5 wellbeing index (scores only).
    Who5,
    /// Recovering Quality of Life, ten items (scores only).
    Reqol10,
    /// DIALOG (scores only).
    Dialog,
    /// EQ-5D-5L with its visual analogue scale (profile and index as given).
    Eq5d5l,
    /// Outcomes Star, areas as its owners return them.
    OutcomesStar,
    /// Patient Activation Measure, score and level as its owners return them.
    Pam,
    /// A standard measure from a content pack.
    Packed(PackedStandard),
}

/// Measures in the person's own words. These never bear a target or a payment; see [`crate::Payable`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Personal {
    /// A concern and how much it troubles, 0 to 6.
    Concern,
    /// Goal Attainment Scaling.
    GoalAttainment,
    /// MYCaW: two concerns and wellbeing, each separate (scores only).
    Mycaw,
    /// A personal measure from a content pack.
    Packed(PackedPersonal),
}

const STANDARD: [(Standard, &str); 11] = [
    (Standard::Ons4, "ons4"),
    (Standard::Ucla3, "ucla3"),
    (Standard::LonelyDirect, "lonely_direct"),
    (Standard::Swemwbs, "swemwbs"),
    (Standard::Wemwbs, "wemwbs"),
    (Standard::Who5, "who5"),
    (Standard::Reqol10, "reqol10"),
    (Standard::Dialog, "dialog"),
    (Standard::Eq5d5l, "eq5d5l"),
    (Standard::OutcomesStar, "outcomes_star"),
    (Standard::Pam, "pam"),
];

const PERSONAL: [(Personal, &str); 3] = [
    (Personal::Concern, "concern"),
    (Personal::GoalAttainment, "goal_attainment"),
    (Personal::Mycaw, "mycaw"),
];

impl Standard {
    /// The stored word.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Packed(packed) => packed.0.as_str(),
            built_in => STANDARD.iter().find(|(it, _)| it == built_in).map_or("", |(_, code)| code),
        }
    }
}

impl Personal {
    /// The stored word.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Packed(packed) => packed.0.as_str(),
            built_in => PERSONAL.iter().find(|(it, _)| it == built_in).map_or("", |(_, code)| code),
        }
    }
}

/// Which measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum InstrumentId {
    /// A standard measure: the same questions for everyone.
    Standard(Standard),
    /// A personal measure: the person's own words.
    Personal(Personal),
}

impl InstrumentId {
    /// The measures built in, in the order a page lists them.
    pub const ALL: [Self; 14] = [
        Self::Standard(Standard::Ons4),
        Self::Standard(Standard::Ucla3),
        Self::Standard(Standard::LonelyDirect),
        Self::Personal(Personal::Concern),
        Self::Personal(Personal::GoalAttainment),
        Self::Standard(Standard::Who5),
        Self::Standard(Standard::Swemwbs),
        Self::Standard(Standard::Wemwbs),
        Self::Personal(Personal::Mycaw),
        Self::Standard(Standard::Reqol10),
        Self::Standard(Standard::Dialog),
        Self::Standard(Standard::Eq5d5l),
        Self::Standard(Standard::OutcomesStar),
        Self::Standard(Standard::Pam),
    ];

    /// The stored word; [`InstrumentId::from_code`] reads a built-in one back, [`crate::Shelf::get`] any.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Standard(standard) => standard.code(),
            Self::Personal(personal) => personal.code(),
        }
    }

    /// The built-in measure a stored word names.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|id| id.code() == code)
    }

    /// Whether it came in a content pack.
    #[must_use]
    pub fn is_packed(&self) -> bool {
        matches!(self, Self::Standard(Standard::Packed(_)) | Self::Personal(Personal::Packed(_)))
    }
}

impl fmt::Display for InstrumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Standard {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// Reads built-in codes only: what a pack's code is can be told by the [`crate::Shelf`] that holds the pack.
impl<'de> Deserialize<'de> for Standard {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        let found = STANDARD.iter().find(|(_, known)| *known == code).map(|(standard, _)| *standard);
        found.ok_or_else(|| de::Error::custom("not the code of a standard measure built in"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back_and_are_distinct() {
        for id in InstrumentId::ALL {
            assert_eq!(InstrumentId::from_code(id.code()), Some(id));
            assert_eq!(Code::new(id.code()).unwrap().as_str(), id.code());
        }
        assert_eq!(InstrumentId::from_code("nothing"), None);
        assert_eq!(STANDARD.len() + PERSONAL.len(), InstrumentId::ALL.len());
    }

    #[test]
    fn codes_are_short_plain_words() {
        for wrong in ["", "Ons4", "4ons", "a b", "é", "a-b", "aaaaaaaaaaaaaaaaaaaaaaaaa", "a\0"] {
            assert_eq!(Code::new(wrong), None, "{wrong}");
        }
        assert_eq!(Code::new("aaaaaaaaaaaaaaaaaaaaaaaa").unwrap().as_str().len(), 24);
    }
}
