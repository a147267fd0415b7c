//! A report as it was known on an earlier day: the ledger's lines up to the end of that day, put together into the same
//! columns the tables give. What was written later is not in it, whenever it happened; whoever was erased
//! since is in none, because their lines are empty.

mod fold;

use ::store::Tx;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use measure::Secret;

use super::cube::{Cube, Drawn};
use crate::moment::zone;
use crate::refusal::Refusal;
use crate::settings::{self, AreaId};
use fold::Fold;

/// Draws the columns again as they were known at the end of a day.
pub(super) fn as_known(
    tx: &mut Tx<'_>,
    area: AreaId,
    secret: &Secret,
    day: Date,
    now: Timestamp,
) -> Result<Cube, Refusal> {
    let schemes = settings::schemes(tx, area)?;
    let mut fold = Fold::of(schemes.into_iter().map(|scheme| (scheme.name, scheme.id)));
    ledger::each_until(tx, area.into(), fold::KINDS, end_of(day), &mut |entry| fold.take(&entry))?;
    let drawn = Drawn { day, lines: fold.lines(), emptied: fold.emptied() };
    let mut builder = super::cube::Builder::new(secret);
    fold.into_rows(&mut builder);
    Ok(builder.finish(now, Some(drawn)))
}

/// The first moment after a day, on the clocks people here go by.
fn end_of(day: Date) -> Timestamp {
    day.saturating_add(1.day()).to_zoned(zone()).map_or(Timestamp::MAX, |at| at.timestamp())
}
