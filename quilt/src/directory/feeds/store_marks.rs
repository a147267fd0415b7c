//! The SQL of what entries were last read from.

use ::store::{Tx, values};
use uuid::Uuid;

use super::marks::Marks;
use crate::directory::{FeedId, ServiceId};
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// The marks of the feed's services that stand.
pub(super) fn marks(tx: &mut Tx<'_>, area: AreaId, feed: FeedId) -> Result<Marks, Refusal> {
    let mut marks = Marks::default();
    tx.each(
        "select m.mark, m.mended, s.source_key from service s join service_mark m on m.area_id = s.area_id \
         and m.service_id = s.id where s.area_id = $1 and s.feed_id = $2 and s.withdrawn_at is null",
        &values![area, feed],
        &mut |row| {
            let (mark, mended): ([u8; 32], i64) = (row.at(0)?, row.at(1)?);
            if let Ok(key) = Uuid::parse_str(&row.at::<String>(2)?) {
                marks.know(&mark, key, u32::try_from(mended).unwrap_or(0));
            }
            Ok(())
        },
    )?;
    Ok(marks.sorted())
}

/// A service was read from this.
pub(super) fn put(
    tx: &mut Tx<'_>,
    area: AreaId,
    service: ServiceId,
    mark: &[u8; 32],
    mended: usize,
) -> Result<(), Refusal> {
    tx.run(
        "insert into service_mark (area_id, service_id, mark, mended) values ($1, $2, $3, $4) \
         on conflict (area_id, service_id) do update set mark = excluded.mark, mended = excluded.mended",
        &values![area, service, *mark, i64::try_from(mended).unwrap_or(0)],
    )?;
    Ok(())
}

/// Nobody can say any more what a service was read from.
pub(super) fn forget(tx: &mut Tx<'_>, area: AreaId, service: ServiceId) -> Result<(), Refusal> {
    tx.run("delete from service_mark where area_id = $1 and service_id = $2", &values![area, service])?;
    Ok(())
}

/// The same, of an entry of a feed.
pub(super) fn forget_entry(tx: &mut Tx<'_>, area: AreaId, feed: FeedId, key: Uuid) -> Result<(), Refusal> {
    tx.run(
        "delete from service_mark where area_id = $1 and service_id in (select id from service where area_id = $1 \
         and feed_id = $2 and source_key = $3)",
        &values![area, feed, key.to_string()],
    )?;
    Ok(())
}
