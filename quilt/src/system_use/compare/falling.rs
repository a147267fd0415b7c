//! Regression to the mean, seen in the people themselves: those who used most before use less
//! after, and those who used least use more, journey or not. A fall of the first says nothing
//! unless the rise of the second stands beside it.

use super::Window;

/// A group by what they used before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fall {
    /// Used at least this many in the months before …
    pub from: u32,
    /// … and at most this many; nothing is no end.
    pub to: Option<u32>,
    pub n: u64,
    pub before: f64,
    pub after: f64,
}

/// The groups' ends: none, 1 or 2, 3 to 5, 6 to 11, 12 and more.
const ENDS: [(u32, Option<u32>); 5] = [(0, Some(0)), (1, Some(2)), (3, Some(5)), (6, Some(11)), (12, None)];

/// Before and after by how much was used before; groups nobody is in are left out.
pub fn falling(windows: &[Window]) -> Vec<Fall> {
    ENDS.iter()
        .filter_map(|(from, to)| {
            let inside = |window: &&Window| window.before >= *from && to.is_none_or(|to| window.before <= to);
            let group: Vec<&Window> = windows.iter().filter(inside).collect();
            let mean = |of: fn(&Window) -> u32| {
                group.iter().map(|window| f64::from(of(window))).sum::<f64>() / group.len() as f64
            };
            (!group.is_empty()).then(|| Fall {
                from: *from,
                to: *to,
                n: u64::try_from(group.len()).unwrap_or(u64::MAX),
                before: mean(|window| window.before),
                after: mean(|window| window.after),
            })
        })
        .collect()
}

/// Whether the pattern is there: those who used most fell, and those who used least rose. Groups of
/// fewer than `fewest` say nothing.
pub fn falls_to_the_middle(falls: &[Fall], fewest: u64) -> bool {
    let mut seen = falls.iter().filter(|fall| fall.n >= fewest);
    let (lowest, highest) = (seen.next(), seen.next_back());
    matches!((lowest, highest), (Some(low), Some(high)) if low.after > low.before && high.after < high.before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(before: u32, after: u32) -> Window {
        Window { before, after, ..Window::default() }
    }

    #[test]
    fn people_who_only_vary_show_the_pattern() {
        // Each drawn twice from the same numbers: nothing changed, and yet the top falls and the bottom rises.
        let draws = [0, 1, 2, 4, 6, 9, 14];
        let windows: Vec<Window> =
            draws.iter().flat_map(|before| draws.iter().map(|after| window(*before, *after))).collect();
        let falls = falling(&windows);
        assert_eq!(falls.iter().map(|fall| fall.n).sum::<u64>(), 49);
        assert_eq!(falls.len(), 5);
        assert!(falls[0].after > falls[0].before && falls[4].after < falls[4].before);
        assert!(falls_to_the_middle(&falls, 1) && !falls_to_the_middle(&falls, 1_000));
    }

    #[test]
    fn a_fall_of_everybody_is_not_the_pattern() {
        let windows: Vec<Window> = (1..20).map(|n| window(n, n - 1)).collect();
        assert!(!falls_to_the_middle(&falling(&windows), 1));
        assert_eq!(falling(&[]), []);
    }
}
