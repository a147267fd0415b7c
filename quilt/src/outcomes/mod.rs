//! Outcomes: how somebody says they are, in answers to standard questions. A reading
//! belongs to a person and may be taken anywhere: at a kitchen table, by phone, on paper, alone by link.
//!
//! Any measure is taken by [`take`]: an answer off the scale cannot be stored, because it cannot be
//! among its [`Answers`]; an answer that is missing stays missing, with the reason, which is one of a closed list ([`Absent`]). The four personal
//! wellbeing questions (ONS4) are kept as four separate answers. What a scheme asks and when is
//! [`decide`]d in advance; [`due`] says whose time it is, gently and never twice.

mod absent;
mod ask;
mod due;
mod habit;
mod pack;
mod reading;
mod store;
mod store_asking;
mod store_erase;
mod store_packs;
mod taking;

pub use absent::Absent;
pub use ask::{
    Asking, LINK_DAYS, NOT_NOW_DAYS, Way, Whose, asking, decline, decline_by_link, put_by_link, put_off,
    put_on_paper, puts,
};
pub use due::{Came, Course, Due, Habit, Occasion, Put, due, occasion_of};
pub use habit::{EVERY, SchemeMeasure, Wanted, decide, scheme_measures, usual};
pub use measure::{Answer, Answers, Ons4, Ons4Form};
pub use pack::{
    LoadedPack, PackRefused, PackTaken, TOLD_BEFORE, add_pack, is_readable, packs, remove_packs, shelf,
    shelf_ever,
};
pub use reading::{Kept, NewReading, Reading, add_reading, readings, taken};
pub use store_erase::empty;
pub use taking::{Taking, has_start, offer, take};

/// How the questions were put: on their own, read aloud, by phone, on paper, online.
pub use measure::HowAsked as HowTaken;

use crate::web::Route;

::store::id!(
    /// One person's answers to a measure, once.
    ReadingId
);

/// Readings are taken and shown on the pages of a journey.
pub const ROUTES: &[Route] = &[];
