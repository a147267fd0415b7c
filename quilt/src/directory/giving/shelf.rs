//! Everything that is given, laid out in memory: what lists and filters need, in an order
//! that does not change under a reader who turns the pages.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use ::store::Tx;
use jiff::Timestamp;
use openreferral::v3::{Taxonomy, TaxonomyTerm, service_at_location_id};
use uuid::Uuid;

use super::given::{self, GivenService, Place};
use super::term::{all_taxonomies, all_terms};
use super::words::Words;
use crate::directory::store_giving::{self, Mark};
use crate::directory::{DirectoryEntry, ServiceId, services_by_id, store};
use crate::refusal::Refusal;
use crate::settings::{self, AreaId, Organization, OrganizationId, OrganizationKind};

/// How many services are read at once.
const MANY: usize = 200;

/// All of it, as the directory stood at one moment.
///
/// A service is known outside by the id its publisher gave it. Where two feeds give the same
/// id, the one that came to us first keeps it, for good, and the other is known by ours. So
/// an id once given out never comes to mean something else.
pub struct Shelf {
    number: i64,
    changed_at: Option<Timestamp>,
    services: Vec<Arc<GivenService>>,
    by_id: HashMap<Uuid, usize>,
    by_place: HashMap<Uuid, super::Listed>,
    terms: Vec<Arc<TaxonomyTerm>>,
    taxonomies: Vec<Taxonomy>,
    known: Known,
    running: Vec<GivenOrganization>,
}

/// The organisations, by the id others know them by.
#[derive(Default)]
pub struct Known {
    ids: HashMap<OrganizationId, Uuid>,
    by_id: HashMap<Uuid, Organization>,
}

/// An organisation that runs something that is given.
pub struct GivenOrganization {
    pub given: Uuid,
    pub about: Organization,
    /// What it runs, in the shelf's order.
    pub services: Vec<usize>,
    words: Words,
}

impl GivenOrganization {
    pub fn is_called(&self, words: &[String]) -> bool {
        self.words.hold(words)
    }
}

impl Known {
    /// As with services, the first to come under an id keeps it.
    fn of(mut all: Vec<Organization>) -> Known {
        all.sort_by_key(|organization| organization.id);
        let mut known = Known::default();
        for organization in all {
            let published = organization.source_key.as_deref().and_then(|key| Uuid::parse_str(key).ok());
            let free = published.filter(|id| !id.is_nil() && !known.by_id.contains_key(id));
            let given = free.unwrap_or_else(|| organization.id.into());
            known.ids.insert(organization.id, given);
            known.by_id.insert(given, organization);
        }
        known
    }

    /// How a service that does not say who runs it says so.
    pub(super) fn described(&self, given: Uuid) -> Option<openreferral::Organization> {
        let about = self.by_id.get(&given)?;
        Some(openreferral::Organization {
            id: given,
            source_id: String::new(),
            name: about.name.clone(),
            description: about.description.clone(),
            url: about.url.clone(),
            email: None,
        })
    }
}

impl Shelf {
    /// Lays everything out; what has not changed is taken over from the shelf before.
    pub(super) fn read(tx: &mut Tx<'_>, area: AreaId, before: Option<&Shelf>) -> Result<Shelf, Refusal> {
        let number = store::change_number(tx, area)?;
        let known = Known::of(settings::organizations(tx, area, &OrganizationKind::ALL)?);
        let marks = store_giving::marks(tx, area)?;
        let changed_at = marks.iter().map(|mark| mark.state.1).max();
        let mut held: HashMap<ServiceId, Arc<GivenService>> = before
            .map(|shelf| shelf.services.iter().map(|service| (service.id, service.clone())).collect())
            .unwrap_or_default();
        let mut terms: HashMap<Uuid, Arc<TaxonomyTerm>> = HashMap::new();
        let wanted: Vec<(Uuid, Mark)> = named(marks).into_iter().filter(|(_, mark)| mark.offered).collect();
        let stale: Vec<&(Uuid, Mark)> = wanted
            .iter()
            .filter(|(given, mark)| !held.get(&mark.id).is_some_and(|it| is_still(it, *given, mark, &known)))
            .collect();
        for some in stale.chunks(MANY) {
            let ids: Vec<ServiceId> = some.iter().map(|(_, mark)| mark.id).collect();
            for (entry, (given, mark)) in services_by_id(tx, area, &ids)?.iter().zip(some) {
                let service = laid_out(tx, entry, *given, mark, &known, &mut terms)?;
                held.insert(mark.id, Arc::new(service));
            }
        }
        let services = wanted.iter().filter_map(|(_, mark)| held.remove(&mark.id)).collect();
        Ok(Shelf::arranged(number, changed_at, services, known))
    }

