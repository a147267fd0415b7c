//! Changing what there is: which entries come and go, and which segments are merged afterwards.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

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
    /// The change that takes these ids away and then adds a new segment.
    pub(crate) fn changed(&self, ids: &[Uuid], new: Option<Living>) -> Change {
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
        if let Some(part) = &new {
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
        for (_, set) in segment.naming_languages().filter(|(entry, _)| which(*entry)) {
            for language in &segment.spoken[set] {
                *self.spoken.entry(language.clone()).or_default() += sign as i64;
            }
        }
    }
}

/// Segments that had better be one.
pub(crate) struct Merge {
    parts: Vec<Living>,
}

/// The segments there had better be one of, among those from `from` on; nothing, where all are well as they are.
pub(crate) fn wanted(parts: &[Living], from: usize) -> Option<Merge> {
    let (mut first, mut size) = (parts.len(), 0);
    while first > from {
        let alive = parts[first - 1].alive();
        if first < parts.len() && alive >= SMALL && alive > size * GROWTH {
            break;
        }
        (size, first) = (size + alive, first - 1);
    }
    if parts.len() - first > 1 {
        return Some(Merge { parts: parts[first..].to_vec() });
    }
    // What is gone to a good part is written again without it.
    let thin = |part: &&Living| {
        let gone = part.gone.len();
        gone * 4 > part.segment.len() || gone > 0 && part.segment.len() < SMALL
    };
    parts[from..].iter().find(thin).map(|part| Merge { parts: vec![part.clone()] })
}

impl Merge {
    /// How many entries it is about.
    pub(crate) fn size(&self) -> usize {
        self.parts.iter().map(Living::alive).sum()
    }

    /// The one segment, which takes as long as it takes and needs nothing else.
    pub(crate) fn segment(&self) -> Segment {
        merged(&self.parts.iter().map(Living::part).collect::<Vec<_>>())
    }

    /// Where its segments stand among others, which they do one after another.
    pub(crate) fn place(&self, parts: &[Living]) -> Option<Range<usize>> {
        let first = self.parts.first()?;
        let at = parts.iter().position(|part| Arc::ptr_eq(&part.segment, &first.segment))?;
        Some(at..at + self.parts.len())
    }

    /// The segments as they are now with the one in the place of its own. What went while it was being written goes from it too.
    pub(crate) fn done(&self, mut parts: Vec<Living>, new: Segment) -> Vec<Living> {
        let Some(place) = self.place(&parts) else { return parts };
        let mut new = Living::new(new);
        for (before, now) in self.parts.iter().zip(&parts[place.clone()]) {
            for entry in now.gone.since(&before.gone) {
                let id = now.segment.ids[entry as usize];
                if let Some(entry) = new.segment.entry(id) {
                    new.gone.mark(entry);
                }
            }
        }
        let new = (new.segment.len() > 0).then_some(new);
        parts.splice(place, new);
        parts
    }
}
