//! Which measures may carry a target or a payment, held by types.
//!
//! A concern rated by the person, or a goal in their own words, stops being theirs the day someone is paid when it
//! moves. So a target or an outcome payment is written against a [`Payable`], and a [`Payable`] can be made only from
//! a [`Standard`] measure. There is no way round through [`crate::InstrumentId`] either, nor through a content pack: a
//! packed measure's kind is part of its type ([`crate::pack`]).
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

use crate::{Error, InstrumentId, Shelf, Standard};

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

    /// The stored word.
    #[must_use]
    pub fn code(&self) -> &str {
        self.0.code()
    }

    /// The measure's id, for looking it up.
    #[must_use]
    pub fn id(self) -> InstrumentId {
        InstrumentId::Standard(self.0)
    }
}

/// What a contract pays for: a list that can hold nothing but [`Payable`] measures, each once.
///
/// ```
/// use measure::{PaidOutcomes, Payable, Standard};
/// let paid = PaidOutcomes::new([Payable::new(Standard::Ons4), Payable::new(Standard::Ucla3)]);
/// assert_eq!(paid.codes().collect::<Vec<_>>(), ["ons4", "ucla3"]);
/// ```
///
/// ```compile_fail,E0271
/// use measure::{PaidOutcomes, Personal};
/// let paid = PaidOutcomes::new([Personal::GoalAttainment, Personal::Mycaw]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct PaidOutcomes(Vec<Payable>);

impl PaidOutcomes {
    /// Of payable measures, in the order given; one named twice counts once.
    #[must_use]
    pub fn new(measures: impl IntoIterator<Item = Payable>) -> Self {
        let mut paid = Vec::new();
        for measure in measures {
            if !paid.contains(&measure) {
                paid.push(measure);
            }
        }
        Self(paid)
    }

    /// Reads stored codes back with the shelf that knows them.
    ///
    /// # Errors
    /// [`Error::MayNotBePaid`] for a personal measure, and for a code nobody knows.
    pub fn read<'a>(shelf: &Shelf, codes: impl IntoIterator<Item = &'a str>) -> Result<Self, Error> {
        let read = |code: &str| {
            let short = code.chars().take(40).collect();
            shelf.payable(code).ok_or(Error::MayNotBePaid { given: short })
        };
        Ok(Self::new(codes.into_iter().map(read).collect::<Result<Vec<_>, _>>()?))
    }

    /// Each measure.
    pub fn each(&self) -> impl Iterator<Item = Payable> {
        self.0.iter().copied()
    }

    /// The codes to store.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(Payable::code)
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
        assert!(serde_json::from_str::<Payable>("\"mycaw\"").is_err());
    }

    #[test]
    fn a_contract_reads_back_only_what_may_be_paid() {
        let shelf = Shelf::built_in();
        let paid = PaidOutcomes::read(&shelf, ["ons4", "swemwbs", "ons4"]).unwrap();
        assert_eq!(paid.codes().collect::<Vec<_>>(), ["ons4", "swemwbs"]);
        assert_eq!(serde_json::to_string(&paid).unwrap(), "[\"ons4\",\"swemwbs\"]");
        for personal in ["concern", "goal_attainment", "mycaw", "nothing"] {
            let said = PaidOutcomes::read(&shelf, ["ons4", personal]).unwrap_err().to_string();
            assert!(said.contains(personal), "{said}");
        }
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
