//! How much of a change is the scheme's doing, deducted once.
//!
//! A change seen before and after, in the same people, is [`Observed`]: some of it would have come anyway, and
//! [`Observed::attribute`] takes that off. A change that is already net of people who were not referred is
//! [`Attributed::net_of_comparator`]: taking something off again would count the same thing twice, so there is no
//! function that could:
//!
//! ```compile_fail,E0599
//! use simulate::money::attribution::Attributed;
//! let twice = Attributed::net_of_comparator(0.094).attribute(0.5);
//! ```
//!
//! ```
//! use simulate::money::attribution::{Attributed, Observed};
//! assert_eq!(Observed(0.28).attribute(0.5).change(), 0.14);
//! assert_eq!(Attributed::net_of_comparator(0.094).change(), 0.094);
//! ```

/// A change seen before and after.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observed(pub f64);

impl Observed {
    /// The share of it that is the scheme's doing.
    #[must_use]
    pub fn attribute(self, share: f64) -> Attributed {
        Attributed(self.0 * share)
    }
}

/// A change that is the scheme's doing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Attributed(f64);

impl Attributed {
    /// A change measured against people who were not referred.
    #[must_use]
    pub fn net_of_comparator(change: f64) -> Self {
        Self(change)
    }

    /// The change.
    #[must_use]
    pub fn change(self) -> f64 {
        self.0
    }
}
