//! The four ONS personal wellbeing questions: one person's answers, kept apart.
//!
//! There is deliberately no sum and no mean over the four: ONS rejects a composite.

use serde::{Deserialize, Serialize};

use crate::instrument::{ANXIOUS, HAPPY, ONS4, SATISFIED, WORTHWHILE};
use crate::{Answer, Error, Item, WhoAnswered};

/// Four answers, each 0 to 10 where given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Raw")]
#[non_exhaustive]
pub struct Ons4 {
    /// Life satisfaction; higher is better.
    pub satisfied: Answer,
    /// Worthwhile; higher is better.
    pub worthwhile: Answer,
    /// Happy yesterday; higher is better.
    pub happy: Answer,
    /// Anxious yesterday; **lower** is better.
    pub anxious: Answer,
}

/// The same fields before they are checked.
#[derive(Deserialize)]
struct Raw {
    satisfied: Answer,
    worthwhile: Answer,
    happy: Answer,
    anxious: Answer,
}

impl TryFrom<Raw> for Ons4 {
    type Error = Error;
    fn try_from(raw: Raw) -> Result<Self, Error> {
        Self::new(raw.satisfied, raw.worthwhile, raw.happy, raw.anxious)
    }
}

/// The four answers as typed or posted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ons4Form<'a> {
    /// Life satisfaction.
    pub satisfied: &'a str,
    /// Worthwhile.
    pub worthwhile: &'a str,
    /// Happy yesterday.
    pub happy: &'a str,
    /// Anxious yesterday.
    pub anxious: &'a str,
}

impl Ons4 {
    /// From answers already read.
    ///
    /// # Errors
    /// [`Error::OffScale`] naming the first item above 10.
    pub fn new(satisfied: Answer, worthwhile: Answer, happy: Answer, anxious: Answer) -> Result<Self, Error> {
        let read = Self { satisfied, worthwhile, happy, anxious };
        for (item, answer) in read.items() {
            if let Answer::Given(n) = answer {
                Answer::checked(item, n)?;
            }
        }
        Ok(read)
    }

    /// Reads four texts, stopping at the first that cannot be read. For a form that shows every error at once, see
    /// [`Ons4::parse_all`].
    ///
    /// # Errors
    /// The first of [`Ons4::parse_all`]'s.
    pub fn parse(form: &Ons4Form<'_>) -> Result<Self, Error> {
        Self::parse_all(form).map_err(|mut errors| errors.remove(0).1)
    }

    /// Reads four texts and collects every error with the item it belongs to.
    ///
    /// # Errors
    /// One or more, in the order of the questions: never an empty list.
    pub fn parse_all(form: &Ons4Form<'_>) -> Result<Self, Vec<(&'static str, Error)>> {
        let mut errors = Vec::new();
        let mut read = |code: &'static str, item: &Item, text: &str| {
            Answer::parse(item, text).unwrap_or_else(|error| {
                errors.push((code, error));
                Answer::NotAsked
            })
        };
        let answers = Self {
            satisfied: read("satisfied", &SATISFIED, form.satisfied),
            worthwhile: read("worthwhile", &WORTHWHILE, form.worthwhile),
            happy: read("happy", &HAPPY, form.happy),
            anxious: read("anxious", &ANXIOUS, form.anxious),
        };
        if errors.is_empty() { Ok(answers) } else { Err(errors) }
    }

    /// Says no to a proxy: these questions ask how life feels from inside.
    ///
    /// # Errors
    /// [`Error::NotTheirOwn`] when someone else answered.
    pub fn answered_by(self, who: WhoAnswered) -> Result<Self, Error> {
        match who {
            WhoAnswered::Person => Ok(self),
            WhoAnswered::SomeoneElse => Err(Error::NotTheirOwn { instrument: ONS4.name.to_string() }),
        }
    }

    /// Each item with its answer, in the fixed order.
    #[must_use]
    pub fn items(&self) -> [(&'static Item, Answer); 4] {
        [
            (&SATISFIED, self.satisfied),
            (&WORTHWHILE, self.worthwhile),
            (&HAPPY, self.happy),
            (&ANXIOUS, self.anxious),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_comes_back_with_its_item() {
        let errors = Ons4::parse_all(&Ons4Form { satisfied: "11", worthwhile: "", happy: "x", anxious: "0" })
            .unwrap_err();
        assert_eq!(errors.iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["satisfied", "happy"]);
    }

    #[test]
    fn nobody_answers_for_the_person() {
        let read = Ons4::parse(&Ons4Form { satisfied: "5", ..Ons4Form::default() }).unwrap();
        assert_eq!(read.answered_by(WhoAnswered::Person), Ok(read));
        assert_eq!(
            read.answered_by(WhoAnswered::SomeoneElse).unwrap_err().to_string(),
            "Only the person can answer “ONS personal wellbeing (ONS4)”. Leave it blank if they could not be asked."
        );
    }

    #[test]
    fn off_the_scale_is_refused_even_when_already_a_number() {
        assert!(Ons4::new(Answer::Given(10), Answer::DontKnow, Answer::Refused, Answer::Given(11)).is_err());
    }

    #[test]
    fn items_keep_their_order() {
        let read =
            Ons4::parse(&Ons4Form { satisfied: "1", worthwhile: "2", happy: "3", anxious: "4" }).unwrap();
        let flat: Vec<_> =
            read.items().iter().map(|(item, answer)| (&*item.code, answer.given().unwrap())).collect();
        assert_eq!(flat, [("satisfied", 1), ("worthwhile", 2), ("happy", 3), ("anxious", 4)]);
    }
}
