//! The days people work: neither weekends nor the bank holidays of England and Wales.

use jiff::ToSpan;
use jiff::civil::Date;

/// That day, or the next one somebody works.
pub(super) fn working(mut day: Date) -> Date {
    // Christmas Day on a Friday is the longest way: four days off in a row.
    while !is_worked(day) {
        let next = day.saturating_add(1.days());
        if next == day {
            break;
        }
        day = next;
    }
    day
}

pub(super) fn is_worked(day: Date) -> bool {
    day.weekday().to_monday_one_offset() <= 5 && !is_bank_holiday(day)
}

/// Christmas and Boxing Day and New Year's Day, moved on from a weekend; Good Friday and Easter
/// Monday; the Mondays that begin and end May and end August.
fn is_bank_holiday(day: Date) -> bool {
    let weekday = day.weekday().to_monday_one_offset();
    let fixed = match (day.month(), day.day()) {
        (1, 1) | (12, 25 | 26) => true,
        (1, 2 | 3) => weekday == 1,
        // Two days are owed when Christmas Day falls on a Saturday or a Sunday, one when Boxing Day does.
        (12, 27) => weekday <= 2,
        (12, 28) => weekday == 1 || weekday == 2,
        _ => false,
    };
    let mondays = weekday == 1
        && match day.month() {
            5 => day.day() <= 7 || day.day() >= 25,
            8 => day.day() >= 25,
            _ => false,
        };
    fixed || mondays || [-2, 1].iter().any(|off: &i64| easter(day.year()).saturating_add(off.days()) == day)
}

/// Easter Sunday, as the anonymous Gregorian reckoning has it.
fn easter(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    let small = |n: i32| i8::try_from(n).unwrap_or(1);
    Date::new(year, small(n / 31), small(n % 31 + 1)).unwrap_or(Date::constant(year, 4, 1))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn easter_falls_where_it_fell() {
        for (year, month, day) in [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2000, 4, 23)] {
            assert_eq!(easter(year), date(year, month, day));
        }
    }

    #[test]
    fn holidays_are_those_of_the_calendar() {
        let off = [
            date(2024, 12, 25),
            date(2024, 12, 26),
            date(2025, 1, 1),
            date(2025, 4, 18),
            date(2025, 4, 21),
            date(2025, 5, 5),
            date(2025, 5, 26),
            date(2025, 8, 25),
            date(2026, 12, 28),
            date(2021, 12, 27),
            date(2021, 12, 28),
            date(2022, 1, 3),
            date(2022, 12, 27),
            date(2027, 12, 27),
            date(2027, 12, 28),
        ];
        for day in off {
            assert!(!is_worked(day), "{day}");
        }
        for day in
            [date(2024, 12, 24), date(2024, 12, 27), date(2025, 5, 12), date(2026, 12, 29), date(2025, 1, 2)]
        {
            assert!(is_worked(day), "{day}");
        }
    }

    #[test]
    fn the_next_day_worked_is_found_over_a_long_holiday() {
        assert_eq!(working(date(2026, 12, 25)), date(2026, 12, 29));
        assert_eq!(working(date(2026, 11, 21)), date(2026, 11, 23));
        assert_eq!(working(Date::MAX), Date::MAX);
    }
}
