//! When people's journeys began, under their keys: read from a list the tool was run on, or worked
//! out here from the people of the schemes, with the salt at hand for the time of one command.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

use ::store::Tx;
use uuid::Uuid;

use super::import::{next_cells, scheme_names};
use super::lines::Lines;
use super::read::Columns;
use super::{Month, Report, Salt, UseKey, store};
use crate::access::Actor;
use crate::line::line;
use crate::moment::{Moment, local};
use crate::people::NhsNumber;
use crate::refusal::Refusal;
use crate::settings::SchemeId;

/// When and in which scheme a first journey began.
pub(super) type Starts = BTreeMap<UseKey, (Month, Option<SchemeId>)>;

/// Reads a list of who began when; it replaces the one before.
pub(super) fn read_starts<R: BufRead>(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    lines: &mut Lines<R>,
    columns: &Columns,
) -> Result<Report, Refusal> {
    let mut report = Report { what: "starts", ..Report::default() };
    let (names, this) = (scheme_names(tx, by)?, Month::of(now.today()));
    let (mut starts, mut unknown) = (Starts::new(), BTreeSet::new());
    while let Some(cells) = next_cells(lines, columns, &mut report)? {
        let row = match columns.start_row(&cells, this) {
            Ok(row) => row,
            Err(why) => {
                report.problem(lines.number, why);
                continue;
            }
        };
        report.rows += 1;
        report.covers(row.began);
        let scheme = row.scheme.as_ref().and_then(|name| names.get(&name.to_lowercase()).copied());
        if let (None, Some(name)) = (scheme, &row.scheme) {
            unknown.insert(name.clone());
        }
        keep_first(&mut starts, row.key, row.began, scheme);
    }
    report.unknown_schemes = unknown.into_iter().collect();
    report.people = u64::try_from(starts.len()).unwrap_or(u64::MAX);
    if report.rows == 0 && report.is_clean() {
        report.problem(lines.number, "there is nothing in this file but the names of its columns");
    }
    store::replace_starts(tx, by.area, &starts)?;
    Ok(report)
}

/// Somebody with two journeys counts from the first.
fn keep_first(starts: &mut Starts, key: UseKey, began: Month, scheme: Option<SchemeId>) {
    let first = starts.entry(key).or_insert((began, scheme));
    if began < first.0 {
        *first = (began, scheme);
    }
}

/// Works the list out from the people here whose NHS number is known. The salt is used and not
/// kept. Gives how many there are, and how many journeys have no number.
///
/// # Errors
/// When what is here was made with another salt.
pub fn tie_own(tx: &mut Tx<'_>, by: &Actor, now: &Moment, salt: &Salt) -> Result<(u64, u64), Refusal> {
    match store::select_mark(tx, by.area)? {
        Some(ours) if ours != salt.mark() => {
            return Err(Refusal::not_now(format!(
                "This salt ({}) is not the one that what is here was made with ({ours}).",
                salt.mark()
            )));
        }
        Some(_) => {}
        None => store::insert_mark(tx, by.area, &salt.mark(), now.at)?,
    }
    let (mut starts, mut without) = (Starts::new(), 0);
    for (number, at, scheme) in store::select_journeys(tx, by.area)? {
        match number.as_deref().and_then(NhsNumber::parse) {
            Some(number) => {
                keep_first(&mut starts, salt.key(&number), Month::of(local(at).date()), Some(scheme));
            }
            None => without += 1,
        }
    }
    store::replace_starts(tx, by.area, &starts)?;
    let tied = u64::try_from(starts.len()).unwrap_or(u64::MAX);
    let mut report = Report { what: "starts", rows: tied, people: tied, ..Report::default() };
    starts.values().for_each(|(month, _)| report.covers(*month));
    store::insert_import(tx, by, now, &report)?;
    line(by, now, "use.tied", now.id::<Uuid>()).fact("people", tied).fact("without", without).record(tx)?;
    Ok((tied, without))
}
