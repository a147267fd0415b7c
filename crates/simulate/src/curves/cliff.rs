//! The cliff: how long people wait for a team, by how many are referred to it.
//!
//! Below what the team can hold waits are short; just above, they grow until people give up. The curve is Erlang's: as
//! many servers as the team has slots, each journey taking as long as it does on average in the plan. Journeys differ less
//! in length than his, so waits below the edge are told on the high side. Where the team's hours are the narrower limit,
//! journeys are drawn out until they fit into them. Where both are near each other the true edge lies a few in a hundred
//! lower than told.

use crate::{
    path::{Course, Steady},
    plan::{Drawn, Plan},
    queue::{erlang_a, erlang_c},
};

/// What a team runs out of first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Open journeys it may hold.
    Slots,
    /// Hours of work.
    Hours,
}

/// One point of the curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CliffPoint {
    /// People referred a week, before any of them says no.
    pub referrals: f64,
    /// Weeks they wait on average if nobody gives up; nothing when the queue would grow for ever.
    pub wait_if_all_stay: Option<f64>,
    /// Weeks they wait on average when they give up as the plan has it, those who do among them.
    pub wait: f64,
    /// The share who give up.
    pub give_up: f64,
}

/// The cliff of a team.
#[derive(Debug, Clone, PartialEq)]
pub struct Cliff {
    /// Open journeys the team holds at once, its usual illnesses and vacancies taken off.
    pub slots: u32,
    /// Weeks that one journey takes up a slot.
    pub weeks: f64,
    /// What it runs out of first.
    pub by: Limit,
    /// Referrals a week at the edge: with more, the queue grows until people give up.
    pub edge: f64,
    /// Where the plan is.
    pub now: CliffPoint,
    /// The curve, from nobody to beyond the edge and the present point.
    pub points: Vec<CliffPoint>,
}

/// The cliff of a team with the staff and the flow of a month (from nought), every value at its middle, in so many points.
/// `None` when there is no such team or month.
#[must_use]
pub fn cliff(plan: &Plan, strategy: usize, team: usize, month: u32, points: usize) -> Option<Cliff> {
    plan.strategies.get(strategy)?.teams.get(team)?;
    if month >= plan.months() {
        return None;
    }
    let steady = Course::new(plan, strategy, &Drawn::middle(plan), 0).steady(team, month);
    Some(Cliff::of(&steady, points.clamp(2, 1_000)))
}

