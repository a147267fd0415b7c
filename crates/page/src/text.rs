//! How Quilt says dates, times, distances and numbers. Nothing here asks the clock: what "this year" or "today" is comes as an argument.

mod names;
mod numbers;
mod when;

pub use names::{first_name, possessive};
pub use numbers::{count, decimal, miles, number};
pub use when::{ago, date, day, month, short_date, time, weeks};
