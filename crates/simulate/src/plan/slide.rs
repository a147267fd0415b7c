//! Changing a plan that is right into another that is right.

use super::{Kind, Name, Plan, Unit, Value, read::NEAR};
use crate::chance::{Distribution, Shape};

/// A value as one's own records have it.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// The value.
    pub value: f64,
    /// The low end of its middle 95%.
    pub low: f64,
    /// The high end.
    pub high: f64,
    /// Which records, in words.
    pub source: String,
    /// On which day, as 2026-11-25.
    pub read_on: String,
}

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
    /// There is no such place, team or post, or a place cannot have that for itself.
    #[error("There is no such place or post, or a place cannot have that value for itself.")]
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

    /// The plan with a value as it was counted in one's own records, with its middle 95%; for one place, or for all.
    ///
    /// # Errors
    /// When it is out of order or bounds, is not counted but priced, or the place has no such value of its own.
    pub fn with_counted(&self, place: Option<usize>, name: Name, counted: &Counted) -> Result<Self, Unmoved> {
        let (least, most) = name.bounds();
        let Counted { value, low, high, .. } = *counted;
        let in_order = least <= low && low <= value && value <= high && high <= most;
        let shape = match name.unit() {
            Unit::Share if value > 0.0 && value < 1.0 => Shape::Beta,
            _ if value > 0.0 && least >= 0.0 => Shape::Gamma,
            _ => Shape::Normal,
        };
        let distribution = Distribution::fit(shape, value, low, high, least, most);
        let (true, true, Ok(distribution)) = (in_order, name.unit() != Unit::Pounds, distribution) else {
            return Err(Unmoved::Beyond { name: name.text(), least, most });
        };
        let value = Value {
            value,
            low,
            high,
            shape: if low == high { Shape::Fixed } else { shape },
            price_year: None,
            source: Some(counted.source.clone()),
            read_on: Some(counted.read_on.clone()),
            kind: Kind::Counted,
            distribution,
        };
        let mut plan = self.clone();
        match place {
            None => plan.values[name.at()] = value,
            Some(place) => {
                let place = plan.places.get_mut(place).filter(|_| Name::OF_A_PLACE.contains(&name));
                let place = place.ok_or(Unmoved::Nobody)?;
                place.own.retain(|(it, _)| *it != name);
                place.own.push((name, value));
                place.own.sort_by_key(|(name, _)| name.text());
            }
        }
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
