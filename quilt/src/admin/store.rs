//! The SQL of the administrator's pages: counts and facts about the house.

use ::store::{Tx, values};
use jiff::Timestamp;

use crate::refusal::Refusal;
use crate::settings::AreaId;

fn groups(tx: &mut Tx<'_>, sql: &str, area: AreaId) -> Result<Vec<(String, i64)>, Refusal> {
    tx.rows(sql, &values![area])?.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// Organisations by kind.
pub(super) fn organizations_by_kind(tx: &mut Tx<'_>, area: AreaId) -> Result<Vec<(String, i64)>, Refusal> {
    groups(
        tx,
        "select kind, count(*) from organization where area_id = $1 group by kind order by 2 desc, 1",
        area,
    )
}

/// Name, kind, postcode, and how many more records there are of it.
pub(super) type ListedOrganization = (String, String, Option<String>, i64);

/// One page of organisations by name. Two that are one stand here once.
pub(super) fn organizations(
    tx: &mut Tx<'_>,
    area: AreaId,
    most: i64,
    after: i64,
) -> Result<Vec<ListedOrganization>, Refusal> {
    let rows = tx.rows(
        "select o.name, o.kind, o.postcode, (select count(*) from organization_pair q where q.area_id = o.area_id \
         and q.one_id = o.id and q.state = 'same') as also from organization o where o.area_id = $1 \
         and not exists (select 1 from organization_pair p where p.area_id = o.area_id and p.other_id = o.id \
         and p.state = 'same') order by o.name, o.id limit $2 offset $3",
        &values![area, most, after],
    )?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?, row.at(2)?, row.at(3)?))).collect()
}

/// Messages by state.
pub(super) fn messages_by_state(tx: &mut Tx<'_>, area: AreaId) -> Result<Vec<(String, i64)>, Refusal> {
    groups(tx, "select state, count(*) from message where area_id = $1 group by state order by state", area)
}

/// A message that did not get away: never to whom, nor what it says.
pub(super) struct Stuck {
    pub channel: String,
    pub problem: Option<String>,
    pub tries: i64,
    pub written_at: Timestamp,
}

pub(super) fn stuck_messages(tx: &mut Tx<'_>, area: AreaId, most: i64) -> Result<Vec<Stuck>, Refusal> {
    let rows = tx.rows(
        "select channel, problem, tries, written_at from message \
         where area_id = $1 and (state = 'failed' or (state = 'waiting' and tries > 0)) order by written_at desc limit $2",
        &values![area, most],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Stuck { channel: row.at(0)?, problem: row.at(1)?, tries: row.at(2)?, written_at: row.at(3)? })
        })
        .collect()
}

/// Lines in each lane of the ledger.
pub(super) fn lanes(tx: &mut Tx<'_>, area: AreaId) -> Result<Vec<(i64, i64)>, Refusal> {
    let rows =
        tx.rows("select lane, seq from ledger_lane where area_id = $1 order by lane", &values![area])?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// The last checkpoint's number and when it was signed.
pub(super) fn last_checkpoint(tx: &mut Tx<'_>, area: AreaId) -> Result<Option<(i64, Timestamp)>, Refusal> {
    let row = tx.row(
        "select number, written from ledger_checkpoint where area_id = $1 order by number desc limit 1",
        &values![area],
    )?;
    row.map(|row| Ok((row.at(0)?, row.at(1)?))).transpose()
}

/// How many people, referrals, journeys and services there are: numbers and nothing else.
pub(super) fn totals(tx: &mut Tx<'_>, area: AreaId) -> Result<[(&'static str, i64); 4], Refusal> {
    let mut count = |sql: &str| -> Result<i64, Refusal> {
        let row = tx.row(sql, &values![area])?;
        row.map_or(Ok(0), |row| Ok(row.at(0)?))
    };
    Ok([
        ("People", count("select count(*) from person where area_id = $1")?),
        ("Referrals", count("select count(*) from referral where area_id = $1")?),
        ("Journeys", count("select count(*) from journey where area_id = $1")?),
        (
            "Services in the directory",
            count("select count(*) from service where area_id = $1 and withdrawn_at is null")?,
        ),
    ])
}
