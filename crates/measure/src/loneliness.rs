//! Loneliness: three questions summed, and one direct question that is never summed.
//!
//! ONS publishes no cut-off for the sum. Six or more is often called "lonely" (Steptoe and others 2013); it is not built
//! in here, because a person is not on one side of a line.

use serde::{Deserialize, Serialize};

use crate::instrument::{ISOLATED, LACK_COMPANIONSHIP, LEFT_OUT, LONELY};
use crate::{Answer, Error};

/// Answers to the three questions, each 1 to 3 where given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Raw")]
#[non_exhaustive]
pub struct Ucla3 {
    /// Lack companionship.
    pub companionship: Answer,
    /// Left out.
    pub left_out: Answer,
    /// Isolated from others.
    pub isolated: Answer,
}

/// The same fields before they are checked.
#[derive(Deserialize)]
struct Raw {
    companionship: Answer,
    left_out: Answer,
    isolated: Answer,
}

impl TryFrom<Raw> for Ucla3 {
    type Error = Error;
    fn try_from(raw: Raw) -> Result<Self, Error> {
        Self::new(raw.companionship, raw.left_out, raw.isolated)
    }
}

/// The three answers as typed or posted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ucla3Form<'a> {
    /// Lack companionship.
    pub companionship: &'a str,
    /// Left out.
    pub left_out: &'a str,
    /// Isolated from others.
    pub isolated: &'a str,
}

impl Ucla3 {
    /// From answers already read.
    ///
    /// # Errors
    /// [`Error::OffScale`] naming the first item outside 1 to 3.
    pub fn new(companionship: Answer, left_out: Answer, isolated: Answer) -> Result<Self, Error> {
        for (item, answer) in
            [(&LACK_COMPANIONSHIP, companionship), (&LEFT_OUT, left_out), (&ISOLATED, isolated)]
        {
            if let Answer::Given(n) = answer {
                Answer::checked(item, n)?;
            }
        }
        Ok(Self { companionship, left_out, isolated })
    }

    /// Reads three texts: the printed words or their numbers.
    ///
    /// # Errors
    /// The first answer that cannot be read.
    pub fn parse(form: &Ucla3Form<'_>) -> Result<Self, Error> {
        Ok(Self {
            companionship: Answer::parse(&LACK_COMPANIONSHIP, form.companionship)?,
            left_out: Answer::parse(&LEFT_OUT, form.left_out)?,
            isolated: Answer::parse(&ISOLATED, form.isolated)?,
        })
    }

    /// The sum, 3 to 9, **lower** is better; nothing unless all three were given.
    #[must_use]
    pub fn score(&self) -> Option<u8> {
        Some(self.companionship.given()? + self.left_out.given()? + self.isolated.given()?)
    }
}

/// The direct question: an answer on an ordinal scale, without a mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direct {
    /// The answer national reports count.
    OftenOrAlways,
    /// Some of the time.
    SomeOfTheTime,
    /// Occasionally.
    Occasionally,
    /// Hardly ever.
    HardlyEver,
    /// Never.
    Never,
}

impl Direct {
    /// Every choice, in the printed order.
    pub const ALL: [Self; 5] =
        [Self::OftenOrAlways, Self::SomeOfTheTime, Self::Occasionally, Self::HardlyEver, Self::Never];

    /// Reads the printed words or their number; `None` where no choice was given.
    ///
    /// # Errors
    /// [`Error::NotAChoice`] for anything else.
    pub fn parse(text: &str) -> Result<Option<Self>, Error> {
        let given = Answer::parse(&LONELY, text)?.given();
        Ok(given.and_then(|value| Self::ALL.get(usize::from(value).checked_sub(1)?).copied()))
    }

    /// The printed words.
    #[must_use]
    pub fn words(self) -> &'static str {
        &LONELY.choices[self as usize].words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_only_whole_sets() {
        let form = Ucla3Form { companionship: "Often", left_out: "some of the time", isolated: "1" };
        assert_eq!(Ucla3::parse(&form).unwrap().score(), Some(6));
        let partial = Ucla3Form { isolated: "", ..form };
        assert_eq!(Ucla3::parse(&partial).unwrap().score(), None);
        assert!(Ucla3::parse(&Ucla3Form { companionship: "0", ..form }).is_err());
        assert!(Ucla3::new(Answer::Given(200), Answer::Given(200), Answer::Given(3)).is_err());
    }

    #[test]
    fn score_runs_from_three_to_nine() {
        let all = |n| Ucla3::new(Answer::Given(n), Answer::Given(n), Answer::Given(n)).unwrap().score();
        assert_eq!((all(1), all(3)), (Some(3), Some(9)));
    }

    #[test]
    fn direct_words_read_back() {
        for choice in Direct::ALL {
            assert_eq!(Direct::parse(choice.words()), Ok(Some(choice)));
        }
        assert_eq!(Direct::parse("don't know"), Ok(None));
        assert!(Direct::parse("6").is_err());
    }
}
