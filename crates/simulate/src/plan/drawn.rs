//! One draw of a plan's values: numbers instead of ranges, all money in the plan's prices.

use super::{Name, Plan, Split};
use crate::chance::{Purpose, StreamId, dirichlet};

/// Numbers for every value.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    values: Vec<f64>,
    own: Vec<Vec<(Name, f64)>>,
    /// The sources' shares.
    pub sources: Vec<f64>,
    /// The services' shares.
    pub services: Vec<f64>,
}

impl Drawn {
    /// The draw with this number.
    #[must_use]
    pub fn of(plan: &Plan, draw: u32) -> Self {
        let id = |place: usize, number: usize| StreamId {
            draw,
            place: place as u32,
            person: number as u64,
            ..StreamId::of(plan.seed, Purpose::Parameter)
        };
        let at = |place, name: Name| id(place, name.at()).four(0)[0];
        let split = |split: &Split, number: usize| {
            if split.counted > 0.0 {
                let weights: Vec<f64> = split.parts.iter().map(|part| part.share * split.counted).collect();
                dirichlet(&mut id(0, Name::COUNT + number).stream(), &weights)
            } else {
                shares(split)
            }
        };
        Self {
            sources: split(&plan.sources, 0),
            services: split(&plan.services, 1),
            ..Self::by(plan, |place, name, value| value.distribution.quantile(at(place, name)))
        }
        .coherent()
    }

    /// Everything at its value: the middle from which a tornado's bars go.
    #[must_use]
    pub fn middle(plan: &Plan) -> Self {
        Self::by(plan, |_, _, value| value.value).coherent()
    }

    /// The middle with one value at its 2.5% or 97.5% point; a place's own too.
    #[must_use]
    pub fn at_an_end(plan: &Plan, which: Name, probability: f64) -> Self {
        Self::by(
            plan,
            |_, name, value| {
                if name == which { value.distribution.quantile(probability) } else { value.value }
            },
        )
        .coherent()
    }

    fn by(plan: &Plan, number: impl Fn(usize, Name, &super::Value) -> f64) -> Self {
        let bounded = |name: Name, value: f64| {
            let (least, most) = name.bounds();
            value.clamp(least, most)
        };
        Self {
            values: Name::ALL
                .iter()
                .map(|name| bounded(*name, number(0, *name, plan.value(*name))) * plan.factor(*name))
                .collect(),
            own: plan
                .places
                .iter()
                .enumerate()
                .map(|(place, it)| {
                    let drawn = |(name, value): &(Name, super::Value)| {
                        (*name, bounded(*name, number(place + 1, *name, value)))
                    };
                    it.own.iter().map(drawn).collect()
                })
                .collect(),
            sources: shares(&plan.sources),
            services: shares(&plan.services),
        }
    }

    /// Two shares of one whole, each drawn by itself, must not come to more than it.
    fn coherent(mut self) -> Self {
        let sum = self.values[Name::Substitute.at()] + self.values[Name::WaitForSeat.at()];
        if sum > 1.0 {
            self.values[Name::Substitute.at()] /= sum;
            self.values[Name::WaitForSeat.at()] /= sum;
        }
        self
    }

    /// A value of the whole plan.
    #[must_use]
    #[inline]
    pub fn get(&self, name: Name) -> f64 {
        self.values[name.at()]
    }

    /// A value in a place: its own, or the plan's.
    #[must_use]
    pub fn at(&self, place: usize, name: Name) -> f64 {
        let own = self.own.get(place).and_then(|own| own.iter().find(|(it, _)| *it == name));
        own.map_or_else(|| self.get(name), |(_, value)| *value)
    }
}

fn shares(split: &Split) -> Vec<f64> {
    split.parts.iter().map(|part| part.share).collect()
}
