//! The SQL of plans, and of what they came to.

use ::store::{Row, Tx, values};
use jiff::Timestamp;

use super::{Kept, PlanId};
use crate::access::AccountId;
use crate::refusal::Refusal;
use crate::settings::AreaId;

pub(super) fn insert_plan(tx: &mut Tx<'_>, area: AreaId, kept: &Kept) -> Result<(), Refusal> {
    tx.run(
        "insert into plan (area_id, id, name, toml, fingerprint, version, shared, owner_id, by_name, made_at, changed_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
        &values![
            area, kept.id, &kept.name, &kept.toml, &kept.fingerprint, kept.version, kept.shared, kept.owner,
            &kept.by_name, kept.made_at
        ],
    )?;
    Ok(())
}

/// Moves on to the next version; whether nobody was quicker.
pub(super) fn update_plan(tx: &mut Tx<'_>, area: AreaId, kept: &Kept) -> Result<bool, Refusal> {
    let moved = tx.run(
        "update plan set name = $3, toml = $4, fingerprint = $5, version = $6, changed_at = $7 \
         where area_id = $1 and id = $2 and version = $8 and withdrawn_at is null",
        &values![
            area,
            kept.id,
            &kept.name,
            &kept.toml,
            &kept.fingerprint,
            kept.version,
            kept.changed_at,
            kept.version - 1
        ],
    )?;
    Ok(moved == 1)
}

pub(super) fn set_shared(tx: &mut Tx<'_>, area: AreaId, id: PlanId, shared: bool) -> Result<(), Refusal> {
    tx.run("update plan set shared = $3 where area_id = $1 and id = $2", &values![area, id, shared])?;
    Ok(())
}

pub(super) fn set_withdrawn(tx: &mut Tx<'_>, area: AreaId, id: PlanId, at: Timestamp) -> Result<(), Refusal> {
    tx.run("update plan set withdrawn_at = $3 where area_id = $1 and id = $2", &values![area, id, at])?;
    Ok(())
}

const PLAN: &str = "select p.id, p.name, p.toml, p.fingerprint, p.version, p.shared, p.owner_id, p.by_name, p.made_at, \
    p.changed_at from plan p where p.area_id = $1 and p.withdrawn_at is null";

pub(super) fn select_plan(tx: &mut Tx<'_>, area: AreaId, id: PlanId) -> Result<Option<Kept>, Refusal> {
    tx.row(&format!("{PLAN} and p.id = $2"), &values![area, id])?.map(|row| read_plan(&row)).transpose()
}

/// Somebody's own plans, and those that are shared, newest change first.
pub(super) fn select_plans(tx: &mut Tx<'_>, area: AreaId, own: AccountId) -> Result<Vec<Kept>, Refusal> {
    let text =
        format!("{PLAN} and (p.shared or p.owner_id = $2) order by p.changed_at desc, p.id desc limit 400");
    tx.rows(&text, &values![area, own])?.iter().map(read_plan).collect()
}

pub(super) fn count_own(tx: &mut Tx<'_>, area: AreaId, own: AccountId) -> Result<usize, Refusal> {
    let text = "select count(*) from plan where area_id = $1 and owner_id = $2 and withdrawn_at is null";
    let row = tx.row(text, &values![area, own])?;
    let count = row.map_or(Ok(0), |row| row.at::<i64>(0))?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

fn read_plan(row: &Row) -> Result<Kept, Refusal> {
    Ok(Kept {
        id: row.get("id")?,
        name: row.get("name")?,
        toml: row.get("toml")?,
        fingerprint: row.get("fingerprint")?,
        version: row.get("version")?,
        shared: row.get("shared")?,
        owner: row.get("owner_id")?,
        by_name: row.get("by_name")?,
        made_at: row.get("made_at")?,
        changed_at: row.get("changed_at")?,
    })
}

/// Keeps what a plan came to, if it is still somebody's and more than was kept before.
pub(super) fn keep_result(
    tx: &mut Tx<'_>,
    area: AreaId,
    fingerprint: &str,
    (draws, said, rows): (usize, &str, &[u8]),
    at: Timestamp,
) -> Result<(), Refusal> {
    let draws = i64::try_from(draws).unwrap_or(i64::MAX);
    tx.run(
        "insert into plan_result (area_id, fingerprint, draws, said, rows, kept_at) \
         select p.area_id, p.fingerprint, cast($3 as bigint), $4, $5, $6 from plan p \
         where p.area_id = $1 and p.fingerprint = $2 and p.withdrawn_at is null order by p.id limit 1 \
         on conflict (area_id, fingerprint) do update set draws = excluded.draws, said = excluded.said, \
         rows = excluded.rows, kept_at = excluded.kept_at where excluded.draws > plan_result.draws",
        &values![area, fingerprint, draws, said, rows, at],
    )?;
    Ok(())
}

/// The rows a plan came to, if any are kept.
pub(super) fn select_result(
    tx: &mut Tx<'_>,
    area: AreaId,
    fingerprint: &str,
) -> Result<Option<Vec<u8>>, Refusal> {
    let text = "select rows from plan_result where area_id = $1 and fingerprint = $2";
    Ok(tx.row(text, &values![area, fingerprint])?.map(|row| row.at(0)).transpose()?)
}

/// What every plan came to, in one line each.
pub(super) fn select_said(tx: &mut Tx<'_>, area: AreaId) -> Result<Vec<(String, String)>, Refusal> {
    let rows = tx.rows("select fingerprint, said from plan_result where area_id = $1", &values![area])?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// Lets results go that are of no plan any more.
pub(super) fn forget_results(tx: &mut Tx<'_>, area: AreaId) -> Result<(), Refusal> {
    tx.run(
        "delete from plan_result where area_id = $1 and fingerprint not in \
         (select p.fingerprint from plan p where p.area_id = $1 and p.withdrawn_at is null)",
        &values![area],
    )?;
    Ok(())
}
