//! Words kept once, and a small number for each.

use std::collections::HashMap;

/// Nought stands for no word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::reports) struct Names {
    words: Vec<String>,
    numbers: HashMap<String, u16>,
}

impl Names {
    /// The number of a word, a new one when it is new; nought for no word, and when there are too many.
    pub fn number(&mut self, words: Option<&str>) -> u16 {
        let Some(words) = words.filter(|words| !words.is_empty()) else { return 0 };
        if let Some(number) = self.numbers.get(words) {
            return *number;
        }
        let Ok(number) = u16::try_from(self.words.len() + 1) else { return 0 };
        self.words.push(words.to_owned());
        self.numbers.insert(words.to_owned(), number);
        number
    }

    pub fn words(&self, number: u16) -> Option<&str> {
        usize::from(number).checked_sub(1).and_then(|at| self.words.get(at)).map(String::as_str)
    }

    /// The number of a word that is known.
    pub fn find(&self, words: &str) -> Option<u16> {
        self.numbers.get(words).copied()
    }

    /// All of them in order of their letters.
    pub fn sorted(&self) -> Vec<&str> {
        let mut all: Vec<&str> = self.words.iter().map(String::as_str).collect();
        all.sort_unstable();
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_number_and_no_word_is_nought() {
        let mut names = Names::default();
        assert_eq!([names.number(Some("Street")), names.number(None), names.number(Some(""))], [1, 0, 0]);
        assert_eq!((names.number(Some("Bath")), names.number(Some("Street"))), (2, 1));
        assert_eq!((names.words(2), names.words(0), names.words(9)), (Some("Bath"), None, None));
        assert_eq!(
            (names.find("Bath"), names.find("Wells"), names.sorted()),
            (Some(2), None, vec!["Bath", "Street"])
        );
    }
}
