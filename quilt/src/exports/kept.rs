//! What an export leaves in the ledger: a line when it begins, before a byte has left, and one with the number of rows when
//! all of them have.

use ::store::Db;

use super::pull::{Counted, Wanted};
use crate::access::Actor;
use crate::line::{Line, line};
use crate::moment::Moment;
use crate::refusal::Refusal;

fn of<'a>(by: &'a Actor, now: &Moment, kind: &'a str, wanted: &Wanted) -> Line<'a> {
    let schemes =
        wanted.view.schemes.as_ref().map(|all| all.iter().map(ToString::to_string).collect::<Vec<_>>());
    line(by, now, kind, by.area)
        .fact("table", wanted.table.name)
        .fact("format", wanted.format.code())
        .fact("names", wanted.view.named)
        .fact("schemes", schemes)
        .fact("since", wanted.since.map(|mark| mark.moment().to_string()))
}

/// Somebody begins to take a table away.
pub fn begun(db: &Db, by: &Actor, now: &Moment, wanted: &Wanted) -> Result<(), Refusal> {
    db.write("write down an export", |tx| of(by, now, "export.begun", wanted).record(tx))
}

/// All of it was given.
pub fn given(db: &Db, by: &Actor, now: &Moment, wanted: &Wanted, counted: Counted) -> Result<(), Refusal> {
    db.write("write down an export", |tx| {
        of(by, now, "export.given", wanted).fact("rows", counted.rows).fact("gone", counted.gone).record(tx)
    })
}
