//! More time, with a reason.

use ::store::Tx;
use jiff::ToSpan;

use super::journey::still_open;
use super::{Journey, store};
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;

/// The most weeks one extension may add.
pub const MOST_WEEKS: i64 = 26;

/// The journey is given `weeks` more.
pub fn extend(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    weeks: i64,
    reason: &str,
) -> Result<(), Refusal> {
    still_open(journey)?;
    if !(1..=MOST_WEEKS).contains(&weeks) {
        return Err(Refusal::invalid("weeks", format!("Choose between 1 and {MOST_WEEKS} more weeks.")));
    }
    let ends_on = journey.ends_on.saturating_add((weeks * 7).days());
    store::set_length(tx, by.area, journey.id, journey.weeks + weeks, ends_on)?;
    line(by, now, "journey.extended", journey.person)
        .thread(journey.id)
        .fact("weeks", weeks)
        .fact("reason", reason)
        .fact("ends_on", ends_on.to_string())
        .record(tx)
}
