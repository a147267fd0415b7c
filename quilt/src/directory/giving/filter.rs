//! Which of what is given somebody asks for. Every part of a filter that is set must hold.

use jiff::Timestamp;
use jiff::civil::Time;
use openreferral::Day;
use uuid::Uuid;

use super::given::{GivenService, Times, bit};
use super::shelf::Shelf;
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

/// A service in the shelf's order, and one of its places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    pub service: usize,
    pub place: usize,
}

impl Filter {
    fn fits(&self, service: &GivenService) -> bool {
        let Filter { term, taxonomy, organization, modified_after, .. } = self;
        let terms = &service.terms;
        term.as_ref().is_none_or(|asked| terms.iter().any(|term| is_term(term, asked)))
            && taxonomy.as_ref().is_none_or(|asked| terms.iter().any(|term| is_of(term, asked)))
            && organization.is_none_or(|asked| service.organization == Some(asked))
            && modified_after.is_none_or(|since| service.changed_at >= since)
            && self.min_age.is_none_or(|age| f64::from(service.ages.min.unwrap_or(0)) >= age)
            && self.max_age.is_none_or(|age| service.ages.max.is_some_and(|max| f64::from(max) <= age))
            && service.words.hold(&self.words)
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

    fn is_near(&self, service: &GivenService, place: usize) -> bool {
        self.near.is_none_or(|(from, metres)| {
            let point = service.places.get(place).and_then(|place| place.point);
            point.is_some_and(|point| from.metres_to(point) <= metres)
        })
    }

    /// Whether the service is asked for, wherever it happens.
    pub(super) fn admits(&self, service: &GivenService) -> bool {
        self.fits(service)
            && (!self.asks_when() || service.times.iter().any(|times| self.happens(times)))
            && (self.near.is_none() || (0..service.places.len()).any(|place| self.is_near(service, place)))
    }

    /// Whether the service is asked for at this one of its places.
    pub(super) fn admits_at(&self, service: &GivenService, place: usize) -> bool {
        let here = |times: &&Times| times.place.is_none_or(|only| only == place);
        self.is_near(service, place)
            && (!self.asks_when() || service.times.iter().filter(here).any(|times| self.happens(times)))
            && self.fits(service)
    }
}

impl Shelf {
    /// The services asked for, in the order they came; where words are looked for, those that
    /// have them all in their name come first.
    pub fn services_like(&self, filter: &Filter) -> Vec<usize> {
        let all = self.services().iter().enumerate();
        let mut found: Vec<usize> =
            all.filter(|(_, service)| filter.admits(service)).map(|(at, _)| at).collect();
        if !filter.words.is_empty() {
            found.sort_by_key(|at| !self.is_named(*at, &filter.words));
        }
        found
    }

    /// The same, place by place.
    pub fn places_like(&self, filter: &Filter) -> Vec<Listed> {
        let all = self.services().iter().enumerate();
        let mut found: Vec<Listed> = all
            .flat_map(|(service, known)| {
                let places = (0..known.places.len()).map(move |place| (known, Listed { service, place }));
                places.filter(|(known, at)| filter.admits_at(known, at.place)).map(|(_, at)| at)
            })
            .collect();
        if !filter.words.is_empty() {
            found.sort_by_key(|at| !self.is_named(at.service, &filter.words));
        }
        found
    }

    fn is_named(&self, service: usize, words: &[String]) -> bool {
        self.services().get(service).is_some_and(|service| service.name_words.hold(words))
    }
}
