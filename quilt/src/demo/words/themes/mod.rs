//! The themes, gathered by what they have in common.

use super::theme::{Fits, StepSeed, Theme, step};
use super::topic::Topic;

mod arriving;
mod body;
mod family;
mod loss;
mod money;
mod place;
mod senses;

/// Every theme.
pub const ALL: &[&Theme] = &[
    &loss::BEREAVED,
    &arriving::NEW_HERE,
    &arriving::REFUGEE,
    &arriving::FAR_FROM_HOME,
    &arriving::SEPARATED,
    &money::BILLS,
    &money::REDUNDANT,
    &money::FORM,
    &money::DAMP,
    &body::PAIN,
    &body::FALLS,
    &body::HOSPITAL,
    &body::ACTIVE,
    &body::DRINK,
    &body::BREATHLESS,
    &senses::MEMORY,
    &senses::SIGHT,
    &senses::HEARING,
    &senses::ONLINE,
    &family::CARER,
    &family::NEW_PARENT,
    &family::YOUNG,
    &place::FARMER,
    &place::VETERAN,
    &place::CLUTTER,
    &place::NEIGHBOURS,
    &place::RETIRED,
    &place::AUTISTIC,
];
