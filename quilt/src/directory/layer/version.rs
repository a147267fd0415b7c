//! Every change of an entry: what each fact said before and after, who changed it, when and why.
//! Taking a change back is a change of its own, so nothing is ever lost.

use ::store::Tx;
use jiff::Timestamp;
use openreferral::Service;
use serde::{Deserialize, Serialize};

use super::{Editing, Fact, Hand, edit, open, store, store_versions};
use crate::access::Actor;
use crate::directory::ServiceId;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// One fact, before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    pub before: Fact,
    pub after: Fact,
}

/// What kind of change a version is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VersionKind {
    /// What a feed publishes was corrected here.
    Corrected,
    /// An entry of our own was written anew.
    Edited,
    /// Its publisher changed it.
    Published,
    /// Its group took it out of the directory.
    TakenOut,
    BroughtBack,
}

impl VersionKind {
    pub const ALL: [VersionKind; 5] = [
        VersionKind::Corrected,
        VersionKind::Edited,
        VersionKind::Published,
        VersionKind::TakenOut,
        VersionKind::BroughtBack,
    ];

    pub fn code(self) -> &'static str {
        match self {
            VersionKind::Corrected => "corrected",
            VersionKind::Edited => "edited",
            VersionKind::Published => "published",
            VersionKind::TakenOut => "taken_out",
            VersionKind::BroughtBack => "brought_back",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            VersionKind::Corrected => "Corrected here",
            VersionKind::Edited => "Changed here",
            VersionKind::Published => "Changed by its publisher",
            VersionKind::TakenOut => "Taken out of the directory",
            VersionKind::BroughtBack => "Brought back",
        }
    }

    pub fn parse(code: &str) -> Option<VersionKind> {
        VersionKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    pub number: i64,
    pub kind: VersionKind,
    pub changes: Vec<Change>,
    pub why: Option<String>,
    /// The version it takes back.
    pub undoes: Option<i64>,
    pub by_name: String,
    pub at: Timestamp,
}

/// Keeps one version; says its number.
#[expect(
    clippy::too_many_arguments,
    reason = "one row, written from four acts, each with its own part of it"
)]
pub(super) fn keep(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    service: ServiceId,
    kind: VersionKind,
    changes: &[Change],
    replaced: Option<&Service>,
    why: Option<&str>,
    undoes: Option<i64>,
) -> Result<i64, Refusal> {
    let number = store::next_version(tx, by.area, service)?;
    let version = Version {
        number,
        kind,
        changes: changes.to_vec(),
        why: why.map(str::to_owned),
        undoes,
        by_name: by.name.clone(),
        at: now.at,
    };
    store_versions::insert(tx, by, service, &version, replaced)?;
    Ok(number)
}

/// The versions of an entry, newest first.
pub fn versions(tx: &mut Tx<'_>, area: AreaId, service: ServiceId) -> Result<Vec<Version>, Refusal> {
    store_versions::all(tx, area, service)
}

/// Takes one change back. What was changed again since stays as it is now.
///
/// # Errors
/// When nothing of that change stands any more.
pub fn undo(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    service: ServiceId,
    number: i64,
) -> Result<(), Refusal> {
    let version = store_versions::one(tx, by.area, service, number)?.ok_or_else(Refusal::not_found)?;
    match version.kind {
        VersionKind::TakenOut => return super::bring_back(tx, by, now, service),
        VersionKind::BroughtBack => return super::take_out(tx, by, now, service, None),
        VersionKind::Corrected | VersionKind::Edited | VersionKind::Published => {}
    }
    let opened = open(tx, by.area, service)?;
    let facts: Vec<Fact> = version
        .changes
        .iter()
        .filter(|change| Fact::of(change.after.field(), &opened.known).same(&change.after))
        .map(|change| change.before.clone())
        .collect();
    if facts.is_empty() {
        return Err(Refusal::not_now("All of this was changed again since. Undo the later change first."));
    }
    let editing = Editing { facts, why: None, hand: Hand::Team, undoes: Some(number) };
    edit(tx, by, now, service, opened.entry.version, &editing)
}
