//! Making rows: draws handed out to threads, a shard at a time, going on from what is there, stopping when it is enough.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use super::{Figure, Layout, Rows, one_with, summary};
use crate::{
    money::Scenario,
    plan::{Drawn, Plan},
};

/// Part `index` of `of`: every `of`-th draw, from the `index`-th.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    index: u32,
    of: u32,
}

impl Shard {
    /// All of it.
    pub const WHOLE: Self = Self { index: 0, of: 1 };

    /// Part `index` of `of`, from one: "3/8" is `new(3, 8)`.
    #[must_use]
    pub fn new(index: u32, of: u32) -> Option<Self> {
        (1..=of).contains(&index).then(|| Self { index: index - 1, of })
    }
}

/// How many draws are made between two looks at whether it is enough: the same on any machine.
pub const BLOCK: u32 = 64;

/// What is to be made.
pub struct Task<'a> {
    plan: &'a Plan,
    threads: usize,
    shard: Shard,
    rows: Rows,
    watch: Option<&'a (dyn Fn(usize, usize) -> bool + Sync)>,
}

impl std::fmt::Debug for Task<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Task")
            .field("threads", &self.threads)
            .field("shard", &self.shard)
            .finish_non_exhaustive()
    }
}

impl<'a> Task<'a> {
    /// All draws of a plan, on one thread.
    #[must_use]
    pub fn new(plan: &'a Plan) -> Self {
        Self { plan, threads: 1, shard: Shard::WHOLE, rows: Rows::none(plan), watch: None }
    }

    /// On so many threads. The result is the same.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads.clamp(1, 1_024);
        self
    }

    /// A part of it. A part is always made whole: only the whole can tell whether it is enough.
    #[must_use]
    pub fn shard(mut self, shard: Shard) -> Self {
        self.shard = shard;
        self
    }

    /// Going on from rows of the same plan; others are left aside.
    #[must_use]
    pub fn from(mut self, rows: Rows) -> Self {
        if rows.are_of(self.plan) {
            self.rows = rows;
        }
        self
    }

    /// Calls `watch(done, all)` after each draw, from whichever thread made it; `false` stops, and what is done is kept.
    #[must_use]
    pub fn watch(mut self, watch: &'a (dyn Fn(usize, usize) -> bool + Sync)) -> Self {
        self.watch = Some(watch);
        self
    }

    /// Makes them.
    #[must_use]
    pub fn run(mut self) -> Rows {
        let mine: Vec<u32> =
            (0..self.plan.draws).filter(|draw| draw % self.shard.of == self.shard.index).collect();
        let stops = self.plan.stop_at_error.filter(|_| self.shard == Shard::WHOLE);
        let block = if stops.is_some() { BLOCK as usize } else { mine.len().max(1) };
        let stopped = AtomicBool::new(false);
        for block in mine.chunks(block) {
            if stops.is_some_and(|error| self.enough(error)) {
                break;
            }
            let todo: Vec<u32> =
                block.iter().copied().filter(|draw| !self.rows.draws.contains_key(draw)).collect();
            let done = self.rows.len();
            let made = self.make(&todo, &stopped, (done, mine.len()));
            self.rows.draws.extend(made);
            if stopped.load(Ordering::Relaxed) {
                break;
            }
        }
        self.rows
    }

    /// Whether the net benefit of every strategy is known well enough.
    fn enough(&self, error: f64) -> bool {
        let known = |strategy| {
            let it = summary(&self.rows, strategy, Figure::NetBenefit(Scenario::Cautious));
            it.is_some_and(|it| it.error <= error)
        };
        self.rows.len() >= BLOCK as usize && (0..self.plan.strategies.len()).all(known)
    }

    fn make(
        &self,
        todo: &[u32],
        stopped: &AtomicBool,
        (before, all): (usize, usize),
    ) -> BTreeMap<u32, Vec<f64>> {
        let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(before));
        let made = Mutex::new(BTreeMap::new());
        let layout = Layout::of(self.plan);
        let work = || {
            while let Some(draw) = todo.get(next.fetch_add(1, Ordering::Relaxed)) {
                if stopped.load(Ordering::Relaxed) {
                    return;
                }
                let cells = draw_of(self.plan, &layout, *draw);
                made.lock().unwrap_or_else(PoisonError::into_inner).insert(*draw, cells);
                let count = done.fetch_add(1, Ordering::Relaxed) + 1;
                if self.watch.is_some_and(|watch| !watch(count, all)) {
                    stopped.store(true, Ordering::Relaxed);
                }
            }
        };
        if self.threads == 1 {
            work();
        } else {
            std::thread::scope(|scope| {
                for _ in 0..self.threads.min(todo.len().max(1)) {
                    scope.spawn(work);
                }
            });
        }
        made.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// All strategies and runs of one draw.
fn draw_of(plan: &Plan, layout: &Layout, draw: u32) -> Vec<f64> {
    let drawn = Drawn::of(plan, draw);
    let mut cells = Vec::with_capacity(plan.strategies.len() * plan.runs as usize * layout.len());
    for strategy in 0..plan.strategies.len() {
        for run in 0..plan.runs {
            cells.extend(one_with(plan, layout, strategy, &drawn, (draw, run)).figures);
        }
    }
    cells
}
