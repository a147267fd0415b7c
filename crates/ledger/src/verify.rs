//! Going through the whole ledger: every line, every lane's head, every checkpoint.

use std::collections::BTreeMap;

use ed25519_dalek::{Signature, VerifyingKey};
use jiff::Timestamp;
use store::{Row, Tx, Value, values};
use uuid::Uuid;

use crate::stored::{COLUMNS, Stored};
use crate::walk::{Place, Walk};
use crate::{Error, Head, Report, Wrong, encoding};

/// How many checkpoints are held at a time.
const PAGE: i64 = 100;

const HASH: &str = "SELECT hash FROM ledger_line WHERE area_id = $1 AND lane = $2 AND seq = $3";

/// Goes through the ledger of one area, or of all, and reports what is wrong. Lines are streamed: memory does not grow with them.
///
/// With a key, every checkpoint must have been signed with it; without, each is held against the key it names itself, which shows damage but
/// not forgery. Read-only: `db.read` will do, and shows one moment even while others write.
///
/// # Errors
/// [`Error::Store`] when the database says no. What is wrong with the ledger is in the report.
pub fn verify(tx: &mut Tx<'_>, area: Option<Uuid>, key: Option<&VerifyingKey>) -> Result<Report, Error> {
    let mut report = lines(tx, area)?;
    checkpoints(tx, area, key, &mut report)?;
    Ok(report)
}

/// Every line and every lane's head, without the checkpoints.
pub(crate) fn lines(tx: &mut Tx<'_>, area: Option<Uuid>) -> Result<Report, Error> {
    let mut walk = Walk::new(ends(tx, area)?);
    let text = format!("SELECT {COLUMNS} FROM ledger_line {} ORDER BY area_id, lane, seq", of("WHERE", area));
    tx.each(&text, &only(area), &mut |row| {
        match Stored::read(row) {
            Ok(line) => walk.line(&line),
            Err(why) => walk.unreadable(why.to_string()),
        }
        Ok(())
    })?;
    Ok(walk.finish())
}

fn ends(tx: &mut Tx<'_>, area: Option<Uuid>) -> Result<BTreeMap<(Uuid, i64), Place>, Error> {
    let text = format!("SELECT area_id, lane, seq, hash FROM ledger_lane {}", of("WHERE", area));
    let rows = tx.rows(&text, &only(area))?;
    let end = |row: &Row| Ok(((row.at(0)?, row.at(1)?), Place { seq: row.at(2)?, hash: row.at(3)? }));
    rows.iter().map(end).collect()
}

fn of(word: &str, area: Option<Uuid>) -> String {
    area.map(|_| format!("{word} area_id = $1")).unwrap_or_default()
}

fn only(area: Option<Uuid>) -> Vec<Value> {
    area.into_iter().map(Value::from).collect()
}

/// The checkpoint before the one at hand.
struct Before {
    area: Uuid,
    number: i64,
    signature: Vec<u8>,
    heads: Vec<Head>,
}

struct Signed {
    area: Uuid,
    number: i64,
    written: Timestamp,
    heads: Vec<u8>,
    key: [u8; 32],
    signature: [u8; 64],
}

fn checkpoints(
    tx: &mut Tx<'_>,
    area: Option<Uuid>,
    key: Option<&VerifyingKey>,
    report: &mut Report,
) -> Result<(), Error> {
    let mut before =
        Before { area: area.unwrap_or_default(), number: 0, signature: Vec::new(), heads: Vec::new() };
    let mut from = (before.area, i64::MIN);
    loop {
        let page = checkpoints_after(tx, area, from)?;
        let Some(last) = page.last() else { return Ok(()) };
        from = (last.area, last.number);
        for signed in page {
            report.checkpoints += 1;
            if signed.area != before.area {
                before = Before { area: signed.area, number: 0, signature: Vec::new(), heads: Vec::new() };
            }
            before = follow(tx, before, signed, key, report)?;
        }
    }
}

fn checkpoints_after(tx: &mut Tx<'_>, area: Option<Uuid>, from: (Uuid, i64)) -> Result<Vec<Signed>, Error> {
    // An area given is the one `from` begins with, so it needs no place of its own.
    let within = area.map(|_| "AND area_id = $1").unwrap_or_default();
    let text = format!(
        "SELECT area_id, number, written, heads, key, signature FROM ledger_checkpoint \
         WHERE (area_id, number) > ($1, $2) {within} ORDER BY area_id, number LIMIT $3"
    );
    let rows = tx.rows(&text, &values![from.0, from.1, PAGE])?;
    let signed = |row: &Row| {
        Ok(Signed {
            area: row.at(0)?,
            number: row.at(1)?,
            written: row.at(2)?,
            heads: row.at(3)?,
            key: row.at(4)?,
            signature: row.at(5)?,
        })
    };
    rows.iter().map(signed).collect()
}

/// Holds one checkpoint against the one before it, the key and the lines.
fn follow(
    tx: &mut Tx<'_>,
    before: Before,
    signed: Signed,
    key: Option<&VerifyingKey>,
    report: &mut Report,
) -> Result<Before, Error> {
    let Signed { area, number, .. } = signed;
    let next = before.number.saturating_add(1);
    let signature = signature(&before, &signed, key);
    if number > next {
        report.found(area, None, number, Wrong::CheckpointMissing { from: next });
    } else if let Err(wrong) = signature {
        report.found(area, None, number, wrong);
    }
    let heads = encoding::read_heads(&signed.heads).unwrap_or_else(|| {
        report.found(area, None, number, Wrong::Unreadable("its heads are not whole".to_owned()));
        Vec::new()
    });
    for head in heads.iter().filter(|head| !before.heads.contains(head)) {
        let found = tx.row(HASH, &values![area, head.lane, head.seq])?;
        match found.map(|row| row.at::<[u8; 32]>(0)).transpose()? {
            Some(hash) if hash == head.hash => {}
            Some(_) => {
                report.found(area, Some(head.lane), head.seq, Wrong::SignedOtherwise { checkpoint: number });
            }
            None => report.found(area, Some(head.lane), head.seq, Wrong::SignedGone { checkpoint: number }),
        }
    }
    Ok(Before { area, number, signature: signed.signature.to_vec(), heads })
}

fn signature(before: &Before, signed: &Signed, key: Option<&VerifyingKey>) -> Result<(), Wrong> {
    let named = VerifyingKey::from_bytes(&signed.key).map_err(|_| Wrong::Signature)?;
    if key.is_some_and(|key| *key != named) {
        return Err(Wrong::OtherKey);
    }
    let message =
        encoding::checkpoint(signed.area, signed.number, signed.written, &before.signature, &signed.heads);
    named.verify_strict(&message, &Signature::from_bytes(&signed.signature)).map_err(|_| Wrong::Signature)
}
