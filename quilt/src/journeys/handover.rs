//! A handover: another link worker, so that nobody repeats their story.

use ::store::Tx;

use super::journey::still_open;
use super::{Journey, store};
use crate::access::{AccountId, Actor};
use crate::line::line;
use crate::moment::Moment;
use crate::people::tie_worker;
use crate::refusal::Refusal;

/// Another link worker takes over, with a note of what they need to know.
pub fn hand_over(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    to: AccountId,
    note: &str,
) -> Result<(), Refusal> {
    still_open(journey)?;
    if to == journey.worker {
        return Err(Refusal::invalid("to", "They are with this link worker already."));
    }
    store::set_worker(tx, by.area, journey.id, to)?;
    tie_worker(tx, by, now, journey.person, journey.scheme, to)?;
    line(by, now, "journey.handed_over", journey.person)
        .thread(journey.id)
        .fact("to", to.to_string())
        .fact("note", note)
        .record(tx)
}
