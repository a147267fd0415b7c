//! Passwords: which are good enough, how they are kept, and how a try is checked.

use std::fmt;
use std::hint::black_box;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{Error as HashError, PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use unicode_normalization::UnicodeNormalization;

use crate::Error;

/// Memory of one hash, in KiB: 19 MiB (OWASP Password Storage Cheat Sheet, argon2id, with 2 passes and 1 lane).
const MEMORY_KIB: u32 = 19 * 1024;
/// Passes over that memory (same source).
const PASSES: u32 = 2;
/// Lanes (same source).
const LANES: u32 = 1;
/// The fewest characters of a password.
pub const SHORTEST: usize = 12;
/// The most characters of a password: room for any sentence, and an end to how much work one try can ask for.
pub const LONGEST: usize = 256;
/// A password that only repeats a piece this short, or shorter, is refused.
const REPEATED_PIECE: usize = 3;

/// Words that guessers try first; a password that is one of these with digits or signs around it is refused.
const COMMON_WORDS: &[&str] = &[
    "abc",
    "access",
    "admin",
    "administrator",
    "changeme",
    "chocolate",
    "computer",
    "correcthorsebatterystaple",
    "default",
    "football",
    "iloveyou",
    "letmein",
    "letmeinplease",
    "liverpool",
    "login",
    "manchester",
    "mypassword",
    "opensesame",
    "p@ssw0rd",
    "pa55word",
    "passw0rd",
    "password",
    "passwordpassword",
    "princess",
    "qazwsx",
    "qazwsxedc",
    "qwerty",
    "qwertyqwerty",
    "qwertyuiop",
    "qwertyuiopasdfghjkl",
    "socialprescribing",
    "sunshine",
    "superman",
    "thisismypassword",
    "trustno",
    "welcome",
    "welcomewelcome",
    "whatever",
    "linkworker",
    "quilt",
    "secret",
    "letmeinnow",
    "asdfghjkl",
    "zxcvbnm",
    "asdfghjklzxcvbnm",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "q1w2e3r4t5y6",
    "1qaz2wsx",
    "zaq12wsx",
    "zaq1zaq1",
    "qwer1234",
    "asdf1234",
    "pass1234word",
];

/// Rows of keys and orders of signs that a password must not merely follow, forwards or backwards.
const RUNS: &[&str] = &["01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm"];

/// Why a password is refused; its text is the sentence to show beside the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weakness {
    /// Fewer than [`SHORTEST`] characters.
    TooShort,
    /// More than [`LONGEST`] characters.
    TooLong,
    /// One character, or a piece of two or three, again and again.
    Repeats,
    /// Among the first that guessers try.
    Common,
}

impl fmt::Display for Weakness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Weakness::TooShort => write!(f, "Use at least {SHORTEST} characters. Three or four words together work well."),
            Weakness::TooLong => write!(f, "Use at most {LONGEST} characters."),
            Weakness::Repeats => f.write_str("This password only repeats the same few characters. Choose one that is harder to guess."),
            Weakness::Common => f.write_str("This is one of the first passwords a stranger would try. Choose one that is harder to guess."),
        }
    }
}

impl std::error::Error for Weakness {}

/// Whether a password may be chosen. There are no rules about which kinds of character it holds: they make passwords
/// harder to remember and no harder to guess.
pub fn acceptable(password: &str) -> Result<(), Weakness> {
    let characters: Vec<char> = settled(password).chars().take(LONGEST + 1).collect();
    if characters.len() < SHORTEST {
        return Err(Weakness::TooShort);
    }
    if characters.len() > LONGEST {
        return Err(Weakness::TooLong);
    }
    if repeats(&characters) {
        return Err(Weakness::Repeats);
    }
    if common(&characters) { Err(Weakness::Common) } else { Ok(()) }
}

