//! The SQL of the set for analysts: each journey with the little that is known of whoever walked it.

use std::collections::HashMap;

use ::store::{Tx, Value, places, values};
use jiff::Timestamp;
use uuid::Uuid;

use super::View;
use super::anonymous::{Journey, Ons4};
use super::store::KeptBack;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// Every journey the view has and nobody keeps back.
pub(super) fn journeys(
    tx: &mut Tx<'_>,
    area: AreaId,
    view: &View,
    kept_back: &KeptBack,
) -> Result<Vec<Journey>, Refusal> {
    let mut readings = readings(tx, area)?;
    let came = came(tx, area)?;
    let mut values: Vec<Value> = values![area].into();
    let mut within = String::new();
    if let Some(schemes) = &view.schemes {
        values.extend(schemes.iter().map(|id| Value::from(*id)));
        if schemes.is_empty() {
            values.push(Value::from(Uuid::nil()));
        }
        within = format!("and j.scheme_id in ({})", places(2, values.len() - 1));
    }
    let mut all = Vec::new();
    tx.each(
        &format!(
            "select j.id, j.person_id, cast(substr(cast(p.born_on as text), 1, 4) as integer), p.gender, p.postcode, \
             w.decile, r.referrer_kind, r.asked_at, j.said_yes_at, j.first_conversation_at, j.ended_at, j.ending, \
             j.contacts from journey j join person p on p.area_id = j.area_id and p.id = j.person_id \
             join referral r on r.area_id = j.area_id and r.id = j.referral_id \
             left join place w on w.postcode = p.postcode where j.area_id = $1 {within}"
        ),
        &values,
        &mut |row| {
            if kept_back.people.contains_key(&row.at::<Uuid>(1)?) {
                return Ok(());
            }
            let id: Uuid = row.at(0)?;
            all.push(Journey {
                born_year: row.at(2)?,
                gender: row.at(3)?,
                postcode: row.at(4)?,
                tenth: row.at(5)?,
                referrer_kind: row.at(6)?,
                asked: row.at(7)?,
                said_yes: row.at(8)?,
                first_conversation: row.at(9)?,
                ended: row.at(10)?,
                ending: row.at(11)?,
                contacts: row.at(12)?,
                came: came.get(&id).copied().unwrap_or(false),
                readings: readings.remove(&id).unwrap_or_default(),
            });
            Ok(())
        },
    )?;
    Ok(all)
}

/// The first and the last answers to the four questions, by journey; one reading is no pair.
fn readings(tx: &mut Tx<'_>, area: AreaId) -> Result<HashMap<Uuid, Option<(Ons4, Ons4)>>, Refusal> {
    let mut ends: HashMap<Uuid, (Timestamp, Ons4, Timestamp, Ons4)> = HashMap::new();
    tx.each(
        "select journey_id, at, satisfied, worthwhile, happy, anxious from reading where area_id = $1 \
         and journey_id is not null and measure = 'ons4' and valid and replaced_by is null",
        &values![area],
        &mut |row| {
            let (at, four): (Timestamp, Ons4) =
                (row.at(1)?, [row.at(2)?, row.at(3)?, row.at(4)?, row.at(5)?]);
            ends.entry(row.at(0)?)
                .and_modify(|(first, a, last, b)| {
                    if at < *first {
                        (*first, *a) = (at, four);
                    }
                    if at > *last {
                        (*last, *b) = (at, four);
                    }
                })
                .or_insert((at, four, at, four));
            Ok(())
        },
    )?;
    Ok(ends.into_iter().map(|(id, (first, a, last, b))| (id, (last > first).then_some((a, b)))).collect())
}

/// Journeys on which somebody came to a group.
fn came(tx: &mut Tx<'_>, area: AreaId) -> Result<HashMap<Uuid, bool>, Refusal> {
    let mut came = HashMap::new();
    tx.each(
        "select journey_id, max(case when state = 'came' then 1 else 0 end) from link where area_id = $1 group by journey_id",
        &values![area],
        &mut |row| {
            came.insert(row.at(0)?, row.at::<i64>(1)? == 1);
            Ok(())
        },
    )?;
    Ok(came)
}
