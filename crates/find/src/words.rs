//! Cutting text into words the same way everywhere: what is indexed, what is typed, what is in the synonym file.

use tantivy::tokenizer::{AsciiFoldingFilter, Language, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer};

/// Words longer than this are no words; nothing typed or indexed keeps them.
const LONGEST: usize = 40;

/// The analyser the index uses: lower case, accents folded, English stems.
pub(crate) fn analyser() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .filter(Stemmer::new(Language::English))
        .build()
}

/// Apostrophes inside words carry no meaning here: "women's", "womens" and "women’s" are one word.
pub(crate) fn plain(text: &str) -> String {
    text.replace(['\'', '’', '‘', '`'], "")
}

/// The words of a text: lower case, accents folded, in order.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut analyser = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .build();
    cut(&mut analyser, text)
}

/// The stems of a text's words, in order.
pub(crate) fn stems(text: &str) -> Vec<String> {
    cut(&mut analyser(), text)
}

fn cut(analyser: &mut TextAnalyzer, text: &str) -> Vec<String> {
    let text = plain(text);
    let mut stream = analyser.token_stream(&text);
    let mut found = Vec::new();
    while let Some(token) = stream.next() {
        if token.text.chars().count() <= LONGEST {
            found.push(token.text.clone());
        }
    }
    found
}

/// The stem of one word.
pub(crate) fn stem(word: &str) -> String {
    stems(word).into_iter().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_however_written() {
        assert_eq!(words("Women’s Café, Walk+Talk"), ["womens", "cafe", "walk", "talk"]);
        assert_eq!(stems("walking walks WALKED"), ["walk", "walk", "walk"]);
        assert_eq!(stem("womens"), stem("women"));
        assert_eq!(words(&"x".repeat(1000)), Vec::<String>::new());
    }
}
