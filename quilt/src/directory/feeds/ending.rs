//! How a reading ends. Only now, and only when the whole feed was read, is decided what is
//! gone: all of it is withdrawn in the one transaction that also writes the run down, so that
//! nobody ever sees a feed half withdrawn. When it is too much to be likely, none of it is:
//! it waits for a person.

use ::store::Tx;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::gone::is_too_much;
use super::keeping::Kept;
use super::report::{FeedRun, ImportReport, MOST_LISTED, Outcome, format_word};
use super::run::Run;
use super::store_reading::Waiting;
use super::web::Failure;
use super::{store as store_feed, store_gone, store_marks, store_reading};
use crate::directory::ServiceId;
use crate::directory::store::{self, Known};
use crate::line::line;
use crate::refusal::Refusal;

/// How many entries that wait one transaction settles.
const BATCH: i64 = 500;

/// How many runs of a feed are kept.
const RUNS_KEPT: i64 = 50;

/// After a reading that failed, this is the longest until the next.
const TRY_AGAIN: SignedDuration = SignedDuration::from_hours(1);

/// What a whole feed no longer names.
#[derive(Default)]
struct Missing {
    withdraw: Vec<(ServiceId, String)>,
    hold: Vec<(ServiceId, String)>,
}

impl Run<'_> {
    /// Settles what waits, withdraws what is gone, and writes the run down.
    pub fn end(mut self) -> Result<ImportReport, Refusal> {
        self.count_up();
        self.settle_waiting()?;
        let missing = if self.details.complete { self.missing()? } else { Missing::default() };
        self.say_what_became(&missing);
        let run = self.written(&missing);
        self.db.write("end the reading of a feed", |tx| self.close(tx, &run, &missing, None))?;
        self.claim.ended();
        if self.counts.added + self.counts.changed > 0 {
            super::same::suggest(self.db, self.by, self.now, self.feed.id)?;
        }
        Ok(ImportReport {
            feed_name: self.feed.name.clone(),
            run,
            details: std::mem::take(&mut self.details),
        })
    }

    /// Nothing could be read: that is written down as well.
    pub fn fail(mut self, failure: &Failure) -> Result<ImportReport, Refusal> {
        self.partial(&failure.why);
        let run = FeedRun { outcome: Outcome::Failed, ..self.written(&Missing::default()) };
        let after = failure.again_after.and_then(|after| SignedDuration::try_from(after).ok());
        self.db.write("write down that a feed was not read", |tx| {
            self.close(tx, &run, &Missing::default(), Some(after.unwrap_or(TRY_AGAIN)))
        })?;
        self.claim.ended();
        Ok(ImportReport {
            feed_name: self.feed.name.clone(),
            run,
            details: std::mem::take(&mut self.details),
        })
    }

    /// Entries under ids nobody knew: the service they look like, when that is gone from the
    /// feed, else new services. Until the whole feed was read nobody can say which.
    fn settle_waiting(&mut self) -> Result<(), Refusal> {
        let mut after = String::new();
        let mut unsettled = 0;
        loop {
            let (area, feed) = (self.by.area, self.feed.id);
            let some =
                self.db.read("see what waits", |tx| store_reading::waiting(tx, area, feed, &after, BATCH))?;
            let Some(last) = some.last() else { break };
            after = last.key.to_string();
            let (kept, left) = self.db.write("settle what waited", |tx| self.settle(tx, &some))?;
            unsettled += left;
            self.take_in(kept);
        }
        if unsettled > 0 {
            let many = page::text::count(unsettled, "entry", "entries");
            self.note(format!(
                "{many} under new ids look like services we know. What they are is decided when the whole feed has been read."
            ));
        }
        Ok(())
    }

    fn settle(&self, tx: &mut Tx<'_>, some: &[Waiting]) -> Result<(Kept, u64), Refusal> {
        self.claim.must_hold(tx)?;
        let mut keeping = self.keeping();
        let mut left = 0;
        for waiting in some {
            let alike = store_feed::standing_key(tx, self.by.area, waiting.alike)?;
            match alike.filter(|key| !self.named.contains(key)) {
                Some(_) if !self.details.complete => {
                    left += 1;
                    continue;
                }
                Some(was) => {
                    let known =
                        Known { id: waiting.alike, fingerprint: waiting.fingerprint, withdrawn: false };
                    let was = was.to_string();
                    keeping.change(tx, &waiting.service, waiting.fingerprint, &known, Some(&was))?;
                    store_marks::forget(tx, self.by.area, waiting.alike)?;
                }
                None => {
                    keeping.add(tx, &waiting.service, waiting.fingerprint)?;
                }
            }
            store_reading::forget_waiting(tx, self.by.area, self.feed.id, waiting.key)?;
        }
        keeping.moved_on(tx)?;
        Ok((keeping.kept, left))
    }

    fn missing(&self) -> Result<Missing, Refusal> {
        let (area, feed) = (self.by.area, self.feed.id);
        let (gone, keep) = self.db.read("see what the feed held", |tx| {
            let mut gone = Vec::new();
            store_feed::standing(tx, area, feed, &mut |id, key: Uuid, name| {
                if !self.named.contains(&key) {
                    gone.push((id, name));
                }
            })?;
            Ok::<_, Refusal>((gone, store_gone::to_keep(tx, area, feed)?))
        })?;
        let undecided: Vec<_> = gone.into_iter().filter(|(id, _)| !keep.contains(id)).collect();
        Ok(if is_too_much(self.known, undecided.len()) {
            Missing { hold: undecided, ..Missing::default() }
        } else {
            Missing { withdraw: undecided, ..Missing::default() }
        })
    }

    fn say_what_became(&mut self, missing: &Missing) {
        let names = missing.withdraw.iter().chain(&missing.hold).map(|(_, name)| name.clone());
        self.details.gone = names.take(MOST_LISTED).collect();
        if self.counts.recognised > 0 {
            let many = number(self.counts.recognised);
            self.note(format!(
                "{many} services came under another id than before. Name, organisation and postcode are the same, so they \
                 are the same services, with their notes."
            ));
        }
        if !missing.hold.is_empty() {
            let (many, known) = (missing.hold.len(), self.known);
            self.note(format!(
                "{many} of {known} services are not in the feed any more. That is a great many, so none was withdrawn: \
                 somebody should look first."
            ));
        }
        if self.same_pages > 0 && self.details.complete {
            let pages = page::text::count(self.same_pages, "page is", "pages are");
            self.note(format!(
                "{pages} word for word as when last read: what was mended and refused there stands in the report before."
            ));
        }
        if self.same_entries > 0 {
            let same = page::text::count(self.same_entries, "entry is", "entries are");
            self.note(format!(
                "{same} word for word as when last read, and were not read again: what was mended in them is counted \
                 here, and stands in the report before. What is said of the feed as a whole is of the others."
            ));
        }
        if self.unlisted > 0 {
            let more = self.unlisted;
            self.note(format!("{more} more were mended or refused and are not listed."));
        }
    }

    fn written(&self, missing: &Missing) -> FeedRun {
        let counts = &self.counts;
        let outcome = match () {
            () if !missing.hold.is_empty() => Outcome::Held,
            () if !self.details.complete => Outcome::Partial,
            () if self.same_pages > 0 && self.same_pages == self.pages => Outcome::Same,
            () => Outcome::Whole,
        };
        FeedRun {
            id: self.claim.run,
            feed: self.feed.id,
            at: self.now.at,
            outcome,
            format: format_word(self.format).to_owned(),
            added: counts.added,
            changed: counts.changed,
            unchanged: counts.unchanged,
            withdrawn: whole(missing.withdraw.len() as u64),
            held: whole(missing.hold.len() as u64),
            refused: counts.refused,
            repaired: counts.repaired,
            pages: whole(self.pages),
            bytes: whole(self.bytes),
            took_ms: i64::try_from(self.claim.took().as_millis()).unwrap_or(i64::MAX),
            by_name: self.by.name.clone(),
        }
    }

    /// All at once: what is gone goes, the run is written down, the feed knows when it is due
    /// next, and the claim is given back.
    fn close(
        &self,
        tx: &mut Tx<'_>,
        run: &FeedRun,
        missing: &Missing,
        failed: Option<SignedDuration>,
    ) -> Result<(), Refusal> {
        self.claim.end(tx)?;
        let (area, feed) = (self.by.area, self.feed.id);
        for (id, name) in &missing.withdraw {
            if store::withdraw(tx, area, *id, self.now)? {
                line(self.by, self.now, "service.withdrawn", *id)
                    .fact("name", name.as_str())
                    .fact("feed", self.feed.name.as_str())
                    .record(tx)?;
            }
        }
        if !missing.withdraw.is_empty() {
            store::moved_on(tx, area)?;
        }
        if self.details.complete {
            let held: Vec<ServiceId> = missing.hold.iter().map(|(id, _)| *id).collect();
            store_gone::put(tx, area, feed, self.now.at, &held, &self.named)?;
            store_reading::forget_other_pages(tx, area, feed, run.id)?;
        }
        for key in &self.twice {
            store_marks::forget_entry(tx, area, feed, *key)?;
        }
        store_feed::insert_run(tx, area, run, &self.details)?;
        store_feed::forget_old_runs(tx, area, feed, RUNS_KEPT)?;
        let current = store_feed::feed(tx, area, feed)?.unwrap_or_else(|| self.feed.clone());
        store_feed::ran(tx, area, feed, self.now.at, next(current.every_hours, self.now.at, failed))?;
        if run.outcome != Outcome::Failed {
            store_feed::found(tx, area, feed, self.found.as_deref())?;
        }
        self.tell(tx, run)
    }

    fn tell(&self, tx: &mut Tx<'_>, run: &FeedRun) -> Result<(), Refusal> {
        let told = |kind| line(self.by, self.now, kind, self.feed.id).fact("name", self.feed.name.as_str());
        if run.outcome == Outcome::Failed {
            let why = self.details.notes.first().map(String::as_str);
            return told("feed.not_read").fact("why", why).record(tx);
        }
        told("feed.read")
            .fact("added", run.added)
            .fact("changed", run.changed)
            .fact("unchanged", run.unchanged)
            .fact("withdrawn", run.withdrawn)
            .fact("held", Some(run.held).filter(|held| *held > 0))
            .fact("refused", run.refused)
            .fact("mended", run.repaired)
            .fact("whole", self.details.complete)
            .record(tx)
    }
}

