//! Codes a person writes down or reads out: references, and the code that reopens a saved form.

use std::fmt;
use std::str::FromStr;

use crate::{Error, keys};

/// Crockford's base 32: no I, L, O (mistaken for 1 and 0) and no U (fewer accidental words).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SHORT: usize = 8;
const LONG: usize = 12;
const GROUP: usize = 4;

/// A code such as `7F3K-2M9Q`, whose last character checks the others. See the crate's page for what short and long ones are for.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(Vec<u8>);

impl Code {
    /// A code of two groups from the first 35 of 40 random bits. It names something; it must not open anything by itself.
    pub fn short(random: [u8; 5]) -> Self {
        Code::draw(random.iter().fold(0, |bits, byte| bits << 8 | u64::from(*byte)) >> 5, SHORT)
    }

    /// A code of three groups from the first 55 of 64 random bits. It may open something if tries are limited.
    pub fn long(random: [u8; 8]) -> Self {
        Code::draw(u64::from_be_bytes(random) >> 9, LONG)
    }

    /// Whether this is a long code: one that may open something.
    pub fn is_long(&self) -> bool {
        self.0.len() == LONG
    }

    /// What to store of a long code in place of the code: HMAC-SHA256 under [`Keys`](crate::Keys)' key for codes,
    /// because so few bits could be tried one by one against a plain hash.
    pub fn fingerprint(&self, key: &[u8; 32]) -> [u8; 32] {
        keys::hmac(key, &[self.letters().as_bytes()])
    }

    fn draw(bits: u64, length: usize) -> Self {
        let mut values: Vec<u8> =
            (0..length - 1).rev().map(|place| (bits >> (5 * place)) as u8 & 0b1_1111).collect();
        values.push(doubled(remainder(&values)));
        Code(values)
    }

    fn letters(&self) -> String {
        self.0.iter().map(|value| char::from(ALPHABET[usize::from(*value)])).collect()
    }
}

/// Doubling in the field of 32 elements, GF(2)[x] / (x^5 + x^2 + 1), where x generates all 31 others.
fn doubled(value: u8) -> u8 {
    let twice = value << 1;
    if twice & 0b10_0000 == 0 { twice } else { twice ^ 0b10_0101 }
}

/// The characters as a polynomial over that field, valued at x. A whole code comes to nothing. Since x^0 … x^30 are all
/// different and none is nought, one wrong character or two swapped never do.
fn remainder(values: &[u8]) -> u8 {
    values.iter().fold(0, |sum, value| doubled(sum) ^ value)
}

impl FromStr for Code {
    type Err = Error;

    /// Reads a code as people write it: any case, any spaces and hyphens, `o` for 0, `i` and `l` for 1.
    fn from_str(text: &str) -> Result<Self, Error> {
        let ignored = |c: &char| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '—' | '.' | '_');
        let mut values = Vec::with_capacity(LONG);
        let mut given = 0;
        for character in text.chars().filter(|c| !ignored(c)) {
            given += 1;
            if given <= LONG {
                values.push(value(character).ok_or(Error::CodeCharacter(character))?);
            }
        }
        if given != SHORT && given != LONG {
            return Err(Error::CodeLength { given });
        }
        if remainder(&values) != 0 { Err(Error::CodeCheck) } else { Ok(Code(values)) }
    }
}

fn value(character: char) -> Option<u8> {
    let plain = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.iter().position(|letter| char::from(*letter) == plain).and_then(|place| u8::try_from(place).ok())
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, letter) in self.letters().chars().enumerate() {
            if place > 0 && place % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{letter}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Code {
    /// A short code is only a name; a long one may open something and is not shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_long() { f.write_str("Code(hidden)") } else { write!(f, "Code({self})") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn it_looks_the_same_for_ever() {
        assert_eq!(Code::short([0; 5]).to_string(), "0000-0000");
        assert_eq!(Code::short([0x3b, 0xc7, 0x31, 0x52, 0x80]).to_string(), "7F3K-2MMT");
        assert_eq!(Code::long([0xff; 8]).to_string(), "ZZZZ-ZZZZ-ZZZK");
    }

    #[test]
    fn people_write_codes_in_many_ways() {
        let code = Code::short([0x0b, 0xc0, 0x11, 0x52, 0x80]);
        let text = code.to_string();
        let typed = text.to_lowercase().replace('0', "o").replace('1', "l").replace('-', " ");
        for text in [
            text.clone(),
            typed.clone(),
            format!("  {typed}\n"),
            text.replace('-', ""),
            text.replace('-', "–"),
            text.replace('1', "i"),
        ] {
            assert_eq!(text.parse(), Ok(code.clone()), "{text}");
        }
    }

    #[test]
    fn bad_codes_say_what_is_wrong() {
        assert_eq!("".parse::<Code>(), Err(Error::CodeLength { given: 0 }));
        assert_eq!("7F3K".parse::<Code>(), Err(Error::CodeLength { given: 4 }));
        assert_eq!("7F3K-2M9Q-".repeat(9).parse::<Code>(), Err(Error::CodeLength { given: 72 }));
        assert_eq!("7F3K-2M9U".parse::<Code>(), Err(Error::CodeCharacter('U')));
        assert_eq!("7F3K/2M9Q".parse::<Code>(), Err(Error::CodeCharacter('/')));
        assert_eq!("0000-0001".parse::<Code>(), Err(Error::CodeCheck));
    }

    #[test]
    fn only_a_short_code_shows_itself() {
        assert_eq!(format!("{:?}", Code::short([0; 5])), "Code(0000-0000)");
        assert_eq!(format!("{:?}", Code::long([9; 8])), "Code(hidden)");
    }

    proptest! {
        #[test]
        fn a_code_reads_back(short: [u8; 5], long: [u8; 8]) {
            for code in [Code::short(short), Code::long(long)] {
                prop_assert_eq!(code.to_string().parse::<Code>(), Ok(code));
            }
        }

        #[test]
        fn one_wrong_character_is_found(random: [u8; 8], place in 0usize..LONG, by in 1u8..32) {
            let mut code = Code::long(random);
            code.0[place] ^= by;
            prop_assert_eq!(code.to_string().parse::<Code>(), Err(Error::CodeCheck));
        }

        #[test]
        fn two_swapped_characters_are_found(random: [u8; 8], one in 0usize..LONG, other in 0usize..LONG) {
            let code = Code::long(random);
            let mut swapped = code.clone();
            swapped.0.swap(one, other);
            let expected = if swapped == code { Ok(code) } else { Err(Error::CodeCheck) };
            prop_assert_eq!(swapped.to_string().parse::<Code>(), expected);
        }

        #[test]
        fn the_fingerprint_needs_its_key(random: [u8; 8], key: [u8; 32], other: [u8; 32]) {
            let code = Code::long(random);
            prop_assert_eq!(code.fingerprint(&key) == code.fingerprint(&other), key == other);
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = text.parse::<Code>();
        }
    }
}
