//! Sets of people as far as printing needs them: how many they are, and one number that is theirs alone.
//!
//! Every record has a key nobody outside the installation can guess, and a set's key is the sum of its records' keys.
//! Whatever is printed of a set is moved a little by an amount drawn from the set's key. So the same people give the
//! same figure wherever they are counted, asking again tells nothing new, and two sets that differ by one person are
//! moved independently of each other. (The method of cell keys, as statistical offices use it for tables made to order.)

/// What keys are made with: 32 bytes nobody outside the installation knows.
#[derive(Clone)]
pub struct Secret([u64; 4]);

impl Secret {
    /// From 32 random bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        let word = |at: usize| {
            bytes[at * 8..at * 8 + 8].iter().fold(0, |word: u64, byte| word << 8 | u64::from(*byte))
        };
        Self([word(0), word(1), word(2), word(3)])
    }

    /// The key of a record, for as long as the secret and its id stay.
    #[must_use]
    pub fn key_of(&self, record: u128) -> RecordKey {
        let [a, b, c, d] = self.0;
        let (high, low) = ((record >> 64) as u64, record as u64);
        let first = folded(high ^ a, low ^ b);
        RecordKey(mixed(folded(first ^ c, low.rotate_left(32) ^ first.wrapping_add(d))))
    }
}

/// The key of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordKey(u64);

/// A set of records: how many, and their combined key. It prints nothing of itself: see
/// [`crate::Suppressed::of`] and [`Crowd::nudge`].
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Crowd {
    n: u64,
    key: u64,
}

impl Crowd {
    /// Nobody.
    pub const NOBODY: Self = Self { n: 0, key: 0 };

    /// One more, who was not among them.
    pub fn add(&mut self, record: RecordKey) {
        self.n += 1;
        self.key = self.key.wrapping_add(record.0);
    }

    /// With the people of another set, none of whom is in this one.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self { n: self.n + other.n, key: self.key.wrapping_add(other.key) }
    }

    /// Without the people of another set, all of whom are in this one.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self { n: self.n.saturating_sub(other.n), key: self.key.wrapping_sub(other.key) }
    }

    /// How many: the true number, not for printing.
    #[must_use]
    pub fn n(self) -> u64 {
        self.n
    }

    /// Two whole steps down to two up, each as likely: what a count is moved by before it is rounded to five.
    pub(crate) fn step(self) -> i64 {
        (self.drawn(1) % 5) as i64 - 2
    }

    /// What a mean over these people is moved by: less than one person's answer can move it, on a scale `range` wide,
    /// either way. `figure` tells figures of one set apart (the mean before, the mean change).
    #[must_use]
    pub fn nudge(self, figure: u8, range: f64) -> f64 {
        let unit = (self.drawn(0x100 + u64::from(figure)) >> 11) as f64 / (1_u64 << 53) as f64;
        (2.0 * unit - 1.0) * self.most_nudge(range)
    }

    /// The most a mean over these people is moved by: what one of them answering the top of the scale in place of the
    /// bottom would do.
    #[must_use]
    pub fn most_nudge(self, range: f64) -> f64 {
        if self.n == 0 { 0.0 } else { range.abs() / self.n as f64 }
    }

    fn drawn(self, what: u64) -> u64 {
        mixed(self.key ^ mixed(what.wrapping_add(self.n << 20)))
    }
}

/// A sum of sets, none of which share anybody.
impl std::iter::Sum for Crowd {
    fn sum<I: Iterator<Item = Self>>(sets: I) -> Self {
        sets.fold(Self::NOBODY, Self::with)
    }
}

/// The number is not shown, nor the key: neither reaches a log.
impl std::fmt::Debug for Crowd {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Crowd({})", crate::Suppressed::of(*self))
    }
}

/// The two halves of a product of 64 by 64 bits, laid over each other.
fn folded(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b | 1);
    (product >> 64) as u64 ^ product as u64
}

/// SplitMix64's finish: every bit of the answer depends on every bit of the question.
fn mixed(mut z: u64) -> u64 {
    z = z.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Suppressed;

    fn crowd(records: impl IntoIterator<Item = u128>) -> Crowd {
        let secret = Secret::new([9; 32].map(|b: u8| b.wrapping_mul(7)));
        let mut crowd = Crowd::NOBODY;
        records.into_iter().for_each(|record| crowd.add(secret.key_of(record)));
        crowd
    }

    #[test]
    fn the_same_people_are_the_same_set_however_they_are_gathered() {
        let (all, evens, odds) = (crowd(0..40), crowd((0..40).step_by(2)), crowd((1..40).step_by(2)));
        assert_eq!(all, evens.with(odds));
        assert_eq!(all.without(odds), evens);
        assert_eq!([evens, odds].into_iter().sum::<Crowd>(), all);
        assert_eq!(crowd((0..40).rev()).nudge(1, 10.0).to_bits(), all.nudge(1, 10.0).to_bits());
        assert_eq!(Suppressed::of(all), Suppressed::of(evens.with(odds)));
    }

    #[test]
    fn moved_within_bounds_evenly_and_either_way() {
        let (mut steps, mut sum) = ([0_u32; 5], 0.0);
        for first in 0..20_000_u128 {
            let set = crowd(first..first + 8);
            steps[usize::try_from(set.step() + 2).unwrap()] += 1;
            let nudge = set.nudge(3, 10.0);
            assert!(nudge.abs() <= 10.0 / 8.0);
            sum += nudge;
        }
        assert!(steps.iter().all(|times| (3_700..4_300).contains(times)), "{steps:?}");
        assert!((sum / 20_000.0).abs() < 0.02, "{sum}");
    }

    #[test]
    fn figures_of_one_set_are_moved_apart_and_nothing_is_said_in_a_log() {
        let set = crowd(0..30);
        assert_ne!(set.nudge(0, 10.0).to_bits(), set.nudge(1, 10.0).to_bits());
        assert_eq!(format!("{:?}", crowd(0..3)), "Crowd(*)");
        assert_eq!(Crowd::NOBODY.nudge(0, 10.0), 0.0);
    }
}
