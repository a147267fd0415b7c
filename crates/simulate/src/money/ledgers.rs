//! Four ledgers, side by side and never added: cash, capacity freed, wellbeing, and what has no price.
//!
//! Cash is money somebody has at the year's end. Freed capacity is a GP's hour that other people fill at once: worth
//! having, and in nobody's account. Wellbeing is people's own. The fourth counts what nobody should price. Each has a
//! type, and there is no way to add one to another:
//!
//! ```compile_fail,E0308
//! use simulate::money::{Cash, Freed, Pence};
//! let both = Cash(Pence(100)) + Freed(Pence(100));
//! ```
//!
//! ```compile_fail,E0308
//! use simulate::money::{Cash, Pence, Wellbeing};
//! let worth = Cash(Pence(100)) + Wellbeing(1.0);
//! ```
//!
//! Each adds to its own kind:
//!
//! ```
//! use simulate::money::{Cash, Pence};
//! assert_eq!(Cash(Pence(100)) + Cash(Pence(50)), Cash(Pence(150)));
//! ```

use core::{iter::Sum, ops::Add};

use super::Pence;

/// Money somebody no longer has to spend.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cash(pub Pence);

/// Capacity freed, at what it costs to provide; other people fill it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Freed(pub Pence);

/// Wellbeing-adjusted life years: a point of life satisfaction, one person, one year.
#[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd)]
pub struct Wellbeing(pub f64);

/// What has no price: counted, and told beside the rest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unpriced {
    /// People who were met and listened to.
    pub met: u64,
    /// Links that suited.
    pub links: u64,
    /// Seats in groups that were not there before, at the end.
    pub new_seats: u64,
}

/// All four.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct FourLedgers {
    /// Cash.
    pub cash: Cash,
    /// Capacity freed.
    pub freed: Freed,
    /// Wellbeing.
    pub wellbeing: Wellbeing,
    /// The rest.
    pub unpriced: Unpriced,
}

macro_rules! adds_to_its_own {
    ($($kind:ident)*) => {$(
        impl Add for $kind {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }
        impl Sum for $kind {
            fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
                all.fold(Self::default(), Add::add)
            }
        }
    )*};
}

adds_to_its_own! { Cash Freed Wellbeing }
