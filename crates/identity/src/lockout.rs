//! How long somebody who keeps getting it wrong must wait before the next try.

use std::time::Duration;

use jiff::SignedDuration;

/// Tries that cost nothing: everybody mistypes.
const FREE: u32 = 4;
/// The wait after the first try that costs something; it doubles with each one more.
const FIRST: Duration = Duration::from_secs(30);
/// The longest wait: enough to make guessing hopeless (under 100 tries a day), short enough that nobody can shut
/// somebody else out for an afternoon by typing nonsense.
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// How much longer to wait, or nothing when a try may be made now. `failures` counts tries since the last that succeeded;
/// `since_last` is the time since the latest of them (a clock set back counts as no time at all).
pub fn wait(failures: u32, since_last: SignedDuration) -> Option<Duration> {
    let waited = Duration::try_from(since_last).unwrap_or(Duration::ZERO);
    whole(failures).checked_sub(waited).filter(|left| !left.is_zero())
}

fn whole(failures: u32) -> Duration {
    let Some(costly) = failures.checked_sub(FREE + 1) else { return Duration::ZERO };
    let doubled = 2u32.checked_pow(costly).and_then(|times| FIRST.checked_mul(times));
    doubled.unwrap_or(LONGEST).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_wait_grows_and_stops_growing() {
        let at_once = |failures| wait(failures, SignedDuration::ZERO).map(|left| left.as_secs());
        let waits: Vec<_> = (0..12).map(at_once).collect();
        assert_eq!(
            waits,
            [
                None,
                None,
                None,
                None,
                None,
                Some(30),
                Some(60),
                Some(120),
                Some(240),
                Some(480),
                Some(900),
                Some(900)
            ]
        );
        assert_eq!(at_once(u32::MAX), Some(900));
    }

    #[test]
    fn waiting_wears_it_down() {
        assert_eq!(wait(6, SignedDuration::from_secs(59)), Some(Duration::from_secs(1)));
        assert_eq!(wait(6, SignedDuration::from_secs(60)), None);
        assert_eq!(wait(6, SignedDuration::from_secs(-60)), Some(Duration::from_secs(60)));
        assert_eq!(wait(u32::MAX, SignedDuration::MAX), None);
        assert_eq!(wait(u32::MAX, SignedDuration::MIN), Some(LONGEST));
    }

    proptest! {
        #[test]
        fn never_more_than_the_longest_and_never_less_for_more_failures(failures: u32, seconds: i64) {
            let since = SignedDuration::from_secs(seconds);
            let now = wait(failures, since).unwrap_or_default();
            prop_assert!(now <= LONGEST);
            prop_assert!(wait(failures.saturating_add(1), since).unwrap_or_default() >= now);
        }
    }
}
