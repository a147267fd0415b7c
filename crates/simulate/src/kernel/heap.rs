//! Events in order of time; those of one moment in the order they were asked for.
//!
//! A heap with four children a node: half as deep as one with two, and the four lie beside each other in memory.

use super::Tick;

const CHILDREN: usize = 4;

#[derive(Debug, Clone, Copy)]
struct Entry<E> {
    time: Tick,
    number: u64,
    event: E,
}

impl<E> Entry<E> {
    #[inline]
    fn before(&self, other: &Self) -> bool {
        (self.time, self.number) < (other.time, other.number)
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
        let entry = Entry { time, number: self.asked, event };
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
        self.entries.first().map(|entry| entry.time)
    }

    /// The next event and its moment.
    #[inline]
    pub fn pop(&mut self) -> Option<(Tick, E)> {
        let last = self.entries.pop()?;
        let Some(first) = self.entries.first().copied() else { return Some((last.time, last.event)) };
        let size = self.entries.len();
        let mut at = 0;
        loop {
            let from = at * CHILDREN + 1;
            if from >= size {
                break;
            }
            let mut least = from;
            for child in from + 1..(from + CHILDREN).min(size) {
                if self.entries[child].before(&self.entries[least]) {
                    least = child;
                }
            }
            if !self.entries[least].before(&last) {
                break;
            }
            self.entries[at] = self.entries[least];
            at = least;
        }
        self.entries[at] = last;
        Some((first.time, first.event))
    }
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
