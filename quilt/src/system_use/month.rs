//! A month, counted from the year 0, so that months can be added and compared on any engine.

use std::fmt;

use jiff::civil::Date;
use page::{Lang, text};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Month(i64);

impl Month {
    pub fn of(day: Date) -> Month {
        Month(i64::from(day.year()) * 12 + i64::from(day.month()) - 1)
    }

    /// “2026-03”, or the first day of a month.
    pub fn parse(text: &str) -> Option<Month> {
        let whole = if text.len() == 7 { format!("{text}-01") } else { text.to_owned() };
        let day: Date = whole.parse().ok()?;
        (day.day() == 1 && whole.len() == 10).then(|| Month::of(day))
    }

    pub fn counted(months: i64) -> Month {
        Month(months)
    }

    pub fn number(self) -> i64 {
        self.0
    }

    pub fn plus(self, months: i64) -> Month {
        Month(self.0.saturating_add(months))
    }

    /// How many months later it is than another.
    pub fn since(self, other: Month) -> i64 {
        self.0.saturating_sub(other.0)
    }

    pub fn first_day(self) -> Option<Date> {
        let year = i16::try_from(self.0.div_euclid(12)).ok()?;
        Date::new(year, i8::try_from(self.0.rem_euclid(12) + 1).ok()?, 1).ok()
    }

    /// “March 2026”.
    pub fn words(self) -> String {
        self.first_day().map_or_else(|| self.to_string(), |day| text::month(Lang::En, day, 0))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.div_euclid(12), self.0.rem_euclid(12) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_and_written() {
        let march = Month::parse("2026-03").unwrap();
        assert_eq!((march.to_string().as_str(), march.words().as_str()), ("2026-03", "March 2026"));
        assert_eq!(Month::parse("2026-03-01"), Some(march));
        assert_eq!(march.plus(-3).to_string(), "2025-12");
        assert_eq!(march.plus(10).since(march), 10);
        for wrong in ["", "2026", "2026-13", "2026-03-02", "March", "03/2026", "26-3", "2026-3-1"] {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
        }
        assert!(!Month::counted(i64::MAX).plus(1).words().is_empty());
    }
}
