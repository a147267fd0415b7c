//! A cube brought up to now: the ledger says whose story went on since, and only those rows are read again.

use std::collections::{HashMap, HashSet};

use ::store::Tx;
use jiff::Timestamp;
use measure::Secret;
use uuid::Uuid;

use super::builder::mark_paired;
use super::load::fill;
use super::scores::patched;
use super::{Builder, Cube, absent, load};
use crate::refusal::Refusal;
use crate::reports::store_cube::{self, Only};
use crate::settings::AreaId;

/// Above so many stories that went on, reading everything anew is quicker.
const MOST: usize = 20_000;

/// Kinds of lines after which a row may read otherwise begin like this.
const TELLING: [&str; 10] = [
    "referral.",
    "journey.",
    "contact.",
    "reading.",
    "concern.",
    "follow_up.",
    "gap.",
    "person.",
    "measure.",
    "consent.",
];

/// Looks change nothing.
fn tells(kind: &str) -> bool {
    TELLING.iter().any(|start| kind.starts_with(start))
        && !kind.ends_with("looked_at")
        && !kind.ends_with("_looked")
}

/// As it is now, when the ledger has come from one place to another; nothing when nothing happened that it tells of.
pub(in crate::reports) fn refresh(
    tx: &mut Tx<'_>,
    area: AreaId,
    cube: &Cube,
    (before, heads): (&ledger::Heads, &ledger::Heads),
    secret: &Secret,
    now: Timestamp,
) -> Result<Option<Cube>, Refusal> {
    let mut touched: HashSet<Uuid> = HashSet::new();
    ledger::each_between(tx, area.into(), before, heads, &mut |kind, about, thread| {
        if tells(kind) {
            touched.insert(thread.unwrap_or(about));
        }
    })?;
    if touched.len() > MOST {
        return load(tx, area, secret, now).map(Some);
    }
    let referrals = store_cube::referrals_of(tx, area, &touched.into_iter().collect::<Vec<_>>())?;
    if referrals.is_empty() {
        return Ok(None);
    }
    let mut patch = Builder::like(cube, secret);
    fill(tx, area, &mut patch, &Only::These(referrals))?;
    Ok(Some(laid_over(cube, patch.finish(now, None), secret)))
}

/// The cube with the rows of a patch in place of its own.
fn laid_over(cube: &Cube, patch: Cube, secret: &Secret) -> Cube {
    let mut whole = cube.clone();
    let wanted: HashMap<Uuid, usize> = patch.columns.referral.iter().copied().zip(0..).collect();
    let mut place: HashMap<usize, u32> = HashMap::with_capacity(wanted.len());
    for (at, referral) in cube.columns.referral.iter().enumerate() {
        if let Some(from) = wanted.get(referral) {
            place.insert(*from, at as u32);
        }
    }
    let mut replaced = HashSet::with_capacity(wanted.len());
    for from in 0..patch.rows() {
        let row = patch.columns.row(from);
        let at = *place.entry(from).or_insert_with(|| {
            whole.columns.push(&row, secret);
            (whole.rows() - 1) as u32
        });
        whole.columns.set(at as usize, &row, secret);
        replaced.insert(at);
    }
    let to = |from: u32| place.get(&(from as usize)).copied().unwrap_or(u32::MAX);
    whole.gaps.retain(|gap| !replaced.contains(&gap.row));
    whole.gaps.extend(patch.gaps.iter().map(|gap| super::GapAt { row: to(gap.row), ..*gap }));
    whole.gaps.sort_unstable_by_key(|gap| (gap.row, gap.need, gap.town));
    let mut absences = patch.absences.clone();
    absences.iter_mut().flat_map(|one| &mut one.rows).for_each(|(row, _)| *row = to(*row));
    whole.absences = absent::laid_over(&cube.absences, &|row| replaced.contains(&row), absences);
    let mut codes: Vec<String> = cube.scores.iter().chain(&patch.scores).map(|s| s.code.clone()).collect();
    codes.sort_unstable();
    codes.dedup();
    whole.scores = codes
        .iter()
        .map(|code| {
            let new = patch.score(code).map(|scored| {
                let mut moved = scored.clone();
                moved.rows.iter_mut().for_each(|row| *row = to(*row));
                moved
            });
            patched(cube.score(code), &|row| replaced.contains(&row), new.as_ref())
        })
        .filter(|scored| scored.len() > 0)
        .collect();
    (whole.schemes, whole.towns, whole.languages) = (patch.schemes, patch.towns, patch.languages);
    (whole.needs, whole.places) = (patch.needs, patch.places);
    whole.known_at = patch.known_at;
    mark_paired(&mut whole);
    whole
}
