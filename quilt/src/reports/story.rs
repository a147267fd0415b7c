//! Everything the page tells of one scope, read in a few queries and added up as it streams by.

use std::collections::{BTreeMap, HashSet};

use ::store::Tx;
use measure::Suppressed;
use measure::instrument::{ANXIOUS, HAPPY, SATISFIED, WORTHWHILE};
use uuid::Uuid;

use super::equity::Fifths;
use super::flow::{Counts, Lengths, Middle};
use super::gaps::{Gap, Gaps};
use super::pairs::Change;
use super::scope::Scope;
use super::store;
use crate::refusal::Refusal;
use crate::settings::{AreaId, SchemeId};

/// The most rows of gaps a page lists.
const MOST_GAPS: usize = 12;

#[derive(Debug)]
pub(super) struct Story {
    pub counts: Counts,
    pub waits: Waits,
    pub fifths: Fifths,
    /// Satisfied, worthwhile, happy, anxious.
    pub changes: [Change; 4],
    pub patches: Vec<(SchemeId, SchemePatch)>,
    pub gaps: Vec<Gap>,
    pub other_gaps: Suppressed,
}

#[derive(Debug)]
pub(super) struct Waits {
    pub to_decision: Middle,
    pub to_start: Middle,
    pub from_yes: Middle,
    pub to_end: Middle,
    pub contacts: Middle,
    pub walked: Middle,
}

/// One patch of the quilt.
#[derive(Debug)]
pub(super) struct SchemePatch {
    /// Days from yes to the first conversation.
    pub wait: Middle,
    pub journeys: Suppressed,
}

pub(super) fn read(tx: &mut Tx<'_>, area: AreaId, scope: &Scope) -> Result<Story, Refusal> {
    let (mut counts, mut lengths, mut fifths) = (Counts::default(), Lengths::default(), Fifths::default());
    let mut journeys: HashSet<Uuid> = HashSet::new();
    let mut by_scheme: BTreeMap<SchemeId, (u64, Lengths)> =
        scope.schemes.iter().map(|id| (*id, (0, Lengths::default()))).collect();
    store::each_passage(tx, area, scope, &mut |passage, journey| {
        counts.add(&passage);
        lengths.add(&passage);
        fifths.add(&passage);
        if let Some((begun, own)) = by_scheme.get_mut(&passage.scheme) {
            *begun += u64::from(journey.is_some());
            own.add(&passage);
        }
        journeys.extend(journey);
    })?;
    let [satisfied, worthwhile, happy, anxious] = store::readings(tx, area, &journeys)?;
    let mut gaps = Gaps::default();
    for (need, town, people) in store::gaps(tx, area, scope)? {
        gaps.add(&need, town.as_deref(), people);
    }
    let (gaps, other_gaps) = gaps.shown(MOST_GAPS);
    let change = |item, ends: &[_]| Change::of(item, ends, counts.began);
    Ok(Story {
        changes: [
            change(&SATISFIED, &satisfied),
            change(&WORTHWHILE, &worthwhile),
            change(&HAPPY, &happy),
            change(&ANXIOUS, &anxious),
        ],
        waits: Waits::of(&lengths),
        patches: by_scheme
            .into_iter()
            .map(|(id, (begun, own))| {
                (id, SchemePatch { wait: Middle::of(&own.from_yes), journeys: Suppressed::new(begun) })
            })
            .collect(),
        counts,
        fifths,
        gaps,
        other_gaps,
    })
}

impl Waits {
    fn of(lengths: &Lengths) -> Waits {
        Waits {
            to_decision: Middle::of(&lengths.to_decision),
            to_start: Middle::of(&lengths.to_start),
            from_yes: Middle::of(&lengths.from_yes),
            to_end: Middle::of(&lengths.to_end),
            contacts: Middle::of(&lengths.contacts),
            walked: Middle::of(&lengths.walked),
        }
    }
}
