//! Reading what is due, one feed after the other, while the house goes on with its day.

use std::sync::atomic::Ordering;

use ::store::Tx;
use jiff::SignedDuration;

use super::import::{Reading, read_known};
use super::report::{Feed, ImportReport};
use super::store as store_feed;
use crate::line::line;
use crate::refusal::Refusal;

/// When a reading could not even be written down, this long is waited: a server must not be
/// asked again and again because something is wrong with us.
const PUT_OFF: SignedDuration = SignedDuration::from_mins(10);

/// Reads every feed that is due and that nobody else is reading; answers how many were read.
/// What goes wrong with one feed stands in its history and holds up no other.
///
/// # Errors
/// When the database cannot be asked what is due.
pub fn read_due(reading: &Reading<'_>) -> Result<usize, Refusal> {
    let due = reading
        .db
        .read("see which feeds are due", |tx| store_feed::due(tx, reading.by.area, reading.now.at))?;
    let mut read = 0;
    for feed in due.into_iter().filter(|feed| !feed.is_file()) {
        if reading.stop.load(Ordering::Relaxed) {
            break;
        }
        match read_known(reading, feed.clone()) {
            Ok(report) => {
                read += 1;
                said(&report);
            }
            // Somebody else is reading it, or we are being stopped: it stays due.
            Err(Refusal::NotNow(why)) => tracing::debug!(feed = feed.name, why, "a feed was left for later"),
            Err(why) => {
                tracing::error!(feed = feed.name, %why, "a feed was not read");
                reading.db.write("put a feed off", |tx| put_off(tx, reading, &feed))?;
            }
        }
    }
    Ok(read)
}

fn said(report: &ImportReport) {
    let run = &report.run;
    tracing::info!(
        feed = report.feed_name,
        outcome = run.outcome.code(),
        took_ms = run.took_ms,
        "{}",
        report.summary()
    );
}

fn put_off(tx: &mut Tx<'_>, reading: &Reading<'_>, feed: &Feed) -> Result<(), Refusal> {
    let next = reading.now.at.saturating_add(PUT_OFF).ok();
    store_feed::write_feed(tx, reading.by.area, &Feed { next_at: next, ..feed.clone() })?;
    line(reading.by, reading.now, "feed.not_read", feed.id)
        .fact("name", feed.name.as_str())
        .fact("why", "Something went wrong on our side.")
        .record(tx)
}
