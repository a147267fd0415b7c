//! What somebody used in a number of months on either side of the month a journey began. That month
//! itself is left out: a referral often comes with a visit.

use measure::compare::Unit;

/// Counts over the months before and the months after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Window {
    pub before: u32,
    pub after: u32,
    /// Of the months before: the earlier half, and the later.
    early: u32,
    late: u32,
}

impl Window {
    /// The earlier half of the months before, and the later: how much somebody moved before anything began.
    pub fn halves(self) -> Unit {
        Unit { before: f64::from(self.early), after: f64::from(self.late) }
    }
}

/// The window of `months` round the month at place `at`; nothing when the numbers do not reach.
pub fn around(counts: &[u32], at: usize, months: usize) -> Option<Window> {
    let before = counts.get(at.checked_sub(months)?..at)?;
    let after = counts.get(at + 1..(at + 1).checked_add(months)?)?;
    let half = months / 2;
    let sum = |counts: &[u32]| counts.iter().fold(0_u32, |sum, n| sum.saturating_add(*n));
    Some(Window {
        before: sum(before),
        after: sum(after),
        early: sum(&before[..half]),
        late: sum(&before[months - half..]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_month_itself_belongs_to_neither_side() {
        let counts = [1, 2, 3, 4, 100, 5, 6, 7];
        let window = around(&counts, 4, 3).unwrap();
        assert_eq!(window, Window { before: 9, after: 18, early: 2, late: 4 });
        assert_eq!(window.halves(), Unit { before: 2.0, after: 4.0 });
        assert_eq!(around(&counts, 4, 4), None, "four months after are not there yet");
        assert_eq!(around(&counts, 2, 3), None);
        assert_eq!(around(&counts, 40, 1), None);
        assert_eq!(around(&counts, 0, 0), Some(Window::default()));
    }
}
