//! Signing something that leaves the house, so that whoever gets it can tell that it is ours and whole.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

/// The Ed25519 signature (RFC 8032) of these bytes.
pub fn sign(key: &SigningKey, said: &[u8]) -> [u8; 64] {
    key.sign(said).to_bytes()
}

/// Whether this is the signature of these bytes under that key.
pub fn holds(key: &VerifyingKey, said: &[u8], signature: &[u8; 64]) -> bool {
    key.verify_strict(said, &Signature::from_bytes(signature)).is_ok()
}

/// The public key as other programs read it: PEM of a SubjectPublicKeyInfo (RFC 8410).
pub fn pem(key: &VerifyingKey) -> String {
    use base64ct::{Base64, Encoding};
    // The beginning of every Ed25519 public key in DER: sequence, algorithm 1.3.101.112, bit string.
    const BEFORE: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
    let der = [&BEFORE[..], key.as_bytes()].concat();
    format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", Base64::encode_string(&der))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_holds_for_what_was_signed_and_nothing_else() {
        let key = SigningKey::from_bytes(&[3; 32]);
        let signature = sign(&key, b"Tuesdays");
        assert!(holds(&key.verifying_key(), b"Tuesdays", &signature));
        assert!(!holds(&key.verifying_key(), b"Thursdays", &signature));
        assert!(!holds(&SigningKey::from_bytes(&[4; 32]).verifying_key(), b"Tuesdays", &signature));
        let mut bent = signature;
        bent[0] ^= 1;
        assert!(!holds(&key.verifying_key(), b"Tuesdays", &bent));
    }

    #[test]
    fn the_key_is_written_as_rfc_8410_writes_it() {
        // The example of RFC 8410, section 10.1.
        let bytes = [
            0x19, 0xbf, 0x44, 0x09, 0x69, 0x84, 0xcd, 0xfe, 0x85, 0x41, 0xba, 0xc1, 0x67, 0xdc, 0x3b, 0x96,
            0xc8, 0x50, 0x86, 0xaa, 0x30, 0xb6, 0xb6, 0xcb, 0x0c, 0x5c, 0x38, 0xad, 0x70, 0x31, 0x66, 0xe1,
        ];
        let key = VerifyingKey::from_bytes(&bytes).unwrap();
        assert!(pem(&key).contains("MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE="));
    }
}
