//! Little's law, L = λW, which no run of any queue may break.
//!
//! The left side is the area under "how many are here", kept by the clock; the right is the sum of the times people
//! spent here, kept person by person. They are two countings of one thing, and in whole ticks they agree exactly or a
//! simulation has lost or doubled somebody.

use super::Tick;

/// Both countings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Little {
    here: u64,
    since: Tick,
    area: u128,
    spent: u128,
    came: u64,
}

impl Little {
    #[inline]
    fn until(&mut self, now: Tick) {
        self.area += u128::from(self.here) * u128::from(now - self.since);
        self.since = now;
    }

    /// Somebody comes in.
    #[inline]
    pub fn enter(&mut self, now: Tick) {
        self.until(now);
        self.here += 1;
        self.came += 1;
    }

    /// Somebody goes who came at `came`.
    #[inline]
    pub fn leave(&mut self, now: Tick, came: Tick) {
        self.until(now);
        self.here -= 1;
        self.spent += u128::from(now - came);
    }

    /// The end of the count, with those who are still here and when each of them came.
    pub fn close(&mut self, now: Tick, still_here: impl Iterator<Item = Tick>) {
        self.until(now);
        for came in still_here {
            self.spent += u128::from(now - came);
        }
    }

    /// How many are here.
    #[must_use]
    pub fn here(&self) -> u64 {
        self.here
    }

    /// How many came.
    #[must_use]
    pub fn came(&self) -> u64 {
        self.came
    }

    /// The area under "how many are here": people times ticks.
    #[must_use]
    pub fn area(&self) -> u128 {
        self.area
    }

    /// The sum of the times spent here.
    #[must_use]
    pub fn spent(&self) -> u128 {
        self.spent
    }

    /// Whether the two countings are one.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.area == self.spent
    }
}
