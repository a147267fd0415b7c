//! The columns stories are told from, kept in memory and kept fresh; and those of earlier days, drawn again from the
//! ledger and kept as well.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, Weak};

use ::store::Db;
use jiff::Timestamp;
use jiff::civil::Date;
use measure::Secret;

use super::choice::Choice;
use super::cube::{self, Cube};
use super::story::{Measures, Story, tell};
use super::{known, store_cube};
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// For how many seconds columns are told from before it is looked whether anything happened.
const FRESH: i64 = 20;

/// Up to so many referrals the columns are read while somebody waits for the page.
const QUICK: u64 = 60_000;

/// Up to so many lines of the ledger an earlier day is drawn again while somebody waits for the page.
const QUICK_LINES: u64 = 150_000;

/// How many earlier days are kept.
const DAYS: usize = 4;

/// How many stories told lately are told again as they were.
const TOLD: usize = 16;

/// What a story is told from.
pub(super) enum Ready {
    /// The columns, and the moment up to which they are known.
    Here(Arc<Cube>, Timestamp),
    /// It is being read on a thread of its own.
    Soon,
}

/// Stories with the columns they were told from; columns nobody else holds are not held for them.
type Told = HashMap<Choice, (Weak<Cube>, Measures, Arc<Story>)>;

/// Kept by a running Quilt, and shared by its threads.
#[derive(Clone, Default)]
pub struct Stories(Arc<Kept>);

/// The columns of now, the moment up to which they are known, and how far the ledger had come.
#[derive(Clone)]
struct Latest {
    cube: Arc<Cube>,
    known_at: Timestamp,
    heads: ledger::Heads,
}

