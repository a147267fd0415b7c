//! The worth of knowing each value that a plan is not sure of, those of single places among them.

use super::{NetBenefits, Worth, evppi};
use crate::{
    plan::{Drawn, Name, Plan},
    runs::Rows,
};

/// A value of a plan: everybody's, or one place's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Which {
    /// Whose it is: a place's, by number, or nobody's own.
    pub place: Option<usize>,
    /// Which value.
    pub name: Name,
}

impl Which {
    /// Its name as a plan's file has it, after the place whose own it is: "The villages: referral_rate".
    #[must_use]
    pub fn told(self, plan: &Plan) -> String {
        self.said(plan, self.name.text())
    }

    /// The same, with what the value means.
    #[must_use]
    pub fn means(self, plan: &Plan) -> String {
        self.said(plan, self.name.means())
    }

    fn said(self, plan: &Plan, what: &str) -> String {
        match self.place.and_then(|place| plan.places.get(place)) {
            Some(place) => format!("{}: {what}", place.name),
            None => what.to_owned(),
        }
    }
}

/// Every value that something in the plan goes by: a place's own where it has one, and the plan's where some place has none.
fn all(plan: &Plan) -> impl Iterator<Item = Which> {
    let has = |place: usize, name| plan.places[place].own.iter().any(|(it, _)| *it == name);
    let common = Name::ALL.iter().filter(move |name| !(0..plan.places.len()).all(|place| has(place, **name)));
    let own = plan.places.iter().enumerate().flat_map(|(place, it)| {
        it.own.iter().map(move |(name, _)| Which { place: Some(place), name: *name })
    });
    common.map(|name| Which { place: None, name: *name }).chain(own)
}

/// The worth of knowing each value of a plan that is not known, the most worth knowing first.
#[must_use]
pub fn of_values(plan: &Plan, rows: &Rows, benefits: &NetBenefits) -> Vec<(Which, Worth)> {
    let drawn: Vec<Drawn> = rows.draws().map(|draw| Drawn::of(plan, draw)).collect();
    let worth = |which: Which| {
        let at =
            |it: &Drawn| which.place.map_or_else(|| it.get(which.name), |place| it.at(place, which.name));
        let value: Vec<f64> = drawn.iter().map(at).collect();
        evppi(benefits, &value).filter(|it| it.worth > 0.0).map(|it| (which, it))
    };
    let mut all: Vec<(Which, Worth)> = all(plan).filter_map(worth).collect();
    all.sort_by(|a, b| b.1.worth.total_cmp(&a.1.worth));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{plan::EXAMPLE, runs::Task};

    #[test]
    fn a_places_own_value_is_told_by_its_place() {
        let mut plan = Plan::read(EXAMPLE).unwrap();
        plan.draws = 40;
        let here = Which { place: Some(2), name: Name::ReferralRate };
        assert_eq!(here.told(&plan), "The villages: referral_rate");
        assert!(all(&plan).any(|it| it == here));
        assert!(all(&plan).any(|it| it == Which { place: None, ..here }));
        assert_eq!(Which { place: None, ..here }.told(&plan), "referral_rate");
        // A net benefit that is nothing but the villages' referrals: they alone are worth knowing, and all of it.
        let rows = Task::new(&plan).threads(2).run();
        let rate: Vec<f64> =
            rows.draws().map(|draw| Drawn::of(&plan, draw).at(2, Name::ReferralRate)).collect();
        let mean = rate.iter().sum::<f64>() / rate.len() as f64;
        let alone = rate.iter().map(|it| it - mean).collect();
        let benefits = NetBenefits::new(vec![vec![0.0; rate.len()], alone]).unwrap();
        let (first, worth) = of_values(&plan, &rows, &benefits)[0];
        assert_eq!(first, here);
        assert!((worth.worth / benefits.evpi().worth - 1.0).abs() < 0.05, "{worth:?}");
        // With an own value in every place nobody goes by the plan's.
        let own = plan.places[2].own.clone();
        plan.places.iter_mut().for_each(|place| place.own = own.clone());
        assert!(!all(&plan).any(|it| it == Which { place: None, ..here }));
    }
}
