//! Taking a file in: all of it in one transaction, or none. What a file says of a month and a kind
//! replaces everything that stood there, so that the same file twice is the same as once.

use std::collections::{BTreeSet, HashMap};
use std::io::{self, BufRead};

use ::store::{Db, Tx};
use uuid::Uuid;

use super::lines::{Line, Lines, MARKED};
use super::read::{Columns, Traits, UseRow};
use super::{Month, Report, UseKey, UseKind, store};
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::schemes;

/// What to do with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// Say what would come of it.
    Previewed,
    Kept,
}

/// How many rows are written at once.
const BATCH: usize = 150;

/// Why the transaction is not kept.
enum Stopped {
    Refused(Refusal),
    /// All was read, and is not to be kept.
    Seen(Box<Report>),
}

impl From<::store::Error> for Stopped {
    fn from(error: ::store::Error) -> Stopped {
        Stopped::Refused(error.into())
    }
}

impl From<Refusal> for Stopped {
    fn from(refusal: Refusal) -> Stopped {
        Stopped::Refused(refusal)
    }
}

/// Reads a file, and keeps it when it is to be kept and nothing is wrong with it. `open` gives it
/// from its beginning; it may be asked again.
///
/// # Errors
/// When it is no file of the tool's, was made with another salt, or cannot be read.
pub fn import<R: BufRead>(
    db: &Db,
    by: &Actor,
    now: &Moment,
    taken: Taken,
    mut open: impl FnMut() -> io::Result<R>,
) -> Result<Report, Refusal> {
    let done = db.write("take in what people used", |tx| {
        let mut report = read(tx, by, now, open().map_err(unreadable)?)?;
        if taken == Taken::Previewed || !report.is_clean() {
            return Err(Stopped::Seen(Box::new(report)));
        }
        report.kept = true;
        store::insert_import(tx, by, now, &report)?;
        line(by, now, "use.imported", now.id::<Uuid>())
            .fact("what", report.what)
            .fact("rows", report.rows)
            .fact("people", report.people)
            .fact("first_month", report.months.map(|(first, _)| first.to_string()))
            .fact("last_month", report.months.map(|(_, last)| last.to_string()))
            .record(tx)?;
        Ok(report)
    });
    match done {
        Ok(report) => Ok(report),
        Err(Stopped::Seen(report)) => Ok(*report),
        Err(Stopped::Refused(refusal)) => Err(refusal),
    }
}

/// Forgets all of it, so that a new salt may be begun with.
pub fn forget(tx: &mut Tx<'_>, by: &Actor, now: &Moment) -> Result<(), Refusal> {
    store::delete_all(tx, by.area)?;
    line(by, now, "use.forgotten", now.id::<Uuid>()).record(tx)
}

fn unreadable(error: io::Error) -> Refusal {
    Refusal::invalid("file", format!("The file cannot be read: {error}."))
}

fn refused(sentence: impl Into<String>) -> Refusal {
    Refusal::invalid("file", sentence)
}

fn read(tx: &mut Tx<'_>, by: &Actor, now: &Moment, from: impl BufRead) -> Result<Report, Refusal> {
    let mut lines = Lines::new(from);
    let first = lines.next().map_err(unreadable)?;
    check_salt(tx, by, now, first.as_ref())?;
    let Some(Line::Cells(names)) = lines.next().map_err(unreadable)? else {
        return Err(refused("The file has no line that names its columns."));
    };
    let columns = Columns::of(&names);
    let has = |wanted: &[&str]| wanted.iter().all(|name| columns.has(name));
    if has(&["key", "month", "kind", "count"]) {
        read_use(tx, by, now, &mut lines, &columns)
    } else if has(&["key", "began"]) {
        super::starts::read_starts(tx, by, now, &mut lines, &columns)
    } else {
        Err(refused(
            "The columns are not the ones this takes: key, month, kind, count; or key, began for a list of journeys.",
        ))
    }
}

/// The first line carries the salt's mark; the first file of an area decides which salt it is.
fn check_salt(tx: &mut Tx<'_>, by: &Actor, now: &Moment, first: Option<&Line>) -> Result<(), Refusal> {
    let text = match first {
        Some(Line::Cells(cells)) => cells.join(", "),
        _ => String::new(),
    };
    let mark = text
        .strip_prefix(MARKED.trim_end())
        .map(str::trim)
        .filter(|mark| mark.len() == 16 && mark.bytes().all(|b| b.is_ascii_hexdigit()));
    let Some(mark) = mark else {
        return Err(refused(
            "This file was not made by “quilt pseudonymise”: its first line does not say under which salt. Nothing was read of it.",
        ));
    };
    match store::select_mark(tx, by.area)? {
        Some(ours) if ours != mark => Err(refused(format!(
            "This file was made with another salt ({mark}) than what is here ({ours}), so nobody in it can be matched. \
             Make it again with the same salt, or forget what is here first."
        ))),
        Some(_) => Ok(()),
        None => store::insert_mark(tx, by.area, mark, now.at),
    }
}

