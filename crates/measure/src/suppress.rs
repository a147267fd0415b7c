//! Small numbers that cannot be printed raw.
//!
//! The rule is NHS Digital's for hospital and emergency care figures below national level: nought stays nought, 1 to 7
//! becomes `*`, anything else is rounded to the nearest five; percentages are worked out from rounded counts; means and
//! medians are shown only for eight or more people. The raw number is gone once a [`Suppressed`] exists: it is not
//! kept, so it cannot leak through `Debug`, JSON or a percentage. Totals are rounded from the true total, never summed
//! from rounded cells.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::Crowd;

/// The smallest count shown, and the fewest people a mean may describe.
pub const FEWEST: u64 = 8;

/// A count fit to print: `0`, `*`, or rounded to the nearest five.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Suppressed(Cell);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Cell {
    Nought,
    Few,
    About(u64),
}

impl Suppressed {
    /// From a true count.
    #[must_use]
    pub fn new(count: u64) -> Self {
        Self(match count {
            0 => Cell::Nought,
            1..FEWEST => Cell::Few,
            _ => Cell::About((count / 5 + u64::from(count % 5 >= 3)).saturating_mul(5)),
        })
    }

    /// From a set of people: the true count moved by at most two, as their key decides, then hidden or rounded by the
    /// same rule. What is printed is at most four from the truth; nought and `*` follow the true count alone. The same
    /// people print the same everywhere.
    #[must_use]
    pub fn of(people: Crowd) -> Self {
        match people.n() {
            few @ 0..FEWEST => Self::new(few),
            n => Self::new(n.saturating_add_signed(people.step()).max(FEWEST)),
        }
    }

    /// The printed number; `None` for `*`.
    #[must_use]
    pub fn shown(self) -> Option<u64> {
        match self.0 {
            Cell::Nought => Some(0),
            Cell::Few => None,
            Cell::About(n) => Some(n),
        }
    }

    /// Whether it prints as `*`.
    #[must_use]
    pub fn is_hidden(self) -> bool {
        self.0 == Cell::Few
    }

    /// The share of a rounded total, as a whole percentage worked out from the rounded numbers; `None` where either is
    /// hidden or the total is nought.
    #[must_use]
    pub fn percent_of(self, total: Self) -> Option<u8> {
        let (part, whole) = (self.shown()?, total.shown()?);
        let percent = (whole > 0).then(|| (part as f64 / whole as f64 * 100.0).round())?;
        // Rounding can lift a part above its whole; a share never prints above 100.
        Some(percent.min(100.0) as u8)
    }
}

impl fmt::Display for Suppressed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.shown() {
            Some(n) => f.pad(&n.to_string()),
            None => f.pad("*"),
        }
    }
}

impl Serialize for Suppressed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.shown() {
            Some(n) => serializer.serialize_u64(n),
            None => serializer.serialize_str("*"),
        }
    }
}

/// A mean or median fit to print: shown to one decimal place for eight or more people, else `*`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SuppressedMean(Option<f64>);

impl SuppressedMean {
    /// From a mean and the number of people behind it.
    #[must_use]
    pub fn new(mean: f64, n: u64) -> Self {
        Self((n >= FEWEST && mean.is_finite()).then_some(mean))
    }

    /// The mean, where it may be shown.
    #[must_use]
    pub fn shown(self) -> Option<f64> {
        self.0
    }
}

impl fmt::Display for SuppressedMean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(mean) => write!(f, "{mean:.*}", f.precision().unwrap_or(1)),
            None => f.pad("*"),
        }
    }
}

impl Serialize for SuppressedMean {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Some(mean) => serializer.serialize_f64(mean),
            None => serializer.serialize_str("*"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_rule() {
        for (count, shown) in [
            (0, "0"),
            (1, "*"),
            (7, "*"),
            (8, "10"),
            (12, "10"),
            (13, "15"),
            (17, "15"),
            (18, "20"),
            (2_250, "2250"),
            (2_253, "2255"),
        ] {
            assert_eq!(Suppressed::new(count).to_string(), shown, "{count}");
        }
        assert_eq!(format!("{:>4}", Suppressed::new(3)), "   *");
        assert!(Suppressed::new(u64::MAX).shown().is_some());
    }

    #[test]
    fn percentages_come_from_rounded_counts() {
        let of = |part, whole| Suppressed::new(part).percent_of(Suppressed::new(whole));
        assert_eq!(of(12, 22), Some(50));
        assert_eq!(of(7, 100), None);
        assert_eq!(of(0, 100), Some(0));
        assert_eq!(of(0, 0), None);
        assert_eq!(of(10, 4), None);
        assert_eq!(of(13, 12), Some(100));
    }

    #[test]
    fn means_need_eight_people() {
        assert_eq!(SuppressedMean::new(5.04, 8).to_string(), "5.0");
        assert_eq!(SuppressedMean::new(5.04, 7).to_string(), "*");
        assert_eq!(SuppressedMean::new(f64::NAN, 70).to_string(), "*");
        assert_eq!(format!("{:?}", SuppressedMean::new(5.04, 7)), "SuppressedMean(None)");
    }

    proptest! {
        /// Any two counts the rule treats alike are the same value in every respect, so nothing can tell them apart.
        #[test]
        fn suppression_never_reveals(a in 1u64..FEWEST, b in 1u64..FEWEST, total in 0u64..500) {
            let (a, b) = (Suppressed::new(a), Suppressed::new(b));
            prop_assert_eq!(a, b);
            prop_assert_eq!(format!("{a:?}{a}"), format!("{b:?}{b}"));
            prop_assert_eq!(a.percent_of(Suppressed::new(total)), None);
            prop_assert_eq!(Suppressed::new(total).percent_of(a), None);
        }

        #[test]
        fn everything_shown_is_a_multiple_of_five_and_near(count in FEWEST..1_000_000u64) {
            let shown = Suppressed::new(count).shown().unwrap();
            prop_assert!(shown.is_multiple_of(5) && shown.abs_diff(count) <= 2);
        }
    }
}
