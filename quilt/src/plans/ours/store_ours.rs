//! The SQL of what our journeys show. Counts, lengths and needs; no name, and no row leaves this context.

use std::collections::BTreeMap;

use ::store::{Tx, values};
use jiff::Timestamp;
use uuid::Uuid;

use super::raw::{Part, Raw, Window};
use crate::referrals::ReferrerKind;
use crate::refusal::Refusal;
use crate::settings::{AreaId, SchemeId};

type Schemes = BTreeMap<SchemeId, Raw>;

/// A contact in which somebody tried to reach the person.
const TRIED: &str = "c.kind in ('visit', 'met_out', 'call', 'video')";

/// What is counted of each scheme.
pub(super) fn read(tx: &mut Tx<'_>, area: AreaId, window: &Window) -> Result<Schemes, Refusal> {
    let mut schemes = Schemes::new();
    asked(tx, area, window, &mut schemes)?;
    contacts(tx, area, window, &mut schemes)?;
    waits(tx, area, window, &mut schemes)?;
    begun(tx, area, window, &mut schemes)?;
    ended(tx, area, window, &mut schemes)?;
    followed_up(tx, area, window, &mut schemes)?;
    suited(tx, area, window, &mut schemes)?;
    here_now(tx, area, &mut schemes)?;
    Ok(schemes)
}

/// Who waits today, and whose journey is under way.
fn here_now(tx: &mut Tx<'_>, area: AreaId, schemes: &mut Schemes) -> Result<(), Refusal> {
    let waiting = "select scheme_id, count(*) from referral where area_id = $1 and state in ('waiting', 'accepted') \
                   group by scheme_id";
    for row in tx.rows(waiting, &values![area])? {
        schemes.entry(row.at(0)?).or_default().waiting_now = row.at::<i64>(1)?.unsigned_abs();
    }
    let open =
        "select scheme_id, count(*) from journey where area_id = $1 and ended_at is null group by scheme_id";
    for row in tx.rows(open, &values![area])? {
        schemes.entry(row.at(0)?).or_default().open_now = row.at::<i64>(1)?.unsigned_abs();
    }
    Ok(())
}

fn asked(tx: &mut Tx<'_>, area: AreaId, window: &Window, schemes: &mut Schemes) -> Result<(), Refusal> {
    let (from, until) = window.moments();
    let text = "select scheme_id, count(*), min(asked_at), sum(case when state = 'declined' then 1 else 0 end), \
                sum(case when state in ('declined', 'accepted', 'started') then 1 else 0 end) from referral \
                where area_id = $1 and asked_at >= $2 and asked_at < $3 group by scheme_id";
    for row in tx.rows(text, &values![area, from, until])? {
        let raw = schemes.entry(row.at(0)?).or_default();
        let count = |column: usize| Ok::<u64, Refusal>(row.at::<i64>(column)?.unsigned_abs());
        let first: Timestamp = row.at(2)?;
        raw.asked = count(1)?;
        raw.days = until.duration_since(first).as_secs_f64() / 86_400.0;
        (raw.said_no.of_them, raw.said_no.all) = (count(3)?, count(4)?);
    }
    Ok(())
}

/// Whether the first time somebody tried, the person was there; and how many contacts were missed once they had been.
fn contacts(tx: &mut Tx<'_>, area: AreaId, window: &Window, schemes: &mut Schemes) -> Result<(), Refusal> {
    let (from, until) = window.moments();
    let text = format!(
        "select j.scheme_id, c.journey_id, c.reached from contact c \
         join journey j on j.area_id = c.area_id and j.id = c.journey_id \
         where c.area_id = $1 and j.said_yes_at >= $2 and j.said_yes_at < $3 and {TRIED} order by c.journey_id, c.at, c.id"
    );
    let (mut whose, mut was_there) = (None, false);
    tx.each(&text, &values![area, from, until], &mut |row| {
        let (journey, reached) = (row.at::<Uuid>(1)?, row.at(2)?);
        let raw = schemes.entry(row.at(0)?).or_default();
        if whose != Some(journey) {
            (whose, was_there) = (Some(journey), reached);
            raw.first_time.add(reached);
        } else if was_there {
            raw.missed.add(!reached);
        } else {
            was_there = reached;
        }
        Ok(())
    })?;
    Ok(())
}

