//! What it costs to take part.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One price, or one sentence about the price.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// For whom or for what, such as "Under 18s".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<String>,
    /// In pence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pence: Option<u64>,
    /// In the publisher's words, such as "per 1 hour session".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Date>,
}

impl Cost {
    /// `Some(true)` when this says it is free, `Some(false)` when it names a price, `None` when it says neither.
    pub fn free(&self) -> Option<bool> {
        match self.pence {
            Some(0) => Some(true),
            Some(_) => Some(false),
            None => {
                [&self.text, &self.option].into_iter().flatten().any(|said| says_free(said)).then_some(true)
            }
        }
    }
}

/// True when a sentence says that the whole thing is free, and not only a part of it.
pub(crate) fn says_free(said: &str) -> bool {
    let words: Vec<String> = said
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '£')
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect();
    let line = words.join(" ");
    const WHOLE: [&str; 14] = [
        "free",
        "no charge",
        "no cost",
        "no fee",
        "no fees",
        "none",
        "nil",
        "£0",
        "£0 00",
        "0",
        "0 00",
        "free service",
        "this service is free",
        "the service is free",
    ];
    if WHOLE.contains(&line.as_str()) {
        return true;
    }
    const BUTS: [&str; 9] = ["£", "except", "but", "unless", "members", "if", "some", "may", "from"];
    if BUTS.iter().any(|but| words.iter().any(|w| w.starts_with(but))) {
        return false;
    }
    [
        "free of charge",
        "free to attend",
        "free to use",
        "free entry",
        "free to all",
        "free for all",
        "no charge",
    ]
    .iter()
    .any(|phrase| line.contains(phrase))
        || said.trim_start().to_lowercase().strip_prefix("free").is_some_and(|rest| {
            rest.starts_with([',', '.', ';', '!']) || rest.trim_start().starts_with(['-', '–', '('])
        })
}
