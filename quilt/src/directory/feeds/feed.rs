//! Feeds as the administrator keeps them: added by address, read every so often or when asked,
//! paused.

use ::store::Tx;

use super::report::Feed;
use super::store as store_feed;
use crate::access::Actor;
use crate::directory::FeedId;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;

/// Which feed is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedSource {
    pub name: String,
    /// What tells one feed from another: the web address, or `file:` and a file's name.
    pub address: String,
}

/// How often a feed may be read by itself, in hours.
pub(super) const MOST_HOURS: i64 = 24 * 31;

/// Adds a feed to be read every so many hours, the first time at once. One that is known under
/// that address is named and timed anew.
pub fn add_feed(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    source: &FeedSource,
    every_hours: Option<i64>,
) -> Result<FeedId, Refusal> {
    let feed = store_feed::keep_feed(tx, by, now, source)?;
    let wanted = Feed {
        name: source.name.clone(),
        every_hours: every_hours.map(|hours| hours.clamp(1, MOST_HOURS)),
        next_at: Some(now.at),
        paused: false,
        ..feed
    };
    keep(tx, by, now, &wanted)?;
    Ok(wanted.id)
}

/// Names a feed, says how often it is read, pauses it or has it go on.
pub fn change_feed(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    id: FeedId,
    name: &str,
    every_hours: Option<i64>,
    paused: bool,
) -> Result<(), Refusal> {
    let feed = store_feed::feed(tx, by.area, id)?.ok_or_else(Refusal::not_found)?;
    let every_hours = every_hours.filter(|_| !feed.is_file()).map(|hours| hours.clamp(1, MOST_HOURS));
    let last = feed.last_run_at.unwrap_or(now.at);
    let wanted = Feed {
        name: name.to_owned(),
        every_hours,
        next_at: super::ending::next(every_hours, last, None).map(|at| at.max(now.at)),
        paused,
        ..feed
    };
    keep(tx, by, now, &wanted)
}

/// Somebody wants a feed read now, paused or not.
pub fn ask_to_read(tx: &mut Tx<'_>, by: &Actor, now: &Moment, id: FeedId) -> Result<(), Refusal> {
    let feed = store_feed::feed(tx, by.area, id)?.ok_or_else(Refusal::not_found)?;
    if feed.is_file() {
        return Err(Refusal::not_now("This feed is a file: read it again with “quilt import directory”."));
    }
    store_feed::write_feed(tx, by.area, &Feed { next_at: Some(now.at), paused: false, ..feed.clone() })?;
    line(by, now, "feed.asked", id).fact("name", feed.name.as_str()).record(tx)
}

fn keep(tx: &mut Tx<'_>, by: &Actor, now: &Moment, feed: &Feed) -> Result<(), Refusal> {
    store_feed::write_feed(tx, by.area, feed)?;
    line(by, now, "feed.changed", feed.id)
        .fact("name", feed.name.as_str())
        .fact("every_hours", feed.every_hours)
        .fact("paused", feed.paused.then_some(true))
        .record(tx)
}
