//! The columns, one array for each thing known of a referral and of what came of it.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::{ToSpan, Unit};
use measure::{RecordKey, Secret};
use uuid::Uuid;

use super::needs::Needs;
use super::standing::{BEGAN, standing};
use crate::moment::local;
use crate::people::{AgeBand, Ethnic, Sex};
use crate::referrals::State;

/// The first day a day number can say.
const FIRST: Date = date(1990, 1, 1);

/// A day as a number; earlier days are the first.
pub(in crate::reports) fn day_number(day: Date) -> u16 {
    let days = FIRST.until((Unit::Day, day)).map_or(0, |span| span.get_days());
    u16::try_from(days.max(0)).unwrap_or(u16::MAX)
}

pub(in crate::reports) fn of_day_number(number: u16) -> Date {
    FIRST.saturating_add(i64::from(number).days())
}

/// A moment to the second, or never.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(in crate::reports) struct Second(u32);

impl Second {
    pub const NEVER: Second = Second(0);

    /// Moments before 1970 count as its first second.
    pub fn of(at: Timestamp) -> Second {
        Second(u32::try_from(at.as_second().max(1)).unwrap_or(u32::MAX))
    }

    pub fn or_never(at: Option<Timestamp>) -> Second {
        at.map_or(Second::NEVER, Second::of)
    }

    pub fn came(self) -> bool {
        self.0 > 0
    }

    /// Whole days until a later moment; nothing where one of them never came, nought when they are the other way round.
    pub fn days_until(self, later: Second) -> Option<u32> {
        (self.came() && later.came()).then(|| later.0.saturating_sub(self.0) / 86_400)
    }

    fn moment(self) -> Timestamp {
        Timestamp::from_second(i64::from(self.0)).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

/// Which groups somebody belongs to; words are numbers of the cube's names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::reports) struct Who {
    /// The year; nought when it is not known.
    pub born: i16,
    pub sex: Sex,
    pub ethnic: Ethnic,
    pub language: u16,
    /// Nought when it is not known.
    pub decile: u8,
    pub town: u16,
}

/// All that is known of one referral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reports) struct Row {
    pub referral: Uuid,
    pub person: Uuid,
    /// Nil when none has begun.
    pub journey: Uuid,
    pub scheme: u16,
    pub state: State,
    /// Its place among the kinds of referrer.
    pub referrer: u8,
    pub asked: Second,
    /// Somebody wrote down that support was offered.
    pub offered: bool,
    pub decided: Second,
    pub said_yes: Second,
    pub first_conversation: Second,
    pub ended: Second,
    pub contacts: u16,
    pub followed_up: bool,
    pub who: Who,
    /// A bit for each need the person's concerns are about.
    pub needs: u128,
    /// The person did not say no to being counted.
    pub counted: bool,
}

macro_rules! columns {
    ($($name:ident: $kind:ty = $of:expr),* $(,)?) => {
        /// The columns. Every one is as long as the others.
        #[derive(Debug, Clone, Default)]
        pub(in crate::reports) struct Columns {
            $(pub $name: Vec<$kind>,)*
            /// What their concerns are about.
            pub needs: Needs,
            /// Whether some question was answered twice in the journey.
            pub paired: Vec<bool>,
        }

        impl Columns {
            pub fn push(&mut self, row: &Row, secret: &Secret) {
                self.needs.put(self.len(), row.needs);
                $(self.$name.push(($of)(row, secret));)*
                self.paired.push(false);
            }

            pub fn set(&mut self, at: usize, row: &Row, secret: &Secret) {
                $(if let Some(place) = self.$name.get_mut(at) { *place = ($of)(row, secret); })*
                self.needs.put(at, row.needs);
            }

            pub fn bytes(&self) -> usize {
                self.needs.bytes() + self.paired.capacity() $(+ self.$name.capacity() * size_of::<$kind>())*
            }
        }
    };
}

