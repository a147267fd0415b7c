//! One root key, and every other key grown from it.

use std::fmt;

use ed25519_dalek::SigningKey;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::Error;

/// What a grown key is for. Its name enters the key, so names never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Tying forms to sessions.
    Csrf,
    /// Links by which a group or a person answers without an account.
    Answers,
    /// Fingerprints of long codes.
    Codes,
    /// Signing the ledger's checkpoints, and what is given back to publishers.
    Ledger,
    /// Marks of where visitors come from, so that no address is kept.
    Marks,
    /// What figures about small groups are moved by.
    Figures,
    /// Ids that stand for people where names may not go.
    Aliases,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Purpose::Csrf => "quilt 1 csrf",
            Purpose::Answers => "quilt 1 answers",
            Purpose::Codes => "quilt 1 codes",
            Purpose::Ledger => "quilt 1 ledger",
            Purpose::Marks => "quilt 1 marks",
            Purpose::Figures => "quilt 1 figures",
            Purpose::Aliases => "quilt 1 aliases",
        }
    }
}

/// The root key of an installation: 32 random bytes, kept in its settings and not in its database.
#[derive(Clone)]
pub struct Keys {
    root: [u8; 32],
}

impl Keys {
    /// From 32 random bytes.
    pub fn new(root: [u8; 32]) -> Self {
        Keys { root }
    }

    /// From the text in the settings: 64 hexadecimal digits.
    ///
    /// # Errors
    /// [`Error::RootKey`] when it is anything else, or one byte throughout (a placeholder nobody replaced).
    pub fn parse(text: &str) -> Result<Self, Error> {
        let digits = text.trim().as_bytes();
        let mut root = [0; 32];
        if digits.len() != 2 * root.len() {
            return Err(Error::RootKey);
        }
        for (byte, pair) in root.iter_mut().zip(digits.chunks_exact(2)) {
            for digit in pair {
                let value = char::from(*digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
                *byte = *byte << 4 | value.ok_or(Error::RootKey)?;
            }
        }
        if root.iter().all(|byte| *byte == root[0]) { Err(Error::RootKey) } else { Ok(Keys { root }) }
    }

    /// The root as text for the settings. Whoever reads it can grow every key.
    pub fn text(&self) -> String {
        self.root.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The key for a purpose: HMAC-SHA256 of the purpose's name under the root. The root is uniformly random, so this is
    /// the expanding half of HKDF and needs no extracting half (RFC 5869, section 3.3).
    pub fn grow(&self, purpose: Purpose) -> [u8; 32] {
        hmac(&self.root, &[purpose.name().as_bytes(), &[1]])
    }

    /// The key for [`csrf`](crate::csrf).
    pub fn csrf(&self) -> [u8; 32] {
        self.grow(Purpose::Csrf)
    }

    /// The key for answer links.
    pub fn answers(&self) -> [u8; 32] {
        self.grow(Purpose::Answers)
    }

    /// The key for [`Code::fingerprint`](crate::Code::fingerprint).
    pub fn codes(&self) -> [u8; 32] {
        self.grow(Purpose::Codes)
    }

    /// The key for [`mark`](crate::mark).
    pub fn marks(&self) -> [u8; 32] {
        self.grow(Purpose::Marks)
    }

    /// The key that decides what figures about small groups are moved by.
    pub fn figures(&self) -> [u8; 32] {
        self.grow(Purpose::Figures)
    }

    /// The key for [`Aliases`](crate::Aliases).
    pub fn aliases(&self) -> [u8; 32] {
        self.grow(Purpose::Aliases)
    }

    /// The key that signs the ledger's checkpoints; `.verifying_key()` is the half to publish.
    pub fn ledger(&self) -> SigningKey {
        SigningKey::from_bytes(&self.grow(Purpose::Ledger))
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(hidden)")
    }
}

/// HMAC-SHA256 over the parts one after another.
pub(crate) fn hmac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    #[expect(
        clippy::expect_used,
        reason = "HMAC takes a key of any length, so a key of 32 bytes is never refused"
    )]
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn grown_keys_never_change_and_differ_from_each_other() {
        let root: [u8; 32] = std::array::from_fn(|place| place as u8);
        let keys = Keys::new(root);
        let grown = [keys.csrf(), keys.answers(), keys.codes(), keys.ledger().to_bytes(), keys.marks()];
        assert_eq!(hex(&grown[0]), "89ed8749690bead2b15e4aa102fe2b611a419ef5a9c02b1eba4aaa1a0700c7c3");
        assert_eq!(hex(&grown[3]), "bc8897fd81aff8c22c7ae79089da11fed4f65a158d38d97723e5df67f70fabc6");
        for (place, key) in grown.iter().enumerate() {
            assert!(!grown[..place].contains(key) && *key != root);
        }
    }

    #[test]
    fn text_reads_back() {
        let text = "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF";
        assert_eq!(Keys::parse(&format!(" {text}\n")).unwrap().text(), text.to_lowercase());
        for bad in [
            "",
            "00",
            &text[1..],
            &text.replace('A', "G"),
            &"00".repeat(32),
            &"é".repeat(32),
            &format!("{text}00"),
        ] {
            assert!(matches!(Keys::parse(bad), Err(Error::RootKey)), "{bad}");
        }
    }

    #[test]
    fn debug_hides_it() {
        assert_eq!(format!("{:?}", Keys::new([9; 32])), "Keys(hidden)");
    }

    #[test]
    fn hmac_agrees_with_rfc_4231() {
        // Test case 1, whose key of twenty 0x0b bytes HMAC itself fills up with zeros.
        let mut key = [0; 32];
        key[..20].fill(0x0b);
        assert_eq!(
            hex(&hmac(&key, &[b"Hi ", b"There"])),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        );
    }
}
