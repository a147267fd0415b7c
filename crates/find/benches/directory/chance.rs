//! Chance that comes out the same every time.

/// A stream of numbers from a seed (SplitMix64).
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    pub fn one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }

    pub fn of<'a, T>(&mut self, some: &'a [T]) -> &'a T {
        &some[self.below(some.len() as u64) as usize]
    }

    /// From 0 to 1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Two numbers around nothing, each as a bell curve has them.
    pub fn round_about(&mut self) -> (f64, f64) {
        let far = (-2.0 * (1.0 - self.share()).ln()).sqrt();
        let turn = std::f64::consts::TAU * self.share();
        (far * turn.sin(), far * turn.cos())
    }

    /// Mostly small numbers, seldom large ones: about `many` kinds, each half as common as one of half its number.
    pub fn zipf(&mut self, many: f64) -> u64 {
        many.powf(self.share()) as u64
    }
}
