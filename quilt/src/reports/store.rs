//! The SQL of the group's story. Only what is counted is read: no name, no word but of gaps.

use std::collections::{HashMap, HashSet};

use ::store::{Tx, Value, places, values};
use jiff::Timestamp;
use uuid::Uuid;

use super::flow::{Passage, Walked};
use super::pairs::Ends;
use super::scope::Scope;
use crate::referrals::State;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// "and r.scheme_id in (…)", and every value from `$1` on: area, first moment, moment after the last, schemes.
fn filter(area: AreaId, scope: &Scope) -> (String, Vec<Value>) {
    let (from, until) = scope.moments();
    let mut values: Vec<Value> = values![area, from, until].into();
    values.extend(scope.schemes.iter().map(|id| Value::from(*id)));
    // A list cannot be empty; no scheme has the nil id.
    if scope.schemes.is_empty() {
        values.push(Value::from(Uuid::nil()));
    }
    let listed = places(4, values.len() - 3);
    (format!("r.area_id = $1 and r.asked_at >= $2 and r.asked_at < $3 and r.scheme_id in ({listed})"), values)
}

/// Every referral of the scope, one passage each, with its journey's id where there is one.
///
/// Three tables are read through once each and put together here: at 20,000 journeys that takes
/// a third of the time of one query that looks each row's journey, person and place up.
pub(super) fn each_passage(
    tx: &mut Tx<'_>,
    area: AreaId,
    scope: &Scope,
    take: &mut dyn FnMut(Passage, Option<Uuid>),
) -> Result<(), Refusal> {
    let deciles = deciles(tx, area)?;
    let mut journeys = journeys(tx, area)?;
    let (within, values) = filter(area, scope);
    let sql = format!(
        "select r.id, r.person_id, r.scheme_id, r.state, r.asked_at, r.offered_at, r.decided_at from referral r \
         where {within}"
    );
    let mut broken = None;
    tx.each(&sql, &values, &mut |row| {
        let Some(state) = State::parse(&row.at::<String>(3)?) else {
            broken = Some(Refusal::broken("referral.state"));
            return Ok(());
        };
        let (journey, walked) = journeys.remove(&row.at::<Uuid>(0)?).unzip();
        let passage = Passage {
            scheme: row.at(2)?,
            state,
            asked: row.at(4)?,
            offered: row.at(5)?,
            decided: row.at(6)?,
            journey: walked,
            decile: deciles.get(&row.at::<Uuid>(1)?).copied(),
        };
        take(passage, journey);
        Ok(())
    })?;
    broken.map_or(Ok(()), Err)
}

/// Every journey of the area by the referral it came of.
fn journeys(tx: &mut Tx<'_>, area: AreaId) -> Result<HashMap<Uuid, (Uuid, Walked)>, Refusal> {
    let followed = followed_up(tx, area)?;
    let mut journeys = HashMap::new();
    tx.each(
        "select referral_id, id, said_yes_at, first_conversation_at, ended_at, contacts from journey where area_id = $1",
        &values![area],
        &mut |row| {
            let id: Uuid = row.at(1)?;
            let walked = Walked {
                said_yes: row.at(2)?,
                first_conversation: row.at(3)?,
                ended: row.at(4)?,
                contacts: row.at(5)?,
                followed_up: followed.contains(&id),
            };
            journeys.insert(row.at(0)?, (id, walked));
            Ok(())
        },
    )?;
    Ok(journeys)
}

/// The tenth of deprivation where each person lives, for those whose place is known.
fn deciles(tx: &mut Tx<'_>, area: AreaId) -> Result<HashMap<Uuid, i64>, Refusal> {
    let mut deciles = HashMap::new();
    tx.each(
        "select p.id, w.decile from person p join place w on w.postcode = p.postcode \
         where p.area_id = $1 and w.decile is not null",
        &values![area],
        &mut |row| {
            deciles.insert(row.at(0)?, row.at(1)?);
            Ok(())
        },
    )?;
    Ok(deciles)
}

/// Journeys after whose ending somebody asked, and was answered.
fn followed_up(tx: &mut Tx<'_>, area: AreaId) -> Result<HashSet<Uuid>, Refusal> {
    let mut ids = HashSet::new();
    tx.each(
        "select journey_id from follow_up where area_id = $1 and state = 'answered'",
        &values![area],
        &mut |row| {
            ids.insert(row.at(0)?);
            Ok(())
        },
    )?;
    Ok(ids)
}

/// The first and last answers to the four questions in each of these journeys.
pub(super) fn readings(
    tx: &mut Tx<'_>,
    area: AreaId,
    journeys: &HashSet<Uuid>,
) -> Result<[Vec<Ends>; 4], Refusal> {
    let mut of: HashMap<Uuid, [Ends; 4]> = HashMap::with_capacity(journeys.len());
    tx.each(
        "select journey_id, at, satisfied, worthwhile, happy, anxious from reading \
         where area_id = $1 and measure = 'ons4' and journey_id is not null",
        &values![area],
        &mut |row| {
            let journey: Uuid = row.at(0)?;
            if !journeys.contains(&journey) {
                return Ok(());
            }
            let at: Timestamp = row.at(1)?;
            for (column, ends) in (2..).zip(of.entry(journey).or_default()) {
                if let Some(answer) = row.at::<Option<i64>>(column)?.and_then(|a| u8::try_from(a).ok()) {
                    ends.add(at, answer);
                }
            }
            Ok(())
        },
    )?;
    let item = |at: usize| of.values().map(|ends| ends[at]).collect();
    Ok([item(0), item(1), item(2), item(3)])
}

/// Needs nothing local met, with the town and the number of journeys.
pub(super) fn gaps(
    tx: &mut Tx<'_>,
    area: AreaId,
    scope: &Scope,
) -> Result<Vec<(String, Option<String>, u64)>, Refusal> {
    let (within, values) = filter(area, scope);
    let rows = tx.rows(
        &format!(
            "select g.need, g.town, count(distinct g.journey_id) as people from gap g \
             join journey j on j.area_id = g.area_id and j.id = g.journey_id \
             join referral r on r.area_id = j.area_id and r.id = j.referral_id \
             where {within} group by g.need, g.town"
        ),
        &values,
    )?;
    rows.iter()
        .map(|row| {
            let people: i64 = row.get("people")?;
            Ok((row.get("need")?, row.get("town")?, u64::try_from(people).unwrap_or(0)))
        })
        .collect()
}
