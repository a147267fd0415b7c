//! What would have happened anyway: before and after in people who were seen, beside others who were not.
//!
//! * [`naive`]: before and after alone, which is a number and no comparison, and says so.
//! * [`difference`]: the change here less the change there (difference in differences), unit by unit; [`paired`] in pairs.
//! * [`matched`]: each unit beside those most like it before.
//! * [`synthetic`]: one unit beside a weighted mixture of others that went the same way before.
//! * [`Alike`]: how alike two groups were to begin with.
//! * [`rates`]: events by person-month, before and after, clustered by person.
//!
//! A result carries its [`Verdict`]: the words that may be said. Without a comparator there are no words that say
//! "because of", and with one there is still a [`Warning`] when the two groups began far apart. A fall in visits is
//! capacity, never cash ([`CAPACITY_IS_NOT_CASH`]).

mod alike;
mod difference;
mod matched;
mod rates;
mod synthetic;

use serde::Serialize;

pub use alike::Alike;
pub use difference::{Arm, Difference, Unit, difference, naive, paired, published};
pub use matched::{Balance, Caliper, Matched, Matching, Neighbours, matched};
pub use rates::{Month, Rates, rates};
pub use synthetic::{Placebo, Synthetic, Trend, synthetic};

/// To print beside every count of visits, stays or bed days that fell.
pub const CAPACITY_IS_NOT_CASH: &str = "Fewer visits free room for other people. They are not money saved: staff and buildings cost what they cost before.";

/// Beyond this many average spreads, two groups began far apart.
pub const FAR: f64 = 0.25;

/// What the reader must know before the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Warning {
    /// There is nobody to compare with.
    NoComparison,
    /// The two groups began far apart, so the higher one may have fallen by itself.
    BeganApart,
    /// The people were chosen when things were at their worst.
    RegressionToTheMean,
    /// Too few units in a group for an interval worth its name.
    FewUnits,
    /// Some units had nobody like them and were left out.
    Unmatched,
    /// The comparison did not follow before, so it says little about after.
    PoorFit,
}

impl Warning {
    /// A sentence to print.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::NoComparison => {
                "There is no comparison group, so nobody can say how much of this would have happened anyway."
            }
            Self::BeganApart => {
                "The two groups began far apart. Those who began higher may come down by themselves (regression to the mean)."
            }
            Self::RegressionToTheMean => {
                "People come when things are at their worst. Some of the change would have come by itself (regression to the mean)."
            }
            Self::FewUnits => "There are too few in one group to say much.",
            Self::Unmatched => "Some had nobody like them to compare with, and are left out.",
            Self::PoorFit => "Before the start the two went different ways, so the comparison says little.",
        }
    }
}

/// What may be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// A change, with nothing to hold it against.
    ChangedNoComparison,
    /// The change differs from the comparison's by more than chance.
    ChangedMoreThanComparison,
    /// The change differs, and the two began too far apart to lean on it.
    ChangedMoreButBeganApart,
    /// No difference beyond chance.
    NotTellable,
}

impl Verdict {
    /// Words to print. None of them says "because of".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::ChangedNoComparison => "It changed. Nothing here says why.",
            Self::ChangedMoreThanComparison => {
                "It changed differently from the comparison group, by more than chance. What else differed between the two is not known."
            }
            Self::ChangedMoreButBeganApart => {
                "It changed differently from the comparison group, but the two began so far apart that this may be regression to the mean."
            }
            Self::NotTellable => {
                "It did not change differently from the comparison group by more than chance."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_here_says_that_one_thing_caused_another() {
        let verdicts = [
            Verdict::ChangedNoComparison,
            Verdict::ChangedMoreThanComparison,
            Verdict::ChangedMoreButBeganApart,
            Verdict::NotTellable,
        ];
        let warnings = [
            Warning::NoComparison,
            Warning::BeganApart,
            Warning::RegressionToTheMean,
            Warning::FewUnits,
            Warning::Unmatched,
            Warning::PoorFit,
        ];
        let said = verdicts.map(Verdict::words).into_iter().chain(warnings.map(Warning::sentence));
        for words in said.chain([CAPACITY_IS_NOT_CASH]) {
            for claim in ["caused", "because of", "thanks to", "due to", "impact", "effect of", "improved"] {
                assert!(!words.contains(claim), "{words}");
            }
            assert!(words.ends_with('.'));
        }
    }
}
