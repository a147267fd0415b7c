//! Which entries hold a term, in which fields and how often: a list in a few bits an entry.
//!
//! Entries are numbered within their segment and a list is in that order, each as the step from the one before. Half of
//! all postings are "once, in the description"; these cost nothing beyond the step. Every [`BLOCK`] postings a skip says where
//! to start reading, so that one entry is found without reading the whole list.

use crate::text::FIELDS;

const BLOCK: u32 = 128;
/// Bytes of a skip.
const SKIP: usize = 8;
/// Lists so short do not say how many entries hold the term in each field: reading them does. Most words are in one entry.
const SHORT: u32 = 8;
/// The last field of all is the description.
const DESCRIPTION: u8 = 1 << (FIELDS - 1);
/// Beside the six fields: some field holds the term more than once.
const OFTEN: u8 = 1 << FIELDS;

/// How a term stands in one entry.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    /// One bit for each field that holds it.
    pub(crate) fields: u8,
    /// How often each field does.
    pub(crate) often: [u8; FIELDS],
}

impl Shape {
    /// Once in the description, and nowhere else.
    pub(crate) const PLAIN: Self = {
        let mut often = [0; FIELDS];
        often[FIELDS - 1] = 1;
        Self { fields: DESCRIPTION, often }
    };

    /// Once more in a field.
    pub(crate) fn add(&mut self, field: usize) {
        self.fields |= 1 << field;
        self.often[field] = self.often[field].saturating_add(1);
    }
}

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

fn skips(count: u32) -> usize {
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

/// A finished list.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Postings<'a> {
    count: u32,
    fields: [u32; FIELDS],
    skips: &'a [u8],
    bytes: &'a [u8],
}

impl<'a> Postings<'a> {
    pub(crate) fn open(mut bytes: &'a [u8]) -> Self {
        let count = read(&mut bytes).unwrap_or(0) as u32;
        if count <= SHORT {
            let mut fields = [0; FIELDS];
            for (_, shape) in (Reading { bytes, entry: 0 }) {
                let held = fields.iter_mut().enumerate();
                held.for_each(|(field, held)| *held += u32::from(shape.fields >> field & 1));
            }
            return Self { count, fields, skips: &[], bytes };
        }
        let fields = std::array::from_fn(|_| read(&mut bytes).unwrap_or(0) as u32);
        let (skips, bytes) = bytes.split_at_checked(skips(count)).unwrap_or_default();
        Self { count, fields, skips, bytes }
    }

    /// How many entries hold it.
    pub(crate) fn count(&self) -> u32 {
        self.count
    }

    /// How many entries hold it in each field.
    pub(crate) fn fields(&self) -> [u32; FIELDS] {
        self.fields
    }

    pub(crate) fn iter(&self) -> Reading<'a> {
        Reading { bytes: self.bytes, entry: 0 }
    }

    /// How one entry holds it, if it does.
    pub(crate) fn at(&self, entry: u32) -> Option<Shape> {
        let mut cursor = Cursor::new(*self);
        cursor.seek(entry);
        cursor.next().filter(|(found, _)| *found == entry).map(|(_, shape)| shape)
    }

    /// How many places there are to begin reading at, besides the beginning.
    fn skips(&self) -> usize {
        self.skips.len() / SKIP
    }

    /// The last entry before a place to begin at, and where in the bytes that place is.
    fn skip(&self, number: usize) -> (u32, usize) {
        let bytes = self.skips.get(number * SKIP..number * SKIP + SKIP).and_then(|bytes| bytes.try_into().ok());
        let whole = u64::from_le_bytes(bytes.unwrap_or_default());
        (whole as u32, (whole >> 32) as usize)
    }
}

/// A place in a list that only ever moves on, over what is not asked for without reading it.
#[derive(Debug, Clone)]
pub(crate) struct Cursor<'a> {
    list: Postings<'a>,
    rest: Reading<'a>,
    next: Option<(u32, Shape)>,
    /// How many skips stand before this place, at least.
    passed: usize,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(list: Postings<'a>) -> Self {
        let mut rest = list.iter();
        Self { list, next: rest.next(), rest, passed: 0 }
    }

    /// The posting here.
    #[inline]
    pub(crate) fn next(&self) -> Option<(u32, Shape)> {
        self.next
    }

    /// The posting here, if its entry comes before `end`; then moves on to the next.
    #[inline]
    pub(crate) fn take_before(&mut self, end: u32) -> Option<(u32, Shape)> {
        let taken = self.next.filter(|(entry, _)| *entry < end)?;
        self.next = self.rest.next();
        Some(taken)
    }

    /// Moves on to the first posting of this entry or a later one.
    #[inline]
    pub(crate) fn seek(&mut self, entry: u32) {
        if self.next.is_some_and(|(here, _)| here < entry) {
            self.leap(entry);
            self.next = self.rest.seek(entry);
        }
    }

    /// Over whole blocks that end before an entry: first by ever longer leaps, then by halves.
    fn leap(&mut self, entry: u32) {
        let all = self.list.skips();
        let ends_before = |number: usize| self.list.skip(number).0 < entry;
        let (mut low, mut leap) = (self.passed, 1);
        while low + leap <= all && ends_before(low + leap - 1) {
            (low, leap) = (low + leap, leap * 2);
        }
        let mut high = all.min(low + leap - 1);
        while low < high {
            let middle = usize::midpoint(low, high);
            if ends_before(middle) { low = middle + 1 } else { high = middle }
        }
        if low > self.passed {
            self.passed = low;
            let (last, at) = self.list.skip(low - 1);
            if last > self.rest.entry {
                self.rest = Reading { bytes: self.list.bytes.get(at..).unwrap_or_default(), entry: last };
            }
        }
    }
}

