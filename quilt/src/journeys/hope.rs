//! What somebody would be glad of from a step, said before trying, and how it came out: Goal Attainment
//! Scaling, by its method and in the person's own words. It bears no target and no payment: what is
//! kept here is [`Goal`]s, and nothing turns a personal measure into one that may be paid for.

use ::store::Tx;
use jiff::Timestamp;
use measure::goal::{Attained, Attainment, Goal, attained};

use super::journey::still_open;
use super::{Journey, StepId, store_hope};
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;

/// The longest hope, in characters.
const LONGEST: usize = 500;

/// A hope as it is first said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewHope {
    pub step: StepId,
    /// What they would be glad of, in their words.
    pub expected: String,
    /// How much it matters and how hard it is: one to three each, multiplied.
    pub weight: i64,
    /// Where they begin: less than hoped, or much less.
    pub baseline: Attainment,
}

/// A hope, and how it came out so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hope {
    pub step: StepId,
    pub words: String,
    pub expected: String,
    pub weight: i64,
    pub baseline: Attainment,
    pub at: Timestamp,
    /// The last they said of it.
    pub level: Option<Attainment>,
}

/// The levels, lowest first, with their numbers.
pub const LEVELS: [Attainment; 5] =
    [Attainment::MuchLess, Attainment::Less, Attainment::AsHoped, Attainment::More, Attainment::MuchMore];

/// A level by its number, −2 to 2.
pub fn level(points: i64) -> Option<Attainment> {
    LEVELS.into_iter().find(|level| i64::from(level.points()) == points)
}

/// Says what somebody hopes for from a step, once.
///
/// # Errors
/// Refused when it was said before (a hope rewritten is a new step), when there are no words, or when
/// the step is not of this journey.
pub fn set_hope(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    new: &NewHope,
) -> Result<(), Refusal> {
    still_open(journey)?;
    let field = format!("expected-{}", new.step);
    let expected = new.expected.trim();
    if expected.is_empty() || expected.chars().count() > LONGEST {
        let sentence = format!("Write what they would be glad of, in up to {LONGEST} characters.");
        return Err(Refusal::invalid(&field, sentence));
    }
    if !(1..=9).contains(&new.weight) || new.baseline.points() >= 0 {
        return Err(Refusal::invalid(
            &field,
            "Begin with less than hoped: else there is nothing to hope for.",
        ));
    }
    let words = store_hope::select_step(tx, by.area, journey.id, new.step)?.ok_or_else(Refusal::not_found)?;
    if !store_hope::insert_hope(tx, by.area, now, journey.id, new)? {
        return Err(Refusal::not_now(
            "What they hope for from this step was said before, and stays. To change it, agree a new step.",
        ));
    }
    line(by, now, "step.hoped", journey.person)
        .thread(journey.id)
        .fact("step", new.step.to_string())
        .fact("words", words)
        .fact("expected", expected)
        .fact("weight", new.weight)
        .fact("baseline", i64::from(new.baseline.points()))
        .record(tx)
}

/// The person says how a step came out, against what they hoped for.
///
/// # Errors
/// When nothing was hoped for from this step.
pub fn say_attained(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    step: StepId,
    level: Attainment,
) -> Result<(), Refusal> {
    still_open(journey)?;
    let hopes = store_hope::select_hopes(tx, by.area, journey.id)?;
    let hope = hopes.iter().find(|hope| hope.step == step).ok_or_else(Refusal::not_found)?;
    let points = i64::from(level.points());
    store_hope::insert_attainment(tx, by.area, now, journey.id, step, points)?;
    line(by, now, "step.attained", journey.person)
        .thread(journey.id)
        .fact("step", step.to_string())
        .fact("words", hope.words.as_str())
        .fact("level", points)
        .record(tx)
}

/// All hopes taken together: at the beginning, and by what was last said. Nothing where nothing was said.
pub fn together(hopes: &[Hope]) -> Option<(Attained, Attained)> {
    let goals = |level: fn(&Hope) -> Option<Attainment>| -> Vec<Goal> {
        hopes.iter().map(|hope| Goal { weight: hope.weight as f64, attained: level(hope) }).collect()
    };
    let now = attained(&goals(|hope| hope.level)).ok()?;
    // The beginning of the same steps, so that the two can stand side by side.
    let began = attained(&goals(|hope| hope.level.map(|_| hope.baseline))).ok()?;
    Some((began, now))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn hope(weight: i64, level: Option<Attainment>) -> Hope {
        Hope {
            step: Uuid::nil().into(),
            words: "Ring the hall".into(),
            expected: "I have rung once".into(),
            weight,
            baseline: Attainment::Less,
            at: crate::fixture::moment().at,
            level,
        }
    }

    #[test]
    fn steps_not_spoken_of_are_left_out_at_both_ends() {
        let said = [
            hope(9, Some(Attainment::More)),
            hope(4, Some(Attainment::AsHoped)),
            hope(1, Some(Attainment::MuchLess)),
            hope(6, None),
        ];
        let (began, now) = together(&said).unwrap();
        assert!((now.t - 56.201_737).abs() < 1e-6, "{}", now.t);
        assert_eq!((now.counted, now.left_out, began.counted), (3, 1, 3));
        assert!(began.t < 50.0);
        assert!(together(&[hope(1, None)]).is_none());
    }

    #[test]
    fn every_level_reads_back() {
        for one in LEVELS {
            assert_eq!(level(i64::from(one.points())), Some(one));
        }
        assert_eq!(level(3), None);
    }
}
