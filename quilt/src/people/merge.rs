//! Saying that two records are one person, and taking it back.
//!
//! Nothing is copied over: the record merged in points to the one kept, and what belonged
//! to it (referrals, journeys, readings, supporters, ties) moves and is listed, so that an
//! undo moves exactly those back.

use ::store::Tx;

use super::{PersonId, alike, opened, store};
use crate::access::{Act, Actor};
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::web::{Answer, Visit};

/// `merged` is the same person as `kept`.
pub fn merge(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    kept: PersonId,
    merged: PersonId,
) -> Result<(), Refusal> {
    if kept == merged {
        return Err(Refusal::not_now("These are the same record already."));
    }
    for id in [kept, merged] {
        if super::find_person(tx, by, id)?.merged_into.is_some() {
            return Err(Refusal::not_now(
                "One of these records was merged before. Open the person again to see how they stand.",
            ));
        }
    }
    let moved = store::move_belongings(tx, by.area, merged, kept)?;
    store::insert_merge(tx, by.area, now, kept, merged, &moved)?;
    store::set_merged_into(tx, by.area, merged, Some(kept))?;
    line(by, now, "person.merged", kept).fact("merged", merged.to_string()).record(tx)?;
    line(by, now, "person.merged_into", merged).fact("kept", kept.to_string()).record(tx)
}

/// They are two people after all: everything that moved goes back.
pub fn unmerge(tx: &mut Tx<'_>, by: &Actor, now: &Moment, merged: PersonId) -> Result<PersonId, Refusal> {
    let Some((id, kept, moved)) = store::select_merge(tx, by.area, merged)? else {
        return Err(Refusal::not_now("This record is not merged with another one."));
    };
    if super::find_person(tx, by, kept)?.merged_into.is_some() {
        return Err(Refusal::not_now(
            "The record it was merged with was itself merged since. Undo that one first, so that everything goes back where it was.",
        ));
    }
    store::move_back(tx, by.area, &moved, merged)?;
    store::end_merge(tx, by.area, now, id)?;
    store::set_merged_into(tx, by.area, merged, None)?;
    line(by, now, "person.merge_undone", kept).fact("merged", merged.to_string()).record(tx)?;
    line(by, now, "person.merge_undone", merged).fact("kept", kept.to_string()).record(tx)?;
    Ok(kept)
}

/// The record the form names as the same person; rights come before anything that was typed.
fn the_other(visit: &Visit<'_>, id: PersonId) -> Result<PersonId, Refusal> {
    visit.read("ask who may merge", |tx| opened(tx, &visit.actor, &visit.now, Act::MergePeople, id))?;
    let other = visit.form.get("other").parse();
    other.map_err(|_| Refusal::invalid("other", "Choose which record is the same person."))
}

/// POST `/people/{id}/merge`: `other` is the same person.
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let kept: PersonId = visit.param("id")?;
    let merged = the_other(visit, kept)?;
    visit.submit("merge two records", |tx| {
        for id in [kept, merged] {
            opened(tx, &visit.actor, &visit.now, Act::MergePeople, id)?;
        }
        // Only a record the page suggested can be merged from it.
        if !alike(tx, &visit.actor, kept)?.iter().any(|likeness| likeness.person.id == merged) {
            return Err(Refusal::not_found());
        }
        merge(tx, &visit.actor, &visit.now, kept, merged)?;
        Ok(format!("/people/{kept}"))
    })
}

/// POST `/people/{id}/unmerge`
pub fn undo(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: PersonId = visit.param("id")?;
    let merged = the_other(visit, id)?;
    visit.submit("undo a merge", |tx| {
        opened(tx, &visit.actor, &visit.now, Act::MergePeople, id)?;
        let kept = unmerge(tx, &visit.actor, &visit.now, merged)?;
        if kept != id {
            return Err(Refusal::not_found());
        }
        Ok(format!("/people/{kept}"))
    })
}
