//! The steps of a reading, one entry after the other: what is named and whether it is there
//! twice, what is as it was, what is refused, and what is kept, some hundred in one transaction.

use openreferral::{Read, Refused, Step};
use uuid::Uuid;

use super::keeping::{Keeping, Kept};
use super::report::MOST_LISTED;
use super::run::{Run, ThisPage, count};
use super::{store as store_feed, store_marks};
use crate::directory::{ServiceId, store};
use crate::refusal::Refusal;

/// How many services one transaction keeps.
const BATCH: usize = 500;

impl Run<'_> {
    pub fn go_through(&mut self, steps: impl Iterator<Item = Step>) -> Result<(), Refusal> {
        self.this_page = ThisPage::default();
        let mut batch: Vec<Read> = Vec::with_capacity(BATCH);
        for step in steps {
            match step {
                Step::Kept(read) => self.take(*read, &mut batch),
                Step::Refused(refused) => self.refuse(refused),
                Step::Same { id, raw, .. } => self.same(id, &raw)?,
                Step::Twin { at, id, name } => {
                    self.this_page.doubles += 1;
                    self.is_twice(id);
                    self.note(format!(
                        "“{name}” is there twice, word for word; the second, {at}, was left out."
                    ));
                }
            }
            if batch.len() >= BATCH {
                self.keep(&std::mem::take(&mut batch))?;
            }
        }
        self.keep(&batch)
    }

    fn take(&mut self, read: Read, batch: &mut Vec<Read>) {
        self.this_page.kept.push(read.service.id);
        if !self.named.insert(read.service.id) {
            self.is_twice(read.service.id);
            return;
        }
        self.counts.repaired += count(read.repairs.len());
        self.unlisted += list(&mut self.details.repairs, read.repairs.iter().cloned());
        batch.push(read);
    }

    /// An entry that is as it was when it was last read: what was mended in it is mended still.
    fn same(&mut self, id: Uuid, raw: &[u8; 32]) -> Result<(), Refusal> {
        self.this_page.kept.push(id);
        if !self.named.insert(id) {
            self.is_twice(id);
            return Ok(());
        }
        self.counts.unchanged += 1;
        self.counts.repaired += i64::from(self.marks.as_ref().map_or(0, |marks| marks.mended(raw)));
        self.same_entries += 1;
        if self.same_entries.is_multiple_of(BATCH as u64) {
            self.still_ours()?;
            self.show_progress();
        }
        Ok(())
    }

    /// Of an entry that stands twice, only both together say what the feed says: neither is passed over.
    fn is_twice(&mut self, id: Uuid) {
        if self.twice.len() < MOST_LISTED && !self.twice.contains(&id) {
            self.twice.push(id);
        }
    }

    fn still_ours(&self) -> Result<(), Refusal> {
        if self.claim.is_lost() {
            return Err(Refusal::not_now("Another Quilt has taken over the reading of this feed."));
        }
        Ok(())
    }

    fn refuse(&mut self, refused: Refused) {
        self.counts.refused += 1;
        match &refused.id {
            // It is still in the feed, only not as it should be: what we have of it stays.
            Some(id) => {
                let published = Uuid::parse_str(id).ok().filter(|id| !id.is_nil());
                let key = published.unwrap_or_else(|| Uuid::new_v5(&self.feed.id.into(), id.as_bytes()));
                self.this_page.refused.push(key);
                if !self.named.insert(key) {
                    self.this_page.doubles += 1;
                    self.is_twice(key);
                }
            }
            None => self.partial("Part of the feed could not be read, so nothing was withdrawn."),
        }
        self.unlisted += list(&mut self.details.refusals, [refused]);
    }

    fn keep(&mut self, batch: &[Read]) -> Result<(), Refusal> {
        if batch.is_empty() {
            return Ok(());
        }
        self.still_ours()?;
        let news = self.news(batch)?;
        if news.is_empty() {
            return Ok(());
        }
        let kept = self.db.write("keep services of a feed", |tx| {
            self.claim.must_hold(tx)?;
            let mut keeping = self.keeping();
            keeping.all(tx, &news)?;
            Ok::<_, Refusal>(keeping.kept)
        })?;
        self.take_in(kept);
        self.show_progress();
        Ok(())
    }

    /// Those of a batch that are not as they stand in the directory; the others are counted.
    /// Services we may know under another id are looked for from the first unknown one on.
    fn news<'b>(&mut self, batch: &'b [Read]) -> Result<Vec<&'b Read>, Refusal> {
        if self.known == 0 {
            return Ok(batch.iter().collect());
        }
        let keys: Vec<String> = batch.iter().map(|read| read.service.id.to_string()).collect();
        let (area, feed) = (self.by.area, self.feed.id);
        let known = self.db.read("see what is known of a feed", |tx| store::known(tx, area, feed, &keys))?;
        if self.alikes.is_none() && known.len() < batch.len() {
            self.alikes =
                Some(self.db.read("see what services are like", |tx| store_feed::alikes(tx, area, feed))?);
        }
        let (mut news, mut marked) = (Vec::new(), Vec::new());
        for (read, key) in batch.iter().zip(&keys) {
            match known.get(key).filter(|known| known.is(&read.fingerprint)) {
                Some(known) => marked.extend(read.raw.map(|raw| (known.id, raw, read.repairs.len()))),
                None => news.push(read),
            }
        }
        self.counts.unchanged += count(batch.len() - news.len());
        self.mark(&marked)?;
        Ok(news)
    }

    /// Entries that came in other words than before and say the same: known by these from now on.
    fn mark(&self, marked: &[(ServiceId, [u8; 32], usize)]) -> Result<(), Refusal> {
        if marked.is_empty() {
            return Ok(());
        }
        self.db.write("know entries of a feed again", |tx| {
            self.claim.must_hold(tx)?;
            marked
                .iter()
                .try_for_each(|(id, raw, mended)| store_marks::put(tx, self.by.area, *id, raw, *mended))
        })
    }

    pub fn keeping(&self) -> Keeping<'_> {
        Keeping {
            by: self.by,
            now: self.now,
            feed: &self.feed,
            organizations: &self.organizations,
            alikes: self.alikes.as_ref(),
            named: &self.named,
            kept: Kept::default(),
        }
    }

    /// After a transaction that was kept.
    pub fn take_in(&mut self, kept: Kept) {
        let (so_far, now) = (&mut self.counts, kept.counts);
        so_far.added += now.added;
        so_far.changed += now.changed;
        so_far.unchanged += now.unchanged;
        so_far.recognised += now.recognised;
        so_far.waiting += now.waiting;
        self.organizations.extend(kept.met);
        list(&mut self.details.added, kept.added);
        list(&mut self.details.changes, kept.changes);
    }
}

/// Adds to a list as long as there is room; answers how many there was none for.
fn list<T>(to: &mut Vec<T>, more: impl IntoIterator<Item = T>) -> u64 {
    let mut left_out = 0;
    for one in more {
        if to.len() < MOST_LISTED {
            to.push(one);
        } else {
            left_out += 1;
        }
    }
    left_out
}
