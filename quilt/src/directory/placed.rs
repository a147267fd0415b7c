//! Services whose address is known and whose place was not: when postcodes have been read,
//! they get the place of theirs, and distances can be said.

use ::store::Tx;

use super::{store, store_places};
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::PostcodesRead;

/// Gives services without a place the place of their postcode. Answers how many.
pub fn place_services(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    read: &PostcodesRead,
) -> Result<u64, Refusal> {
    let placed = store_places::place_services(tx, by.area, now.at)?;
    if placed > 0 {
        store::moved_on(tx, by.area)?;
    }
    line(by, now, "postcodes.read", by.area)
        .fact("rows", read.rows)
        .fact("kept", read.kept)
        .fact("services_placed", placed)
        .record(tx)?;
    Ok(placed)
}
