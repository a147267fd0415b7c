//! The demonstration county: Somerset-shaped, its places real and its people invented.
//!
//! A seeded generator plans each life ([`life`]), puts every happening of every life in the
//! order it happened, and plays them through the very functions the pages call ([`play`]),
//! on a clock it owns. So every row has its ledger line, and the county is the same twice.

mod cast;
mod county;
mod diary;
mod group;
mod life;
mod plans;
mod play;
mod play_contact;
mod play_measures;
#[cfg(test)]
mod tests;
mod told;
mod way;
pub mod words;
mod working_days;

use ::store::Db;
use jiff::Timestamp;

use crate::moment::{Chance, Moment};
use crate::refusal::Refusal;
use crate::settings;

/// How many happenings go in one transaction.
const BATCH: usize = 1_000;

/// What to make.
pub struct Wanted {
    pub journeys: usize,
    pub seed: u64,
    /// The day the county has come to; it began two years before.
    pub until: Timestamp,
}

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filled {
    /// It was filled before; nothing was touched.
    Already,
    Now {
        happenings: usize,
    },
}

/// Fills an empty database. Refuses one that holds an area which is no demonstration.
///
/// # Errors
/// When the database is somebody's already, or cannot be written.
pub fn fill(db: &Db, wanted: &Wanted, tell: &mut dyn FnMut(&str)) -> Result<Filled, Refusal> {
    if let Some(area) = db.read("see what is here", settings::area)? {
        return if area.demonstration {
            Ok(Filled::Already)
        } else {
            Err(Refusal::not_now(
                "This database holds a real area. A demonstration is only ever made in an empty database: choose another with --database.",
            ))
        };
    }
    db.fill(|db| made(db, wanted, tell))
}

fn made(db: &Db, wanted: &Wanted, tell: &mut dyn FnMut(&str)) -> Result<Filled, Refusal> {
    let began = life::two_years_before(wanted.until);
    let chance = Chance::seeded(wanted.seed);
    let moment = |at| Moment { at, chance: chance.clone() };
    tell("Laying out places, schemes and people who work here");
    let county = county::found(db, wanted.seed, &moment(began))?;
    db.write("decide what schemes ask", |tx| play_measures::decide(tx, &moment(began), &county))?;
    tell("Opening 300 groups");
    let groups = group::open_all(db, &county, wanted.seed, &moment(began))?;
    let mut lives = life::plan_all(&county, &groups, wanted);
    let mut happenings: Vec<life::Happening> = lives
        .iter_mut()
        .enumerate()
        .flat_map(|(n, life)| life.take_happenings(n))
        .filter(|h| h.at <= wanted.until)
        .collect();
    happenings.sort_by_key(|h| (h.at, h.life, h.order));
    diary::spread_visits(&lives, &mut happenings);
    happenings.sort_by_key(|h| (h.at, h.life, h.order));
    let all = happenings.len();
    tell(&format!("Living through {all} happenings"));
    let mut player = play::Player::new(&county, &groups, lives, wanted.until);
    let mut done = 0;
    for batch in happenings.chunks(BATCH) {
        let before = player.clone_threads();
        db.write("live through a while", |tx| {
            player.put_back(&before);
            batch.iter().try_for_each(|happening| player.play(tx, &moment(happening.at), happening))
        })?;
        done += batch.len();
        if done % 10_000 < BATCH {
            tell(&format!("{} of {all}", done));
        }
    }
    db.write("let unanswered questions lapse", |tx| {
        crate::journeys::lapse_unanswered(tx, &county.quilt, &moment(wanted.until)).map(|_| ())
    })?;
    tell("Keeping two plans");
    plans::keep_some(db, &county, &moment(wanted.until))?;
    Ok(Filled::Now { happenings: all })
}
