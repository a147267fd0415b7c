//! The whole way of people through a strategy: referred, asked, waiting, met, linked, ended, heard from again.
//!
//! [`Course`] is a strategy with one draw's numbers, in whole seconds; [`walk()`] lets its people go through it once, and
//! leaves what happened, month by month and place by place, in a [`Ledger`] of whole numbers. Each team walks by itself:
//! its places are nobody else's.
//!
//! * `before`: who is there already on the first day.
//! * `arrivals`: when people are referred, by thinning.
//! * `staff`: illnesses, vacancies, and what is left of slots and hours.
//! * `hours`: the team's working time, in which contacts wait their turn.
//! * `case`: from the offer to the ending.
//! * `wishes`: links, seats, substitutes, waiting, going without.
//! * `seats`: groups that stand there, and those that builders start.
//! * `steady`: what a team could hold if everything stayed as it is.

mod arrivals;
mod before;
mod case;
mod course;
mod hours;
mod ledger;
mod seats;
mod someone;
mod staff;
mod steady;
mod walk;
mod wishes;

pub use course::Course;
pub use ledger::{Count, Ledger, TeamCount};
pub use someone::WISHES;
pub use steady::Steady;
pub use walk::{Checks, walk};

/// Seconds.
pub(crate) const WEEK: f64 = 604_800.0;
/// A twelfth of a year of 365¼ days, to the second.
pub const MONTH: u64 = 2_629_800;
