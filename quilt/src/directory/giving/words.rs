//! Words as they are looked for: case, accents and apostrophes do not count.

use std::collections::BTreeSet;

/// The words somebody looks for.
pub fn wanted(typed: &str) -> Vec<String> {
    let mut words = folded(typed);
    words.sort_unstable();
    words.dedup();
    words
}

fn folded(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in text.chars().flat_map(char::to_lowercase) {
        match bare(c) {
            '\'' | '’' => {}
            c if c.is_alphanumeric() => {
                if let Some(word) = words.last_mut() {
                    word.push(c);
                }
            }
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// A letter without its accent, for the letters of Welsh and the languages around us.
fn bare(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' => 's',
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ŵ' | 'ẁ' | 'ẃ' | 'ẅ' => 'w',
        'ý' | 'ÿ' | 'ŷ' | 'ỳ' => 'y',
        'ź' | 'ž' | 'ż' => 'z',
        other => other,
    }
}

/// The words of an entry, each once, so that whether one begins a certain way is seen fast.
#[derive(Debug, Default)]
pub(super) struct Words(Box<str>);

impl Words {
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Words {
        let words: BTreeSet<String> = texts.into_iter().flat_map(folded).collect();
        let all: String = words.iter().flat_map(|word| [" ", word]).collect();
        Words(all.into())
    }

    /// Whether each of these begins one of the words.
    pub fn hold(&self, wanted: &[String]) -> bool {
        wanted.iter().all(|word| self.0.match_indices(word).any(|(at, _)| self.begins(at)))
    }

    fn begins(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.0.as_bytes().get(before) == Some(&b' '))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_how_they_begin() {
        let words = Words::of(["Women's Café", "Clwb Tŷ Gŵyl: walking, talking"]);
        for found in ["womens", "Women’s", "CAFE", "café wal", "ty gwyl", "", "…"] {
            assert!(words.hold(&wanted(found)), "{found}");
        }
        for not in ["omen", "alking", "walkings", "cafe dance"] {
            assert!(!words.hold(&wanted(not)), "{not}");
        }
        assert!(!Words::default().hold(&wanted("a")));
    }
}
