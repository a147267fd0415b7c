//! Changing an entry. What a feed publishes is never written over: there a change is a
//! correction on top. An entry of our own is written anew. Either way the version before is kept.

use ::store::Tx;
use openreferral::Service;

use super::store::When;
use super::version::{self, Change};
use super::{Correction, Ended, Fact, Opened, VersionKind, lay_over, open, store, store_corrections};
use crate::access::Actor;
use crate::directory::ServiceId;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings;

/// Whose change it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    /// Somebody who keeps the directory.
    Team,
    /// The group itself.
    Group,
}

/// What is to be changed, and why.
#[derive(Debug, Clone)]
pub struct Editing {
    pub facts: Vec<Fact>,
    pub why: Option<String>,
    pub hand: Hand,
    /// The version this takes back.
    pub undoes: Option<i64>,
}

/// Changes an entry seen at `version`. Changes nothing when it says all that already.
///
/// # Errors
/// When somebody else changed it meanwhile.
pub fn edit(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    id: ServiceId,
    version: i64,
    editing: &Editing,
) -> Result<(), Refusal> {
    let opened = open(tx, by.area, id)?;
    if opened.entry.version != version {
        return Err(Refusal::not_now("Somebody changed this entry while you had it open."));
    }
    if editing.hand == Hand::Group {
        store::write_when(tx, by.area, id, When::Edited, now.at)?;
        store::confirmed(tx, by.area, id, now.today())?;
    }
    let mut known = opened.known.clone();
    let mut changes = Vec::new();
    for fact in &editing.facts {
        let before = Fact::of(fact.field(), &known);
        if fact.same(&before) {
            continue;
        }
        let fact = placed(tx, fact)?;
        fact.put(&mut known);
        write(tx, by, now, &opened, &fact, editing.why.as_deref())?;
        changes.push(Change { before, after: fact });
    }
    let replaced = opened.entry.feed.is_none().then_some(&opened.published);
    let fields: Vec<&str> = changes.iter().map(|change| change.after.field().code()).collect();
    if !changes.is_empty() {
        if replaced.is_some() {
            store::write_record(tx, by.area, id, &known.record)?;
        }
        store::write_own(tx, by.area, id, &known.own)?;
        let kind = if replaced.is_some() { VersionKind::Edited } else { VersionKind::Corrected };
        version::keep(tx, by, now, id, kind, &changes, replaced, editing.why.as_deref(), editing.undoes)?;
        lay_over(tx, by.area, id, now.at)?;
    } else if editing.hand == Hand::Team {
        return Ok(());
    }
    line(by, now, "service.edited", id)
        .fact("name", known.record.name.as_str())
        .fact("fields", fields)
        .fact("why", editing.why.as_deref())
        .fact("undoes", editing.undoes)
        .record(tx)
}

/// A place is put where its postcode is.
fn placed(tx: &mut Tx<'_>, fact: &Fact) -> Result<Fact, Refusal> {
    let Fact::Place(Some(spot)) = fact else { return Ok(fact.clone()) };
    let point = match &spot.postcode {
        Some(postcode) => settings::find_place(tx, postcode.as_str())?,
        None => None,
    };
    let point = point.map(|place| openreferral::Point { lat: place.lat, lon: place.lon });
    Ok(Fact::Place(Some(super::Spot { point, ..spot.clone() })))
}

/// A fact that a feed publishes becomes a correction, or ends one when it is what is published.
fn write(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    opened: &Opened,
    fact: &Fact,
    why: Option<&str>,
) -> Result<(), Refusal> {
    let (Some(feed), true) = (opened.entry.feed, fact.field().is_published()) else { return Ok(()) };
    let published = Fact::published(fact.field(), &opened.published);
    let held = opened.corrections.iter().find(|held| held.field() == fact.field());
    let same = fact.same(&published);
    if let Some(held) = held {
        let how = if same { Ended::Undone } else { Ended::Replaced };
        store_corrections::end(tx, by, held.id, how, now.at)?;
    }
    if same {
        return Ok(());
    }
    let correction = Correction {
        id: now.id(),
        service: opened.entry.id,
        feed: Some(feed),
        ours: fact.clone(),
        published,
        disputed: None,
        why: why.unwrap_or_default().to_owned(),
        by_name: by.name.clone(),
        at: now.at,
        ended: None,
    };
    store_corrections::insert(tx, by, &correction)
}

/// What a service's record says of everything that can be corrected.
pub(super) fn changes(before: &Service, after: &Service) -> Vec<Change> {
    super::Field::ALL
        .into_iter()
        .filter(|field| field.is_published())
        .map(|field| Change { before: Fact::published(field, before), after: Fact::published(field, after) })
        .filter(|change| !change.before.same(&change.after))
        .collect()
}
