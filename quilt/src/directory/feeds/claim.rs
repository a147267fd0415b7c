//! The right to read a feed, held by one machine at a time and for a short while: whoever
//! holds it renews it every few seconds and says how far the reading is; whoever dies loses it,
//! and another goes on from the last page that was read.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use ::store::{Db, Tx};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::keeping::Counts;
use super::report::Details;
use super::store_reading;
use crate::directory::{FeedId, FeedRunId};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// How long the right to read a feed holds when it is not renewed.
pub(super) const HOLDS: SignedDuration = SignedDuration::from_secs(15);

/// How often it is renewed, and progress written down.
const BEAT: Duration = Duration::from_secs(1);

/// A reading broken off longer ago than this is begun anew: pages may have shifted meanwhile.
const GOES_ON: SignedDuration = SignedDuration::from_hours(6);

/// A reading under way, for whoever watches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnderWay {
    pub feed: FeedId,
    pub began_at: Timestamp,
    pub pages: i64,
    pub pages_total: Option<i64>,
    pub services: i64,
    pub bytes: i64,
    /// Nobody renews it any more: it was broken off, and goes on when the feed is read next.
    pub broken_off: bool,
}

/// The readings under way.
pub fn under_way(tx: &mut Tx<'_>, area: AreaId, now: Timestamp) -> Result<Vec<UnderWay>, Refusal> {
    store_reading::under_way(tx, area, now)
}

/// Whether somebody is reading the feed of that address now.
pub fn is_being_read(tx: &mut Tx<'_>, area: AreaId, now: Timestamp, address: &str) -> Result<bool, Refusal> {
    let Some(feed) = super::store::feed_at(tx, area, address)? else { return Ok(false) };
    Ok(store_reading::held(tx, area, feed.id)?.is_some_and(|held| held.until > now))
}

/// What came of a reading so far, kept after each page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct SoFar {
    pub counts: Counts,
    pub details: Details,
}

/// How far a reading is.
#[derive(Debug, Default)]
pub(super) struct Progress {
    pub pages: AtomicU64,
    pub pages_total: AtomicU64,
    pub services: AtomicU64,
    pub bytes: AtomicU64,
}

/// The right to read one feed now.
pub(super) struct Claim {
    db: Db,
    area: AreaId,
    feed: FeedId,
    pub run: FeedRunId,
    holder: Uuid,
    /// Set when this goes on with a reading that was broken off.
    pub so_far: Option<SoFar>,
    /// Set when one was broken off that this cannot go on with.
    pub anew: bool,
    pub progress: Arc<Progress>,
    lost: Arc<AtomicBool>,
    began_at: Timestamp,
    began: Instant,
    beat: Option<(Sender<()>, JoinHandle<()>)>,
    given_back: bool,
}

/// What is written down when a feed is claimed.
pub(super) struct Claimed {
    pub run: FeedRunId,
    pub so_far: Option<SoFar>,
    pub anew: bool,
}

impl Claim {
    /// Takes the right to read a feed; nothing when somebody else holds it.
    pub fn take(db: &Db, area: AreaId, feed: FeedId, now: &Moment) -> Result<Option<Claim>, Refusal> {
        let (run, holder): (FeedRunId, Uuid) = (now.id(), now.id());
        let claimed = db.write("claim a feed", |tx| claim(tx, area, feed, run, holder, now.at))?;
        Ok(claimed.map(|claimed| Claim {
            db: db.clone(),
            area,
            feed,
            run: claimed.run,
            holder,
            so_far: claimed.so_far,
            anew: claimed.anew,
            progress: Arc::default(),
            lost: Arc::default(),
            began_at: now.at,
            began: Instant::now(),
            beat: None,
            given_back: false,
        }))
    }