/// When a feed is read next by itself.
pub(super) fn next(
    every_hours: Option<i64>,
    now: Timestamp,
    failed: Option<SignedDuration>,
) -> Option<Timestamp> {
    let every = SignedDuration::from_hours(every_hours?.clamp(1, 24 * 366));
    let wait = match failed {
        // Never sooner than the server asked for, and else within the hour.
        Some(after) if after > TRY_AGAIN => after,
        Some(after) => after.min(every),
        None => every,
    };
    now.saturating_add(wait).ok()
}

fn number(n: i64) -> String {
    page::text::number(u64::try_from(n).unwrap_or(0))
}

fn whole(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_due_after_its_hours_and_sooner_when_it_failed() {
        let now: Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
        let due = |every, failed| next(every, now, failed).map(|at| at.to_string());
        assert_eq!(due(None, None), None);
        assert_eq!(due(Some(24), None).as_deref(), Some("2026-11-24T10:00:00Z"));
        assert_eq!(due(Some(24), Some(TRY_AGAIN)).as_deref(), Some("2026-11-23T11:00:00Z"));
        let three = SignedDuration::from_hours(3);
        assert_eq!(due(Some(1), Some(three)).as_deref(), Some("2026-11-23T13:00:00Z"));
        assert_eq!(
            due(Some(24), Some(SignedDuration::from_mins(5))).as_deref(),
            Some("2026-11-23T10:05:00Z")
        );
    }
}