#[derive(Default)]
struct Kept {
    now: RwLock<Option<Latest>>,
    /// Held by whoever brings the columns up to now.
    refreshing: Mutex<()>,
    days: Mutex<Vec<(Date, Arc<Cube>)>>,
    /// Days being drawn again; nothing stands for today.
    under_way: Mutex<HashSet<Option<Date>>>,
    told: Mutex<Told>,
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Stories {
    /// The columns for a choice: those of now, or of an earlier day.
    pub(super) fn cube(
        &self,
        db: &Db,
        area: AreaId,
        secret: &Secret,
        now: Timestamp,
        as_known: Option<Date>,
    ) -> Result<Ready, Refusal> {
        match as_known {
            None => self.of_now(db, area, secret, now),
            Some(day) => self.of_day(db, area, secret, now, day),
        }
    }

    fn of_now(&self, db: &Db, area: AreaId, secret: &Secret, now: Timestamp) -> Result<Ready, Refusal> {
        let Some(Latest { cube, known_at, .. }) = self.latest() else {
            let many = db.read("see how much there is to tell", |tx| store_cube::referrals(tx, area))?;
            if many > QUICK {
                self.in_the_background(None, db, area, secret, now);
                return Ok(Ready::Soon);
            }
            self.refresh(db, area, secret, now)?;
            return Ok(self.ready().unwrap_or(Ready::Soon));
        };
        let age = now.as_second() - known_at.as_second();
        if (0..FRESH).contains(&age) {
            return Ok(Ready::Here(cube, known_at));
        }
        // Somebody else is at it: the page says as of when it is.
        let Ok(_refreshing) = self.0.refreshing.try_lock() else { return Ok(Ready::Here(cube, known_at)) };
        self.brought_up_to(db, area, secret, now)?;
        Ok(self.ready().unwrap_or(Ready::Here(cube, known_at)))
    }

    fn of_day(
        &self,
        db: &Db,
        area: AreaId,
        secret: &Secret,
        now: Timestamp,
        day: Date,
    ) -> Result<Ready, Refusal> {
        if let Some(ready) = self.drawn(day) {
            return Ok(ready);
        }
        let lines = db.read("see how long the ledger is", |tx| {
            Ok::<_, Refusal>(ledger::heads(tx, area.into())?.lines())
        })?;
        if lines > QUICK_LINES {
            self.in_the_background(Some(day), db, area, secret, now);
            return Ok(Ready::Soon);
        }
        self.draw(db, area, secret, now, day)?;
        Ok(self.drawn(day).unwrap_or(Ready::Soon))
    }

    fn drawn(&self, day: Date) -> Option<Ready> {
        let days = held(&self.0.days);
        let (_, cube) = days.iter().find(|(it, _)| *it == day)?;
        Some(Ready::Here(cube.clone(), cube.known_at))
    }

    fn latest(&self) -> Option<Latest> {
        self.0.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn ready(&self) -> Option<Ready> {
        self.latest().map(|latest| Ready::Here(latest.cube, latest.known_at))
    }

    /// Brings the columns up to now; whoever serves Quilt calls this from time to time, so that no page waits for it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn refresh(&self, db: &Db, area: AreaId, secret: &Secret, now: Timestamp) -> Result<(), Refusal> {
        let _refreshing = held(&self.0.refreshing);
        self.brought_up_to(db, area, secret, now)
    }

    fn brought_up_to(&self, db: &Db, area: AreaId, secret: &Secret, now: Timestamp) -> Result<(), Refusal> {
        let known = self.latest();
        let (fresh, heads) = db.read("gather what stories are told from", |tx| {
            let heads = ledger::heads(tx, area.into())?;
            let fresh = match &known {
                Some(known) => cube::refresh(tx, area, &known.cube, (&known.heads, &heads), secret, now)?,
                None => Some(cube::load(tx, area, secret, now)?),
            };
            Ok::<_, Refusal>((fresh, heads))
        })?;
        // Nothing happened that is told of: the same columns, known later.
        let Some(cube) = fresh.map(Arc::new).or(known.map(|known| known.cube)) else { return Ok(()) };
        tracing::debug!(rows = cube.rows(), bytes = cube.bytes(), "gathered what stories are told from");
        let latest = Latest { cube, known_at: now, heads };
        *self.0.now.write().unwrap_or_else(PoisonError::into_inner) = Some(latest);
        Ok(())
    }

    fn draw(&self, db: &Db, area: AreaId, secret: &Secret, now: Timestamp, day: Date) -> Result<(), Refusal> {
        let drawn = db.read("draw an earlier day again", |tx| known::as_known(tx, area, secret, day, now))?;
        let mut days = held(&self.0.days);
        days.retain(|(it, _)| *it != day);
        if days.len() >= DAYS {
            days.remove(0);
        }
        days.push((day, Arc::new(drawn)));
        Ok(())
    }

    /// Reads on a thread of its own, once at a time for each day.
    fn in_the_background(&self, day: Option<Date>, db: &Db, area: AreaId, secret: &Secret, now: Timestamp) {
        if !held(&self.0.under_way).insert(day) {
            return;
        }
        let (stories, db, secret) = (self.clone(), db.clone(), secret.clone());
        let work = move || {
            let done = match day {
                None => stories.refresh(&db, area, &secret, now),
                Some(day) => stories.draw(&db, area, &secret, now, day),
            };
            held(&stories.0.under_way).remove(&day);
            if let Err(refusal) = done {
                tracing::error!(%refusal, "what stories are told from was not gathered");
            }
        };
        if std::thread::Builder::new().name("stories".into()).spawn(work).is_err() {
            held(&self.0.under_way).remove(&day);
        }
    }

    /// The story of a choice from these columns, told again as it was while they are the same.
    pub(super) fn story(&self, cube: &Arc<Cube>, choice: &Choice, measures: &Measures) -> Arc<Story> {
        if let Some((from, known, story)) = held(&self.0.told).get(choice)
            && from.as_ptr() == Arc::as_ptr(cube)
            && known == measures
        {
            return story.clone();
        }
        let story = Arc::new(tell(cube, choice, measures));
        let mut told = held(&self.0.told);
        if told.len() >= TOLD {
            told.clear();
        }
        told.insert(choice.clone(), (Arc::downgrade(cube), measures.clone(), story.clone()));
        story
    }
}
