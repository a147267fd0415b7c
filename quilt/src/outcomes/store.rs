//! The SQL of readings.

use ::store::{Row, Tx, values};
use jiff::Timestamp;
use measure::{Answer, Item, Ons4, WhoAnswered};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::due::Occasion;
use super::taking::{ONS4, Taking, given, in_words, is_valid, reasons, scores, who_code};
use super::{HowTaken, Kept, Reading, ReadingId};
use crate::access::Actor;
use crate::moment::Moment;
use crate::people::PersonId;
use crate::refusal::Refusal;
use crate::settings::AreaId;

pub(super) fn insert(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    (id, person, journey): (ReadingId, PersonId, Option<Uuid>),
    t: &Taking<'_>,
) -> Result<(), Refusal> {
    let instrument = t.instrument;
    let four = instrument.id.code() == ONS4;
    let column = |code: &str| -> Option<i64> {
        let given = t.answers.get(code).given().filter(|_| four);
        given.map(i64::from)
    };
    let text = |value: Value| -> Option<String> { (!value.is_null()).then(|| value.to_string()) };
    let (missing, reasons) =
        (text(in_words(t.why_missing.as_deref())), text(reasons(instrument, &t.answers)));
    let answers = if four { None } else { text(given(&t.answers)) };
    let scores = if four { None } else { text(scores(t)) };
    tx.run(
        "insert into reading (area_id, id, person_id, journey_id, measure, satisfied, worthwhile, happy, anxious, how, \
         missing, at, written_at, by_id, edition, language, who, answers, scores, valid, moment, reasons) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)",
        &values![
            by.area, id, person, journey, instrument.id.code(), column("satisfied"), column("worthwhile"),
            column("happy"), column("anxious"), t.how.code(), missing, t.at, now.at, by.id(), &*instrument.edition,
            &*instrument.language, who_code(t.who), answers, scores, is_valid(&t.answers),
            t.occasion.map(|occasion| occasion.code().to_owned()), reasons
        ],
    )?;
    Ok(())
}

/// Says that one reading stands in another's place; how many that was.
pub(super) fn replace(
    tx: &mut Tx<'_>,
    area: AreaId,
    person: PersonId,
    measure: &str,
    old: ReadingId,
    new: ReadingId,
) -> Result<u64, Refusal> {
    Ok(tx.run(
        "update reading set replaced_by = $5 where area_id = $1 and id = $4 and person_id = $2 and measure = $3 \
         and replaced_by is null",
        &values![area, person, measure, old, new],
    )?)
}

pub(super) fn select(tx: &mut Tx<'_>, area: AreaId, journey: Uuid) -> Result<Vec<Reading>, Refusal> {
    let rows = tx.rows(
        "select id, person_id, journey_id, satisfied, worthwhile, happy, anxious, how, missing, reasons, at, written_at \
         from reading where area_id = $1 and journey_id = $2 and measure = $3 and replaced_by is null \
         order by at, written_at, id",
        &values![area, journey, ONS4],
    )?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Reading, Refusal> {
    let (missing, reasons) = missing(row)?;
    let answer = |item: &Item| -> Result<Answer, Refusal> {
        if let Some(given) = row.get::<Option<i64>>(&item.code)? {
            return u8::try_from(given)
                .ok()
                .and_then(|given| Answer::checked(item, given).ok())
                .ok_or_else(|| Refusal::broken("reading"));
        }
        Ok(reasons[&*item.code].as_str().and_then(Answer::reason).unwrap_or(Answer::NotAsked))
    };
    use measure::instrument::{ANXIOUS, HAPPY, SATISFIED, WORTHWHILE};
    let answers = Ons4::new(answer(&SATISFIED)?, answer(&WORTHWHILE)?, answer(&HAPPY)?, answer(&ANXIOUS)?)
        .map_err(|_| Refusal::broken("reading"))?;
    Ok(Reading {
        id: row.get("id")?,
        person: row.get("person_id")?,
        journey: row.get("journey_id")?,
        answers,
        how: how(row)?,
        why_missing: missing["why"].as_str().map(str::to_owned),
        at: row.get("at")?,
        written_at: row.get("written_at")?,
    })
}

fn how(row: &Row) -> Result<HowTaken, Refusal> {
    HowTaken::parse(&row.get::<String>("how")?).map_err(|_| Refusal::broken("reading.how"))
}

fn json(row: &Row, column: &str) -> Result<Value, Refusal> {
    let text: Option<String> = row.get(column)?;
    text.map_or(Ok(Value::Null), |text| serde_json::from_str(&text))
        .map_err(|_| Refusal::broken("a reading's answers"))
}

/// What was said of what is missing, in words; and the reasons by item. Before these had a column of their own they stood
/// beside the words.
fn missing(row: &Row) -> Result<(Value, Value), Refusal> {
    let (missing, reasons) = (json(row, "missing")?, json(row, "reasons")?);
    let reasons = if reasons.is_null() { missing.clone() } else { reasons };
    Ok((missing, reasons))
}

const KEPT: &str = "select id, person_id, measure, edition, how, who, moment, valid, answers, scores, missing, reasons, at, \
    satisfied, worthwhile, happy, anxious from reading where area_id = $1 ";

pub(super) fn select_kept(tx: &mut Tx<'_>, area: AreaId, journey: Uuid) -> Result<Vec<Kept>, Refusal> {
    let rows = tx.rows(
        &format!("{KEPT} and journey_id = $2 and replaced_by is null order by at, written_at, id"),
        &values![area, journey],
    )?;
    rows.iter().map(read_kept).collect()
}

fn read_kept(row: &Row) -> Result<Kept, Refusal> {
    let measure: String = row.get("measure")?;
    let (mut answers, mut scores) = (json(row, "answers")?, json(row, "scores")?);
    let (missing, reasons) = missing(row)?;
    if measure == ONS4 {
        let mut four = Map::new();
        for code in ["satisfied", "worthwhile", "happy", "anxious"] {
            if let Some(given) = row.get::<Option<i64>>(code)? {
                four.insert(code.to_owned(), given.into());
            }
        }
        scores = Value::Object(four.clone());
        for (code, reason) in reasons.as_object().into_iter().flatten().filter(|(code, _)| *code != "why") {
            four.insert(code.clone(), reason.clone());
        }
        answers = Value::Object(four);
    }
    let scores = scores.as_object().into_iter().flatten();
    let moment: Option<String> = row.get("moment")?;
    Ok(Kept {
        id: row.get("id")?,
        person: row.get("person_id")?,
        measure,
        edition: row.get("edition")?,
        how: how(row)?,
        who: match row.get::<String>("who")?.as_str() {
            "someone_else" => WhoAnswered::SomeoneElse,
            _ => WhoAnswered::Person,
        },
        occasion: moment.as_deref().and_then(Occasion::parse),
        valid: row.get("valid")?,
        answers,
        scores: scores.filter_map(|(code, value)| Some((code.clone(), value.as_f64()?))).collect(),
        why_missing: missing["why"].as_str().map(str::to_owned),
        at: row.get("at")?,
    })
}

/// When the last reading of this measure in this journey was, of those given on an occasion.
pub(super) fn has_start(
    tx: &mut Tx<'_>,
    area: AreaId,
    journey: Uuid,
    measure: &str,
) -> Result<bool, Refusal> {
    let row = tx.row(
        "select min(at) as first from reading where area_id = $1 and journey_id = $2 and measure = $3 \
         and replaced_by is null and (moment is null or moment <> 'other')",
        &values![area, journey, measure],
    )?;
    row.map_or(Ok(false), |row| Ok(row.get::<Option<Timestamp>>("first")?.is_some()))
}
