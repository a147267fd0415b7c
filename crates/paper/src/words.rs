//! Words with some of them bold, and the cleaning every text goes through before it is set: what cannot be printed is
//! taken out, so that no text whatever can make a document that is not valid.

/// A run of words, some bold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    pub(crate) runs: Vec<(Weight, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

impl Words {
    pub fn new() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn plain(self, text: impl AsRef<str>) -> Self {
        self.run(Weight::Regular, text.as_ref())
    }

    #[must_use]
    pub fn bold(self, text: impl AsRef<str>) -> Self {
        self.run(Weight::Bold, text.as_ref())
    }

    pub(crate) fn run(mut self, weight: Weight, text: &str) -> Self {
        let text = clean(text);
        if !text.is_empty() {
            self.runs.push((weight, text));
        }
        self
    }
}

impl<T: AsRef<str>> From<T> for Words {
    fn from(text: T) -> Self {
        Self::new().plain(text)
    }
}

/// Text as it may stand in a document: no controls, no marks that turn the direction or have no width, nothing from the
/// private areas of Unicode. A line break stays one; a tab is a space.
pub(crate) fn clean(text: &str) -> String {
    text.chars()
        .filter_map(|letter| match letter {
            '\n' => Some('\n'),
            '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
            letter if letter.is_control() || unseen(letter) => None,
            letter if private(letter) => Some('\u{fffd}'),
            letter => Some(letter),
        })
        .collect()
}

/// [`clean`], on one line.
pub(crate) fn clean_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn unseen(letter: char) -> bool {
    matches!(u32::from(letter),
        0xad | 0x34f | 0x61c | 0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x180b..=0x180f | 0x200b..=0x200f
        | 0x202a..=0x202e | 0x2060..=0x206f | 0x3164 | 0xfe00..=0xfe0f | 0xfeff | 0xffa0 | 0xfff0..=0xfffb
        | 0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a | 0xe0000..=0xe0fff)
}

fn private(letter: char) -> bool {
    let code = u32::from(letter);
    matches!(code, 0xe000..=0xf8ff | 0xfdd0..=0xfdef | 0xf0000..=0x10_ffff) || code & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_printed_is_taken_out() {
        assert_eq!(clean("a\u{0}b\u{202e}c\u{feff}d\te\nf\u{e000}"), "abcd e\nf\u{fffd}");
        assert_eq!(clean_line("  two \n lines\u{200b} "), "two lines");
        assert_eq!(Words::new().plain("").bold("\u{7}"), Words::new());
    }

    #[test]
    fn letters_of_many_languages_stay() {
        for text in ["Tŷ Gŵyr", "4.6 → 6.1", "−1.4", "2024–25", "“Łukasz”", "Анна", "Ελένη"]
        {
            assert_eq!(clean(text), text);
        }
    }
}
