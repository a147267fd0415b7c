//! The feasibility model.

pub mod chance;
pub mod kernel;
pub mod queue;
