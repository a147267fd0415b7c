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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Ons4, Severity};

    #[test]
    fn storage_is_no_way_round() {
        assert_eq!(serde_json::from_str::<Payable>("\"ons4\"").unwrap(), Payable::new(Standard::Ons4));
        assert!(serde_json::from_str::<Payable>("\"concern\"").is_err());
        assert!(serde_json::from_str::<Payable>("\"goal_attainment\"").is_err());
    }

    #[test]
    fn stored_numbers_are_checked_again() {
        assert!(serde_json::from_str::<Severity>("6").is_ok());
        assert!(serde_json::from_str::<Severity>("7").is_err());
        let stored = |n: u8| {
            serde_json::from_value::<Ons4>(serde_json::json!({
                "satisfied": {"given": n}, "worthwhile": "dont_know", "happy": "refused", "anxious": "not_asked"
            }))
        };
        let read = stored(10).unwrap();
        assert_eq!(serde_json::from_str::<Ons4>(&serde_json::to_string(&read).unwrap()).unwrap(), read);
        assert!(stored(11).is_err());
    }
}
