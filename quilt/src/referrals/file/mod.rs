//! Referrals from a file: what a practice or a council can export, read whatever program
//! saved it, line by line, with a report that says of every line what became of it.
//!
//! A file may be sent again as often as one likes: what is here already stays as it is.
//! Each line is taken in whole or not at all. docs/running/referrals-file.md is the page for
//! whoever prepares one.

mod columns;
mod decode;
mod line;
mod report;
mod table;
#[cfg(test)]
mod tests;

use ::store::{Db, Tx};

use self::columns::{Column, Heading};
use self::line::{Setting, Understood, understand};
pub use self::report::{FileReport, LineReport, Outcome};
use self::table::Table;
use super::refer::refer_since;
use super::{Source, store};
use crate::access::Actor;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::{self, SchemeId};

/// Lines written in one transaction.
const BATCH: usize = 50;

/// A line understood, with its number.
type Good = (usize, Understood);

/// Says what taking the file in would do, and does nothing.
///
/// # Errors
/// When the database cannot be asked.
pub fn preview(
    db: &Db,
    by: &Actor,
    now: &Moment,
    bytes: &[u8],
    scheme: Option<SchemeId>,
) -> Result<FileReport, Refusal> {
    let (good, mut report) = read(db, by, now, bytes, scheme)?;
    let mut met: Vec<&str> = Vec::new();
    for (line, understood) in &good {
        let key = understood.draft.source_key.as_deref().unwrap_or_default();
        let known = db.read("look for a line of a file", |tx| {
            store::select_by_source(tx, by.area, Source::File.code(), key)
        })?;
        let outcome = match known {
            Some(known) => Outcome::Here { reference: Some(known.reference) },
            None if met.contains(&key) => Outcome::Here { reference: None },
            None => Outcome::Taken { reference: None, notes: understood.notes.clone() },
        };
        met.push(key);
        report.say(*line, outcome);
    }
    Ok(report.ordered())
}

/// Takes the file in.
///
/// # Errors
/// When the database cannot be asked at the beginning; later, lines that could not be
/// written are in the report, and the file can be sent again.
pub fn import(
    db: &Db,
    by: &Actor,
    now: &Moment,
    bytes: &[u8],
    scheme: Option<SchemeId>,
) -> Result<FileReport, Refusal> {
    let (good, mut report) = read(db, by, now, bytes, scheme)?;
    for batch in good.chunks(BATCH) {
        // One line the database will not have must not cost the other forty-nine.
        let outcomes = take_in(db, by, now, batch).unwrap_or_else(|_| one_by_one(db, by, now, batch));
        for ((line, _), outcome) in batch.iter().zip(outcomes) {
            report.say(*line, outcome);
        }
    }
    Ok(report.ordered())
}

/// Everything that can be known before anything is written.
fn read(
    db: &Db,
    by: &Actor,
    now: &Moment,
    bytes: &[u8],
    scheme: Option<SchemeId>,
) -> Result<(Vec<Good>, FileReport), Refusal> {
    let schemes = db.read("know the schemes", |tx| settings::schemes(tx, by.area))?;
    let table = Table::read(&decode::decode(bytes));
    let mut report = FileReport::default();
    if let Some(line) = table.open_quote {
        report.broken = Some(format!(
            "A quotation mark opens on line {line} and is never closed, so nothing from line {line} on could be read. \
             Close it and send the file again: the lines before it are not taken twice."
        ));
    }
    let Some((first, records)) = table.records.split_first() else {
        report.broken.get_or_insert_with(|| "The file is empty.".into());
        return Ok((Vec::new(), report));
    };
    let heading = Heading::read(&first.cells);
    report.unknown.clone_from(&heading.unknown);
    if ![Column::Name, Column::First, Column::Last].into_iter().any(|column| heading.has(column)) {
        report.broken =
            Some("The first line must name the columns, and one of them must be the name.".into());
        return Ok((Vec::new(), report));
    }
    let setting = Setting { heading: &heading, by, now, schemes: &schemes, scheme };
    let mut good = Vec::new();
    for record in records {
        match understand(&setting, record) {
            Ok(understood) => good.push((record.line, understood)),
            Err(why) => report.say(record.line, Outcome::Refused { why }),
        }
    }
    Ok((good, report))
}

fn take_in(db: &Db, by: &Actor, now: &Moment, batch: &[Good]) -> Result<Vec<Outcome>, Refusal> {
    db.write("take in lines of a file", |tx| {
        batch.iter().map(|(_, understood)| take(tx, by, now, understood)).collect()
    })
}

fn one_by_one(db: &Db, by: &Actor, now: &Moment, batch: &[Good]) -> Vec<Outcome> {
    let one =
        |(_, understood): &Good| db.write("take in a line of a file", |tx| take(tx, by, now, understood));
    let refused = |refusal: Refusal| Outcome::Refused {
        why: vec![format!("It could not be saved: {refusal} Send the file again.")],
    };
    batch.iter().map(|good| one(good).unwrap_or_else(refused)).collect()
}

fn take(tx: &mut Tx<'_>, by: &Actor, now: &Moment, understood: &Understood) -> Result<Outcome, Refusal> {
    let Understood { draft, asked_at, notes } = understood;
    let key = draft.source_key.as_deref().unwrap_or_default();
    if let Some(known) = store::select_by_source(tx, by.area, draft.source.code(), key)? {
        return Ok(Outcome::Here { reference: Some(known.reference) });
    }
    let referral = refer_since(tx, by, now, draft, *asked_at)?;
    Ok(Outcome::Taken { reference: Some(referral.reference), notes: notes.clone() })
}
