//! A day of the calendar, as a count of days, for expiries and windows. Times of day and zones are the caller's.

use std::fmt;

/// A day of the Gregorian calendar, years 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(i32);

impl Day {
    /// From year, month and day; `None` where there is no such day. (`Day::new(d.year(), d.month(), d.day())` of most
    /// calendars' dates.)
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        let lengths = [31, if is_leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let length = *lengths.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
        if !(1..=9999).contains(&year) || !(1..=length).contains(&day) {
            return None;
        }
        // Years begin in March here, so that the leap day is a year's last and months follow one formula.
        let (year, month) = (i32::from(year) - i32::from(month <= 2), (i32::from(month) + 9) % 12);
        let of_year = (153 * month + 2) / 5 + i32::from(day) - 1;
        Some(Self(365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year))
    }

    /// From text like `2027-03-31`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let plain = |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
        let whole = plain(year, 4) && plain(month, 2) && plain(day, 2);
        whole.then(|| Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))?
    }

    /// Days from `earlier` to this one; negative when this one comes first.
    #[must_use]
    pub fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// Year, month, day.
    #[must_use]
    pub fn parts(self) -> (i16, i8, i8) {
        let era = self.0.div_euclid(146_097);
        let of_era = self.0.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let year = year_of_era + era * 400 + i32::from(month >= 10);
        (year as i16, ((month + 2) % 12 + 1) as i8, day as i8)
    }
}

fn is_leap(year: i16) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_days() {
        let day = |text| Day::parse(text).unwrap();
        assert_eq!(day("2000-03-01").since(day("2000-02-28")), 2);
        assert_eq!(day("1900-03-01").since(day("1900-02-28")), 1);
        assert_eq!(day("2027-01-01").since(day("1970-01-01")), 20_819);
        for wrong in
            ["2027-02-29", "2027-13-01", "2027-1-1", "27-01-01", "0000-01-01", "2027-00-10", "2027-01-32", ""]
        {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn days_follow_one_another(year in 1i16..=9998, month in 1i8..=12, day in 1i8..=31) {
            let Some(one) = Day::new(year, month, day) else { return Ok(()) };
            prop_assert_eq!(one.parts(), (year, month, day));
            let next = Day::new(year, month, day + 1)
                .or_else(|| Day::new(year, month + 1, 1))
                .or_else(|| Day::new(year + 1, 1, 1))
                .unwrap();
            prop_assert_eq!(next.since(one), 1);
            prop_assert_eq!(Day::parse(&one.to_string()), Some(one));
        }
    }
}
