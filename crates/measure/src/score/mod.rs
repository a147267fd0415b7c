//! From answers to scores, or to the reason why there is none.

#[cfg(test)]
mod tests;

use crate::answers::{Administration, Answers};
use crate::goal::attained;
use crate::instrument::{Instrument, Item, List, Text};
use crate::scorer::{Group, MissingRule, Named, Scorer};
use crate::{Error, InstrumentId};

/// One score of one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// The stored word; [`Instrument::scales`] says how far it runs.
    pub code: Text,
    /// For tables and sentences.
    pub name: Text,
    /// The number.
    pub value: f64,
    /// Missing answers that were given the mean of the person's own others.
    pub filled_in: u8,
}

/// What one administration comes to. Never empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// Each by name.
    pub each: Vec<Score>,
    /// The profile, for EQ-5D: one digit for each dimension.
    pub profile: Option<String>,
    /// Goals left out, with their weights, because they were not rated.
    pub goals_left_out: usize,
}

impl Scores {
    /// A score by its code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<f64> {
        self.each.iter().find(|score| score.code == code).map(|score| score.value)
    }
}

/// Why there is no score. Each prints as a sentence.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NotScored {
    /// Nothing with a number was given.
    #[error("No number was given, so there is nothing to score.")]
    NothingGiven,
    /// Answers are missing and may not be filled in.
    #[error("{missing} of {of} answers are missing; the score needs at least {needed}.")]
    Missing {
        /// How many.
        missing: u8,
        /// Of how many.
        of: u8,
        /// How many the score needs.
        needed: u8,
    },
    /// The measure was reworded, shortened or explained away.
    #[error("Not valid to score: the measure was not asked as its owners publish it.")]
    Adapted,
    /// The answers are to another measure.
    #[error("These answers are to “{0}”.")]
    OtherMeasure(InstrumentId),
    /// Goals that cannot be scored.
    #[error("{0}")]
    Goals(Error),
}

/// The scores of one administration.
///
/// # Errors
/// The reason why there is none.
pub fn score(instrument: &Instrument, answers: &Answers) -> Result<Scores, NotScored> {
    if answers.of() != instrument.id {
        return Err(NotScored::OtherMeasure(answers.of()));
    }
    if answers.administration() == Administration::Adapted {
        return Err(NotScored::Adapted);
    }
    let sum_of = |named: &Named, of_sum: &dyn Fn(f64) -> Option<f64>| {
        let (sum, filled_in) = sum(instrument, answers)?;
        Ok(of_sum(sum).map(|value| one(named, value, filled_in)).into_iter().collect())
    };
    let each = match &instrument.scorer {
        Scorer::Items | Scorer::Ordinal { .. } => items(&instrument.items, answers),
        Scorer::Sum { score, times } => sum_of(score, &|sum| Some(sum * f64::from(*times)))?,
        Scorer::Table { score, metric } => {
            let lowest: u32 = counting(instrument).map(|item| u32::from(item.low)).sum();
            sum_of(score, &|sum| look_up(metric, sum - f64::from(lowest)))?
        }
        Scorer::Means(groups) => means(groups, answers)?,
        Scorer::Goals => return goals(instrument, answers),
        Scorer::Returned { .. } => entered(instrument, answers),
        Scorer::Profile { .. } => return profile(instrument, answers),
    };
    whole(Scores { each, profile: None, goals_left_out: 0 })
}

fn whole(scores: Scores) -> Result<Scores, NotScored> {
    if scores.each.is_empty() && scores.profile.is_none() {
        return Err(NotScored::NothingGiven);
    }
    Ok(scores)
}

fn one(named: &Named, value: f64, filled_in: u8) -> Score {
    Score { code: named.code.clone(), name: named.name.clone(), value, filled_in }
}

fn item_score(item: &Item, answers: &Answers) -> Option<Score> {
    let value = f64::from(answers.get(&item.code).given()?);
    Some(Score { code: item.code.clone(), name: item.name.clone(), value, filled_in: 0 })
}

