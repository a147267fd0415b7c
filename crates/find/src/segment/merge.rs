//! Several segments made one, without what is gone, entries again cell by cell.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::postings::Writing;
use super::{Gone, Groups, Known, Row, Segment, Shape, Words};
use crate::Point;
use crate::words::stem_of;

/// A segment to be merged, with what is gone from it.
#[derive(Clone, Copy)]
pub(crate) struct Part<'a> {
    pub(crate) segment: &'a Segment,
    pub(crate) gone: &'a Gone,
}

/// No number: the entry is gone.
const NONE: u32 = u32::MAX;

/// One segment of several.
pub(crate) fn merged(parts: &[Part<'_>]) -> Segment {
    let order = order(parts);
    let mut numbers: Vec<Vec<u32>> = parts.iter().map(|part| vec![NONE; part.segment.len()]).collect();
    let (mut whole, mut known) = (Segment::default(), Known::default());
    for (number, (_, part, entry)) in (0_u32..).zip(&order) {
        numbers[*part as usize][*entry as usize] = number;
        let segment = parts[*part as usize].segment;
        let at = *entry as usize;
        let points: Vec<Point> = segment.points.of(*entry).collect();
        let row = Row {
            id: segment.ids[at],
            name: segment.name(*entry),
            facts: segment.facts[at],
            lengths: segment.lengths[at],
            alike: segment.alike[at],
            points: &points,
            languages: segment.languages(*entry).map_or(&[], |set| segment.spoken[set].as_slice()),
        };
        whole.push(&row, &mut known);
    }
    terms(parts, &numbers, &mut whole);
    let topics = groups(parts, &numbers, |segment| &segment.topics);
    let places = groups(parts, &numbers, |segment| &segment.places);
    let words = words(parts, &whole);
    whole.finish(topics, places, words);
    whole
}

/// Every entry that stays, as (cell, part, number there), in its new order.
fn order(parts: &[Part<'_>]) -> Vec<(u32, u32, u32)> {
    let mut order: Vec<(u32, u32, u32)> = Vec::new();
    for (at, part) in (0_u32..).zip(parts) {
        let entries = (0..part.segment.len() as u32).filter(|entry| !part.gone.has(*entry));
        order.extend(entries.map(|entry| (part.segment.cells.of(entry), at, entry)));
    }
    order.sort_unstable();
    order
}

/// Every term's list, made of the parts' lists.
fn terms(parts: &[Part<'_>], numbers: &[Vec<u32>], whole: &mut Segment) {
    let mut next = vec![0_usize; parts.len()];
    let term = |part: usize, at: usize| {
        let terms = &parts[part].segment.terms;
        (at < terms.len()).then(|| terms.get(at))
    };
    let (mut held, mut list): (Vec<(u32, Shape)>, Writing) = (Vec::new(), Writing::default());
    while let Some(first) = (0..parts.len()).filter_map(|part| term(part, next[part])).min() {
        held.clear();
        for part in 0..parts.len() {
            if term(part, next[part]).is_some_and(|other| other.cmp(first) == Ordering::Equal) {
                let segment = parts[part].segment;
                let reading = super::Postings::open(segment.list_bytes(next[part])).iter();
                let numbered = reading.map(|(entry, shape)| (numbers[part][entry as usize], shape));
                held.extend(numbered.filter(|(number, _)| *number != NONE));
                next[part] += 1;
            }
        }
        // Each part's own are in order already, which this way of sorting makes use of.
        held.sort_by_key(|(number, _)| *number);
        held.iter().for_each(|(number, shape)| list.push(*number, *shape));
        if !list.is_empty() {
            whole.push_term(first, &mut list);
        }
    }
}

fn groups(
    parts: &[Part<'_>],
    numbers: &[Vec<u32>],
    of: impl Fn(&Segment) -> &Groups,
) -> BTreeMap<String, Vec<u32>> {
    let mut groups: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (part, numbers) in parts.iter().zip(numbers) {
        for (name, members) in of(part.segment).iter() {
            let mut stay = members
                .iter()
                .map(|entry| numbers[*entry as usize])
                .filter(|number| *number != NONE)
                .peekable();
            if stay.peek().is_some() {
                groups.entry(name.to_owned()).or_default().extend(stay);
            }
        }
    }
    groups
}

/// Words still used. How often each was by what is gone is not known any more; that only ever decides between two words
/// equally near to a slip.
fn words(parts: &[Part<'_>], whole: &Segment) -> Words {
    let clean = parts.iter().all(|part| part.gone.len() == 0);
    let all = parts.iter().flat_map(|part| part.segment.words.iter());
    let used = all.filter(|(word, _)| clean || whole.has_stem(&stem_of(word)));
    Words::of(used.map(|(word, count)| (word.to_owned(), count)))
}
