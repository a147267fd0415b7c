//! Following up: two questions, three, six and twelve months after the ending.

use ::store::Tx;

use super::{JourneyId, store};
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;

#[derive(Debug, Clone)]
pub struct FollowUpAnswer {
    /// "How are you?", in their words.
    pub how_are_you: String,
    /// "Are you still going to what you found?", in their words.
    pub still_going: String,
    /// Whether they would like somebody to get in touch again.
    pub wants_more: bool,
}

/// The person answered. Wanting more is for the team to act on: the door stays open.
pub fn answer_follow_up(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: JourneyId,
    months: i64,
    said: &FollowUpAnswer,
) -> Result<(), Refusal> {
    let person = store::answer_follow_up(tx, by.area, journey, months, Some(said), now.at)?
        .ok_or_else(|| Refusal::not_now("This follow-up has been answered already."))?;
    line(by, now, "follow_up.answered", person)
        .thread(journey)
        .fact("months", months)
        .fact("how_are_you", said.how_are_you.as_str())
        .fact("still_going", said.still_going.as_str())
        .fact("wants_more", said.wants_more)
        .record(tx)
}

/// Nobody could be reached this time.
pub fn follow_up_not_reached(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: JourneyId,
    months: i64,
) -> Result<(), Refusal> {
    let person = store::answer_follow_up(tx, by.area, journey, months, None, now.at)?
        .ok_or_else(|| Refusal::not_now("This follow-up has been answered already."))?;
    line(by, now, "follow_up.not_reached", person).thread(journey).fact("months", months).record(tx)
}
