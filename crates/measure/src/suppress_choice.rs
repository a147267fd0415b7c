//! Choices that never differ by a few people.
//!
//! Whoever may choose of whom a report is told can ask twice: once for everyone, once for everyone but a few, and take
//! one answer from the other. Moving figures a little makes that unsure; it is sure only when no two choices differ by
//! one to seven people. So a choice that leaves out only a few is not made ([`LeftOut`]), and days are
//! widened to stretches with eight people or more in each ([`Stretches`]). The same holds for people with two readings,
//! who are fewer: what is left out is nobody, or eight or more of both.

use crate::suppress::FEWEST;

/// People, and those among them with something to compare.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Heads {
    pub people: u64,
    pub paired: u64,
}

impl Heads {
    /// One more.
    pub fn add(&mut self, paired: bool) {
        self.people += 1;
        self.paired += u64::from(paired);
    }

    /// Whether leaving these out, or taking only these, would say something of a few.
    #[must_use]
    pub fn are_few(self) -> bool {
        (1..FEWEST).contains(&self.people) || (1..FEWEST).contains(&self.paired)
    }
}

/// Whom each choice leaves out by itself: those who fit every other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut(Vec<Heads>);

impl LeftOut {
    /// Of so many choices, 32 at most.
    #[must_use]
    pub fn of(choices: usize) -> Self {
        Self(vec![Heads::default(); choices])
    }

    /// A person who does not fit the choices whose bits are set.
    pub fn note(&mut self, unfit: u32, paired: bool) {
        if unfit.count_ones() == 1
            && let Some(heads) = self.0.get_mut(unfit.trailing_zeros() as usize)
        {
            heads.add(paired);
        }
    }

    /// Puts what another part of the people came to beside this.
    pub fn join(&mut self, other: &Self) {
        for (own, more) in self.0.iter_mut().zip(&other.0) {
            own.people += more.people;
            own.paired += more.paired;
        }
    }

    /// The choice to undo before looking again, among those still made (their bits are set): the first that leaves out
    /// so few that it would tell of them, else the first that leaves out nobody, behind which another could hide.
    #[must_use]
    pub fn to_undo(&self, made: u32) -> Option<Undo> {
        let made = |at: &usize| made & (1 << at) != 0;
        let first = |is: fn(&Heads) -> bool| {
            (0..self.0.len()).filter(made).find(|at| self.0.get(*at).is_some_and(is))
        };
        let few = first(|heads| heads.are_few()).map(Undo::TellsOfAFew);
        few.or_else(|| first(|heads| heads.people == 0).map(Undo::LeavesOutNobody))
    }
}

/// Why a choice is undone, and which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undo {
    /// The reader is told that it was not made.
    TellsOfAFew(usize),
    /// It makes no difference, made or not.
    LeavesOutNobody(usize),
}

/// Which parts of a whole may be told of by themselves, beside the whole: schemes of an area, say. What is left of the whole
/// when every told part is taken away is nobody, or eight people or more, so no sum of answers speaks of a few. The
/// smallest parts are kept back first. `never` is of no part that can be asked for.
#[must_use]
pub fn tellable(parts: &[Heads], never: Heads) -> Vec<bool> {
    let mut told: Vec<bool> = parts.iter().map(|heads| !heads.are_few()).collect();
    loop {
        let mut rest = never;
        for (heads, _) in parts.iter().zip(&told).filter(|(_, told)| !**told) {
            rest.people += heads.people;
            rest.paired += heads.paired;
        }
        let some = |at: &usize| told[*at] && parts[*at].people > 0;
        let smallest = (0..parts.len()).filter(some).min_by_key(|at| (parts[*at].people, parts[*at].paired));
        match smallest {
            Some(at) if rest.are_few() => told[at] = false,
            // The whole is of a few, and nothing is told of it or of its parts.
            None if rest.are_few() => return vec![false; parts.len()],
            _ => return told,
        }
    }
}

/// Days put together until each stretch has eight people or more in it, or nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretches(Vec<usize>);

impl Stretches {
    /// From the people of each day, first day first. What is left at the end and too few joins the stretch before.
    #[must_use]
    pub fn of(days: &[Heads]) -> Self {
        let (mut starts, mut sum) = (Vec::new(), Heads::default());
        for (day, heads) in days.iter().enumerate() {
            // A stretch with nobody in it may begin anywhere.
            if !sum.are_few() {
                starts.push(day);
                sum = Heads::default();
            }
            sum.people += heads.people;
            sum.paired += heads.paired;
        }
        while sum.are_few() && starts.len() > 1 {
            starts.pop();
            let from = starts.last().copied().unwrap_or(0);
            sum = days[from..].iter().fold(Heads::default(), |sum, day| Heads {
                people: sum.people + day.people,
                paired: sum.paired + day.paired,
            });
        }
        Self(starts)
    }

    /// The day the stretch of this day begins with.
    #[must_use]
    pub fn begin(&self, day: usize) -> usize {
        let after = self.0.partition_point(|start| *start <= day);
        after.checked_sub(1).and_then(|at| self.0.get(at)).copied().unwrap_or(0)
    }

