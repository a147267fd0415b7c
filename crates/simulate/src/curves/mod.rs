//! Curves a page draws beside its figures: the cliff that waits climb, and what link workers do without builders.
//!
//! Both are functions of a plan at its middle values, quick enough to follow a slider.

mod cliff;
mod saturation;

pub use cliff::{Cliff, CliffPoint, Limit, cliff};
pub use saturation::{Builders, SaturationPoint, saturation};
