//! When a message that would not go is tried again.

use jiff::{SignedDuration, Timestamp};

/// How long to wait after the first try that failed, the second, and so on: a hiccup is over
/// in a minute, an outage in a day. After the last the message is given up, and staff see it.
pub const WAITS: [SignedDuration; 5] = [
    SignedDuration::from_mins(1),
    SignedDuration::from_mins(5),
    SignedDuration::from_hours(1),
    SignedDuration::from_hours(6),
    SignedDuration::from_hours(24),
];

/// When to try again after `failed` tries, the last of them now; nothing when it is given up.
pub fn next_try(failed: i64, now: Timestamp) -> Option<Timestamp> {
    let wait = usize::try_from(failed.checked_sub(1)?).ok().and_then(|n| WAITS.get(n))?;
    now.checked_add(*wait).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_minute_then_five_then_hours_then_a_day_then_never() {
        let now: Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
        let minutes: Vec<Option<i64>> =
            (1..=6).map(|n| next_try(n, now).map(|at| at.duration_since(now).as_mins())).collect();
        assert_eq!(minutes, [Some(1), Some(5), Some(60), Some(360), Some(1440), None]);
    }

    proptest! {
        #[test]
        fn the_next_try_is_later_or_never(failed in any::<i64>(), second in -377_705_023_201i64..=253_402_207_200) {
            let now = Timestamp::from_second(second).unwrap();
            prop_assert!(next_try(failed, now).is_none_or(|again| again > now));
        }
    }
}
