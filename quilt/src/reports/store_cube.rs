//! The SQL a cube is filled by: one text for each table, for everything or for a few referrals. No name is read.

use std::collections::HashSet;

use ::store::{Tx, Value, places, values};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::outcomes::Absent;
use crate::people::{Birth, Described};
use crate::referrals::{ReferrerKind, State};
use crate::refusal::Refusal;
use crate::settings::{AreaId, SchemeId};

/// How many ids go in one question.
const TOGETHER: usize = 400;

/// Which rows are read.
pub(super) enum Only {
    Everything,
    /// Of these referrals, and what came of them.
    These(Vec<Uuid>),
}

pub(super) struct Asked {
    pub id: Uuid,
    pub person: Uuid,
    pub scheme: SchemeId,
    pub state: State,
    /// Its place among the kinds of referrer.
    pub referrer: u8,
    pub asked: Timestamp,
    pub offered: bool,
    pub decided: Option<Timestamp>,
}

pub(super) struct Walked {
    pub id: Uuid,
    pub referral: Uuid,
    pub said_yes: Timestamp,
    pub first_conversation: Option<Timestamp>,
    pub ended: Option<Timestamp>,
    pub contacts: i64,
}

pub(super) struct Person {
    pub id: Uuid,
    pub described: Described,
    pub place: Option<(f64, f64)>,
    pub decile: Option<u8>,
}

/// The place of a kind of referrer among all; the last, "other", for what is none.
pub(super) fn referrer_place(code: &str) -> u8 {
    let at = ReferrerKind::ALL.iter().position(|kind| kind.code() == code);
    u8::try_from(at.unwrap_or(ReferrerKind::ALL.len() - 1)).unwrap_or(u8::MAX)
}

/// Runs a text for everything, or once for each few referrals: `which` says how rows belong to referral ids.
fn each(
    tx: &mut Tx<'_>,
    area: AreaId,
    (text, which): (&str, &str),
    only: &Only,
    take: &mut dyn FnMut(&::store::Row) -> Result<(), ::store::Error>,
) -> Result<(), Refusal> {
    match only {
        Only::Everything => tx.each(text, &values![area], take)?,
        Only::These(ids) => {
            for some in ids.chunks(TOGETHER) {
                let mut values: Vec<Value> = values![area].into();
                values.extend(some.iter().map(|id| Value::from(*id)));
                let which = which.replace("(…)", &format!("({})", places(2, some.len())));
                tx.each(&format!("{text} and {which}"), &values, take)?;
            }
        }
    }
    Ok(())
}

/// How rows that belong to a journey belong to referrals.
const OF_JOURNEY: &str =
    "journey_id in (select j.id from journey j where j.area_id = $1 and j.referral_id in (…))";

pub(super) fn each_referral(
    tx: &mut Tx<'_>,
    area: AreaId,
    only: &Only,
    take: &mut dyn FnMut(Asked),
) -> Result<(), Refusal> {
    let text = "select id, person_id, scheme_id, state, referrer_kind, asked_at, offered_at, decided_at from referral \
                where area_id = $1";
    let mut broken = None;
    each(tx, area, (text, "id in (…)"), only, &mut |row| {
        let Some(state) = State::parse(&row.at::<String>(3)?) else {
            broken = Some(Refusal::broken("referral.state"));
            return Ok(());
        };
        take(Asked {
            id: row.at(0)?,
            person: row.at(1)?,
            scheme: row.at(2)?,
            state,
            referrer: referrer_place(&row.at::<String>(4)?),
            asked: row.at(5)?,
            offered: row.at::<Option<Timestamp>>(6)?.is_some(),
            decided: row.at(7)?,
        });
        Ok(())
    })?;
    broken.map_or(Ok(()), Err)
}

pub(super) fn each_journey(
    tx: &mut Tx<'_>,
    area: AreaId,
    only: &Only,
    take: &mut dyn FnMut(Walked),
) -> Result<(), Refusal> {
    let text = "select id, referral_id, said_yes_at, first_conversation_at, ended_at, contacts from journey \
                where area_id = $1";
    each(tx, area, (text, "referral_id in (…)"), only, &mut |row| {
        take(Walked {
            id: row.at(0)?,
            referral: row.at(1)?,
            said_yes: row.at(2)?,
            first_conversation: row.at(3)?,
            ended: row.at(4)?,
            contacts: row.at(5)?,
        });
        Ok(())
    })
}

