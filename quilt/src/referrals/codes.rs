//! SNOMED CT codes for what happens to a referral. These three are in live use in English
//! general practice; only the referral itself counts for payment, so "offered" and
//! "declined" are kept for fairness: who was asked, and who said no.

use super::State;

/// A code and its term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Snomed {
    pub code: &'static str,
    pub term: &'static str,
}

pub const OFFERED: Snomed = Snomed { code: "871691000000100", term: "Social prescribing offered" };
pub const DECLINED: Snomed = Snomed { code: "871711000000103", term: "Social prescribing declined" };
pub const REFERRED: Snomed =
    Snomed { code: "871731000000106", term: "Referral to social prescribing service" };

/// What can be said of a referral in codes, in the order it happened.
pub fn snomed(state: State, offered: bool) -> Vec<Snomed> {
    let mut codes = vec![REFERRED];
    if offered {
        codes.push(OFFERED);
    }
    if state == State::Declined {
        codes.push(DECLINED);
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Verhoeff's check over the whole identifier, as SNOMED CT's release guide defines it.
    fn checks(code: &str) -> bool {
        const D: [[u8; 10]; 10] = [
            [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
            [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
            [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
            [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
            [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
            [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
            [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
            [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
            [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
            [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
        ];
        const FIRST: [u8; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
        let permuted = |digit: u8, place: usize| (0..place % 8).fold(digit, |d, _| FIRST[d as usize]);
        let total = code
            .bytes()
            .rev()
            .enumerate()
            .fold(0u8, |sum, (place, byte)| D[sum as usize][permuted(byte - b'0', place) as usize]);
        total == 0
    }

    #[test]
    fn the_codes_check() {
        for code in [OFFERED, DECLINED, REFERRED] {
            assert!(checks(code.code), "{}", code.code);
        }
        assert!(!checks("871691000000101"));
    }

    #[test]
    fn offered_and_declined_are_facts_of_their_own() {
        assert_eq!(snomed(State::Waiting, false), [REFERRED]);
        assert_eq!(snomed(State::Declined, true), [REFERRED, OFFERED, DECLINED]);
    }
}
