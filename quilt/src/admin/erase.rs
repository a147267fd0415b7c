//! Erasing a person, because they asked: one person of their team asks, an administrator agrees and does it, without seeing
//! the record. Every context empties its own tables; the ledger's facts go and their hashes stay, so the chain still
//! verifies. That somebody was here, when, and who erased them stays; who they were does not.

use ::store::Tx;
use jiff::Timestamp;
use uuid::Uuid;

use super::store_erase as store;
use crate::access::{Act, Actor};
use crate::line::line;
use crate::moment::Moment;
use crate::people::{self, PersonId};
use crate::refusal::Refusal;
use crate::{exports, journeys, messages, outcomes, referrals, reports, told_stories};

/// Why somebody is to be erased. A closed list: no word here may say who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    TheyAsked,
    ForThem,
    Ordered,
}

impl Why {
    pub const ALL: [Why; 3] = [Why::TheyAsked, Why::ForThem, Why::Ordered];

    pub fn code(self) -> &'static str {
        match self {
            Why::TheyAsked => "they_asked",
            Why::ForThem => "for_them",
            Why::Ordered => "ordered",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Why::TheyAsked => "They asked us to",
            Why::ForThem => "Somebody who may speak for them asked",
            Why::Ordered => "A court or the regulator said so",
        }
    }

    pub fn parse(code: &str) -> Option<Why> {
        Why::ALL.into_iter().find(|why| why.code() == code)
    }
}

/// Why a record is kept though somebody asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    Safeguarding,
    Law,
    NotAsked,
}

impl Kept {
    pub const ALL: [Kept; 3] = [Kept::Safeguarding, Kept::Law, Kept::NotAsked];

    pub fn code(self) -> &'static str {
        match self {
            Kept::Safeguarding => "safeguarding",
            Kept::Law => "law",
            Kept::NotAsked => "not_asked",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Kept::Safeguarding => "A safeguarding concern is open",
            Kept::Law => "The law, a court or a claim requires it",
            Kept::NotAsked => "It is not what the person asked for",
        }
    }

    pub fn parse(code: &str) -> Option<Kept> {
        Kept::ALL.into_iter().find(|kept| kept.code() == code)
    }
}

/// Somebody asked that a record be erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub id: Uuid,
    pub person: PersonId,
    pub why: Why,
    pub state: String,
    pub asked_by: Uuid,
    pub asked_name: String,
    pub asked_at: Timestamp,
    pub kept: Option<Kept>,
    pub decided: Option<(String, Timestamp)>,
}

impl Asked {
    pub fn is_open(&self) -> bool {
        self.state == "asked"
    }
}

/// The first of two people asks; answers with the request. Doing it twice does it once.
pub fn ask(tx: &mut Tx<'_>, by: &Actor, now: &Moment, person: PersonId, why: Why) -> Result<Uuid, Refusal> {
    people::opened(tx, by, now, Act::AskErasure, person)?;
    if let Some(asked) = store::select_open(tx, by.area, person)? {
        return Ok(asked.id);
    }
    let id = now.id();
    store::insert(tx, by, now, id, person, why)?;
    line(by, now, "erasure.asked", person).fact("why", why.code()).record(tx)?;
    Ok(id)
}

/// The request an administrator is about to decide, open still.
fn undecided(tx: &mut Tx<'_>, by: &Actor, id: Uuid) -> Result<Asked, Refusal> {
    let asked = store::select(tx, by.area, id)?.ok_or_else(Refusal::not_found)?;
    if !asked.is_open() {
        return Err(Refusal::not_now("This was decided already. Look at it again."));
    }
    Ok(asked)
}

/// It is kept, and why.
pub(super) fn keep(tx: &mut Tx<'_>, by: &Actor, now: &Moment, id: Uuid, kept: Kept) -> Result<(), Refusal> {
    let asked = undecided(tx, by, id)?;
    store::decide(tx, by, now, id, "kept", Some(kept))?;
    line(by, now, "erasure.kept", asked.person).fact("why", kept.code()).record(tx)
}

/// The second of two people agrees, and it is done.
///
/// # Errors
/// When it was decided already, or whoever agrees is who asked.
pub(super) fn erase(tx: &mut Tx<'_>, by: &Actor, now: &Moment, id: Uuid) -> Result<(), Refusal> {
    let asked = undecided(tx, by, id)?;
    if asked.asked_by == by.id() {
        return Err(Refusal::not_now("You asked for this yourself. Somebody else must agree to it."));
    }
    let area = by.area;
    let mut emptied = 0;
    let mut threads: Vec<Uuid> = Vec::new();
    let records = people::records_of(tx, area, asked.person)?;
    for person in &records {
        let theirs = threads_of(tx, by, now, *person)?;
        emptied += empty(tx, by, now, *person, &theirs)?;
        threads.extend(theirs);
    }
    store::decide(tx, by, now, id, "done", None)?;
    // A line for each record and each thread of theirs: whoever reads on from before is told to let them go.
    for person in records {
        let about = || line(by, now, "person.erased", person).fact("why", asked.why.code());
        about().fact("asked_by", asked.asked_by.to_string()).fact("lines", emptied).record(tx)?;
        for thread in &threads {
            about().thread(*thread).record(tx)?;
        }
    }
    Ok(())
}

/// The stories of a record, each emptied: referrals and journeys.
fn threads_of(tx: &mut Tx<'_>, by: &Actor, now: &Moment, person: PersonId) -> Result<Vec<Uuid>, Refusal> {
    let mut threads = referrals::referrals_of(tx, by.area, person)?;
    for journey in journeys::journeys_of(tx, by.area, person)? {
        for link in journeys::links_of(tx, by.area, journey)? {
            ledger::erase(tx, by.area.into(), link)?;
        }
        journeys::empty(tx, by.area, journey, now.at)?;
        told_stories::empty(tx, by.area, journey, now.at)?;
        threads.push(journey.into());
    }
    Ok(threads)
}

/// A record and everything that belongs to it; how many lines of the ledger were emptied.
fn empty(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    person: PersonId,
    threads: &[Uuid],
) -> Result<u64, Refusal> {
    let area = by.area;
    outcomes::empty(tx, area, person)?;
    referrals::empty(tx, area, person, now.at)?;
    messages::empty(tx, area, person.into(), threads)?;
    people::empty(tx, area, now, person, &[exports::FILES, reports::BEING_COUNTED])?;
    let mut emptied = ledger::erase(tx, area.into(), person.into())?;
    for thread in threads {
        emptied += ledger::erase_thread(tx, area.into(), *thread)?;
    }
    Ok(emptied)
}

#[cfg(test)]
mod tests;