pub(super) fn each_person(
    tx: &mut Tx<'_>,
    area: AreaId,
    only: &Only,
    take: &mut dyn FnMut(Person),
) -> Result<(), Refusal> {
    let text = "select p.id, p.born_on, p.born_text, p.language, p.gender, p.ethnicity, w.lat, w.lon, w.decile \
                from person p left join place w on w.postcode = p.postcode where p.area_id = $1";
    let which = "p.id in (select r.person_id from referral r where r.area_id = $1 and r.id in (…))";
    each(tx, area, (text, which), only, &mut |row| {
        let words = |column| row.at::<Option<String>>(column);
        let birth = Birth::stored(row.at::<Option<Date>>(1)?, words(2)?);
        let (language, sex, ethnicity) = (words(3)?, words(4)?, words(5)?);
        take(Person {
            id: row.at(0)?,
            described: Described::from_words(
                &birth,
                sex.as_deref(),
                ethnicity.as_deref(),
                language.as_deref(),
            ),
            place: row.at::<Option<f64>>(6)?.zip(row.at(7)?),
            decile: row.at::<Option<i64>>(8)?.and_then(|tenth| u8::try_from(tenth).ok()),
        });
        Ok(())
    })
}

pub(super) fn each_concern(
    tx: &mut Tx<'_>,
    area: AreaId,
    only: &Only,
    take: &mut dyn FnMut(Uuid, &str),
) -> Result<(), Refusal> {
    let text = "select journey_id, words from concern where area_id = $1";
    each(tx, area, (text, OF_JOURNEY), only, &mut |row| {
        take(row.at(0)?, &row.at::<String>(1)?);
        Ok(())
    })
}

pub(super) fn each_followed_up(
    tx: &mut Tx<'_>,
    area: AreaId,
    only: &Only,
    take: &mut dyn FnMut(Uuid),
) -> Result<(), Refusal> {
    let text = "select journey_id from follow_up where area_id = $1 and state = 'answered'";
    each(tx, area, (text, OF_JOURNEY), only, &mut |row| {
        take(row.at(0)?);
        Ok(())
    })
}

/// Each score with a number: journey, when, measure and score, number. What may not be scored and what was put right
/// since is left out.
pub(super) fn each_answer(
    tx: &mut Tx<'_>,
    area: AreaId,
    only: &Only,
    take: &mut dyn FnMut(Uuid, Timestamp, &str, f64),
) -> Result<(), Refusal> {
    const FOUR: [&str; 4] = ["ons4.satisfied", "ons4.worthwhile", "ons4.happy", "ons4.anxious"];
    let text = "select journey_id, at, satisfied, worthwhile, happy, anxious, measure, scores from reading \
                where area_id = $1 and journey_id is not null and valid = true and replaced_by is null";
    let mut broken = None;
    each(tx, area, (text, OF_JOURNEY), only, &mut |row| {
        let (journey, at) = (row.at(0)?, row.at(1)?);
        let Some(scores) = row.at::<Option<String>>(7)? else {
            for (column, code) in (2..).zip(FOUR) {
                if let Some(answer) = row.at::<Option<i64>>(column)? {
                    take(journey, at, code, answer as f64);
                }
            }
            return Ok(());
        };
        let measure: String = row.at(6)?;
        let Ok(scores) = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&scores) else {
            broken = Some(Refusal::broken("reading.scores"));
            return Ok(());
        };
        for (score, value) in &scores {
            if let Some(value) = value.as_f64() {
                take(journey, at, &format!("{measure}.{score}"), value);
            }
        }
        Ok(())
    })?;
    broken.map_or(Ok(()), Err)
}

/// Why an answer, or all answers to a measure, are missing in a journey.
pub(super) struct Absence<'a> {
    pub journey: Uuid,
    pub at: Timestamp,
    pub measure: &'a str,
    pub item: Option<&'a str>,
    pub absent: Absent,
}

