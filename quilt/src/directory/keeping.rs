//! Some services of a feed on their way into the directory, in one transaction: added,
//! changed where they changed, or left as they are.

use std::collections::HashMap;

use ::store::Tx;
use openreferral::Read;
use uuid::Uuid;

use super::report::Feed;
use super::store::{self, Write};
use super::{ServiceId, keep, layer};
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::{self, OrganizationId};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub added: i64,
    pub changed: i64,
    pub unchanged: i64,
    pub withdrawn: i64,
    pub refused: i64,
    pub repaired: i64,
}

/// Some services on their way into the directory, in one transaction.
pub(super) struct Keeping<'a> {
    pub by: &'a Actor,
    pub now: &'a Moment,
    pub feed: &'a Feed,
    /// Organisations met in this run, so that each is written once, as first met.
    pub organizations: HashMap<Uuid, OrganizationId>,
    pub counts: Counts,
}

impl Keeping<'_> {
    pub fn all(&mut self, tx: &mut Tx<'_>, batch: &[Read]) -> Result<(), Refusal> {
        let before = self.counts;
        let keys: Vec<String> = batch.iter().map(|read| read.service.id.to_string()).collect();
        let known = store::known(tx, self.by.area, self.feed.id, &keys)?;
        for (read, key) in batch.iter().zip(&keys) {
            match known.get(key) {
                Some(known) if known.fingerprint == read.fingerprint && !known.withdrawn => {
                    self.counts.unchanged += 1;
                }
                Some(known) => self.change(tx, read, key, known.id, known.withdrawn)?,
                None => self.add(tx, read, key)?,
            }
        }
        if (before.added, before.changed) != (self.counts.added, self.counts.changed) {
            store::moved_on(tx, self.by.area)?;
        }
        Ok(())
    }

    fn add(&mut self, tx: &mut Tx<'_>, read: &Read, key: &str) -> Result<(), Refusal> {
        let id: ServiceId = self.now.id();
        let write = self.write(tx, read, key, id)?;
        store::insert_service(tx, self.by.area, self.now.at, &write)?;
        self.counts.added += 1;
        line(self.by, self.now, "service.added", id)
            .fact("name", read.service.name.as_str())
            .fact("feed", self.feed.name.as_str())
            .record(tx)
    }

    fn change(
        &mut self,
        tx: &mut Tx<'_>,
        read: &Read,
        key: &str,
        id: ServiceId,
        back: bool,
    ) -> Result<(), Refusal> {
        let before = store::record(tx, self.by.area, id)?.unwrap_or_default();
        let fields: Vec<String> =
            openreferral::changes(&before, &read.service).into_iter().map(|change| change.field).collect();
        let write = self.write(tx, read, key, id)?;
        store::update_service(tx, self.by.area, self.now.at, &write)?;
        layer::feed_said(tx, self.by, self.now, id, &before, &read.service)?;
        self.counts.changed += 1;
        line(self.by, self.now, "service.changed", id)
            .fact("name", read.service.name.as_str())
            .fact("feed", self.feed.name.as_str())
            .fact("fields", fields)
            .fact("back", back.then_some(true))
            .record(tx)
    }

    fn write<'r>(
        &mut self,
        tx: &mut Tx<'_>,
        read: &'r Read,
        key: &'r str,
        id: ServiceId,
    ) -> Result<Write<'r>, Refusal> {
        let organization = match &read.service.organization {
            Some(said) => Some(self.organization(tx, said)?),
            None => None,
        };
        Ok(Write {
            id,
            feed: Some(self.feed.id),
            source_key: key,
            organization,
            service: &read.service,
            fingerprint: read.fingerprint,
        })
    }

    fn organization(
        &mut self,
        tx: &mut Tx<'_>,
        said: &openreferral::Organization,
    ) -> Result<OrganizationId, Refusal> {
        if let Some(known) = self.organizations.get(&said.id) {
            return Ok(*known);
        }
        let organization = settings::Organization {
            feed: Some(self.feed.id.into()),
            source_key: Some(said.id.to_string()),
            ..keep::community(self.now, said)
        };
        let id = settings::keep_organization(tx, self.by, self.now, organization)?;
        self.organizations.insert(said.id, id);
        Ok(id)
    }
}