/// A list being read, entries in order.
#[derive(Debug, Clone)]
pub(crate) struct Reading<'a> {
    bytes: &'a [u8],
    entry: u32,
}

impl Iterator for Reading<'_> {
    type Item = (u32, Shape);

    #[inline]
    fn next(&mut self) -> Option<(u32, Shape)> {
        let step = read(&mut self.bytes)?;
        self.entry = self.entry.wrapping_add((step >> 1) as u32);
        if step & 1 == 0 {
            return Some((self.entry, Shape::PLAIN));
        }
        let (&fields, mut rest) = self.bytes.split_first()?;
        let mut shape = Shape { fields: fields & !OFTEN, often: [0; FIELDS] };
        for field in 0..FIELDS {
            if fields >> field & 1 == 1 {
                shape.often[field] = 1;
                if fields & OFTEN != 0 {
                    let (&often, after) = rest.split_first()?;
                    (shape.often[field], rest) = (often, after);
                }
            }
        }
        self.bytes = rest;
        Some((self.entry, shape))
    }
}

impl<'a> Reading<'a> {
    /// Postings that [`write`] wrote one after another.
    pub(crate) fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, entry: 0 }
    }

    /// The first posting of this entry or a later one; those before are passed over.
    fn seek(&mut self, wanted: u32) -> Option<(u32, Shape)> {
        loop {
            let before = self.clone();
            let step = read(&mut self.bytes)?;
            self.entry = self.entry.wrapping_add((step >> 1) as u32);
            if self.entry >= wanted {
                *self = before;
                return self.next();
            }
            if step & 1 == 1 {
                let fields = *self.bytes.first()?;
                let often = if fields & OFTEN == 0 { 0 } else { (fields & !OFTEN).count_ones() as usize };
                self.bytes = self.bytes.get(1 + often..)?;
            }
        }
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

#[inline]
fn read(bytes: &mut &[u8]) -> Option<u64> {
    let (&first, rest) = bytes.split_first()?;
    *bytes = rest;
    if first < 0x80 {
        return Some(u64::from(first));
    }
    let mut number = u64::from(first & 0x7f);
    for shift in (7..64).step_by(7) {
        let (&next, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(next & 0x7f) << shift;
        if next < 0x80 {
            break;
        }
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shape() -> impl Strategy<Value = Shape> {
        prop_oneof![
            Just(Shape::PLAIN),
            prop::collection::vec(0..FIELDS, 1..9).prop_map(|fields| {
                let mut shape = Shape::default();
                fields.into_iter().for_each(|field| shape.add(field));
                shape
            })
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            steps in prop::collection::vec((1..100_000_u32, shape()), 0..700),
            mut seeks in prop::collection::vec(0..70_000_000_u32, 0..20),
        ) {
            seeks.sort_unstable();
            let mut entry = 0;
            let all: Vec<(u32, Shape)> =
                steps.iter().map(|(step, shape)| { entry += step; (entry - 1, *shape) }).collect();
            let (mut writing, mut bytes) = (Writing::default(), vec![1, 2, 3]);
            all.iter().for_each(|(entry, shape)| writing.push(*entry, *shape));
            prop_assert_eq!(writing.is_empty(), all.is_empty());
            writing.finish(&mut bytes);
            let mut tally = Tally::default();
            all.iter().for_each(|(entry, shape)| tally.count(*entry, *shape));
            prop_assert_eq!(tally.bytes() + 3, bytes.len());
            let mut others = vec![7; bytes.len() + 2];
            let mut place = tally.begin(&mut others, 3);
            all.iter().for_each(|(entry, shape)| place.push(&mut others, *entry, *shape));
            prop_assert_eq!(&others[3..bytes.len()], &bytes[3..], "written in its place it is the same");
            prop_assert!(others[..3] == [7; 3] && others[bytes.len()..] == [7; 2]);
            let list = Postings::open(&bytes[3..]);
            prop_assert_eq!(list.count() as usize, all.len());
            prop_assert_eq!(list.fields()[0] as usize, all.iter().filter(|(_, s)| s.often[0] > 0).count());
            prop_assert_eq!(list.iter().collect::<Vec<_>>(), all.clone());
            let (mut cursor, mut read) = (Cursor::new(list), 0);
            for wanted in seeks {
                cursor.seek(wanted);
                let from = all.partition_point(|(entry, _)| *entry < wanted).max(read);
                prop_assert_eq!(cursor.next(), all.get(from).copied());
                let end = wanted.saturating_add(wanted % 5_000);
                let taken: Vec<_> = std::iter::from_fn(|| cursor.take_before(end)).collect();
                let to = from + taken.len();
                read = to;
                prop_assert_eq!(&all[from..to], &taken[..]);
                prop_assert!(all.get(to).is_none_or(|(entry, _)| *entry >= end));
            }
            for (entry, shape) in &all {
                prop_assert_eq!(list.at(*entry), Some(*shape));
                let next = all.iter().any(|(other, _)| *other == entry + 1);
                prop_assert_eq!(list.at(entry + 1).is_some(), next);
            }
        }

        #[test]
        fn bytes_of_any_kind_are_read_to_an_end(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let list = Postings::open(&bytes);
            prop_assert!(list.iter().take(1_000).count() <= 200);
        }
    }
}
