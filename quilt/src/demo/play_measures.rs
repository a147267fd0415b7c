//! Other measures than the four questions, played: what some schemes ask besides, and what a few people
//! hoped for from a step. Every number follows from the four answers and a fixed mixing of digits, so
//! that a county with these measures lives the same lives as one without.

use ::store::Tx;
use measure::goal::Attainment;
use measure::instrument::{SWEMWBS, UCLA3};
use measure::{Answer, Answers, Instrument, WhoAnswered};

use super::county::County;
use super::play::Player;
use crate::journeys::{self, Journey, NewHope, StepId, StepState};
use crate::moment::Moment;
use crate::outcomes::{self, Habit, HowTaken, Occasion, Taking, Wanted, usual};
use crate::refusal::Refusal;

/// What a scheme asks besides the four questions, by its place in the list.
fn besides(scheme: usize) -> Option<&'static Instrument> {
    match scheme % 3 {
        0 => Some(&UCLA3),
        1 => Some(&SWEMWBS),
        _ => None,
    }
}

/// Every scheme says, before anybody comes, what it asks and what it will be judged by.
pub(super) fn decide(tx: &mut Tx<'_>, now: &Moment, county: &County) -> Result<(), Refusal> {
    for (n, scheme) in county.schemes.iter().enumerate() {
        let mut wanted = vec![Wanted { habit: usual(), is_primary: true }];
        if let Some(instrument) = besides(n) {
            let habit = Habit { measure: instrument.id.code().into(), every_weeks: None, ..usual() };
            wanted.push(Wanted { habit, is_primary: false });
        }
        outcomes::decide(tx, &county.quilt, now, scheme.id, &wanted)?;
    }
    Ok(())
}

/// A digit from 0 to `below` − 1 that looks like chance and is always the same.
fn mixed(life: usize, item: usize, four: [u8; 4], below: u64) -> u64 {
    let seed = four.iter().fold(life as u64 * 31 + item as u64, |sum, n| sum * 11 + u64::from(*n));
    let mut z = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (z ^ (z >> 32)) % below.max(1)
}

/// What somebody who answered the four questions so would answer here, give or take one.
fn answer(instrument: &Instrument, item: usize, life: usize, four: [u8; 4]) -> u8 {
    let [satisfied, worthwhile, happy, anxious] = four.map(i64::from);
    let Some(asked) = instrument.items.get(item) else { return 0 };
    let (low, high) = (i64::from(asked.low), i64::from(asked.high));
    let well = match item % 3 {
        0 => satisfied * 2 + happy,
        1 => worthwhile * 2 + happy,
        _ => satisfied + worthwhile + 10 - anxious,
    };
    let share = if instrument.id.code() == "ucla3" { 30 - well } else { well };
    let give_or_take = i64::try_from(mixed(life, item, four, 3)).unwrap_or(1) - 1;
    let value = low + (share * (high - low) + 15) / 30 + give_or_take;
    u8::try_from(value.clamp(low, high)).unwrap_or(asked.low)
}

/// One sitting: the four answers, when in the journey, and how they were asked.
pub(super) struct Sitting {
    pub four: [u8; 4],
    pub occasion: Occasion,
    pub how: HowTaken,
}

impl Player<'_> {
    /// The other measure of this scheme, asked at the same sitting; a few leave one answer out.
    pub(super) fn besides(
        &self,
        tx: &mut Tx<'_>,
        now: &Moment,
        n: usize,
        journey: &Journey,
        sitting: &Sitting,
    ) -> Result<(), Refusal> {
        let Sitting { four, occasion, how } = *sitting;
        let Some(instrument) = besides(self.lives[n].scheme) else { return Ok(()) };
        let mut answers = Answers::none(instrument);
        for (item, asked) in instrument.items.iter().enumerate() {
            let left_out = mixed(n, item + 40, four, 60) == 0;
            let said =
                if left_out { Answer::Refused } else { Answer::Given(answer(instrument, item, n, four)) };
            answers
                .put(instrument, &asked.code, said)
                .map_err(|error| Refusal::Internal(error.to_string()))?;
        }
        let taking = Taking {
            instrument,
            answers,
            how,
            who: WhoAnswered::Person,
            occasion: Some(occasion),
            why_missing: None,
            at: now.at,
            instead_of: None,
        };
        outcomes::take(tx, self.worker(n), now, journey.person, Some(journey.id.into()), &taking).map(|_| ())
    }

    /// One person in four says beforehand what they would be glad of from a step.
    pub(super) fn hope(
        &self,
        tx: &mut Tx<'_>,
        now: &Moment,
        n: usize,
        journey: &Journey,
        step: StepId,
    ) -> Result<(), Refusal> {
        if n % 4 != 1 {
            return Ok(());
        }
        const GLAD: [&str; 4] = [
            "I have done it once, and would do it again.",
            "I do it most weeks without having to think about it.",
            "I have been, and stayed for the tea.",
            "I know whom to ask when it gets hard.",
        ];
        let new = NewHope {
            step,
            expected: GLAD[n / 4 % GLAD.len()].to_owned(),
            weight: [1, 2, 4, 6][n / 8 % 4],
            baseline: if n % 8 == 1 { Attainment::Less } else { Attainment::MuchLess },
        };
        journeys::set_hope(tx, self.worker(n), now, journey, &new)
    }

    /// How a step they hoped something of came out, once it is done or was set back.
    pub(super) fn came_out(
        &self,
        tx: &mut Tx<'_>,
        now: &Moment,
        n: usize,
        journey: &Journey,
        step: StepId,
        to: StepState,
    ) -> Result<(), Refusal> {
        let level = match to {
            StepState::Done => {
                [Attainment::AsHoped, Attainment::AsHoped, Attainment::More, Attainment::Less][n / 4 % 4]
            }
            StepState::SetBack => Attainment::Less,
            _ => return Ok(()),
        };
        match journeys::say_attained(tx, self.worker(n), now, journey, step, level) {
            // Nothing was hoped for from this one.
            Err(Refusal::NotFound { .. }) => Ok(()),
            said => said,
        }
    }
}

/// The occasion of a sitting: the first, the last, or one between.
pub(super) fn occasion(first: bool, last: bool) -> Occasion {
    match (first, last) {
        (true, _) => Occasion::Start,
        (false, true) => Occasion::End,
        (false, false) => Occasion::Along,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_lie_on_their_scales_and_follow_the_four() {
        let mean = |instrument: &Instrument, four: [u8; 4]| -> f64 {
            let items = instrument.items.len();
            let sum: u32 = (0..200)
                .flat_map(|life| (0..items).map(move |item| (life, item)))
                .map(|(life, item)| u32::from(answer(instrument, item, life, four)))
                .sum();
            f64::from(sum) / (200.0 * items as f64)
        };
        for four in [[0, 0, 0, 10], [5, 5, 5, 5], [10, 10, 10, 0]] {
            for life in 0..50 {
                for (item, asked) in UCLA3.items.iter().enumerate() {
                    assert!((asked.low..=asked.high).contains(&answer(&UCLA3, item, life, four)));
                }
            }
        }
        assert!(mean(&UCLA3, [2, 2, 2, 8]) > mean(&UCLA3, [8, 8, 8, 2]), "lonelier where life is less well");
        assert!(mean(&SWEMWBS, [2, 2, 2, 8]) < mean(&SWEMWBS, [8, 8, 8, 2]));
    }
}
