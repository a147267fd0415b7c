//! Everything that is given, as the directory stood at one moment, in an order that does not
//! change under a reader who turns the pages. Of each service only what it is told by is kept;
//! the entries themselves are read from the database, page by page.

use std::sync::Arc;

use ::store::Tx;
use jiff::Timestamp;
use openreferral::Service;
use openreferral::v3::{Taxonomy, TaxonomyTerm};
use uuid::Uuid;

use super::filter::Listed;
use super::given::{GivenService, as_given};
use super::key::{Key, Slot, go_on, keys};
use super::known::Known;
use super::laid::{GivenOrganization, Laid};
use crate::directory::{ServiceId, store, store_giving};
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// All of it.
pub struct Shelf {
    area: AreaId,
    number: i64,
    changed_at: Option<Timestamp>,
    keys: Arc<Vec<Key>>,
    /// What is given, in the order it came to us.
    given: Arc<Vec<Slot>>,
    /// The same, by the ids others know.
    by_id: Arc<Vec<Slot>>,
    known: Arc<Known>,
    /// Laid out to be asked by more than its id, once somebody did.
    laid: Option<Arc<Laid>>,
}

impl Shelf {
    /// Reads what is kept of all, and lays it out where that is `wanted` or was done before.
    pub(super) fn read(
        tx: &mut Tx<'_>,
        area: AreaId,
        before: Option<&Shelf>,
        wanted: bool,
    ) -> Result<Shelf, Refusal> {
        let number = store::change_number(tx, area)?;
        let shelf = match before.filter(|before| before.number == number) {
            Some(before) => Shelf { laid: None, ..before.shared() },
            None => Shelf::told(area, number, keys(tx, area)?, Known::read(tx, area)?),
        };
        let before = before.filter(|before| go_on(&before.keys, &shelf.keys));
        let laid_before = before.and_then(|before| before.laid.as_deref());
        if !wanted && laid_before.is_none() {
            return Ok(shelf);
        }
        let laid = Laid::read(tx, area, &shelf.keys, &shelf.known, laid_before)?;
        Ok(Shelf { laid: Some(Arc::new(laid)), ..shelf })
    }

    fn told(area: AreaId, number: i64, keys: Vec<Key>, known: Known) -> Shelf {
        let changed_at = keys.iter().map(|key| key.changed_at).max();
        let given: Vec<Slot> =
            (0..).zip(&keys).filter(|(_, key)| key.offered).map(|(slot, _)| slot).collect();
        let mut by_id = given.clone();
        by_id.sort_unstable_by_key(|slot| keys.get(*slot as usize).map(|key| key.given));
        let (keys, given, by_id, known) = (Arc::new(keys), Arc::new(given), Arc::new(by_id), Arc::new(known));
        Shelf { area, number, changed_at, keys, given, by_id, known, laid: None }
    }

    fn shared(&self) -> Shelf {
        Shelf {
            keys: self.keys.clone(),
            given: self.given.clone(),
            by_id: self.by_id.clone(),
            known: self.known.clone(),
            laid: self.laid.clone(),
            ..*self
        }
    }

    /// The directory's change number it was told at.
    pub fn number(&self) -> i64 {
        self.number
    }

    pub(super) fn is_laid_out(&self) -> bool {
        self.laid.is_some()
    }

    pub(super) fn laid(&self) -> Option<&Laid> {
        self.laid.as_deref()
    }

    /// When anything in the directory last changed or was withdrawn.
    pub fn changed_at(&self) -> Option<Timestamp> {
        self.changed_at
    }

    /// Where all stand that are given, in the order they came to us.
    pub fn given(&self) -> &[Slot] {
        &self.given
    }

    /// The services given, in the order they came to us.
    pub fn services(&self) -> impl Iterator<Item = GivenService> {
        self.given.iter().filter_map(|slot| self.at(*slot))
    }

    pub(super) fn key(&self, slot: Slot) -> Option<&Key> {
        self.keys.get(slot as usize)
    }

    /// The service that stands there.
    pub fn at(&self, slot: Slot) -> Option<GivenService> {
        let key = self.key(slot)?;
        let laid = self.laid.as_ref().and_then(|laid| laid.facts(slot)?.organization);
        Some(GivenService {
            id: key.id,
            given: key.given,
            organization: laid.or_else(|| key.organization.and_then(|id| self.known.given(id))),
            changed_at: key.changed_at,
        })
    }

    /// Where the service stands that others know by this id.
    pub fn service(&self, given: Uuid) -> Option<Slot> {
        let id = |slot: &Slot| self.key(*slot).map(|key| key.given);
        let at = self.by_id.partition_point(|slot| id(slot) < Some(given));
        self.by_id.get(at).copied().filter(|slot| id(slot) == Some(given))
    }

    /// The records of some services as others read them, each with where it stands. What was
    /// taken out a moment ago is left out.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn records(&self, tx: &mut Tx<'_>, some: &[Slot]) -> Result<Vec<(Slot, Service)>, Refusal> {
        let known = || some.iter().filter_map(|slot| Some((*slot, self.key(*slot)?)));
        let ids: Vec<ServiceId> = known().map(|(_, key)| key.id).collect();
        let mut records = store_giving::records(tx, self.area, &ids)?.into_iter().peekable();
        let mut found = Vec::with_capacity(ids.len());
        for (slot, key) in known() {
            if let Some((_, record)) = records.next_if(|(id, _)| *id == key.id) {
                found.push((slot, as_given(tx, self.area, key, record, &self.known)?));
            }
        }
        Ok(found)
    }

    /// The least of some services: name, state and when it changed.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn least(&self, tx: &mut Tx<'_>, some: &[Slot]) -> Result<Vec<Service>, Refusal> {
        let keys: Vec<&Key> = some.iter().filter_map(|slot| self.key(*slot)).collect();
        let ids: Vec<ServiceId> = keys.iter().map(|key| key.id).collect();
        let mut named = store_giving::named(tx, self.area, &ids)?;
        let least = keys.into_iter().filter_map(|key| {
            let (name, status) = named.remove(&key.id)?;
            let last_modified = Some(key.changed_at);
            Some(Service { id: key.given, name, status, last_modified, ..Service::default() })
        });
        Ok(least.collect())
    }

    /// A service at one of its places.
    pub fn place(&self, id: Uuid) -> Option<Listed> {
        self.laid.as_ref()?.place(id)
    }

    /// By list, then by name.
    pub fn terms(&self) -> &[Arc<TaxonomyTerm>] {
        self.laid.as_ref().map_or(&[], |laid| &laid.terms)
    }

    /// By name.
    pub fn taxonomies(&self) -> &[Taxonomy] {
        self.laid.as_ref().map_or(&[], |laid| &laid.taxonomies)
    }

    /// Those that run something, in the order they came to us.
    pub fn organizations(&self) -> &[GivenOrganization] {
        self.laid.as_ref().map_or(&[], |laid| &laid.running)
    }

    /// Where those stand that are called so, or say so of themselves.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn organizations_called(&self, tx: &mut Tx<'_>, words: &[String]) -> Result<Vec<usize>, Refusal> {
        self.laid.as_ref().map_or(Ok(Vec::new()), |laid| laid.organizations_called(tx, self.area, words))
    }

    /// One of them as others read it; nothing when it has gone.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn organization(
        &self,
        tx: &mut Tx<'_>,
        organization: &GivenOrganization,
    ) -> Result<Option<openreferral::Organization>, Refusal> {
        let told = store_giving::told(tx, self.area, organization.id)?;
        Ok(told.map(|told| told.as_given(organization.given)))
    }
}
