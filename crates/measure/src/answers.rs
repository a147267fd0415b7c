//! All of one person's answers to one measure on one day, each checked against its item as it comes in.

use std::collections::BTreeMap;

use crate::goal::Goal;
use crate::instrument::{Instrument, InstrumentId, Proxy};
use crate::scorer::{Scale, Scorer};
use crate::{Answer, Error, WhoAnswered};

/// How whole and how faithful the asking was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Administration {
    /// The measure as its owners publish it.
    #[default]
    AsPublished,
    /// Reworded, shortened or explained away: kept, and not valid to score.
    Adapted,
    /// Only so many of its questions.
    Part {
        /// Questions answered.
        answered: u8,
        /// Questions there are.
        of: u8,
    },
}

/// Answers to one measure. Every number in it lies on its item's scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Answers {
    of: InstrumentId,
    given: BTreeMap<String, Answer>,
    entered: BTreeMap<String, f64>,
    goals: Vec<Goal>,
    administration: Administration,
}

impl Answers {
    /// None yet.
    #[must_use]
    pub fn none(instrument: &Instrument) -> Self {
        Self {
            of: instrument.id,
            given: BTreeMap::new(),
            entered: BTreeMap::new(),
            goals: Vec::new(),
            administration: Administration::AsPublished,
        }
    }

    /// Reads what was typed or posted, by item code (or by the code of a score that is entered as given), and collects
    /// every error with the code it belongs to.
    ///
    /// # Errors
    /// One or more, in the order given: never an empty list.
    pub fn parse<'a>(
        instrument: &Instrument,
        fields: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Vec<(String, Error)>> {
        let mut answers = Self::none(instrument);
        let mut errors = Vec::new();
        for (code, text) in fields {
            if let Err(error) = answers.read(instrument, code, text) {
                errors.push((code.to_owned(), error));
            }
        }
        if errors.is_empty() { Ok(answers) } else { Err(errors) }
    }

    fn read(&mut self, instrument: &Instrument, code: &str, text: &str) -> Result<(), Error> {
        if let Some(item) = instrument.item(code) {
            self.given.insert(code.to_owned(), Answer::parse(item, text)?);
            return Ok(());
        }
        let scale = entered_scale(instrument, code)?;
        if let Some(number) = read_entered(scale, text)? {
            self.entered.insert(code.to_owned(), number);
        }
        Ok(())
    }

    /// Takes in one answer, as from storage.
    ///
    /// # Errors
    /// [`Error::NoSuchItem`] or [`Error::OffScale`].
    pub fn put(&mut self, instrument: &Instrument, code: &str, answer: Answer) -> Result<(), Error> {
        let item = instrument.item(code).ok_or_else(|| no_such_item(instrument, code))?;
        let answer = answer.given().map_or(Ok(answer), |number| Answer::checked(item, number))?;
        self.given.insert(code.to_owned(), answer);
        Ok(())
    }

    /// Takes in one score as its owners gave it, as from storage.
    ///
    /// # Errors
    /// [`Error::NoSuchItem`], [`Error::OffScale`] or [`Error::TooFine`].
    pub fn put_entered(&mut self, instrument: &Instrument, code: &str, number: f64) -> Result<(), Error> {
        let scale = entered_scale(instrument, code)?;
        let number = check_entered(scale, number, &number.to_string())?;
        self.entered.insert(code.to_owned(), number);
        Ok(())
    }

    /// The person's own goals, for Goal Attainment Scaling.
    #[must_use]
    pub fn with_goals(mut self, goals: Vec<Goal>) -> Self {
        self.goals = goals;
        self
    }

    /// Says how whole and how faithful the asking was.
    ///
    /// # Errors
    /// [`Error::OnlyWhole`] for part of a measure whose owners allow only the whole (the PAM).
    pub fn administered(mut self, instrument: &Instrument, how: Administration) -> Result<Self, Error> {
        let whole_only = matches!(instrument.scorer, Scorer::Returned { whole_only: true, .. });
        if let (true, Administration::Part { answered, of }) = (whole_only, how)
            && answered < of
        {
            return Err(Error::OnlyWhole { instrument: instrument.name.to_string(), answered, of });
        }
        self.administration = how;
        Ok(self)
    }

