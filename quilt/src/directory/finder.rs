//! The search index over the directory, in memory, kept in step with the database.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use ::store::Db;
use find::{Entry, Found, Index, Query};
use jiff::Timestamp;
use jiff::civil::Date;

use super::browse::About;
use super::facets::Facets;
use super::feeds::{self, ListedTwice};
use super::indexed::indexed;
use super::map::{Ground, Grounds};
use super::store::Mark;
use super::{ServiceId, store};
use crate::moment::{Moment, local};
use crate::refusal::Refusal;
use crate::settings::{self, AreaId};

/// Searches the directory of one area. Another process may change the directory: a search
/// looks, at most once a second, whether it moved on.
pub struct Finder {
    area: AreaId,
    index: Index,
    held: Mutex<Held>,
    facets: RwLock<Facets>,
    grounds: Grounds,
}

/// What the index holds, so that only the difference is read again.
#[derive(Default)]
struct Held {
    /// The directory's change number; nothing before the first look.
    number: Option<i64>,
    looked_at: Option<Timestamp>,
    /// The day it was brought up to date: what was said of room wears off by the day.
    day: Option<Date>,
    marks: HashMap<ServiceId, Mark>,
}

/// How long a look holds, in milliseconds.
const LOOK_HOLDS: i64 = 1_000;

/// How many services are read at once.
const MANY: usize = 200;

impl Finder {
    /// An index of everything in the directory now, with the towns it may be asked about.
    ///
    /// # Errors
    /// When the directory cannot be read.
    pub fn load(db: &Db, area: AreaId) -> Result<Finder, Refusal> {
        let index = Index::build([]).map_err(|why| Refusal::Internal(why.to_string()))?;
        let towns = db.read("know the towns", settings::towns)?;
        index.know_places(
            towns.into_iter().filter_map(|town| Some((town.name, find::Point::new(town.lat, town.lon)?))),
        );
        let finder = Finder {
            area,
            index,
            held: Mutex::default(),
            facets: RwLock::default(),
            grounds: Grounds::default(),
        };
        finder.catch_up(db, &mut finder.held(), Date::MIN)?;
        Ok(finder)
    }

    /// Answers a question about the directory as it is now, give or take a second.
    ///
    /// # Errors
    /// When the database cannot be asked whether the directory moved on.
    pub fn search(&self, db: &Db, now: &Moment, query: &Query) -> Result<Found, Refusal> {
        self.look(db, now)?;
        Ok(self.index.search(query))
    }

    /// The lie of the land, for maps.
    ///
    /// # Errors
    /// When the directory cannot be read.
    pub(super) fn ground(&self, db: &Db, now: &Moment) -> Result<Arc<Ground>, Refusal> {
        self.grounds.of(db, self.area, now)
    }

    /// Languages somebody says are spoken somewhere, besides English, in the order of their names.
    pub fn languages(&self) -> Vec<String> {
        self.facets.read().unwrap_or_else(PoisonError::into_inner).languages()
    }

    /// Whether anything is about what many people look for under this word.
    pub(super) fn has(&self, about: &About) -> bool {
        self.facets.read().unwrap_or_else(PoisonError::into_inner).has(about)
    }

    /// How many services can be found.
    pub fn len(&self) -> usize {
        self.index.len()
    }

    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn look(&self, db: &Db, now: &Moment) -> Result<(), Refusal> {
        // While somebody else catches up, the index as it was is a good answer.
        let Ok(mut held) = self.held.try_lock() else { return Ok(()) };
        let since = held.looked_at.map(|at| (now.at.as_millisecond() - at.as_millisecond()).abs());
        if since.is_some_and(|since| since < LOOK_HOLDS) {
            return Ok(());
        }
        let number =
            db.read("see whether the directory moved on", |tx| store::change_number(tx, self.area))?;
        let today = local(now.at).date();
        if held.number != Some(number) || held.day != Some(today) {
            self.catch_up(db, &mut held, today)?;
        }
        held.looked_at = Some(now.at);
        Ok(())
    }

    fn catch_up(&self, db: &Db, held: &mut Held, today: Date) -> Result<(), Refusal> {
        let (number, marks, entries) = db.read("bring the search up to date", |tx| {
            let number = store::change_number(tx, self.area)?;
            let twice = feeds::listed_twice(tx, self.area)?;
            let marks = marked(store::offered(tx, self.area, today)?, &twice);
            let stale = |(id, mark): &(&ServiceId, &Mark)| held.marks.get(id) != Some(*mark);
            let wanted: Vec<ServiceId> = marks.iter().filter(stale).map(|(id, _)| *id).collect();
            let mut entries = Vec::with_capacity(wanted.len());
            for some in wanted.chunks(MANY) {
                let known = store::services_by_id(tx, self.area, some)?;
                entries.extend(known.iter().map(|known| {
                    let alike = twice.perhaps.get(&known.id).map(ToString::to_string);
                    Entry { alike: alike.unwrap_or_default(), ..indexed(known, today) }
                }));
            }
            Ok::<_, Refusal>((number, marks, entries))
        })?;
        let gone: Vec<_> =
            held.marks.keys().filter(|id| !marks.contains_key(id)).map(|id| id.uuid()).collect();
        let broken = |why: find::Error| Refusal::Internal(why.to_string());
        let mut facets = self.facets.write().unwrap_or_else(PoisonError::into_inner);
        gone.iter().for_each(|id| facets.remove(*id));
        entries.iter().for_each(|entry| facets.put(entry));
        drop(facets);
        self.index.remove(&gone).map_err(broken)?;
        self.index.put(entries).map_err(broken)?;
        (held.number, held.marks, held.day) = (Some(number), marks, Some(today));
        Ok(())
    }
}

/// What the search shows, each with a mark of all it knows of it: also of what it may be the same as.
fn marked(offered: Vec<(ServiceId, Mark)>, twice: &ListedTwice) -> HashMap<ServiceId, Mark> {
    let shown = offered.into_iter().filter(|(id, _)| !twice.elsewhere.contains(id));
    shown
        .map(|(id, mut mark)| {
            if let Some(same) = twice.perhaps.get(&id) {
                mark.iter_mut().rev().zip(same.uuid().as_bytes()).for_each(|(byte, with)| *byte ^= with);
            }
            (id, mark)
        })
        .collect()
}
