//! The SQL of what people used. A key is all that stands for a person here.

use std::collections::HashSet;

use ::store::{Row, Tx, Value, values};
use jiff::Timestamp;
use uuid::Uuid;

use super::read::{AGE_BANDS, Traits, UseRow};
use super::starts::Starts;
use super::{Month, Report, UseKey, UseKind};
use crate::access::Actor;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::{AreaId, SchemeId};

pub(super) fn select_mark(tx: &mut Tx<'_>, area: AreaId) -> Result<Option<String>, Refusal> {
    let row = tx.row("select salt_mark from use_of_area where area_id = $1", &values![area])?;
    Ok(row.map(|row| row.get("salt_mark")).transpose()?)
}

pub(super) fn insert_mark(tx: &mut Tx<'_>, area: AreaId, mark: &str, at: Timestamp) -> Result<(), Refusal> {
    tx.run("insert into use_of_area (area_id, salt_mark, at) values ($1, $2, $3)", &values![area, mark, at])?;
    Ok(())
}

pub(super) fn delete_all(tx: &mut Tx<'_>, area: AreaId) -> Result<(), Refusal> {
    for sql in [
        "delete from use_month where area_id = $1",
        "delete from use_person where area_id = $1",
        "delete from use_import where area_id = $1",
        "delete from use_of_area where area_id = $1",
    ] {
        tx.run(sql, &values![area])?;
    }
    Ok(())
}

pub(super) fn delete_month(
    tx: &mut Tx<'_>,
    area: AreaId,
    month: Month,
    kind: UseKind,
) -> Result<u64, Refusal> {
    Ok(tx.run(
        "delete from use_month where area_id = $1 and month = $2 and kind = $3",
        &values![area, month.number(), kind.code()],
    )?)
}

