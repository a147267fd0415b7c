//! Which of those found come first.
//!
//! What is like something better steps down a little for each such, so that one group's same thing in ten halls does not
//! fill the first page. Where each stands depends on all that were found and on nothing else: pages fit together.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::alike::Alike;
use crate::corpus::Corpus;
use crate::rank::stepped_down;

/// An entry on its way to becoming a hit.
pub(crate) struct Ranked {
    /// Its segment, and its number there.
    pub(crate) part: u32,
    pub(crate) entry: u32,
    pub(crate) score: f64,
    pub(crate) metres: Option<f64>,
    pub(crate) named_place: bool,
    pub(crate) met: u8,
    pub(crate) missed: u8,
    /// It is about what was asked for, as far as words say.
    pub(crate) about_it: bool,
}

/// By what they are put in order.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// The best first, and after it what is not like it.
    Best,
    /// The nearest first.
    Nearest,
}

/// How many more than are shown are looked at first, to see which of them step down.
const BESIDE: usize = 32;

impl Order {
    /// Puts the first so many in order, and lets go of the rest.
    pub(crate) fn first(self, corpus: &Corpus, ranked: &mut Vec<Ranked>, shown: usize) {
        let looked = match self {
            Self::Nearest => shown,
            Self::Best => shown + shown / 2 + BESIDE,
        };
        let mut looked = if shown == 0 { 0 } else { looked };
        loop {
            let next = self.sorted(corpus, ranked, looked);
            if self == Self::Nearest || shown == 0 {
                break;
            }
            let mut scores = stepped(corpus, &ranked[..looked.min(ranked.len())]);
            let better = |a: &f64, b: &f64| b.total_cmp(a);
            // What was not looked at is no better than the next, whether it steps down or not.
            let mut ordered = scores.clone();
            ordered.sort_unstable_by(better);
            if next.is_none_or(|next| ordered.get(shown - 1).is_some_and(|last| *last > next)) {
                ranked.truncate(scores.len());
                ranked.iter_mut().zip(scores.drain(..)).for_each(|(ranked, score)| ranked.score = score);
                ranked.sort_by(|a, b| self.compare(corpus, a, b));
                break;
            }
            looked *= 2;
        }
        ranked.truncate(shown);
    }

    /// Sorts the first so many; the score of the next one, if there is one.
    fn sorted(self, corpus: &Corpus, ranked: &mut [Ranked], many: usize) -> Option<f64> {
        if many >= ranked.len() {
            ranked.sort_unstable_by(|a, b| self.compare(corpus, a, b));
            return None;
        }
        ranked.select_nth_unstable_by(many, |a, b| self.compare(corpus, a, b));
        ranked[..many].sort_unstable_by(|a, b| self.compare(corpus, a, b));
        Some(ranked[many].score)
    }

    fn compare(self, corpus: &Corpus, a: &Ranked, b: &Ranked) -> Ordering {
        let name = |r: &Ranked| {
            let segment = &corpus.parts[r.part as usize].segment;
            (segment.name(r.entry), segment.ids[r.entry as usize])
        };
        let far = |r: &Ranked| r.metres.unwrap_or(f64::MAX);
        let first = match self {
            Self::Nearest => far(a).total_cmp(&far(b)),
            Self::Best => b.score.total_cmp(&a.score),
        };
        first.then_with(|| name(a).cmp(&name(b)))
    }
}

/// The scores of the best, in order, less what each steps down.
fn stepped(corpus: &Corpus, best: &[Ranked]) -> Vec<f64> {
    let alike = best.iter().map(|r| corpus.parts[r.part as usize].segment.alike[r.entry as usize]);
    steps(alike).into_iter().zip(best).map(|(steps, r)| stepped_down(r.score, steps)).collect()
}

/// How many steps each goes down, the best first: one for each better one that is like it in the same way.
pub(crate) fn steps(all: impl Iterator<Item = Alike>) -> Vec<usize> {
    let mut seen: HashMap<(usize, u32), usize> = HashMap::new();
    let step = |alike: Alike| {
        let ways = alike.ways().map(|way| {
            let before = seen.entry(way).or_default();
            *before += 1;
            *before - 1
        });
        ways.max().unwrap_or(0)
    };
    all.map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn alike(name: u32, text: u32) -> Alike {
        Alike([name, text])
    }

    #[test]
    fn what_is_like_a_better_one_steps_down() {
        let all = [alike(1, 7), alike(2, 8), alike(1, 9), alike(3, 8), alike(1, 8), alike(0, 0), alike(0, 0)];
        assert_eq!(steps(all.into_iter()), [0, 0, 1, 1, 2, 0, 0]);
    }

    proptest! {
        /// Of any kind the best stays where it is, and the others keep their order.
        #[test]
        fn the_best_of_a_kind_never_moves(all in prop::collection::vec((0..4_u32, 0..4_u32), 0..40)) {
            let all: Vec<Alike> = all.into_iter().map(|(name, text)| alike(name, text)).collect();
            let steps = steps(all.iter().copied());
            prop_assert_eq!(steps.len(), all.len());
            for (at, one) in all.iter().enumerate() {
                let before = |way| all[..at].iter().filter(|other| other.ways().any(|w| w == way)).count();
                prop_assert_eq!(steps[at], one.ways().map(before).max().unwrap_or(0));
            }
        }
    }
}
