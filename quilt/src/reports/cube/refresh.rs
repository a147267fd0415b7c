//! A cube brought up to now: the ledger says whose story went on since, and only those rows are read again.

use std::collections::{HashMap, HashSet};

use ::store::Tx;
use jiff::Timestamp;
use measure::Secret;
use uuid::Uuid;

use super::builder::mark_paired;
use super::load::fill;
use super::scores::{Scored, patched};
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
    let mut columns = cube.columns.clone();
    let mut place = places(cube, &patch.columns.referral);
    let mut replaced: Vec<u32> = Vec::with_capacity(patch.rows());
    for from in 0..patch.rows() {
        let row = patch.columns.row(from);
        let at = *place.entry(from).or_insert_with(|| {
            columns.push(&row, secret);
            (columns.len() - 1) as u32
        });
        columns.set(at as usize, &row, secret);
        replaced.push(at);
    }
    replaced.sort_unstable();
    let to = |from: u32| place.get(&(from as usize)).copied().unwrap_or(u32::MAX);
    let kept = cube.gaps.iter().filter(|gap| replaced.binary_search(&gap.row).is_err()).copied();
    let put = patch.gaps.iter().map(|gap| super::GapAt { row: to(gap.row), ..*gap });
    let mut gaps: Vec<super::GapAt> = kept.chain(put).collect();
    gaps.sort_unstable_by_key(|gap| (gap.row, gap.need, gap.town));
    let mut absences = patch.absences.clone();
    absences.iter_mut().flat_map(|one| &mut one.rows).for_each(|(row, _)| *row = to(*row));
    let out = |row: u32| replaced.binary_search(&row).is_ok();
    let absences = absent::laid_over(&cube.absences, &out, absences);
    let scores = scores(cube, &patch, &replaced, &to);
    let mut whole = Cube { columns, gaps, absences, scores, ..patch };
    whole.drawn = cube.drawn;
    mark_paired(&mut whole);
    whole
}

/// Where those of these referrals stand that it has already, by their own places.
fn places(cube: &Cube, referrals: &[Uuid]) -> HashMap<usize, u32> {
    let wanted: HashMap<Uuid, usize> = referrals.iter().copied().zip(0..).collect();
    // Sixteen bits of each tell nearly all others away before they are looked up.
    let bits = |id: &Uuid| id.as_u128() as usize & 0xFFFF;
    let mut perhaps = vec![false; 1 << 16];
    referrals.iter().for_each(|id| perhaps[bits(id)] = true);
    let rows = cube.columns.referral.iter().zip(0..).filter(|(id, _)| perhaps[bits(id)]);
    rows.filter_map(|(id, row)| Some((*wanted.get(id)?, row))).collect()
}

/// The scores of both, those of replaced rows from the patch.
fn scores(cube: &Cube, patch: &Cube, replaced: &[u32], to: &dyn Fn(u32) -> u32) -> Vec<Scored> {
    let mut codes: Vec<&str> = cube.scores.iter().chain(&patch.scores).map(|s| s.code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    let one = |code: &str| {
        let new = patch.score(code).map(|scored| {
            let mut moved = scored.clone();
            moved.rows.iter_mut().for_each(|row| *row = to(*row));
            moved
        });
        patched(cube.score(code), replaced, new.as_ref())
    };
    codes.into_iter().map(one).filter(|scored| scored.len() > 0).collect()
}