    /// The day after the last of the stretch of this day; nothing when it is the last stretch, which goes on.
    #[must_use]
    pub fn end(&self, day: usize) -> Option<usize> {
        self.0.get(self.0.partition_point(|start| *start <= day)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn days(people: &[u64]) -> Vec<Heads> {
        people.iter().map(|people| Heads { people: *people, paired: *people }).collect()
    }

    #[test]
    fn few_days_are_put_together_and_empty_ones_stand_alone() {
        let stretches = Stretches::of(&days(&[3, 4, 9, 8, 0, 0, 20, 5]));
        assert_eq!(stretches.0, [0, 3, 4, 5, 6]);
        assert_eq!((stretches.begin(2), stretches.end(2)), (0, Some(3)));
        assert_eq!((stretches.begin(7), stretches.end(6)), (6, None));
        assert_eq!(Stretches::of(&days(&[3])).0, [0]);
        assert_eq!(Stretches::of(&[]).begin(4), 0);
        assert_eq!(Stretches::of(&days(&[8, 7])).0, [0]);
    }

    #[test]
    fn a_choice_that_leaves_out_a_few_is_named() {
        let mut out = LeftOut::of(3);
        (0..20).for_each(|_| out.note(0b001, true));
        (0..7).for_each(|_| out.note(0b010, false));
        (0..3).for_each(|_| out.note(0b110, true));
        assert_eq!(out.to_undo(0b111), Some(Undo::TellsOfAFew(1)));
        assert_eq!(out.to_undo(0b101), Some(Undo::LeavesOutNobody(2)));
        out.note(0b010, false);
        assert_eq!(out.to_undo(0b011), None);
        out.note(0b100, true);
        assert_eq!(out.to_undo(0b111), Some(Undo::TellsOfAFew(2)));
    }

    #[test]
    fn eight_people_of_whom_two_can_be_compared_are_few() {
        assert!(Heads { people: 8, paired: 2 }.are_few());
        assert!(!Heads { people: 8, paired: 0 }.are_few() && !Heads { people: 9, paired: 8 }.are_few());
    }

    #[test]
    fn small_parts_are_kept_back_and_one_more_when_they_are_few_together() {
        let (nobody, one) = (Heads::default(), Heads { people: 1, paired: 1 });
        assert_eq!(tellable(&days(&[20, 30]), one), [false, true], "one person is of no part");
        assert_eq!(
            tellable(&days(&[20, 1, 30]), nobody),
            [false, false, true],
            "the whole less the others is one person"
        );
        assert_eq!(tellable(&days(&[20, 5, 6]), nobody), [true, false, false]);
        assert_eq!(tellable(&days(&[20, 0, 8]), nobody), [true, true, true]);
        assert_eq!(tellable(&days(&[20, 3]), nobody), [false, false]);
        assert_eq!(tellable(&days(&[0, 0]), one), [false, false], "the whole is one person");
        assert_eq!(tellable(&[], nobody), Vec::<bool>::new());
    }

    proptest! {
        /// Whatever is added and taken away, no answer is of a few.
        #[test]
        fn no_sum_of_told_parts_and_the_whole_is_of_a_few(
            people in prop::collection::vec((0u64..9, 0u64..9), 0..9),
            taken in prop::collection::vec(any::<bool>(), 9),
            never in 0u64..12,
        ) {
            let parts: Vec<Heads> = people.iter().map(|(p, q)| Heads { people: p + q, paired: *q }).collect();
            let never = Heads { people: never, paired: never };
            let told = tellable(&parts, never);
            let mut rest = never;
            for (at, heads) in parts.iter().enumerate() {
                prop_assert!(!told[at] || !heads.are_few());
                if !(told[at] && taken[at]) {
                    rest.people += heads.people;
                    rest.paired += heads.paired;
                }
            }
            // Where nothing is told apart there is only the whole, and of a few nothing is shown at all.
            prop_assert!(!rest.are_few() || told.iter().all(|told| !told), "{parts:?} {told:?}");
        }

        /// Any two stretches of time, as they are told, differ by nobody or by eight people or more.
        #[test]
        fn no_two_stretches_differ_by_a_few(
            people in prop::collection::vec((0u64..6, 0u64..3), 1..60),
            ends in prop::collection::vec((0usize..60, 0usize..60), 2),
        ) {
            let days: Vec<Heads> =
                people.iter().map(|(p, q)| Heads { people: p + q, paired: *q }).collect();
            let stretches = Stretches::of(&days);
            let told = |a: usize, b: usize| -> Vec<usize> {
                let (from, to) = (a.min(b).min(days.len() - 1), a.max(b).min(days.len() - 1));
                (stretches.begin(from)..stretches.end(to).unwrap_or(days.len())).collect()
            };
            let (one, other) = (told(ends[0].0, ends[0].1), told(ends[1].0, ends[1].1));
            let only = |a: &[usize], b: &[usize]| {
                let mut heads = Heads::default();
                for day in a.iter().filter(|day| !b.contains(day)) {
                    heads.people += days[*day].people;
                    heads.paired += days[*day].paired;
                }
                heads
            };
            let (a, b) = (only(&one, &other), only(&other, &one));
            prop_assert!(!a.are_few() && !b.are_few(), "{a:?} {b:?}");
        }
    }
}