fn items(items: &[Item], answers: &Answers) -> Vec<Score> {
    items.iter().filter_map(|item| item_score(item, answers)).collect()
}

fn counting(instrument: &Instrument) -> impl Iterator<Item = &Item> {
    instrument.items.iter().filter(|item| item.counts)
}

/// The sum of the counting items, and how many of them were filled in.
fn sum(instrument: &Instrument, answers: &Answers) -> Result<(f64, u8), NotScored> {
    let of = counting(instrument).count();
    let given: Vec<f64> =
        counting(instrument).filter_map(|item| answers.get(&item.code).given()).map(f64::from).collect();
    if given.is_empty() {
        return Err(NotScored::NothingGiven);
    }
    let missing = of - given.len();
    let allowed = match instrument.missing {
        MissingRule::PersonMean { up_to } => usize::from(up_to),
        _ => 0,
    };
    if missing > allowed {
        let few = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
        return Err(NotScored::Missing { missing: few(missing), of: few(of), needed: few(of - allowed) });
    }
    let total: f64 = given.iter().sum();
    let filled_in = u8::try_from(missing).unwrap_or(u8::MAX);
    Ok((if missing == 0 { total } else { total * of as f64 / given.len() as f64 }, filled_in))
}

/// A table knows whole sums only.
fn look_up(metric: &List<f64>, place: f64) -> Option<f64> {
    (place >= 0.0 && place.fract() == 0.0).then(|| metric.get(place as usize).copied())?
}

fn means(groups: &[Group], answers: &Answers) -> Result<Vec<Score>, NotScored> {
    let given = |group: &Group| -> Vec<f64> {
        group.items.iter().filter_map(|code| answers.get(code).given()).map(f64::from).collect()
    };
    let mut scores = Vec::new();
    let mut short = None;
    for group in groups {
        let (numbers, of) = (given(group), group.items.len());
        if numbers.len() == of && of > 0 {
            scores.push(one(&group.score, numbers.iter().sum::<f64>() / of as f64, 0));
        } else if !numbers.is_empty() {
            let few = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
            short.get_or_insert(NotScored::Missing {
                missing: few(of - numbers.len()),
                of: few(of),
                needed: few(of),
            });
        }
    }
    match (scores.is_empty(), short) {
        (true, Some(why)) => Err(why),
        _ => Ok(scores),
    }
}

fn goals(instrument: &Instrument, answers: &Answers) -> Result<Scores, NotScored> {
    let got = attained(answers.goals()).map_err(NotScored::Goals)?;
    let each = instrument.scales().into_iter().take(1);
    let each =
        each.map(|scale| Score { code: scale.code, name: scale.name, value: got.t, filled_in: 0 }).collect();
    Ok(Scores { each, profile: None, goals_left_out: got.left_out })
}

fn entered(instrument: &Instrument, answers: &Answers) -> Vec<Score> {
    let score = |scale: &crate::scorer::Scale| {
        let value = answers.entered(&scale.code)?;
        Some(Score { code: scale.code.clone(), name: scale.name.clone(), value, filled_in: 0 })
    };
    instrument.scorer.entered().iter().filter_map(score).collect()
}

/// The thermometer stands alone; profile and index need every dimension.
fn profile(instrument: &Instrument, answers: &Answers) -> Result<Scores, NotScored> {
    let digits: Option<String> =
        counting(instrument).map(|item| answers.get(&item.code).given().map(|n| n.to_string())).collect();
    let mut each: Vec<Score> = instrument
        .items
        .iter()
        .filter(|item| !item.counts)
        .filter_map(|item| item_score(item, answers))
        .collect();
    if digits.is_some() {
        each.extend(entered(instrument, answers));
    }
    whole(Scores { each, profile: digits, goals_left_out: 0 })
}
