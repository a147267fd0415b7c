//! Before and after, beside people who had no journey: the arithmetic, without a table or a page.
//!
//! * [`window`]: what somebody used in so many months before and after a month;
//! * [`pairing`]: for each person on a journey, somebody alike who had none, each used once;
//! * [`mod@difference`]: the change of the one less the change of the other, with its interval;
//! * [`mod@balance`]: how alike the two groups were to begin with;
//! * [`mod@falling`]: what regression to the mean looks like in these very people.
//!
//! None of it says that a journey was the reason. It says how far apart two changes are, and how
//! alike the two groups were.

pub mod balance;
pub mod difference;
pub mod falling;
pub mod pairing;
pub mod window;

pub use balance::{Balance, balance};
pub use difference::{Change, Difference, difference, difference_of_pairs, drifted_apart};
pub use falling::{Fall, falling, falls_to_the_middle};
pub use pairing::{Candidate, Likeness, Paired, pair};
pub use window::{Window, around};
