//! How much memory a plan needs to run, so that one far too large is refused at the door and not by the machine.

use super::{Name, Plan, reading::Reader};
use crate::runs::Layout;

/// What a plan may take, unless somebody says otherwise: a gigabyte.
pub const USUAL: u64 = 1 << 30;

/// Walks that go on at once: an estimate for a machine of a few processors.
const WALKS: f64 = 4.0;
/// Bytes of somebody under way, with the events that await them.
const PERSON: f64 = 200.0;

/// What a plan needs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// People under way at once, in one run.
    pub people: f64,
    /// Bytes in all.
    pub bytes: f64,
}

impl Room {
    /// What this plan needs, on the high side.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let weeks = [
            Name::PatienceWeeks,
            Name::CaseWeeks,
            Name::SeatWeeks,
            Name::SeatPatienceWeeks,
            Name::FollowUpWeeks,
        ];
        let years = weeks.iter().map(|name| plan.value(*name).high).sum::<f64>() / 52.0;
        let years = years.min(f64::from(plan.years));
        let people = plan
            .places
            .iter()
            .map(|place| {
                let own =
                    place.own.iter().find(|(name, _)| *name == Name::ReferralRate).map(|(_, value)| value);
                let rate = own.unwrap_or(plan.value(Name::ReferralRate)).high;
                place.people as f64 / 1_000.0 * rate * years + f64::from(place.waiting_now + place.open_now)
            })
            .sum::<f64>();
        let rows = f64::from(plan.draws) * f64::from(plan.runs) * plan.strategies.len() as f64;
        let months = f64::from(plan.months());
        let places = plan.places.len() as f64;
        let ledger =
            months * places * (40.0 + 3.0 * plan.services.parts.len() as f64) * 8.0 + places * 8_192.0;
        let bytes = rows * Layout::of(plan).len() as f64 * 8.0 + WALKS * (people * PERSON + ledger);
        Self { people, bytes }
    }
}

/// Refuses a plan that needs more.
pub(super) fn check(r: &mut Reader, plan: &Plan, most: u64) {
    let room = Room::of(plan);
    if room.bytes <= most as f64 {
        return;
    }
    let gigabytes = |bytes: f64| format!("{:.1} GB", bytes / 1e9);
    r.wrong(
        0..0,
        format!(
            "This plan would need {} of memory ({:.0} people under way at once, {} draws); {} is allowed.",
            gigabytes(room.bytes),
            room.people,
            plan.draws,
            gigabytes(most as f64)
        ),
        "Split it into several plans, ask for fewer draws or runs, or allow more memory.",
    );
}
