//! Emptying what lines say about somebody, while the chain stays whole.

use store::{Tx, values};
use uuid::Uuid;

use crate::{Error, encoding};

/// The lines about them, found by their index: asked for directly, SQLite goes through the whole area.
const THEIRS: &str = "area_id = $1 AND (lane, seq) IN \
                      (SELECT lane, seq FROM ledger_line WHERE area_id = $1 AND about_id = $2)";

/// Empties the facts of every line about this id, and the readable name where they did it themselves (`by` is the same id).
/// Hashes stay, and so do the names of those who worked with them. Answers how many lines were emptied.
///
/// This records nothing: record a line that says so in the same transaction, or it will not be kept.
///
/// # Errors
/// [`Error::Store`] when the database says no.
pub fn erase(tx: &mut Tx<'_>, area: Uuid, about: Uuid) -> Result<u64, Error> {
    for row in tx.rows(&own_names(), &values![area, about])? {
        let name: String = row.at(0)?;
        let hash = encoding::sha256(&name).to_vec();
        tx.run(&empty_name(), &values![area, about, name, hash])?;
    }
    Ok(tx.run(&empty_facts(), &values![area, about])?)
}

/// Empties the facts of every line of this thread, whoever each is about: a question put to a group stands in the story of the
/// person it was put for. Answers how many lines were emptied. Records nothing, as [`erase`] does not.
///
/// # Errors
/// [`Error::Store`] when the database says no.
pub fn erase_thread(tx: &mut Tx<'_>, area: Uuid, thread: Uuid) -> Result<u64, Error> {
    let text = "UPDATE ledger_line SET facts = NULL WHERE area_id = $1 AND (lane, seq) IN \
                (SELECT lane, seq FROM ledger_line WHERE area_id = $1 AND thread_id = $2) AND facts IS NOT NULL";
    Ok(tx.run(text, &values![area, thread])?)
}

pub(crate) fn own_names() -> String {
    format!("SELECT DISTINCT by_name FROM ledger_line WHERE {THEIRS} AND by_id = $2 AND by_name_hash IS NULL")
}

fn empty_name() -> String {
    format!(
        "UPDATE ledger_line SET by_name = '', by_name_hash = $4 \
         WHERE {THEIRS} AND by_id = $2 AND by_name_hash IS NULL AND by_name = $3"
    )
}

pub(crate) fn empty_facts() -> String {
    format!("UPDATE ledger_line SET facts = NULL WHERE {THEIRS} AND facts IS NOT NULL")
}
