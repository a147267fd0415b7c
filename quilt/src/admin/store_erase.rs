//! The SQL of who asked that a record be erased, and what was decided.

use ::store::{Row, Tx, values};
use uuid::Uuid;

use super::erase::{Asked, Kept, Why};
use crate::access::Actor;
use crate::moment::Moment;
use crate::people::PersonId;
use crate::refusal::Refusal;
use crate::settings::AreaId;

const COLUMNS: &str =
    "id, person_id, why, state, asked_by, asked_name, asked_at, kept_why, decided_name, decided_at";

/// How many are listed.
const MOST: i64 = 200;

pub(super) fn insert(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    id: Uuid,
    person: PersonId,
    why: Why,
) -> Result<(), Refusal> {
    tx.run(
        "insert into erasure (area_id, id, person_id, why, state, asked_by, asked_name, asked_at) \
         values ($1, $2, $3, $4, 'asked', $5, $6, $7)",
        &values![by.area, id, person, why.code(), by.id(), &by.name, now.at],
    )?;
    Ok(())
}

pub(super) fn decide(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    id: Uuid,
    state: &str,
    kept: Option<Kept>,
) -> Result<(), Refusal> {
    tx.run(
        "update erasure set state = $3, kept_why = $4, decided_by = $5, decided_name = $6, decided_at = $7 \
         where area_id = $1 and id = $2",
        &values![by.area, id, state, kept.map(Kept::code), by.id(), &by.name, now.at],
    )?;
    Ok(())
}

pub(super) fn select(tx: &mut Tx<'_>, area: AreaId, id: Uuid) -> Result<Option<Asked>, Refusal> {
    let sql = format!("select {COLUMNS} from erasure where area_id = $1 and id = $2");
    tx.row(&sql, &values![area, id])?.as_ref().map(read).transpose()
}

/// The request about this person that is not decided yet.
pub(super) fn select_open(tx: &mut Tx<'_>, area: AreaId, person: PersonId) -> Result<Option<Asked>, Refusal> {
    let sql =
        format!("select {COLUMNS} from erasure where area_id = $1 and person_id = $2 and state = 'asked'");
    tx.row(&sql, &values![area, person])?.as_ref().map(read).transpose()
}

/// Undecided first, then the newest.
pub(super) fn select_all(tx: &mut Tx<'_>, area: AreaId) -> Result<Vec<Asked>, Refusal> {
    let sql = format!(
        "select {COLUMNS} from erasure where area_id = $1 \
         order by case when state = 'asked' then 0 else 1 end, asked_at desc, id limit $2"
    );
    tx.rows(&sql, &values![area, MOST])?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Asked, Refusal> {
    let why: String = row.get("why")?;
    let kept: Option<String> = row.get("kept_why")?;
    let decided: Option<String> = row.get("decided_name")?;
    Ok(Asked {
        id: row.get("id")?,
        person: row.get("person_id")?,
        why: Why::parse(&why).ok_or_else(|| Refusal::broken("erasure.why"))?,
        state: row.get("state")?,
        asked_by: row.get("asked_by")?,
        asked_name: row.get("asked_name")?,
        asked_at: row.get("asked_at")?,
        kept: kept.as_deref().and_then(Kept::parse),
        decided: decided.zip(row.get("decided_at")?),
    })
}
