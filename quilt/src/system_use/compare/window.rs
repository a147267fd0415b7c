//! What somebody used in a number of months on either side of the month a journey began. That month
//! itself is left out: a referral often comes with a visit.

/// Counts over the months before and the months after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Window {
    pub before: u32,
    pub after: u32,
    /// Of the months before: the earlier half, and the later.
    pub early: u32,
    pub late: u32,
}

impl Window {
    pub fn change(self) -> f64 {
        f64::from(self.after) - f64::from(self.before)
    }

    /// How much they moved before anything began.
    pub fn drift(self) -> f64 {
        f64::from(self.late) - f64::from(self.early)
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
        assert!((window.change() - 9.0).abs() < f64::EPSILON && (window.drift() - 2.0).abs() < f64::EPSILON);
        assert_eq!(around(&counts, 4, 4), None, "four months after are not there yet");
        assert_eq!(around(&counts, 2, 3), None);
        assert_eq!(around(&counts, 40, 1), None);
        assert_eq!(around(&counts, 0, 0), Some(Window::default()));
    }
}
