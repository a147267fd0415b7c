//! Which entries say a word, for whoever searches what is given: for each word the entries that
//! have it, as gaps, one byte each for most. An entry costs some hundred bytes, and a word typed
//! is looked up and not looked for.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::key::Slot;
use super::words::Said;

/// Entries by their words.
#[derive(Default, Clone)]
pub(super) struct Spoken {
    base: Arc<Base>,
    /// Entries whose words are others by now than the base says.
    newer: BTreeMap<Slot, Arc<Said>>,
}

/// Words in order, and where in `lists` the entries of each are.
#[derive(Default)]
struct Base {
    words: String,
    /// Of each word: where it ends, and where its list ends.
    ends: Vec<(u32, u32)>,
    lists: Vec<u8>,
}

/// Entries that hold all the words asked for.
pub(super) struct Holding {
    all: Vec<bool>,
    named: Vec<bool>,
}

impl Holding {
    pub fn has(&self, slot: Slot) -> bool {
        self.all.get(slot as usize) == Some(&true)
    }

    /// Whether the name alone holds them.
    pub fn in_name(&self, slot: Slot) -> bool {
        self.named.get(slot as usize) == Some(&true)
    }
}

/// The lists of words while they are gathered, entry after entry.
#[derive(Default)]
pub(super) struct Gathering(HashMap<String, (Slot, Vec<u8>)>);

impl Gathering {
    /// Entries come in order.
    pub fn add(&mut self, slot: Slot, said: &Said) {
        for (word, named) in said.words() {
            match self.0.get_mut(word) {
                Some((last, list)) => {
                    push(list, slot.saturating_sub(*last), named);
                    *last = slot;
                }
                None => {
                    let mut list = Vec::new();
                    push(&mut list, slot, named);
                    self.0.insert(word.to_owned(), (slot, list));
                }
            }
        }
    }

    pub fn done(self) -> Spoken {
        let mut all: Vec<(String, Vec<u8>)> =
            self.0.into_iter().map(|(word, (_, list))| (word, list)).collect();
        all.sort_unstable();
        let mut base = Base::default();
        for (word, list) in all {
            base.put(&word, &list);
        }
        base.words.shrink_to_fit();
        base.lists.shrink_to_fit();
        Spoken { base: Arc::new(base), newer: BTreeMap::new() }
    }
}

impl Base {
    fn put(&mut self, word: &str, list: &[u8]) {
        self.words.push_str(word);
        self.lists.extend_from_slice(list);
        let end = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        self.ends.push((end(self.words.len()), end(self.lists.len())));
    }

    fn begins(&self, at: usize) -> (usize, usize) {
        let before = at.checked_sub(1).and_then(|before| self.ends.get(before));
        before.map_or((0, 0), |(word, list)| (*word as usize, *list as usize))
    }

    fn word(&self, at: usize) -> &str {
        let end = self.ends.get(at).map_or(0, |(word, _)| *word as usize);
        self.words.get(self.begins(at).0..end).unwrap_or_default()
    }

    fn list(&self, at: usize) -> impl Iterator<Item = (Slot, bool)> {
        let end = self.ends.get(at).map_or(0, |(_, list)| *list as usize);
        entries(self.lists.get(self.begins(at).1..end).unwrap_or_default())
    }

    /// Gives every entry of every word that begins like this.
    fn beginning(&self, like: &str, mut each: impl FnMut(Slot, bool)) {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.word(middle) < like { low = middle + 1 } else { high = middle }
        }
        for at in (low..self.ends.len()).take_while(|at| self.word(*at).starts_with(like)) {
            self.list(at).for_each(|(slot, named)| each(slot, named));
        }
    }
}

impl Spoken {
    /// From now on an entry says this.
    pub fn say(&mut self, slot: Slot, said: Said) {
        self.newer.insert(slot, Arc::new(said));
    }

    /// Whether so many entries have changed that the base is better made anew.
    pub fn is_worn(&self, entries: usize) -> bool {
        self.newer.len() > (entries / 20).max(500)
    }

