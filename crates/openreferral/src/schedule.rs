//! When a service happens: which days, how often, from when to when.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One repeating time. Times are local to the place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freq: Option<Frequency>,
    /// Every so many weeks or months; `None` is every one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<u16>,
    /// In the order of the week, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<Occurrence>,
    /// Days of the month, 1 to 31, or -1 to -31 counted from its end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub month_days: Vec<i8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<Time>,
    /// At or before `opens_at` means on the next day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes_at: Option<Time>,
    /// The first day it happened, from which intervals are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dtstart: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// How people take part at these times, in the publisher's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attending: Option<String>,
    /// The id of the location in the same service it happens at; `None` when it holds for all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Uuid>,
}

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Frequency {
    Weekly,
    Monthly,
}

/// A day of the week, in a month perhaps only one of them: `nth` 2 is the second, -1 the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Occurrence {
    pub day: Day,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nth: Option<i8>,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Day {
    #[serde(rename = "MO")]
    Monday,
    #[serde(rename = "TU")]
    Tuesday,
    #[serde(rename = "WE")]
    Wednesday,
    #[serde(rename = "TH")]
    Thursday,
    #[serde(rename = "FR")]
    Friday,
    #[serde(rename = "SA")]
    Saturday,
    #[serde(rename = "SU")]
    Sunday,
}

impl Day {
    /// Monday first.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// The two letters of iCalendar: `MO`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Monday => "MO",
            Self::Tuesday => "TU",
            Self::Wednesday => "WE",
            Self::Thursday => "TH",
            Self::Friday => "FR",
            Self::Saturday => "SA",
            Self::Sunday => "SU",
        }
    }
}

impl Day {
    /// Reads `MO`, `Mon`, `monday`, or the number v1 uses (1 is Monday, 7 or 0 Sunday).
    pub(crate) fn parse(said: &str) -> Option<Self> {
        let said = said.trim().to_uppercase();
        if let Ok(number) = said.parse::<usize>() {
            let place = if number == 0 { 6 } else { number - 1 };
            return Self::ALL.get(place).copied();
        }
        const NAMES: [&str; 7] =
            ["MONDAYS", "TUESDAYS", "WEDNESDAYS", "THURSDAYS", "FRIDAYS", "SATURDAYS", "SUNDAYS"];
        let place = NAMES.iter().position(|name| said.len() >= 2 && name.starts_with(&said))?;
        Self::ALL.get(place).copied()
    }
}

/// Days as iCalendar lists them (`MO,WE` or `2TU,-1FR`) or as people do ("Monday, Thursday"). The second value is
/// whether every part was understood.
pub(crate) fn days(said: &str) -> (Vec<Occurrence>, bool) {
    let mut days = Vec::new();
    let mut understood = true;
    for part in said.split(|c: char| ",;/&[]\"'".contains(c) || c.is_whitespace()).filter(|p| !p.is_empty()) {
        if part.eq_ignore_ascii_case("and") {
            continue;
        }
        let name = part.trim_start_matches(|c: char| c == '+' || c == '-' || c.is_ascii_digit());
        let sign = part.get(..part.len() - name.len()).unwrap_or_default();
        let read = if name.is_empty() {
            Day::parse(part).map(|day| Occurrence { day, nth: None })
        } else {
            let nth =
                sign.trim_start_matches('+').parse::<i8>().ok().filter(|n| *n != 0 && (-5..=5).contains(n));
            Day::parse(name).filter(|_| sign.is_empty() || nth.is_some()).map(|day| Occurrence { day, nth })
        };
        match read {
            Some(day) => days.push(day),
            None => understood = false,
        }
    }
    days.sort_unstable();
    days.dedup();
    (days, understood)
}

