//! What of the directory is given to other directories: every service people may be told
//! about, who runs it, where it meets and the terms it is listed under. Nothing else: no
//! note, no report, nothing about whom we sent there; and nothing that was withdrawn or no
//! longer runs, for whoever took it out wants it known no more.
//!
//! Other directories know a service by the id its publisher gave it, so that they can tell
//! that two entries are one; see [`Shelf`]. What they may ask for is a [`Filter`].

mod filter;
mod given;
mod key;
mod known;
mod laid;
mod shelf;
mod spoken;
mod term;
mod words;

use std::sync::{Arc, Mutex, PoisonError};

use ::store::Db;

pub use filter::{Filter, Listed};
pub use given::GivenService;
pub use key::Slot;
pub use laid::GivenOrganization;
pub use shelf::Shelf;
pub use term::is_of;
pub use words::wanted;

use super::store;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// Keeps the shelf in step with the database. It is filled when somebody first asks, so an
/// installation nobody asks pays nothing for it.
#[derive(Default)]
pub struct Giving(Mutex<Option<Arc<Shelf>>>);

impl Giving {
    /// What is given, as the directory stands now: enough to list it and to find one by its id.
    ///
    /// # Errors
    /// When the directory cannot be read.
    pub fn listed(&self, db: &Db, area: AreaId) -> Result<Arc<Shelf>, Refusal> {
        self.held(db, area, false)
    }

    /// The same, laid out to be asked by everything a [`Filter`] asks by.
    ///
    /// # Errors
    /// When the directory cannot be read.
    pub fn shelf(&self, db: &Db, area: AreaId) -> Result<Arc<Shelf>, Refusal> {
        self.held(db, area, true)
    }

    fn held(&self, db: &Db, area: AreaId, laid_out: bool) -> Result<Arc<Shelf>, Refusal> {
        let number = db.read("see whether what is given moved on", |tx| store::change_number(tx, area))?;
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let enough = |shelf: &&Arc<Shelf>| shelf.number() >= number && (shelf.is_laid_out() || !laid_out);
        if let Some(shelf) = held.as_ref().filter(enough) {
            return Ok(shelf.clone());
        }
        let shelf =
            db.read("lay out what is given", |tx| Shelf::read(tx, area, held.as_deref(), laid_out))?;
        let shelf = Arc::new(shelf);
        *held = Some(shelf.clone());
        Ok(shelf)
    }
}
