//! Changing what there is: which entries come and go, and which segments are merged afterwards.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use crate::corpus::{Corpus, Living};
use crate::places::Tally;
use crate::segment::{Gone, Segment, merged};

/// A segment is merged with newer ones once together they are not much smaller than it is, so that an entry is written
/// again a few times in its life and there are never many segments.
const GROWTH: usize = 6;
/// Segments smaller than this are as good as equal.
const SMALL: usize = 256;

/// A change made ready.
pub(crate) struct Change {
    parts: Vec<Living>,
    tallies: Tallies,
}

/// What a change adds to what is counted, or takes from it.
#[derive(Default)]
pub(crate) struct Tallies {
    /// By the place's key.
    pub(crate) places: HashMap<String, Tally>,
    pub(crate) spoken: HashMap<String, i64>,
}

impl Corpus {
    /// The change that takes these ids away and then adds the new segments.
    pub(crate) fn changed(&self, ids: &[Uuid], new: Vec<Living>) -> Change {
        let mut parts = self.parts.clone();
        let mut tallies = Tallies::default();
        let mut leaving = vec![Gone::default(); parts.len()];
        for (at, entry) in ids.iter().filter_map(|id| self.find(*id)) {
            leaving[at].mark(entry);
            parts[at].gone.mark(entry);
        }
        for (part, leaving) in parts.iter().zip(&leaving).filter(|(_, leaving)| leaving.len() > 0) {
            tallies.count(&part.segment, |entry| leaving.has(entry), -1.0);
        }
        for part in &new {
            tallies.count(&part.segment, |entry| !part.gone.has(entry), 1.0);
        }
        parts.extend(new);
        Change { parts, tallies }
    }
}

impl Change {
    /// How many entries there would be, gone ones too.
    pub(crate) fn entries(&self) -> usize {
        self.parts.iter().map(|part| part.segment.len()).sum()
    }

    pub(crate) fn done(self) -> (Corpus, Tallies) {
        (Corpus::of(self.parts), self.tallies)
    }
}

impl Tallies {
    /// Counts some entries of a segment in, or out.
    fn count(&mut self, segment: &Segment, which: impl Fn(u32) -> bool, sign: f64) {
        let mut names = vec![0_u16; segment.len()];
        for (_, entries) in segment.places.iter() {
            for entry in entries {
                names[*entry as usize] = names[*entry as usize].saturating_add(1);
            }
        }
        for (name, entries) in segment.places.iter() {
            let key = name.split_once('\0').map_or(name, |(key, _)| key);
            let mut tally = Tally::default();
            for entry in entries.iter().filter(|entry| which(**entry)) {
                tally.add(segment.points.of(*entry), names[*entry as usize].into(), sign);
            }
            if tally != Tally::default() {
                self.places.entry(key.to_owned()).or_default().join(&tally);
            }
        }
        for (entry, set) in segment.naming_languages().filter(|(entry, _)| which(*entry)) {
            let _ = entry;
            for language in &segment.spoken[set] {
                *self.spoken.entry(language.clone()).or_default() += sign as i64;
            }
        }
    }
}

/// Of entries with the same id in several new segments, the last stays.
pub(crate) fn keep_last(new: &mut [Living]) {
    if new.len() < 2 {
        return;
    }
    let mut seen = HashSet::new();
    for part in new.iter_mut().rev() {
        let again: Vec<u32> = part
            .segment
            .ids
            .iter()
            .filter(|id| seen.contains(*id))
            .filter_map(|id| part.segment.entry(*id))
            .collect();
        again.into_iter().for_each(|entry| {
            part.gone.mark(entry);
        });
        seen.extend(part.segment.ids.iter().copied());
    }
}

/// The segments there had better be; nothing, where these are well as they are.
pub(crate) fn settled(parts: &[Living]) -> Option<Vec<Living>> {
    let mut left: Vec<Living> = parts.iter().filter(|part| part.alive() > 0).cloned().collect();
    let mut changed = left.len() < parts.len();
    let (mut from, mut size) = (left.len(), 0);
    while let Some(before) = from.checked_sub(1) {
        let alive = left[before].alive();
        if from < left.len() && alive >= SMALL && alive > size * GROWTH {
            break;
        }
        (size, from) = (size + alive, before);
    }
    if left.len() - from > 1 {
        let new = merged(&left[from..].iter().map(Living::part).collect::<Vec<_>>());
        left.truncate(from);
        left.push(Living::new(new));
        changed = true;
    }
    // What is gone to a good part is written again without it.
    for part in &mut left {
        let gone = part.gone.len();
        if gone * 4 > part.segment.len() || gone > 0 && part.segment.len() < SMALL {
            *part = Living::new(merged(&[part.part()]));
            changed = true;
        }
    }
    changed.then_some(left)
}
