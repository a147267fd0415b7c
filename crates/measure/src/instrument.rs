//! Each measure as data: its items, range, direction, bands, licence, scorer, and where every number comes from.
//!
//! An [`Instrument`] is the same thing whether it is built in or came in a content pack at run time, which is why its
//! texts and lists are [`Cow`]s. Wording is present only where it may be shown: for a measure whose owners keep it,
//! [`Item::wording`] is `None` and the scorer works on numbers entered from their form. Items are never paraphrased.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use crate::catalogue::*;
pub use crate::id::{InstrumentId, Personal, Standard};
use crate::scorer::{MissingRule, Scale, Scorer};
use crate::{Day, Error};

/// Text that is built in or owned.
pub type Text = Cow<'static, str>;
/// A list that is built in or owned.
pub type List<T> = Cow<'static, [T]>;

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The published name.
    pub name: Text,
    /// Lowest score in it.
    pub low: u8,
    /// Highest score in it.
    pub high: u8,
}

/// A printed choice and the number it scores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The wording, verbatim.
    pub words: Text,
    /// Its score.
    pub value: u8,
}

/// One question with its scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The stored word.
    pub code: Text,
    /// A short name for tables and sentences; a bare number where the owners keep their wording.
    pub name: Text,
    /// The question, verbatim from its source; `None` where it may not be shown.
    pub wording: Option<Text>,
    /// What the lowest number means, verbatim; empty where it may not be shown.
    pub low_label: Text,
    /// What the highest number means, verbatim; empty where it may not be shown.
    pub high_label: Text,
    /// Lowest answer.
    pub low: u8,
    /// Highest answer.
    pub high: u8,
    /// Which way is better.
    pub direction: Direction,
    /// Published bands, lowest numbers first; empty where none are published.
    pub bands: List<Band>,
    /// Printed choices; empty for a plain number scale.
    pub choices: List<Choice>,
    /// Whether it counts towards the measure's score (some items are asked and kept beside it).
    pub counts: bool,
}

impl Item {
    /// The published band a score falls in.
    #[must_use]
    pub fn band(&self, score: u8) -> Option<&Band> {
        self.bands.iter().find(|band| (band.low..=band.high).contains(&score))
    }

    /// The question where it may be shown, else the short name.
    #[must_use]
    pub fn words(&self) -> &str {
        self.wording.as_deref().unwrap_or(&self.name)
    }

    pub(crate) fn off_scale(&self, given: &str) -> Error {
        let (low, high) = (self.low.to_string(), self.high.to_string());
        Error::OffScale { item: self.name.to_string(), low, high, given: given.to_owned() }
    }

    pub(crate) fn not_understood(&self) -> Error {
        if self.choices.is_empty() {
            return Error::NotANumber { item: self.name.to_string(), low: self.low, high: self.high };
        }
        let choices: Vec<_> = self.choices.iter().map(|choice| &*choice.words).collect();
        Error::NotAChoice { item: self.name.to_string(), choices: choices.join("; ") }
    }
}

/// Where a fact was read, and whether it has been checked there. Printing it says "unconfirmed" where it has not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Population, paper, dates.
    pub text: Text,
    /// Whether somebody has checked it against that source.
    pub confirmed: bool,
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)?;
        if self.confirmed { Ok(()) } else { f.write_str(" (unconfirmed)") }
    }
}

/// A size of change someone published as mattering, with whom it was found in.
#[derive(Debug, Clone, PartialEq)]
pub struct Threshold {
    /// Points of the score.
    pub points: f64,
    /// What it means.
    pub meaning: Text,
    /// Population and paper.
    pub source: Source,
}

/// How noisy one reading of one person is.
#[derive(Debug, Clone, PartialEq)]
pub struct Noise {
    /// The figure.
    pub figure: NoiseFigure,
    /// Population and paper.
    pub source: Source,
}

/// Noise as it is published.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NoiseFigure {
    /// The standard error of measurement, in points.
    Sem(f64),
    /// Retest reliability, 0 to 1, to be used with the standard deviation at hand.
    Reliability(f64),
}

/// A published mean to stand beside, never a target.
#[derive(Debug, Clone, PartialEq)]
pub struct Norm {
    /// The code of the score it is of.
    pub of: Text,
    /// Whose.
    pub who: Text,
    /// The mean.
    pub mean: f64,
    /// Population, dates and source.
    pub source: Source,
}

