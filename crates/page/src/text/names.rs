//! Names as they are used to someone's face. A name may be one word, and no rule here is cleverer than the person who owns it.

const TITLES: [&str; 12] =
    ["mr", "mrs", "ms", "miss", "mx", "dr", "rev", "prof", "sir", "dame", "lady", "lord"];

/// The name to call someone by: the first word, or the whole when the first is a title ("Mrs Vowles").
///
/// ```
/// assert_eq!(page::text::first_name("Margaret Vowles"), "Margaret");
/// assert_eq!(page::text::first_name("Mrs Vowles"), "Mrs Vowles");
/// assert_eq!(page::text::first_name("Mrs Margaret Vowles"), "Margaret");
/// ```
pub fn first_name(full: &str) -> &str {
    let full = full.trim();
    let Some((first, rest)) = full.split_once(char::is_whitespace) else { return full };
    let titled = TITLES.contains(&first.trim_end_matches('.').to_lowercase().as_str());
    match rest.trim().split_once(char::is_whitespace) {
        _ if !titled => first,
        Some((given, _)) => given,
        None => full,
    }
}

/// "Margaret’s", "James’s".
pub fn possessive(name: &str) -> String {
    format!("{}’s", name.trim())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_word_no_word_and_spaces_are_all_names() {
        assert_eq!(first_name("Björk"), "Björk");
        assert_eq!(first_name(""), "");
        assert_eq!(first_name("  Ada   Lovelace "), "Ada");
        assert_eq!(first_name("Dr. Singh"), "Dr. Singh");
        assert_eq!(first_name("MISS  Dee  Okafor-Lee"), "Dee");
        assert_eq!(possessive(first_name("James Watt")), "James’s");
    }

    proptest! {
        #[test]
        fn a_first_name_is_always_part_of_the_name(name in "\\PC{0,30}") {
            let first = first_name(&name);
            prop_assert!(name.contains(first));
            prop_assert_eq!(first.is_empty(), name.trim().is_empty());
        }
    }
}
