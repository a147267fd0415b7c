//! Emptying what lines say about somebody, while the chain stays whole.

use store::{Tx, values};
use uuid::Uuid;

use crate::{Error, encoding};

const OWN_NAMES: &str = "SELECT DISTINCT by_name FROM ledger_line \
                         WHERE area_id = $1 AND about_id = $2 AND by_id = $2 AND by_name_hash IS NULL";

const EMPTY_NAME: &str = "UPDATE ledger_line SET by_name = '', by_name_hash = $4 \
                          WHERE area_id = $1 AND about_id = $2 AND by_id = $2 AND by_name_hash IS NULL AND by_name = $3";

const EMPTY_FACTS: &str =
    "UPDATE ledger_line SET facts = NULL WHERE area_id = $1 AND about_id = $2 AND facts IS NOT NULL";

/// Empties the facts of every line about this id, and the readable name where they did it themselves (`by` is the same id).
/// Hashes stay, and so do the names of those who worked with them. Answers how many lines were emptied.
///
/// This records nothing: record a line that says so in the same transaction, or it will not be kept.
///
/// # Errors
/// [`Error::Store`] when the database says no.
pub fn erase(tx: &mut Tx<'_>, area: Uuid, about: Uuid) -> Result<u64, Error> {
    for row in tx.rows(OWN_NAMES, &values![area, about])? {
        let name: String = row.at(0)?;
        let hash = encoding::sha256(&name).to_vec();
        tx.run(EMPTY_NAME, &values![area, about, name, hash])?;
    }
    Ok(tx.run(EMPTY_FACTS, &values![area, about])?)
}
