//! Its publisher says something new of an entry: the version before is kept, a correction the
//! publisher took up ends itself, and where they now say a third thing a person is asked.

use ::store::Tx;
use openreferral::Service;

use super::edit::changes;
use super::{Correction, Ended, Fact, VersionKind, lay_over, store, store_corrections, store_versions};
use crate::access::Actor;
use crate::directory::ServiceId;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;

/// To be called in the transaction that wrote the new record.
pub(in crate::directory) fn feed_said(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    id: ServiceId,
    before: &Service,
    after: &Service,
) -> Result<(), Refusal> {
    if before != after {
        let version = super::Version {
            number: store::version(tx, by.area, id)?,
            kind: VersionKind::Published,
            changes: changes(before, after),
            why: None,
            undoes: None,
            by_name: by.name.clone(),
            at: now.at,
        };
        store_versions::insert(tx, by, id, &version, Some(before))?;
    }
    if !store::is_layered(tx, by.area, id)? {
        return Ok(());
    }
    for held in store_corrections::live(tx, by.area, id)? {
        compare(tx, by, now, &held, &Fact::published(held.field(), after))?;
    }
    lay_over(tx, by.area, id, now.at)
}

/// What became of one correction now that its publisher says this.
#[derive(Debug, PartialEq, Eq)]
enum Became {
    TakenUp,
    /// They say what they said when we corrected it.
    AsBefore,
    /// They say a third thing, and we know of it.
    StillDisputed,
    Disputed,
}

fn became(held: &Correction, theirs: &Fact) -> Became {
    match &held.disputed {
        _ if theirs.same(&held.ours) => Became::TakenUp,
        _ if theirs.same(&held.published) => Became::AsBefore,
        Some(known) if theirs.same(known) => Became::StillDisputed,
        _ => Became::Disputed,
    }
}

fn compare(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    held: &Correction,
    theirs: &Fact,
) -> Result<(), Refusal> {
    let kind = match became(held, theirs) {
        Became::StillDisputed => return Ok(()),
        Became::AsBefore if held.disputed.is_none() => return Ok(()),
        Became::AsBefore => return store_corrections::dispute(tx, by.area, held.id, None, now.at),
        Became::TakenUp => {
            store_corrections::end(tx, by, held.id, Ended::TakenUp, now.at)?;
            "service.taken_up"
        }
        Became::Disputed => {
            store_corrections::dispute(tx, by.area, held.id, Some(theirs), now.at)?;
            "service.disputed"
        }
    };
    line(by, now, kind, held.service).fact("field", held.field().code()).record(tx)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_is_taken_up_kept_or_asked_about() {
        let name = |words: &str| Fact::Name(words.into());
        let held = |disputed: Option<&str>| Correction {
            id: uuid::Uuid::nil().into(),
            service: uuid::Uuid::nil().into(),
            feed: None,
            ours: name("Talking café"),
            published: name("Taking café"),
            disputed: disputed.map(name),
            why: String::new(),
            by_name: String::new(),
            at: jiff::Timestamp::UNIX_EPOCH,
            ended: None,
        };
        for (known, theirs, then) in [
            (None, "Talking  café", Became::TakenUp),
            (None, "Taking café", Became::AsBefore),
            (None, "Tea room", Became::Disputed),
            (Some("Tea room"), "Tea room", Became::StillDisputed),
            (Some("Tea room"), "Tea rooms", Became::Disputed),
            (Some("Tea room"), "Taking café", Became::AsBefore),
            (Some("Tea room"), "Talking café", Became::TakenUp),
        ] {
            assert_eq!(became(&held(known), &name(theirs)), then, "{known:?} {theirs}");
        }
    }
}
