//! What every simulation here stands on: whole ticks of time, a heap of events, a slab of people, waiting lines anybody
//! may leave, and the areas by which Little's law is checked to the last tick.
//!
//! Time is a whole number. So sums of waits are exact, they come out the same in any order, and two events never swap
//! places because of a rounding.

mod heap;
mod line;
mod little;
mod slab;

pub use heap::Heap;
pub use line::Line;
pub use little::Little;
pub use slab::{Handle, Slab};

/// A moment, or a length of time, in whole ticks; what a tick is, the model says.
pub type Tick = u64;
