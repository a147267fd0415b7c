//! Waits in plain words: how long one person has waited, and how long people wait in a
//! scheme now. Days are counted on the calendar, as people count them.

use jiff::Timestamp;
use jiff::civil::Date;
use page::{Lang, Tag, text};

use crate::moment::local;

/// After this many days a wait is coloured, so that nobody is forgotten at the foot of a
/// list. It is only a colour: no target hangs on it.
const LONG: i64 = 7;

/// Fewer beginnings than this say too little about how long people wait.
const FEWEST: usize = 5;

/// Days on the calendar from then to today; never less than none.
pub fn days(since: Timestamp, today: Date) -> i64 {
    let then = local(since).date();
    then.until(today).map_or(0, |span| i64::from(span.get_days())).max(0)
}

/// "Waiting 6 days"
pub fn clock(asked: Timestamp, today: Date) -> Tag {
    match days(asked, today) {
        0 => Tag::sky("Came today"),
        days if days < LONG => Tag::sky(format!("Waiting {}", day_count(days))),
        days => Tag::ochre(format!("Waiting {}", day_count(days))),
    }
}

/// "Ask again Tuesday 3 March", coloured once that day has come.
pub fn ask_again(on: Date, today: Date) -> Tag {
    let words = text::date(Lang::En, on, today.year());
    if on <= today {
        Tag::ochre(format!("Ask again now: {words}"))
    } else {
        Tag::sky(format!("Ask again {words}"))
    }
}

pub fn day_count(days: i64) -> String {
    text::count(u64::try_from(days).unwrap_or(0), "day", "days")
}

/// How things stand in a scheme's queue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SchemeWait {
    /// People waiting now, whether for a decision or for a link worker.
    pub waiting: usize,
    pub oldest: Option<Timestamp>,
    /// Days from being referred to beginning, for those who began in the last 90 days.
    pub began_after: Vec<i64>,
}

impl SchemeWait {
    /// "Half of the people who began lately waited 9 days or less. 12 people are waiting now, the longest for 21 days."
    pub fn words(&self, today: Date) -> String {
        let mut begun = self.began_after.clone();
        begun.sort_unstable();
        let middle = begun.get(begun.len().saturating_sub(1) / 2).filter(|_| begun.len() >= FEWEST);
        let lately = match middle {
            Some(days) => format!(
                "Of the {} people who began in the last three months, half waited {} or less.",
                begun.len(),
                day_count(*days)
            ),
            None => "Too few people have begun lately to say how long the wait is.".to_owned(),
        };
        let now = match (self.waiting, self.oldest) {
            (0, _) | (_, None) => "Nobody is waiting now.".to_owned(),
            (1, Some(oldest)) => {
                format!("One person is waiting now, for {}.", day_count(days(oldest, today)))
            }
            (n, Some(oldest)) => {
                format!("{n} people are waiting now, the longest for {}.", day_count(days(oldest, today)))
            }
        };
        format!("{lately} {now}")
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use page::Render;

    use super::*;

    #[test]
    fn days_are_counted_on_the_calendar() {
        let late_in_the_evening: Timestamp = "2026-11-20T23:30:00Z".parse().unwrap();
        assert_eq!(days(late_in_the_evening, date(2026, 11, 21)), 1);
        assert_eq!(days(late_in_the_evening, date(2026, 11, 20)), 0);
        assert_eq!(days(late_in_the_evening, date(2026, 11, 1)), 0);
        assert_eq!(days("2026-06-30T23:30:00Z".parse().unwrap(), date(2026, 7, 1)), 0, "summer time");
        assert_eq!(days(late_in_the_evening, date(2027, 11, 20)), 365);
    }

    #[test]
    fn clocks_are_words() {
        let asked: Timestamp = "2026-11-17T10:00:00Z".parse().unwrap();
        assert!(clock(asked, date(2026, 11, 23)).render().0.contains("Waiting 6 days"));
        assert!(clock(asked, date(2026, 11, 18)).render().0.contains("Waiting 1 day<"));
        assert!(ask_again(date(2026, 11, 23), date(2026, 11, 23)).render().0.contains("Ask again now"));
    }

    #[test]
    fn a_wait_is_not_claimed_from_too_few() {
        let asked: Timestamp = "2026-11-02T10:00:00Z".parse().unwrap();
        let few = SchemeWait { waiting: 1, oldest: Some(asked), began_after: vec![3, 4] };
        assert_eq!(
            few.words(date(2026, 11, 23)),
            "Too few people have begun lately to say how long the wait is. One person is waiting now, for 21 days."
        );
        let more = SchemeWait { waiting: 12, oldest: Some(asked), began_after: vec![30, 3, 9, 4, 5, 40] };
        assert!(more.words(date(2026, 11, 23)).starts_with(
            "Of the 6 people who began in the last three months, half waited 5 days or less. 12 people"
        ));
        assert!(SchemeWait::default().words(date(2026, 11, 23)).ends_with("Nobody is waiting now."));
    }
}
