//! Everything that is given, laid out to be asked by more than its id: terms, ages, times, places
//! and words. Made when somebody first asks so, from the records one after the other; what has not
//! changed is taken over from the time before.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use ::store::Tx;
use openreferral::v3::{Taxonomy, TaxonomyTerm};
use uuid::Uuid;

use super::filter::Listed;
use super::given::{Facts, LaidOut, laid_out};
use super::key::{Key, Slot};
use super::known::Known;
use super::spoken::{Gathering, Spoken};
use super::term::{all_taxonomies, all_terms};
use crate::directory::{ServiceId, store_giving};
use crate::refusal::Refusal;
use crate::settings::{AreaId, OrganizationId};

/// How many services are read at once.
const MANY: usize = 200;

pub(super) struct Laid {
    /// By slot; nothing for what is not given.
    pub facts: Vec<Option<Arc<Facts>>>,
    pub spoken: Spoken,
    /// A service at one of its places, by the id of that.
    by_place: Vec<(Uuid, Listed)>,
    pub terms: Vec<Arc<TaxonomyTerm>>,
    pub taxonomies: Vec<Taxonomy>,
    pub running: Vec<GivenOrganization>,
    /// What organisations say, from when it was first asked for.
    pub organizations_spoken: OnceLock<Spoken>,
}

/// An organisation that runs something that is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenOrganization {
    pub id: OrganizationId,
    pub given: Uuid,
    /// What it runs, in the order it came.
    pub services: Box<[Slot]>,
}

impl Laid {
    /// `before` is how it was, where slots still mean what they meant.
    pub fn read(
        tx: &mut Tx<'_>,
        area: AreaId,
        keys: &[Key],
        known: &Known,
        before: Option<&Laid>,
    ) -> Result<Laid, Refusal> {
        let mut laying = Laying::after(keys, known, before);
        let mut terms: HashMap<Uuid, Arc<TaxonomyTerm>> = HashMap::new();
        for some in laying.stale(keys).chunks(MANY) {
            let slots: HashMap<ServiceId, Slot> = some.iter().map(|(slot, key)| (key.id, *slot)).collect();
            let ids: Vec<ServiceId> = some.iter().map(|(_, key)| key.id).collect();
            for (id, record) in store_giving::records(tx, area, &ids)? {
                let Some(slot) = slots.get(&id) else { continue };
                let Some(key) = keys.get(*slot as usize) else { continue };
                laying.put(*slot, laid_out(tx, area, key, record, known, &mut terms)?);
            }
        }
        Ok(laying.done(known))
    }

    /// A service at one of its places.
    pub fn place(&self, id: Uuid) -> Option<Listed> {
        let at = self.by_place.partition_point(|(known, _)| *known < id);
        self.by_place.get(at).filter(|(known, _)| *known == id).map(|(_, at)| *at)
    }

    pub fn facts(&self, slot: Slot) -> Option<&Facts> {
        self.facts.get(slot as usize)?.as_deref()
    }

    /// Whether each of these words begins one of an organisation's name or of what it is.
    pub fn organizations_called(
        &self,
        tx: &mut Tx<'_>,
        area: AreaId,
        words: &[String],
    ) -> Result<Vec<usize>, Refusal> {
        if words.is_empty() {
            return Ok((0..self.running.len()).collect());
        }
        if self.organizations_spoken.get().is_none() {
            let mut gathering = Gathering::default();
            let mut at = 0;
            store_giving::all_told(tx, area, &mut |id, told| {
                // Both go by id.
                while self.running.get(at).is_some_and(|running| running.id < id) {
                    at += 1;
                }
                if self.running.get(at).is_some_and(|running| running.id == id) {
                    gathering.add(Slot::try_from(at).unwrap_or(Slot::MAX), &told.said());
                }
            })?;
            let _first = self.organizations_spoken.set(gathering.done());
        }
        let Some(spoken) = self.organizations_spoken.get() else { return Ok(Vec::new()) };
        let holding = spoken.holding(words, self.running.len());
        Ok((0..self.running.len())
            .filter(|at| holding.has(Slot::try_from(*at).unwrap_or(Slot::MAX)))
            .collect())
    }
}

