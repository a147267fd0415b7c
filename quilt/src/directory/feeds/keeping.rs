//! Some services of a feed on their way into the directory, in one transaction: added,
//! changed where they changed, left as they are, or set aside because they look like a
//! service we know under another id.

use std::collections::{HashMap, HashSet};

use ::store::Tx;
use openreferral::{Read, Service};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::alike::Alikes;
use super::changed::ServiceChange;
use super::report::Feed;
use super::{store_marks, store_reading};
use crate::access::Actor;
use crate::directory::store::{self, Known, Write};
use crate::directory::{ServiceId, keep, layer};
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::{self, OrganizationId};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Counts {
    pub added: i64,
    pub changed: i64,
    pub unchanged: i64,
    pub withdrawn: i64,
    pub refused: i64,
    pub repaired: i64,
    /// Of those changed: recognised under another id.
    pub recognised: i64,
    /// Set aside until the whole feed has been read.
    pub waiting: i64,
}

/// What the services of one transaction are kept with.
pub(super) struct Keeping<'a> {
    pub by: &'a Actor,
    pub now: &'a Moment,
    pub feed: &'a Feed,
    /// Organisations met earlier in this run, so that each is written once, as first met.
    pub organizations: &'a HashMap<Uuid, OrganizationId>,
    /// Services an entry under a new id may be, and which ids the feed has named so far.
    pub alikes: Option<&'a Alikes>,
    pub named: &'a HashSet<Uuid>,
    pub kept: Kept,
}

/// What one transaction did.
#[derive(Default)]
pub(super) struct Kept {
    pub counts: Counts,
    pub met: HashMap<Uuid, OrganizationId>,
    pub added: Vec<String>,
    pub changes: Vec<ServiceChange>,
}

impl Keeping<'_> {
    pub fn all(&mut self, tx: &mut Tx<'_>, batch: &[&Read]) -> Result<(), Refusal> {
        let keys: Vec<String> = batch.iter().map(|read| read.service.id.to_string()).collect();
        let known = store::known(tx, self.by.area, self.feed.id, &keys)?;
        for (read, key) in batch.iter().zip(&keys) {
            match known.get(key) {
                Some(known) if known.is(&read.fingerprint) => self.kept.counts.unchanged += 1,
                Some(known) => {
                    self.change(tx, &read.service, read.fingerprint, known, None)?;
                    self.mark(tx, known.id, read)?;
                }
                None => self.unknown(tx, read)?,
            }
        }
        self.moved_on(tx)
    }

    /// Tells whoever searches, when there is something new to find.
    pub fn moved_on(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let counts = &self.kept.counts;
        if counts.added + counts.changed > 0 { store::moved_on(tx, self.by.area) } else { Ok(()) }
    }

    fn unknown(&mut self, tx: &mut Tx<'_>, read: &Read) -> Result<(), Refusal> {
        let alike = self.alikes.and_then(|alikes| alikes.find(&read.service));
        match alike.filter(|(_, key)| !self.named.contains(key)) {
            Some((alike, _)) => {
                self.kept.counts.waiting += 1;
                let area = self.by.area;
                store_reading::put_waiting(tx, area, self.feed.id, alike, &read.service, read.fingerprint)
            }
            None => {
                let id = self.add(tx, &read.service, read.fingerprint)?;
                self.mark(tx, id, read)
            }
        }
    }

    /// So that it need not be read again while it is the same.
    fn mark(&self, tx: &mut Tx<'_>, id: ServiceId, read: &Read) -> Result<(), Refusal> {
        match &read.raw {
            Some(raw) => store_marks::put(tx, self.by.area, id, raw, read.repairs.len()),
            None => store_marks::forget(tx, self.by.area, id),
        }
    }

    pub fn add(
        &mut self,
        tx: &mut Tx<'_>,
        service: &Service,
        fingerprint: [u8; 32],
    ) -> Result<ServiceId, Refusal> {
        let id: ServiceId = self.now.id();
        let key = service.id.to_string();
        let write = self.write(tx, service, fingerprint, &key, id)?;
        store::insert_service(tx, self.by.area, self.now.at, &write)?;
        self.kept.counts.added += 1;
        self.kept.added.push(service.name.clone());
        line(self.by, self.now, "service.added", id)
            .fact("name", service.name.as_str())
            .fact("feed", self.feed.name.as_str())
            .record(tx)?;
        Ok(id)
    }

    /// `was` is the id the publisher gave it before, when that has changed.
    pub fn change(
        &mut self,
        tx: &mut Tx<'_>,
        service: &Service,
        fingerprint: [u8; 32],
        known: &Known,
        was: Option<&str>,
    ) -> Result<(), Refusal> {
        let before = store::record(tx, self.by.area, known.id)?.unwrap_or_default();
        let fields: Vec<String> =
            openreferral::changes(&before, service).into_iter().map(|change| change.field).collect();
        let key = service.id.to_string();
        let write = self.write(tx, service, fingerprint, &key, known.id)?;
        store::update_service(tx, self.by.area, self.now.at, &write)?;
        layer::feed_said(tx, self.by, self.now, known.id, &before, service)?;
        self.kept.counts.changed += 1;
        self.kept.counts.recognised += i64::from(was.is_some());
        self.kept.changes.push(ServiceChange::between(known.id.into(), &before, service));
        line(self.by, self.now, "service.changed", known.id)
            .fact("name", service.name.as_str())
            .fact("feed", self.feed.name.as_str())
            .fact("fields", fields)
            .fact("back", known.withdrawn.then_some(true))
            .fact("id_was", was)
            .record(tx)
    }

    fn write<'r>(
        &mut self,
        tx: &mut Tx<'_>,
        service: &'r Service,
        fingerprint: [u8; 32],
        key: &'r str,
        id: ServiceId,
    ) -> Result<Write<'r>, Refusal> {
        let organization = match &service.organization {
            Some(said) => Some(self.organization(tx, said)?),
            None => None,
        };
        Ok(Write { id, feed: Some(self.feed.id), source_key: key, organization, service, fingerprint })
    }

    fn organization(
        &mut self,
        tx: &mut Tx<'_>,
        said: &openreferral::Organization,
    ) -> Result<OrganizationId, Refusal> {
        let known = self.organizations.get(&said.id).or_else(|| self.kept.met.get(&said.id));
        if let Some(known) = known {
            return Ok(*known);
        }
        let organization = settings::Organization {
            feed: Some(self.feed.id.into()),
            source_key: Some(said.id.to_string()),
            ..keep::community(self.now, said)
        };
        let id = settings::keep_organization(tx, self.by, self.now, organization)?;
        self.kept.met.insert(said.id, id);
        Ok(id)
    }
}