    /// The same, with what is newer in the base.
    pub fn renewed(&self) -> Spoken {
        let mut words: BTreeMap<&str, Vec<(Slot, bool)>> = BTreeMap::new();
        for at in 0..self.base.ends.len() {
            let kept: Vec<(Slot, bool)> =
                self.base.list(at).filter(|(slot, _)| !self.newer.contains_key(slot)).collect();
            if !kept.is_empty() {
                words.insert(self.base.word(at), kept);
            }
        }
        for (slot, said) in &self.newer {
            for (word, named) in said.words() {
                words.entry(word).or_default().push((*slot, named));
            }
        }
        let mut base = Base::default();
        for (word, mut entries) in words {
            entries.sort_unstable();
            let (mut list, mut last) = (Vec::with_capacity(entries.len()), 0);
            for (slot, named) in entries {
                push(&mut list, slot - last, named);
                last = slot;
            }
            base.put(word, &list);
        }
        Spoken { base: Arc::new(base), newer: BTreeMap::new() }
    }

    /// The entries, of so many, in which each of these begins a word.
    pub fn holding(&self, wanted: &[String], entries: usize) -> Holding {
        let (mut all, mut named) = (vec![true; entries], vec![true; entries]);
        for like in wanted {
            let (mut has, mut has_named) = (vec![false; entries], vec![false; entries]);
            self.base.beginning(like, |slot, in_name| {
                if let Some(place) = has.get_mut(slot as usize) {
                    *place = true;
                }
                if let Some(place) = has_named.get_mut(slot as usize).filter(|_| in_name) {
                    *place = true;
                }
            });
            all.iter_mut().zip(&has).for_each(|(all, has)| *all &= has);
            named.iter_mut().zip(&has_named).for_each(|(named, has)| *named &= has);
        }
        for (slot, said) in &self.newer {
            let held = said.hold(wanted);
            if let Some((all, named)) = all.get_mut(*slot as usize).zip(named.get_mut(*slot as usize)) {
                (*all, *named) = held;
            }
        }
        Holding { all, named }
    }
}

/// A gap and whether the word is in the name, seven bits a byte, the lowest first.
fn push(list: &mut Vec<u8>, gap: Slot, named: bool) {
    let mut rest = u64::from(gap) << 1 | u64::from(named);
    while rest > 0x7f {
        list.push(u8::try_from(rest & 0x7f).unwrap_or(0) | 0x80);
        rest >>= 7;
    }
    list.push(u8::try_from(rest).unwrap_or(0));
}

fn entries(list: &[u8]) -> impl Iterator<Item = (Slot, bool)> {
    let (mut bytes, mut last) = (list.iter(), 0_u64);
    std::iter::from_fn(move || {
        let (mut value, mut shift) = (0_u64, 0);
        loop {
            let byte = *bytes.next()?;
            value |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                break;
            }
        }
        last += value >> 1;
        Some((Slot::try_from(last).ok()?, value & 1 == 1))
    })
}

#[cfg(test)]
mod tests {
    use super::super::words::wanted;
    use super::*;

    /// What entry `n` says, the first time or later.
    fn said(n: Slot, later: bool) -> Said {
        let name = format!("Group {n} of {}", n % 7);
        let rest = format!("words {} café {}", n % 13, if later { "later" } else { "sooner" });
        Said::of([name.as_str()], [rest.as_str()])
    }

    fn must_be_right(spoken: &Spoken, many: Slot, is_later: impl Fn(Slot) -> bool) {
        for asked in ["group", "group 1", "gr 2 of", "wor 12", "cafe soon", "later 3", "900", "nobody", ""] {
            let wanted = wanted(asked);
            let holding = spoken.holding(&wanted, many as usize);
            for n in 0..many {
                let right = said(n, is_later(n)).hold(&wanted);
                assert_eq!((holding.has(n), holding.in_name(n)), right, "{asked}: {n}");
            }
        }
        assert!(!spoken.holding(&[], 1).has(1), "there is no such entry");
    }

    #[test]
    fn words_lead_to_those_that_say_them_however_they_change() {
        let many = 1_200;
        let mut gathering = Gathering::default();
        (0..many).for_each(|n| gathering.add(n, &said(n, false)));
        let mut spoken = gathering.done();
        must_be_right(&spoken, many, |_| false);
        let later = |n: Slot| n.is_multiple_of(2) || n >= 1_190;
        (0..many).filter(|n| later(*n)).for_each(|n| spoken.say(n, said(n, true)));
        must_be_right(&spoken, many, later);
        assert!(spoken.is_worn(many as usize));
        let renewed = spoken.renewed();
        assert!(!renewed.is_worn(many as usize));
        must_be_right(&renewed, many, later);
    }
}
