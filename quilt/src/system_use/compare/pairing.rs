//! Matching: to each person on a journey the person without one who is most alike, of the same age
//! band and fifth, in the same months, with nearly the same use before. Each is used once, so that
//! pairs stand by themselves; whoever has nobody near enough stays out, and is counted.

use std::collections::{BTreeMap, HashMap};

use super::Window;

/// What must be the same: age band and fifth of deprivation, as far as they are known.
pub type Likeness = (Option<usize>, Option<u8>);

/// Somebody to compare with: their use round each month that any journey began in.
pub struct Candidate {
    pub like: Likeness,
    /// Windows by the month they are round.
    pub windows: HashMap<i64, Window>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paired {
    pub journey: Window,
    pub other: Window,
}

/// How far apart two people's use before may be, as a share of its standard deviation.
const NEAR: f64 = 0.2;

/// Pairs them. Those who used most are paired first: for them there are fewest.
pub fn pair(journeys: &[(i64, Likeness, Window)], candidates: &[Candidate]) -> Vec<Paired> {
    let mut shelves: HashMap<(i64, Likeness), BTreeMap<u32, Vec<usize>>> = HashMap::new();
    for (index, candidate) in candidates.iter().enumerate().rev() {
        for (month, window) in &candidate.windows {
            let shelf = shelves.entry((*month, candidate.like)).or_default();
            shelf.entry(window.before).or_default().push(index);
        }
    }
    let near = nearness(journeys);
    let mut order: Vec<&(i64, Likeness, Window)> = journeys.iter().collect();
    order.sort_by_key(|(month, _, window)| (std::cmp::Reverse(window.before), *month));
    let mut used = vec![false; candidates.len()];
    let mut pairs = Vec::new();
    for (month, like, window) in order {
        let Some(shelf) = shelves.get_mut(&(*month, *like)) else { continue };
        let Some(found) = nearest(shelf, window.before, near, &used) else { continue };
        if let Some(other) = candidates[found].windows.get(month) {
            used[found] = true;
            pairs.push(Paired { journey: *window, other: *other });
        }
    }
    pairs
}

fn nearness(journeys: &[(i64, Likeness, Window)]) -> u32 {
    let before: Vec<f64> = journeys.iter().map(|(_, _, window)| f64::from(window.before)).collect();
    let sd = measure::paired::Spread::of(&before).and_then(|spread| spread.sd).unwrap_or(0.0);
    // Counts are whole: a fifth of a standard deviation is taken down to a whole number, and one is always near.
    let near = (NEAR * sd).floor().clamp(1.0, 1_000.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 1 to 1,000 above"
    )]
    {
        near as u32
    }
}

/// The nearest candidate that is not used yet; of two as near, the one who used less.
fn nearest(shelf: &mut BTreeMap<u32, Vec<usize>>, wanted: u32, near: u32, used: &[bool]) -> Option<usize> {
    loop {
        let below = shelf.range(wanted.saturating_sub(near)..=wanted).next_back().map(|(n, _)| *n);
        let above = shelf.range(wanted..=wanted.saturating_add(near)).next().map(|(n, _)| *n);
        let level = match (below, above) {
            (Some(below), Some(above)) if wanted - below <= above - wanted => below,
            (_, Some(above)) => above,
            (Some(below), None) => below,
            (None, None) => return None,
        };
        let free = shelf.get_mut(&level).and_then(|those| {
            while let Some(index) = those.pop() {
                if !used[index] {
                    return Some(index);
                }
            }
            None
        });
        if free.is_some() {
            return free;
        }
        shelf.remove(&level);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn window(before: u32, after: u32) -> Window {
        Window { before, after, ..Window::default() }
    }

    fn candidate(like: Likeness, before: u32) -> Candidate {
        Candidate { like, windows: [(7, window(before, before))].into() }
    }

    #[test]
    fn the_nearest_alike_is_taken_once() {
        let (old, young) = ((Some(4), Some(1)), (Some(1), Some(1)));
        let candidates = [candidate(old, 5), candidate(young, 6), candidate(old, 9), candidate(old, 5)];
        let journeys = [
            (7, old, window(5, 1)),
            (7, old, window(6, 2)),
            (7, old, window(5, 3)),
            (7, young, window(20, 4)),
            (8, old, window(5, 5)),
        ];
        let pairs = pair(&journeys, &candidates);
        let befores: Vec<(u32, u32)> = pairs.iter().map(|p| (p.journey.before, p.other.before)).collect();
        // Two old people with 5 are there for three; nobody is near the young one's 20, or had month 8.
        assert_eq!(befores, [(6, 5), (5, 5)]);
    }

    proptest! {
        #[test]
        fn nobody_is_used_twice_and_pairs_are_near(
            journeys in proptest::collection::vec((0_i64..3, 0_usize..2, 0_u32..40), 0..60),
            others in proptest::collection::vec((0_usize..2, 0_u32..40), 0..60),
        ) {
            let journeys: Vec<_> = journeys.iter().map(|(m, a, n)| (*m, (Some(*a), None), window(*n, 0))).collect();
            let candidates: Vec<Candidate> = others.iter().enumerate().map(|(at, (a, n))| Candidate {
                like: (Some(*a), None),
                // Told apart by what they used after.
                windows: (0..3).map(|m| (m, window(*n, u32::try_from(at).unwrap()))).collect(),
            }).collect();
            let near = nearness(&journeys);
            let pairs = pair(&journeys, &candidates);
            prop_assert!(pairs.len() <= journeys.len().min(candidates.len()));
            let mut used: Vec<u32> = pairs.iter().map(|p| p.other.after).collect();
            used.sort_unstable();
            used.dedup();
            prop_assert_eq!(used.len(), pairs.len());
            for p in &pairs {
                prop_assert!(p.journey.before.abs_diff(p.other.before) <= near);
            }
        }
    }
}
