//! What a journey is, and opening one.

use ::store::Tx;
use jiff::Timestamp;
use jiff::civil::Date;

use super::{JourneyId, store};
use crate::access::{AccountId, Act, Actor};
use crate::line::line;
use crate::moment::Moment;
use crate::people::{PersonId, ties_and_opening};
use crate::referrals::ReferralId;
use crate::refusal::Refusal;
use crate::settings::SchemeId;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JourneyState {
    Going,
    /// It is not the time.
    Paused,
    Ended,
}

impl JourneyState {
    pub fn code(self) -> &'static str {
        match self {
            JourneyState::Going => "going",
            JourneyState::Paused => "paused",
            JourneyState::Ended => "ended",
        }
    }

    pub fn parse(code: &str) -> Option<JourneyState> {
        [JourneyState::Going, JourneyState::Paused, JourneyState::Ended]
            .into_iter()
            .find(|s| s.code() == code)
    }
}

#[derive(Debug, Clone)]
pub struct Journey {
    pub id: JourneyId,
    pub person: PersonId,
    pub referral: ReferralId,
    pub scheme: SchemeId,
    pub worker: AccountId,
    pub state: JourneyState,
    pub said_yes_at: Timestamp,
    pub first_conversation_at: Option<Timestamp>,
    /// The length agreed, in weeks, extensions included.
    pub weeks: i64,
    pub ends_on: Date,
    pub last_contact_at: Option<Timestamp>,
    pub contacts: i64,
    pub matters: Option<Matters>,
    pub tried: Option<String>,
    pub ended_at: Option<Timestamp>,
    pub ending: Option<String>,
    pub what_changed: Option<String>,
    pub what_holds: Option<String>,
    pub who_to_call: Option<String>,
    pub letter: Option<String>,
    /// Whether the person agreed that their story may be shared beyond the team.
    pub story_consent: Option<bool>,
    pub version: i64,
}

impl Journey {
    /// Whole weeks left until the agreed end; negative when it has passed.
    pub fn weeks_left(&self, today: Date) -> i64 {
        let days = today.until(self.ends_on).map_or(0, |span| i64::from(span.get_days()));
        days.div_euclid(7)
    }

    /// Which week this is, counted from the first conversation, or from yes until there is one.
    pub fn week(&self, today: Date) -> i64 {
        let began = crate::moment::local(self.first_conversation_at.unwrap_or(self.said_yes_at)).date();
        let days = began.until(today).map_or(0, |span| i64::from(span.get_days()));
        (days / 7 + 1).max(1)
    }
}

/// What matters to the person, in their own words, and where they were said.
#[derive(Debug, Clone)]
pub struct Matters {
    pub words: String,
    /// "at her kitchen table, with her neighbour Jean"
    pub context: Option<String>,
    pub at: Timestamp,
}

/// The journey, if this actor may do this on it.
pub fn find_journey(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    act: Act,
    id: JourneyId,
) -> Result<Journey, Refusal> {
    let journey = store::select_journey(tx, by.area, id)?.ok_or_else(Refusal::not_found)?;
    let (ties, opened) = ties_and_opening(tx, by, now, journey.person)?;
    crate::access::ask(by, act, journey.person, &ties, opened)?;
    Ok(journey)
}

/// A journey that has ended takes in nothing more; a paused one does, and says so.
pub(super) fn still_open(journey: &Journey) -> Result<(), Refusal> {
    match journey.state {
        JourneyState::Ended => Err(Refusal::not_now(
            "This journey has ended. Its door stays open: a new referral can be made at any time.",
        )),
        JourneyState::Going | JourneyState::Paused => Ok(()),
    }
}

/// Keeps what the person said matters to them, in their words.
pub fn say_what_matters(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    words: &str,
    context: Option<&str>,
    tried: Option<&str>,
) -> Result<(), Refusal> {
    still_open(journey)?;
    store::set_matters(tx, by.area, journey.id, words, context, tried, now.at)?;
    line(by, now, "journey.what_matters", journey.person)
        .thread(journey.id)
        .fact("words", words)
        .fact("context", context)
        .record(tx)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    fn journey(ends_on: Date) -> Journey {
        let nil = Uuid::nil();
        Journey {
            id: nil.into(),
            person: nil.into(),
            referral: nil.into(),
            scheme: nil.into(),
            worker: nil.into(),
            state: JourneyState::Going,
            said_yes_at: "2026-09-05T09:00:00Z".parse().unwrap(),
            first_conversation_at: Some("2026-09-14T13:00:00Z".parse().unwrap()),
            weeks: 12,
            ends_on,
            last_contact_at: None,
            contacts: 0,
            matters: None,
            tried: None,
            ended_at: None,
            ending: None,
            what_changed: None,
            what_holds: None,
            who_to_call: None,
            letter: None,
            story_consent: None,
            version: 1,
        }
    }

    #[test]
    fn weeks_are_counted_as_people_count_them() {
        let journey = journey(date(2026, 12, 7));
        assert_eq!(journey.week(date(2026, 9, 14)), 1);
        assert_eq!(journey.week(date(2026, 10, 20)), 6);
        assert_eq!(journey.weeks_left(date(2026, 10, 26)), 6);
        assert_eq!(journey.weeks_left(date(2026, 12, 8)), -1);
    }

    #[test]
    fn an_ended_journey_takes_in_nothing_more() {
        let mut journey = journey(date(2026, 12, 7));
        assert!(still_open(&journey).is_ok());
        journey.state = JourneyState::Ended;
        assert!(still_open(&journey).is_err());
    }
}
