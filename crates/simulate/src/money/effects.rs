//! What people do not need any more, and how they are: the effects of a run under a scenario.

use super::{
    attribution::{Attributed, Observed},
    cashable::Rule,
    wellby,
};
use crate::{
    path::{Count, Ledger, WISHES},
    plan::{Drawn, Name, Use},
};

/// How far claims are believed. All three are always told together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scenario {
    /// Before-and-after studies, shared once with what would have come anyway.
    Claimed,
    /// Controlled studies alone, on a use that is shrunk toward everybody's.
    Cautious,
    /// No service is used any less; how people are is as under `Cautious`.
    Nil,
}

impl Scenario {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Claimed, Self::Cautious, Self::Nil];

    /// Its name on a page.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Claimed => "as claimed",
            Self::Cautious => "cautious",
            Self::Nil => "nil",
        }
    }

    /// Its number.
    #[must_use]
    pub fn at(self) -> usize {
        self as usize
    }
}

/// The values of one kind of use.
struct Names {
    before: Name,
    claimed: Name,
    controlled: Name,
    cost: Name,
    quantum: Name,
    quantum_cost: Name,
    variable: Name,
}

fn names(kind: Use) -> Names {
    match kind {
        Use::Gp => Names {
            before: Name::GpVisits,
            claimed: Name::GpClaimed,
            controlled: Name::GpControlled,
            cost: Name::GpCost,
            quantum: Name::GpQuantum,
            quantum_cost: Name::GpQuantumCost,
            variable: Name::GpVariable,
        },
        Use::Ae => Names {
            before: Name::AeVisits,
            claimed: Name::AeClaimed,
            controlled: Name::AeControlled,
            cost: Name::AeCost,
            quantum: Name::AeQuantum,
            quantum_cost: Name::AeQuantumCost,
            variable: Name::AeVariable,
        },
        Use::Admissions => Names {
            before: Name::Admissions,
            claimed: Name::AdmissionsClaimed,
            controlled: Name::AdmissionsControlled,
            cost: Name::AdmissionCost,
            quantum: Name::AdmissionQuantum,
            quantum_cost: Name::AdmissionQuantumCost,
            variable: Name::AdmissionVariable,
        },
    }
}

/// When what is spared is cash.
pub(super) fn rule(drawn: &Drawn, kind: Use) -> Rule {
    let it = names(kind);
    Rule {
        quantum: drawn.get(it.quantum),
        quantum_cost: drawn.get(it.quantum_cost),
        variable: drawn.get(it.variable),
        unit_cost: drawn.get(it.cost),
    }
}

/// Use a year of somebody referred in this place, before.
pub(super) fn before(drawn: &Drawn, place: usize, kind: Use) -> f64 {
    drawn.at(place, names(kind).before)
}

/// Whom gains are counted over.
#[derive(Debug, Clone, Copy)]
pub(super) enum Who {
    /// People who came to a planned ending.
    Ended,
    /// Those of them who answered a follow-up.
    FollowedUp,
}

/// How many times the gain that studies found on average the people of a place and month have together.
///
/// A share `s` of the gain comes through links that suit, and is in proportion to the part `x` of somebody's wishes that
/// were met: each gains `(1 − s) + s · x / r` times what studies found, where `r` is the part met in the schemes studied. So
/// where `x` is `r` on average the mean is the studies' own, and nobody gains more than `(1 − s) + s / r` times as much. Who
/// wished for nothing gains what studies found.
pub(super) fn times_studied(drawn: &Drawn, ledger: &Ledger, (month, place): (usize, usize), who: Who) -> f64 {
    let (people, parts, wishless) = match who {
        Who::Ended => (Count::Completed, Count::WishesMet, Count::Wishless),
        Who::FollowedUp => (Count::FollowedUp, Count::FollowedWishesMet, Count::FollowedWishless),
    };
    let count = |it| ledger.get(month, place, it) as f64;
    let through_links = drawn.get(Name::GainThroughLinks);
    let met = count(parts) / WISHES as f64 / drawn.get(Name::WishesMetStudied);
    (1.0 - through_links) * count(people) + through_links * (count(wishless) + met)
}

/// Units spared, in a year, by each person with a planned ending in this place, where links are as in the schemes studied.
pub(super) fn spared(drawn: &Drawn, place: usize, kind: Use, scenario: Scenario) -> f64 {
    let it = names(kind);
    let before = before(drawn, place, kind);
    match scenario {
        Scenario::Claimed => {
            before * Observed(drawn.get(it.claimed)).attribute(drawn.get(Name::Attribution)).change()
        }
        Scenario::Cautious => {
            let shrunk = before * (1.0 - drawn.get(Name::RegressionToMean));
            shrunk * Attributed::net_of_comparator(drawn.get(it.controlled)).change()
        }
        Scenario::Nil => 0.0,
    }
}

/// Points of life satisfaction each person with a planned ending gains, where links are as in the schemes studied.
pub(super) fn points(drawn: &Drawn, scenario: Scenario) -> Attributed {
    match scenario {
        Scenario::Claimed => {
            Observed(drawn.get(Name::SatisfactionClaimed)).attribute(drawn.get(Name::Attribution))
        }
        Scenario::Cautious | Scenario::Nil => {
            Attributed::net_of_comparator(drawn.get(Name::SatisfactionControlled))
        }
    }
}

/// WELLBYs of each.
pub(super) fn wellbys(drawn: &Drawn, scenario: Scenario) -> f64 {
    wellby::for_each(points(drawn, scenario), drawn.get(Name::Decay), drawn.get(Name::WellbeingMonths))
}