/// `($1, $2), ($3, $4)`: so many rows of so many values.
fn holes(rows: usize, each: usize) -> String {
    let row = |row: usize| {
        let holes: Vec<String> = (1..=each).map(|n| format!("${}", row * each + n)).collect();
        format!("({})", holes.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

fn key(key: &UseKey) -> Value {
    Value::from(&key.bytes()[..])
}

/// Writes rows, and says how many were new.
pub(super) fn insert_months(tx: &mut Tx<'_>, area: AreaId, rows: &[UseRow]) -> Result<u64, Refusal> {
    if rows.is_empty() {
        return Ok(0);
    }
    let sql = format!(
        "insert into use_month (area_id, key, month, kind, count) values {} on conflict do nothing",
        holes(rows.len(), 5)
    );
    let values: Vec<Value> = rows
        .iter()
        .flat_map(|row| {
            [
                area.into(),
                key(&row.key),
                row.month.number().into(),
                row.kind.code().into(),
                i64::from(row.count).into(),
            ]
        })
        .collect();
    Ok(tx.run(&sql, &values)?)
}

pub(super) fn upsert_people(
    tx: &mut Tx<'_>,
    area: AreaId,
    people: &[(&UseKey, &Traits)],
) -> Result<(), Refusal> {
    let sql = format!(
        "insert into use_person (area_id, key, compares, age_band, fifth) values {} on conflict (area_id, key) do update \
         set compares = excluded.compares, age_band = coalesce(excluded.age_band, use_person.age_band), \
         fifth = coalesce(excluded.fifth, use_person.fifth)",
        holes(people.len(), 5)
    );
    let values: Vec<Value> = people
        .iter()
        .flat_map(|(of, traits)| {
            let age: Option<&str> = traits.age.and_then(|at| AGE_BANDS.get(at).copied());
            [
                area.into(),
                key(of),
                i64::from(traits.compares).into(),
                age.into(),
                traits.fifth.map(i64::from).into(),
            ]
        })
        .collect();
    tx.run(&sql, &values)?;
    Ok(())
}

pub(super) fn select_begun(tx: &mut Tx<'_>, area: AreaId) -> Result<HashSet<UseKey>, Refusal> {
    let rows =
        tx.rows("select key from use_person where area_id = $1 and began is not null", &values![area])?;
    rows.iter().map(|row| Ok(UseKey::of(row.get("key")?))).collect()
}

/// Writes the list of who began when in place of the one before.
pub(super) fn replace_starts(tx: &mut Tx<'_>, area: AreaId, starts: &Starts) -> Result<(), Refusal> {
    tx.run(
        "update use_person set began = null, scheme_id = null where area_id = $1 and began is not null",
        &values![area],
    )?;
    let all: Vec<_> = starts.iter().collect();
    for some in all.chunks(150) {
        let sql = format!(
            "insert into use_person (area_id, key, compares, began, scheme_id) values {} \
             on conflict (area_id, key) do update set began = excluded.began, scheme_id = excluded.scheme_id, compares = 0",
            holes(some.len(), 5)
        );
        let values: Vec<Value> = some
            .iter()
            .flat_map(|(of, (began, scheme))| {
                [area.into(), key(of), 0_i64.into(), began.number().into(), (*scheme).into()]
            })
            .collect();
        tx.run(&sql, &values)?;
    }
    Ok(())
}

/// Every journey: the person's NHS number, when it began, in which scheme.
pub(super) fn select_journeys(
    tx: &mut Tx<'_>,
    area: AreaId,
) -> Result<Vec<(Option<String>, Timestamp, SchemeId)>, Refusal> {
    let rows = tx.rows(
        "select p.nhs_number, j.said_yes_at, j.scheme_id from journey j \
         join person p on p.area_id = j.area_id and p.id = j.person_id where j.area_id = $1 order by j.said_yes_at, j.id",
        &values![area],
    )?;
    rows.iter()
        .map(|row| Ok((row.get("nhs_number")?, row.get("said_yes_at")?, row.get("scheme_id")?)))
        .collect()
}

pub(super) fn insert_import(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    report: &Report,
) -> Result<(), Refusal> {
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    tx.run(
        "insert into use_import (area_id, id, what, rows, people, first_month, last_month, by_name, at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &values![
            by.area,
            now.id::<Uuid>(),
            report.what,
            count(report.rows),
            count(report.people),
            report.months.map(|(first, _)| first.number()),
            report.months.map(|(_, last)| last.number()),
            &by.name,
            now.at
        ],
    )?;
    Ok(())
}

/// A file that was taken in.
pub(super) struct Imported {
    pub what: String,
    pub rows: i64,
    pub people: i64,
    pub months: Option<(Month, Month)>,
    pub by_name: String,
    pub at: Timestamp,
}

pub(super) fn select_imports(tx: &mut Tx<'_>, area: AreaId) -> Result<Vec<Imported>, Refusal> {
    let rows = tx.rows(
        "select what, rows, people, first_month, last_month, by_name, at from use_import where area_id = $1 \
         order by at desc, id desc limit 20",
        &values![area],
    )?;
    rows.iter()
        .map(|row| {
            let month = |name: &str| Ok::<_, Refusal>(row.get::<Option<i64>>(name)?.map(Month::counted));
            Ok(Imported {
                what: row.get("what")?,
                rows: row.get("rows")?,
                people: row.get("people")?,
                months: month("first_month")?.zip(month("last_month")?),
                by_name: row.get("by_name")?,
                at: row.get("at")?,
            })
        })
        .collect()
}

/// Which files stand here: another when one is taken in, or all are forgotten.
pub(super) fn select_version(tx: &mut Tx<'_>, area: AreaId) -> Result<(i64, Option<Timestamp>), Refusal> {
    let row =
        tx.row("select count(*) as n, max(at) as latest from use_import where area_id = $1", &values![area])?;
    row.map_or(Ok((0, None)), |row| Ok((row.get("n")?, row.get("latest")?)))
}

/// How many people began, and how many there are to compare with; the months there are numbers for.
pub(super) struct Held {
    pub begun: i64,
    pub compares: i64,
    pub months: Option<(Month, Month)>,
}

pub(super) fn select_held(tx: &mut Tx<'_>, area: AreaId) -> Result<Held, Refusal> {
    let count =
        |row: Option<Row>| row.map_or(Ok(0), |row| row.get::<Option<i64>>("n").map(|n| n.unwrap_or(0)));
    let begun = tx.row(
        "select count(*) as n from use_person where area_id = $1 and began is not null",
        &values![area],
    )?;
    let compares =
        tx.row("select count(*) as n from use_person where area_id = $1 and compares = 1", &values![area])?;
    let months = tx.row(
        "select min(month) as first, max(month) as last from use_month where area_id = $1",
        &values![area],
    )?;
    let months = match months {
        Some(row) => {
            let month = |name: &str| Ok::<_, Refusal>(row.get::<Option<i64>>(name)?.map(Month::counted));
            month("first")?.zip(month("last")?)
        }
        None => None,
    };
    Ok(Held { begun: count(begun)?, compares: count(compares)?, months })
}

/// Somebody, and what they used by month from the first on.
pub(super) struct Course {
    pub key: UseKey,
    pub began: Option<Month>,
    pub scheme: Option<SchemeId>,
    pub traits: Traits,
    pub counts: Vec<u32>,
}

/// The months there are numbers of this kind for, in any one's row.
pub(super) fn select_span(
    tx: &mut Tx<'_>,
    area: AreaId,
    kind: UseKind,
) -> Result<Option<(Month, Month)>, Refusal> {
    let row = tx.row(
        "select min(month) as first, max(month) as last from use_month where area_id = $1 and kind = $2",
        &values![area, kind.code()],
    )?;
    let Some(row) = row else { return Ok(None) };
    let month = |name: &str| Ok::<_, Refusal>(row.get::<Option<i64>>(name)?.map(Month::counted));
    Ok(month("first")?.zip(month("last")?))
}

/// Everybody the files speak of, in the order of their keys. Whoever has a line of any kind is seen in
/// every month: one without a line is a month of nought.
pub(super) fn select_courses(
    tx: &mut Tx<'_>,
    area: AreaId,
    kind: UseKind,
    (first, last): (Month, Month),
) -> Result<Vec<Course>, Refusal> {
    let rows = tx.rows(
        "select p.key, m.month, m.count, p.began, p.scheme_id, p.compares, p.age_band, p.fifth from use_person p \
         left join use_month m on m.area_id = p.area_id and m.key = p.key and m.kind = $2 \
         where p.area_id = $1 and (p.began is not null or p.compares = 1) \
         and exists (select 1 from use_month o where o.area_id = p.area_id and o.key = p.key) order by p.key, m.month",
        &values![area, kind.code()],
    )?;
    let long = usize::try_from(last.since(first) + 1).unwrap_or(0);
    let mut courses: Vec<Course> = Vec::new();
    for row in &rows {
        let key: [u8; 32] = row.get("key")?;
        if courses.last().is_none_or(|before| *before.key.bytes() != key) {
            courses.push(read_course(row, UseKey::of(key), long)?);
        }
        let (Some(month), Some(count)) = (row.get::<Option<i64>>("month")?, row.get::<Option<i64>>("count")?)
        else {
            continue;
        };
        let at = usize::try_from(Month::counted(month).since(first)).unwrap_or(usize::MAX);
        if let Some(slot) = courses.last_mut().and_then(|course| course.counts.get_mut(at)) {
            *slot = u32::try_from(count).unwrap_or(0);
        }
    }
    Ok(courses)
}

fn read_course(row: &Row, key: UseKey, long: usize) -> Result<Course, Refusal> {
    let band: Option<String> = row.get("age_band")?;
    let fifth: Option<i64> = row.get("fifth")?;
    Ok(Course {
        key,
        began: row.get::<Option<i64>>("began")?.map(Month::counted),
        scheme: row.get("scheme_id")?,
        traits: Traits {
            compares: row.get::<i64>("compares")? == 1,
            age: band.and_then(|band| AGE_BANDS.iter().position(|it| *it == band)),
            fifth: fifth.and_then(|fifth| u8::try_from(fifth).ok()),
        },
        counts: vec![0; long],
    })
}
