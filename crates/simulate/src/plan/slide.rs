//! Changing a plan that is right into another that is right.

use super::{Kind, Name, Plan, Unit, Value, read::NEAR};
use crate::chance::{Distribution, Shape};

/// Why a value could not be moved there.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Unmoved {
    /// Beyond what it may be at all, or no number.
    #[error("“{name}” goes from {least} to {most}.")]
    Beyond {
        /// Which value.
        name: &'static str,
        /// The least it may be.
        least: f64,
        /// The most.
        most: f64,
    },
    /// With another it would come to more than everybody.
    #[error("“substitute” and “wait_for_seat” together come to more than everybody.")]
    Together,
    /// There is no such strategy or team.
    #[error("There is no such team.")]
    Nobody,
}

impl Plan {
    /// The plan with one value known to be this: an assumption, in the plan's own prices.
    ///
    /// # Errors
    /// When the value may not be that.
    pub fn with(&self, name: Name, value: f64) -> Result<Self, Unmoved> {
        let (least, most) = name.bounds();
        if !value.is_finite() || !(least..=most).contains(&value) {
            return Err(Unmoved::Beyond { name: name.text(), least, most });
        }
        let mut plan = self.clone();
        plan.values[name.at()] = Value {
            value,
            low: value,
            high: value,
            shape: Shape::Fixed,
            price_year: (name.unit() == Unit::Pounds).then_some(self.price_year),
            source: None,
            read_on: None,
            kind: Kind::Assumption,
            distribution: Distribution::Fixed(value),
        };
        let together = plan.value(Name::Substitute).value + plan.value(Name::WaitForSeat).value;
        if together > 1.0 + NEAR { Err(Unmoved::Together) } else { Ok(plan) }
    }

    /// The plan with one post of a team at another size; nought takes its work away and keeps its place.
    ///
    /// # Errors
    /// When there is no such post, or the size is absurd.
    pub fn with_post(&self, strategy: usize, team: usize, post: usize, wte: f64) -> Result<Self, Unmoved> {
        if !(0.0..=10_000.0).contains(&wte) {
            return Err(Unmoved::Beyond { name: "wte", least: 0.0, most: 10_000.0 });
        }
        let mut plan = self.clone();
        let found = plan.strategies.get_mut(strategy).and_then(|it| it.teams.get_mut(team));
        let post = found.and_then(|team| team.posts.get_mut(post)).ok_or(Unmoved::Nobody)?;
        post.wte = wte;
        Ok(plan)
    }
}
