//! Rows in a file, bit for bit: what a shard hands back, and what a run that was killed goes on from.
//!
//! Little-endian words: a mark, the plan's fingerprint, the number of cells a draw has, then for each draw its number, its
//! cells and a sum over both. A draw cut off in the middle, or spoilt, is dropped with all that follows, and made again.

use std::io::{self, Read, Write};

use super::Rows;
use crate::plan::Plan;

const MARK: &[u8; 8] = b"QUILTPL1";

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// It is no such file.
    #[error("This is not a file of a plan's results.")]
    NotRows,
    /// It is of another plan.
    #[error("These results are of another plan, or of this one before it was changed.")]
    OtherPlan,
    /// It could not be read.
    #[error("The file could not be read: {0}")]
    Io(#[from] io::Error),
}

fn sum(words: impl Iterator<Item = u64>) -> u64 {
    words.fold(0xcbf2_9ce4_8422_2325, |hash, word| {
        (hash ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(23)
    })
}

fn word(from: &mut impl Read) -> io::Result<Option<u64>> {
    let mut bytes = [0; 8];
    match from.read_exact(&mut bytes) {
        Ok(()) => Ok(Some(u64::from_le_bytes(bytes))),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

impl Rows {
    fn cells(&self) -> usize {
        self.strategies * self.runs * self.layout.len()
    }

    /// Writes them.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn write(&self, to: &mut impl Write) -> io::Result<()> {
        to.write_all(MARK)?;
        to.write_all(&self.fingerprint.to_le_bytes())?;
        to.write_all(&(self.cells() as u64).to_le_bytes())?;
        self.write_draws(|_| true, to)
    }

    /// Writes some draws without what stands before them: what is added to a file as draws are made.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn write_draws(&self, which: impl Fn(u32) -> bool, to: &mut impl Write) -> io::Result<()> {
        for (draw, cells) in self.draws.iter().filter(|(draw, _)| which(**draw)) {
            let words = || std::iter::once(u64::from(*draw)).chain(cells.iter().map(|cell| cell.to_bits()));
            for word in words() {
                to.write_all(&word.to_le_bytes())?;
            }
            to.write_all(&sum(words()).to_le_bytes())?;
        }
        Ok(())
    }

    /// Reads the rows of a plan; what is spoilt at the end is left out.
    ///
    /// # Errors
    /// When they are no rows, or of another plan.
    pub fn read(plan: &Plan, from: &mut impl Read) -> Result<Self, Unreadable> {
        let mut rows = Self::none(plan);
        if word(from)? != Some(u64::from_le_bytes(*MARK)) {
            return Err(Unreadable::NotRows);
        }
        let (fingerprint, cells) = (word(from)?, word(from)?);
        if fingerprint != Some(rows.fingerprint) || cells != Some(rows.cells() as u64) {
            return Err(Unreadable::OtherPlan);
        }
        while let Some(draw) = word(from)? {
            let mut words = vec![draw];
            while words.len() <= rows.cells() {
                let Some(cell) = word(from)? else { return Ok(rows) };
                words.push(cell);
            }
            let draw = u32::try_from(draw).ok().filter(|draw| *draw < plan.draws);
            let (Some(draw), Some(check)) = (draw, word(from)?) else { return Ok(rows) };
            if check != sum(words.iter().copied()) {
                return Ok(rows);
            }
            rows.draws.insert(draw, words[1..].iter().map(|word| f64::from_bits(*word)).collect());
        }
        Ok(rows)
    }
}
