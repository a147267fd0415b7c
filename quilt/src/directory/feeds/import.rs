//! Reading a feed from wherever it is: anything that can be read, a file, or the web page by page.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ::store::Db;
use sha2::{Digest, Sha256};

use super::FeedSource;
use super::paging::{Onward, Paging};
use super::reach::Reach;
use super::report::{Feed, ImportReport};
use super::retry::Patience;
use super::root::{Root, services_below};
use super::run::Run;
use super::seen::{SeenPage, Validators};
use super::tables::{read_either, read_folder};
use super::web::{Answer, Failure, Fresh, Web};
use super::{store as store_feed, store_reading};
use crate::access::Actor;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// How much of a feed is read from the web, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes of one answer, unpacked.
    pub answer: u64,
    /// Bytes of all answers of one reading, unpacked.
    pub feed: u64,
    /// How long one reading may take.
    pub run: Duration,
    /// How long a server may take to begin its answer, and to finish it.
    pub response: Duration,
    pub body: Duration,
    pub patience: Patience,
}

impl Default for Bounds {
    fn default() -> Bounds {
        Bounds {
            answer: 2 << 30,
            feed: 4 << 30,
            run: Duration::from_secs(3_600),
            response: Duration::from_secs(60),
            body: Duration::from_secs(900),
            patience: Patience::default(),
        }
    }
}

/// What a reading needs: the records, whoever has it done, the moment, and how far it may go.
pub struct Reading<'a> {
    pub db: &'a Db,
    pub by: &'a Actor,
    pub now: &'a Moment,
    pub reach: Reach,
    pub bounds: Bounds,
    /// Set when Quilt is being stopped.
    pub stop: &'a AtomicBool,
}

/// Reads a whole feed and keeps what it says. A feed that cannot be read at all is no
/// error: the report says so.
///
/// # Errors
/// When the database cannot take it, or the feed is being read already.
pub fn import_feed(
    db: &Db,
    by: &Actor,
    now: &Moment,
    source: &FeedSource,
    from: impl Read,
) -> Result<ImportReport, Refusal> {
    let mut run = known_run(db, by, now, source)?;
    let mut hashed = Hashed { from, hash: Sha256::new(), bytes: 0 };
    run.read(&mut hashed)?;
    run.bytes = hashed.bytes;
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
    let by = Actor::program(area, "Quilt");
    let stop = AtomicBool::new(false);
    read_file(
        &Reading { db, by: &by, now, reach: Reach::Anywhere, bounds: Bounds::default(), stop: &stop },
        path,
    )
}

/// Reads a feed from its web address, wherever that is, following its pages.
///
/// # Errors
/// As [`read_address`].
pub fn import_directory_url(
    db: &Db,
    area: AreaId,
    now: &Moment,
    address: &str,
) -> Result<ImportReport, Refusal> {
    let by = Actor::program(area, "Quilt");
    let stop = AtomicBool::new(false);
    let reading =
        Reading { db, by: &by, now, reach: Reach::Anywhere, bounds: Bounds::default(), stop: &stop };
    read_address(&reading, address)
}

/// Reads a feed from its web address, following the pages of an Open Referral UK API.
///
/// # Errors
/// When nothing can be read from an address nobody has read before, when the feed is being read
/// already, or when the database cannot take it. What goes wrong otherwise stands in the report,
/// and nothing is withdrawn.
pub fn read_address(reading: &Reading<'_>, address: &str) -> Result<ImportReport, Refusal> {
    let mut web = Web::new(reading.reach, reading.bounds, reading.now.at, reading.stop);
    let area = reading.by.area;
    let known = reading.db.read("find the feed", |tx| store_feed::feed_at(tx, area, address))?;
    if let Some(feed) = known {
        return read_pages(reading, &mut web, feed, None);
    }
    // Nothing is written down of an address nothing can be read from.
    let first = first_answer(&mut web, address).map_err(|failure| Refusal::not_now(failure.why))?;
    let host = address.parse::<ureq::http::Uri>().ok().and_then(|uri| uri.host().map(str::to_owned));
    let source = FeedSource { name: host.unwrap_or_else(|| address.to_owned()), address: address.to_owned() };
    let feed = reading
        .db
        .write("know the feed", |tx| store_feed::keep_feed(tx, reading.by, reading.now, &source))?;
    read_pages(reading, &mut web, feed, first)
}

