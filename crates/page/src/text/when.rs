//! Dates as people say them: "Tuesday 3 March", "3 weeks ago".

use jiff::civil::{Date, Time};

use crate::Lang;

const DAYS: [[&str; 7]; 2] = [
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    ["Dydd Llun", "Dydd Mawrth", "Dydd Mercher", "Dydd Iau", "Dydd Gwener", "Dydd Sadwrn", "Dydd Sul"],
];

const MONTHS: [[&str; 12]; 2] = [
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "Ionawr",
        "Chwefror",
        "Mawrth",
        "Ebrill",
        "Mai",
        "Mehefin",
        "Gorffennaf",
        "Awst",
        "Medi",
        "Hydref",
        "Tachwedd",
        "Rhagfyr",
    ],
];

const SHORT_MONTHS: [[&str; 12]; 2] = [
    ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"],
    ["Ion", "Chwef", "Maw", "Ebr", "Mai", "Meh", "Gorff", "Awst", "Medi", "Hyd", "Tach", "Rhag"],
];

fn of<const N: usize>(names: &[[&'static str; N]; 2], lang: Lang, one_based: i8) -> &'static str {
    let index = usize::try_from(one_based).unwrap_or(1).saturating_sub(1);
    names[lang as usize].get(index).copied().unwrap_or_default()
}

fn with_year(words: String, date: Date, this_year: i16) -> String {
    if date.year() == this_year { words } else { format!("{words} {}", date.year()) }
}

/// "Tuesday 3 March", with the year when it is not `this_year`.
///
/// ```
/// use jiff::civil::date;
/// use page::{Lang, text};
/// assert_eq!(text::date(Lang::En, date(2026, 3, 3), 2026), "Tuesday 3 March");
/// assert_eq!(text::date(Lang::Cy, date(2026, 3, 3), 2027), "Dydd Mawrth 3 Mawrth 2026");
/// ```
pub fn date(lang: Lang, date: Date, this_year: i16) -> String {
    let weekday = of(&DAYS, lang, date.weekday().to_monday_one_offset());
    format!("{weekday} {}", day(lang, date, this_year))
}

/// "3 March", with the year when it is not `this_year`.
pub fn day(lang: Lang, date: Date, this_year: i16) -> String {
    with_year(format!("{} {}", date.day(), of(&MONTHS, lang, date.month())), date, this_year)
}

/// "3 Mar", with the year when it is not `this_year`: for a timeline or the foot of a chart.
pub fn short_date(lang: Lang, date: Date, this_year: i16) -> String {
    with_year(format!("{} {}", date.day(), of(&SHORT_MONTHS, lang, date.month())), date, this_year)
}

/// "March", with the year when it is not `this_year`.
pub fn month(lang: Lang, date: Date, this_year: i16) -> String {
    with_year(of(&MONTHS, lang, date.month()).to_owned(), date, this_year)
}

/// "14:00".
pub fn time(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// How long ago, or how soon: "today", "yesterday", "5 days ago", "in 3 weeks". Days up to two weeks, then whole weeks up to ten, then months, then years.
pub fn ago(lang: Lang, then: Date, today: Date) -> String {
    let days = i64::from((today - then).get_days());
    match (lang, days) {
        (Lang::En, 0) => "today".into(),
        (Lang::En, 1) => "yesterday".into(),
        (Lang::En, -1) => "tomorrow".into(),
        (Lang::Cy, 0) => "heddiw".into(),
        (Lang::Cy, 1) => "ddoe".into(),
        (Lang::Cy, -1) => "yfory".into(),
        (Lang::En, 2..) => format!("{} ago", span(lang, days)),
        (Lang::En, _) => format!("in {}", span(lang, -days)),
        (Lang::Cy, 2..) => format!("{} yn ôl", span(lang, days)),
        (Lang::Cy, _) => format!("ymhen {}", span(lang, -days)),
    }
}

/// A number of weeks: "1 week", "6 weeks".
pub fn weeks(lang: Lang, weeks: i64) -> String {
    match lang {
        Lang::En if weeks == 1 => "1 week".into(),
        Lang::En => format!("{weeks} weeks"),
        Lang::Cy => format!("{weeks} wythnos"),
    }
}

/// Rounded down, so that "3 weeks" is never said of 20 days. A month is 30.44 days: the Gregorian year's twelfth.
fn span(lang: Lang, days: i64) -> String {
    let months = days * 100 / 3044;
    match (lang, days) {
        (Lang::En, ..14) => format!("{days} days"),
        (Lang::Cy, ..14) => format!("{days} diwrnod"),
        (_, 14..70) => weeks(lang, days / 7),
        (Lang::En, _) if months < 24 => format!("{months} months"),
        (Lang::Cy, _) if months < 24 => format!("{months} mis"),
        (Lang::En, _) => format!("{} years", months / 12),
        (Lang::Cy, _) => format!("{} blynedd", months / 12),
    }
}

#[cfg(test)]
mod tests {
    use jiff::{ToSpan, civil};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dates_say_the_year_only_when_it_is_another() {
        assert_eq!(day(Lang::En, civil::date(2026, 9, 14), 2026), "14 September");
        assert_eq!(short_date(Lang::En, civil::date(2026, 9, 2), 2026), "2 Sept");
        assert_eq!(short_date(Lang::Cy, civil::date(2025, 12, 31), 2026), "31 Rhag 2025");
        assert_eq!(month(Lang::En, civil::date(2027, 3, 1), 2026), "March 2027");
        assert_eq!(date(Lang::En, civil::date(2026, 11, 22), 2026), "Sunday 22 November");
        assert_eq!(time(civil::time(9, 5, 59, 0)), "09:05");
    }

    #[test]
    fn how_long_ago_grows_from_days_to_years() {
        let today = civil::date(2026, 6, 15);
        let said = |days: i64| ago(Lang::En, today - days.days(), today);
        assert_eq!(
            [0, 1, -1, 2, 13, 14, 20, 69, 70, 400, 729, 800].map(said),
            [
                "today",
                "yesterday",
                "tomorrow",
                "2 days ago",
                "13 days ago",
                "2 weeks ago",
                "2 weeks ago",
                "9 weeks ago",
                "2 months ago",
                "13 months ago",
                "23 months ago",
                "2 years ago"
            ]
        );
        assert_eq!(said(-3), "in 3 days");
        assert_eq!(ago(Lang::Cy, today - 3.days(), today), "3 diwrnod yn ôl");
        assert_eq!(weeks(Lang::En, 1), "1 week");
    }

    proptest! {
        #[test]
        fn every_date_can_be_said(year in 1i16..=9999, ordinal in 0i64..365, other in -4000i64..4000) {
            let then = civil::date(year, 1, 1).saturating_add(ordinal.days());
            let said = date(Lang::En, then, year);
            prop_assert!(said.split(' ').count() >= 3 && !said.contains("  "));
            let now = then.saturating_add(other.days());
            prop_assert!(!ago(Lang::Cy, then, now).is_empty() && !ago(Lang::En, then, now).contains('-'));
        }
    }
}
