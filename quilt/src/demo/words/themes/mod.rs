//! The themes, gathered by what they have in common.

use super::theme::{Fits, StepSeed, Theme};
use super::topic::Topic;

mod loss;

/// Every theme.
pub const ALL: &[&Theme] = &[&loss::BEREAVED];
