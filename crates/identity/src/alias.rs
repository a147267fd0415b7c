//! Ids that stand for others: the same id gives the same alias under one key, so that rows about one person stay
//! together, and nothing leads back without the key.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Makes aliases under one key. Made once and used for millions.
#[derive(Clone)]
pub struct Aliases {
    keyed: Hmac<Sha256>,
}

impl Aliases {
    pub fn new(key: &[u8; 32]) -> Self {
        #[expect(
            clippy::expect_used,
            reason = "HMAC takes a key of any length, so a key of 32 bytes is never refused"
        )]
        let keyed = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
        Aliases { keyed }
    }

    /// The first half of HMAC-SHA256 of the id, as 32 hexadecimal digits.
    pub fn of(&self, id: &[u8]) -> String {
        let mut text = String::with_capacity(32);
        self.put(id, &mut text);
        text
    }

    /// The same at the end of a text, for rows by the million.
    pub fn put(&self, id: &[u8], text: &mut String) {
        let mut mac = self.keyed.clone();
        mac.update(id);
        let whole: [u8; 32] = mac.finalize().into_bytes().into();
        for byte in &whole[..16] {
            for digit in [byte >> 4, byte & 15] {
                text.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
            }
        }
    }
}

impl std::fmt::Debug for Aliases {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Aliases(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alias_is_the_same_under_one_key_and_another_under_another() {
        let (one, other) = (Aliases::new(&[1; 32]), Aliases::new(&[2; 32]));
        assert_eq!(one.of(b"somebody"), one.of(b"somebody"));
        assert_ne!(one.of(b"somebody"), one.of(b"somebodz"));
        assert_ne!(one.of(b"somebody"), other.of(b"somebody"));
        assert_eq!(one.of(b"").len(), 32);
    }

    #[test]
    fn an_alias_is_the_first_half_of_the_keyed_hash() {
        let whole = crate::keys::hmac(&[1; 32], &[b"somebody"]);
        let half: String = whole[..16].iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(Aliases::new(&[1; 32]).of(b"somebody"), half);
    }
}
