//! Content packs: wording that is not ours to ship, loaded by the deployment that holds the licence.
//! The rules of a pack are the measure crate's; here one is kept, listed, and taken off the shelf.
//! What an edition once said is held against every pack that follows, also after it was removed.

use ::store::Tx;
use jiff::Timestamp;
use jiff::civil::Date;
use measure::{Pack, PackError, Shelf};
use uuid::Uuid;

use super::store_packs as store;
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// A pack as it was loaded.
#[derive(Debug, Clone)]
pub struct LoadedPack {
    pub id: Uuid,
    pub measure: String,
    pub edition: String,
    pub language: String,
    pub licence_reference: String,
    pub expires_on: Option<Date>,
    pub added_at: Timestamp,
    pub added_name: String,
    pub(super) body: String,
    pub(super) removed: bool,
}

impl LoadedPack {
    /// Whole days until it lapses; negative once it has.
    pub fn days_left(&self, today: Date) -> Option<i32> {
        Some(today.until(self.expires_on?).map_or(i32::MAX, |span| span.get_days()))
    }
}

/// From how many days before it lapses an administrator is told.
pub const TOLD_BEFORE: i32 = 60;

/// What became of a pack that was brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackTaken {
    Added,
    /// The same wording under renewed terms.
    Renewed,
    /// It was there already, word for word.
    Known,
}

/// Why a pack was not taken.
#[derive(Debug, thiserror::Error)]
pub enum PackRefused {
    #[error(transparent)]
    Pack(#[from] PackError),
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// Puts a pack on the shelf.
///
/// # Errors
/// The line of the file and what to do about it, when it is wrong in itself or changes what a code
/// or an edition already means here.
pub fn add_pack(tx: &mut Tx<'_>, by: &Actor, now: &Moment, text: &str) -> Result<PackTaken, PackRefused> {
    let pack = Pack::parse(text)?;
    let known = store::select_packs(tx, by.area)?;
    for earlier in &known {
        pack.follows(&parsed(earlier)?)?;
    }
    let (new, code) = (pack.instrument(), pack.code());
    let same = |old: &&LoadedPack| {
        !old.removed && old.measure == code && old.edition == new.edition && old.language == new.language
    };
    let before = known.iter().find(same);
    if before.is_some_and(|old| old.body == text) {
        return Ok(PackTaken::Known);
    }
    if let Some(old) = before {
        store::remove_pack(tx, by.area, old.id, now.at)?;
    }
    let reference = new.licence.reference.as_deref().unwrap_or_default();
    let expires = new.licence.expires.and_then(date);
    store::insert_pack(tx, by, now, &pack, text, reference, expires)?;
    line(by, now, "measure_pack.added", by.area)
        .fact("measure", code)
        .fact("edition", &*new.edition)
        .fact("language", &*new.language)
        .fact("licence", reference)
        .fact("expires_on", expires.map(|day| day.to_string()))
        .fact("wording", pack.fingerprint().to_string())
        .record(tx)?;
    Ok(if before.is_some() { PackTaken::Renewed } else { PackTaken::Added })
}

/// Takes a measure's wording off the shelf, in every language or in one. Readings stay.
///
/// # Errors
/// When no such pack is loaded.
pub fn remove_packs(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    measure: &str,
    language: Option<&str>,
) -> Result<usize, Refusal> {
    let packs = packs(tx, by.area)?;
    let meant: Vec<&LoadedPack> = packs
        .iter()
        .filter(|pack| pack.measure == measure && language.is_none_or(|language| pack.language == language))
        .collect();
    if meant.is_empty() {
        return Err(Refusal::not_now(format!(
            "No pack for “{measure}” is loaded. “quilt measures list” names them."
        )));
    }
    for pack in &meant {
        store::remove_pack(tx, by.area, pack.id, now.at)?;
        line(by, now, "measure_pack.removed", by.area)
            .fact("measure", pack.measure.as_str())
            .fact("edition", pack.edition.as_str())
            .fact("language", pack.language.as_str())
            .record(tx)?;
    }
    Ok(meant.len())
}

/// The packs that are loaded, by measure and language.
pub fn packs(tx: &mut Tx<'_>, area: AreaId) -> Result<Vec<LoadedPack>, Refusal> {
    let mut packs = store::select_packs(tx, area)?;
    packs.retain(|pack| !pack.removed);
    Ok(packs)
}

/// Every measure at hand: those built in, and those of the packs that are loaded.
pub fn shelf(tx: &mut Tx<'_>, area: AreaId) -> Result<Shelf, Refusal> {
    Ok(filled(&packs(tx, area)?))
}

/// The same with every pack there ever was: what readings of the past are read by.
pub fn shelf_ever(tx: &mut Tx<'_>, area: AreaId) -> Result<Shelf, Refusal> {
    Ok(filled(&store::select_packs(tx, area)?))
}

fn filled(packs: &[LoadedPack]) -> Shelf {
    let mut shelf = Shelf::built_in();
    for loaded in packs {
        // Checked when it came; a release that reads packs more strictly leaves out what it cannot read,
        // and the list of packs says so.
        if let Ok(pack) = Pack::parse(&loaded.body) {
            let _left_out = shelf.add(pack);
        }
    }
    shelf
}

/// Whether this release can still read a pack that was loaded by an earlier one.
pub fn is_readable(pack: &LoadedPack) -> bool {
    Pack::parse(&pack.body).is_ok()
}

fn parsed(pack: &LoadedPack) -> Result<Pack, Refusal> {
    Pack::parse(&pack.body).map_err(|_| Refusal::broken("measure_pack.body"))
}

fn date(day: measure::Day) -> Option<Date> {
    let (year, month, day) = day.parts();
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests;
