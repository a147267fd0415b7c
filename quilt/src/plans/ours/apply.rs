//! Puts what was counted into a plan, place by place, and says what was replaced by what.

use simulate::plan::{Name, Plan};

use super::counted::{self, Found};
use super::raw::Year;
use super::split::{self, Shares};
use crate::settings::{Scheme, SchemeId};

/// One value that was, or could have been, replaced.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Replaced {
    /// Of one place, or of the whole plan.
    pub place: Option<String>,
    pub found: Found,
    /// What stood there before, and its range.
    pub was: [f64; 3],
    /// Why it was not used, where the plan would not have it.
    pub refused: bool,
}

impl Replaced {
    pub fn is_used(&self) -> bool {
        self.found.is.is_ok() && !self.refused
    }
}

/// Everything that was counted: values, then shares.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Told {
    pub values: Vec<Replaced>,
    pub shares: [Shares; 2],
}

impl Told {
    /// How many values, and how many sets of shares, were replaced.
    pub fn used(&self) -> usize {
        let shares = self.shares.iter().filter(|it| it.why_not.is_none()).count();
        self.values.iter().filter(|it| it.is_used()).count() + shares
    }
}

/// The place of a plan that a scheme is, by its name.
pub(super) fn place_of(plan: &Plan, scheme: &Scheme) -> Option<usize> {
    let name = scheme.name.trim().to_lowercase();
    plan.places.iter().position(|place| place.name.trim().to_lowercase() == name)
}

/// The plan with everything that can be used. How many are asked for is used only when every referral of these places is
/// kept here (`all_here`): else it would be the few that are.
pub(super) fn apply(plan: &Plan, year: &Year, schemes: &[Scheme], all_here: bool) -> (Plan, Told) {
    let mut plan = plan.clone();
    let mut told = Vec::new();
    let ours: Vec<(SchemeId, usize)> =
        schemes.iter().filter_map(|scheme| Some((scheme.id, place_of(&plan, scheme)?))).collect();
    let people = |plan: &Plan, at: usize| plan.places[at].people;
    // The whole area's rate is told only when every scheme that counted is a place whose people are known.
    let whose = if year.every { "all schemes" } else { "one team’s schemes" };
    let every =
        year.every && !schemes.is_empty() && ours.len() == schemes.len() && ours.len() == plan.places.len();
    let together = every.then(|| ours.iter().map(|(_, at)| people(&plan, *at)).sum());
    for found in counted::all(&year.all(), together, whose, &year.window) {
        let found = if all_here { found } else { counted::without_rate(found) };
        put(&mut plan, None, found, &mut told);
    }
    for (scheme, at) in ours {
        let (known, name) = (people(&plan, at), plan.places[at].name.clone());
        let raw = year.of(scheme);
        // The county of a plan need not begin empty: who is there already is carried over.
        let there =
            |n: u64| measure::Suppressed::new(n).shown().and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
        if all_here && let Ok(with) = plan.with_now(at, there(raw.waiting_now), there(raw.open_now)) {
            plan = with;
        }
        for found in counted::all(&raw, Some(known), &name, &year.window) {
            let found = if all_here { found } else { counted::without_rate(found) };
            if Name::OF_A_PLACE.contains(&found.name) {
                put(&mut plan, Some(at), found, &mut told);
            }
        }
    }
    let shares = [split::wishes(&mut plan, year, whose), split::sources(&mut plan, year, whose)];
    (plan, Told { values: told, shares })
}

fn put(plan: &mut Plan, at: Option<usize>, found: Found, told: &mut Vec<Replaced>) {
    let own = at.and_then(|at| plan.places[at].own.iter().find(|(name, _)| *name == found.name));
    let before = own.map_or_else(|| plan.value(found.name), |(_, value)| value);
    let was = [before.value, before.low, before.high];
    let place = at.map(|at| plan.places[at].name.clone());
    let tried = found.is.as_ref().ok().map(|counted| plan.with_counted(at, found.name, counted));
    let refused = matches!(tried, Some(Err(_)));
    if let Some(Ok(with)) = tried {
        *plan = with;
    }
    told.push(Replaced { place, found, was, refused });
}