/// What stands at an address; nothing where only what is below it answers.
fn first_answer(web: &mut Web<'_>, address: &str) -> Result<Option<Answer>, Failure> {
    let none = Validators::default();
    match (web.get(address, &none), services_below(address)) {
        (Err(failure), Some(below)) if failure.elsewhere => match web.get(&below, &none) {
            Ok(_) => Ok(None),
            Err(_) => Err(failure),
        },
        (answer, _) => answer.map(Some),
    }
}

/// Reads a feed that is known, from the web.
pub(super) fn read_known(reading: &Reading<'_>, feed: Feed) -> Result<ImportReport, Refusal> {
    let mut web = Web::new(reading.reach, reading.bounds, reading.now.at, reading.stop);
    read_pages(reading, &mut web, feed, None)
}

fn read_pages(
    reading: &Reading<'_>,
    web: &mut Web<'_>,
    feed: Feed,
    mut first: Option<Answer>,
) -> Result<ImportReport, Refusal> {
    let mut at = feed.address.clone();
    let mut paging = Paging::new(&at);
    let mut run = Run::begin(reading.db, reading.by, reading.now, feed)?.ok_or_else(being_read)?;
    // Why there is nothing at the address itself, while we look below it.
    let mut not_here: Option<Failure> = None;
    loop {
        let new = match one_page(web, &mut run, &at, first.take())? {
            Ok(Came::Named(new)) => new,
            Ok(Came::Root(root)) => {
                (at, paging) = (root.services.clone(), Paging::new(&root.services));
                run.is_root(root);
                continue;
            }
            Err(_) if reading.stop.load(Ordering::Relaxed) => {
                return Err(Refusal::not_now("Quilt was stopped. The reading goes on when it runs again."));
            }
            Err(failure) if paging.read() == 0 => match below(&at, &failure, &run, not_here.as_ref()) {
                Some(services) => {
                    (at, paging) = (services.clone(), Paging::new(&services));
                    not_here = Some(failure);
                    continue;
                }
                None => return run.fail(&not_here.unwrap_or(failure)),
            },
            Err(failure) => {
                run.partial(&format!("{} Nothing was withdrawn.", failure.why));
                return run.end();
            }
        };
        if not_here.take().is_some() {
            run.is_root(Root::silent(at.clone()));
        }
        match run.goes_on(paging.onward(run.page(), new)) {
            Some(next) => at = next,
            None => return run.end(),
        }
    }
}

/// Where else to look when there is no feed at the address given: once, right below it.
fn below(at: &str, failure: &Failure, run: &Run<'_>, not_here: Option<&Failure>) -> Option<String> {
    let may = failure.elsewhere && run.found.is_none() && not_here.is_none();
    services_below(at).filter(|_| may)
}

impl Run<'_> {
    /// Takes in where the pages lead: the next one, or nothing when they have ended.
    fn goes_on(&mut self, onward: Onward) -> Option<String> {
        match onward {
            Onward::To(next) => return Some(next),
            Onward::Whole => self.is_whole(),
            Onward::OnePage => {}
            Onward::Stop(why) => self.partial(&format!("{why} Nothing was withdrawn.")),
        }
        None
    }
}

fn being_read() -> Refusal {
    Refusal::not_now("This feed is being read just now. Look at what comes of it, or try again in a minute.")
}

/// What an address came to.
enum Came {
    /// A page, and how many services it named for the first time.
    Named(usize),
    /// The root of an API, whose services are elsewhere.
    Root(Root),
}

/// One page: passed over when a reading that was broken off had it, asked for only if it has
/// changed, and read.
fn one_page(
    web: &mut Web<'_>,
    run: &mut Run<'_>,
    at: &str,
    given: Option<Answer>,
) -> Result<Result<Came, Failure>, Refusal> {
    let (area, feed, this) = (run.by.area, run.feed.id, run.claim.run);
    let seen = run.db.read("see how a page was", |tx| store_reading::seen_page(tx, area, feed, this, at))?;
    if let Some((page, true)) = &seen {
        return run.repeat(page, false).map(named);
    }
    let before = match seen {
        Some((page, _)) if run.stands(&page)? => Some(page),
        _ => None,
    };
    let known = before.as_ref().map(|page| page.validators.clone()).unwrap_or_default();
    let answer = match given {
        Some(answer) => answer,
        None => match web.get(at, &known) {
            Ok(answer) => answer,
            Err(failure) => return Ok(Err(failure)),
        },
    };
    run.bytes = web.bytes;
    match (answer, before) {
        (Answer::Same, Some(page)) => run.repeat(&page, true).map(named),
        (Answer::Same, None) => {
            Ok(Err(Failure::from(format!("{at} says that nothing has changed, and was not asked."))))
        }
        (Answer::Fresh(fresh), Some(page)) if fresh.cut.is_none() && fresh.content == page.content => {
            run.repeat(&SeenPage { validators: fresh.validators, ..page }, true).map(named)
        }
        (Answer::Fresh(fresh), _) => read_fresh(run, at, fresh).map(Ok),
    }
}

