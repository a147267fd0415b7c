//! Each measure as data: its items, range, direction, bands, licence, and where every number comes from.
//!
//! Wording is present only where it may be shipped. For the rest (SWEMWBS here) the scorer works on numbers entered from
//! a licensed form, and [`Instrument::items`] is empty. Items are never paraphrased.

use serde::{Deserialize, Serialize};

use crate::Error;
pub use crate::catalogue::*;

/// Which measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InstrumentId {
    /// A standard measure: the same questions for everyone.
    Standard(Standard),
    /// A personal measure: the person's own words.
    Personal(Personal),
}

/// Measures that ask everyone the same. These may bear a target, with care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standard {
    /// ONS personal wellbeing, four separate questions.
    Ons4,
    /// Three-item loneliness scale as harmonised by ONS.
    Ucla3,
    /// ONS direct loneliness question.
    LonelyDirect,
    /// Short Warwick-Edinburgh Mental Wellbeing Scale (scores only).
    Swemwbs,
}

/// Measures in the person's own words. These never bear a target or a payment; see [`crate::Payable`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Personal {
    /// A concern and how much it troubles, 0 to 6.
    Concern,
    /// Goal Attainment Scaling.
    GoalAttainment,
}

impl InstrumentId {
    /// All measures, in the order a page lists them.
    pub const ALL: [Self; 6] = [
        Self::Standard(Standard::Ons4),
        Self::Standard(Standard::Ucla3),
        Self::Standard(Standard::LonelyDirect),
        Self::Standard(Standard::Swemwbs),
        Self::Personal(Personal::Concern),
        Self::Personal(Personal::GoalAttainment),
    ];

    /// The stored word; [`InstrumentId::from_code`] reads it back.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Standard(Standard::Ons4) => "ons4",
            Self::Standard(Standard::Ucla3) => "ucla3",
            Self::Standard(Standard::LonelyDirect) => "lonely_direct",
            Self::Standard(Standard::Swemwbs) => "swemwbs",
            Self::Personal(Personal::Concern) => "concern",
            Self::Personal(Personal::GoalAttainment) => "goal_attainment",
        }
    }

    /// The measure a stored word names.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|id| id.code() == code)
    }

    /// Everything known about it.
    #[must_use]
    pub fn instrument(self) -> &'static Instrument {
        match self {
            Self::Standard(Standard::Ons4) => &ONS4,
            Self::Standard(Standard::Ucla3) => &UCLA3,
            Self::Standard(Standard::LonelyDirect) => &LONELY_DIRECT,
            Self::Standard(Standard::Swemwbs) => &SWEMWBS,
            Self::Personal(Personal::Concern) => &CONCERN,
            Self::Personal(Personal::GoalAttainment) => &GOAL_ATTAINMENT,
        }
    }
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// A larger number is better.
    HigherIsBetter,
    /// A smaller number is better.
    LowerIsBetter,
}

impl Direction {
    /// A change turned so that positive always means better.
    #[must_use]
    pub fn gain(self, change: f64) -> f64 {
        match self {
            Self::HigherIsBetter => change,
            Self::LowerIsBetter => -change,
        }
    }
}

/// A named stretch of a scale, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band {
    /// The published name.
    pub name: &'static str,
    /// Lowest score in it.
    pub low: u8,
    /// Highest score in it.
    pub high: u8,
}

/// A printed choice and the number it scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The wording, verbatim.
    pub words: &'static str,
    /// Its score.
    pub value: u8,
}

/// One question, or one score, with its scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// The stored word.
    pub code: &'static str,
    /// A short name for tables and sentences.
    pub name: &'static str,
    /// The question, verbatim from its source.
    pub wording: &'static str,
    /// What the lowest number means, verbatim.
    pub low_label: &'static str,
    /// What the highest number means, verbatim.
    pub high_label: &'static str,
    /// Lowest answer.
    pub low: u8,
    /// Highest answer.
    pub high: u8,
    /// Which way is better.
    pub direction: Direction,
    /// Published bands, lowest numbers first; empty where none are published.
    pub bands: &'static [Band],
    /// Printed choices; empty for a plain number scale.
    pub choices: &'static [Choice],
}

impl Item {
    /// The published band a score falls in.
    #[must_use]
    pub fn band(&self, score: u8) -> Option<&'static Band> {
        self.bands.iter().find(|band| (band.low..=band.high).contains(&score))
    }

    pub(crate) fn off_scale(&self, given: &str) -> Error {
        Error::OffScale { item: self.name, low: self.low, high: self.high, given: given.to_owned() }
    }

    pub(crate) fn not_understood(&self) -> Error {
        if self.choices.is_empty() {
            return Error::NotANumber { item: self.name, low: self.low, high: self.high };
        }
        let choices: Vec<_> = self.choices.iter().map(|choice| choice.words).collect();
        Error::NotAChoice { item: self.name, choices: choices.join("; ") }
    }
}

/// A size of change someone published as mattering, with whom it was found in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Threshold {
    /// Points of the score.
    pub points: f64,
    /// What it means.
    pub meaning: &'static str,
    /// Population and paper.
    pub source: &'static str,
}

/// A published mean to stand beside, never a target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Norm {
    /// Which score.
    pub of: &'static str,
    /// The mean.
    pub mean: f64,
    /// Population, dates and source.
    pub source: &'static str,
}

/// On what terms a measure is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Licence {
    /// Short name.
    pub name: &'static str,
    /// The line to print wherever the wording or the score is shown; empty where none is asked for.
    pub attribution: &'static str,
    /// Whether the wording ships with Quilt.
    pub wording_ships: bool,
}

/// One measure, whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Instrument {
    /// Which.
    pub id: InstrumentId,
    /// Its name.
    pub name: &'static str,
    /// Version and date of the source.
    pub edition: &'static str,
    /// BCP 47 language of the wording.
    pub language: &'static str,
    /// Terms.
    pub licence: Licence,
    /// The suggested introduction, verbatim; empty where there is none.
    pub introduction: &'static str,
    /// Items in their fixed order; empty where the wording may not ship.
    pub items: &'static [Item],
    /// Whether someone else may answer for the person.
    pub proxy_allowed: bool,
    /// What happens to missing items, in a sentence.
    pub missing_rule: &'static str,
    /// Published change thresholds; empty means "no published threshold", which reports must say.
    pub thresholds: &'static [Threshold],
    /// Published means.
    pub norms: &'static [Norm],
}
