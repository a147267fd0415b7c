//! Secrets that a browser or a link carries: sessions, invitations, a group's one-tap answer.

use std::fmt;

use base64ct::{Base64UrlUnpadded, Encoding};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::Error;

/// The fewest random bytes in a secret: 160 bits, beyond any guessing.
pub const FEWEST: usize = 20;
/// The most bytes in a secret: longer text is not one of ours.
pub const MOST: usize = 64;

/// Random bytes that open something. Give out [`Secret::text`]; store [`Secret::fingerprint`].
#[derive(Clone)]
pub struct Secret(Vec<u8>);

impl Secret {
    /// A secret of fresh random bytes. Fewer than [`FEWEST`] or more than [`MOST`] do not compile.
    pub fn new<const LENGTH: usize>(random: [u8; LENGTH]) -> Self {
        const { assert!(LENGTH >= FEWEST && LENGTH <= MOST, "a secret has 20 to 64 random bytes") };
        Secret(random.to_vec())
    }

    /// Reads a secret back from a cookie or a link.
    ///
    /// # Errors
    /// [`Error::SecretText`] when the text is not the whole text of a secret.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let bytes = Base64UrlUnpadded::decode_vec(text).map_err(|_| Error::SecretText)?;
        if (FEWEST..=MOST).contains(&bytes.len()) { Ok(Secret(bytes)) } else { Err(Error::SecretText) }
    }

    /// The text to put in a cookie or a link: letters, digits, `-` and `_` (base64url, RFC 4648 section 5, unpadded).
    pub fn text(&self) -> String {
        Base64UrlUnpadded::encode_string(&self.0)
    }

    /// SHA-256 of the secret: what is stored and looked up, so that reading the database opens nothing.
    pub fn fingerprint(&self) -> [u8; 32] {
        Sha256::digest(&self.0).into()
    }

    /// Whether this is the secret whose fingerprint was stored, in a time that does not depend on how near it is.
    pub fn is(&self, fingerprint: &[u8]) -> bool {
        self.fingerprint().ct_eq(fingerprint).into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn debug_hides_it() {
        let secret = Secret::new([65; 20]);
        assert_eq!(format!("{secret:?}"), "Secret(hidden)");
    }

    #[test]
    fn the_fingerprint_is_sha_256() {
        // SHA-256 of twenty zero bytes.
        let hex: String =
            Secret::new([0; 20]).fingerprint().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "de47c9b27eb8d300dbb5f2c353e632c393262cf06340c4fa7f1b40c4cbd36f90");
    }

    #[test]
    fn broken_text_is_refused() {
        let whole = Secret::new([250; 32]).text();
        for text in [
            "",
            "a",
            "short",
            &whole[..24],
            &format!("{whole}="),
            &whole.replace('-', "+"),
            &"A".repeat(400),
            "Ünïcode-Ünïcode-Ünïcode-Ünïcode",
        ] {
            assert_eq!(Secret::parse(text).err(), (text != whole).then_some(Error::SecretText), "{text}");
        }
    }

    proptest! {
        #[test]
        fn text_reads_back(random: [u8; 32], other: [u8; 32]) {
            let secret = Secret::new(random);
            let text = secret.text();
            prop_assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'));
            let read = Secret::parse(&text).unwrap();
            prop_assert!(read.is(&secret.fingerprint()));
            prop_assert_eq!(read.is(&Secret::new(other).fingerprint()), random == other);
            prop_assert!(!read.is(&secret.fingerprint()[..31]));
        }
    }
}
