//! Content packs: a measure's wording and terms in a TOML file, loaded by a deployment that holds the licence.
//!
//! Two kinds of pack. One *attaches* wording and licence to a measure whose scorer is built in (WHO-5, SWEMWBS, …): its
//! items must be that measure's, one for one, and it can change neither range nor scorer. The other brings a measure
//! nobody here knows, with a scorer chosen from [`crate::scorer::Scorer`]. Either way the licence's reference and last day
//! are required, and errors name the line and what to do.
//!
//! A pack of a new measure says whether it is `standard` or `personal`, and its id is made of that type here and nowhere
//! else, so that a personal measure from a pack is as far from [`crate::Payable`] as one built in:
//!
//! ```compile_fail,E0308
//! use measure::{Payable, id::PackedPersonal};
//! fn pay(personal: PackedPersonal) -> Payable {
//!     Payable::new(measure::Standard::Packed(personal))
//! }
//! ```
//!
//! See `examples/harbour.toml` of this crate for an invented measure, whole.

mod attach;
mod checked;
mod fresh;
mod lines;
mod raw;

#[cfg(test)]
mod tests;

use crate::instrument::{Instrument, InstrumentId};
use lines::Lines;

/// The largest pack read, in bytes.
pub const LARGEST: usize = 256 * 1024;

/// A content pack, whole and checked by itself. [`crate::Shelf::add`] checks it against what is there already.
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    instrument: Instrument,
    fingerprint: Fingerprint,
    edition_line: usize,
    code_line: usize,
}

/// Why a pack is refused: the line, what is wrong there, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("Line {line}: {said} {remedy}")]
pub struct PackError {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong, a sentence.
    pub said: String,
    /// What to do, a sentence.
    pub remedy: String,
}

impl Pack {
    /// Reads a pack.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn parse(text: &str) -> Result<Self, PackError> {
        let lines = Lines::new(text);
        if text.len() > LARGEST {
            return Err(lines.fail(
                0..0,
                "This file is larger than 256 kB.",
                "A pack holds one measure and no pictures.",
            ));
        }
        let raw = raw::read(text, &lines)?;
        let code_line = lines.of(raw.code.span());
        let edition_line = lines.of(raw.edition.span());
        let instrument = match InstrumentId::from_code(raw.code.get_ref()).and_then(InstrumentId::built_in) {
            Some(known) => attach::attach(known, raw, &lines)?,
            None => fresh::fresh(raw, &lines)?,
        };
        let fingerprint = Fingerprint::of(&instrument);
        Ok(Self { instrument, fingerprint, edition_line, code_line })
    }

    /// The measure, with wording and licence.
    #[must_use]
    pub fn instrument(&self) -> &Instrument {
        &self.instrument
    }

    /// Its code.
    #[must_use]
    pub fn code(&self) -> &str {
        self.instrument.id.code()
    }

    /// A mark of the wording: the same words, the same mark.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Whether this pack may stand beside, or take the place of, one added earlier under the same code.
    ///
    /// # Errors
    /// [`PackError`] where it would change what the code already means.
    pub fn follows(&self, earlier: &Self) -> Result<(), PackError> {
        let (new, old) = (&self.instrument, &earlier.instrument);
        let other = |line: usize, said: String, remedy: &str| {
            Err(PackError { line, said, remedy: remedy.to_owned() })
        };
        if new.id != old.id {
            let said = format!("“{}” was added as another kind of measure.", new.id);
            return other(self.code_line, said, "Give this one another code.");
        }
        let shape = |instrument: &Instrument| {
            let items: Vec<_> = instrument
                .items
                .iter()
                .map(|i| (i.code.clone(), i.low, i.high, i.direction, i.counts))
                .collect();
            (items, instrument.scorer.clone(), instrument.missing)
        };
        if shape(new) != shape(old) {
            let said = format!(
                "“{}” was added with another range or scorer, and its readings rest on that.",
                new.id
            );
            return other(self.code_line, said, "Give this one another code.");
        }
        let same_edition = new.language == old.language && new.edition == old.edition;
        if same_edition && self.fingerprint != earlier.fingerprint {
            let said = format!("Edition “{}” of “{}” was added with other wording.", new.edition, new.id);
            let remedy = "An instrument reworded is no longer that instrument: put the wording back, or name the new edition.";
            return other(self.edition_line, said, remedy);
        }
        Ok(())
    }
}

/// A mark of a measure's wording (FNV-1a, 128 bits): it tells a changed edition from an unchanged one, and guards against
/// nothing worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint(u128);

impl Fingerprint {
    fn of(instrument: &Instrument) -> Self {
        let mut mark = Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d);
        mark.add(&instrument.introduction);
        for item in instrument.items.iter() {
            mark.add(&item.code);
            mark.add(item.wording.as_deref().unwrap_or_default());
            mark.add(&item.low_label);
            mark.add(&item.high_label);
            for choice in item.choices.iter() {
                mark.add(&choice.words);
                mark.bytes(&[choice.value]);
            }
        }
        mark
    }

    fn add(&mut self, text: &str) {
        self.bytes(text.as_bytes());
        self.bytes(&[0xff]);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }
}

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}
