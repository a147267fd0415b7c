//! One reading of a feed, of one page or several: what is new is added, what changed is
//! updated, what is the same is left alone. What people here know of a service is never touched.
//!
//! The feed is read as a stream and kept in short transactions. That is safe to see half done,
//! for each service is whole and nothing goes away before the end; see `ending` for that.

use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use ::store::Db;
use openreferral::package::Package;
use openreferral::{Format, PageInfo, Reader};
use uuid::Uuid;

use super::alike::Alikes;
use super::claim::{Claim, SoFar};
use super::keeping::Counts;
use super::marks::Marks;
use super::report::{Details, Feed, MOST_LISTED};
use super::root::Root;
use super::seen::{About, SeenPage, Validators};
use super::{store as store_feed, store_marks, store_reading};
use crate::access::Actor;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::OrganizationId;

/// Said of a page that is not the whole feed, until the others are read.
const ONE_PAGE: &str = "This is one page of several, so nothing was withdrawn.";

/// Said of a reading after one that was broken off.
const WENT_ON: &str = "This reading was broken off once, and went on from the last page it had read.";
const ANEW: &str = "The reading before this one was broken off, and this one began from the start. What that one had \
    kept stood already.";

/// One reading of a feed.
pub(super) struct Run<'a> {
    pub db: &'a Db,
    pub by: &'a Actor,
    pub now: &'a Moment,
    pub feed: Feed,
    pub claim: Claim,
    /// How many services of the feed stood before.
    pub known: usize,
    pub format: Format,
    /// What the page read last says about its place among the pages.
    page: Option<PageInfo>,
    pub counts: Counts,
    pub details: Details,
    /// Part of the feed could not be read, whatever its pages say.
    cut: bool,
    /// Keys of everything the feed names, kept or refused: none of it is gone.
    pub named: HashSet<Uuid>,
    /// Entries that name again what is named already.
    doubles: u64,
    pub organizations: HashMap<Uuid, OrganizationId>,
    pub(super) alikes: Option<Alikes>,
    /// What entries were last read from; nothing until it is asked for.
    pub(super) marks: Option<Arc<Marks>>,
    /// Entries that were as they were last read.
    pub same_entries: u64,
    /// Entries that stand twice in the feed, which are read each time.
    pub twice: Vec<Uuid>,
    /// What was found at the feed's address, when its services are elsewhere.
    pub found: Option<String>,
    pub unlisted: u64,
    pub pages: u64,
    /// Pages that were as they had been when they were last read.
    pub same_pages: u64,
    pub bytes: u64,
    pub(super) this_page: ThisPage,
}

/// What the page being read has named, and whether it was read whole.
#[derive(Default)]
pub(super) struct ThisPage {
    pub kept: Vec<Uuid>,
    pub refused: Vec<Uuid>,
    pub doubles: u64,
    pub cut: bool,
}

