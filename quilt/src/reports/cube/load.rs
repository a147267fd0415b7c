//! A whole cube from the tables: each is read through once, as it streams by.

use std::collections::{HashMap, HashSet};

use ::store::Tx;
use jiff::Timestamp;
use measure::Secret;
use uuid::Uuid;

use super::{Builder, Cube, Row, Second, Who};
use crate::people::Described;
use crate::refusal::Refusal;
use crate::reports::store_cube::{self, Only, Person, Walked};
use crate::settings::{self, AreaId};

/// Everything of an area, as it is now.
pub(in crate::reports) fn load(
    tx: &mut Tx<'_>,
    area: AreaId,
    secret: &Secret,
    now: Timestamp,
) -> Result<Cube, Refusal> {
    let mut builder = Builder::new(secret);
    fill(tx, area, &mut builder, &Only::Everything)?;
    Ok(builder.finish(now, None))
}

/// Puts rows, answers and gaps in.
pub(super) fn fill(
    tx: &mut Tx<'_>,
    area: AreaId,
    builder: &mut Builder<'_>,
    only: &Only,
) -> Result<(), Refusal> {
    let people = people(tx, area, builder, only)?;
    let concerns = concerns(tx, area, builder, only)?;
    let followed = followed_up(tx, area, only)?;
    let uncounted = said_no(tx, area)?;
    let mut walked = HashMap::new();
    store_cube::each_journey(tx, area, only, &mut |journey| {
        walked.insert(journey.referral, journey);
    })?;
    let mut rows: HashMap<Uuid, u32> = HashMap::with_capacity(walked.len());
    store_cube::each_referral(tx, area, only, &mut |asked| {
        let walked = walked.get(&asked.id);
        let journey = walked.map_or(Uuid::nil(), |walked| walked.id);
        let row = Row {
            referral: asked.id,
            person: asked.person,
            journey,
            scheme: builder.scheme(asked.scheme),
            state: asked.state,
            referrer: asked.referrer,
            asked: Second::of(asked.asked),
            offered: asked.offered,
            decided: Second::or_never(asked.decided),
            said_yes: Second::or_never(walked.map(|w| w.said_yes)),
            first_conversation: Second::or_never(walked.and_then(|w| w.first_conversation)),
            ended: Second::or_never(walked.and_then(|w| w.ended)),
            contacts: walked.map_or(0, contacts),
            followed_up: followed.contains(&journey),
            who: people.get(&asked.person).copied().unwrap_or_default(),
            needs: concerns.get(&journey).copied().unwrap_or(0),
            counted: !uncounted.contains(&asked.person),
        };
        let at = builder.row(&row);
        if !journey.is_nil() {
            rows.insert(journey, at);
        }
    })?;
    // The answers of one reading come together.
    let mut last = (Uuid::nil(), None);
    store_cube::each_answer(tx, area, only, &mut |journey, at, code, value| {
        if journey != last.0 {
            last = (journey, rows.get(&journey).copied());
        }
        if let Some(row) = last.1 {
            builder.answer(row, at, code, value);
        }
    })?;
    store_cube::each_absence(tx, area, only, &mut |it| {
        if let Some(row) = rows.get(&it.journey) {
            builder.absent(*row, it.at, it.measure, it.item, it.absent);
        }
    })?;
    store_cube::each_gap(tx, area, only, &mut |journey, need, town| {
        if let Some(row) = rows.get(&journey) {
            builder.gap(*row, need, town);
        }
    })
}

fn contacts(walked: &Walked) -> u16 {
    u16::try_from(walked.contacts.max(0)).unwrap_or(u16::MAX)
}

/// Which groups each person belongs to.
fn people(
    tx: &mut Tx<'_>,
    area: AreaId,
    builder: &mut Builder<'_>,
    only: &Only,
) -> Result<HashMap<Uuid, Who>, Refusal> {
    let towns = settings::towns(tx)?;
    // People of one postcode live near the same town.
    let mut near: HashMap<(u64, u64), Option<String>> = HashMap::new();
    let mut people = HashMap::new();
    store_cube::each_person(tx, area, only, &mut |person: Person| {
        let town = person.place.and_then(|(lat, lon)| {
            near.entry((lat.to_bits(), lon.to_bits()))
                .or_insert_with(|| settings::nearest_town(&towns, lat, lon).map(|town| town.name.clone()))
                .clone()
        });
        let known = Described { town, decile: person.decile, ..person.described };
        let who = builder.who(&known);
        people.insert(person.id, who);
    })?;
    Ok(people)
}

/// What the concerns of each journey are about.
fn concerns(
    tx: &mut Tx<'_>,
    area: AreaId,
    builder: &mut Builder<'_>,
    only: &Only,
) -> Result<HashMap<Uuid, u128>, Refusal> {
    let mut of = HashMap::new();
    store_cube::each_concern(tx, area, only, &mut |journey, words| {
        *of.entry(journey).or_insert(0) |= builder.about(words);
    })?;
    Ok(of)
}

/// Journeys after whose ending somebody asked, and was answered.
fn followed_up(tx: &mut Tx<'_>, area: AreaId, only: &Only) -> Result<HashSet<Uuid>, Refusal> {
    let mut of = HashSet::new();
    store_cube::each_followed_up(tx, area, only, &mut |journey| {
        of.insert(journey);
    })?;
    Ok(of)
}

/// People whose last word is no to being counted.
fn said_no(tx: &mut Tx<'_>, area: AreaId) -> Result<HashSet<Uuid>, Refusal> {
    let mut last: HashMap<Uuid, (Timestamp, bool)> = HashMap::new();
    store_cube::each_say_on_counting(tx, area, &mut |person, at, yes| {
        let said = last.entry(person).or_insert((at, yes));
        if at >= said.0 {
            *said = (at, yes);
        }
    })?;
    Ok(last.into_iter().filter(|(_, (_, yes))| !yes).map(|(person, _)| person).collect())
}
