//! Form tokens: proof that a form sent back was shown by us, to the same session.

use base64ct::{Base64UrlUnpadded, Encoding};
use subtle::ConstantTimeEq;

use crate::keys;

/// The token to put in every form of a session. `key` is [`Keys::csrf`](crate::Keys::csrf); `session` is whatever names the
/// session to the server, such as its id.
pub fn token(key: &[u8; 32], session: &str) -> String {
    Base64UrlUnpadded::encode_string(&keys::hmac(key, &[session.as_bytes()]))
}

/// Whether `given` is the token of this session, in a time that does not depend on how near it is.
pub fn matches(key: &[u8; 32], session: &str, given: &str) -> bool {
    token(key, session).as_bytes().ct_eq(given.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_token_belongs_to_its_session_and_key() {
        let given = token(&[1; 32], "morning");
        assert!(matches(&[1; 32], "morning", &given));
        assert!(!matches(&[1; 32], "evening", &given));
        assert!(!matches(&[2; 32], "morning", &given));
        assert!(!matches(&[1; 32], "morning", ""));
        assert!(!matches(&[1; 32], "morning", &given[1..]));
        assert!(!matches(&[1; 32], "morning", &format!("{given} ")));
    }

    proptest! {
        #[test]
        fn nothing_else_matches(given in ".*") {
            prop_assert!(!matches(&[1; 32], "morning", &given));
        }
    }
}