impl<'a> Run<'a> {
    /// Begins a reading, or goes on with one that was broken off; nothing when somebody else
    /// is reading this feed now.
    pub fn begin(db: &'a Db, by: &'a Actor, now: &'a Moment, feed: Feed) -> Result<Option<Run<'a>>, Refusal> {
        let Some(mut claim) = Claim::take(db, by.area, feed.id, now)? else { return Ok(None) };
        let known =
            db.read("see what the feed held", |tx| store_feed::standing_count(tx, by.area, feed.id))?;
        let so_far = claim.so_far.take();
        let (went_on, anew) = (so_far.is_some(), claim.anew);
        let SoFar { counts, details } = so_far.unwrap_or_default();
        claim.keep_alive();
        let mut run = Run {
            db,
            by,
            now,
            feed,
            claim,
            known,
            format: Format::Unknown,
            page: None,
            cut: false,
            counts,
            details: Details { complete: true, ..details },
            named: HashSet::new(),
            doubles: 0,
            organizations: HashMap::new(),
            alikes: None,
            marks: None,
            same_entries: 0,
            twice: Vec::new(),
            found: None,
            unlisted: 0,
            pages: 0,
            same_pages: 0,
            bytes: 0,
            this_page: ThisPage::default(),
        };
        let begins = [(went_on, WENT_ON), (anew, ANEW)].into_iter().find(|(is, _)| *is);
        begins.into_iter().for_each(|(_, how)| run.note(how.to_owned()));
        Ok(Some(run))
    }

    /// Reads one page, or all there is. Answers how many services it named for the first time.
    pub fn read(&mut self, from: impl io::Read) -> Result<usize, Refusal> {
        let before = self.named.len();
        let marks = self.marks()?;
        let mut reader = Reader::new(from).within(self.feed.id.into()).knowing(move |mark| marks.key(mark));
        self.go_through(reader.by_ref())?;
        self.end_page(reader.format(), reader.page().cloned(), reader.notes());
        Ok(self.named.len() - before)
    }

    /// Reads the tables of a data package, which hold the whole feed.
    pub fn read_package(&mut self, package: Package) -> Result<usize, Refusal> {
        let before = self.named.len();
        let marks = self.marks()?;
        let mut package = package.within(self.feed.id.into()).knowing(move |mark| marks.key(mark));
        self.go_through(package.by_ref())?;
        self.end_page(Format::Package, None, package.notes());
        Ok(self.named.len() - before)
    }

    /// By what the entries that stand were last read: looked up once a reading.
    fn marks(&mut self) -> Result<Arc<Marks>, Refusal> {
        if let Some(marks) = &self.marks {
            return Ok(marks.clone());
        }
        let marks = match self.known {
            0 => Marks::default(),
            _ => self.db.read("know the entries of a feed", |tx| {
                store_marks::marks(tx, self.by.area, self.feed.id)
            })?,
        };
        Ok(self.marks.insert(Arc::new(marks)).clone())
    }

    fn end_page(&mut self, format: Format, page: Option<PageInfo>, notes: Vec<String>) {
        for note in notes {
            self.note(note);
        }
        (self.format, self.page) = (format, page);
        self.pages += 1;
        self.doubles += self.this_page.doubles;
        self.judge();
        self.show_progress();
    }

    /// Takes a page that is as it was when it was last read: `again` when that was in an earlier
    /// run, not in the part of this one that was broken off. Answers how many services it named
    /// for the first time.
    pub fn repeat(&mut self, page: &SeenPage, again: bool) -> Result<usize, Refusal> {
        let before = self.named.len();
        self.named.extend(page.kept.iter().chain(&page.refused));
        if again {
            self.same_pages += 1;
            self.counts.unchanged += count(page.kept.len());
            self.counts.refused += count(page.refused.len());
        }
        (self.format, self.page) = (page.about.format, page.about.page.clone());
        self.pages += 1;
        self.doubles += page.about.doubles;
        self.this_page = ThisPage::default();
        self.judge();
        self.show_progress();
        if again {
            self.remember(page)?;
        }
        Ok(self.named.len() - before)
    }

    /// Remembers the page just read, when there was all of it, so that it need not be read again.
    pub fn seen(&mut self, address: &str, validators: Validators, content: [u8; 32]) -> Result<(), Refusal> {
        if self.this_page.cut {
            return Ok(());
        }
        let ThisPage { kept, refused, doubles, .. } = std::mem::take(&mut self.this_page);
        let about = About { format: self.format, page: self.page.clone(), doubles };
        self.remember(&SeenPage { address: address.to_owned(), validators, content, about, kept, refused })
    }

    fn remember(&self, page: &SeenPage) -> Result<(), Refusal> {
        let so_far = SoFar { counts: self.counts, details: self.details.clone() };
        self.db.write("remember a page of a feed", |tx| {
            self.claim.keep(tx, &so_far)?;
            store_reading::put_page(tx, self.by.area, self.feed.id, self.claim.run, page)
        })
    }

    /// Whether everything that page named and that was kept stands in the directory.
    pub fn stands(&self, page: &SeenPage) -> Result<bool, Refusal> {
        let found = self.db.read("see whether a page's services stand", |tx| {
            store_feed::standing_of(tx, self.by.area, self.feed.id, &page.kept)
        })?;
        Ok(found == page.kept.len())
    }

    pub(super) fn show_progress(&self) {
        let progress = &self.claim.progress;
        progress.pages.store(self.pages, Ordering::Relaxed);
        progress.services.store(self.named.len() as u64, Ordering::Relaxed);
        progress.bytes.store(self.bytes, Ordering::Relaxed);
        let total = self.page.as_ref().and_then(|page| page.total_pages).unwrap_or(1);
        progress.pages_total.store(total, Ordering::Relaxed);
    }

    /// What the page read last says about its place among the pages.
    pub fn page(&self) -> Option<&PageInfo> {
        self.page.as_ref()
    }

    /// The services are not at the feed's address but below it.
    pub fn is_root(&mut self, root: Root) {
        self.note(root.says.clone());
        self.found = Some(root.says);
    }

    /// A page of several, or one service, says nothing of what else the feed holds.
    fn judge(&mut self) {
        let alone = self.page.as_ref().is_none_or(|page| {
            page.total_pages.is_none_or(|pages| pages <= 1) && page.last_page != Some(false)
        });
        if matches!(self.format, Format::Single | Format::Unknown) {
            self.partial("This is not a whole feed, so nothing was withdrawn.");
        } else if self.named.is_empty() {
            self.partial("The feed names no service at all, so nothing was withdrawn.");
        } else if !alone {
            self.details.complete = false;
            self.note(ONE_PAGE.to_owned());
        }
    }

    /// All pages were read, one after the other: together they are the whole feed, unless
    /// part of one could not be read.
    pub fn is_whole(&mut self) {
        self.details.complete = !self.cut;
        self.details.notes.retain(|note| note != ONE_PAGE);
    }

    /// Part of the feed is missing, and why.
    pub fn partial(&mut self, why: &str) {
        self.cut = true;
        self.this_page.cut = true;
        self.details.complete = false;
        self.details.notes.retain(|note| note != ONE_PAGE);
        self.note(why.to_owned());
    }

    /// Whether the feed says it holds more than was read of it.
    pub fn count_up(&mut self) {
        let said = self.page.as_ref().and_then(|page| page.total_items).unwrap_or(0);
        let found = self.named.len() as u64 + self.doubles;
        if self.details.complete && said > found {
            self.partial(&format!(
                "The feed says it holds {said} services and names {found}, so nothing was withdrawn."
            ));
        }
    }

    pub fn note(&mut self, note: String) {
        if self.details.notes.len() < MOST_LISTED && !self.details.notes.contains(&note) {
            self.details.notes.push(note);
        }
    }
}

pub(super) fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
