//! Asking again: when it is worth it, how long to wait, and when to leave a server in peace.

use std::time::Duration;

use jiff::Timestamp;

/// How often one page is asked for, and how long is waited before the second time; each
/// further wait is four times as long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    pub tries: u32,
    pub first_pause: Duration,
    /// The longest a server may have us wait within one reading; past that we come back later.
    pub longest_pause: Duration,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience { tries: 4, first_pause: Duration::from_secs(1), longest_pause: Duration::from_secs(60) }
    }
}

/// What to do after an answer that was none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Again {
    After(Duration),
    /// Not in this reading; when the server said so, not before that long.
    NotNow(Option<Duration>),
}

impl Patience {
    /// After the `tries`-th try went wrong: 1 for the first.
    pub(super) fn again(&self, tries: u32, asked_for: Option<Duration>) -> Again {
        if tries >= self.tries {
            return Again::NotNow(asked_for);
        }
        let own = self.first_pause.saturating_mul(4_u32.saturating_pow(tries.saturating_sub(1)));
        match asked_for {
            Some(wait) if wait > self.longest_pause => Again::NotNow(Some(wait)),
            Some(wait) => Again::After(wait.max(own.min(self.longest_pause))),
            None => Again::After(own.min(self.longest_pause)),
        }
    }
}

/// Whether a server that answered this may answer otherwise a moment later.
pub(super) fn passes(status: u16) -> bool {
    matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504)
}

/// What `Retry-After` asks for: seconds, or a date by the server's calendar.
pub(super) fn asked_for(header: &str, now: Timestamp) -> Option<Duration> {
    let header = header.trim();
    if let Ok(seconds) = header.parse::<u32>() {
        return Some(Duration::from_secs(u64::from(seconds)));
    }
    let until = jiff::fmt::rfc2822::parse(header).ok()?.timestamp();
    let millis = until.as_millisecond().saturating_sub(now.as_millisecond());
    Some(Duration::from_millis(u64::try_from(millis).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        let patience = Patience::default();
        let seconds = |tries| match patience.again(tries, None) {
            Again::After(wait) => Some(wait.as_secs()),
            Again::NotNow(_) => None,
        };
        assert_eq!([1, 2, 3, 4].map(seconds), [Some(1), Some(4), Some(16), None]);
        let minute = Duration::from_secs(60);
        assert_eq!(patience.again(1, Some(minute)), Again::After(minute));
        assert_eq!(patience.again(1, Some(minute * 10)), Again::NotNow(Some(minute * 10)));
        assert_eq!(patience.again(3, Some(Duration::ZERO)), Again::After(Duration::from_secs(16)));
        assert_eq!(Patience { tries: u32::MAX, ..patience }.again(4_000_000, None), Again::After(minute));
    }

    #[test]
    fn a_wait_is_read_as_seconds_or_as_a_date() {
        let now: Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
        assert_eq!(asked_for(" 120 ", now), Some(Duration::from_secs(120)));
        assert_eq!(asked_for("Mon, 23 Nov 2026 10:05:00 GMT", now), Some(Duration::from_secs(300)));
        assert_eq!(asked_for("Mon, 23 Nov 2026 09:05:00 GMT", now), Some(Duration::ZERO));
        assert_eq!(asked_for("soon", now), None);
        assert_eq!(asked_for("-5", now), None);
    }
}
