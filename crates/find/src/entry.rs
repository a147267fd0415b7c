//! One thing a person could be linked to, as the search needs to know it.

use std::fmt;

use jiff::civil::{Date, Time, Weekday};
use uuid::Uuid;

use crate::Point;

/// An entry of the directory. Leave unknown fields at their default: unknown never counts against an entry that only the
/// words of a question would exclude.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entry {
    /// Whose entry; putting the same id again replaces it.
    pub id: Uuid,
    /// The name people know it by.
    pub name: String,
    /// Who runs it.
    pub organization: String,
    /// What it is, in words.
    pub description: String,
    /// What it is about ("Walking", "Debt advice").
    pub topics: Vec<String>,
    /// Whom it is for, in words ("Carers", "Older people").
    pub audience: Vec<String>,
    /// Names of towns and areas it serves.
    pub place: Vec<String>,
    /// Where it meets; empty when it serves a whole area or is online.
    pub at: Vec<Point>,
    /// Days it runs; empty when unknown.
    pub days: Days,
    /// When it opens and closes; empty when unknown.
    pub times: Vec<Opening>,
    /// Free to come to; `None` when unknown.
    pub free: Option<bool>,
    /// Lowest and highest age, in years, both included.
    pub ages: (Option<u8>, Option<u8>),
    /// Can be joined online or by phone.
    pub online: bool,
    /// Known to be accessible to wheelchair users.
    pub accessible: bool,
    /// Languages spoken, as names ("Polish") or BCP 47 codes ("pl"); empty when not said.
    pub languages: Vec<String>,
    /// Room for one more; `None` when unknown.
    pub room: Option<bool>,
    /// When someone last confirmed the entry.
    pub assured: Option<Date>,
    /// What is known to be one and the same thing under several ids, as when two feeds list it, has the same text here, whatever
    /// the text: of such entries all but the best of an answer step down. Empty: only what one organization offers under the same
    /// name or in the same words does.
    pub alike: String,
}

/// One opening on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// Which day.
    pub day: Weekday,
    /// Opens at.
    pub opens: Time,
    /// Closes at.
    pub closes: Time,
}

/// A set of days of the week.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Days(u8);

impl Days {
    /// No day: unknown.
    pub const NONE: Self = Self(0);
    /// Monday to Friday.
    pub const WEEKDAYS: Self = Self(0b001_1111);
    /// Saturday and Sunday.
    pub const WEEKEND: Self = Self(0b110_0000);
    /// Every day.
    pub const ALL: Self = Self(0b111_1111);

    /// With this day too.
    #[must_use]
    pub fn with(self, day: Weekday) -> Self {
        Self(self.0 | bit(day))
    }

    /// Days in either.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Days in both.
    #[must_use]
    pub fn shared(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether the day is in it.
    #[must_use]
    pub fn has(self, day: Weekday) -> bool {
        self.0 & bit(day) != 0
    }

    /// Whether there is no day in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The days, Monday first.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        Weekday::Monday.cycle_forward().take(7).filter(move |day| self.has(*day))
    }
}

fn bit(day: Weekday) -> u8 {
    1 << day.to_monday_zero_offset()
}

impl FromIterator<Weekday> for Days {
    fn from_iter<I: IntoIterator<Item = Weekday>>(days: I) -> Self {
        days.into_iter().fold(Self::NONE, Self::with)
    }
}

impl From<Weekday> for Days {
    fn from(day: Weekday) -> Self {
        Self::NONE.with(day)
    }
}

impl fmt::Debug for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// "Sundays", "Mondays and Wednesdays", "weekends"; nothing for no day.
impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::WEEKDAYS => return f.write_str("weekdays"),
            Self::WEEKEND => return f.write_str("weekends"),
            Self::ALL => return f.write_str("every day"),
            _ => {}
        }
        let names: Vec<_> = self.iter().map(day_name).collect();
        match names.as_slice() {
            [] => Ok(()),
            [one] => f.write_str(one),
            [rest @ .., last] => write!(f, "{} and {last}", rest.join(", ")),
        }
    }
}

fn day_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Mondays",
        Weekday::Tuesday => "Tuesdays",
        Weekday::Wednesday => "Wednesdays",
        Weekday::Thursday => "Thursdays",
        Weekday::Friday => "Fridays",
        Weekday::Saturday => "Saturdays",
        Weekday::Sunday => "Sundays",
    }
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartOfDay {
    /// Before noon.
    Morning,
    /// Noon to five.
    Afternoon,
    /// From five.
    Evening,
}

impl PartOfDay {
    /// Whether an opening reaches into this part for half an hour or more.
    #[must_use]
    pub fn touches(self, opening: &Opening) -> bool {
        let (from, to) = match self {
            Self::Morning => (0, 12 * 60),
            Self::Afternoon => (12 * 60, 17 * 60),
            Self::Evening => (17 * 60, 24 * 60),
        };
        let minutes = |t: Time| i32::from(t.hour()) * 60 + i32::from(t.minute());
        let (opens, closes) = (minutes(opening.opens), minutes(opening.closes));
        // A closing time at or before the opening means past midnight.
        let closes = if closes <= opens { 24 * 60 } else { closes };
        closes.min(to) - opens.max(from) >= 30
    }
}

impl fmt::Display for PartOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Morning => "mornings",
            Self::Afternoon => "afternoons",
            Self::Evening => "evenings",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::time;

    #[test]
    fn days_are_a_set_that_prints_itself() {
        let days: Days = [Weekday::Wednesday, Weekday::Monday].into_iter().collect();
        assert_eq!(days.to_string(), "Mondays and Wednesdays");
        assert_eq!(days.iter().collect::<Vec<_>>(), [Weekday::Monday, Weekday::Wednesday]);
        assert_eq!(Days::WEEKEND.to_string(), "weekends");
        assert_eq!(Days::NONE.to_string(), "");
        assert_eq!(Days::WEEKDAYS.and(Days::WEEKEND), Days::ALL);
        assert!(Days::WEEKDAYS.shared(Days::WEEKEND).is_empty());
    }

    #[test]
    fn parts_of_the_day() {
        let opening = |opens, closes| Opening { day: Weekday::Monday, opens, closes };
        let coffee = opening(time(10, 0, 0, 0), time(12, 15, 0, 0));
        assert!(PartOfDay::Morning.touches(&coffee) && !PartOfDay::Afternoon.touches(&coffee));
        let late = opening(time(22, 0, 0, 0), time(2, 0, 0, 0));
        assert!(PartOfDay::Evening.touches(&late) && !PartOfDay::Morning.touches(&late));
    }
}
