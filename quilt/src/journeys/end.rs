//! The ending: what changed, what holds, who to call, and the door stays open.

use ::store::Tx;
use jiff::ToSpan;

use super::journey::still_open;
use super::store_ending::close_follow_ups;
use super::{Journey, store};
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;

/// How a journey came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EndingReason {
    /// They got to where they wanted to be, or near it.
    Complete,
    /// The person chose to stop here.
    TheirChoice,
    MovedAway,
    /// Somebody else walks beside them now.
    OtherSupport,
    LostTouch,
    Died,
}

impl EndingReason {
    pub const ALL: [EndingReason; 6] = [
        EndingReason::Complete,
        EndingReason::TheirChoice,
        EndingReason::MovedAway,
        EndingReason::OtherSupport,
        EndingReason::LostTouch,
        EndingReason::Died,
    ];

    pub fn code(self) -> &'static str {
        match self {
            EndingReason::Complete => "complete",
            EndingReason::TheirChoice => "their_choice",
            EndingReason::MovedAway => "moved_away",
            EndingReason::OtherSupport => "other_support",
            EndingReason::LostTouch => "lost_touch",
            EndingReason::Died => "died",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            EndingReason::Complete => "The time agreed came to a good end",
            EndingReason::TheirChoice => "They chose to stop here",
            EndingReason::MovedAway => "They moved away",
            EndingReason::OtherSupport => "Somebody else walks beside them now",
            EndingReason::LostTouch => "We lost touch",
            EndingReason::Died => "They died",
        }
    }

    pub fn parse(code: &str) -> Option<EndingReason> {
        EndingReason::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// Whether to ask how they are at 3, 6 and 12 months.
    pub fn is_followed_up(self) -> bool {
        !matches!(self, EndingReason::Died | EndingReason::MovedAway)
    }
}

#[derive(Debug, Clone)]
pub struct Ending {
    pub reason: EndingReason,
    pub what_changed: String,
    pub what_holds: String,
    pub who_to_call: String,
    /// The letter the person helped to write.
    pub letter: Option<String>,
    pub story_consent: Option<bool>,
}

/// In which months after the ending somebody asks how they are.
pub const FOLLOW_UPS: [i64; 3] = [3, 6, 12];

/// The journey ends; follow-ups are put in the diary.
pub fn end(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    ending: &Ending,
) -> Result<(), Refusal> {
    still_open(journey)?;
    store::end_journey(tx, by.area, journey.id, ending, now.at)?;
    store::close_meetings(tx, by.area, journey.id, "cancelled", None)?;
    if ending.reason == EndingReason::Died {
        // Nothing we wrote before may arrive now, and nobody rings to ask how they are.
        crate::messages::hold_back(tx, by, now, journey.person.into(), "They have died.")?;
        close_follow_ups(tx, by.area, journey.person)?;
    }
    if ending.reason.is_followed_up() {
        for months in FOLLOW_UPS {
            let due_on = now.today().saturating_add(months.months());
            store::insert_follow_up(tx, by.area, now, journey, months, due_on)?;
        }
    }
    line(by, now, "journey.ended", journey.person)
        .thread(journey.id)
        .fact("reason", ending.reason.code())
        .fact("what_changed", ending.what_changed.as_str())
        .fact("what_holds", ending.what_holds.as_str())
        .fact("letter", ending.letter.is_some())
        .record(tx)
}

#[cfg(test)]
mod tests;
