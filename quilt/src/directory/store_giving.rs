//! The SQL of what is given to other directories.

use ::store::{Tx, values};
use jiff::Timestamp;

use super::ServiceId;
use crate::refusal::Refusal;
use crate::settings::{AreaId, OrganizationId};

/// One service's line in the list of all there ever were.
pub(super) struct Mark {
    pub id: ServiceId,
    pub source_key: String,
    pub organization: Option<OrganizationId>,
    /// Both differ once anything that is published of it does.
    pub state: ([u8; 32], Timestamp),
    /// Whether people may be told about it.
    pub offered: bool,
}

/// Every service there is or was, in the order they came.
pub(super) fn marks(tx: &mut Tx<'_>, area: AreaId) -> Result<Vec<Mark>, Refusal> {
    let rows = tx.rows(
        "select id, source_key, organization_id, fingerprint, changed_at, case when withdrawn_at is null \
         and status in ('active', 'temporarily closed') then true else false end as offered from service \
         where area_id = $1 order by id",
        &values![area],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Mark {
                id: row.get("id")?,
                source_key: row.get("source_key")?,
                organization: row.get("organization_id")?,
                state: (row.get("fingerprint")?, row.get("changed_at")?),
                offered: row.get("offered")?,
            })
        })
        .collect()
}
