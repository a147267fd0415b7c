//! Where an export stood, in a word its next reader gives back: what was written or changed after it comes next time.
//!
//! A mark carries a seal, so that a slip of the finger, or the mark of another installation or of somebody who sees less,
//! is refused and not taken for a day on which nothing happened.

use jiff::{Timestamp, ToSpan};

use crate::refusal::Refusal;
use crate::settings::AreaId;

use super::View;

/// Digits that are not mistaken for each other (Crockford's base 32).
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Time's digits, and the seal's.
const TIME: usize = 13;
const SEAL: usize = 8;

/// Whatever was being written when the mark was made may have been kept a little later: so much before the mark is given
/// once more. Rows have ids, so a row that comes twice is one row.
const AGAIN_MINUTES: i64 = 15;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark(Timestamp);

impl Mark {
    pub fn at(at: Timestamp) -> Mark {
        Mark(at)
    }

    pub fn moment(self) -> Timestamp {
        self.0
    }

    /// What was written after this comes next.
    pub(super) fn since(self) -> Timestamp {
        self.0.checked_sub(AGAIN_MINUTES.minutes()).unwrap_or(Timestamp::MIN)
    }

    pub fn text(self, key: &[u8; 32], area: AreaId, view: &View) -> String {
        let micros = u64::try_from(self.0.as_microsecond()).unwrap_or(0);
        let mut text = digits(micros, TIME);
        text.push_str(&seal(key, area, view, &text));
        text
    }

    /// # Errors
    /// What is no mark, or the mark of something else, is refused in a sentence.
    pub fn parse(text: &str, key: &[u8; 32], area: AreaId, view: &View) -> Result<Mark, Refusal> {
        let wrong = || {
            Refusal::invalid(
                "since",
                "This is not the mark of an export like this one. Copy it whole from the name of your last file, or leave it empty to have everything.",
            )
        };
        let text = text.trim().to_ascii_lowercase();
        let (time, sealed) = text.split_at_checked(TIME).ok_or_else(wrong)?;
        if sealed != seal(key, area, view, time) {
            return Err(wrong());
        }
        let mut micros = 0_i64;
        for digit in time.bytes() {
            let value = DIGITS.iter().position(|it| *it == digit).and_then(|at| i64::try_from(at).ok());
            let sum = value.and_then(|value| micros.checked_mul(32)?.checked_add(value));
            micros = sum.ok_or_else(wrong)?;
        }
        Timestamp::from_microsecond(micros).map(Mark).map_err(|_| wrong())
    }
}

fn digits(mut number: u64, width: usize) -> String {
    let mut text = vec![b'0'; width];
    for place in text.iter_mut().rev() {
        *place = DIGITS[usize::try_from(number % 32).unwrap_or(0)];
        number /= 32;
    }
    text.into_iter().map(char::from).collect()
}

fn seal(key: &[u8; 32], area: AreaId, view: &View, time: &str) -> String {
    let sealed = identity::mark(key, &format!("export mark of {area} {}", view.told()), time);
    let first = u64::from_be_bytes(sealed.first_chunk().copied().unwrap_or_default());
    digits(first >> 24, SEAL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const KEY: [u8; 32] = [3; 32];

    fn area() -> AreaId {
        Uuid::from_u128(9).into()
    }

    #[test]
    fn a_mark_comes_back_and_no_other_does() {
        let at: Timestamp = "2026-11-25T19:30:00.000001Z".parse().unwrap();
        let view = View::whole(false);
        let text = Mark::at(at).text(&KEY, area(), &view);
        assert_eq!(text.len(), TIME + SEAL);
        assert_eq!(Mark::parse(&text, &KEY, area(), &view).unwrap(), Mark::at(at));
        assert_eq!(
            Mark::parse(&format!(" {} ", text.to_uppercase()), &KEY, area(), &view).unwrap(),
            Mark::at(at)
        );
        for other in
            [View::whole(true), View { named: false, schemes: Some(vec![Uuid::from_u128(1).into()]) }]
        {
            assert!(Mark::parse(&text, &KEY, area(), &other).is_err());
        }
        assert!(Mark::parse(&text, &[4; 32], area(), &view).is_err());
        assert!(Mark::parse(&text, &KEY, Uuid::from_u128(8).into(), &view).is_err());
    }

    #[test]
    fn what_is_no_mark_is_refused() {
        let view = View::whole(false);
        let good = Mark::at(Timestamp::UNIX_EPOCH).text(&KEY, area(), &view);
        let mut slips: Vec<String> =
            ["", "0", "yesterday", "2026-11-25", "é".repeat(13).as_str(), &"z".repeat(400)]
                .map(str::to_owned)
                .into();
        for (at, _) in good.char_indices() {
            let mut slip = good.clone();
            slip.replace_range(at..=at, if good.as_bytes()[at] == b'7' { "8" } else { "7" });
            slips.push(slip);
        }
        for slip in slips {
            assert!(Mark::parse(&slip, &KEY, area(), &view).is_err(), "{slip}");
        }
    }
}
