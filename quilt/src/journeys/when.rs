//! Days and times as people say them: "today", "yesterday 14:00", "Tuesday", "3 March".

use jiff::civil::{Date, Time, Weekday};
use jiff::{Timestamp, ToSpan};

use crate::moment::zone;

/// Which way a day without a year, or a weekday, is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Toward {
    /// It has happened: "Tuesday" is the last one, or today.
    Past,
    /// It is still to come: "Tuesday" is the next one.
    Future,
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

/// The moment somebody means by a day and a time. A time written after the day ("yesterday
/// 14:00") counts before the one in the time's own box.
///
/// # Errors
/// Which of the two could not be read, and a sentence to show beside it.
pub(super) fn read_moment(
    day: &str,
    time: &str,
    today: Date,
    toward: Toward,
) -> Result<Timestamp, (Part, String)> {
    let (day_words, time_words) = match split_time(day) {
        Some((day, time)) => (day, time),
        None => (day, time),
    };
    let date = read_day(day_words, today, toward).map_err(|sentence| (Part::Day, sentence))?;
    let time = read_time(time_words).map_err(|sentence| (Part::Time, sentence))?;
    let at = date.to_datetime(time).to_zoned(zone());
    at.map(|at| at.timestamp())
        .map_err(|_| (Part::Day, "We cannot reckon with this day. Check the year.".into()))
}

/// Which box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Day,
    Time,
}

/// "yesterday 14:00" as its two parts, when it ends with something only a time can be.
fn split_time(day: &str) -> Option<(&str, &str)> {
    let (before, last) = day.trim().rsplit_once(char::is_whitespace)?;
    let lower = last.to_lowercase();
    let is_time = lower.contains(':') || lower.ends_with("am") || lower.ends_with("pm");
    (is_time && read_time(last).is_ok()).then_some((before.trim_end().trim_end_matches(" at"), last))
}

/// A day, as said.
///
/// # Errors
/// A sentence to show beside the box.
pub(super) fn read_day(typed: &str, today: Date, toward: Toward) -> Result<Date, String> {
    let unreadable = || "Write the day like today, yesterday, Tuesday or 3 March.".to_owned();
    let lower = typed.trim().to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !["on", "last", "next", "this", "the", "of", "at"].contains(word))
        .collect();
    // "Tuesday 3 March": the number says more than the name.
    let words = match words[..] {
        [name, ref rest @ ..] if weekday(name).is_some() && !rest.is_empty() => rest.to_vec(),
        _ => words,
    };
    match words[..] {
        ["today" | "now"] => Ok(today),
        ["yesterday"] => Ok(today.saturating_sub(1.days())),
        ["tomorrow"] => Ok(today.saturating_add(1.days())),
        [name] => weekday(name).map(|day| near_weekday(day, today, toward)).ok_or_else(unreadable),
        [y, m, d] if y.len() == 4 => exact(d, m, y).ok_or_else(unreadable),
        [d, m, y] => exact(d, m, y).or_else(|| exact(m, d, y)).ok_or_else(unreadable),
        [a, b] => {
            near_date(a, b, today, toward).or_else(|| near_date(b, a, today, toward)).ok_or_else(unreadable)
        }
        _ => Err(unreadable()),
    }
}

fn weekday(word: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(short, _)| word.starts_with(short) && word.is_ascii()).map(|(_, day)| *day)
}

fn near_weekday(day: Weekday, today: Date, toward: Toward) -> Date {
    match toward {
        Toward::Past => (0..7).map(|n| today.saturating_sub(n.days())).find(|d| d.weekday() == day),
        Toward::Future => (1..8).map(|n| today.saturating_add(n.days())).find(|d| d.weekday() == day),
    }
    .unwrap_or(today)
}

fn day_of_month(word: &str) -> Option<i8> {
    word.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()
}

fn month(word: &str) -> Option<i8> {
    if let Ok(number) = word.parse() {
        return Some(number);
    }
    let place = MONTHS.iter().position(|short| word.starts_with(short))?;
    i8::try_from(place + 1).ok()
}

fn exact(day: &str, month_word: &str, year: &str) -> Option<Date> {
    let year: i16 = match year.len() {
        2 => year.parse::<i16>().ok()? + 2000,
        4 => year.parse().ok()?,
        _ => return None,
    };
    Date::new(year, month(month_word)?, day_of_month(day)?).ok()
}

/// The nearest such day that way; a 29 February may be some years off.
fn near_date(day: &str, month_word: &str, today: Date, toward: Toward) -> Option<Date> {
    let (day, month) = (day_of_month(day)?, month(month_word)?);
    (0..9).find_map(|n| {
        let (year, fits): (i16, fn(Date, Date) -> bool) = match toward {
            Toward::Past => (today.year().checked_sub(n)?, |date, today| date <= today),
            Toward::Future => (today.year().checked_add(n)?, |date, today| date >= today),
        };
        Date::new(year, month, day).ok().filter(|date| fits(*date, today))
    })
}

