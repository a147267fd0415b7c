//! Time and chance, handed to whoever needs them. Nothing else in Quilt reads the
//! clock or draws a random number, so a test, and the demonstration county, can own both.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use uuid::Uuid;

/// Where the time comes from.
#[derive(Clone)]
pub enum Clock {
    System,
    /// Stands where it was put until somebody moves it.
    Set(Arc<Mutex<Timestamp>>),
}

impl Clock {
    pub fn set(at: Timestamp) -> Clock {
        Clock::Set(Arc::new(Mutex::new(at)))
    }

    /// Now, to the microsecond: what both databases keep.
    pub fn now(&self) -> Timestamp {
        let at = match self {
            #[expect(clippy::disallowed_methods, reason = "the one place that reads the system clock")]
            Clock::System => Timestamp::now(),
            Clock::Set(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
        };
        Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
    }

    /// Puts a set clock somewhere else; the system's clock stays as it is.
    pub fn put(&self, to: Timestamp) {
        if let Clock::Set(at) = self {
            *at.lock().unwrap_or_else(PoisonError::into_inner) = to;
        }
    }
}

/// Where chance comes from.
#[derive(Clone)]
pub enum Chance {
    System,
    /// The same numbers in the same order every time: for tests and the demonstration.
    Seeded(Arc<Mutex<u64>>),
}

impl Chance {
    pub fn seeded(seed: u64) -> Chance {
        Chance::Seeded(Arc::new(Mutex::new(seed)))
    }

    pub fn fill(&self, bytes: &mut [u8]) {
        match self {
            Chance::System => {
                #[expect(
                    clippy::expect_used,
                    reason = "no id or secret may be made without chance; an operating system that has none cannot run Quilt"
                )]
                getrandom::fill(bytes).expect("the operating system gives random bytes");
            }
            Chance::Seeded(state) => {
                let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
                for part in bytes.chunks_mut(8) {
                    let drawn = split_mix(&mut state).to_le_bytes();
                    part.copy_from_slice(&drawn[..part.len()]);
                }
            }
        }
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): short, and the same everywhere.
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The instant an act happens, and the chance it may draw on.
#[derive(Clone)]
pub struct Moment {
    pub at: Timestamp,
    pub chance: Chance,
}

impl Moment {
    /// A fresh id: UUID version 7, so that ids sort by when they were made.
    pub fn id<T: From<Uuid>>(&self) -> T {
        let mut random = [0; 10];
        self.chance.fill(&mut random);
        let millis = u64::try_from(self.at.as_millisecond()).unwrap_or(0);
        T::from(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// Bytes nobody can guess, for secrets.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.chance.fill(&mut bytes);
        bytes
    }

    /// The day it is, on the clocks people here go by.
    pub fn today(&self) -> Date {
        local(self.at).date()
    }
}

/// An instant as the clock on the wall shows it.
pub fn local(at: Timestamp) -> Zoned {
    at.to_zoned(zone())
}

/// The zone people here live in. Bundled with the program, so it is always known.
pub fn zone() -> TimeZone {
    TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_when_they_were_made() {
        let chance = Chance::seeded(1);
        let at = |s| Moment { at: Timestamp::from_second(s).unwrap(), chance: chance.clone() };
        let (early, late): (Uuid, Uuid) = (at(1_000).id(), at(1_001).id());
        assert!(early < late);
        assert_eq!(early.get_version_num(), 7);
    }

    #[test]
    fn the_same_seed_draws_the_same_chance() {
        let draw = || {
            let mut bytes = [0; 21];
            Chance::seeded(7).fill(&mut bytes);
            bytes
        };
        assert_eq!(draw(), draw());
        assert_ne!(draw(), [0; 21]);
    }

    #[test]
    fn today_is_the_day_on_the_wall() {
        let half_past_midnight_in_june = "2026-06-30T23:30:00Z".parse().unwrap();
        let moment = Moment { at: half_past_midnight_in_june, chance: Chance::seeded(1) };
        assert_eq!(moment.today().to_string(), "2026-07-01");
    }
}
