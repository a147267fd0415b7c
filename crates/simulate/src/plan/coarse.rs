//! How large a plan is to run, so that a page need not guess how many draws answer at once.

use super::{Name, Place, Plan};

/// Events a processor makes in a quarter of a second, on the low side: `make bench-plan` tells how many there are.
const AT_ONCE: f64 = 1.25e6;
/// Fewer draws have no range worth showing.
const FEWEST: u32 = 4;
/// More wait for the whole run.
const MOST: u32 = 20;
/// A contact is asked for and takes place, but who leaves early has fewer, and so has who is never reached; a link is sought
/// and given back, where there is room. Both as walks have them, by contacts and links.
const BY_CONTACT: f64 = 1.3;
const BY_LINK: f64 = 1.2;

impl Plan {
    /// About how many events one draw has: one run of every strategy, values at their middle.
    #[must_use]
    pub fn events(&self) -> f64 {
        let months = f64::from(self.months());
        let of = |place: &Place| {
            let own = |name: Name| place.own.iter().find(|(it, _)| *it == name).map(|(_, value)| value);
            let at = |name: Name| own(name).unwrap_or_else(|| self.value(name));
            let middle = |name: Name| at(name).value;
            let ramp = middle(Name::RampMonths);
            // Half of what a ramp holds back never comes, wherever the plan ends.
            let known = if ramp < months { 1.0 - 0.5 * ramp / months } else { 0.5 * months / ramp };
            let referred =
                place.people as f64 / 1_000.0 * middle(Name::ReferralRate) * f64::from(self.years) * known;
            let there = f64::from(place.waiting_now) + f64::from(place.open_now);
            let each = BY_CONTACT * middle(Name::Contacts) + BY_LINK * middle(Name::LinksPerPerson);
            (referred + there) * each
        };
        self.places.iter().map(of).sum::<f64>() * self.strategies.len() as f64
    }

    /// How many draws of one run each answer within about a quarter of a second on one processor, from four to twenty. Nought
    /// when not even four do: then [`crate::runs::middle`] is the coarse answer, and ranges wait for the whole run.
    #[must_use]
    pub fn coarse_draws(&self) -> u32 {
        let draws = (AT_ONCE / self.events().max(1.0)) as u32;
        if draws < FEWEST { 0 } else { draws.min(MOST).min(self.draws) }
    }

    /// Whether [`crate::runs::middle`], for every strategy, answers within about a quarter of a second on so many processors,
    /// a strategy on each.
    #[must_use]
    pub fn middle_answers_at_once(&self, processors: usize) -> bool {
        let together = processors.clamp(1, self.strategies.len().max(1));
        self.events() <= AT_ONCE * together as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{plan::EXAMPLE, runs::middle};

    #[test]
    fn about_as_many_as_there_are() {
        let mut plan = Plan::read(EXAMPLE).unwrap();
        for (contacts, links) in [(8.0, 1.5), (4.0, 0.5), (14.0, 3.0)] {
            let plan =
                plan.with(Name::Contacts, contacts).unwrap().with(Name::LinksPerPerson, links).unwrap();
            let plan = (0..3).fold(plan, |plan, team| plan.with_post(0, team, 0, 20.0).unwrap());
            let events = middle(&plan, 0, 0).ledger.events as f64 * 2.0;
            assert!((plan.events() / events - 1.0).abs() < 0.35, "{} for {events}", plan.events());
        }
        assert!((FEWEST..=MOST).contains(&plan.coarse_draws()), "{}", plan.coarse_draws());
        plan.places.iter_mut().for_each(|place| place.people *= 5);
        assert!(plan.coarse_draws() == 0 && plan.middle_answers_at_once(1));
        plan.places.iter_mut().for_each(|place| place.people = place.people * 3 / 2);
        assert!(!plan.middle_answers_at_once(1) && plan.middle_answers_at_once(2));
        let mut country = plan.clone();
        country.places.iter_mut().for_each(|place| place.people *= 50);
        assert!(!country.middle_answers_at_once(8));
        plan.places.iter_mut().for_each(|place| place.people /= 100);
        assert_eq!(plan.coarse_draws(), MOST);
        plan.draws = 7;
        assert_eq!(plan.coarse_draws(), 7);
    }
}
