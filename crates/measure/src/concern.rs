//! A concern in the person's own words, and how much it troubles them: 0 (not at all) to 6 (could not be worse).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::instrument::SEVERITY;
use crate::{Answer, Error};

/// How much a concern troubles the person, 0 to 6; **lower** is better. Cannot be out of range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Severity(u8);

impl Severity {
    /// Every severity, for a form's choices.
    pub const ALL: [Self; 7] = [Self(0), Self(1), Self(2), Self(3), Self(4), Self(5), Self(6)];

    /// Checks the range.
    ///
    /// # Errors
    /// [`Error::OffScale`] above 6.
    pub fn new(value: u8) -> Result<Self, Error> {
        Answer::checked(&SEVERITY, value).map(|_| Self(value))
    }

    /// Reads what was typed or posted; `None` where the person gave no number.
    ///
    /// # Errors
    /// [`Error::OffScale`] or [`Error::NotANumber`].
    pub fn parse(text: &str) -> Result<Option<Self>, Error> {
        Ok(Answer::parse(&SEVERITY, text)?.given().map(Self))
    }

    /// The number, 0 to 6.
    #[must_use]
    pub fn value(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Severity {
    type Error = Error;
    fn try_from(value: u8) -> Result<Self, Error> {
        Self::new(value)
    }
}

impl From<Severity> for u8 {
    fn from(severity: Severity) -> Self {
        severity.0
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_nought_to_six_exist() {
        for value in 0..=u8::MAX {
            assert_eq!(Severity::new(value).is_ok(), value <= 6);
        }
        assert_eq!(Severity::parse("6"), Ok(Some(Severity(6))));
        assert_eq!(Severity::parse(" "), Ok(None));
        assert!(Severity::parse("7").is_err());
    }
}
