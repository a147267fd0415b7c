//! What it costs, who pays, and what is honestly gained.
//!
//! * [`pence`], [`ledgers`]: whole pence, and four ledgers that cannot be added to each other.
//! * [`attribution`]: an observed change is shared with what would have come anyway once, and never twice.
//! * [`cashable`]: capacity freed becomes cash only in whole quanta, employer by employer.
//! * [`wellby`]: points of life satisfaction that fade.
//! * [`time`], [`irr`]: discounting, payback, every internal rate of return there is.
//! * [`costs`]: costs as they fall. [`outcomes`], [`bond`]: paying by outcomes, and an investor in between.
//! * [`account`]: all of it for one run, in three scenarios.

pub mod account;
pub mod attribution;
pub mod bond;
pub mod cashable;
pub mod costs;
mod effects;
pub mod irr;
pub mod ledgers;
pub mod outcomes;
pub mod pence;
pub mod time;
pub mod wellby;

pub use account::{Account, Payers};
pub use effects::Scenario;
pub use ledgers::{Cash, FourLedgers, Freed, Unpriced, Wellbeing};
pub use pence::Pence;