    /// Says no to a proxy where only the person can answer.
    ///
    /// # Errors
    /// [`Error::NotTheirOwn`] when someone else answered.
    pub fn answered_by(self, instrument: &Instrument, who: WhoAnswered) -> Result<Self, Error> {
        match (who, instrument.proxy) {
            (WhoAnswered::SomeoneElse, Proxy::Never) => {
                Err(Error::NotTheirOwn { instrument: instrument.name.to_string() })
            }
            _ => Ok(self),
        }
    }

    /// The measure they answer.
    #[must_use]
    pub fn of(&self) -> InstrumentId {
        self.of
    }

    /// One answer; [`Answer::NotAsked`] where there is none.
    #[must_use]
    pub fn get(&self, code: &str) -> Answer {
        self.given.get(code).copied().unwrap_or(Answer::NotAsked)
    }

    /// One score as its owners gave it.
    #[must_use]
    pub fn entered(&self, code: &str) -> Option<f64> {
        self.entered.get(code).copied()
    }

    /// Every answer taken in, by item code.
    pub fn each(&self) -> impl Iterator<Item = (&str, Answer)> {
        self.given.iter().map(|(code, answer)| (code.as_str(), *answer))
    }

    /// Every score entered as given, by its code.
    pub fn each_entered(&self) -> impl Iterator<Item = (&str, f64)> {
        self.entered.iter().map(|(code, number)| (code.as_str(), *number))
    }

    /// The goals.
    #[must_use]
    pub fn goals(&self) -> &[Goal] {
        &self.goals
    }

    /// How whole and how faithful the asking was.
    #[must_use]
    pub fn administration(&self) -> Administration {
        self.administration
    }

    /// The same, with this reason for every question that has neither a number nor a reason: they stopped, or left the
    /// rest of the sheet blank.
    #[must_use]
    pub fn the_rest(mut self, instrument: &Instrument, why: Answer) -> Self {
        for item in instrument.items.iter().filter(|_| why.given().is_none()) {
            let held = self.given.entry(item.code.to_string()).or_insert(Answer::NotAsked);
            if *held == Answer::NotAsked {
                *held = why;
            }
        }
        self
    }

    /// Whether nothing at all was given: no number, no word for why not.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let asked = self.given.values().any(|answer| *answer != Answer::NotAsked);
        !asked && self.entered.is_empty() && self.goals.is_empty()
    }
}

fn no_such_item(instrument: &Instrument, code: &str) -> Error {
    Error::NoSuchItem { instrument: instrument.name.to_string(), item: code.chars().take(40).collect() }
}

fn entered_scale<'a>(instrument: &'a Instrument, code: &str) -> Result<&'a Scale, Error> {
    let found = instrument.scorer.entered().iter().find(|scale| scale.code == code);
    found.ok_or_else(|| no_such_item(instrument, code))
}

/// A number as its owners printed it; nothing for a blank.
fn read_entered(scale: &Scale, text: &str) -> Result<Option<f64>, Error> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let given: String = text.chars().take(40).collect();
    let plain = text.strip_prefix(['-', '−']).unwrap_or(text);
    let digits = plain.bytes().all(|b| b.is_ascii_digit() || b == b'.') && plain.len() <= 20;
    let number = digits.then(|| text.replace('−', "-").parse::<f64>().ok()).flatten();
    let number = number.ok_or_else(|| off_scale(scale, given.clone()))?;
    check_entered(scale, number, &given).map(Some)
}

fn off_scale(scale: &Scale, given: String) -> Error {
    let places = usize::from(scale.decimals);
    let print = |number: f64| format!("{number:.places$}");
    Error::OffScale { item: scale.name.to_string(), low: print(scale.low), high: print(scale.high), given }
}

