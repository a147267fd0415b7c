//! A feed that suddenly loses most of its services: more often a publisher's mishap than the
//! end of a town's life. So what is missing waits until a person says that it is really gone,
//! or that it should stay. Both can be said again later.

use ::store::Tx;

use super::{store as store_feed, store_gone};
use crate::access::Actor;
use crate::directory::{FeedId, ServiceId, store};
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// A service that stands though its feed no longer names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    pub service: ServiceId,
    pub name: String,
    pub since: jiff::Timestamp,
    /// Somebody said that it stays.
    pub keep: bool,
}

/// So few may always go, whatever the size of the feed.
const FEW: usize = 10;

/// Whether so many of so many are missing that a person should look first: more than three in ten.
pub(super) fn is_too_much(known: usize, missing: usize) -> bool {
    missing > FEW && missing.saturating_mul(10) > known.saturating_mul(3)
}

/// What stands though the feed no longer names it, by name.
pub fn gone(tx: &mut Tx<'_>, area: AreaId, feed: FeedId) -> Result<Vec<Gone>, Refusal> {
    store_gone::gone(tx, area, feed)
}

/// How many services wait for somebody to say whether they are gone, by feed.
pub fn waiting(tx: &mut Tx<'_>, area: AreaId) -> Result<Vec<(FeedId, i64)>, Refusal> {
    store_gone::waiting(tx, area)
}

/// It is really gone: all that waits, or was kept, is withdrawn, in one step.
pub fn confirm_gone(tx: &mut Tx<'_>, by: &Actor, now: &Moment, feed: FeedId) -> Result<usize, Refusal> {
    let known = store_feed::feed(tx, by.area, feed)?.ok_or_else(Refusal::not_found)?;
    let gone = store_gone::gone(tx, by.area, feed)?;
    for one in &gone {
        if store::withdraw(tx, by.area, one.service, now)? {
            line(by, now, "service.withdrawn", one.service)
                .fact("name", one.name.as_str())
                .fact("feed", known.name.as_str())
                .record(tx)?;
        }
    }
    store_gone::forget(tx, by.area, feed)?;
    store::moved_on(tx, by.area)?;
    line(by, now, "feed.loss_confirmed", feed)
        .fact("name", known.name.as_str())
        .fact("withdrawn", gone.len())
        .record(tx)?;
    Ok(gone.len())
}

/// It is the feed that is wrong: all that waits stays until the feed names it again.
pub fn keep_gone(tx: &mut Tx<'_>, by: &Actor, now: &Moment, feed: FeedId) -> Result<usize, Refusal> {
    let known = store_feed::feed(tx, by.area, feed)?.ok_or_else(Refusal::not_found)?;
    let kept = store_gone::keep(tx, by.area, feed)?;
    line(by, now, "feed.loss_refused", feed)
        .fact("name", known.name.as_str())
        .fact("kept", kept)
        .record(tx)?;
    Ok(usize::try_from(kept).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_may_go_and_a_great_many_wait() {
        assert!(!is_too_much(12, 10), "ten of twelve are few");
        assert!(is_too_much(12, 11));
        assert!(!is_too_much(100, 30) && is_too_much(100, 31));
        assert!(!is_too_much(0, 0) && is_too_much(0, usize::MAX));
    }
}
