//! What is asked of the directory, and what comes back: each hit says why it is there.

use std::fmt;

use jiff::civil::{Date, Weekday};
use uuid::Uuid;

use crate::point::Miles;
use crate::{Days, PartOfDay, Point};

/// The most hits one answer holds.
pub const MOST: usize = 500;

/// A question. Fields are exact filters; `words` are understood kindly (see [`crate::understand`]).
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// What was typed, as it was typed. Only the first 400 characters are read.
    pub words: String,
    /// Measure distances from here.
    pub near: Option<Point>,
    /// Only entries that meet within this many miles of `near`. Entries without a meeting place (whole area, online)
    /// come to the person, so they stay.
    pub within_miles: Option<f64>,
    /// Only entries known to run on this day.
    pub day: Option<Weekday>,
    /// Only entries known to run in this part of the day (of `day`, where that is given).
    pub part: Option<PartOfDay>,
    /// Only entries known to have room.
    pub room: bool,
    /// Only entries known to be free.
    pub free: bool,
    /// Only entries that take someone of this age.
    pub age: Option<u8>,
    /// `Some(true)`: only online. `Some(false)`: only somewhere to go to.
    pub online: Option<bool>,
    /// Only entries known to be accessible.
    pub accessible: bool,
    /// Only entries where this language is spoken, by name or code.
    pub language: Option<String>,
    /// Only entries with exactly this topic (letter case aside).
    pub topic: Option<String>,
    /// Only entries with at least one of these topics, each as exact as `topic`; none given, none asked.
    pub topics: Vec<String>,
    /// Today, so that recently confirmed entries come first and "today" and "tomorrow" are understood.
    pub today: Option<Date>,
    /// How many hits to return, at most [`MOST`].
    pub limit: usize,
    /// How many hits to pass over first.
    pub offset: usize,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            words: String::new(),
            near: None,
            within_miles: None,
            day: None,
            part: None,
            room: false,
            free: false,
            age: None,
            online: None,
            accessible: false,
            language: None,
            topic: None,
            topics: Vec::new(),
            today: None,
            limit: 20,
            offset: 0,
        }
    }
}

impl Query {
    /// A question in words alone.
    #[must_use]
    pub fn words(words: impl Into<String>) -> Self {
        Self { words: words.into(), ..Self::default() }
    }
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// How many entries fit, before `limit` and `offset`.
    pub total: usize,
    /// This page of them, best first.
    pub hits: Vec<Hit>,
    /// What was done beyond the letter of the question, in sentences to show above the list.
    pub said: Vec<String>,
}

/// One entry found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Which entry.
    pub id: Uuid,
    /// How well it fits; only for comparing hits of one answer.
    pub score: f64,
    /// Metres to its nearest meeting place, when asked from somewhere and it has one.
    pub metres: Option<f64>,
    /// Why it is here, most telling first.
    pub why: Vec<Why>,
}

impl Hit {
    /// All reasons in one line: "matches walking · 1.2 miles · Sundays · free".
    #[must_use]
    pub fn because(&self) -> String {
        let (words, facts): (Vec<_>, Vec<_>) = self.why.iter().partition(|why| why.is_words());
        let mut parts: Vec<String> = Vec::new();
        if !words.is_empty() {
            let words: Vec<_> = words.iter().map(ToString::to_string).collect();
            parts.push(format!("matches {}", words.join(", ")));
        }
        parts.extend(facts.iter().map(ToString::to_string));
        parts.join(" · ")
    }
}

/// Where in an entry a word was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Where {
    /// The name.
    Name,
    /// A topic.
    Topic,
    /// Whom it is for.
    Audience,
    /// A town or area.
    Place,
    /// Who runs it.
    Organization,
    /// The description.
    Description,
}

/// One reason an entry was found.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Why {
    /// The word itself.
    Words {
        /// As asked.
        word: String,
        /// The most telling place it was found.
        found_in: Where,
    },
    /// Another word for the same thing.
    Synonym {
        /// As asked.
        asked: String,
        /// As found.
        found: String,
    },
    /// A slip of the finger put right.
    Spelling {
        /// As typed.
        typed: String,
        /// As found.
        found: String,
    },
    /// It serves the place that was named.
    Place(String),
    /// Metres away.
    Near(f64),
    /// It runs on these of the days asked for.
    Day(Days),
    /// It runs at that part of the day.
    Part(PartOfDay),
    /// It is free.
    Free,
    /// It has room.
    Room,
    /// It is for people of this age.
    Age(u8),
    /// It can be joined online.
    Online,
    /// It is accessible.
    Accessible,
    /// The language is spoken there.
    Language(String),
    /// It has the topic.
    Topic(String),
}

impl Why {
    fn is_words(&self) -> bool {
        matches!(self, Self::Words { .. } | Self::Synonym { .. } | Self::Spelling { .. })
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words { word, .. } => f.write_str(word),
            Self::Synonym { found, .. } | Self::Spelling { found, .. } => f.write_str(found),
            Self::Place(place) => f.write_str(place),
            Self::Near(metres) => Miles::from_metres(*metres).fmt(f),
            Self::Day(days) => days.fmt(f),
            Self::Part(part) => part.fmt(f),
            Self::Free => f.write_str("free"),
            Self::Room => f.write_str("has room"),
            Self::Age(age) => write!(f, "takes people aged {age}"),
            Self::Online => f.write_str("online"),
            Self::Accessible => f.write_str("accessible"),
            Self::Language(language) => write!(f, "{language} spoken"),
            Self::Topic(topic) => write!(f, "about {topic}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_make_one_line() {
        let hit = Hit {
            id: Uuid::nil(),
            score: 1.0,
            metres: Some(1931.0),
            why: vec![
                Why::Words { word: "walking".into(), found_in: Where::Name },
                Why::Near(1931.0),
                Why::Day(Weekday::Sunday.into()),
                Why::Free,
            ],
        };
        assert_eq!(hit.because(), "matches walking · 1.2 miles · Sundays · free");
    }
}
