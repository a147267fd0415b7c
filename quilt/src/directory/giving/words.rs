//! Words as they are looked for: case, accents and apostrophes do not count.

use std::collections::BTreeMap;

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

/// The words of an entry, each once and in order, with whether its name has it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Said(BTreeMap<String, bool>);

impl Said {
    pub fn of<'a>(name: impl IntoIterator<Item = &'a str>, rest: impl IntoIterator<Item = &'a str>) -> Said {
        let mut said = BTreeMap::new();
        said.extend(rest.into_iter().flat_map(folded).map(|word| (word, false)));
        said.extend(name.into_iter().flat_map(folded).map(|word| (word, true)));
        Said(said)
    }

    pub fn words(&self) -> impl Iterator<Item = (&str, bool)> {
        self.0.iter().map(|(word, named)| (word.as_str(), *named))
    }

    /// Whether each of these begins one of the words, and whether each begins one of the name's.
    pub fn hold(&self, wanted: &[String]) -> (bool, bool) {
        let mut held = (true, true);
        for word in wanted {
            let mut begun =
                self.0.range::<String, _>(word..).take_while(|(said, _)| said.starts_with(word.as_str()));
            let first = begun.next();
            let named = first.is_some_and(|(_, named)| *named) || begun.any(|(_, named)| *named);
            held = (held.0 && first.is_some(), held.1 && named);
        }
        held
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_how_they_begin() {
        let words = Said::of(["Women's Café"], ["Clwb Tŷ Gŵyl: walking, talking"]);
        for found in ["womens", "Women’s", "CAFE", "café wal", "ty gwyl", "", "…"] {
            assert!(words.hold(&wanted(found)).0, "{found}");
        }
        for not in ["omen", "alking", "walkings", "cafe dance"] {
            assert!(!words.hold(&wanted(not)).0, "{not}");
        }
        assert!(words.hold(&wanted("caf wom")).1 && !words.hold(&wanted("caf walking")).1);
        assert!(!Said::default().hold(&wanted("a")).0);
    }
}