    fn arranged(
        number: i64,
        changed_at: Option<Timestamp>,
        services: Vec<Arc<GivenService>>,
        known: Known,
    ) -> Shelf {
        let by_id = services.iter().enumerate().map(|(at, service)| (service.given, at)).collect();
        let mut by_place = HashMap::new();
        for (service, known) in services.iter().enumerate() {
            let places = known.places.iter().enumerate();
            by_place.extend(places.map(|(place, it)| (it.id, super::Listed { service, place })));
        }
        let terms = all_terms(&services);
        let taxonomies = all_taxonomies(&terms);
        let running = all_running(&services, &known);
        Shelf { number, changed_at, services, by_id, by_place, terms, taxonomies, known, running }
    }

    /// The directory's change number it was laid out at.
    pub fn number(&self) -> i64 {
        self.number
    }

    /// When anything in the directory last changed or was withdrawn.
    pub fn changed_at(&self) -> Option<Timestamp> {
        self.changed_at
    }

    /// In the order they came to us.
    pub fn services(&self) -> &[Arc<GivenService>] {
        &self.services
    }

    pub fn service(&self, given: Uuid) -> Option<usize> {
        self.by_id.get(&given).copied()
    }

    /// A service at one of its places.
    pub fn place(&self, id: Uuid) -> Option<super::Listed> {
        self.by_place.get(&id).copied()
    }

    /// By list, then by name.
    pub fn terms(&self) -> &[Arc<TaxonomyTerm>] {
        &self.terms
    }

    /// By name.
    pub fn taxonomies(&self) -> &[Taxonomy] {
        &self.taxonomies
    }

    /// Those that run something, in the order they came to us.
    pub fn organizations(&self) -> &[GivenOrganization] {
        &self.running
    }

    pub fn known(&self) -> &Known {
        &self.known
    }
}

/// Each service with the id it is given under; see [`Shelf`].
fn named(marks: Vec<Mark>) -> Vec<(Uuid, Mark)> {
    let mut taken: HashSet<Uuid> = HashSet::with_capacity(marks.len());
    let given = |mark: &Mark, taken: &mut HashSet<Uuid>| {
        let published = Uuid::parse_str(&mark.source_key).ok();
        let free = published.filter(|id| !id.is_nil() && taken.insert(*id));
        free.unwrap_or_else(|| mark.id.into())
    };
    marks.into_iter().map(|mark| (given(&mark, &mut taken), mark)).collect()
}

fn is_still(held: &GivenService, given: Uuid, mark: &Mark, known: &Known) -> bool {
    (held.mark, held.changed_at) == mark.state
        && held.given == given
        && held.organization == mark.organization.and_then(|id| known.ids.get(&id).copied())
}

fn laid_out(
    tx: &mut Tx<'_>,
    entry: &DirectoryEntry,
    given: Uuid,
    mark: &Mark,
    known: &Known,
    terms: &mut HashMap<Uuid, Arc<TaxonomyTerm>>,
) -> Result<GivenService, Refusal> {
    let organization = mark.organization.and_then(|id| known.ids.get(&id).copied());
    let record = given::given_record(entry, given, organization, mark.state.1, known);
    let mut places = Vec::with_capacity(record.locations.len());
    for place in &record.locations {
        places.push(Place { id: service_at_location_id(given, place.id), point: point(tx, place)? });
    }
    let mut shared = |term| {
        let term = TaxonomyTerm::of(term);
        let known = terms.entry(term.id).or_insert_with(|| Arc::new(term.clone()));
        if **known == term { known.clone() } else { Arc::new(term) }
    };
    Ok(GivenService {
        id: mark.id,
        given,
        organization: organization.or(record.organization.as_ref().map(|it| it.id)),
        name: record.name.clone(),
        status: record.status,
        changed_at: mark.state.1,
        terms: record.terms.iter().map(&mut shared).collect(),
        places,
        ages: record.ages,
        times: given::times(&record),
        name_words: Words::of([record.name.as_str(), record.alternate_name.as_deref().unwrap_or_default()]),
        words: given::spoken(&record),
        mark: mark.state.0,
    })
}

fn point(tx: &mut Tx<'_>, place: &openreferral::Location) -> Result<Option<find::Point>, Refusal> {
    if !given::is_met_at(place.kind) {
        return Ok(None);
    }
    let found = match (place.point, &place.postcode) {
        (Some(point), _) => Some((point.lat, point.lon)),
        (None, Some(postcode)) => {
            settings::find_place(tx, postcode.as_str())?.map(|place| (place.lat, place.lon))
        }
        (None, None) => None,
    };
    Ok(found.and_then(|(lat, lon)| find::Point::new(lat, lon)))
}

fn all_running(services: &[Arc<GivenService>], known: &Known) -> Vec<GivenOrganization> {
    let mut running: HashMap<Uuid, Vec<usize>> = HashMap::new();
    for (at, service) in services.iter().enumerate() {
        if let Some(id) = service.organization {
            running.entry(id).or_default().push(at);
        }
    }
    let mut all: Vec<GivenOrganization> = running
        .into_iter()
        .filter_map(|(given, services)| {
            let about = known.by_id.get(&given)?.clone();
            let words = Words::of([about.name.as_str(), about.description.as_str()]);
            Some(GivenOrganization { given, about, services, words })
        })
        .collect();
    all.sort_by_key(|organization| organization.about.id);
    all
}
