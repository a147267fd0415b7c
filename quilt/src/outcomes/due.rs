//! When a question is due: at the start, every so many weeks, at the end, and when following up.
//! Gently, and never twice. A function of values: no clock, no database.
//!
//! Nobody is asked twice on one occasion, whether they answered, declined or let a link lapse.
//! Nothing is due in a pause, within two weeks of another asking, or while a hard day was put off.

use jiff::ToSpan;
use jiff::civil::Date;

/// Days during which a first reading still counts as the start.
const START: i32 = 28;
/// Days before the agreed end from which the last reading may be asked.
const BEFORE_END: i32 = 14;
/// Days after an ending, or after a follow-up fell due, in which there is still time to ask.
const AFTER: i32 = 28;
/// Days of quiet after an asking.
const QUIET: i32 = 14;

/// When in a journey a question is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Occasion {
    Start,
    Along,
    End,
    FollowUp,
    /// Kept, and neither a beginning nor an end: before anybody asked for them, or out of turn.
    Other,
}

impl Occasion {
    pub const ALL: [Occasion; 5] =
        [Occasion::Start, Occasion::Along, Occasion::End, Occasion::FollowUp, Occasion::Other];

    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Occasion::Start => "start",
            Occasion::Along => "along",
            Occasion::End => "end",
            Occasion::FollowUp => "follow_up",
            Occasion::Other => "other",
        }
    }

    pub fn parse(code: &str) -> Option<Occasion> {
        Occasion::ALL.into_iter().find(|occasion| occasion.code() == code)
    }

    /// As staff read it.
    pub fn words(self) -> &'static str {
        match self {
            Occasion::Start => "At the start",
            Occasion::Along => "Along the way",
            Occasion::End => "At the end",
            Occasion::FollowUp => "Following up",
            Occasion::Other => "At another time",
        }
    }
}

/// What a scheme asks, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Habit {
    pub measure: String,
    pub at_start: bool,
    pub every_weeks: Option<i64>,
    pub at_end: bool,
    pub at_follow_up: bool,
}

/// What came of an asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// Answered, or a link or a sheet is with them, or ran out without an answer.
    Asked,
    Declined,
    /// "Not now": a hard day. Nothing is asked until this day.
    NotNow(Date),
}

/// Once a question was put, or put off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put {
    pub measure: String,
    pub on: Date,
    pub came: Came,
}

/// Where a journey stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    pub today: Date,
    /// The day they were asked for.
    pub asked_for: Date,
    /// The first conversation.
    pub began: Option<Date>,
    pub paused: bool,
    /// The end that is agreed.
    pub ends_on: Date,
    pub ended_on: Option<Date>,
    /// Days on which a follow-up falls or fell due.
    pub follow_ups: Vec<Date>,
}

/// A question that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub measure: String,
    pub occasion: Occasion,
    /// The day its time came.
    pub since: Date,
}

/// What is due today: at most one occasion for each measure, in the scheme's order.
pub fn due(habits: &[Habit], puts: &[Put], course: &Course) -> Vec<Due> {
    if course.paused || puts.iter().any(|put| keeps_quiet(put, course.today)) {
        return Vec::new();
    }
    habits
        .iter()
        .filter_map(|habit| {
            let (occasion, since) = occasions(habit, course).find(|(_, opens)| {
                let counts = |put: &&Put| put.measure == habit.measure && days(put.on, *opens) < QUIET;
                !puts.iter().filter(counts).any(|put| !matches!(put.came, Came::NotNow(_)))
            })?;
            Some(Due { measure: habit.measure.clone(), occasion, since })
        })
        .collect()
}

/// Whether an asking lets nothing more be asked today. Several questions may be put at one sitting.
fn keeps_quiet(put: &Put, today: Date) -> bool {
    match put.came {
        Came::NotNow(until) => today < until,
        Came::Asked | Came::Declined => (1..QUIET).contains(&days(put.on, today)),
    }
}

/// The occasions whose time it is for this habit, each with the day it began.
fn occasions(habit: &Habit, course: &Course) -> impl Iterator<Item = (Occasion, Date)> {
    let today = course.today;
    let start = course.began.filter(|began| {
        habit.at_start && course.ended_on.is_none() && (0..=START).contains(&days(*began, today))
    });
    let follow_up = course.follow_ups.iter().copied().filter(|due| {
        habit.at_follow_up && course.ended_on.is_some() && (0..=AFTER).contains(&days(*due, today))
    });
    let ending = end_opens(course).filter(|opens| {
        let in_time = course.ended_on.is_none_or(|ended| days(ended, today) <= AFTER);
        days(*opens, today) >= 0 && in_time
    });
    let end = ending.filter(|_| habit.at_end);
    let along = if ending.is_some() { None } else { last_stop(habit, course) };
    [
        start.map(|on| (Occasion::Start, on)),
        follow_up.max().map(|on| (Occasion::FollowUp, on)),
        end.map(|on| (Occasion::End, on)),
        along.map(|on| (Occasion::Along, on)),
    ]
    .into_iter()
    .flatten()
}

