//! The SQL of outcomes.

use ::store::{Row, Tx, values};
use measure::{Answer, Item, Ons4};
use serde_json::Value;
use uuid::Uuid;

use super::reading::{ONS4, missing};
use super::{HowTaken, Reading};
use crate::access::Actor;
use crate::refusal::Refusal;
use crate::settings::AreaId;

pub(super) fn insert(tx: &mut Tx<'_>, by: &Actor, r: &Reading) -> Result<(), Refusal> {
    let given = |answer: Answer| answer.given().map(i64::from);
    let missing = missing(&r.answers, r.why_missing.as_deref());
    let missing = (!missing.is_null()).then(|| missing.to_string());
    tx.run(
        "insert into reading (area_id, id, person_id, journey_id, measure, satisfied, worthwhile, happy, anxious, how, \
         missing, at, written_at, by_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        &values![
            by.area, r.id, r.person, r.journey, ONS4, given(r.answers.satisfied), given(r.answers.worthwhile),
            given(r.answers.happy), given(r.answers.anxious), r.how.code(), missing, r.at, r.written_at, by.id()
        ],
    )?;
    Ok(())
}

pub(super) fn select(tx: &mut Tx<'_>, area: AreaId, journey: Uuid) -> Result<Vec<Reading>, Refusal> {
    let rows = tx.rows(
        "select id, person_id, journey_id, satisfied, worthwhile, happy, anxious, how, missing, at, written_at \
         from reading where area_id = $1 and journey_id = $2 and measure = $3 order by at, written_at, id",
        &values![area, journey, ONS4],
    )?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Reading, Refusal> {
    let missing: Option<String> = row.get("missing")?;
    let missing: Value = missing
        .map_or(Ok(Value::Null), |text| serde_json::from_str(&text))
        .map_err(|_| Refusal::broken("reading.missing"))?;
    let answer = |item: &Item| -> Result<Answer, Refusal> {
        if let Some(given) = row.get::<Option<i64>>(&item.code)? {
            return u8::try_from(given)
                .ok()
                .and_then(|given| Answer::checked(item, given).ok())
                .ok_or_else(|| Refusal::broken("reading"));
        }
        Ok(match missing[&*item.code].as_str() {
            Some("dont_know") => Answer::DontKnow,
            Some("refused") => Answer::Refused,
            _ => Answer::NotAsked,
        })
    };
    use measure::instrument::{ANXIOUS, HAPPY, SATISFIED, WORTHWHILE};
    let answers = Ons4::new(answer(&SATISFIED)?, answer(&WORTHWHILE)?, answer(&HAPPY)?, answer(&ANXIOUS)?)
        .map_err(|_| Refusal::broken("reading"))?;
    Ok(Reading {
        id: row.get("id")?,
        person: row.get("person_id")?,
        journey: row.get("journey_id")?,
        answers,
        how: HowTaken::parse(&row.get::<String>("how")?).map_err(|_| Refusal::broken("reading.how"))?,
        why_missing: missing["why"].as_str().map(str::to_owned),
        at: row.get("at")?,
        written_at: row.get("written_at")?,
    })
}