    /// Keeps the claim alive from now on, on a thread of its own.
    pub fn keep_alive(&mut self) {
        let (stop, stopped) = channel::<()>();
        let (db, area, feed, holder) = (self.db.clone(), self.area, self.feed, self.holder);
        let (progress, lost, began_at, began) =
            (self.progress.clone(), self.lost.clone(), self.began_at, self.began);
        let beats = std::thread::Builder::new().name("feed-claim".into()).spawn(move || {
            while stopped.recv_timeout(BEAT) == Err(RecvTimeoutError::Timeout) {
                let until = held_until(began_at, began);
                let kept = db.write("say how far a feed is read", |tx| {
                    store_reading::renew(tx, area, feed, holder, until, &progress)
                });
                match kept {
                    Ok(true) => {}
                    Ok(false) => lost.store(true, Ordering::Relaxed),
                    // Busy for a moment: the claim holds for a few beats more.
                    Err(why) => tracing::warn!(%why, "the claim on a feed could not be renewed"),
                }
            }
        });
        self.beat = beats.ok().map(|thread| (stop, thread));
    }

    /// Within a transaction: nobody else has taken over.
    ///
    /// # Errors
    /// When somebody has: the reading stops there.
    pub fn must_hold(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        let until = held_until(self.began_at, self.began);
        if store_reading::renew(tx, self.area, self.feed, self.holder, until, &self.progress)? {
            return Ok(());
        }
        Err(Refusal::not_now("Another Quilt has taken over the reading of this feed."))
    }

    /// Whether another has been seen to take over.
    pub fn is_lost(&self) -> bool {
        self.lost.load(Ordering::Relaxed)
    }

    pub fn took(&self) -> Duration {
        self.began.elapsed()
    }

    /// Keeps what came of the reading so far, so that another can go on from here.
    pub fn keep(&self, tx: &mut Tx<'_>, so_far: &SoFar) -> Result<(), Refusal> {
        self.must_hold(tx)?;
        store_reading::keep_so_far(tx, self.area, self.feed, so_far)
    }

    /// The reading has ended: within the transaction that writes down what came of it.
    pub fn end(&self, tx: &mut Tx<'_>) -> Result<(), Refusal> {
        self.must_hold(tx)?;
        store_reading::end(tx, self.area, self.feed)
    }

    /// After that transaction.
    pub fn ended(&mut self) {
        self.given_back = true;
    }

    fn quiet(&mut self) {
        if let Some((stop, thread)) = self.beat.take() {
            drop(stop);
            let _ended = thread.join();
        }
    }
}

/// A reading that was not ended is left for another to go on with, at once.
impl Drop for Claim {
    fn drop(&mut self) {
        self.quiet();
        if !self.given_back {
            let let_go = self.db.write("let go of a feed", |tx| {
                store_reading::let_go(tx, self.area, self.feed, self.holder, self.began_at)
            });
            if let Err(why) = let_go {
                tracing::warn!(%why, "the claim on a feed was not let go of and will run out");
            }
        }
    }
}

/// Moments in the database follow the clock that was handed in; how much time has passed since
/// is measured.
fn held_until(began_at: Timestamp, began: Instant) -> Timestamp {
    let passed = SignedDuration::try_from(began.elapsed()).unwrap_or(SignedDuration::ZERO);
    began_at.saturating_add(passed).and_then(|now| now.saturating_add(HOLDS)).unwrap_or(began_at)
}

fn claim(
    tx: &mut Tx<'_>,
    area: AreaId,
    feed: FeedId,
    run: FeedRunId,
    holder: Uuid,
    now: Timestamp,
) -> Result<Option<Claimed>, Refusal> {
    let until = now.saturating_add(HOLDS).unwrap_or(now);
    match store_reading::held(tx, area, feed)? {
        Some(held) if held.until > now => Ok(None),
        Some(held) if held.so_far.is_some() && now.duration_since(held.began_at) < GOES_ON => {
            store_reading::take_over(tx, area, feed, holder, until)?;
            Ok(Some(Claimed { run: held.run, so_far: held.so_far, anew: false }))
        }
        held => {
            store_reading::begin(tx, area, feed, run, holder, now, until)?;
            Ok(Some(Claimed { run, so_far: None, anew: held.is_some() }))
        }
    }
}