/// Hashes a password with argon2id into a PHC string to store. `salt` is 16 fresh random bytes.
///
/// # Errors
/// [`Error::Hashing`] when the memory cannot be had.
pub fn hash(password: &str, salt: [u8; 16]) -> Result<String, Error> {
    let hashed = hasher()?.hash_password_with_salt(settled(password).as_bytes(), &salt).map_err(hashing)?;
    Ok(hashed.to_string())
}

/// Whether `password` is the one that `stored` was made from, at whatever cost `stored` says it was made.
///
/// # Errors
/// [`Error::StoredHash`] when `stored` is not a PHC string of argon2, [`Error::Hashing`] when the memory cannot be had.
pub fn verify(password: &str, stored: &str) -> Result<bool, Error> {
    let stored = PasswordHash::new(stored).map_err(|why| Error::StoredHash(why.to_string()))?;
    if stored.salt.is_none() || stored.hash.is_none() {
        return Err(Error::StoredHash("it is cut short".to_owned()));
    }
    match hasher()?.verify_password(settled(password).as_bytes(), &stored) {
        Ok(()) => Ok(true),
        Err(HashError::PasswordInvalid) => Ok(false),
        Err(HashError::Internal | HashError::OutOfMemory) => {
            Err(Error::Hashing("the memory it needs could not be had".to_owned()))
        }
        Err(why) => Err(Error::StoredHash(why.to_string())),
    }
}

/// Whether `stored` was made differently from how it would be made today: hash the password again at this sign-in, while it is known.
pub fn needs_rehash(stored: &str) -> bool {
    let Ok(stored) = PasswordHash::new(stored) else { return true };
    let as_today =
        stored.algorithm == Algorithm::Argon2id.ident() && stored.version == Some(Version::V0x13.into());
    let cost = |params: Params| (params.m_cost(), params.t_cost(), params.p_cost());
    let whole = stored.salt.is_some() && stored.hash.is_some();
    !(as_today
        && whole
        && Params::try_from(&stored).is_ok_and(|params| cost(params) == (MEMORY_KIB, PASSES, LANES)))
}

/// Does the work of one [`verify`] and throws it away: call it when no account has the e-mail given, so that the answer takes as
/// long as for one that has and nobody learns who has an account.
pub fn dummy_verify() {
    // Whether it worked does not matter; that the work is done does.
    drop(black_box(hash(black_box("nobody's password"), [7; 16])));
}

