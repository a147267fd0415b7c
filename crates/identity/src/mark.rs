//! A mark of something that must not be kept itself, such as the address somebody came from: the
//! same thing gives the same mark under one key, and nothing leads back without the key.

use crate::keys;

/// The mark. `about` keeps marks of different things apart, and says for how long one is the
/// same: with the day in it, tomorrow's mark of the same address is another.
pub fn mark(key: &[u8; 32], about: &str, what: &str) -> [u8; 32] {
    keys::hmac(key, &[about.as_bytes(), &[0], what.as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_the_same_for_the_same_and_for_nothing_else() {
        let of = |key: u8, about: &str, what: &str| mark(&[key; 32], about, what);
        assert_eq!(of(1, "day 1", "192.0.2.7"), of(1, "day 1", "192.0.2.7"));
        for other in [of(2, "day 1", "192.0.2.7"), of(1, "day 2", "192.0.2.7"), of(1, "day 1", "192.0.2.8")] {
            assert_ne!(other, of(1, "day 1", "192.0.2.7"));
        }
        assert_ne!(of(1, "a", "bc"), of(1, "ab", "c"), "where one ends and the other begins is part of it");
    }
}
