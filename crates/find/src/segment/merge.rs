//! Several segments made one, without what is gone, entries again cell by cell.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::postings::Writing;
use super::{Gone, Groups, Known, Lists, Row, Segment, Shape, Words};
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
/// So many entries are merged by two at once: one sees to the lists, the other to all else.
const BY_TWO: usize = 1 << 14;

/// One segment of several.
pub(crate) fn merged(parts: &[Part<'_>]) -> Segment {
    let order = order(parts);
    let mut numbers: Vec<Vec<u32>> = parts.iter().map(|part| vec![NONE; part.segment.len()]).collect();
    for (number, (.., part, entry)) in (0_u32..).zip(&order) {
        numbers[*part as usize][*entry as usize] = number;
    }
    let lists = || lists(parts, &numbers);
    let rest = || (rows(parts, &order), groups(parts, &numbers, |s| &s.topics), groups(parts, &numbers, |s| &s.places));
    let (terms, ((mut whole, known), topics, places)) = if order.len() < BY_TWO {
        (lists(), rest())
    } else {
        std::thread::scope(|scope| {
            let rest = scope.spawn(rest);
            let lists = lists();
            (lists, rest.join().unwrap_or_else(|broken| std::panic::resume_unwind(broken)))
        })
    };
    whole.terms = terms;
    let words = words(parts, &whole);
    whole.finish(known, topics, places, words);
    whole
}

/// Where an entry that stays comes: its cell, the rank of its rarest topic, its part, its number there.
type Turn = (u32, u32, u32, u32);

/// Every entry that stays, in its new order.
fn order(parts: &[Part<'_>]) -> Vec<Turn> {
    let mut order: Vec<Turn> = Vec::with_capacity(parts.iter().map(|part| part.segment.len()).sum());
    for ((at, part), topics) in (0_u32..).zip(parts).zip(rarest(parts)) {
        let entries = (0..part.segment.len() as u32).filter(|entry| !part.gone.has(*entry));
        order.extend(
            entries.map(|entry| (part.segment.cells.of(entry), topics[entry as usize], at, entry)),
        );
    }
    order.sort_unstable();
    order
}

/// For each entry of each part, which of all topics, the rarest first, is its first one; 0 where it has none.
fn rarest(parts: &[Part<'_>]) -> Vec<Vec<u32>> {
    let mut common: BTreeMap<&str, usize> = BTreeMap::new();
    for part in parts {
        part.segment.topics.iter().for_each(|(name, all)| *common.entry(name).or_default() += all.len());
    }
    let mut by_rarity: Vec<(usize, &str)> = common.into_iter().map(|(name, many)| (many, name)).collect();
    by_rarity.sort_unstable();
    let mut ranks: Vec<Vec<u32>> = parts.iter().map(|part| vec![0; part.segment.len()]).collect();
    // The rarest last, which is what stays.
    for (rank, (_, name)) in by_rarity.into_iter().enumerate().rev() {
        for (part, ranks) in parts.iter().zip(&mut ranks) {
            part.segment.topics.under(name).iter().for_each(|entry| ranks[*entry as usize] = rank as u32 + 1);
        }
    }
    ranks
}

/// What is known of each entry.
fn rows(parts: &[Part<'_>], order: &[Turn]) -> (Segment, Known) {
    let (mut whole, mut known) = (Segment::with_room(order.len()), Known::default());
    let mut points: Vec<Point> = Vec::new();
    for (.., part, entry) in order {
        let segment = parts[*part as usize].segment;
        let at = *entry as usize;
        points.clear();
        points.extend(segment.points.of(*entry));
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
    (whole, known)
}

/// Every term's list, made of the parts' lists.
fn lists(parts: &[Part<'_>], numbers: &[Vec<u32>]) -> Lists {
    let mut whole = Lists::with_room(parts.iter().map(|part| part.segment.terms.weight()).sum());
    let term = |part: usize, at: usize| {
        let terms = &parts[part].segment.terms;
        (at < terms.len()).then(|| Reverse((terms.term(at), part, at)))
    };
    let mut next: BinaryHeap<_> = (0..parts.len()).filter_map(|part| term(part, 0)).collect();
    let (mut held, mut list): (Vec<(u32, Shape)>, Writing) = (Vec::new(), Writing::default());
    while let Some(Reverse((first, ..))) = next.peek().copied() {
        held.clear();
        while let Some(Reverse((_, part, at))) = next.peek().filter(|next| next.0.0 == first).copied() {
            let reading = parts[part].segment.terms.list(at).iter();
            let numbered = reading.map(|(entry, shape)| (numbers[part][entry as usize], shape));
            held.extend(numbered.filter(|(number, _)| *number != NONE));
            next.pop();
            next.extend(term(part, at + 1));
        }
        // Each part's own are in order already, or nearly, which this way of sorting makes use of.
        held.sort_by_key(|(number, _)| *number);
        held.iter().for_each(|(number, shape)| list.push(*number, *shape));
        if !list.is_empty() {
            whole.push(first, &mut list);
        }
    }
    whole.shrink();
    whole
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
    Words::of(all.filter(|(word, _)| clean || whole.has_stem(&stem_of(word))))
}