/// From the yes until somebody tried to reach the person, or the journey ended without, or the window did.
fn waits(tx: &mut Tx<'_>, area: AreaId, window: &Window, schemes: &mut Schemes) -> Result<(), Refusal> {
    let (from, until) = window.moments();
    let text = format!(
        "select j.scheme_id, j.said_yes_at, j.ended_at, \
         (select min(c.at) from contact c where c.area_id = j.area_id and c.journey_id = j.id and {TRIED}) \
         from journey j where j.area_id = $1 and j.said_yes_at >= $2 and j.said_yes_at < $3"
    );
    tx.each(&text, &values![area, from, until], &mut |row| {
        let (yes, ended, tried): (Timestamp, Option<Timestamp>, Option<Timestamp>) =
            (row.at(1)?, row.at(2)?, row.at(3)?);
        let over = tried.or(ended).unwrap_or(until).min(until);
        let gave_up = tried.is_none() && ended.is_some_and(|ended| ended < until);
        schemes.entry(row.at(0)?).or_default().waits.add(days(yes, over) / 7.0, gave_up);
        Ok(())
    })?;
    Ok(())
}

fn begun(tx: &mut Tx<'_>, area: AreaId, window: &Window, schemes: &mut Schemes) -> Result<(), Refusal> {
    let (from, until) = window.moments();
    let text = "select j.scheme_id, r.asked_at, j.first_conversation_at from journey j \
                join referral r on r.area_id = j.area_id and r.id = j.referral_id \
                where j.area_id = $1 and j.first_conversation_at >= $2 and j.first_conversation_at < $3";
    tx.each(text, &values![area, from, until], &mut |row| {
        let (asked, spoke): (Timestamp, Timestamp) = (row.at(1)?, row.at(2)?);
        schemes.entry(row.at(0)?).or_default().wait.add(days(asked, spoke));
        Ok(())
    })?;
    Ok(())
}

fn days(from: Timestamp, to: Timestamp) -> f64 {
    (to.duration_since(from).as_secs_f64() / 86_400.0).max(0.0)
}

fn ended(tx: &mut Tx<'_>, area: AreaId, window: &Window, schemes: &mut Schemes) -> Result<(), Refusal> {
    let (from, until) = window.moments();
    let text = "select j.scheme_id, j.first_conversation_at, j.ended_at, j.ending, j.contacts, \
                (select count(*) from link l where l.area_id = j.area_id and l.journey_id = j.id) \
                + (select count(*) from gap g where g.area_id = j.area_id and g.journey_id = j.id) \
                from journey j where j.area_id = $1 and j.ended_at >= $2 and j.ended_at < $3";
    tx.each(text, &values![area, from, until], &mut |row| {
        let raw: &mut Raw = schemes.entry(row.at(0)?).or_default();
        // Nobody was ever spoken with: no journey to tell of.
        let Some(spoke) = row.at::<Option<Timestamp>>(1)? else { return Ok(()) };
        raw.weeks.add(days(spoke, row.at(2)?) / 7.0);
        raw.planned.add(row.at::<Option<String>>(3)?.as_deref() == Some("complete"));
        raw.contacts.add(row.at::<i64>(4)? as f64);
        raw.links.add(row.at::<i64>(5)? as f64);
        Ok(())
    })?;
    Ok(())
}

fn followed_up(tx: &mut Tx<'_>, area: AreaId, window: &Window, schemes: &mut Schemes) -> Result<(), Refusal> {
    let text = "select scheme_id, state from follow_up where area_id = $1 and due_on >= $2 and due_on < $3 \
                and state in ('answered', 'not_reached')";
    tx.each(text, &values![area, window.from, window.until], &mut |row| {
        schemes.entry(row.at(0)?).or_default().followed_up.add(row.at::<String>(1)? == "answered");
        Ok(())
    })?;
    Ok(())
}

