//! Names, in any script, one word or many.

/// A person's name as they give it. Never split into first and last: many names have
/// only one part, or more than two, or the parts in another order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    /// The longest name kept, in characters.
    pub const LONGEST: usize = 300;

    /// # Errors
    /// A sentence to show beside the field.
    pub fn parse(typed: &str) -> Result<Name, String> {
        let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err("Write the person’s name. One word is fine.".into());
        }
        if name.chars().count() > Name::LONGEST {
            return Err(format!(
                "This name is longer than {} characters. Write a shorter one.",
                Name::LONGEST
            ));
        }
        if !name.chars().any(char::is_alphabetic) {
            return Err("A name needs at least one letter.".into());
        }
        Ok(Name(name))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What two spellings of one name have in common: letters only, lower case, without
/// accents, the words in alphabetical order ("O'Brien, Siân" and "Sian O’Brien" meet).
pub fn name_key(name: &str) -> String {
    let plain: String = name.to_lowercase().chars().filter_map(plain_letter).collect();
    let mut words: Vec<&str> = plain.split_whitespace().filter(|word| !TITLES.contains(word)).collect();
    words.sort_unstable();
    words.join(" ")
}

const TITLES: [&str; 7] = ["mr", "mrs", "ms", "miss", "dr", "mx", "rev"];

fn plain_letter(c: char) -> Option<char> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => 'o',
        'ś' | 'š' | 'ș' | 'ş' => 's',
        'ț' | 'ţ' => 't',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        '\'' | '’' | '`' | '.' => return None,
        c if c.is_alphanumeric() => c,
        _ => ' ',
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_of_every_kind_are_names() {
        for name in ["Margaret Vowles", "Suharto", "محمد الأحمد", "Siân O’Brien-Jones", "李小龍", "Żaneta"]
        {
            assert_eq!(Name::parse(name).unwrap().as_str(), name);
        }
        assert!(Name::parse("   ").is_err());
        assert!(Name::parse("12").is_err());
        assert!(Name::parse(&"a".repeat(301)).is_err());
    }

    #[test]
    fn spellings_of_one_name_meet() {
        assert_eq!(name_key("Mrs Siân O'Brien"), name_key("O’BRIEN, Sian"));
        assert_ne!(name_key("Jean Hobbs"), name_key("Joan Hobbs"));
    }

    proptest! {
        #[test]
        fn any_text_is_a_name_or_a_sentence(text in ".{0,400}") {
            match Name::parse(&text) {
                Ok(name) => prop_assert!(!name.as_str().is_empty()),
                Err(sentence) => prop_assert!(sentence.ends_with('.')),
            }
            let _key = name_key(&text);
        }
    }
}