/// Days of the month, `2,3,-1`.
pub(crate) fn month_days(said: &str) -> Vec<i8> {
    let mut days: Vec<i8> = said
        .split(|c: char| c == ',' || c.is_whitespace())
        .filter_map(|part| part.parse().ok())
        .filter(|day: &i8| *day != 0 && (-31..=31).contains(day))
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// A time of day: `09:00`, `9:30:00`, `9am`, `9.30 pm`, `0900`, with or without a date before and a zone behind it.
pub(crate) fn time(said: &str) -> Option<Time> {
    let said = said.trim().to_lowercase();
    let said =
        said.split_once('t').filter(|(date, _)| date.len() == 10).map_or(said.as_str(), |(_, time)| time);
    let end =
        said.find(['z', '+']).or_else(|| said.get(3..)?.find('-').map(|at| at + 3)).unwrap_or(said.len());
    let said = said.get(..end)?.trim();
    match said {
        "noon" | "midday" => return Some(Time::constant(12, 0, 0, 0)),
        "midnight" => return Some(Time::midnight()),
        _ => {}
    }
    let (clock, half) = match said.strip_suffix("am").or(said.strip_suffix("a.m.")) {
        Some(clock) => (clock, Some(0)),
        None => match said.strip_suffix("pm").or(said.strip_suffix("p.m.")) {
            Some(clock) => (clock, Some(12)),
            None => (said, None),
        },
    };
    let clock = clock.trim();
    let parts: Vec<&str> = clock.split([':', '.']).collect();
    let (hour, minute, second) = match parts.as_slice() {
        [four] if four.len() == 4 => (four.get(..2)?, four.get(2..)?, "0"),
        [hour] => (*hour, "0", "0"),
        [hour, minute] => (*hour, *minute, "0"),
        [hour, minute, second, ..] => (*hour, *minute, *second),
        [] => return None,
    };
    let [mut hour, minute, second] = [hour.parse::<i8>().ok()?, minute.parse().ok()?, second.parse().ok()?];
    match half {
        Some(add) if (1..=12).contains(&hour) => hour = hour % 12 + add,
        Some(_) => return None,
        None if hour == 24 && minute == 0 => hour = 0,
        None => {}
    }
    Time::new(hour, minute, second, 0).ok()
}

/// A date: `2025-09-02`, with or without a time behind it, or the British `02/09/2025`.
pub(crate) fn date(said: &str) -> Option<Date> {
    let said = said.trim();
    let head = said.split(['T', ' ']).next().unwrap_or_default();
    let numbers: Vec<i16> = head.split(['-', '/', '.']).map(str::parse).collect::<Result<_, _>>().ok()?;
    let [first, month, last] = numbers.as_slice() else { return None };
    let (year, day) = if head.starts_with(|c: char| c.is_ascii_digit()) && *first > 31 {
        (first, last)
    } else {
        (last, first)
    };
    // Directories speak of this age: 1 January 0001 and the like stand for nothing.
    if !(1900..=2200).contains(year) {
        return None;
    }
    Date::new(*year, i8::try_from(*month).ok()?, i8::try_from(*day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_machines_and_people_write_them() {
        let codes = |said: &str| {
            let (days, understood) = days(said);
            let days: Vec<String> = days
                .iter()
                .map(|o| o.nth.map(|n| n.to_string()).unwrap_or_default() + o.day.code())
                .collect();
            (days.join(","), understood)
        };
        assert_eq!(codes("TH,FR"), ("TH,FR".into(), true));
        assert_eq!(codes("fr, mo,MO"), ("MO,FR".into(), true));
        assert_eq!(codes("2TU,-1FR"), ("2TU,-1FR".into(), true));
        assert_eq!(codes("Monday and Thursdays"), ("MO,TH".into(), true));
        assert_eq!(codes("3"), ("WE".into(), true));
        assert_eq!(codes("XX,MO"), ("MO".into(), false));
        assert_eq!(codes("9MO"), (String::new(), false));
        assert_eq!(month_days("2,3, -1,0,40"), [-1, 2, 3]);
    }

    #[test]
    fn times_as_machines_and_people_write_them() {
        for (said, hour, minute) in [
            ("09:00", 9, 0),
            ("9:30:00", 9, 30),
            ("09:00Z", 9, 0),
            ("09:00+01:00", 9, 0),
            ("09:00-05:00", 9, 0),
            ("9am", 9, 0),
            ("9.30 pm", 21, 30),
            ("12am", 0, 0),
            ("12pm", 12, 0),
            ("0900", 9, 0),
            ("1970-01-01T18:30:00", 18, 30),
            ("24:00", 0, 0),
            ("noon", 12, 0),
        ] {
            assert_eq!(time(said), Some(Time::constant(hour, minute, 0, 0)), "{said}");
        }
        for said in ["", "25:00", "9-5", "soon", "13pm", "1:99"] {
            assert_eq!(time(said), None, "{said}");
        }
    }

    #[test]
    fn dates_as_machines_and_people_write_them() {
        let day = Date::constant(2025, 9, 2);
        for said in ["2025-09-02", "2025-09-02T12:06:15.654", "02/09/2025", "2/9/2025", "2025-09-02 10:00"] {
            assert_eq!(date(said), Some(day), "{said}");
        }
        for said in ["", "0001-01-01", "2025-13-01", "2025", "soon"] {
            assert_eq!(date(said), None, "{said}");
        }
    }
}
