//! Judging a decision: what is best, how sure that is, what would change it, what finding out more is worth, and who is
//! served worst.
//!
//! * [`frontier()`]: which strategies can be best at any price, and at which.
//! * [`NetBenefits`]: probability of being best, the best on average, and the worth of knowing everything.
//! * [`evppi()`]: the worth of knowing one value; [`pilot()`]: of finding it out from so many people.
//! * [`tornado()`]: which values, moved to their ends, change the decision.
//! * [`worst()`], [`inequality`]: beside every total, the place and the people who have least of it.

mod benefit;
mod evppi;
mod frontier;
pub mod inequality;
mod pilot;
mod spline;
mod tornado;
mod which;
mod worst;

pub use benefit::{NetBenefits, Worth, from_rows};
pub use evppi::evppi;
pub use frontier::{Standing, Stood, frontier};
pub use pilot::{Pilot, pilot, prior_size};
pub use tornado::{Bar, Tornado, tornado};
pub use which::{Which, of_values};
pub use worst::{Worst, worst};