impl Cliff {
    fn of(steady: &Steady, points: usize) -> Self {
        let slots = f64::from(steady.slots);
        let by_slots = if steady.weeks > 0.0 { slots / steady.weeks } else { 0.0 };
        let by = if steady.by_hours < by_slots { Limit::Hours } else { Limit::Slots };
        let begins = by_slots.min(steady.by_hours);
        let edge = if steady.accept > 0.0 { begins / steady.accept } else { f64::INFINITY };
        let at = |referrals: f64| {
            let lambda = referrals * steady.accept;
            if lambda <= 0.0 {
                return CliffPoint { referrals, wait_if_all_stay: Some(0.0), wait: 0.0, give_up: 0.0 };
            }
            if steady.slots == 0 {
                return CliffPoint { referrals, wait_if_all_stay: None, wait: steady.patience, give_up: 1.0 };
            }
            let mu = begins / slots;
            let impatient = erlang_a(lambda, mu, steady.slots, 1.0 / steady.patience);
            CliffPoint {
                referrals,
                wait_if_all_stay: erlang_c(lambda, mu, steady.slots).map(|it| it.wait),
                wait: impatient.queue / lambda,
                give_up: impatient.abandon.clamp(0.0, 1.0),
            }
        };
        let to = (1.25 * if edge.is_finite() { edge } else { 0.0 }).max(1.1 * steady.referrals).max(1.0);
        let step = |it: usize| at(to * it as f64 / (points - 1) as f64);
        Self {
            slots: steady.slots,
            weeks: steady.weeks,
            by,
            edge,
            now: at(steady.referrals),
            points: (0..points).map(step).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        path::Count,
        plan::{EXAMPLE, Name},
        runs::middle,
    };

    const TABLED: Steady =
        Steady { referrals: 16.0, accept: 1.0, slots: 200, weeks: 12.0, by_hours: 1e9, patience: 1e6 };

    #[test]
    fn as_tabled() {
        let cliff = Cliff::of(&TABLED, 26);
        assert_eq!(cliff.by, Limit::Slots);
        assert!((cliff.edge - 200.0 / 12.0).abs() < 1e-12);
        assert!((cliff.now.wait_if_all_stay.unwrap() - 0.686_48).abs() < 6e-6, "{:?}", cliff.now);
        // Somebody who never gives up waits as long as if nobody did.
        assert!((cliff.now.wait - 0.686_48).abs() < 1e-3 && cliff.now.give_up < 1e-5, "{:?}", cliff.now);
        assert_eq!((cliff.points.len(), cliff.points[0].wait), (26, 0.0));
        let waits: Vec<f64> = cliff.points.iter().map(|it| it.wait).collect();
        assert!(waits.windows(2).all(|pair| pair[0] <= pair[1]), "{waits:?}");
        for point in &cliff.points {
            assert_eq!(point.wait_if_all_stay.is_none(), point.referrals >= cliff.edge, "{point:?}");
        }
    }

    #[test]
    fn hours_may_be_the_narrower_limit() {
        let cliff = Cliff::of(&Steady { by_hours: 10.0, accept: 0.8, ..TABLED }, 20);
        assert_eq!((cliff.by, cliff.edge), (Limit::Hours, 12.5));
        let nobody = Cliff::of(&Steady { slots: 0, ..TABLED }, 20);
        assert_eq!((nobody.edge, nobody.now.give_up), (0.0, 1.0));
    }

    /// Twenty years at a level flow with nobody ill: the walk's waits are the curve's, below its edge and above, whether slots
    /// run out first or hours.
    #[test]
    fn as_a_walk_has_it() {
        let mut plan = Plan::read(EXAMPLE).unwrap();
        plan.season = [1.0; 12];
        plan.years = 20;
        for team in &mut plan.strategies[0].teams {
            team.ramp_months = Some(0.0);
            team.posts.iter_mut().for_each(|post| post.to = 240);
        }
        for (name, value) in [(Name::Turnover, 0.0), (Name::SicknessSpells, 0.0), (Name::PatienceWeeks, 6.0)]
        {
            plan = plan.with(name, value).unwrap();
        }
        for (productivity, rate, by) in [
            (0.95, 19.0, Limit::Slots),
            (0.95, 24.0, Limit::Slots),
            (0.95, 30.0, Limit::Slots),
            (0.5, 12.0, Limit::Hours),
            (0.5, 20.0, Limit::Hours),
        ] {
            let plan = plan.with(Name::ReferralRate, rate).unwrap().with_post(0, 0, 0, 5.0).unwrap();
            let plan = plan.with(Name::Productivity, productivity).unwrap();
            let curve = cliff(&plan, 0, 0, 239, 10).unwrap();
            assert_eq!(curve.by, by);
            let ledgers: Vec<_> = (0..4).map(|run| middle(&plan, 0, run).ledger).collect();
            let sum = |count| ledgers.iter().map(|it| it.of_place(0, count)).sum::<u64>() as f64;
            let gave_up = sum(Count::GaveUp) / (sum(Count::Referred) - sum(Count::Declined));
            assert!((gave_up - curve.now.give_up).abs() < 0.02, "{rate}: {gave_up} for {:?}", curve.now);
            // Patience has no memory: the share who give up is the mean wait over the mean patience.
            assert!((6.0 * curve.now.give_up - curve.now.wait).abs() < 1e-9);
        }
        assert_eq!(cliff(&plan, 0, 9, 0, 10), None);
        assert_eq!(cliff(&plan, 0, 0, 240, 10), None);
    }
}