/// A time, as said: "14:00", "1400", "2pm", "2.30 pm", "noon".
///
/// # Errors
/// A sentence to show beside the box.
pub(super) fn read_time(typed: &str) -> Result<Time, String> {
    let unreadable = || "Write the time like 14:00 or 2pm.".to_owned();
    let lower = typed.trim().to_lowercase().replace(' ', "");
    if ["noon", "midday"].contains(&lower.as_str()) {
        return Ok(Time::midnight().saturating_add(12.hours()));
    }
    let (digits, half) = match (lower.strip_suffix("pm"), lower.strip_suffix("am")) {
        (Some(digits), _) => (digits, Some(12)),
        (_, Some(digits)) => (digits, Some(0)),
        _ => (lower.as_str(), None),
    };
    let (hour, minute) = match digits.split_once([':', '.', 'h']) {
        Some((hour, minute)) if minute.len() == 2 => (hour, minute),
        Some(_) => return Err(unreadable()),
        None if digits.is_ascii() && digits.len() == 4 => digits.split_at(2),
        None => (digits, "0"),
    };
    let whole = |text: &str| text.parse::<i8>().ok().filter(|n| *n >= 0);
    let (Some(hour), Some(minute)) = (whole(hour), whole(minute)) else { return Err(unreadable()) };
    let hour = match half {
        Some(after) if (1..=12).contains(&hour) => hour % 12 + after,
        Some(_) => return Err(unreadable()),
        None => hour,
    };
    Time::new(hour, minute, 0, 0).map_err(|_| unreadable())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    use super::*;

    /// A Monday.
    const TODAY: Date = date(2026, 11, 23);

    #[test]
    fn days_are_read_as_people_say_them() {
        let past = |text| read_day(text, TODAY, Toward::Past);
        assert_eq!(past("Today"), Ok(TODAY));
        assert_eq!(past(" yesterday "), Ok(date(2026, 11, 22)));
        assert_eq!(past("Monday"), Ok(TODAY));
        for text in [
            "tue",
            "last Tuesday",
            "Tuesday 17 November",
            "17/11",
            "17 Nov",
            "17th of november",
            "2026-11-17",
        ] {
            assert_eq!(past(text), Ok(date(2026, 11, 17)), "{text}");
        }
        assert_eq!(past("3 December"), Ok(date(2025, 12, 3)));
        assert_eq!(past("29 Feb"), Ok(date(2024, 2, 29)));
        for text in ["", "soon", "31 February", "32/1/2026", "1/2/3/4", "é"] {
            assert!(past(text).unwrap_err().ends_with('.'), "{text}");
        }
    }

    #[test]
    fn what_is_to_come_is_looked_for_ahead() {
        let next = |text| read_day(text, TODAY, Toward::Future);
        assert_eq!(next("monday"), Ok(date(2026, 11, 30)));
        assert_eq!(next("next Thursday"), Ok(date(2026, 11, 26)));
        assert_eq!(next("3 March"), Ok(date(2027, 3, 3)));
        assert_eq!(next("tomorrow"), Ok(date(2026, 11, 24)));
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for text in ["14:30", "1430", "14.30", "2:30pm", "2.30 PM"] {
            assert_eq!(read_time(text), Ok(time(14, 30, 0, 0)), "{text}");
        }
        assert_eq!(read_time("12am"), Ok(time(0, 0, 0, 0)));
        assert_eq!(read_time("noon"), Ok(time(12, 0, 0, 0)));
        assert_eq!(read_time("9"), Ok(time(9, 0, 0, 0)));
        for text in ["", "25:00", "13pm", "half past", "-3", "١٤:٠٠"] {
            assert!(read_time(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_time_may_follow_the_day() {
        let at = read_moment("today 14:00", "09:00", TODAY, Toward::Past);
        assert_eq!(at, Ok("2026-11-23T14:00:00Z".parse().unwrap()));
        let summer = read_moment("1 July at 2pm", "", TODAY, Toward::Past);
        assert_eq!(summer, Ok("2026-07-01T13:00:00Z".parse().unwrap()));
        assert_eq!(read_moment("today", "late", TODAY, Toward::Past).unwrap_err().0, Part::Time);
        assert_eq!(read_moment("one day", "14:00", TODAY, Toward::Past).unwrap_err().0, Part::Day);
    }

    proptest! {
        #[test]
        fn any_words_are_a_moment_or_a_sentence(day in "\\PC{0,24}", time in "\\PC{0,8}", past in any::<bool>()) {
            let toward = if past { Toward::Past } else { Toward::Future };
            if let Err((_, sentence)) = read_moment(&day, &time, TODAY, toward) {
                prop_assert!(sentence.ends_with('.'));
            }
        }
    }
}