fn named(new: usize) -> Result<Came, Failure> {
    Ok(Came::Named(new))
}

fn read_fresh(run: &mut Run<'_>, at: &str, mut fresh: Fresh) -> Result<Came, Refusal> {
    let begins = run.pages == 0 && run.found.is_none();
    if begins && let Ok(Some(root)) = Root::of(at, &mut fresh.file) {
        return Ok(Came::Root(root));
    }
    let notes = std::mem::take(&mut fresh.notes);
    notes.into_iter().for_each(|note| run.note(note));
    let new = read_either(run, &mut fresh.file)?;
    match fresh.cut {
        Some(why) => run.partial(&format!("{why} What was whole was kept, and nothing was withdrawn.")),
        None => run.seen(at, fresh.validators, fresh.content)?,
    }
    Ok(Came::Named(new))
}

/// What a feed that is a file is told by: its name, wherever it lies.
pub fn file_address(path: &Path) -> String {
    format!("file:{}", path.file_name().unwrap_or_default().to_string_lossy())
}

/// Reads a feed from a file, or from a folder of the tables of a data package.
///
/// # Errors
/// When the file cannot be opened, the feed is being read already, or the database cannot take it.
pub fn read_file(reading: &Reading<'_>, path: &Path) -> Result<ImportReport, Refusal> {
    let unread = |why: io::Error| Refusal::not_now(format!("{} could not be opened: {why}.", path.display()));
    let mut file = File::open(path).map_err(unread)?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let source = FeedSource { name, address: file_address(path) };
    let mut run = known_run(reading.db, reading.by, reading.now, &source)?;
    let (area, feed, this) = (run.by.area, run.feed.id, run.claim.run);
    let seen = run
        .db
        .read("see how a page was", |tx| store_reading::seen_page(tx, area, feed, this, &source.address))?;
    let length = file.metadata().map_err(unread)?;
    if length.is_dir() {
        let content = read_folder(&mut run, path)?;
        run.seen(&source.address, Validators::default(), content)?;
        return run.end();
    }
    if length.is_file() {
        let content = hash(&mut file).map_err(unread)?;
        file.rewind().map_err(unread)?;
        run.bytes = length.len();
        if let Some((page, _)) = seen.filter(|(page, _)| page.content == content)
            && run.stands(&page)?
        {
            run.repeat(&page, true)?;
            return run.end();
        }
        read_either(&mut run, &mut file)?;
        run.seen(&source.address, Validators::default(), content)?;
        return run.end();
    }
    // A pipe can be read once only.
    let mut hashed = Hashed { from: file, hash: Sha256::new(), bytes: 0 };
    run.read(&mut hashed)?;
    run.bytes = hashed.bytes;
    run.end()
}

fn known_run<'a>(
    db: &'a Db,
    by: &'a Actor,
    now: &'a Moment,
    source: &FeedSource,
) -> Result<Run<'a>, Refusal> {
    let feed = db.write("know the feed", |tx| store_feed::keep_feed(tx, by, now, source))?;
    Run::begin(db, by, now, feed)?.ok_or_else(being_read)
}

fn hash(from: &mut impl Read) -> io::Result<[u8; 32]> {
    let mut hashed = Hashed { from, hash: Sha256::new(), bytes: 0 };
    io::copy(&mut hashed, &mut io::sink())?;
    Ok(hashed.hash.finalize().into())
}

struct Hashed<R> {
    from: R,
    hash: Sha256,
    bytes: u64,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into)?;
        self.hash.update(&into[..read]);
        self.bytes += read as u64;
        Ok(read)
    }
}
