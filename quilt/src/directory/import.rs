//! Reading a directory feed: what is new is added, what changed is updated, what is the
//! same is left alone, and what a whole feed no longer names is withdrawn. What people
//! here know of a service is never touched.
//!
//! The feed is read as a stream and kept in short transactions, so a large one neither
//! fills the machine nor holds anybody up; broken off in the middle, it is simply read again.

use std::collections::{HashMap, HashSet};
use std::io;
use std::path::Path;

use ::store::Db;
use openreferral::{Format, PageInfo, Read, Reader, Refused, Step};
use uuid::Uuid;

use super::keeping::{Counts, Keeping};
use super::report::{Details, Feed, FeedRun, ImportReport, format_word};
use super::{store, store_feed};
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::{AreaId, OrganizationId};

/// How many services one transaction keeps.
const BATCH: usize = 200;

/// Said of a page that is not the whole feed, until the others are read.
const ONE_PAGE: &str = "This is one page of several, so nothing was withdrawn.";

/// Which feed is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedSource {
    pub name: String,
    /// What tells one feed from another: the web address, or `file:` and a file's name.
    pub address: String,
}

/// Reads a whole feed and keeps what it says. A feed that cannot be read at all is no
/// error: the report says so.
///
/// # Errors
/// Only when the database cannot take it.
pub fn import_feed(
    db: &Db,
    by: &Actor,
    now: &Moment,
    source: &FeedSource,
    from: impl io::Read,
) -> Result<ImportReport, Refusal> {
    let mut run = Run::begin(db, by, now, source)?;
    run.read(from)?;
    run.end()
}

/// Reads a feed from a file. The file's name is the feed's, so that next month's copy
/// under the same name is the same feed.
///
/// # Errors
/// When the file cannot be opened, or the database cannot take it.
pub fn import_directory_path(
    db: &Db,
    area: AreaId,
    now: &Moment,
    path: &Path,
) -> Result<ImportReport, Refusal> {
    let file = std::fs::File::open(path)
        .map_err(|why| Refusal::not_now(format!("{} could not be opened: {why}.", path.display())))?;
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let source =
        FeedSource { name: part(path.file_stem()), address: format!("file:{}", part(path.file_name())) };
    import_feed(db, &Actor::program(area, "Quilt"), now, &source, io::BufReader::new(file))
}

/// One reading of a feed, of one page or several.
pub(super) struct Run<'a> {
    db: &'a Db,
    by: &'a Actor,
    now: &'a Moment,
    feed: Feed,
    format: Format,
    /// What the page read last says about its place among the pages.
    page: Option<PageInfo>,
    counts: Counts,
    details: Details,
    /// Part of the feed could not be read, whatever its pages say.
    cut: bool,
    /// Keys of everything the feed names, kept or refused: none of it is gone.
    named: HashSet<String>,
    organizations: HashMap<Uuid, OrganizationId>,
    unlisted: u64,
}

