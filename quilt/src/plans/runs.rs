//! Working plans out: a few draws at once while somebody waits for the page, the rest behind it. Every state of every
//! slider is worked out with the same draws of the same chance, so that two answers differ by what was changed and by
//! nothing else. How much goes on at once is bounded; whoever comes when it is full is told so and loses nothing.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ::store::Db;
use jiff::Timestamp;
use simulate::plan::Plan;
use simulate::runs::{One, Rows, Shard, Task, middle};

use super::{PlanId, results, typical};
use crate::settings::AreaId;

/// How long somebody waits for their turn at a coarse answer.
const PATIENCE: Duration = Duration::from_secs(3);
/// Refinements that may wait for their turn.
const WAITING: usize = 24;
/// Cells of results held in memory: eight bytes each.
const CELLS: usize = 12_000_000;

/// Whose plan is worked out: one refinement at a time for each, so that a slider moved on ends the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whose {
    pub plan: PlanId,
    pub viewer: uuid::Uuid,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Every draw is there.
    Whole,
    /// More are coming.
    Going,
    /// Too much is going on to begin with the rest now.
    Busy,
}

/// What is known of a plan so far.
#[derive(Debug, Clone)]
pub struct SoFar {
    pub plan: Arc<Plan>,
    pub fingerprint: String,
    /// Nothing yet when the plan is large, or too much is going on.
    pub rows: Option<Arc<Rows>>,
    /// Of a large plan, as long as there is nothing else: one run of each way, every value at its middle.
    pub middles: Vec<One>,
    pub progress: Progress,
}

impl SoFar {
    pub fn draws(&self) -> usize {
        self.rows.as_ref().map_or(0, |rows| rows.len())
    }
}

struct Job {
    whose: Whose,
    fingerprint: String,
    plan: Arc<Plan>,
    area: AreaId,
    at: Timestamp,
    ended: Arc<AtomicBool>,
}

#[derive(Default)]
struct Queue {
    going: Vec<(Whose, String, Arc<AtomicBool>)>,
    waiting: VecDeque<Job>,
}

/// A fingerprint, what is known, and whether that is all there will be.
type Known = (String, Arc<Rows>, bool);

#[derive(Default)]
struct Shared {
    /// Results, those used last at the end; and whether nothing more will come.
    known: Mutex<Vec<Known>>,
    queue: Mutex<Queue>,
    coarse: Mutex<usize>,
    free: Condvar,
}

/// Kept by a running Quilt, and shared by its threads.
#[derive(Clone, Default)]
pub struct Runs(Arc<Shared>);

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// A turn at a coarse answer; given back when it is dropped.
struct Turn<'a>(&'a Shared);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *held(&self.0.coarse) -= 1;
        self.0.free.notify_one();
    }
}

impl Runs {
    /// What is known of this plan, worked out coarsely if nothing is, by draws that stand well for all of the plan `beside`
    /// it; the rest is begun behind the page.
    pub fn so_far(
        &self,
        db: &Db,
        (area, at): (AreaId, Timestamp),
        whose: Whose,
        plan: &Arc<Plan>,
        beside: &Arc<Plan>,
    ) -> SoFar {
        let fingerprint = super::fingerprint(plan);
        let any = |fingerprint: &str, plan| {
            self.known(fingerprint).or_else(|| self.stored(db, area, fingerprint, plan))
        };
        let known = any(&fingerprint, plan).or_else(|| {
            let beside = (!Arc::ptr_eq(plan, beside)).then_some(beside);
            let whole = beside.and_then(|it| any(&super::fingerprint(it), it)).filter(|(_, done)| *done);
            self.coarse(&fingerprint, plan, whole.map(|(rows, _)| rows).as_deref())
        });
        let middles = if known.is_some() { Vec::new() } else { self.middles(plan) };
        let progress = match &known {
            Some((_, true)) => Progress::Whole,
            _ => {
                let (plan, fingerprint) = (plan.clone(), fingerprint.clone());
                self.refine(db, Job { whose, fingerprint, plan, area, at, ended: Arc::default() })
            }
        };
        SoFar { plan: plan.clone(), fingerprint, rows: known.map(|(rows, _)| rows), middles, progress }
    }

