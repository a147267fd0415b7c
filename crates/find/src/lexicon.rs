//! The closed lists that reading a sentence needs: days and languages.

use crate::small_words::{FILLER, INCIDENTAL, WEAK};
use crate::{Days, PartOfDay};
use jiff::civil::Weekday;

/// Days named by a word. "sun", "sat" and "wed" alone mean too many other things.
pub(crate) fn days(word: &str) -> Option<Days> {
    let day = match word {
        "monday" | "mondays" => Weekday::Monday,
        "tuesday" | "tuesdays" | "tues" => Weekday::Tuesday,
        "wednesday" | "wednesdays" => Weekday::Wednesday,
        "thursday" | "thursdays" | "thurs" => Weekday::Thursday,
        "friday" | "fridays" => Weekday::Friday,
        "saturday" | "saturdays" => Weekday::Saturday,
        "sunday" | "sundays" => Weekday::Sunday,
        "weekend" | "weekends" => return Some(Days::WEEKEND),
        "weekday" | "weekdays" => return Some(Days::WEEKDAYS),
        _ => return None,
    };
    Some(day.into())
}

/// A part of the day named by a word.
pub(crate) fn part(word: &str) -> Option<PartOfDay> {
    match word {
        "morning" | "mornings" => Some(PartOfDay::Morning),
        "afternoon" | "afternoons" | "lunchtime" => Some(PartOfDay::Afternoon),
        "evening" | "evenings" | "night" | "nights" | "tonight" => Some(PartOfDay::Evening),
        _ => None,
    }
}

/// Languages people ask for, with their BCP 47 codes.
const LANGUAGES: &[(&str, &str)] = &[
    ("Albanian", "sq"),
    ("Amharic", "am"),
    ("Arabic", "ar"),
    ("Bengali", "bn"),
    ("British Sign Language", "bfi"),
    ("Bulgarian", "bg"),
    ("Cantonese", "yue"),
    ("Chinese", "zh"),
    ("Cornish", "kw"),
    ("Czech", "cs"),
    ("Dari", "prs"),
    ("Dutch", "nl"),
    ("English", "en"),
    ("Farsi", "fa"),
    ("French", "fr"),
    ("Gaelic", "gd"),
    ("German", "de"),
    ("Greek", "el"),
    ("Gujarati", "gu"),
    ("Hindi", "hi"),
    ("Hungarian", "hu"),
    ("Irish", "ga"),
    ("Italian", "it"),
    ("Kurdish", "ku"),
    ("Latvian", "lv"),
    ("Lithuanian", "lt"),
    ("Makaton", "makaton"),
    ("Malayalam", "ml"),
    ("Mandarin", "cmn"),
    ("Nepali", "ne"),
    ("Pashto", "ps"),
    ("Polish", "pl"),
    ("Portuguese", "pt"),
    ("Punjabi", "pa"),
    ("Romanian", "ro"),
    ("Russian", "ru"),
    ("Slovak", "sk"),
    ("Somali", "so"),
    ("Spanish", "es"),
    ("Swahili", "sw"),
    ("Tagalog", "tl"),
    ("Tamil", "ta"),
    ("Tigrinya", "ti"),
    ("Turkish", "tr"),
    ("Ukrainian", "uk"),
    ("Urdu", "ur"),
    ("Vietnamese", "vi"),
    ("Welsh", "cy"),
    ("Yoruba", "yo"),
];

/// The usual name of a language given by name, code ("pl", "pl-PL") or another common name.
pub(crate) fn language(text: &str) -> Option<&'static str> {
    let lower = text.trim().to_lowercase();
    let known = match lower.as_str() {
        "bsl" | "sign language" => "british sign language",
        "persian" => "farsi",
        "sylheti" | "bangla" => "bengali",
        "panjabi" => "punjabi",
        "cymraeg" => "welsh",
        "polski" => "polish",
        other => other,
    };
    let primary = known.split(['-', '_']).next().unwrap_or(known);
    LANGUAGES
        .iter()
        .find(|(name, code)| name.to_lowercase() == known || *code == primary)
        .map(|(name, _)| *name)
}

/// Whether two ways of naming a language mean the same one.
pub(crate) fn same_language(a: &str, b: &str) -> bool {
    match (language(a), language(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a.trim().to_lowercase() == b.trim().to_lowercase(),
    }
}

/// Words understood rather than searched for, so that a slip in them is put right too ("sundys").
pub(crate) const UNDERSTOOD: &[&str] = &[
    "monday",
    "mondays",
    "tuesday",
    "tuesdays",
    "wednesday",
    "wednesdays",
    "thursday",
    "thursdays",
    "friday",
    "fridays",
    "saturday",
    "saturdays",
    "sunday",
    "sundays",
    "weekend",
    "weekends",
    "weekday",
    "weekdays",
    "morning",
    "mornings",
    "afternoon",
    "afternoons",
    "evening",
    "evenings",
    "free",
    "online",
    "wheelchair",
    "accessible",
    "today",
    "tomorrow",
    "tonight",
    "zoom",
    "aged",
    "over",
    "under",
    "speaking",
    "language",
];

/// Whether a word is in one of the lists here.
pub(crate) fn known(word: &str) -> bool {
    FILLER.binary_search(&word).is_ok()
        || UNDERSTOOD.contains(&word)
        || WEAK.contains(&word)
        || INCIDENTAL.contains(&word)
        || days(word).is_some()
        || part(word).is_some()
        || language(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_by_any_name() {
        assert_eq!(language("pl-PL"), Some("Polish"));
        assert_eq!(language("bsl"), Some("British Sign Language"));
        assert!(same_language("pl", "Polish") && same_language("Klingon", "klingon"));
        assert!(!same_language("pl", "Portuguese"));
    }
}