fn check_entered(scale: &Scale, number: f64, given: &str) -> Result<f64, Error> {
    if !scale.holds(number) {
        return Err(off_scale(scale, given.to_owned()));
    }
    let fine = number * 10_f64.powi(i32::from(scale.decimals));
    if (fine - fine.round()).abs() > 1e-6 {
        let (item, given) = (scale.name.to_string(), given.to_owned());
        return Err(Error::TooFine { item, decimals: scale.decimals, given });
    }
    Ok(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instrument::{EQ5D5L, ONS4, PAM, UCLA3, WHO5};

    #[test]
    fn every_error_comes_back_with_its_code() {
        let typed = [("i1", "6"), ("i2", "5"), ("nonsense", "1"), ("i3", "lots")];
        let errors = Answers::parse(&WHO5, typed).unwrap_err();
        assert_eq!(
            errors.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(),
            ["i1", "nonsense", "i3"]
        );
        assert_eq!(errors[1].1.to_string(), "“WHO-5 wellbeing index” has no question called “nonsense”.");
    }

    #[test]
    fn dont_know_refused_and_not_asked_are_three_facts() {
        let typed = [("satisfied", "don’t know"), ("worthwhile", "refused"), ("happy", "")];
        let answers = Answers::parse(&ONS4, typed).unwrap();
        let got = ["satisfied", "worthwhile", "happy", "anxious"].map(|code| answers.get(code));
        assert_eq!(got, [Answer::DontKnow, Answer::Refused, Answer::NotAsked, Answer::NotAsked]);
        assert!(!answers.is_empty() && Answers::none(&ONS4).is_empty());
    }

    #[test]
    fn numbers_of_the_owners_are_checked() {
        for (text, said) in [
            ("101", "“PAM score” is answered from 0.0 to 100.0; 101 is off that scale."),
            ("NaN", "“PAM score” is answered from 0.0 to 100.0; NaN is off that scale."),
            ("1e1", "“PAM score” is answered from 0.0 to 100.0; 1e1 is off that scale."),
            ("56.45", "56.45 has too many figures after the point for “PAM score” (at most 1)."),
        ] {
            assert_eq!(Answers::parse(&PAM, [("score", text)]).unwrap_err()[0].1.to_string(), said);
        }
        let read = Answers::parse(&PAM, [("score", "56.4"), ("level", "3")]).unwrap();
        assert_eq!((read.entered("score"), read.entered("level")), (Some(56.4), Some(3.0)));
        assert_eq!(Answers::parse(&EQ5D5L, [("index", "−0.285")]).unwrap().entered("index"), Some(-0.285));
        let mut stored = Answers::none(&PAM);
        assert!(stored.put_entered(&PAM, "score", f64::NAN).is_err());
        assert!(stored.put(&PAM, "score", Answer::Given(3)).is_err());
    }

    #[test]
    fn stored_answers_are_checked_again_and_nobody_answers_for_the_person() {
        let mut answers = Answers::none(&UCLA3);
        assert!(answers.put(&UCLA3, "companionship", Answer::Given(0)).is_err());
        assert!(answers.put(&UCLA3, "companionship", Answer::Refused).is_ok());
        let rest = answers.clone().the_rest(&UCLA3, Answer::Stopped);
        assert_eq!(rest.get("companionship"), Answer::Refused);
        assert!(rest.each().filter(|(_, answer)| *answer == Answer::Stopped).count() >= 1);
        assert_eq!(answers.clone().the_rest(&UCLA3, Answer::Given(1)), answers, "no number is filled in");
        assert!(answers.clone().answered_by(&UCLA3, WhoAnswered::Person).is_ok());
        assert!(answers.answered_by(&UCLA3, WhoAnswered::SomeoneElse).is_err());
    }

    #[test]
    fn part_of_the_pam_is_refused() {
        let part = |answered| {
            Answers::none(&PAM).administered(&PAM, Administration::Part { answered, of: 13 }).map(|_| ())
        };
        assert_eq!(
            part(10).unwrap_err().to_string(),
            "“Patient Activation Measure (PAM)” may only be used whole: 10 of 13 questions cannot be recorded. Ask all of them, or none."
        );
        assert_eq!(part(13), Ok(()));
    }
}