/// A published share of people to stand beside, never a target.
#[derive(Debug, Clone, PartialEq)]
pub struct NormShare {
    /// The code of the score it is of.
    pub of: Text,
    /// Who is counted, in words that follow "said" or "were".
    pub counted: Text,
    /// 0 to 1.
    pub share: f64,
    /// Population, dates and source.
    pub source: Source,
}

/// A published line through a score. Beyond it means "look further", never a diagnosis.
#[derive(Debug, Clone, PartialEq)]
pub struct Cut {
    /// The code of the score it is of.
    pub of: Text,
    /// Which side it picks.
    pub side: Side,
    /// What is said of people it picks.
    pub meaning: Text,
    /// Paper.
    pub source: Source,
}

/// Which side of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Side {
    /// Below, the line itself not.
    Below(f64),
    /// Below, or on the line.
    AtMost(f64),
    /// Above, or on the line.
    AtLeast(f64),
}

impl Cut {
    /// Whether a score is on the side the line picks.
    #[must_use]
    pub fn picks(&self, score: f64) -> bool {
        match self.side {
            Side::Below(line) => score < line,
            Side::AtMost(line) => score <= line,
            Side::AtLeast(line) => score >= line,
        }
    }
}

/// On what terms a measure is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Licence {
    /// Short name.
    pub name: Text,
    /// The line to print wherever the wording or the score is shown; empty where none is asked for.
    pub attribution: Text,
    /// Whether the wording ships with Quilt.
    pub wording_ships: bool,
    /// The licence's own reference, from a content pack.
    pub reference: Option<Text>,
    /// The last day it may be used, from a content pack.
    pub expires: Option<Day>,
}

/// What may be offered on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// The questions can be shown and asked.
    Ask,
    /// Numbers can be entered from the owners' own form or reply; the questions are not here.
    NumbersOnly,
    /// The licence has lapsed: nothing new is taken. What was recorded stays.
    Lapsed,
}

/// Who may answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Proxy {
    /// Only the person themself.
    Never,
    /// Someone else may, and it is recorded that they did.
    Allowed,
}

/// One measure, whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Instrument {
    /// Which.
    pub id: InstrumentId,
    /// Its name.
    pub name: Text,
    /// Version and date of the source.
    pub edition: Text,
    /// BCP 47 language of the wording.
    pub language: Text,
    /// Terms.
    pub licence: Licence,
    /// The suggested introduction, verbatim; empty where there is none.
    pub introduction: Text,
    /// Items in their fixed order; empty where answers are the person's own goals, or scores come back from the owners.
    pub items: List<Item>,
    /// How answers become scores.
    pub scorer: Scorer,
    /// What happens to missing items.
    pub missing: MissingRule,
    /// The same in a sentence.
    pub missing_rule: Text,
    /// Whether someone else may answer for the person.
    pub proxy: Proxy,
    /// Published change thresholds; empty means "no published threshold", which reports must say.
    pub thresholds: List<Threshold>,
    /// Published noise of one reading.
    pub noise: List<Noise>,
    /// Published means.
    pub norms: List<Norm>,
    /// Published shares.
    pub norm_shares: List<NormShare>,
    /// Published lines.
    pub cuts: List<Cut>,
    /// What is still to be settled about it, each a sentence to print with it.
    pub unconfirmed: List<Text>,
}

impl Instrument {
    /// An item by its code.
    #[must_use]
    pub fn item(&self, code: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.code == code)
    }

    /// Every score it yields, in order.
    #[must_use]
    pub fn scales(&self) -> Vec<Scale> {
        self.scorer.scales(&self.items)
    }

    /// What may be offered on that day.
    #[must_use]
    pub fn offer(&self, on: Day) -> Offer {
        if self.licence.expires.is_some_and(|last| on > last) {
            return Offer::Lapsed;
        }
        let worded = self.items.iter().all(|item| item.wording.is_some());
        let asked = self.scorer.takes_goals() || !self.items.is_empty() && worded;
        if asked { Offer::Ask } else { Offer::NumbersOnly }
    }

    /// Whether anything new may be taken on that day.
    #[must_use]
    pub fn offered(&self, on: Day) -> bool {
        self.offer(on) != Offer::Lapsed
    }

    /// Whether its wording, scorer or place here is settled.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.unconfirmed.is_empty()
    }
}