/// What is being laid out.
struct Laying {
    facts: Vec<Option<Arc<Facts>>>,
    by_place: Vec<(Uuid, Listed)>,
    words: SaidWords,
}

impl Laying {
    /// Begins with what is still as it was.
    fn after(keys: &[Key], known: &Known, before: Option<&Laid>) -> Laying {
        let still = |slot: usize, key: &Key| {
            let held = before?.facts.get(slot)?.as_ref()?;
            let runs = key.organization.and_then(|id| known.given(id));
            let same = key.offered
                && held.state == key.state
                && held.given == key.given
                && (runs.is_none() || runs == held.organization);
            same.then(|| held.clone())
        };
        let facts: Vec<Option<Arc<Facts>>> =
            keys.iter().enumerate().map(|(slot, key)| still(slot, key)).collect();
        let held = |at: &Listed| facts.get(at.service as usize).is_some_and(Option::is_some);
        let places = before.into_iter().flat_map(|before| &before.by_place);
        let by_place = places.filter(|(_, at)| held(at)).copied().collect();
        Laying { facts, by_place, words: SaidWords::after(before) }
    }

    /// What has to be read.
    fn stale<'k>(&self, keys: &'k [Key]) -> Vec<(Slot, &'k Key)> {
        let all = (0..).zip(keys).zip(&self.facts);
        all.filter(|((_, key), held)| key.offered && held.is_none()).map(|(it, _)| it).collect()
    }

    fn put(&mut self, slot: Slot, laid: LaidOut) {
        let places = (0..).zip(laid.places);
        self.by_place.extend(places.map(|(place, id)| (id, Listed { service: slot, place })));
        self.words.say(slot, laid.said);
        if let Some(place) = self.facts.get_mut(slot as usize) {
            *place = Some(Arc::new(laid.facts));
        }
    }

    fn done(self, known: &Known) -> Laid {
        let Laying { facts, mut by_place, words } = self;
        by_place.sort_unstable_by_key(|(id, at)| (*id, at.service));
        by_place.shrink_to_fit();
        let terms = all_terms(facts.iter().flatten().map(Arc::as_ref));
        let taxonomies = all_taxonomies(&terms);
        let running = all_running(&facts, known);
        let spoken = words.done(facts.len());
        Laid { facts, spoken, by_place, terms, taxonomies, running, organizations_spoken: OnceLock::new() }
    }
}

/// Words on their way: all of them anew, or those that are newer.
enum SaidWords {
    Anew(Gathering),
    Newer(Spoken),
}

impl SaidWords {
    fn after(before: Option<&Laid>) -> SaidWords {
        before.map_or_else(|| SaidWords::Anew(Gathering::default()), |it| SaidWords::Newer(it.spoken.clone()))
    }

    fn say(&mut self, slot: Slot, said: super::words::Said) {
        match self {
            SaidWords::Anew(gathering) => gathering.add(slot, &said),
            SaidWords::Newer(spoken) => spoken.say(slot, said),
        }
    }

    fn done(self, entries: usize) -> Spoken {
        match self {
            SaidWords::Anew(gathering) => gathering.done(),
            SaidWords::Newer(spoken) if spoken.is_worn(entries) => spoken.renewed(),
            SaidWords::Newer(spoken) => spoken,
        }
    }
}

fn all_running(facts: &[Option<Arc<Facts>>], known: &Known) -> Vec<GivenOrganization> {
    let mut running: HashMap<Uuid, Vec<Slot>> = HashMap::new();
    for (slot, facts) in (0..).zip(facts) {
        if let Some(id) = facts.as_ref().and_then(|facts| facts.organization) {
            running.entry(id).or_default().push(slot);
        }
    }
    // In the order they came to us.
    let of = |(id, given): (OrganizationId, Uuid)| {
        let services = running.get(&given)?.as_slice().into();
        Some(GivenOrganization { id, given, services })
    };
    known.all().filter_map(of).collect()
}
