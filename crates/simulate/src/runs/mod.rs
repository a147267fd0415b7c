//! Many runs: draws of the values outside, people inside, on as many threads as there are, always with the same result.
//!
//! A draw takes one number for each value and lets every strategy meet the same people with them; a [`Task`] makes the
//! draws of a plan, or a shard's part of them, into [`Rows`]. Rows of shards [`Rows::merge`] into what one run would have
//! given, bit by bit, and rows written half way ([`Rows::write`]) go on where they stopped. [`summary()`] tells means with both
//! variances and their Monte Carlo error.

mod figure;
mod file;
mod one;
mod rows;
mod summary;
mod task;

pub use figure::{Figure, Layout};
pub use file::Unreadable;
pub use one::{One, middle, one, one_with};
pub use rows::{Rows, Unmergeable};
pub use summary::{Summary, difference, of_runs, summary};
pub use task::{BLOCK, Shard, Task};
