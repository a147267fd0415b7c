//! The SQL of what a scheme asks and of what was put to whom.

use ::store::{Row, Tx, values};
use jiff::Timestamp;
use uuid::Uuid;

use super::ask::{Asking, Way, Whose};
use super::due::{Habit, Occasion};
use super::habit::SchemeMeasure;
use crate::access::Actor;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::{AreaId, SchemeId};

/// What a scheme asks now, and whether it ever decided anything.
pub(super) fn select_habits(
    tx: &mut Tx<'_>,
    area: AreaId,
    scheme: SchemeId,
) -> Result<(Vec<SchemeMeasure>, bool), Refusal> {
    let rows = tx.rows(
        "select measure, at_start, every_weeks, at_end, at_follow_up, primary_since, since, ended_at \
         from scheme_measure where area_id = $1 and scheme_id = $2 order by measure, since",
        &values![area, scheme],
    )?;
    let mut live = Vec::new();
    for row in &rows {
        if row.get::<Option<Timestamp>>("ended_at")?.is_none() {
            live.push(read_habit(row)?);
        }
    }
    Ok((live, !rows.is_empty()))
}

fn read_habit(row: &Row) -> Result<SchemeMeasure, Refusal> {
    Ok(SchemeMeasure {
        habit: Habit {
            measure: row.get("measure")?,
            at_start: row.get("at_start")?,
            every_weeks: row.get("every_weeks")?,
            at_end: row.get("at_end")?,
            at_follow_up: row.get("at_follow_up")?,
        },
        primary_since: row.get("primary_since")?,
        since: row.get("since")?,
    })
}

pub(super) fn end_habit(
    tx: &mut Tx<'_>,
    area: AreaId,
    scheme: SchemeId,
    measure: &str,
    at: Timestamp,
) -> Result<(), Refusal> {
    tx.run(
        "update scheme_measure set ended_at = $4 where area_id = $1 and scheme_id = $2 and measure = $3 \
         and ended_at is null",
        &values![area, scheme, measure, at],
    )?;
    Ok(())
}

pub(super) fn insert_habit(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    scheme: SchemeId,
    habit: &Habit,
    primary_since: Option<Timestamp>,
) -> Result<(), Refusal> {
    tx.run(
        "insert into scheme_measure (area_id, id, scheme_id, measure, at_start, every_weeks, at_end, at_follow_up, \
         is_primary, primary_since, since, by_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        &values![
            by.area, now.id::<Uuid>(), scheme, habit.measure.as_str(), habit.at_start, habit.every_weeks, habit.at_end,
            habit.at_follow_up, primary_since.is_some(), primary_since, now.at, by.id()
        ],
    )?;
    Ok(())
}

pub(super) fn insert_ask(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    whose: Whose,
    (measure, occasion, way): (&str, Occasion, Way),
    expires_at: Option<Timestamp>,
    fingerprint: Option<&[u8; 32]>,
) -> Result<(), Refusal> {
    let declined: Option<Timestamp> = (way == Way::Declined).then_some(now.at);
    tx.run(
        "insert into measure_ask (area_id, id, person_id, journey_id, measure, moment, how, asked_at, declined_at, \
         expires_at, fingerprint, by_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        &values![
            by.area, now.id::<Uuid>(), whose.person, whose.journey, measure, occasion.code(), way.code(), now.at,
            declined, expires_at, fingerprint.map(|mark| mark.to_vec()), by.id()
        ],
    )?;
    Ok(())
}

/// Until when a link to this question is still good, if one is.
pub(super) fn select_waiting(
    tx: &mut Tx<'_>,
    area: AreaId,
    journey: Uuid,
    measure: &str,
    at: Timestamp,
) -> Result<Option<Timestamp>, Refusal> {
    let row = tx.row(
        "select max(expires_at) as until from measure_ask where area_id = $1 and journey_id = $2 and measure = $3 \
         and how = 'link' and answered_at is null and declined_at is null and expires_at > $4",
        &values![area, journey, measure, at],
    )?;
    row.map_or(Ok(None), |row| Ok(row.get("until")?))
}

/// What was put of this measure and stands open was answered, or declined where no reading came.
pub(super) fn close_asks(
    tx: &mut Tx<'_>,
    area: AreaId,
    journey: Uuid,
    measure: &str,
    at: Timestamp,
    reading: Option<Uuid>,
) -> Result<(), Refusal> {
    let closes = if reading.is_some() { "answered_at" } else { "declined_at" };
    tx.run(
        &format!(
            "update measure_ask set {closes} = $4, reading_id = $5 where area_id = $1 and journey_id = $2 \
             and measure = $3 and how in ('link', 'paper') and answered_at is null and declined_at is null \
             and (expires_at is null or expires_at > $4)"
        ),
        &values![area, journey, measure, at, reading],
    )?;
    Ok(())
}

pub(super) fn set_declined(tx: &mut Tx<'_>, area: AreaId, id: Uuid, at: Timestamp) -> Result<(), Refusal> {
    tx.run("update measure_ask set declined_at = $3 where area_id = $1 and id = $2", &values![area, id, at])?;
    Ok(())
}

pub(super) fn select_asking(tx: &mut Tx<'_>, mark: &[u8; 32]) -> Result<Option<Asking>, Refusal> {
    let row = tx.row(
        "select area_id, id, person_id, journey_id, measure, moment, asked_at, expires_at, answered_at, declined_at, \
         by_id from measure_ask where fingerprint = $1",
        &values![&mark[..]],
    )?;
    row.map(|row| {
        Ok(Asking {
            area: row.get("area_id")?,
            id: row.get("id")?,
            person: row.get("person_id")?,
            journey: row.get("journey_id")?,
            measure: row.get("measure")?,
            occasion: Occasion::parse(&row.get::<String>("moment")?)
                .ok_or_else(|| Refusal::broken("measure_ask.moment"))?,
            asked_at: row.get("asked_at")?,
            expires_at: row.get("expires_at")?,
            answered_at: row.get("answered_at")?,
            declined_at: row.get("declined_at")?,
            by: row.get("by_id")?,
        })
    })
    .transpose()
}

/// One row of what was put.
pub(super) struct AskRow {
    pub measure: String,
    pub how: String,
    pub asked_at: Timestamp,
    pub declined_at: Option<Timestamp>,
    pub expires_at: Option<Timestamp>,
}

/// Everything that was put in this journey, and every reading of it as one that was asked.
pub(super) fn select_asks(tx: &mut Tx<'_>, area: AreaId, journey: Uuid) -> Result<Vec<AskRow>, Refusal> {
    let rows = tx.rows(
        "select measure, how, asked_at, declined_at, expires_at from measure_ask \
         where area_id = $1 and journey_id = $2 \
         union all select measure, 'taken', at, null, null from reading where area_id = $1 and journey_id = $2 \
         and replaced_by is null and (moment is null or moment <> 'other') order by asked_at",
        &values![area, journey],
    )?;
    rows.iter()
        .map(|row| {
            Ok(AskRow {
                measure: row.get("measure")?,
                how: row.get("how")?,
                asked_at: row.get("asked_at")?,
                declined_at: row.get("declined_at")?,
                expires_at: row.get("expires_at")?,
            })
        })
        .collect()
}
