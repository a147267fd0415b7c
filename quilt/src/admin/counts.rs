//! How much there is of everything, counted at most once a minute: counting reads whole tables.

use ::store::Tx;

use super::store;
use crate::refusal::Refusal;
use crate::settings::AreaId;
use crate::web::{Kept, Known, Visit};

/// How long a count holds, in seconds.
const HOLDS: i64 = 60;

/// The counts of the administrator's overview, from lately.
pub struct Counts(Kept<AreaId, Counted>);

impl Default for Counts {
    fn default() -> Counts {
        Counts(Kept::for_seconds(HOLDS))
    }
}

/// What was counted.
pub(super) struct Counted {
    /// People, referrals and the like, each with its name.
    pub totals: [(&'static str, i64); 4],
    pub organizations: i64,
    messages: Vec<(String, i64)>,
}

impl Counted {
    fn count(tx: &mut Tx<'_>, area: AreaId) -> Result<Counted, Refusal> {
        Ok(Counted {
            totals: store::totals(tx, area)?,
            organizations: store::organizations_by_kind(tx, area)?.iter().map(|(_, n)| n).sum(),
            messages: store::messages_by_state(tx, area)?,
        })
    }

    /// How many messages stand in this state.
    pub fn messages(&self, state: &str) -> i64 {
        self.messages.iter().find(|(s, _)| s == state).map_or(0, |(_, n)| *n)
    }
}

/// The counts, and when they were taken.
pub(super) fn counts(visit: &Visit<'_>) -> Result<Known<Counted>, Refusal> {
    let area = visit.area();
    visit
        .app
        .counts
        .0
        .get(area, visit.now.at, || visit.read("count what there is", |tx| Counted::count(tx, area)))
}