    /// What is in memory, moved to the end of what is let go first.
    fn known(&self, fingerprint: &str) -> Option<(Arc<Rows>, bool)> {
        let mut known = held(&self.0.known);
        let at = known.iter().position(|(it, ..)| it == fingerprint)?;
        let found = known.remove(at);
        let rows = (found.1.clone(), found.2);
        known.push(found);
        Some(rows)
    }

    fn put(&self, fingerprint: &str, rows: &Arc<Rows>, done: bool) {
        let mut known = held(&self.0.known);
        known.retain(|(it, ..)| it != fingerprint);
        known.push((fingerprint.to_owned(), rows.clone(), done));
        let cells = |rows: &Rows| rows.len() * rows.strategies() * rows.runs() * rows.layout().len();
        while known.len() > 1 && known.iter().map(|(_, rows, _)| cells(rows)).sum::<usize>() > CELLS {
            known.remove(0);
        }
    }

    fn stored(&self, db: &Db, area: AreaId, fingerprint: &str, plan: &Plan) -> Option<(Arc<Rows>, bool)> {
        let found = db.read("see what a plan came to", |tx| results::find(tx, area, fingerprint, plan));
        let rows = found.unwrap_or_else(|refusal| {
            tracing::error!(%refusal, "what a plan came to could not be read");
            None
        })?;
        // A plan that stops when it is sure enough was kept coarse, or when it was enough.
        let done = is_whole(plan, &rows)
            || plan.stop_at_error.is_some() && rows.len() > coarse_draws(plan).unwrap_or(0) as usize;
        let rows = Arc::new(rows);
        self.put(fingerprint, &rows, done);
        Some((rows, done))
    }

    /// A few draws, spread over all there will be; nothing when the plan is too large for that, or nobody's turn came.
    fn coarse(
        &self,
        fingerprint: &str,
        plan: &Arc<Plan>,
        beside: Option<&Rows>,
    ) -> Option<(Arc<Rows>, bool)> {
        let parts = plan.draws.div_ceil(coarse_draws(plan)?);
        let shard = Shard::new(beside.map_or(1, |rows| typical::part(rows, parts)), parts)?;
        let _turn = self.turn()?;
        // Somebody may have asked the same while this one waited.
        if let Some(known) = self.known(fingerprint) {
            return Some(known);
        }
        let rows = Arc::new(Task::new(plan).shard(shard).threads(threads()).run());
        let done = is_whole(plan, &rows);
        self.put(fingerprint, &rows, done);
        Some((rows, done))
    }

    /// One run of each way at its middle, side by side; none when that would keep somebody waiting, or nobody's turn came.
    fn middles(&self, plan: &Plan) -> Vec<One> {
        if !plan.middle_answers_at_once(threads()) {
            return Vec::new();
        }
        let Some(_turn) = self.turn() else { return Vec::new() };
        std::thread::scope(|scope| {
            let ways: Vec<_> =
                (0..plan.strategies.len()).map(|way| scope.spawn(move || middle(plan, way, 0))).collect();
            ways.into_iter().map_while(|way| way.join().ok()).collect()
        })
    }

