//! The SQL of where services are.

use ::store::{Tx, values};
use jiff::Timestamp;

use crate::refusal::Refusal;
use crate::settings::{AreaId, Town};

/// Services people may be told about, gathered in cells of some five kilometres: the middle of
/// what stands in each.
pub(super) fn served(tx: &mut Tx<'_>, area: AreaId) -> Result<Vec<(f64, f64)>, Refusal> {
    let rows = tx.rows(
        "select avg(lat) as lat, avg(lon) as lon from service where area_id = $1 and withdrawn_at is null \
         and status in ('active', 'temporarily closed') and lat is not null and lon is not null \
         group by round(lat * 20), round(lon * 12) order by avg(lat), avg(lon)",
        &values![area],
    )?;
    rows.iter().map(|row| Ok((row.get("lat")?, row.get("lon")?))).collect()
}

/// The towns services stand in, most services first.
pub(super) fn towns_served(tx: &mut Tx<'_>, area: AreaId, most: i64) -> Result<Vec<Town>, Refusal> {
    let rows = tx.rows(
        "select town, avg(lat) as lat, avg(lon) as lon from service where area_id = $1 and withdrawn_at is null \
         and status in ('active', 'temporarily closed') and town is not null and lat is not null and lon is not null \
         group by town order by count(*) desc, town limit $2",
        &values![area, most],
    )?;
    rows.iter()
        .map(|row| Ok(Town { name: row.get("town")?, lat: row.get("lat")?, lon: row.get("lon")? }))
        .collect()
}

/// Gives services without a place the place of their postcode.
pub(super) fn place_services(tx: &mut Tx<'_>, area: AreaId, now: Timestamp) -> Result<u64, Refusal> {
    Ok(tx.run(
        "update service set lat = (select place.lat from place where place.postcode = service.postcode), \
         lon = (select place.lon from place where place.postcode = service.postcode), changed_at = $2 \
         where area_id = $1 and lat is null and postcode in (select postcode from place)",
        &values![area, now],
    )?)
}