fn hasher() -> Result<Argon2<'static>, Error> {
    let params =
        Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|why| Error::Hashing(why.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hashing(why: HashError) -> Error {
    Error::Hashing(why.to_string())
}

/// The same text whichever keyboard composed it (Unicode NFKC, as NIST SP 800-63B section 3.1.1.2 advises).
fn settled(password: &str) -> String {
    password.nfkc().collect()
}

fn repeats(characters: &[char]) -> bool {
    (1..=REPEATED_PIECE)
        .any(|piece| characters.iter().zip(characters.iter().skip(piece)).all(|(a, b)| a == b))
}

fn common(characters: &[char]) -> bool {
    let plain: String =
        characters.iter().filter(|c| !c.is_whitespace()).flat_map(|c| c.to_lowercase()).collect();
    let bare = plain.trim_matches(|c: char| !c.is_alphabetic());
    let run = |text: &str| {
        let backwards: String = text.chars().rev().collect();
        RUNS.iter().any(|run| run.contains(text) || run.contains(&backwards))
    };
    let listed = |text: &str| COMMON_WORDS.contains(&text);
    listed(&plain) || listed(bare) || run(&plain) || run(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_opens_its_own_hash_and_no_other() {
        let stored = hash("a kettle and two cups", [1; 16]).unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert_eq!(verify("a kettle and two cups", &stored), Ok(true));
        assert_eq!(verify("a kettle and two cupS", &stored), Ok(false));
        assert_eq!(verify("", &stored), Ok(false));
        assert_ne!(stored, hash("a kettle and two cups", [2; 16]).unwrap());
        assert!(!needs_rehash(&stored));
    }

    #[test]
    fn composed_and_decomposed_letters_are_one_password() {
        let stored = hash("caf\u{e9} on the corner", [1; 16]).unwrap();
        assert_eq!(verify("cafe\u{301} on the corner", &stored), Ok(true));
    }

    #[test]
    fn a_cheaper_hash_still_verifies_and_asks_to_be_made_again() {
        let cheap = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8, 1, 1, None).unwrap());
        let stored = cheap.hash_password_with_salt(b"a kettle and two cups", &[3; 16]).unwrap().to_string();
        assert_eq!(verify("a kettle and two cups", &stored), Ok(true));
        assert_eq!(verify("a kettle and no cups", &stored), Ok(false));
        assert!(needs_rehash(&stored));
    }

    #[test]
    fn another_variant_asks_to_be_made_again() {
        let params = Params::new(MEMORY_KIB, PASSES, LANES, None).unwrap();
        let stored = Argon2::new(Algorithm::Argon2d, Version::V0x13, params)
            .hash_password_with_salt(b"a kettle and two cups", &[3; 16])
            .unwrap()
            .to_string();
        assert!(needs_rehash(&stored));
    }

    #[test]
    fn a_broken_stored_hash_is_an_error_not_a_refusal() {
        for stored in [
            "",
            "plain",
            "$argon2id$",
            "$scrypt$ln=15$c29tZXNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaA",
            "$argon2id$v=19$m=19456,t=2,p=1",
        ] {
            assert!(
                matches!(verify("a kettle and two cups", stored), Err(Error::StoredHash(_))),
                "{stored:?}"
            );
            assert!(needs_rehash(stored));
        }
    }

    #[test]
    fn a_dummy_takes_about_as_long_as_a_real_check() {
        let stored = hash("a kettle and two cups", [1; 16]).unwrap();
        let time = |work: &dyn Fn()| {
            let began = std::time::Instant::now();
            work();
            began.elapsed().as_secs_f64()
        };
        // Taken in turns, and the quickest of each: what else the machine is doing then falls on both alike.
        let (mut real, mut dummy) = (f64::MAX, f64::MAX);
        for _ in 0..20 {
            real = real.min(time(&|| drop(black_box(verify("not the password", &stored)))));
            dummy = dummy.min(time(&dummy_verify));
        }
        assert!(dummy > real * 0.4 && dummy < real * 2.5, "real {real} dummy {dummy}");
    }

    #[test]
    fn what_may_be_chosen() {
        use Weakness::{Common, Repeats, TooLong, TooShort};
        let long = "long enough ".repeat(30);
        let cases = [
            ("a kettle and two cups", Ok(())),
            ("mdwkqpxzhtya", Ok(())),
            ("paned o de a sgwrs", Ok(())),
            ("passwordless garden gate", Ok(())),
            ("一二三四五六七八九十百千", Ok(())),
            ("elevenchars", Err(TooShort)),
            ("", Err(TooShort)),
            ("e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}", Err(TooShort)),
            ("aaaaaaaaaaaa", Err(Repeats)),
            ("abababababab", Err(Repeats)),
            ("abcabcabcabca", Err(Repeats)),
            ("password1234", Err(Common)),
            ("PassWord 2026!!", Err(Common)),
            ("2026 Welcome!", Err(Common)),
            ("123456789012", Err(Common)),
            ("210987654321", Err(Common)),
            ("abcdefghijkl", Err(Common)),
            ("qwertyuiop12", Err(Common)),
            ("P@ssw0rd1234", Err(Common)),
            (long.as_str(), Err(TooLong)),
        ];
        for (password, expected) in cases {
            assert_eq!(acceptable(password), expected, "{password:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_input_panics(password in ".*", stored in "\\PC*") {
            let _ = acceptable(&password);
            let _ = needs_rehash(&stored);
        }
    }
}
