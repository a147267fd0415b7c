//! Writing the lists that `postings` reads: one after another, or each in a place in the midst of others that is known to be
//! as long as it needs.

use super::postings::{DESCRIPTION, Shape};
use crate::text::FIELDS;

/// After so many postings stands a skip.
const BLOCK: u32 = 128;
/// Bytes of a skip.
pub(crate) const SKIP: usize = 8;
/// Lists so short do not say how many entries hold the term in each field: reading them does. Most words are in one entry.
pub(crate) const SHORT: u32 = 8;
/// Beside the six fields: some field holds the term more than once.
pub(crate) const OFTEN: u8 = 1 << FIELDS;
/// In place of the fields: only the description holds it, so many times as the other bits say.
pub(crate) const SAID: u8 = 1 << 7;

/// A list being written, entries in order.
#[derive(Debug, Default)]
pub(crate) struct Writing {
    bytes: Vec<u8>,
    skips: Vec<(u32, u32)>,
    last: u32,
    count: u32,
    fields: [u32; FIELDS],
}

impl Writing {
    pub(crate) fn push(&mut self, entry: u32, shape: Shape) {
        if self.count > 0 && self.count.is_multiple_of(BLOCK) {
            self.skips.push((self.last, self.bytes.len() as u32));
        }
        write(&mut self.bytes, entry - self.last, shape);
        add(&mut self.fields, shape);
        self.last = entry;
        self.count += 1;
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Adds the finished list to others, and makes ready for the next.
    pub(crate) fn finish(&mut self, lists: &mut Vec<u8>) {
        head(self.count, &self.fields, |byte| lists.push(byte));
        for (last, at) in self.skips.drain(..) {
            lists.extend(last.to_le_bytes());
            lists.extend(at.to_le_bytes());
        }
        lists.append(&mut self.bytes);
        (self.last, self.count, self.fields) = (0, 0, [0; FIELDS]);
    }
}

/// Adds one posting to others.
pub(crate) fn write(bytes: &mut Vec<u8>, step: u32, shape: Shape) {
    encode(step, shape, |byte| bytes.push(byte));
}

#[inline]
fn encode(step: u32, shape: Shape, mut put: impl FnMut(u8)) {
    let plain = shape == Shape::PLAIN;
    number(u64::from(step) << 1 | u64::from(!plain), &mut put);
    if !plain {
        let said = shape.often[FIELDS - 1];
        if shape.fields == DESCRIPTION && said < SAID {
            return put(SAID | said);
        }
        let often = shape.often.iter().any(|often| *often > 1);
        put(shape.fields | if often { OFTEN } else { 0 });
        if often {
            shape.often.into_iter().filter(|often| *often > 0).for_each(put);
        }
    }
}

fn add(fields: &mut [u32; FIELDS], shape: Shape) {
    for (field, held) in fields.iter_mut().enumerate() {
        *held += u32::from(shape.fields >> field & 1);
    }
}

/// What stands before a list.
fn head(count: u32, fields: &[u32; FIELDS], mut put: impl FnMut(u8)) {
    number(u64::from(count), &mut put);
    if count > SHORT {
        fields.iter().for_each(|held| number(u64::from(*held), &mut put));
    }
}

/// Bytes of skips of a list of so many.
pub(crate) fn skips(count: u32) -> usize {
    (count.saturating_sub(1) / BLOCK) as usize * SKIP
}

/// How long a list will be, so that it can be written where it shall stand.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    last: u32,
    count: u32,
    bytes: usize,
    fields: [u32; FIELDS],
}

impl Tally {
    pub(crate) fn count(&mut self, entry: u32, shape: Shape) {
        encode(entry - self.last, shape, |_| self.bytes += 1);
        add(&mut self.fields, shape);
        self.last = entry;
        self.count += 1;
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.count == 0
    }

    pub(crate) fn bytes(&self) -> usize {
        let mut head_bytes = 0;
        head(self.count, &self.fields, |_| head_bytes += 1);
        head_bytes + skips(self.count) + self.bytes
    }

    /// Begins the list at a place in the midst of others.
    pub(crate) fn begin(&self, bytes: &mut [u8], mut at: usize) -> Place {
        head(self.count, &self.fields, |byte| {
            bytes[at] = byte;
            at += 1;
        });
        let start = at + skips(self.count);
        Place { skip: at, start, at: start, last: 0, count: 0 }
    }
}

/// A list being written in its place.
#[derive(Debug)]
pub(crate) struct Place {
    skip: usize,
    start: usize,
    at: usize,
    last: u32,
    count: u32,
}

impl Place {
    pub(crate) fn push(&mut self, bytes: &mut [u8], entry: u32, shape: Shape) {
        if self.count > 0 && self.count.is_multiple_of(BLOCK) {
            let whole = u64::from(self.last) | ((self.at - self.start) as u64) << 32;
            bytes[self.skip..self.skip + SKIP].copy_from_slice(&whole.to_le_bytes());
            self.skip += SKIP;
        }
        encode(entry - self.last, shape, |byte| {
            bytes[self.at] = byte;
            self.at += 1;
        });
        self.last = entry;
        self.count += 1;
    }
}

/// Seven bits a byte, the lowest first; the high bit says that more follow.
#[inline]
fn number(mut number: u64, put: &mut impl FnMut(u8)) {
    while number >= 0x80 {
        put(number as u8 | 0x80);
        number >>= 7;
    }
    put(number as u8);
}
