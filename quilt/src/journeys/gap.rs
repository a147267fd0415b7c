//! Gaps: a need nothing local could meet. Builders count them.

use ::store::Tx;

use super::journey::still_open;
use super::{Journey, store};
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;

/// Nothing local meets this need, in the person's words.
pub fn add_gap(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    need: &str,
    town: Option<&str>,
) -> Result<(), Refusal> {
    still_open(journey)?;
    store::insert_gap(tx, by.area, now, journey.id, need, town)?;
    line(by, now, "gap.found", journey.person)
        .thread(journey.id)
        .fact("need", need)
        .fact("town", town)
        .record(tx)
}
