//! Making, opening and ending a group's link.

use ::store::Tx;
use identity::Secret;
use jiff::{Timestamp, ToSpan};

use super::store;
use crate::access::Actor;
use crate::directory::{DirectoryEntry, GroupLinkId, ServiceId, service};
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// For how many days a link opens the entry.
pub const HOLDS_DAYS: i64 = 180;

/// A link as staff see it: what it is, and never its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupLink {
    pub id: GroupLinkId,
    pub service: ServiceId,
    /// Where it was sent; nothing when it was copied.
    pub sent_to: Option<String>,
    pub made_at: Timestamp,
    pub expires_at: Timestamp,
    pub used_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    pub by_name: String,
}

impl GroupLink {
    pub fn opens(&self, at: Timestamp) -> bool {
        self.ended_at.is_none() && at < self.expires_at
    }
}

/// What a link opens.
pub struct Held {
    pub link: GroupLink,
    pub entry: DirectoryEntry,
    /// The group, as whoever acts.
    pub actor: Actor,
}

/// Makes a link to an entry. The secret goes into what is sent, and is kept nowhere.
pub fn make_link(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    id: ServiceId,
    sent_to: Option<&str>,
) -> Result<(GroupLinkId, Secret), Refusal> {
    let entry = service(tx, by.area, id)?.ok_or_else(Refusal::not_found)?;
    let secret = Secret::new(now.bytes::<20>());
    let link = GroupLink {
        id: now.id(),
        service: id,
        sent_to: sent_to.map(str::to_owned),
        made_at: now.at,
        expires_at: now.at + (HOLDS_DAYS * 24).hours(),
        used_at: None,
        ended_at: None,
        by_name: by.name.clone(),
    };
    store::insert(tx, by, &secret.fingerprint(), &link)?;
    line(by, now, "service.link_made", id)
        .fact("name", entry.name)
        .fact("sent", sent_to.is_some())
        .record(tx)?;
    Ok((link.id, secret))
}

/// What this secret opens: nothing for one we never gave. Whether it still does is for
/// [`GroupLink::opens`] to say, so that its holder can be told.
pub fn held(tx: &mut Tx<'_>, area: AreaId, secret: &Secret) -> Result<Held, Refusal> {
    let link = store::by_fingerprint(tx, area, &secret.fingerprint())?.ok_or_else(Refusal::not_found)?;
    let entry = service(tx, area, link.service)?.ok_or_else(Refusal::not_found)?;
    let actor = Actor::holder(area, entry.name.clone());
    Ok(Held { link, entry, actor })
}

/// The same, for an act: a link that opens nothing any more is refused.
pub fn used(tx: &mut Tx<'_>, now: &Moment, area: AreaId, secret: &Secret) -> Result<Held, Refusal> {
    let held = held(tx, area, secret)?;
    if !held.link.opens(now.at) {
        return Err(Refusal::not_now("This link does not work any more. Ask us for a new one."));
    }
    store::used(tx, area, held.link.id, now.at)?;
    Ok(held)
}

/// The link opens nothing from now on.
pub fn end_link(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    service: ServiceId,
    link: GroupLinkId,
) -> Result<(), Refusal> {
    if store::end(tx, by.area, service, link, now.at)? {
        line(by, now, "service.link_ended", service).record(tx)?;
    }
    Ok(())
}

/// The links ever made for an entry, newest first.
pub fn links(tx: &mut Tx<'_>, area: AreaId, service: ServiceId) -> Result<Vec<GroupLink>, Refusal> {
    store::of_service(tx, area, service)
}
