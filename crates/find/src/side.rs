//! The concepts of one question, read side by side over the entries of one segment: some entries at a time, so that what is
//! summed up of them stays close to the processor.

use std::ops::Range;

use crate::corpus::Living;
use crate::holding::Terms;
use crate::segment::Cursor;
use crate::text::{Scoring, together};

/// How many entries are looked at together.
const WINDOW: u32 = 2_048;

/// How one entry holds one concept, before it is compared with any other.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Held {
    /// The score for the word itself.
    pub(crate) own: f32,
    best: f32,
    sum: f32,
    /// How many of the topics that meet it.
    pub(crate) on: u32,
}

impl Held {
    /// The score for other words for it.
    pub(crate) fn also(&self) -> f32 {
        together(self.best, self.sum)
    }

    pub(crate) fn in_any_way(&self) -> bool {
        self.own > 0.0 || self.best > 0.0 || self.on > 0
    }
}

/// A list of one concept.
struct List<'a> {
    cursor: Cursor<'a>,
    scoring: &'a Scoring<'a>,
    concept: usize,
    own: bool,
}

/// The entries with one topic of a concept.
struct Topic<'a> {
    rest: &'a [u32],
    concept: usize,
}

/// Every list of a question in one segment.
pub(crate) struct SideBySide<'a> {
    part: &'a Living,
    lists: Vec<List<'a>>,
    topics: Vec<Topic<'a>>,
    concepts: usize,
    /// A row for each entry of the window, with a place for each concept.
    rows: Vec<Held>,
    touched: Vec<u64>,
}

/// Some entries in a row, and the place of the first among all of its window.
struct Stretch {
    entries: Range<u32>,
    place: u32,
}

impl<'a> SideBySide<'a> {
    /// The lists of the segment with this number.
    pub(crate) fn new(at: usize, part: &'a Living, concepts: &[&'a Terms<'a>]) -> Self {
        let (mut lists, mut topics) = (Vec::new(), Vec::new());
        for (concept, terms) in concepts.iter().enumerate() {
            lists.extend(terms.lists(at).map(|(own, list, scoring)| List {
                cursor: Cursor::new(list),
                scoring,
                concept,
                own,
            }));
            topics.extend(terms.topics(at).iter().map(|rest| Topic { rest, concept }));
        }
        lists.retain(|list| list.cursor.next().is_some());
        let rows = vec![Held::default(); WINDOW as usize * concepts.len()];
        Self { part, lists, topics, concepts: concepts.len(), rows, touched: vec![0; WINDOW as usize / 64] }
    }

    /// Hands over every entry of some runs, themselves in order, that holds any concept: in order, each with how it holds
    /// them all.
    pub(crate) fn each(mut self, runs: &[Range<u32>], mut take: impl FnMut(u32, &[Held])) {
        let mut rest = runs.iter().cloned().peekable();
        let mut begun: Option<Range<u32>> = None;
        let mut window: Vec<Stretch> = Vec::new();
        loop {
            let Some(next) = begun.take().or_else(|| rest.next()) else { return };
            let Some(from) = self.first(next.start) else { return };
            if from >= next.end {
                continue;
            }
            let mut run = next.start.max(from)..next.end;
            let mut room = WINDOW;
            window.clear();
            loop {
                let end = run.end.min(run.start + room);
                window.push(Stretch { entries: run.start..end, place: WINDOW - room });
                room -= end - run.start;
                if end < run.end {
                    begun = Some(end..run.end);
                    break;
                }
                match rest.next_if(|_| room > 0) {
                    Some(next) => run = next,
                    None => break,
                }
            }
            self.read(&window);
            self.empty(&window, &mut take);
        }
    }

    /// The first entry from here on that any list holds.
    fn first(&mut self, from: u32) -> Option<u32> {
        let lists = self.lists.iter_mut().filter_map(|list| {
            list.cursor.seek(from);
            list.cursor.next().map(|(entry, _)| entry)
        });
        let topics = self.topics.iter_mut().filter_map(|topic| {
            pass(&mut topic.rest, from);
            topic.rest.first().copied()
        });
        lists.chain(topics).min()
    }

    fn read(&mut self, window: &[Stretch]) {
        let concepts = self.concepts;
        for List { cursor, scoring, concept, own } in &mut self.lists {
            for stretch in window {
                cursor.seek(stretch.entries.start);
                while let Some((entry, shape)) = cursor.take_before(stretch.entries.end) {
                    let (best, sum) = scoring.score(shape, &self.part.segment.lengths[entry as usize]);
                    let place = (stretch.place + entry - stretch.entries.start) as usize;
                    let held = &mut self.rows[place * concepts + *concept];
                    if *own {
                        held.own = together(best, sum);
                    } else {
                        (held.best, held.sum) = (held.best.max(best), held.sum + sum);
                    }
                    self.touched[place / 64] |= 1 << (place % 64);
                }
            }
        }
        for Topic { rest, concept } in &mut self.topics {
            for stretch in window {
                pass(rest, stretch.entries.start);
                while let Some((entry, after)) = rest.split_first().filter(|(at, _)| **at < stretch.entries.end) {
                    let place = (stretch.place + entry - stretch.entries.start) as usize;
                    self.rows[place * concepts + *concept].on += 1;
                    self.touched[place / 64] |= 1 << (place % 64);
                    *rest = after;
                }
            }
        }
    }

    /// Hands over what a window holds, and makes ready for the next.
    fn empty(&mut self, window: &[Stretch], take: &mut impl FnMut(u32, &[Held])) {
        let mut stretches = window.iter();
        let Some(mut stretch) = stretches.next() else { return };
        for (at, bits) in self.touched.iter_mut().enumerate() {
            while *bits != 0 {
                let place = at as u32 * 64 + bits.trailing_zeros();
                *bits &= *bits - 1;
                while place - stretch.place >= stretch.entries.end - stretch.entries.start {
                    let Some(next) = stretches.next() else { return };
                    stretch = next;
                }
                let start = place as usize * self.concepts;
                let row = &mut self.rows[start..start + self.concepts];
                take(stretch.entries.start + (place - stretch.place), row);
                row.fill(Held::default());
            }
        }
    }
}

/// Passes over all before an entry.
fn pass(rest: &mut &[u32], entry: u32) {
    if rest.first().is_some_and(|first| *first < entry) {
        *rest = &rest[rest.partition_point(|other| *other < entry)..];
    }
}
