//! Adding a line.

use jiff::Timestamp;
use store::{Tx, values};
use uuid::Uuid;

use crate::encoding::{self, BEGINNING, Fields, Hash};
use crate::{Error, Line};

const HEAD: &str = "SELECT seq, hash FROM ledger_lane WHERE area_id = $1 AND lane = $2";

const LINE: &str = "INSERT INTO ledger_line (area_id, lane, seq, kind, about_id, thread_id, by_id, by_name, happened, \
                    written, facts, facts_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

const MOVE_HEAD: &str = "INSERT INTO ledger_lane (area_id, lane, seq, hash) VALUES ($1, $2, $3, $4) \
                         ON CONFLICT (area_id, lane) DO UPDATE SET seq = excluded.seq, hash = excluded.hash";

/// Records a line at the end of its lane, and tells the transaction that it has its line. Three statements.
///
/// # Errors
/// [`Error::Kind`] and [`Error::Facts`] when the line is not one; [`Error::Store`] when the database says no.
pub fn record(tx: &mut Tx<'_>, line: &Line<'_>) -> Result<(), Error> {
    line.check()?;
    let lane = encoding::lane(line.thread.unwrap_or(line.about));
    let (last, previous) = head(tx, line.area, lane)?;
    let seq = last.checked_add(1).ok_or(Error::Full(lane))?;
    let facts = line.facts.to_string();
    let (happened, written) = times(line);
    let fields = Fields {
        previous: &previous,
        area: line.area,
        lane,
        seq,
        kind: line.kind,
        about: line.about,
        thread: line.thread,
        by: line.by,
        by_name: encoding::sha256(line.by_name),
        happened,
        written,
        facts: encoding::sha256(&facts),
    };
    let hash = fields.hash();
    let row = values![
        line.area,
        lane,
        seq,
        line.kind,
        line.about,
        line.thread,
        line.by,
        line.by_name,
        happened,
        written,
        facts,
        fields.facts.to_vec(),
        hash.to_vec(),
    ];
    // The head first: of two who add to one lane at once, the later meets the other here, as a conflict to be tried again,
    // and not at the line's key, as a line that is there already.
    tx.run(MOVE_HEAD, &values![line.area, lane, seq, hash.to_vec()])?;
    tx.run(LINE, &row)?;
    tx.recorded();
    Ok(())
}

fn head(tx: &mut Tx<'_>, area: Uuid, lane: i64) -> Result<(i64, Hash), Error> {
    match tx.row(HEAD, &values![area, lane])? {
        Some(row) => Ok((row.at(0)?, row.at(1)?)),
        None => Ok((0, BEGINNING)),
    }
}

fn times(line: &Line<'_>) -> (Timestamp, Timestamp) {
    (encoding::whole_microseconds(line.happened), encoding::whole_microseconds(line.written))
}
