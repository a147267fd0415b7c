//! NHS numbers: ten digits whose last one checks the others (NHS data dictionary: weights
//! 10 to 2, modulus 11).

/// A number whose check digit is right. That it was ever issued, or to whom, it cannot say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NhsNumber(String);

/// What may come of asking for an NHS number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NhsGiven {
    Number(NhsNumber),
    /// Something else was written; it is kept as a note, so that nothing is lost.
    Note(String),
    NotGiven,
}

impl NhsNumber {
    pub fn parse(typed: &str) -> Option<NhsNumber> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let values: Vec<u32> = digits.chars().map(|c| c.to_digit(10)).collect::<Option<_>>()?;
        if values.len() != 10 || values.iter().all(|v| *v == values[0]) {
            return None;
        }
        let sum: u32 = values[..9].iter().zip((2..=10).rev()).map(|(value, weight)| value * weight).sum();
        let check = match 11 - sum % 11 {
            11 => 0,
            10 => return None,
            digit => digit,
        };
        (check == values[9]).then_some(NhsNumber(digits))
    }

    /// Ten digits, no spaces: as stored and exchanged.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

/// "943 476 5919": as people read it.
pub fn spaced(digits: &str) -> String {
    match (digits.get(..3), digits.get(3..6), digits.get(6..)) {
        (Some(a), Some(b), Some(c)) => format!("{a} {b} {c}"),
        _ => digits.to_owned(),
    }
}

impl NhsGiven {
    pub fn parse(typed: &str) -> NhsGiven {
        let text = typed.trim();
        match NhsNumber::parse(text) {
            _ if text.is_empty() => NhsGiven::NotGiven,
            Some(number) => NhsGiven::Number(number),
            None => NhsGiven::Note(text.chars().take(100).collect()),
        }
    }

    pub fn number(&self) -> Option<&str> {
        match self {
            NhsGiven::Number(number) => Some(number.digits()),
            _ => None,
        }
    }

    pub fn note(&self) -> Option<&str> {
        match self {
            NhsGiven::Note(note) => Some(note),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_is_checked() {
        assert_eq!(NhsNumber::parse("943 476 5919").unwrap().digits(), "9434765919");
        assert_eq!(NhsNumber::parse("944-930-4424").unwrap().digits(), "9449304424");
        for wrong in ["943 476 5918", "0000000000", "9999999999", "94347659", "943476591X", "12345678901"] {
            assert_eq!(NhsNumber::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_wrong_number_is_kept_as_a_note() {
        assert_eq!(NhsGiven::parse("943 476 5918"), NhsGiven::Note("943 476 5918".into()));
        assert_eq!(NhsGiven::parse(" "), NhsGiven::NotGiven);
        assert_eq!(spaced("9434765919"), "943 476 5919");
    }
}
