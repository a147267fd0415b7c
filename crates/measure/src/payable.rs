//! Which measures may carry a target or a payment, held by types.
//!
//! A concern rated by the person, or a goal in their own words, stops being theirs the day someone is paid when it
//! moves. So a target or an outcome payment is written against a [`Payable`], and a [`Payable`] can be made only from
//! a [`Standard`] measure. There is no way round through [`crate::InstrumentId`] either.
//!
//! ```
//! use measure::{Payable, Standard};
//! let payable = Payable::new(Standard::Ons4);
//! assert_eq!(payable.standard(), Standard::Ons4);
//! ```
//!
//! A personal measure does not compile:
//!
//! ```compile_fail,E0308
//! use measure::{Payable, Personal};
//! let payable = Payable::new(Personal::Concern);
//! ```
//!
//! Nor does one built by hand:
//!
//! ```compile_fail,E0423
//! use measure::{Payable, Standard};
//! let payable = Payable(Standard::Ons4);
//! ```

use serde::{Deserialize, Serialize};

use crate::{InstrumentId, Standard};

/// A measure that may bear a target or a payment. Reading one from storage goes through [`Standard`] too, so a stored
/// personal measure is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Payable(Standard);

impl Payable {
    /// From a standard measure; there is no other way.
    #[must_use]
    pub fn new(standard: Standard) -> Self {
        Self(standard)
    }

    /// The measure.
    #[must_use]
    pub fn standard(self) -> Standard {
        self.0
    }

    /// The measure's id, for looking it up.
    #[must_use]
    pub fn id(self) -> InstrumentId {
        InstrumentId::Standard(self.0)
    }
}
