//! Signing where every lane of an area stands.

use ed25519_dalek::{Signer, SigningKey};
use jiff::Timestamp;
use store::{Tx, values};
use uuid::Uuid;

use crate::{Error, encoding};

const HEADS: &str = "SELECT lane, seq, hash FROM ledger_lane WHERE area_id = $1 ORDER BY lane";

const LATEST: &str =
    "SELECT number, heads, signature FROM ledger_checkpoint WHERE area_id = $1 ORDER BY number DESC LIMIT 1";

const SIGN: &str = "INSERT INTO ledger_checkpoint (area_id, number, written, heads, key, signature) \
                    VALUES ($1, $2, $3, $4, $5, $6)";

/// The last line of a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The lane.
    pub lane: i64,
    /// The number of its last line.
    pub seq: i64,
    /// That line's hash.
    pub hash: [u8; 32],
}

/// A signed statement of where every lane of an area stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The area.
    pub area: Uuid,
    /// Its number in the area, from 1.
    pub number: i64,
    /// When it was signed.
    pub written: Timestamp,
    /// The lanes' last lines, by lane.
    pub heads: Vec<Head>,
    /// The public key it was signed with.
    pub key: [u8; 32],
    /// The Ed25519 signature.
    pub signature: [u8; 64],
}

/// Signs all lanes of an area as they stand now, unless nothing was added since the last checkpoint.
///
/// It is the ledger's own record, so it counts as the transaction's line: give it a transaction of its own.
///
/// # Errors
/// [`Error::Store`] when the database says no.
pub fn checkpoint(
    tx: &mut Tx<'_>,
    area: Uuid,
    key: &SigningKey,
    now: Timestamp,
) -> Result<Option<Checkpoint>, Error> {
    let heads = heads(tx, area)?;
    let sealed = encoding::heads(&heads);
    let latest = match tx.row(LATEST, &values![area])? {
        Some(row) => Some((row.at::<i64>(0)?, row.at::<Vec<u8>>(1)?, row.at::<Vec<u8>>(2)?)),
        None => None,
    };
    let (last, standing, previous) = latest.unwrap_or_default();
    if standing == sealed {
        return Ok(None);
    }
    let (number, written) = (last.saturating_add(1), encoding::whole_microseconds(now));
    let signature = key.sign(&encoding::checkpoint(area, number, written, &previous, &sealed)).to_bytes();
    let key = key.verifying_key().to_bytes();
    tx.run(SIGN, &values![area, number, written, sealed, key.to_vec(), signature.to_vec()])?;
    tx.recorded();
    Ok(Some(Checkpoint { area, number, written, heads, key, signature }))
}

/// Whether the ledger still holds the checkpoint of this number with this signature, as noted down elsewhere when it was made.
/// If it does and [`verify`](crate::verify) finds nothing wrong, every line it signed is there and as it was.
///
/// # Errors
/// [`Error::Store`] when the database says no.
pub fn holds(tx: &mut Tx<'_>, area: Uuid, number: i64, signature: &[u8; 64]) -> Result<bool, Error> {
    let text = "SELECT signature FROM ledger_checkpoint WHERE area_id = $1 AND number = $2";
    let found = tx.row(text, &values![area, number])?.map(|row| row.at::<[u8; 64]>(0)).transpose()?;
    Ok(found.as_ref() == Some(signature))
}

fn heads(tx: &mut Tx<'_>, area: Uuid) -> Result<Vec<Head>, Error> {
    let rows = tx.rows(HEADS, &values![area])?;
    rows.iter().map(|row| Ok(Head { lane: row.at(0)?, seq: row.at(1)?, hash: row.at(2)? })).collect()
}
