//! Events in order of time; those of one moment in the order they were asked for.
//!
//! A heap with four children a node: half as deep as one with two, and the four lie beside each other in memory.

use super::Tick;

const CHILDREN: usize = 4;

#[derive(Debug, Clone, Copy)]
struct Entry<E> {
    /// The moment, and below it which of that moment's this is: one number to compare, and no branch to guess wrong.
    key: u128,
    event: E,
}

impl<E> Entry<E> {
    #[inline]
    fn before(&self, other: &Self) -> bool {
        self.key < other.key
    }

    #[inline]
    fn time(&self) -> Tick {
        (self.key >> 64) as Tick
    }
}

/// What is still to happen.
#[derive(Debug, Clone)]
pub struct Heap<E> {
    entries: Vec<Entry<E>>,
    asked: u64,
}

impl<E> Default for Heap<E> {
    fn default() -> Self {
        Self { entries: Vec::new(), asked: 0 }
    }
}

impl<E: Copy> Heap<E> {
    /// Forgets everything and counts from the beginning; the memory is kept.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.asked = 0;
    }

    /// How many events are still to come.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is still to come.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Lets `event` happen at `time`, after all that was asked for that moment before.
    #[inline]
    pub fn push(&mut self, time: Tick, event: E) {
        let entry = Entry { key: u128::from(time) << 64 | u128::from(self.asked), event };
        self.asked += 1;
        self.entries.push(entry);
        let mut at = self.entries.len() - 1;
        while at > 0 {
            let parent = (at - 1) / CHILDREN;
            if !entry.before(&self.entries[parent]) {
                break;
            }
            self.entries[at] = self.entries[parent];
            at = parent;
        }
        self.entries[at] = entry;
    }

    /// When the next event happens.
    #[must_use]
    pub fn next_time(&self) -> Option<Tick> {
        self.entries.first().map(Entry::time)
    }

    /// The next event and its moment.
    #[inline]
    pub fn pop(&mut self) -> Option<(Tick, E)> {
        let last = self.entries.pop()?;
        let Some(first) = self.entries.first().copied() else { return Some((last.time(), last.event)) };
        let size = self.entries.len();
        let mut at = 0;
        loop {
            let from = at * CHILDREN + 1;
            if from >= size {
                break;
            }
            let least = from + first_of(&self.entries[from..size.min(from + CHILDREN)]);
            if !self.entries[least].before(&last) {
                break;
            }
            self.entries[at] = self.entries[least];
            at = least;
        }
        self.entries[at] = last;
        Some((first.time(), first.event))
    }
}

/// Which of some siblings, one at least, comes first.
#[inline]
fn first_of<E>(siblings: &[Entry<E>]) -> usize {
    if let [a, b, c, d] = siblings {
        // A knockout: two games that need not wait for each other, and a final.
        let (left, ab) = if b.before(a) { (1, b.key) } else { (0, a.key) };
        let (right, cd) = if d.before(c) { (3, d.key) } else { (2, c.key) };
        return if cd < ab { right } else { left };
    }
    let mut least = 0;
    for (at, it) in siblings.iter().enumerate().skip(1) {
        if it.before(&siblings[least]) {
            least = at;
        }
    }
    least
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_order_of_time_and_then_of_asking() {
        let mut heap = Heap::default();
        for (number, time) in [5u64, 1, 5, 3, 1, 5, 0].into_iter().enumerate() {
            heap.push(time, number);
        }
        let order: Vec<_> = std::iter::from_fn(|| heap.pop()).collect();
        assert_eq!(order, [(0, 6), (1, 1), (1, 4), (3, 3), (5, 0), (5, 2), (5, 5)]);
    }

    proptest::proptest! {
        #[test]
        fn as_a_stable_sort_has_it(times in proptest::collection::vec(0u64..50, 0..300)) {
            let mut heap = Heap::default();
            for (number, time) in times.iter().enumerate() {
                heap.push(*time, number);
            }
            let mut sorted: Vec<_> = times.iter().copied().zip(0usize..).collect();
            sorted.sort();
            let order: Vec<_> = std::iter::from_fn(|| heap.pop()).collect();
            proptest::prop_assert_eq!(order, sorted);
        }
    }
}
