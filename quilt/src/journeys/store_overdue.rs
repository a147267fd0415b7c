//! The SQL of lone workers who are overdue: who they are, and who was told.

use ::store::{Tx, values};
use jiff::Timestamp;
use uuid::Uuid;

use crate::access::AccountId;
use crate::refusal::Refusal;
use crate::settings::{AreaId, SchemeId};

/// Somebody who should have said by now that they are safe.
pub(super) struct Overdue {
    pub check_in: Uuid,
    pub account: AccountId,
    pub name: String,
    pub phone: Option<String>,
    pub out_at: Timestamp,
    pub back_by: Timestamp,
    /// The schemes they work in.
    pub schemes: Vec<SchemeId>,
    /// When somebody was first and last told; nothing while nobody was.
    pub told: Option<(Timestamp, Timestamp)>,
}

/// Everybody who was to be back before then and is not yet safe; the longest overdue first.
pub(super) fn select_overdue(
    tx: &mut Tx<'_>,
    area: AreaId,
    before: Timestamp,
) -> Result<Vec<Overdue>, Refusal> {
    let rows = tx.rows(
        "select c.id, c.account_id, a.name, a.phone, c.out_at, c.back_by, r.scheme_id, \
         (select min(m.written_at) from message m where m.area_id = c.area_id and m.thread_id = c.id) as first_told, \
         (select max(m.written_at) from message m where m.area_id = c.area_id and m.thread_id = c.id) as last_told \
         from check_in c join account a on a.area_id = c.area_id and a.id = c.account_id \
         left join account_role r on r.area_id = c.area_id and r.account_id = c.account_id and r.ended_at is null \
         and r.role = 'link_worker' \
         where c.area_id = $1 and c.safe_at is null and c.back_by < $2 order by c.back_by, c.id, r.scheme_id",
        &values![area, before],
    )?;
    let mut all: Vec<Overdue> = Vec::new();
    for row in rows {
        let check_in: Uuid = row.get("id")?;
        let scheme: Option<SchemeId> = row.get("scheme_id")?;
        if all.last().is_none_or(|last| last.check_in != check_in) {
            let first: Option<Timestamp> = row.get("first_told")?;
            all.push(Overdue {
                check_in,
                account: row.get("account_id")?,
                name: row.get("name")?,
                phone: row.get("phone")?,
                out_at: row.get("out_at")?,
                back_by: row.get("back_by")?,
                schemes: Vec::new(),
                told: first.zip(row.get("last_told")?),
            });
        }
        if let Some(last) = all.last_mut() {
            last.schemes.extend(scheme);
        }
    }
    Ok(all)
}

/// Every address told that this account was overdue, for check-ins that are still open.
pub(super) fn select_told(
    tx: &mut Tx<'_>,
    area: AreaId,
    account: AccountId,
) -> Result<Vec<(Uuid, String)>, Refusal> {
    let rows = tx.rows(
        "select distinct c.id, m.send_to from check_in c \
         join message m on m.area_id = c.area_id and m.thread_id = c.id \
         where c.area_id = $1 and c.account_id = $2 and c.safe_at is null order by c.id, m.send_to",
        &values![area, account],
    )?;
    rows.iter().map(|row| Ok((row.get("id")?, row.get("send_to")?))).collect()
}
