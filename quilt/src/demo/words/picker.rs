//! A small deterministic picker: the demonstration county must come out the same twice, on every machine,
//! so chance here is arithmetic (SplitMix64) on a seed and nothing else.

/// A stream of choices that depends on its seed alone.
#[derive(Debug, Clone)]
pub struct Picker {
    state: u64,
}

impl Picker {
    /// A picker for this seed.
    pub fn new(seed: u64) -> Self {
        let mut picker = Self { state: seed ^ 0x9e37_79b9_7f4a_7c15 };
        // Stirred once, so that people numbered one after another share nothing.
        picker.state = picker.next();
        picker
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number from 0 up to, not including, `n`; 0 when `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        // Multiply-shift: unbiased enough for prose, and the same on 32 and 64 bits.
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }

    /// One of `items`.
    ///
    /// # Panics
    /// When `items` is empty: every list handed to it is written by hand in these modules.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// True `percent` times in a hundred.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent as usize
    }

    /// A whole number from `low` to `high`, both included; `low` when they are the wrong way round.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.saturating_sub(low).saturating_add(1).max(1);
        low + self.below(span as usize) as i64
    }

    /// A picker of its own for `label`, so that adding a choice in one place does not change another.
    /// It does not move this picker on.
    pub fn fork(&self, label: &str) -> Self {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ self.state;
        for byte in label.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Self::new(hash)
    }

    /// The same items in a new order.
    pub fn shuffled<T: Clone>(&mut self, items: &[T]) -> Vec<T> {
        let mut order = items.to_vec();
        for i in (1..order.len()).rev() {
            order.swap(i, self.below(i + 1));
        }
        order
    }

    /// An index into `weights`, each as likely as its weight says; 0 when all are 0.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let total: usize = weights.iter().map(|w| *w as usize).sum();
        let mut at = self.below(total);
        for (i, w) in weights.iter().enumerate() {
            if at < *w as usize {
                return i;
            }
            at -= *w as usize;
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_choices_and_another_gives_others() {
        let draw = |seed| {
            let mut p = Picker::new(seed);
            (0..50).map(|_| p.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
    }

    #[test]
    fn choices_stay_in_bounds_and_cover_them() {
        let mut p = Picker::new(1);
        let mut seen = [0_u32; 6];
        for _ in 0..6000 {
            let n = p.between(3, 8);
            seen[(n - 3) as usize] += 1;
        }
        assert!(seen.iter().all(|n| (850..1150).contains(n)), "{seen:?}");
        assert_eq!(p.below(0), 0);
        assert_eq!(p.between(9, 2), 9);
    }

    #[test]
    fn a_fork_depends_on_its_label_and_leaves_its_parent_alone() {
        let mut a = Picker::new(5);
        let mut b = Picker::new(5);
        let _ = a.fork("names").below(10);
        assert_eq!(a.below(1_000_000), b.below(1_000_000));
        assert_ne!(a.fork("names").below(1_000_000), a.fork("groups").below(1_000_000));
    }

    #[test]
    fn weights_are_followed() {
        let mut p = Picker::new(2);
        let mut seen = [0_u32; 3];
        for _ in 0..1000 {
            seen[p.weighted(&[0, 3, 1])] += 1;
        }
        assert_eq!(seen[0], 0);
        assert!(seen[1] > 2 * seen[2]);
    }
}
