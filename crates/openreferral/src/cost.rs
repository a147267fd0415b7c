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

/// Sentences that say no more than that it is free.
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
/// Phrases that say so inside a longer sentence, unless one of `BUTS` begins a word of it.
const PHRASES: [&str; 7] = [
    "free of charge",
    "free to attend",
    "free to use",
    "free entry",
    "free to all",
    "free for all",
    "no charge",
];
const BUTS: [&str; 9] = ["£", "except", "but", "unless", "members", "if", "some", "may", "from"];

/// True when a sentence says that the whole thing is free, and not only a part of it.
pub(crate) fn says_free(said: &str) -> bool {
    let lower = said.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric() && c != '£').filter(|w| !w.is_empty()).collect();
    let line = words.join(" ");
    if WHOLE.contains(&line.as_str()) {
        return true;
    }
    if BUTS.iter().any(|but| words.iter().any(|word| word.starts_with(but))) {
        return false;
    }
    let first = lower.trim_start().strip_prefix("free").is_some_and(|rest| {
        rest.starts_with([',', '.', ';', '!']) || rest.trim_start().starts_with(['-', '–', '('])
    });
    first || PHRASES.iter().any(|phrase| line.contains(phrase))
}

/// An amount of money as typed: pence, or `None` when it is no single amount.
pub(crate) fn pence(said: &str) -> Option<u64> {
    let bare = said.trim().trim_start_matches(['£', '+']).trim_end_matches(['p', ' ']);
    let pounds: f64 = bare.replace(',', "").trim().parse().ok()?;
    let only_pence = said.trim().ends_with('p') && !said.contains('£');
    let pence = if only_pence { pounds } else { pounds * 100.0 };
    // A million pounds is no price of a tea club.
    (0.0..=100_000_000.0).contains(&pence).then(|| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the range was checked on the line above"
        )]
        let whole = pence.round() as u64;
        whole
    })
}

/// True when a text names a price above nothing, such as "£3".
pub(crate) fn names_price(said: &str) -> bool {
    said.match_indices('£').any(|(at, sign)| {
        let tail = said.get(at + sign.len()..).unwrap_or_default().trim_start();
        tail.chars().take_while(|c| c.is_ascii_digit() || *c == '.').any(|c| ('1'..='9').contains(&c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_is_told_from_partly_free() {
        for said in [
            "Free",
            "FREE!",
            "free of charge",
            "No charge.",
            "£0.00",
            "Free, donations welcome",
            "This service is free.",
        ] {
            assert!(says_free(said), "{said}");
        }
        for said in [
            "Free parking",
            "feel free to call",
            "gluten free lunch",
            "free for members",
            "£3, carers free",
            "",
            "Free from 2pm",
        ] {
            assert!(!says_free(said), "{said}");
        }
    }

    #[test]
    fn amounts() {
        assert_eq!(pence("3.5"), Some(350));
        assert_eq!(pence("£3.50"), Some(350));
        assert_eq!(pence("£1,200"), Some(120_000));
        assert_eq!(pence("50p"), Some(50));
        assert_eq!(pence("0"), Some(0));
        for said in ["-1", "£3-£5", "free", "NaN", "inf", "1e300", ""] {
            assert_eq!(pence(said), None, "{said}");
        }
        assert!(names_price("about £3 a week"));
        assert!(!names_price("£0"));
    }
}
