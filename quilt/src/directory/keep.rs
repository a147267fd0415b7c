//! What is written down here: groups no feed names, and what only people here know.

use ::store::Tx;
use openreferral::Service;

use super::store::{self, Write};
use super::{Note, NoteId, ServiceId};
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::{self, AreaId, Organization, OrganizationId, OrganizationKind};

/// A service written down here rather than read from a feed.
#[derive(Debug, Clone)]
pub struct NewService {
    /// What it is. Its id is given here; whatever stands in it is replaced.
    pub service: Service,
    /// Who runs it, when the organisation is known already. Without it, the organisation in
    /// `service` is found by its name, or written down.
    pub organization: Option<OrganizationId>,
}

/// Writes a service down.
pub fn add_service(tx: &mut Tx<'_>, by: &Actor, now: &Moment, new: NewService) -> Result<ServiceId, Refusal> {
    let id: ServiceId = now.id();
    let mut service = new.service;
    service.id = id.into();
    if !service.description.is_empty() {
        service.summary = opening(&service.description);
    }
    let organization = match (new.organization, &service.organization) {
        (Some(known), _) => Some(known),
        (None, Some(said)) => Some(local_organization(tx, by, now, said)?),
        (None, None) => None,
    };
    let key = id.to_string();
    let fingerprint = service.fingerprint();
    let write = Write { id, feed: None, source_key: &key, organization, service: &service, fingerprint };
    store::insert_service(tx, by.area, now.at, &write)?;
    store::moved_on(tx, by.area)?;
    line(by, now, "service.added", id).fact("name", service.name.as_str()).record(tx)?;
    Ok(id)
}

fn local_organization(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    said: &openreferral::Organization,
) -> Result<OrganizationId, Refusal> {
    if let Some(known) = settings::organization_named(tx, by.area, OrganizationKind::Community, &said.name)? {
        return Ok(known);
    }
    settings::keep_organization(tx, by, now, community(now, said))
}

/// A community organisation as a directory describes it.
pub(super) fn community(now: &Moment, said: &openreferral::Organization) -> Organization {
    Organization {
        id: now.id(),
        name: said.name.clone(),
        kind: OrganizationKind::Community,
        ods_code: None,
        description: said.description.clone(),
        url: said.url.clone(),
        email: said.email.clone(),
        phone: None,
        postcode: None,
        feed: None,
        source_key: None,
    }
}

/// The first sentence or so of a description.
pub(super) fn opening(description: &str) -> String {
    let line = description.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= openreferral::limits::SUMMARY_CHARS {
        return line;
    }
    let cut: String = line.chars().take(openreferral::limits::SUMMARY_CHARS).collect();
    match (cut.rfind(". "), cut.rfind(' ')) {
        (Some(stop), _) => cut[..=stop].to_owned(),
        (None, Some(space)) => format!("{}…", &cut[..space]),
        (None, None) => format!("{cut}…"),
    }
}

/// Keeps what somebody here knows of a service. No feed overwrites it.
pub fn add_note(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    service: ServiceId,
    words: &str,
) -> Result<NoteId, Refusal> {
    let words = words.trim();
    if words.is_empty() {
        return Err(Refusal::invalid("words", "Write what others should know."));
    }
    let name = store::service_name(tx, by.area, service)?.ok_or_else(Refusal::not_found)?;
    let id = store::insert_note(tx, by, now, service, words)?;
    line(by, now, "service.noted", service).fact("name", name).fact("words", words).record(tx)?;
    Ok(id)
}

/// What people here know of a service, newest first.
pub fn notes(tx: &mut Tx<'_>, area: AreaId, service: ServiceId) -> Result<Vec<Note>, Refusal> {
    store::select_notes(tx, area, service)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_opens_with_a_sentence() {
        assert_eq!(opening("Tea\nand talk."), "Tea and talk.");
        let long = format!("Tea and talk. {}", "More of it ".repeat(40));
        assert_eq!(opening(&long), "Tea and talk.");
        assert!(opening(&"word ".repeat(100)).ends_with("word…"));
        assert!(opening(&"é".repeat(300)).ends_with('…'));
    }
}