columns! {
    referral: Uuid = |row: &Row, _: &Secret| row.referral,
    person: Uuid = |row: &Row, _: &Secret| row.person,
    journey: Uuid = |row: &Row, _: &Secret| row.journey,
    key: RecordKey = |row: &Row, secret: &Secret| secret.key_of(row.referral.as_u128()),
    scheme: u16 = |row: &Row, _: &Secret| row.scheme,
    state: State = |row: &Row, _: &Secret| row.state,
    referrer: u8 = |row: &Row, _: &Secret| row.referrer,
    asked: Second = |row: &Row, _: &Secret| row.asked,
    day: u16 = |row: &Row, _: &Secret| day_number(local(row.asked.moment()).date()),
    offered: bool = |row: &Row, _: &Secret| row.offered,
    decided: Second = |row: &Row, _: &Secret| row.decided,
    said_yes: Second = |row: &Row, _: &Secret| row.said_yes,
    first_conversation: Second = |row: &Row, _: &Secret| row.first_conversation,
    ended: Second = |row: &Row, _: &Secret| row.ended,
    contacts: u16 = |row: &Row, _: &Secret| row.contacts,
    followed_up: bool = |row: &Row, _: &Secret| row.followed_up,
    born: i16 = |row: &Row, _: &Secret| row.who.born,
    sex: Sex = |row: &Row, _: &Secret| row.who.sex,
    ethnic: Ethnic = |row: &Row, _: &Secret| row.who.ethnic,
    language: u16 = |row: &Row, _: &Secret| row.who.language,
    decile: u8 = |row: &Row, _: &Secret| row.who.decile,
    town: u16 = |row: &Row, _: &Secret| row.who.town,
    age: AgeBand = |row: &Row, _: &Secret| {
        AgeBand::of((row.who.born != 0).then_some(row.who.born), local(row.asked.moment()).year())
    },
    counted: bool = |row: &Row, _: &Secret| row.counted,
    standing: u16 = |row: &Row, _: &Secret| standing(row),
}

impl Columns {
    pub fn len(&self) -> usize {
        self.referral.len()
    }

    /// One row, whole.
    pub fn row(&self, at: usize) -> Row {
        Row {
            referral: self.referral[at],
            person: self.person[at],
            journey: self.journey[at],
            scheme: self.scheme[at],
            state: self.state[at],
            referrer: self.referrer[at],
            asked: self.asked[at],
            offered: self.offered[at],
            decided: self.decided[at],
            said_yes: self.said_yes[at],
            first_conversation: self.first_conversation[at],
            ended: self.ended[at],
            contacts: self.contacts[at],
            followed_up: self.followed_up[at],
            who: self.who(at),
            needs: self.needs.of(at),
            counted: self.counted[at],
        }
    }

    /// Which groups somebody belongs to.
    fn who(&self, at: usize) -> Who {
        Who {
            born: self.born[at],
            sex: self.sex[at],
            ethnic: self.ethnic[at],
            language: self.language[at],
            decile: self.decile[at],
            town: self.town[at],
        }
    }

    /// Whether a journey began.
    pub fn began(&self, row: usize) -> bool {
        self.standing.get(row).is_some_and(|standing| standing & BEGAN != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_seconds_say_what_they_were_made_from() {
        let day = date(2026, 6, 30);
        assert_eq!(of_day_number(day_number(day)), day);
        assert_eq!(of_day_number(day_number(date(1980, 1, 1))), FIRST);
        let at = |s: i64| Second::of(Timestamp::from_second(s).unwrap());
        assert_eq!(at(86_400).days_until(at(3 * 86_400 - 1)), Some(1));
        assert_eq!(at(86_400 * 9).days_until(at(86_400)), Some(0));
        assert_eq!(at(5).days_until(Second::NEVER), None);
        assert!(at(-7).came() && !Second::NEVER.came());
    }
}
