//! What filters, wishes and order need to know of an entry, in sixteen bytes.

use jiff::civil::{Date, date};

use crate::needs::{self, Topic};
use crate::{Days, Entry, PartOfDay};

/// The facts of one entry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts {
    pub(crate) days: Days,
    marks: u8,
    ages: [u8; 2],
    /// Three bits a day for the parts of it that an opening touches, seven for days with any opening, then [`MEETS`].
    times: u32,
    assured: i32,
    /// The marks of its topics that say whom it is for.
    for_some: u32,
}

const ONLINE: u8 = 1;
const ACCESSIBLE: u8 = 1 << 1;
const LOWEST: u8 = 1 << 2;
const HIGHEST: u8 = 1 << 3;
const FREE: u8 = 4;
const ROOM: u8 = 6;
/// It meets somewhere that is known.
const MEETS: u32 = 1 << 31;
/// Nobody ever confirmed it.
const NEVER: i32 = i32::MIN;

const PARTS: [PartOfDay; 3] = [PartOfDay::Morning, PartOfDay::Afternoon, PartOfDay::Evening];

impl Facts {
    pub(crate) fn of(entry: &Entry) -> Self {
        let mut marks = answer(entry.free) << FREE | answer(entry.room) << ROOM;
        for (known, mark) in [
            (entry.online, ONLINE),
            (entry.accessible, ACCESSIBLE),
            (entry.ages.0.is_some(), LOWEST),
            (entry.ages.1.is_some(), HIGHEST),
        ] {
            marks |= if known { mark } else { 0 };
        }
        let mut times = if entry.at.is_empty() { 0 } else { MEETS };
        for opening in &entry.times {
            let day = opening.day.to_monday_zero_offset() as u32;
            times |= 1 << (21 + day);
            for (part, _) in PARTS.iter().enumerate().filter(|(_, part)| part.touches(opening)) {
                times |= 1 << (3 * day + part as u32);
            }
        }
        Self {
            days: entry.days,
            marks,
            ages: [entry.ages.0.unwrap_or(0), entry.ages.1.unwrap_or(0)],
            times,
            assured: entry.assured.map_or(NEVER, day_number),
            for_some: needs::marks(entry.topics.iter().filter_map(|name| Topic::named(name))),
        }
    }

    pub(crate) fn online(&self) -> bool {
        self.marks & ONLINE != 0
    }

    pub(crate) fn accessible(&self) -> bool {
        self.marks & ACCESSIBLE != 0
    }

    pub(crate) fn free(&self) -> Option<bool> {
        known(self.marks >> FREE)
    }

    pub(crate) fn room(&self) -> Option<bool> {
        known(self.marks >> ROOM)
    }

    pub(crate) fn meets(&self) -> bool {
        self.times & MEETS != 0
    }

    /// Whether any opening is known.
    pub(crate) fn has_times(&self) -> bool {
        self.times >> 21 & 0x7f != 0
    }

    /// How far it is for some people of whom the question does not speak: half where it is for others it speaks of.
    pub(crate) fn narrow(&self, spoken_of: u32) -> f64 {
        match (self.for_some & spoken_of, self.for_some & !spoken_of) {
            (_, 0) => 0.0,
            (0, _) => 1.0,
            _ => 0.5,
        }
    }

    /// Lowest and highest age, both included.
    pub(crate) fn ages(&self) -> (Option<u8>, Option<u8>) {
        let age = |mark, which: usize| (self.marks & mark != 0).then_some(self.ages[which]);
        (age(LOWEST, 0), age(HIGHEST, 1))
    }

    /// Whether it runs in that part of any of the days; of any day at all, when none is named. `None` when no opening on
    /// them is known.
    pub(crate) fn runs_in(&self, part: PartOfDay, days: Days) -> Option<bool> {
        let days = if days.is_empty() { Days::ALL } else { days };
        let (mut known, mut runs) = (false, false);
        for day in days.iter().map(|day| day.to_monday_zero_offset() as u32) {
            known |= self.times >> (21 + day) & 1 == 1;
            let part = PARTS.iter().position(|one| *one == part).unwrap_or(0) as u32;
            runs |= self.times >> (3 * day + part) & 1 == 1;
        }
        known.then_some(runs)
    }

    /// The day someone last confirmed it, as [`day_number`].
    pub(crate) fn assured(&self) -> Option<i32> {
        (self.assured != NEVER).then_some(self.assured)
    }
}

/// Days since the first of January 1970.
pub(crate) fn day_number(day: Date) -> i32 {
    (day.duration_since(date(1970, 1, 1)).as_hours() / 24) as i32
}

fn answer(known: Option<bool>) -> u8 {
    known.map_or(0, |yes| 2 | u8::from(yes))
}

fn known(bits: u8) -> Option<bool> {
    (bits & 2 != 0).then_some(bits & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Opening, Point};
    use jiff::civil::{Weekday, time};

    #[test]
    fn facts_are_kept_whole_and_small() {
        assert_eq!(size_of::<Facts>(), 16);
        for known in [None, Some(false), Some(true)] {
            for other in [None, Some(false), Some(true)] {
                let ages = (known.map(u8::from), other.map(|yes| 80 + u8::from(yes)));
                let entry = Entry {
                    free: known,
                    room: other,
                    ages,
                    online: known == Some(true),
                    accessible: other == Some(true),
                    at: Point::new(51.0, -3.0).filter(|_| known.is_some()).into_iter().collect(),
                    assured: known.map(|_| date(1969, 12, 31)),
                    ..Entry::default()
                };
                let facts = Facts::of(&entry);
                assert_eq!((facts.free(), facts.room(), facts.ages()), (known, other, ages));
                assert_eq!((facts.online(), facts.accessible()), (entry.online, entry.accessible));
                assert_eq!((facts.meets(), facts.assured()), (known.is_some(), known.map(|_| -1)));
            }
        }
    }

    #[test]
    fn openings_are_parts_of_days() {
        let opening =
            |day, hour| Opening { day, opens: time(hour, 0, 0, 0), closes: time(hour + 2, 0, 0, 0) };
        let facts = Facts::of(&Entry {
            times: vec![opening(Weekday::Monday, 10), opening(Weekday::Sunday, 18)],
            ..Entry::default()
        });
        let runs = |part, days| facts.runs_in(part, days);
        assert_eq!(runs(PartOfDay::Morning, Days::NONE), Some(true));
        assert_eq!(runs(PartOfDay::Afternoon, Days::NONE), Some(false));
        assert_eq!(runs(PartOfDay::Evening, Weekday::Monday.into()), Some(false));
        assert_eq!(runs(PartOfDay::Evening, Weekday::Sunday.into()), Some(true));
        assert_eq!(runs(PartOfDay::Evening, Weekday::Friday.into()), None);
    }
}