impl<'a> Run<'a> {
    pub fn begin(
        db: &'a Db,
        by: &'a Actor,
        now: &'a Moment,
        source: &FeedSource,
    ) -> Result<Run<'a>, Refusal> {
        let feed = db.write("know the feed", |tx| store_feed::keep_feed(tx, by, now, source))?;
        Ok(Run {
            db,
            by,
            now,
            feed,
            format: Format::Unknown,
            page: None,
            cut: false,
            counts: Counts::default(),
            details: Details { complete: true, ..Details::default() },
            named: HashSet::new(),
            organizations: HashMap::new(),
            unlisted: 0,
        })
    }

    /// Reads one page, or all there is. Answers how many services it named for the first time.
    pub fn read(&mut self, from: impl io::Read) -> Result<usize, Refusal> {
        let before = self.named.len();
        let mut reader = Reader::new(from).within(self.feed.id.into());
        let mut batch: Vec<Read> = Vec::with_capacity(BATCH);
        for step in reader.by_ref() {
            match step {
                Step::Kept(read) => self.take(*read, &mut batch),
                Step::Refused(refused) => self.refuse(refused),
                Step::Same { id, .. } => {
                    self.named.insert(id.to_string());
                }
                Step::Twin { at, name, .. } => {
                    self.note(format!(
                        "“{name}” is there twice, word for word; the second, {at}, was left out."
                    ));
                }
            }
            if batch.len() >= BATCH {
                self.keep(&std::mem::take(&mut batch))?;
            }
        }
        self.keep(&batch)?;
        for note in reader.notes() {
            self.note(note);
        }
        self.format = reader.format();
        self.page = reader.page().cloned();
        self.judge();
        Ok(self.named.len() - before)
    }

    /// What the page read last says about its place among the pages.
    pub fn page(&self) -> Option<&PageInfo> {
        self.page.as_ref()
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
        self.details.complete = false;
        self.details.notes.retain(|note| note != ONE_PAGE);
        self.note(why.to_owned());
    }

    /// Whether the feed says it holds more than was read of it.
    fn count_up(&mut self) {
        let said = self.page.as_ref().and_then(|page| page.total_items).unwrap_or(0);
        let found = self.named.len();
        if self.details.complete && said > found as u64 {
            self.partial(&format!(
                "The feed says it holds {said} services and names {found}, so nothing was withdrawn."
            ));
        }
    }

    fn note(&mut self, note: String) {
        if self.details.notes.len() < openreferral::limits::LISTED && !self.details.notes.contains(&note) {
            self.details.notes.push(note);
        }
    }

    fn take(&mut self, read: Read, batch: &mut Vec<Read>) {
        if !self.named.insert(read.service.id.to_string()) {
            return;
        }
        for repair in &read.repairs {
            self.counts.repaired += 1;
            if self.details.repairs.len() < openreferral::limits::LISTED {
                self.details.repairs.push(repair.clone());
            } else {
                self.unlisted += 1;
            }
        }
        batch.push(read);
    }

    fn refuse(&mut self, refused: Refused) {
        self.counts.refused += 1;
        match &refused.id {
            // It is still in the feed, only not as it should be: what we have of it stays.
            Some(id) => {
                let published = Uuid::parse_str(id).ok().filter(|id| !id.is_nil());
                let key = published.unwrap_or_else(|| Uuid::new_v5(&self.feed.id.into(), id.as_bytes()));
                self.named.insert(key.to_string());
            }
            None => self.partial("Part of the feed could not be read, so nothing was withdrawn."),
        }
        if self.details.refusals.len() < openreferral::limits::LISTED {
            self.details.refusals.push(refused);
        } else {
            self.unlisted += 1;
        }
    }

    fn keep(&mut self, batch: &[Read]) -> Result<(), Refusal> {
        if batch.is_empty() {
            return Ok(());
        }
        let (counts, organizations) = self.db.write("keep services of a feed", |tx| {
            let mut keeping = Keeping {
                by: self.by,
                now: self.now,
                feed: &self.feed,
                organizations: self.organizations.clone(),
                counts: self.counts,
            };
            keeping.all(tx, batch)?;
            Ok::<_, Refusal>((keeping.counts, keeping.organizations))
        })?;
        (self.counts, self.organizations) = (counts, organizations);
        Ok(())
    }

    fn withdraw_what_is_gone(&mut self) -> Result<(), Refusal> {
        let standing = self
            .db
            .read("see what the feed held", |tx| store_feed::standing(tx, self.by.area, self.feed.id))?;
        let gone: Vec<_> = standing.into_iter().filter(|(_, key, _)| !self.named.contains(key)).collect();
        for some in gone.chunks(BATCH) {
            self.counts.withdrawn += self.db.write("withdraw what a feed no longer names", |tx| {
                let mut withdrawn = 0;
                for (id, _, name) in some {
                    if store::withdraw(tx, self.by.area, *id, self.now)? {
                        withdrawn += 1;
                        line(self.by, self.now, "service.withdrawn", *id)
                            .fact("name", name.as_str())
                            .fact("feed", self.feed.name.as_str())
                            .record(tx)?;
                    }
                }
                store::moved_on(tx, self.by.area)?;
                Ok::<i64, Refusal>(withdrawn)
            })?;
        }
        Ok(())
    }

    /// Withdraws what is gone, and writes the run down.
    pub fn end(mut self) -> Result<ImportReport, Refusal> {
        self.count_up();
        if self.details.complete {
            self.withdraw_what_is_gone()?;
        }
        if self.unlisted > 0 {
            let more = self.unlisted;
            self.note(format!("{more} more were mended or refused and are not listed."));
        }
        let run = FeedRun {
            id: self.now.id(),
            feed: self.feed.id,
            at: self.now.at,
            format: format_word(self.format).to_owned(),
            added: self.counts.added,
            changed: self.counts.changed,
            unchanged: self.counts.unchanged,
            withdrawn: self.counts.withdrawn,
            refused: self.counts.refused,
            repaired: self.counts.repaired,
        };
        self.db.write("write down how a feed was read", |tx| {
            store_feed::insert_run(tx, self.by.area, &run, &self.details)?;
            line(self.by, self.now, "feed.read", self.feed.id)
                .fact("name", self.feed.name.as_str())
                .fact("added", run.added)
                .fact("changed", run.changed)
                .fact("unchanged", run.unchanged)
                .fact("withdrawn", run.withdrawn)
                .fact("refused", run.refused)
                .fact("mended", run.repaired)
                .fact("whole", self.details.complete)
                .record(tx)
        })?;
        Ok(ImportReport { feed_name: self.feed.name, run, details: self.details })
    }
}
