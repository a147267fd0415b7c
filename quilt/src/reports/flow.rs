//! From asking to following up: how many came how far, and how long it took them.

use jiff::Timestamp;
use measure::{Suppressed, SuppressedMean, waits};

use crate::referrals::State;
use crate::settings::SchemeId;

/// One referral's way so far; no word of who it is about.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Passage {
    pub scheme: SchemeId,
    pub state: State,
    pub asked: Timestamp,
    pub offered: Option<Timestamp>,
    pub decided: Option<Timestamp>,
    pub journey: Option<Walked>,
    /// Tenth of deprivation where the person lives, 1 the most deprived; unknown for some.
    pub decile: Option<i64>,
}

/// What is known of the journey that came of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Walked {
    pub said_yes: Timestamp,
    pub first_conversation: Option<Timestamp>,
    pub ended: Option<Timestamp>,
    pub contacts: i64,
    /// Somebody asked afterwards how they are, and they answered.
    pub followed_up: bool,
}

/// Counts of referrals, raw: for this context only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub asked: u64,
    pub offered: u64,
    pub said_yes: u64,
    pub began: u64,
    pub ended: u64,
    pub followed_up: u64,
    pub said_no: u64,
    pub not_reached: u64,
    pub later: u64,
    pub elsewhere: u64,
    pub undecided: u64,
}

impl Counts {
    pub fn add(&mut self, passage: &Passage) {
        self.asked += 1;
        self.offered += u64::from(was_offered(passage));
        let own = match passage.state {
            State::Waiting => &mut self.undecided,
            State::Accepted | State::Started => &mut self.said_yes,
            State::Later => &mut self.later,
            State::Routed => &mut self.elsewhere,
            State::Declined => &mut self.said_no,
            State::NotReached => &mut self.not_reached,
        };
        *own += 1;
        if let Some(journey) = &passage.journey {
            self.began += 1;
            self.ended += u64::from(journey.ended.is_some());
            self.followed_up += u64::from(journey.followed_up);
        }
    }
}

/// Whoever answered yes or no was offered, whether or not somebody wrote the offer down.
fn was_offered(passage: &Passage) -> bool {
    passage.offered.is_some() || matches!(passage.state, State::Accepted | State::Started | State::Declined)
}

/// A kind of waiting or length, each with its own people: only those who came that far.
#[derive(Debug, Clone, Default)]
pub(super) struct Lengths {
    /// Days from being asked for to yes, no, later, elsewhere or not reached.
    pub to_decision: Vec<i64>,
    /// Days from being asked for to the beginning of a journey's first conversation.
    pub to_start: Vec<i64>,
    /// Days from yes to the first conversation.
    pub from_yes: Vec<i64>,
    /// Days from being asked for to the ending.
    pub to_end: Vec<i64>,
    /// Contacts in journeys that ended.
    pub contacts: Vec<i64>,
    /// Days from the first conversation to the ending.
    pub walked: Vec<i64>,
}

impl Lengths {
    pub fn add(&mut self, passage: &Passage) {
        if let Some(decided) = passage.decided {
            self.to_decision.push(days(passage.asked, decided));
        }
        let Some(journey) = &passage.journey else { return };
        if let Some(first) = journey.first_conversation {
            self.to_start.push(days(passage.asked, first));
            self.from_yes.push(days(journey.said_yes, first));
        }
        if let Some(ended) = journey.ended {
            self.to_end.push(days(passage.asked, ended));
            self.contacts.push(journey.contacts);
            self.walked.extend(journey.first_conversation.map(|first| days(first, ended)));
        }
    }
}

/// Whole days between; nought when the second was written down as the earlier.
fn days(from: Timestamp, to: Timestamp) -> i64 {
    ((to.as_second() - from.as_second()) / 86_400).max(0)
}

/// A middle fit to print, with how many people stand behind it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Middle {
    pub n: Suppressed,
    pub median: SuppressedMean,
    /// A quarter waited at least this long.
    pub upper: SuppressedMean,
}

impl Middle {
    pub fn of(values: &[i64]) -> Middle {
        let n = values.len() as u64;
        let shown = |value: Option<f64>| SuppressedMean::new(value.unwrap_or(f64::NAN), n);
        Middle {
            n: Suppressed::new(n),
            median: shown(waits::median_days(values)),
            upper: shown(waits::quantile_days(values, 0.75)),
        }
    }

    /// The same days in weeks.
    pub fn in_weeks(self) -> Middle {
        let weeks =
            |days: SuppressedMean| SuppressedMean::new(days.shown().map_or(f64::NAN, |d| d / 7.0), u64::MAX);
        Middle { n: self.n, median: weeks(self.median), upper: weeks(self.upper) }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use jiff::ToSpan;
    use uuid::Uuid;

    use super::*;

    pub fn passage(state: State) -> Passage {
        Passage {
            scheme: Uuid::nil().into(),
            state,
            asked: "2026-03-01T09:00:00Z".parse().unwrap(),
            offered: None,
            decided: None,
            journey: None,
            decile: None,
        }
    }

    #[test]
    fn each_referral_stands_in_one_place_and_has_passed_those_before() {
        let mut counts = Counts::default();
        State::ALL.into_iter().for_each(|state| counts.add(&passage(state)));
        let settled =
            counts.said_no + counts.not_reached + counts.later + counts.elsewhere + counts.undecided;
        assert_eq!((counts.asked, counts.said_yes, settled), (7, 2, 5));
        assert_eq!((counts.offered, counts.began), (3, 0));
    }

    #[test]
    fn waits_are_of_those_who_came_that_far() {
        let mut lengths = Lengths::default();
        let mut going = passage(State::Started);
        let walked = |days: i64| going.asked + (days * 24).hours();
        let journey = Walked {
            said_yes: walked(2),
            first_conversation: Some(walked(21)),
            ended: None,
            contacts: 3,
            followed_up: false,
        };
        going.decided = Some(walked(2));
        going.journey = Some(journey.clone());
        let mut ended = going.clone();
        ended.journey = Some(Walked { ended: Some(walked(112)), contacts: 9, ..journey });
        [going, ended, passage(State::Waiting)].iter().for_each(|p| lengths.add(p));
        assert_eq!((lengths.to_decision, lengths.from_yes), (vec![2, 2], vec![19, 19]));
        assert_eq!((lengths.to_end, lengths.contacts, lengths.walked), (vec![112], vec![9], vec![91]));
        assert_eq!(lengths.to_start, vec![21, 21]);
    }

    #[test]
    fn a_middle_needs_eight_people() {
        assert_eq!(Middle::of(&[7; 7]).median.shown(), None);
        let eight = Middle::of(&[7, 7, 7, 14, 21, 21, 21, 28]);
        assert_eq!((eight.median.shown(), eight.in_weeks().median.shown()), (Some(17.5), Some(2.5)));
        assert_eq!(Middle::of(&[]).in_weeks().median.to_string(), "*");
    }
}