/// From when on the last reading may be asked: shortly before the agreed end, or at an earlier ending.
fn end_opens(course: &Course) -> Option<Date> {
    course.began?;
    let agreed = course.ends_on.checked_sub(BEFORE_END.days()).ok()?;
    Some(course.ended_on.map_or(agreed, |ended| agreed.min(ended)))
}

/// The latest of the days "every so many weeks" that has come, counted from the first conversation.
fn last_stop(habit: &Habit, course: &Course) -> Option<Date> {
    let every = i32::try_from(habit.every_weeks?).ok()?.checked_mul(7)?.max(QUIET);
    if course.ended_on.is_some() {
        return None;
    }
    let began = course.began?;
    let stops = days(began, course.today) / every;
    (stops >= 1).then(|| began.checked_add((stops * every).days()).ok()).flatten()
}

/// What occasion a reading of this day belongs to. `begun` says whether a start was taken before.
pub fn occasion_of(course: &Course, on: Date, begun: bool) -> Occasion {
    if on < course.asked_for {
        return Occasion::Other;
    }
    if course.ended_on.is_some_and(|ended| days(ended, on) > AFTER) {
        return Occasion::FollowUp;
    }
    if !begun && course.began.is_none_or(|began| days(began, on) <= START) {
        return Occasion::Start;
    }
    if end_opens(course).is_some_and(|opens| on >= opens) { Occasion::End } else { Occasion::Along }
}

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn habit(measure: &str) -> Habit {
        Habit {
            measure: measure.into(),
            at_start: true,
            every_weeks: Some(6),
            at_end: true,
            at_follow_up: true,
        }
    }

    /// Began on 7 September; sixteen weeks agreed.
    fn course(today: Date) -> Course {
        Course {
            today,
            asked_for: date(2026, 8, 24),
            began: Some(date(2026, 9, 7)),
            paused: false,
            ends_on: date(2026, 12, 28),
            ended_on: None,
            follow_ups: Vec::new(),
        }
    }

    fn put(measure: &str, on: Date, came: Came) -> Put {
        Put { measure: measure.into(), on, came }
    }

    fn occasions_due(puts: &[Put], course: &Course) -> Vec<Occasion> {
        due(&[habit("ons4")], puts, course).into_iter().map(|due| due.occasion).collect()
    }

    #[test]
    fn each_occasion_comes_in_its_time_and_is_asked_once() {
        let none: &[Occasion] = &[];
        let mut puts = Vec::new();
        for (today, expected) in [
            (date(2026, 9, 6), none),
            (date(2026, 9, 7), &[Occasion::Start]),
            (date(2026, 9, 8), none),
            (date(2026, 10, 5), none),
            (date(2026, 10, 19), &[Occasion::Along]),
            (date(2026, 11, 10), none),
            (date(2026, 11, 30), &[Occasion::Along]),
            (date(2026, 12, 13), none),
            (date(2026, 12, 14), &[Occasion::End]),
            (date(2026, 12, 28), none),
        ] {
            let found = occasions_due(&puts, &course(today));
            assert_eq!(found, expected, "{today}");
            if !found.is_empty() {
                puts.push(put("ons4", today, Came::Asked));
            }
        }
    }

    #[test]
    fn a_start_asked_late_is_not_a_start() {
        assert_eq!(occasions_due(&[], &course(date(2026, 10, 5))), [Occasion::Start]);
        assert_eq!(occasions_due(&[], &course(date(2026, 10, 6))), []);
    }

    #[test]
    fn no_means_no_for_that_occasion_and_a_hard_day_only_waits() {
        let day = date(2026, 9, 7);
        let declined = [put("ons4", day, Came::Declined)];
        assert!(occasions_due(&declined, &course(date(2026, 9, 30))).is_empty());
        assert_eq!(occasions_due(&declined, &course(date(2026, 10, 19))), [Occasion::Along]);
        let later = [put("ons4", day, Came::NotNow(date(2026, 9, 14)))];
        assert!(occasions_due(&later, &course(date(2026, 9, 13))).is_empty());
        assert_eq!(occasions_due(&later, &course(date(2026, 9, 14))), [Occasion::Start]);
    }

    #[test]
    fn several_at_one_sitting_and_then_two_weeks_of_quiet() {
        let habits = [habit("ons4"), habit("ucla3")];
        let asked = [put("ons4", date(2026, 9, 7), Came::Asked)];
        let left = |today| due(&habits, &asked, &course(today));
        assert_eq!(left(date(2026, 9, 7))[0].measure, "ucla3");
        assert!(left(date(2026, 9, 8)).is_empty() && left(date(2026, 9, 20)).is_empty());
        assert_eq!(left(date(2026, 9, 21)).len(), 1);
    }

    #[test]
    fn after_an_ending_the_last_and_the_following_up() {
        let mut ended = course(date(2026, 11, 20));
        ended.ended_on = Some(date(2026, 11, 18));
        ended.follow_ups = vec![date(2027, 2, 18), date(2027, 5, 18)];
        assert_eq!(occasions_due(&[], &ended), [Occasion::End]);
        ended.today = date(2027, 2, 17);
        assert!(occasions_due(&[], &ended).is_empty());
        ended.today = date(2027, 2, 18);
        assert_eq!(occasions_due(&[], &ended), [Occasion::FollowUp]);
        ended.today = date(2027, 3, 30);
        assert!(occasions_due(&[], &ended).is_empty());
    }

    #[test]
    fn a_reading_belongs_to_the_occasion_of_its_day() {
        let mut going = course(date(2026, 12, 20));
        for (on, begun, expected) in [
            (date(2026, 8, 20), false, Occasion::Other),
            (date(2026, 9, 7), false, Occasion::Start),
            (date(2026, 9, 9), true, Occasion::Along),
            (date(2026, 11, 1), false, Occasion::Along),
            (date(2026, 12, 14), true, Occasion::End),
        ] {
            assert_eq!(occasion_of(&going, on, begun), expected, "{on}");
        }
        going.ended_on = Some(date(2026, 12, 20));
        assert_eq!(occasion_of(&going, date(2027, 3, 20), true), Occasion::FollowUp);
    }

    prop_compose! {
        fn any_put()(measure in 0..2usize, day in 0..200i32, kind in 0..3u8) -> Put {
            let on = date(2026, 8, 20).checked_add(day.days()).unwrap();
            let until = on.checked_add(7.days()).unwrap();
            let came = [Came::Asked, Came::Declined, Came::NotNow(until)][usize::from(kind)];
            put(["ons4", "ucla3"][measure], on, came)
        }
    }

    proptest! {
        /// Whatever happened before: never in a pause, never twice, never within two weeks, never on a hard day.
        #[test]
        fn gently_and_never_twice(
            puts in proptest::collection::vec(any_put(), 0..6),
            today in 0..260i32, ended in proptest::option::of(30..200i32), paused: bool,
        ) {
            let at = |day: i32| date(2026, 8, 20).checked_add(day.days()).unwrap();
            let mut here = course(at(today));
            here.ended_on = ended.map(at).filter(|on| *on <= here.today);
            here.follow_ups = here.ended_on.iter().map(|on| on.checked_add(90.days()).unwrap()).collect();
            here.paused = paused;
            let puts: Vec<Put> = puts.into_iter().filter(|put| put.on <= here.today).collect();
            let habits = [habit("ons4"), habit("ucla3")];
            let found = due(&habits, &puts, &here);
            prop_assert!(!paused || found.is_empty());
            for put in &puts {
                match put.came {
                    Came::NotNow(until) => prop_assert!(here.today >= until || found.is_empty()),
                    _ => prop_assert!(found.is_empty() || put.on == here.today || days(put.on, here.today) >= QUIET),
                }
            }
            let mut measures: Vec<_> = found.iter().map(|due| due.measure.as_str()).collect();
            measures.dedup();
            prop_assert_eq!(measures.len(), found.len());
            // Once asked today, it is not due again tomorrow, nor for the same occasion later.
            if let Some(one) = found.first() {
                let mut again = puts.clone();
                again.push(put(&one.measure, here.today, Came::Declined));
                for later in 0..40 {
                    let mut then = here.clone();
                    then.today = here.today.checked_add(later.days()).unwrap();
                    let twice = due(&habits, &again, &then).into_iter()
                        .any(|due| due.measure == one.measure && due.since == one.since);
                    prop_assert!(!twice);
                }
            }
        }
    }
}
