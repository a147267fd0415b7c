//! Cutting text into words the same way everywhere: what is indexed, what is typed, what is in the synonym file.

use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

/// Words longer than this are no words; nothing typed or indexed keeps them.
const LONGEST: usize = 40;

/// Words in most texts that nobody asks for: no list says which entries hold them. All of them are filler in a question,
/// so leaving them out changes no answer.
pub(crate) const FUNCTION_WORDS: &[&str] = &[
    "a", "all", "an", "and", "any", "are", "as", "at", "be", "by", "can", "for", "from", "have", "in", "is",
    "it", "its", "not", "of", "on", "or", "our", "that", "the", "there", "they", "this", "to", "was", "we",
    "what", "who", "will", "with", "you", "your",
];

static FUNCTION_STEMS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut stems: Vec<String> = FUNCTION_WORDS.iter().map(|word| stem(word)).collect();
    stems.sort_unstable();
    stems
});

/// Whether no list says which entries hold words with this stem: function words, single letters, lone digits.
pub(crate) fn is_never_asked(stem: &str) -> bool {
    stem.len() < 2 || FUNCTION_STEMS.binary_search_by(|known| known.as_str().cmp(stem)).is_ok()
}

/// Hands every word of a text over, in order: lower case, accents folded. Apostrophes inside words carry no meaning here:
/// "women's", "womens" and "women’s" are one word. `room` is where words are put together, and may be used again.
pub(crate) fn each_word(text: &str, room: &mut String, mut take: impl FnMut(&str)) {
    room.clear();
    let mut done = |room: &mut String| {
        if !room.is_empty() && (room.len() <= LONGEST || room.chars().count() <= LONGEST) {
            take(room);
        }
        room.clear();
    };
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' => room.push(c),
            'A'..='Z' => room.push(c.to_ascii_lowercase()),
            '\'' | '’' | '‘' | '`' => {}
            c if c.is_alphanumeric() => fold(c, room),
            _ => done(room),
        }
    }
    done(room);
}

/// Adds a letter outside ASCII in lower case: by its plain letters, where it has some ("é" is e, "æ" is ae), else itself.
fn fold(c: char, word: &mut String) {
    for c in c.to_lowercase() {
        let plain = match c {
            'ß' => "ss",
            'æ' => "ae",
            'œ' => "oe",
            'ø' => "o",
            'đ' | 'ð' => "d",
            'ł' => "l",
            'þ' => "th",
            'ı' => "i",
            _ => "",
        };
        let start = word.len();
        word.push_str(plain);
        if plain.is_empty() {
            let marks = |c: &char| !('\u{300}'..='\u{36f}').contains(c);
            word.extend(std::iter::once(c).nfkd().filter(marks).flat_map(char::to_lowercase));
        }
        if !word[start..].bytes().all(|b| b.is_ascii_alphanumeric()) {
            word.truncate(start);
            word.push(c);
        }
    }
}

/// The words of a text: lower case, accents folded, in order.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    each_word(text, &mut String::new(), |word| found.push(word.to_owned()));
    found
}

/// The stems of a text's words, in order.
pub(crate) fn stems(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    each_word(text, &mut String::new(), |word| found.push(stem_of(word)));
    found
}

/// The stem of one word.
pub(crate) fn stem(word: &str) -> String {
    stems(word).into_iter().next().unwrap_or_default()
}

/// Words that would be cut down to another one: a coat that fits is no fitness.
const WHOLE: [&str; 1] = ["fitness"];

/// The stem of one word that [`each_word`] handed over.
pub(crate) fn stem_of(word: &str) -> String {
    if WHOLE.contains(&word) {
        return word.to_owned();
    }
    Stemmer::new(Algorithm::English).stem(word).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_word_however_written() {
        assert_eq!(words("Women’s Café, Walk+Talk"), ["womens", "cafe", "walk", "talk"]);
        assert_eq!(stems("walking walks WALKED"), ["walk", "walk", "walk"]);
        assert_eq!(stem("womens"), stem("women"));
        assert_ne!(stem("fitness"), stem("fits"));
        assert_eq!(words(&"x".repeat(1000)), Vec::<String>::new());
        assert_eq!(words("ﬁﬂ Ǆ ß Łódź Ærø"), ["fifl", "dz", "ss", "lodz", "aero"]);
        assert_eq!(words("مجموعة المشي"), ["مجموعة", "المشي"]);
    }

    #[test]
    fn what_is_never_asked_is_filler() {
        for word in FUNCTION_WORDS {
            assert!(crate::small_words::FILLER.binary_search(word).is_ok(), "{word} may be asked for");
        }
        assert!(is_never_asked("the") && is_never_asked("5") && !is_never_asked("walk"));
    }

    proptest! {
        #[test]
        fn words_are_made_of_themselves(text in "\\PC{0,60}") {
            let once = words(&text);
            prop_assert_eq!(words(&once.join(" ")), once);
        }
    }
}
