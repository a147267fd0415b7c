//! The SQL of the lists of codes.

use ::store::{Tx, values};

use super::{AreaId, Coded, CodedList};
use crate::moment::Moment;
use crate::refusal::Refusal;

/// What was changed or added here.
pub(super) fn select(tx: &mut Tx<'_>, area: AreaId, list: CodedList) -> Result<Vec<Coded>, Refusal> {
    let rows = tx.rows(
        "select code, label, position, in_use, snomed from coded_choice where area_id = $1 and list = $2",
        &values![area, list.code()],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Coded {
                code: row.get("code")?,
                label: row.get("label")?,
                position: row.get("position")?,
                in_use: row.get("in_use")?,
                snomed: row.get("snomed")?,
            })
        })
        .collect()
}

pub(super) fn put(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: &Moment,
    list: CodedList,
    one: &Coded,
) -> Result<(), Refusal> {
    tx.run(
        "insert into coded_choice (area_id, list, code, label, position, in_use, snomed, changed_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (area_id, list, code) do update set label = $4, \
         position = $5, in_use = $6, snomed = $7, changed_at = $8",
        &values![
            area,
            list.code(),
            one.code.as_str(),
            one.label.as_str(),
            one.position,
            one.in_use,
            one.snomed.as_deref(),
            now.at
        ],
    )?;
    Ok(())
}