/// The next line's cells, once for each line; what is wrong is named in the report.
pub(super) fn next_cells<R: BufRead>(
    lines: &mut Lines<R>,
    columns: &Columns,
    report: &mut Report,
) -> Result<Option<Vec<String>>, Refusal> {
    loop {
        match lines.next().map_err(unreadable)? {
            None => return Ok(None),
            Some(Line::Cells(cells)) if cells.len() == columns.count() => return Ok(Some(cells)),
            Some(Line::Cells(_)) => {
                report.problem(lines.number, "it has more or fewer cells than there are columns");
            }
            Some(Line::Broken) => report.problem(lines.number, "it cannot be read as a line of columns"),
        }
    }
}

fn read_use<R: BufRead>(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    lines: &mut Lines<R>,
    columns: &Columns,
) -> Result<Report, Refusal> {
    let mut report = Report { what: "use", ..Report::default() };
    let mut people: HashMap<UseKey, Traits> = HashMap::new();
    let mut cleared: BTreeSet<(Month, UseKind)> = BTreeSet::new();
    let (mut batch, mut began) = (Vec::with_capacity(BATCH), 0);
    let this = Month::of(now.today());
    while let Some(cells) = next_cells(lines, columns, &mut report)? {
        let row = match columns.use_row(&cells, this) {
            Ok(row) => row,
            Err(why) => {
                report.problem(lines.number, why);
                continue;
            }
        };
        note(&row, lines.number, &mut people, &mut report);
        if cleared.insert((row.month, row.kind)) {
            report.replaced += store::delete_month(tx, by.area, row.month, row.kind)?;
        }
        if batch.is_empty() {
            began = lines.number;
        }
        batch.push(row);
        if batch.len() == BATCH {
            write(tx, by, &mut batch, (began, lines.number), &mut report)?;
        }
    }
    write(tx, by, &mut batch, (began, lines.number), &mut report)?;
    keep_people(tx, by, &people, &mut report)?;
    if report.rows == 0 && report.is_clean() {
        report.problem(lines.number, "there is nothing in this file but the names of its columns");
    }
    Ok(report)
}

fn note(row: &UseRow, line: u64, people: &mut HashMap<UseKey, Traits>, report: &mut Report) {
    report.rows += 1;
    report.covers(row.month);
    if *people.entry(row.key).or_insert(row.traits) != row.traits {
        report.problem(line, "it says another group, age or fifth of this person than a line before");
    }
}

/// Writes some rows; a person's month that stands twice is known by its not being taken.
fn write(
    tx: &mut Tx<'_>,
    by: &Actor,
    batch: &mut Vec<UseRow>,
    (from, to): (u64, u64),
    report: &mut Report,
) -> Result<(), Refusal> {
    let written = store::insert_months(tx, by.area, batch)?;
    let twice = u64::try_from(batch.len()).unwrap_or(u64::MAX).saturating_sub(written);
    if twice > 0 {
        report.problem(
            to,
            format!("between line {from} and this one, {twice} say a month of a person that was said before"),
        );
    }
    batch.clear();
    Ok(())
}

fn keep_people(
    tx: &mut Tx<'_>,
    by: &Actor,
    people: &HashMap<UseKey, Traits>,
    report: &mut Report,
) -> Result<(), Refusal> {
    let all: Vec<(&UseKey, &Traits)> = people.iter().collect();
    for some in all.chunks(BATCH) {
        store::upsert_people(tx, by.area, some)?;
    }
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    report.people = count(people.len());
    report.compares = count(people.values().filter(|traits| traits.compares).count());
    let begun = store::select_begun(tx, by.area)?;
    report.unknown = count(people.iter().filter(|(key, it)| !it.compares && !begun.contains(*key)).count());
    Ok(())
}

/// A list of schemes by name, in small letters.
pub(super) fn scheme_names(
    tx: &mut Tx<'_>,
    by: &Actor,
) -> Result<HashMap<String, crate::settings::SchemeId>, Refusal> {
    Ok(schemes(tx, by.area)?.into_iter().map(|scheme| (scheme.name.to_lowercase(), scheme.id)).collect())
}