/// Of the links made of which it is known, whether the person came.
fn suited(tx: &mut Tx<'_>, area: AreaId, window: &Window, schemes: &mut Schemes) -> Result<(), Refusal> {
    let (from, until) = window.moments();
    let text = "select j.scheme_id, count(*), sum(case when l.state = 'came' then 1 else 0 end) from link l \
                join journey j on j.area_id = l.area_id and j.id = l.journey_id where l.area_id = $1 \
                and l.made_at >= $2 and l.made_at < $3 and l.state in ('came', 'did_not_go') group by j.scheme_id";
    for row in tx.rows(text, &values![area, from, until])? {
        let count = |column: usize| Ok::<u64, Refusal>(row.at::<i64>(column)?.unsigned_abs());
        schemes.entry(row.at(0)?).or_default().suited = Part { of_them: count(2)?, all: count(1)? };
    }
    Ok(())
}

/// A link that was made.
pub(super) struct Linked<'a> {
    pub scheme: SchemeId,
    pub journey: Uuid,
    pub service: Uuid,
    /// What its publisher calls what it is about, one a line.
    pub topics: &'a str,
    /// Its name, and what it says of itself.
    pub words: &'a str,
}

/// Links made, one journey after another.
pub(super) fn each_link(
    tx: &mut Tx<'_>,
    area: AreaId,
    window: &Window,
    take: &mut dyn FnMut(Linked<'_>),
) -> Result<(), Refusal> {
    let (from, until) = window.moments();
    let text = "select j.scheme_id, l.journey_id, l.service_id, l.service_name || '\n' || coalesce(s.summary, ''), \
                coalesce(s.topics, '') from link l join journey j on j.area_id = l.area_id and j.id = l.journey_id \
                left join service s on s.area_id = l.area_id and s.id = l.service_id \
                where l.area_id = $1 and l.made_at >= $2 and l.made_at < $3 order by l.journey_id";
    tx.each(text, &values![area, from, until], &mut |row| {
        let (words, topics): (String, String) = (row.at(3)?, row.at(4)?);
        take(Linked {
            scheme: row.at(0)?,
            journey: row.at(1)?,
            service: row.at(2)?,
            topics: &topics,
            words: &words,
        });
        Ok(())
    })?;
    Ok(())
}

/// What people could not find, one journey after another.
pub(super) fn each_gap(
    tx: &mut Tx<'_>,
    area: AreaId,
    window: &Window,
    take: &mut dyn FnMut(SchemeId, Uuid, &str),
) -> Result<(), Refusal> {
    let (from, until) = window.moments();
    let text = "select j.scheme_id, g.journey_id, g.need from gap g \
                join journey j on j.area_id = g.area_id and j.id = g.journey_id \
                where g.area_id = $1 and g.at >= $2 and g.at < $3 order by g.journey_id";
    tx.each(text, &values![area, from, until], &mut |row| {
        take(row.at(0)?, row.at(1)?, &row.at::<String>(2)?);
        Ok(())
    })?;
    Ok(())
}

/// How many people were asked for, by who asked.
pub(super) fn each_source(
    tx: &mut Tx<'_>,
    area: AreaId,
    window: &Window,
    take: &mut dyn FnMut(SchemeId, ReferrerKind, u64),
) -> Result<(), Refusal> {
    let (from, until) = window.moments();
    let text = "select scheme_id, referrer_kind, count(*) from referral \
                where area_id = $1 and asked_at >= $2 and asked_at < $3 group by scheme_id, referrer_kind";
    for row in tx.rows(text, &values![area, from, until])? {
        let kind = ReferrerKind::parse(&row.at::<String>(1)?).unwrap_or(ReferrerKind::Other);
        take(row.at(0)?, kind, row.at::<i64>(2)?.unsigned_abs());
    }
    Ok(())
}
