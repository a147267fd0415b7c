//! What to check next: entries by how much they are used and how long ago anybody confirmed them.
//!
//! The rule, in full. First what somebody told us, oldest first: a report nobody has settled. Then
//! where we know that something does not fit: a publisher who says a third thing about a fact we
//! corrected, or a call that found an entry wrong. Then everything else, by *people sent in 90
//! days, and one* times *days since anybody confirmed it*, at most three years of them. An entry
//! nobody answered for on the telephone rests for three days.

mod acts;
mod page;
mod store;

use std::cmp::Reverse;

use jiff::civil::Date;

pub(super) use acts::{save_checked, save_dispute, save_room, until};
pub(super) use page::{dispute, save as save_one, show};

/// For how many days somebody counts as sent lately.
pub const LATELY: i32 = 90;

/// The most days without a confirmation that count.
const OLDEST: i64 = 3 * 365;

/// For how many days an entry rests after a call nobody answered.
const RESTS: i32 = 3;

/// What is known of an entry that may need checking.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// The day of the oldest report nobody has settled.
    pub reported: Option<Date>,
    /// Its publisher says something new of what we corrected, or a call found it wrong.
    pub doubtful: bool,
    /// How many people were sent lately.
    pub sent: i64,
    /// The last day anybody confirmed it.
    pub confirmed: Option<Date>,
    /// The day somebody rang and nobody answered.
    pub no_answer: Option<Date>,
}

/// How much an entry wants checking: greater comes first. Its parts are compared in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Urgency {
    reported: Option<Reverse<Date>>,
    doubtful: bool,
    /// People sent lately, and one, times days since it was confirmed.
    points: i64,
}

/// The rule. Nothing for an entry that was confirmed today, or rests.
pub fn urgency(standing: &Standing, today: Date) -> Option<Urgency> {
    let days = |then: Date| i64::from((today - then).get_days()).max(0);
    if standing.no_answer.is_some_and(|on| days(on) < i64::from(RESTS)) {
        return None;
    }
    let age = standing.confirmed.map_or(OLDEST, days).min(OLDEST);
    let points = standing.sent.max(0).saturating_add(1).saturating_mul(age);
    let urgency = Urgency { reported: standing.reported.map(Reverse), doubtful: standing.doubtful, points };
    let wanted = urgency.reported.is_some() || urgency.doubtful || points > 0;
    wanted.then_some(urgency)
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    fn ago(days: i64) -> Option<Date> {
        TODAY.checked_sub(days.days()).ok()
    }

    fn of(standing: Standing) -> Option<Urgency> {
        urgency(&standing, TODAY)
    }

    #[test]
    fn what_people_told_us_comes_first_the_oldest_before_all() {
        let busy = of(Standing { sent: 40, ..Standing::default() });
        let doubtful = of(Standing { doubtful: true, confirmed: ago(0), ..Standing::default() });
        let told = of(Standing { reported: ago(1), confirmed: ago(0), ..Standing::default() });
        let told_before = of(Standing { reported: ago(5), confirmed: ago(0), ..Standing::default() });
        assert!(told_before > told && told > doubtful && doubtful > busy && busy.is_some());
    }

    #[test]
    fn use_and_age_are_weighed_against_each_other() {
        let points = |sent, days| {
            of(Standing { sent, confirmed: ago(days), ..Standing::default() }).map(|urgency| urgency.points)
        };
        assert_eq!(points(0, 0), None, "confirmed today");
        assert_eq!(points(9, 30), Some(300));
        assert_eq!(points(0, 300), Some(300));
        assert_eq!(points(0, 9_999), Some(OLDEST));
        assert_eq!(of(Standing::default()).map(|urgency| urgency.points), Some(OLDEST), "never confirmed");
        assert_eq!(of(Standing { confirmed: TODAY.checked_add(9.days()).ok(), ..Standing::default() }), None);
    }

    #[test]
    fn where_nobody_answered_we_ring_again_in_three_days() {
        let rung =
            |days| of(Standing { reported: ago(9), no_answer: ago(days), sent: 3, ..Standing::default() });
        assert!(rung(0).is_none() && rung(2).is_none() && rung(3).is_some());
    }

    proptest! {
        #[test]
        fn more_people_or_more_days_never_make_it_wait(sent in 0i64..500, more in 0i64..500, days in 1i64..900, older in 0i64..900) {
            let points = |sent, days| of(Standing { sent, confirmed: ago(days), ..Standing::default() });
            prop_assert!(points(sent + more, days) >= points(sent, days));
            prop_assert!(points(sent, days + older) >= points(sent, days));
        }
    }
}