    fn turn(&self) -> Option<Turn<'_>> {
        let most = processors().max(2);
        let going = held(&self.0.coarse);
        let (mut going, waited) = self
            .0
            .free
            .wait_timeout_while(going, PATIENCE, |going| *going >= most)
            .unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() && *going >= most {
            return None;
        }
        *going += 1;
        Some(Turn(&self.0))
    }

    /// Begins the rest, or puts it in line. What was going on for the same person and plan ends.
    fn refine(&self, db: &Db, job: Job) -> Progress {
        let mut queue = held(&self.0.queue);
        if queue.going.iter().any(|(whose, it, ended)| {
            *whose == job.whose && *it == job.fingerprint && !ended.load(Ordering::Relaxed)
        }) || queue.waiting.iter().any(|it| it.whose == job.whose && it.fingerprint == job.fingerprint)
        {
            return Progress::Going;
        }
        for (_, _, ended) in queue.going.iter().filter(|(whose, ..)| *whose == job.whose) {
            ended.store(true, Ordering::Relaxed);
        }
        queue.waiting.retain(|it| it.whose != job.whose);
        if queue.waiting.len() >= WAITING {
            return Progress::Busy;
        }
        queue.waiting.push_back(job);
        if queue.going.len() < workers() { self.begin(db, &mut queue) } else { Progress::Going }
    }

    fn begin(&self, db: &Db, queue: &mut Queue) -> Progress {
        let Some(job) = queue.waiting.pop_front() else { return Progress::Going };
        queue.going.push((job.whose, job.fingerprint.clone(), job.ended.clone()));
        let (runs, db, ended) = (self.clone(), db.clone(), job.ended.clone());
        let work = move || runs.work(&db, job);
        if std::thread::Builder::new().name("plans".into()).spawn(work).is_ok() {
            return Progress::Going;
        }
        queue.going.retain(|(_, _, it)| !Arc::ptr_eq(it, &ended));
        Progress::Busy
    }

    /// One job after another, until none waits.
    fn work(&self, db: &Db, first: Job) {
        let mut job = first;
        loop {
            self.whole(db, &job);
            let mut queue = held(&self.0.queue);
            queue.going.retain(|(_, _, ended)| !Arc::ptr_eq(ended, &job.ended));
            let Some(next) = queue.waiting.pop_front() else { return };
            queue.going.push((next.whose, next.fingerprint.clone(), next.ended.clone()));
            job = next;
        }
    }

    /// All draws of one plan, each step seen by whoever looks.
    fn whole(&self, db: &Db, job: &Job) {
        let plan = &*job.plan;
        // Whether it is enough is judged block by block from the first draw: such a plan begins at its beginning.
        let begun = self.known(&job.fingerprint).filter(|_| plan.stop_at_error.is_none());
        let mut rows = begun.map_or_else(|| Rows::none(plan), |(rows, _)| (*rows).clone());
        while !job.ended.load(Ordering::Relaxed) {
            let before = rows.len();
            let upto = (before * 2).max(16);
            let going_on = |done: usize, _: usize| done < upto && !job.ended.load(Ordering::Relaxed);
            rows = Task::new(plan).from(rows).watch(&going_on).run();
            // Nothing more came: it is enough.
            let ended = job.ended.load(Ordering::Relaxed);
            let done = is_whole(plan, &rows) || rows.len() == before && !ended;
            if done || self.known(&job.fingerprint).is_none_or(|(known, _)| known.len() <= rows.len()) {
                self.put(&job.fingerprint, &Arc::new(rows.clone()), done);
            }
            if done {
                results::keep(db, job.area, &job.fingerprint, plan, &rows, job.at);
                return;
            }
        }
    }

    /// Keeps what is known of a plan that somebody just kept, so that the list can say it; worked out coarsely if nothing is.
    pub fn keep(&self, db: &Db, area: AreaId, at: Timestamp, plan: &Arc<Plan>) {
        let fingerprint = super::fingerprint(plan);
        if let Some((rows, _)) = self.known(&fingerprint).or_else(|| self.coarse(&fingerprint, plan, None)) {
            results::keep(db, area, &fingerprint, plan, &rows, at);
        }
    }

    /// Waits until nothing is being worked out: for tests.
    #[cfg(any(test, feature = "testing"))]
    pub fn rest(&self) {
        for _ in 0..2_000 {
            let queue = held(&self.0.queue);
            if queue.going.is_empty() && queue.waiting.is_empty() {
                return;
            }
            drop(queue);
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// Threads for a coarse answer.
fn threads() -> usize {
    processors().min(4)
}

/// How many draws answer at once, with all their runs; none when that would keep somebody waiting.
fn coarse_draws(plan: &Plan) -> Option<u32> {
    let one_run_each = plan.coarse_draws().saturating_mul(threads() as u32);
    Some((one_run_each / plan.runs.max(1)).min(plan.draws)).filter(|draws| *draws > 0)
}

/// Refinements at once: one for each two processors, so that pages stay quick.
fn workers() -> usize {
    (processors() / 2).max(1)
}

/// Whether no draw is missing; a plan that stops when it is sure enough has had all it wants.
pub(super) fn is_whole(plan: &Plan, rows: &Rows) -> bool {
    rows.len() >= plan.draws as usize
}

#[cfg(test)]
mod tests {
    use simulate::plan::{EXAMPLE, Name};

    use super::*;
    use crate::fixture::{engines, world};

    fn small() -> Arc<Plan> {
        let mut plan = Plan::read(EXAMPLE).unwrap();
        (plan.runs, plan.draws) = (1, 300);
        for place in &mut plan.places {
            place.people /= 20;
        }
        Arc::new(plan)
    }

    #[test]
    fn a_few_draws_come_at_once_and_the_rest_behind_the_page() {
        for db in engines() {
            let w = world(&db);
            let (runs, plan) = (Runs::default(), small());
            let whose = Whose { plan: w.now.id(), viewer: w.now.id() };
            let first = runs.so_far(&db, (w.area.id, w.now.at), whose, &plan, &plan);
            assert!(first.draws() >= 4 && first.progress == Progress::Going, "{}", first.draws());
            runs.rest();
            let last = runs.so_far(&db, (w.area.id, w.now.at), whose, &plan, &plan);
            assert_eq!((last.draws(), last.progress), (300, Progress::Whole));
            assert_eq!(*last.rows.unwrap(), Task::new(&plan).run());
        }
    }

    #[test]
    fn a_plan_that_is_sure_enough_is_worked_out_once() {
        let db = engines().remove(0);
        let w = world(&db);
        let mut plan = (*small()).clone();
        (plan.draws, plan.stop_at_error) = (400, Some(1e12));
        let (runs, plan) = (Runs::default(), Arc::new(plan));
        let whose = Whose { plan: w.now.id(), viewer: w.now.id() };
        runs.so_far(&db, (w.area.id, w.now.at), whose, &plan, &plan);
        runs.rest();
        let last = runs.so_far(&db, (w.area.id, w.now.at), whose, &plan, &plan);
        assert!(last.progress == Progress::Whole && last.draws() < 400, "{:?}", last.draws());
    }

    #[test]
    fn two_answers_use_the_same_draws() {
        let db = engines().remove(0);
        let w = world(&db);
        let (runs, plan) = (Runs::default(), small());
        let whose = Whose { plan: w.now.id(), viewer: w.now.id() };
        let other = Arc::new(plan.with(Name::Decline, 0.2).unwrap());
        let draws = |it: &SoFar| it.rows.as_ref().unwrap().draws().collect::<Vec<_>>();
        let one = runs.so_far(&db, (w.area.id, w.now.at), whose, &plan, &plan);
        let two = runs.so_far(&db, (w.area.id, w.now.at), whose, &other, &plan);
        assert!(draws(&one).len() > 3);
        assert_eq!(draws(&one), draws(&two));
        runs.rest();
    }

    #[test]
    fn a_slider_moved_on_ends_what_was_being_worked_out() {
        let db = engines().remove(0);
        let w = world(&db);
        let runs = Runs::default();
        let plan = Arc::new(Plan::read(EXAMPLE).unwrap());
        let whose = Whose { plan: w.now.id(), viewer: w.now.id() };
        runs.so_far(&db, (w.area.id, w.now.at), whose, &plan, &plan);
        let ended = held(&runs.0.queue).going[0].2.clone();
        runs.so_far(&db, (w.area.id, w.now.at), whose, &small(), &small());
        assert!(ended.load(Ordering::Relaxed));
        runs.rest();
        assert!(held(&runs.0.queue).going.is_empty());
        let small = super::super::fingerprint(&small());
        assert_eq!(runs.known(&small).map(|(rows, _)| rows.len()), Some(300));
    }

    #[test]
    fn many_at_once_wait_their_turn_and_then_are_told() {
        let runs = Runs::default();
        let turns: Vec<_> = (0..processors().max(2)).map(|_| runs.turn().unwrap()).collect();
        assert!(runs.turn().is_none());
        drop(turns);
        assert!(runs.turn().is_some());
    }

    #[test]
    fn a_large_plan_is_not_waited_for() {
        let mut plan = Plan::read(EXAMPLE).unwrap();
        assert!(coarse_draws(&plan).is_some());
        plan.places[0].people = 4_000_000;
        assert_eq!(coarse_draws(&plan), None);
        assert!(Runs::default().middles(&plan).is_empty());
    }

    #[test]
    fn the_middle_of_every_way_is_that_of_a_run_by_itself() {
        let plan = small();
        let middles = Runs::default().middles(&plan);
        assert_eq!(middles.len(), 2);
        for (way, run) in middles.iter().enumerate() {
            assert_eq!(run.figures, middle(&plan, way, 0).figures);
        }
    }
}
