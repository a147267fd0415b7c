//! What an answer may be, how it was asked for and who gave it.
//!
//! "Don't know", "would rather not say" and "was not asked" are three different facts: the first two are answers, the
//! last is our doing. Why there is no number is one of a closed list ([`Answer::MISSING`]), kept for each answer by
//! itself. None of them is ever filled in with a number.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Error, Item};

/// One answer to one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// A number on the item's scale. Only [`Answer::parse`] and [`Answer::checked`] promise that it is on the scale.
    Given(u8),
    /// The person was asked and did not know.
    DontKnow,
    /// The person was asked and would rather not say.
    Refused,
    /// The question was put, and left without a mark.
    LeftBlank,
    /// The person stopped before they came to it.
    Stopped,
    /// Not put: they were too tired or unwell that day.
    Unwell,
    /// Not put: they could not be reached.
    NotReached,
    /// Not put: nobody could put it in a language they speak well.
    NoWords,
    /// The question was not put, and nobody wrote down why.
    NotAsked,
}

impl Answer {
    /// Every reason for there being no number, in the order a form lists them.
    pub const MISSING: [Self; 8] = [
        Self::DontKnow,
        Self::Refused,
        Self::LeftBlank,
        Self::Stopped,
        Self::Unwell,
        Self::NotReached,
        Self::NoWords,
        Self::NotAsked,
    ];

    /// The stored word of a reason; `None` for a number.
    #[must_use]
    pub fn code(self) -> Option<&'static str> {
        match self {
            Self::Given(_) => None,
            Self::DontKnow => Some("dont_know"),
            Self::Refused => Some("refused"),
            Self::LeftBlank => Some("left_blank"),
            Self::Stopped => Some("stopped"),
            Self::Unwell => Some("unwell"),
            Self::NotReached => Some("not_reached"),
            Self::NoWords => Some("no_words"),
            Self::NotAsked => Some("not_asked"),
        }
    }

    /// Reads a stored reason back; `None` for any other word.
    #[must_use]
    pub fn reason(code: &str) -> Option<Self> {
        Self::MISSING.into_iter().find(|answer| answer.code() == Some(code))
    }

    /// The number, where one was given.
    #[must_use]
    pub fn given(self) -> Option<u8> {
        match self {
            Self::Given(n) => Some(n),
            _ => None,
        }
    }

    /// A number checked against the item's scale.
    ///
    /// # Errors
    /// [`Error::OffScale`] when it lies outside.
    pub fn checked(item: &Item, given: u8) -> Result<Self, Error> {
        if (item.low..=item.high).contains(&given) {
            Ok(Self::Given(given))
        } else {
            Err(item.off_scale(&given.to_string()))
        }
    }

    /// Reads an answer as typed or posted: a whole number, a printed choice of the item, nothing (not asked), or words
    /// for "don't know" and "would rather not say" (also in Welsh).
    ///
    /// # Errors
    /// [`Error::OffScale`], [`Error::NotANumber`] or, for items with printed choices, [`Error::NotAChoice`].
    pub fn parse(item: &Item, text: &str) -> Result<Self, Error> {
        let text = text.trim();
        if text.chars().count() > 80 {
            return Err(item.not_understood());
        }
        let plain = text.replace(['’', '\''], "").to_lowercase();
        match plain.as_str() {
            "" | "not asked" | "not_asked" | "ni ofynnwyd" => return Ok(Self::NotAsked),
            "dont know" | "dont_know" | "do not know" | "dk" | "ddim yn gwybod" => return Ok(Self::DontKnow),
            "refused"
            | "would rather not say"
            | "rather not say"
            | "prefer not to say"
            | "gwell gen i beidio â dweud" => return Ok(Self::Refused),
            _ => {}
        }
        if let Some(reason) = Self::reason(&plain) {
            return Ok(reason);
        }
        if let Some(choice) = item.choices.iter().find(|c| c.words.to_lowercase() == plain) {
            return Ok(Self::Given(choice.value));
        }
        let whole =
            !plain.is_empty() && plain.trim_start_matches(['-', '+']).bytes().all(|b| b.is_ascii_digit());
        match plain.parse::<u8>() {
            Ok(n) if (item.low..=item.high).contains(&n) && item.choices.is_empty() => Ok(Self::Given(n)),
            Ok(n) if item.choices.iter().any(|c| c.value == n) => Ok(Self::Given(n)),
            _ if whole && item.choices.is_empty() => Err(item.off_scale(text)),
            _ => Err(item.not_understood()),
        }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Given(n) => write!(f, "{n}"),
            Self::DontKnow => f.write_str("don’t know"),
            Self::Refused => f.write_str("would rather not say"),
            Self::LeftBlank => f.write_str("left blank"),
            Self::Stopped => f.write_str("they stopped before it"),
            Self::Unwell => f.write_str("not asked: too tired or unwell"),
            Self::NotReached => f.write_str("not asked: could not be reached"),
            Self::NoWords => f.write_str("not asked: not in a language they speak well"),
            Self::NotAsked => f.write_str("not asked"),
        }
    }
}

