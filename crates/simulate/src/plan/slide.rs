//! Changing a plan that is right into another that is right.

use super::{Name, Plan, Unit, Value, read::NEAR};

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
    /// More people than live there, or a count that is none.
    #[error("More people are counted in “{place}” than live there.")]
    TooMany {
        /// The place's name.
        place: String,
    },
    /// There is no such place, team or post, or a place cannot have that for itself.
    #[error("There is no such place or post, or a place cannot have that value for itself.")]
    Nobody,
}

impl Plan {
    /// The plan with one value known to be this: an assumption, in the plan's own prices. Places that have their own move by
    /// as much, within what the value may be: twice the whole plan's is twice theirs.
    ///
    /// # Errors
    /// When the value may not be that.
    pub fn with(&self, name: Name, value: f64) -> Result<Self, Unmoved> {
        let (least, most) = name.bounds();
        if !value.is_finite() || !(least..=most).contains(&value) {
            return Err(Unmoved::Beyond { name: name.text(), least, most });
        }
        let mut plan = self.clone();
        let year = (name.unit() == Unit::Pounds).then_some(self.price_year);
        let before = self.value(name).value;
        for (_, own) in plan.places.iter_mut().flat_map(|place| &mut place.own).filter(|(it, _)| *it == name)
        {
            let moved = if before == 0.0 { value } else { own.value * (value / before) };
            *own = Value::known(moved.clamp(least, most), year);
        }
        plan.values[name.at()] = Value::known(value, year);
        plan.together()
    }

    /// The plan, unless two shares of one whole come to more than it.
    pub(super) fn together(self) -> Result<Self, Unmoved> {
        let together = self.value(Name::Substitute).value + self.value(Name::WaitForSeat).value;
        if together > 1.0 + NEAR { Err(Unmoved::Together) } else { Ok(self) }
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
