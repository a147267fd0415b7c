//! The SQL of hopes and how they came out, and of concerns over time.

use std::collections::HashMap;

use ::store::{Tx, values};
use jiff::Timestamp;
use measure::goal::Attainment;
use uuid::Uuid;

use super::hope::{Hope, NewHope, level};
use super::{ConcernId, JourneyId, StepId};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// The words of a step of this journey.
pub(super) fn select_step(
    tx: &mut Tx<'_>,
    area: AreaId,
    journey: JourneyId,
    step: StepId,
) -> Result<Option<String>, Refusal> {
    let row = tx.row(
        "select words from step where area_id = $1 and id = $2 and journey_id = $3",
        &values![area, step, journey],
    )?;
    row.map_or(Ok(None), |row| Ok(Some(row.get("words")?)))
}

/// Keeps a hope; false where the step has one.
pub(super) fn insert_hope(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: &Moment,
    journey: JourneyId,
    new: &NewHope,
) -> Result<bool, Refusal> {
    let kept = tx.run(
        "insert into step_hope (area_id, step_id, journey_id, expected, weight, baseline, at) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (area_id, step_id) do nothing",
        &values![
            area,
            new.step,
            journey,
            new.expected.trim(),
            new.weight,
            i64::from(new.baseline.points()),
            now.at
        ],
    )?;
    Ok(kept > 0)
}

pub(super) fn insert_attainment(
    tx: &mut Tx<'_>,
    area: AreaId,
    now: &Moment,
    journey: JourneyId,
    step: StepId,
    points: i64,
) -> Result<(), Refusal> {
    tx.run(
        "insert into step_attainment (area_id, id, step_id, journey_id, level, at) values ($1, $2, $3, $4, $5, $6)",
        &values![area, now.id::<Uuid>(), step, journey, points, now.at],
    )?;
    Ok(())
}

/// The hopes of a journey in the order they were said, each with the last that was said of it.
pub(super) fn select_hopes(tx: &mut Tx<'_>, area: AreaId, journey: JourneyId) -> Result<Vec<Hope>, Refusal> {
    let mut last: HashMap<StepId, i64> = HashMap::new();
    for row in tx.rows(
        "select step_id, level from step_attainment where area_id = $1 and journey_id = $2 order by at, id",
        &values![area, journey],
    )? {
        last.insert(row.get("step_id")?, row.get("level")?);
    }
    let rows = tx.rows(
        "select h.step_id, s.words, h.expected, h.weight, h.baseline, h.at from step_hope h \
         join step s on s.area_id = h.area_id and s.id = h.step_id \
         where h.area_id = $1 and h.journey_id = $2 order by h.at, h.step_id",
        &values![area, journey],
    )?;
    let known = |points: i64| -> Result<Attainment, Refusal> {
        level(points).ok_or_else(|| Refusal::broken("step_hope"))
    };
    rows.iter()
        .map(|row| {
            let step: StepId = row.get("step_id")?;
            Ok(Hope {
                step,
                words: row.get("words")?,
                expected: row.get("expected")?,
                weight: row.get("weight")?,
                baseline: known(row.get("baseline")?)?,
                at: row.get("at")?,
                level: last.get(&step).copied().map(known).transpose()?,
            })
        })
        .collect()
}

/// Every rating of every concern of a journey, oldest first.
pub(super) fn select_ratings(
    tx: &mut Tx<'_>,
    area: AreaId,
    journey: JourneyId,
) -> Result<Vec<(ConcernId, i64, Timestamp)>, Refusal> {
    let rows = tx.rows(
        "select r.concern_id, r.severity, r.at from concern_rating r \
         join concern c on c.area_id = r.area_id and c.id = r.concern_id \
         where c.area_id = $1 and c.journey_id = $2 order by r.at, r.id",
        &values![area, journey],
    )?;
    rows.iter().map(|row| Ok((row.get("concern_id")?, row.get("severity")?, row.get("at")?))).collect()
}
