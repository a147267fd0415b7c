//! Which of what is given somebody asks for. Every part of a filter that is set must hold.

use jiff::Timestamp;
use jiff::civil::Time;
use openreferral::Day;
use uuid::Uuid;

use super::given::{Facts, Times, bit};
use super::key::{Key, Slot};
use super::shelf::Shelf;
use super::spoken::Holding;
use super::term::{is_of, is_term};

/// What is asked of a service, or of a service at one of its places.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Each must begin a word of the entry; see [`super::wanted`].
    pub words: Vec<String>,
    /// A term, by id or code.
    pub term: Option<String>,
    /// A list of terms, by id or name.
    pub taxonomy: Option<String>,
    pub organization: Option<Uuid>,
    /// Changed here then or later.
    pub modified_after: Option<Timestamp>,
    /// For nobody younger; what says no lowest age begins at 0.
    pub min_age: Option<f64>,
    /// For nobody older; what says no highest age has none.
    pub max_age: Option<f64>,
    /// On one of these days, from no earlier, to no later: all three of one and the same time.
    pub days: Vec<Day>,
    pub opens_from: Option<Time>,
    pub closes_by: Option<Time>,
    /// Not further from there than so many metres.
    pub near: Option<(find::Point, f64)>,
}

/// Where a service stands, and one of its places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    pub service: Slot,
    pub place: u32,
}

impl Filter {
    /// Whether nothing is asked but when an entry changed: then no more is needed than is kept of all.
    pub fn is_plain(&self) -> bool {
        *self == Filter { modified_after: self.modified_after, ..Filter::default() }
    }

    fn is_since(&self, key: &Key) -> bool {
        self.modified_after.is_none_or(|since| key.changed_at >= since)
    }

    fn fits(&self, service: &Facts) -> bool {
        let Filter { term, taxonomy, organization, .. } = self;
        let terms = &service.terms;
        term.as_ref().is_none_or(|asked| terms.iter().any(|term| is_term(term, asked)))
            && taxonomy.as_ref().is_none_or(|asked| terms.iter().any(|term| is_of(term, asked)))
            && organization.is_none_or(|asked| service.organization == Some(asked))
            && self.min_age.is_none_or(|age| f64::from(service.ages.min.unwrap_or(0)) >= age)
            && self.max_age.is_none_or(|age| service.ages.max.is_some_and(|max| f64::from(max) <= age))
    }

    fn asks_when(&self) -> bool {
        !self.days.is_empty() || self.opens_from.is_some() || self.closes_by.is_some()
    }

    fn happens(&self, times: &Times) -> bool {
        let days = self.days.iter().fold(0, |bits, day| bits | bit(*day));
        (days == 0 || times.days & days != 0)
            && self.opens_from.is_none_or(|from| times.opens.is_some_and(|opens| opens >= from))
            && self
                .closes_by
                .is_none_or(|by| !times.overnight && times.closes.is_some_and(|closes| closes <= by))
    }

    fn is_near(&self, place: Option<find::Point>) -> bool {
        self.near.is_none_or(|(from, metres)| place.is_some_and(|point| from.metres_to(point) <= metres))
    }

    /// Whether the service is asked for, wherever it happens.
    fn admits(&self, service: &Facts) -> bool {
        self.fits(service)
            && (!self.asks_when() || service.times.iter().any(|times| self.happens(times)))
            && (self.near.is_none() || service.places.iter().any(|place| self.is_near(*place)))
    }

    /// Whether the service is asked for at this one of its places.
    fn admits_at(&self, service: &Facts, place: usize) -> bool {
        let here = |times: &&Times| times.place.is_none_or(|only| only as usize == place);
        service.places.get(place).is_some_and(|point| self.is_near(*point))
            && (!self.asks_when() || service.times.iter().filter(here).any(|times| self.happens(times)))
            && self.fits(service)
    }
}

impl Shelf {
    /// Where the services stand that are asked for, in the order they came; where words are looked
    /// for, those that have them all in their name come first.
    pub fn services_like(&self, filter: &Filter) -> Vec<Slot> {
        let holding = self.holding(filter);
        let since = |slot: &Slot| self.key(*slot).is_some_and(|key| filter.is_since(key));
        let said = |slot: &Slot| holding.as_ref().is_none_or(|holding| holding.has(*slot));
        let plain = filter.is_plain();
        let admitted = |slot: &Slot| {
            plain || self.laid().and_then(|laid| laid.facts(*slot)).is_some_and(|it| filter.admits(it))
        };
        let all = self.given().iter().copied();
        let mut found: Vec<Slot> = all.filter(since).filter(said).filter(admitted).collect();
        if let Some(holding) = &holding {
            found.sort_by_key(|slot| !holding.in_name(*slot));
        }
        found
    }

    /// The same, place by place.
    pub fn places_like(&self, filter: &Filter) -> Vec<Listed> {
        let Some(laid) = self.laid() else { return Vec::new() };
        let holding = self.holding(filter);
        let mut found = Vec::new();
        for service in self.given().iter().copied() {
            let Some((key, facts)) = self.key(service).zip(laid.facts(service)) else { continue };
            if filter.is_since(key) && holding.as_ref().is_none_or(|holding| holding.has(service)) {
                let places = (0..).zip(0..facts.places.len());
                let here = places.filter(|(_, place)| filter.admits_at(facts, *place));
                found.extend(here.map(|(place, _)| Listed { service, place }));
            }
        }
        if let Some(holding) = &holding {
            found.sort_by_key(|at| !holding.in_name(at.service));
        }
        found
    }

    /// What holds the words asked for, where there are any.
    fn holding(&self, filter: &Filter) -> Option<Holding> {
        let laid = self.laid().filter(|_| !filter.words.is_empty())?;
        Some(laid.spoken.holding(&filter.words, laid.facts.len()))
    }
}
