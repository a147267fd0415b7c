//! The figures of many draws, and joining those of shards.

use std::collections::BTreeMap;

use super::{Figure, Layout};
use crate::plan::Plan;

/// Figures by draw, strategy and run.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    pub(super) fingerprint: u64,
    pub(super) strategies: usize,
    pub(super) runs: usize,
    pub(super) layout: Layout,
    /// Each draw's figures: strategy by strategy, run by run.
    pub(super) draws: BTreeMap<u32, Vec<f64>>,
}

/// Why rows cannot be joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unmergeable {
    /// They are of different plans.
    #[error("These results are of different plans: run every shard with the same plan file.")]
    OtherPlan,
    /// The same draw has two results.
    #[error("Draw {0} is in two shards with different results: were they run with the same version?")]
    Twice(u32),
}

impl Rows {
    /// No rows yet.
    #[must_use]
    pub fn none(plan: &Plan) -> Self {
        Self {
            fingerprint: plan.fingerprint(),
            strategies: plan.strategies.len(),
            runs: plan.runs as usize,
            layout: Layout::of(plan),
            draws: BTreeMap::new(),
        }
    }

    /// Whether these are of this plan.
    #[must_use]
    pub fn are_of(&self, plan: &Plan) -> bool {
        self.fingerprint == plan.fingerprint()
    }

    /// The figures there are.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// How many draws are done.
    #[must_use]
    pub fn len(&self) -> usize {
        self.draws.len()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.draws.is_empty()
    }

    /// Which draws are done, in order.
    pub fn draws(&self) -> impl Iterator<Item = u32> {
        self.draws.keys().copied()
    }

    /// How many strategies.
    #[must_use]
    pub fn strategies(&self) -> usize {
        self.strategies
    }

    /// How many runs in each draw.
    #[must_use]
    pub fn runs(&self) -> usize {
        self.runs
    }

    /// One figure in every draw, in order of draws: its runs.
    pub fn of(&self, strategy: usize, figure: Figure) -> impl Iterator<Item = Vec<f64>> {
        let (width, runs) = (self.layout.len(), self.runs);
        let at = self.layout.at(figure);
        self.draws.values().map(move |cells| {
            let cell = |run| {
                at.and_then(|at| cells.get((strategy * runs + run) * width + at)).copied().unwrap_or(0.0)
            };
            (0..runs).map(cell).collect()
        })
    }

    /// One figure in every draw, in order of draws: the mean of its runs.
    #[must_use]
    pub fn means(&self, strategy: usize, figure: Figure) -> Vec<f64> {
        self.of(strategy, figure).map(|runs| runs.iter().sum::<f64>() / runs.len().max(1) as f64).collect()
    }

    /// Joins the rows of shards; the same draw twice must be the same.
    ///
    /// # Errors
    /// When they are of different plans, or disagree.
    pub fn merge(parts: impl IntoIterator<Item = Self>) -> Result<Option<Self>, Unmergeable> {
        let mut parts = parts.into_iter();
        let Some(mut whole) = parts.next() else { return Ok(None) };
        for part in parts {
            if part.fingerprint != whole.fingerprint || part.layout != whole.layout {
                return Err(Unmergeable::OtherPlan);
            }
            for (draw, cells) in part.draws {
                match whole.draws.get(&draw) {
                    Some(there) if *there != cells => return Err(Unmergeable::Twice(draw)),
                    Some(_) => {}
                    None => {
                        whole.draws.insert(draw, cells);
                    }
                }
            }
        }
        Ok(Some(whole))
    }
}