/// How the questions were put. Recorded because it moves the answers: scores read aloud run higher than scores written
/// in private (Warwick's guidance on WEMWBS), so a change of mode can look like a change in a life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HowAsked {
    /// The person filled it in themselves, with the link worker there.
    #[serde(rename = "self")]
    OnTheirOwn,
    /// Someone read it aloud, face to face.
    ReadAloud,
    /// Over the phone.
    Phone,
    /// On paper, sent or handed back.
    Paper,
    /// On a screen, by link.
    Online,
}

impl HowAsked {
    /// All of them, in the order a form lists them.
    pub const ALL: [Self; 5] = [Self::OnTheirOwn, Self::ReadAloud, Self::Phone, Self::Paper, Self::Online];

    /// The stored word; [`HowAsked::parse`] reads it back.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::OnTheirOwn => "self",
            Self::ReadAloud => "read_aloud",
            Self::Phone => "phone",
            Self::Paper => "paper",
            Self::Online => "online",
        }
    }

    /// Words for a form or a table.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::OnTheirOwn => "They filled it in themselves",
            Self::ReadAloud => "Read aloud",
            Self::Phone => "By phone",
            Self::Paper => "On paper",
            Self::Online => "Online",
        }
    }

    /// Reads a stored or posted word.
    ///
    /// # Errors
    /// [`Error::HowAsked`] for any other word.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let plain = text.trim().to_lowercase().replace([' ', '-'], "_");
        Self::ALL
            .into_iter()
            .find(|how| how.code() == plain)
            .ok_or_else(|| Error::HowAsked { given: text.trim().chars().take(40).collect() })
    }
}

/// Who gave the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhoAnswered {
    /// The person.
    Person,
    /// A relative, carer or worker on the person's behalf.
    SomeoneElse,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instrument::{LACK_COMPANIONSHIP, SATISFIED};

    #[test]
    fn reads_what_people_type() {
        for (text, expected) in [
            ("0", Answer::Given(0)),
            (" 10 ", Answer::Given(10)),
            ("07", Answer::Given(7)),
            ("", Answer::NotAsked),
            ("Don’t know", Answer::DontKnow),
            ("don't know", Answer::DontKnow),
            ("Prefer not to say", Answer::Refused),
        ] {
            assert_eq!(Answer::parse(&SATISFIED, text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn every_reason_reads_back_and_none_is_a_number() {
        for reason in Answer::MISSING {
            let code = reason.code().unwrap();
            assert_eq!((Answer::reason(code), reason.given()), (Some(reason), None), "{code}");
            assert_eq!(Answer::parse(&SATISFIED, code), Ok(reason));
            assert_eq!(Answer::parse(&LACK_COMPANIONSHIP, code), Ok(reason));
            assert!(!reason.to_string().is_empty());
        }
        assert_eq!((Answer::reason("why"), Answer::reason("5"), Answer::Given(5).code()), (None, None, None));
    }

    #[test]
    fn refuses_with_a_sentence() {
        for (text, said) in [
            ("11", "“Satisfied with life” is answered from 0 to 10; 11 is off that scale."),
            ("-1", "“Satisfied with life” is answered from 0 to 10; -1 is off that scale."),
            (
                "999999999999",
                "“Satisfied with life” is answered from 0 to 10; 999999999999 is off that scale.",
            ),
            (
                "quite",
                "“Satisfied with life” needs a whole number from 0 to 10, or “don’t know”, or “would rather not say”.",
            ),
            (
                "7.5",
                "“Satisfied with life” needs a whole number from 0 to 10, or “don’t know”, or “would rather not say”.",
            ),
        ] {
            assert_eq!(Answer::parse(&SATISFIED, text).unwrap_err().to_string(), said);
        }
        assert!(Answer::parse(&SATISFIED, &"9".repeat(2_000_000)).is_err());
    }

    #[test]
    fn printed_choices_read_as_words_or_values() {
        assert_eq!(Answer::parse(&LACK_COMPANIONSHIP, "Some of the time"), Ok(Answer::Given(2)));
        assert_eq!(Answer::parse(&LACK_COMPANIONSHIP, "3"), Ok(Answer::Given(3)));
        assert_eq!(
            Answer::parse(&LACK_COMPANIONSHIP, "4").unwrap_err().to_string(),
            "“Lack companionship” needs one of: Hardly ever or never; Some of the time; Often."
        );
    }

    #[test]
    fn every_way_of_asking_reads_back() {
        for how in HowAsked::ALL {
            assert_eq!(HowAsked::parse(how.code()), Ok(how));
            assert_eq!(serde_json::to_string(&how).unwrap(), format!("\"{}\"", how.code()));
        }
        assert_eq!(HowAsked::parse("Read aloud"), Ok(HowAsked::ReadAloud));
        assert!(HowAsked::parse("telepathy").is_err());
    }
}