/// Each reason a reading carries by item, and each asking that came to nothing. What may not be scored and what was put
/// right since is left out.
pub(super) fn each_absence(
    tx: &mut Tx<'_>,
    area: AreaId,
    only: &Only,
    take: &mut dyn FnMut(Absence<'_>),
) -> Result<(), Refusal> {
    let text = "select journey_id, at, measure, coalesce(reasons, missing) from reading \
                where area_id = $1 and journey_id is not null and valid = true and replaced_by is null \
                and coalesce(reasons, missing) is not null";
    each(tx, area, (text, OF_JOURNEY), only, &mut |row| {
        let (journey, at, measure) = (row.at(0)?, row.at(1)?, row.at::<String>(2)?);
        let reasons: serde_json::Value = serde_json::from_str(&row.at::<String>(3)?).unwrap_or_default();
        for (item, reason) in reasons.as_object().into_iter().flatten() {
            if let Some(absent) = reason.as_str().filter(|_| item != "why").and_then(Absent::parse) {
                take(Absence { journey, at, measure: &measure, item: Some(item), absent });
            }
        }
        Ok(())
    })?;
    let text = "select journey_id, asked_at, declined_at, measure, how from measure_ask where area_id = $1";
    each(tx, area, (text, OF_JOURNEY), only, &mut |row| {
        let (journey, asked, measure) = (row.at(0)?, row.at::<Timestamp>(1)?, row.at::<String>(3)?);
        let mut say = |at, absent| take(Absence { journey, at, measure: &measure, item: None, absent });
        if let Some(absent) = Absent::put(&row.at::<String>(4)?) {
            say(asked, absent);
        }
        if let Some(declined) = row.at::<Option<Timestamp>>(2)? {
            say(declined, Absent::Refused);
        }
        Ok(())
    })
}

/// What a person says no to when their record may not be counted.
pub const BEING_COUNTED: &str = "their record being counted and taken away in numbers";

/// What people said about being counted: who, when, and whether yes. Few ever say anything.
pub(super) fn each_say_on_counting(
    tx: &mut Tx<'_>,
    area: AreaId,
    take: &mut dyn FnMut(Uuid, Timestamp, bool),
) -> Result<(), Refusal> {
    let text = "select person_id, at, given, withdrawn_at from consent where area_id = $1 and about = $2";
    tx.each(text, &values![area, BEING_COUNTED], &mut |row| {
        let withdrawn = row.at::<Option<Timestamp>>(3)?.is_some();
        take(row.at(0)?, row.at(1)?, row.at::<bool>(2)? && !withdrawn);
        Ok(())
    })?;
    Ok(())
}

pub(super) fn each_gap(
    tx: &mut Tx<'_>,
    area: AreaId,
    only: &Only,
    take: &mut dyn FnMut(Uuid, &str, Option<&str>),
) -> Result<(), Refusal> {
    let text = "select journey_id, need, town from gap where area_id = $1";
    each(tx, area, (text, OF_JOURNEY), only, &mut |row| {
        take(row.at(0)?, &row.at::<String>(1)?, row.at::<Option<String>>(2)?.as_deref());
        Ok(())
    })
}

/// The referrals some stories belong to: each id is a referral's, a journey's or a person's.
pub(super) fn referrals_of(tx: &mut Tx<'_>, area: AreaId, stories: &[Uuid]) -> Result<Vec<Uuid>, Refusal> {
    let mut found = HashSet::new();
    for some in stories.chunks(TOGETHER) {
        let mut values: Vec<Value> = values![area].into();
        values.extend(some.iter().map(|id| Value::from(*id)));
        let these = places(2, some.len());
        for text in [
            format!("select id from referral where area_id = $1 and id in ({these})"),
            format!("select id from referral where area_id = $1 and person_id in ({these})"),
            format!("select referral_id from journey where area_id = $1 and id in ({these})"),
        ] {
            tx.each(&text, &values, &mut |row| {
                found.insert(row.at(0)?);
                Ok(())
            })?;
        }
    }
    let mut found: Vec<Uuid> = found.into_iter().collect();
    found.sort_unstable();
    Ok(found)
}

/// How many referrals there are, near enough to know whether reading them all is felt.
pub(super) fn referrals(tx: &mut Tx<'_>, area: AreaId) -> Result<u64, Refusal> {
    let row = tx.row("select count(*) from referral where area_id = $1", &values![area])?;
    Ok(row.map_or(Ok(0), |row| row.at::<i64>(0))?.unsigned_abs())
}
