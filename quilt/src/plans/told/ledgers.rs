//! Four ledgers under one scenario, side by side. Each is a type of its own and none can be added to another:
//!
//! ```compile_fail,E0369
//! # fn sum(ledgers: &quilt::plans::told::Ledgers) {
//! let both = ledgers.cash + ledgers.freed;
//! # }
//! ```

use serde::{Serialize, Serializer};
use simulate::money::Scenario;
use simulate::plan::Plan;
use simulate::runs::{Figure, Rows};

use super::range::{Range, of};

/// Money somebody no longer has to spend, in pounds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Cash(pub Range);

/// Capacity freed, in pounds it costs to provide.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Freed(pub Range);

/// WELLBYs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Wellbeing(pub Range);

/// What has no price: counted.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Unpriced {
    /// People a link worker had room for.
    pub began: Range,
    /// Links made that suited.
    pub links: Range,
    /// Seats at the end that were not there before.
    pub new_seats: Range,
}

/// The four, and what ways are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Ledgers {
    #[serde(serialize_with = "scenario")]
    pub scenario: Scenario,
    pub cash: Cash,
    pub freed: Freed,
    pub wellbeing: Wellbeing,
    pub unpriced: Unpriced,
    /// WELLBYs at their price, and cash, less costs, all discounted: a comparison, and no saving.
    pub net_benefit: Range,
}

pub(super) fn scenario<S: Serializer>(it: &Scenario, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(it.name())
}

impl Ledgers {
    pub(super) fn of(plan: &Plan, rows: &Rows, way: usize, it: Scenario) -> Self {
        let last = plan.months().saturating_sub(1) as usize;
        Self {
            scenario: it,
            cash: Cash(of(rows, way, Figure::Cash(it))),
            freed: Freed(of(rows, way, Figure::Freed(it))),
            wellbeing: Wellbeing(of(rows, way, Figure::Wellbys(it))),
            unpriced: Unpriced {
                began: of(rows, way, Figure::Started),
                links: of(rows, way, Figure::Suited),
                new_seats: of(rows, way, Figure::MonthNewSeats(last)),
            },
            net_benefit: of(rows, way, Figure::NetBenefit(it)),
        }
    }
}
