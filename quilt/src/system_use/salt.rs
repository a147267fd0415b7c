//! The salt: a secret under which NHS numbers become keys. It is made once for an area, kept by
//! whoever holds the numbers, and never stored in a database.

use std::fmt;

use crate::people::NhsNumber;

/// What keys of people are made for: keys for anything else would be others.
const ABOUT: &str = "quilt use";
/// What a file of a salt begins with.
const FIRST: &str = "quilt-salt-1 ";

/// A secret of 32 random bytes.
#[derive(Clone)]
pub struct Salt([u8; 32]);

/// Somebody without a name: HMAC-SHA-256 of their NHS number under the salt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UseKey([u8; 32]);

impl Salt {
    pub fn new(random: [u8; 32]) -> Salt {
        Salt(random)
    }

    /// Reads what [`Salt::text`] wrote.
    pub fn parse(text: &str) -> Option<Salt> {
        from_hex(text.trim().strip_prefix(FIRST)?.trim()).map(Salt)
    }

    /// What its file holds.
    pub fn text(&self) -> String {
        format!("{FIRST}{}\n", hex(&self.0))
    }

    /// Tells one salt from another, and leads back to neither: what files made under it carry.
    pub fn mark(&self) -> String {
        hex(&identity::mark(&self.0, "quilt salt", "mark")[..8])
    }

    pub fn key(&self, number: &NhsNumber) -> UseKey {
        UseKey(identity::mark(&self.0, ABOUT, number.digits()))
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Salt(hidden, mark {})", self.mark())
    }
}

impl UseKey {
    pub fn parse(text: &str) -> Option<UseKey> {
        from_hex(text).map(UseKey)
    }

    pub fn of(bytes: [u8; 32]) -> UseKey {
        UseKey(bytes)
    }

    /// What stands for them where sets of people are counted.
    pub fn record(&self) -> u128 {
        self.0.iter().take(16).fold(0, |sum, byte| sum << 8 | u128::from(*byte))
    }

    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for UseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let pair = |byte: u8| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
    bytes.iter().flat_map(|byte| pair(*byte)).map(char::from).collect()
}

fn from_hex(text: &str) -> Option<[u8; 32]> {
    let digits: Vec<u8> = text
        .bytes()
        .map(|c| char::from(c).to_digit(16).and_then(|d| u8::try_from(d).ok()))
        .collect::<Option<_>>()?;
    let bytes: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
    if digits.len() == 64 { bytes.try_into().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_is_the_same_key_under_one_salt_only() {
        let (one, other) = (Salt::new([1; 32]), Salt::new([2; 32]));
        let number = |text: &str| NhsNumber::parse(text).unwrap();
        assert_eq!(one.key(&number("943 476 5919")), one.key(&number("9434765919")));
        assert_ne!(one.key(&number("9434765919")), other.key(&number("9434765919")));
        assert_ne!(one.mark(), other.mark());
        assert!(!one.text().contains(&one.mark()), "the mark is no part of the secret");
    }

    /// The value whoever checks our keys with another tool must get (Python: hmac, SHA-256, the
    /// message `quilt use`, a zero byte, the ten digits).
    #[test]
    fn keys_are_hmac_sha_256() {
        let key = Salt::new([7; 32]).key(&NhsNumber::parse("9434765919").unwrap());
        assert_eq!(key.to_string(), "3c6f7dfe7be122eedcd1be1100e366b806c89bf8405d9677b58bbc5f701bb9c1");
        assert_eq!(UseKey::parse(&key.to_string()), Some(key));
    }

    #[test]
    fn a_salt_is_read_back_and_nothing_else_is() {
        let salt = Salt::new([9; 32]);
        assert_eq!(Salt::parse(&salt.text()).unwrap().mark(), salt.mark());
        for wrong in ["", "quilt-salt-1 ", "quilt-salt-1 00", "9".repeat(64).as_str(), "quilt-salt-1 zz"] {
            assert!(Salt::parse(wrong).is_none(), "{wrong}");
        }
        assert!(UseKey::parse(&"é".repeat(32)).is_none());
        assert!(!format!("{salt:?}").contains("0909"));
    }
}
