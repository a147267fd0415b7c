//! Reading many entries at once: as many hands as there are processors, each gathering segments of its own.

use std::collections::{BTreeSet, HashMap};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};

use uuid::Uuid;

use crate::Entry;
use crate::corpus::Living;
use crate::segment::{Gather, Segment, merged};

/// So many entries are gathered by one hand: it is not worth calling for others.
const ALONE: usize = 2_048;
/// How many entries are handed over at a time.
const HANDED: usize = 256;
/// Most entries gathered into one segment before it is merged with others.
const GATHERED: usize = 1 << 15;

/// A gathered segment, and the turn of each of its entries among all that came.
type Gathered = (Segment, Vec<u32>);

/// New entries as a segment; none, where there are no entries. Of entries with the same id, the last stays.
pub(crate) fn gathered(
    phrases: &BTreeSet<Vec<String>>,
    entries: impl Iterator<Item = Entry>,
) -> Option<Living> {
    let (mut gather, mut entries) = (Gather::new(phrases), (0_u32..).zip(entries));
    entries.by_ref().take(ALONE).for_each(|(turn, entry)| gather.add(entry, turn));
    let mut segments = match entries.next() {
        None if gather.len() == 0 => return None,
        None => return Some(Living::new(gather.finish().0)),
        Some(next) => by_many(phrases, gather, std::iter::once(next).chain(entries)),
    };
    // Which segment is full first is a matter of chance; which comes first shall not be.
    segments.sort_by_key(|(_, turns)| turns.iter().min().copied());
    Some(as_one(segments))
}

fn by_many(
    phrases: &BTreeSet<Vec<String>>,
    begun: Gather,
    mut entries: impl Iterator<Item = (u32, Entry)>,
) -> Vec<Gathered> {
    let hands = std::thread::available_parallelism().map_or(1, usize::from);
    let (give, take) = sync_channel::<Vec<(u32, Entry)>>(hands);
    let (take, begun, segments) = (Mutex::new(take), Mutex::new(Some(begun)), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..hands {
            scope.spawn(|| {
                let begun = lock(&begun).take();
                read(&take, phrases, begun, |gathered| lock(&segments).push(gathered));
            });
        }
        loop {
            let some: Vec<_> = entries.by_ref().take(HANDED).collect();
            // Nobody takes any more only when all hands are broken, which is told when the scope ends.
            if some.is_empty() || give.send(some).is_err() {
                break;
            }
        }
        drop(give);
    });
    segments.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// What one hand does.
fn read(
    take: &Mutex<Receiver<Vec<(u32, Entry)>>>,
    phrases: &BTreeSet<Vec<String>>,
    begun: Option<Gather>,
    mut done: impl FnMut(Gathered),
) {
    let mut gather = begun.unwrap_or_else(|| Gather::new(phrases));
    loop {
        let Ok(some) = lock(take).recv() else { break };
        some.into_iter().for_each(|(turn, entry)| gather.add(entry, turn));
        if gather.len() >= GATHERED {
            done(std::mem::replace(&mut gather, Gather::new(phrases)).finish());
        }
    }
    if gather.len() > 0 {
        done(gather.finish());
    }
}

fn lock<T>(shared: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// New segments as one.
fn as_one(new: Vec<Gathered>) -> Living {
    let twice = twice(&new);
    let parts: Vec<Living> = new
        .into_iter()
        .map(|(segment, turns)| {
            let mut part = Living::new(segment);
            for (id, last) in &twice {
                let entry = part.segment.entry(*id).filter(|entry| turns[*entry as usize] != *last);
                entry.into_iter().for_each(|entry| {
                    part.gone.mark(entry);
                });
            }
            part
        })
        .collect();
    match <[Living; 1]>::try_from(parts) {
        Ok([one]) => one,
        Err(parts) => Living::new(merged(&parts.iter().map(Living::part).collect::<Vec<_>>())),
    }
}

/// Ids that came in several segments, each with the turn of the last.
fn twice(new: &[Gathered]) -> HashMap<Uuid, u32> {
    let each = |(segment, turns): &'_ Gathered| {
        segment.ids.iter().copied().zip(turns.iter().copied()).collect::<Vec<_>>()
    };
    let mut all: Vec<(Uuid, u32)> = new.iter().flat_map(each).collect();
    all.sort_unstable();
    let same = all.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1);
    same.filter_map(<[_]>::last).copied().collect()
}
