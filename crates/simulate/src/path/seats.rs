//! Seats in groups: those that stand there, those bought, and those builders start; how many are held, and who waits.

use super::course::{Course, PlaceCourse};
use crate::kernel::{Line, Tick};

/// The seats of one service in one place.
#[derive(Debug, Clone, Default)]
pub(super) struct Room {
    pub(super) seats: u64,
    pub(super) held: u64,
    /// Of the seats, those that somebody has bought, held or not.
    pub(super) bought: u64,
    pub(super) line: Line,
    since: Tick,
}

impl Room {
    /// Whether there is a seat free.
    #[inline]
    pub(super) fn has_room(&self) -> bool {
        self.held < self.seats
    }

    /// Seat-seconds held since this was last asked, beyond the seats bought: those are paid for anyway, so they are sat on
    /// first.
    #[inline]
    pub(super) fn held_until(&mut self, now: Tick) -> u64 {
        let seconds = self.held.saturating_sub(self.bought) * (now - self.since);
        self.since = now;
        seconds
    }
}

/// How many seats a place has for a service in a month, with so many from its team's builders; and how many of them are bought.
pub(super) fn seats(
    course: &Course,
    place: &PlaceCourse,
    service: usize,
    month: u32,
    built: f64,
) -> (u64, u64) {
    let share = {
        let up_to = &course.service_up_to;
        let end = if service + 1 == up_to.len() { 1.0 } else { up_to[service] };
        end - if service == 0 { 0.0 } else { up_to[service - 1] }
    };
    let bought: f64 =
        place.bought.iter().filter(|it| it.0 == service && it.2 <= month).map(|(_, seats, _)| *seats).sum();
    ((place.seats[service] + built * place.share * share + bought) as u64, bought as u64)
}
