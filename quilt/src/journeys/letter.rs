//! The letter at the end: a first draft from what was recorded, in kind plain words, for the
//! person to change until it is theirs. Pure.

use super::link_words::{Asker, signed};
use crate::web::{Lang, say};

/// What a letter is drafted from.
#[derive(Debug, Clone)]
pub struct LetterFacts<'a> {
    pub lang: Lang,
    /// What the person likes to be called.
    pub called: &'a str,
    /// What matters to them, in their words.
    pub matters: Option<&'a str>,
    /// Steps they took, in their words.
    pub did: Vec<&'a str>,
    /// Groups they found their way to.
    pub groups: Vec<&'a str>,
    pub what_changed: &'a str,
    pub what_holds: &'a str,
    pub who_to_call: &'a str,
    /// Whether somebody will ask how they are later.
    pub followed_up: bool,
    pub asker: &'a Asker,
}

/// How many steps or groups a letter names, so that it stays on one page.
const MOST: usize = 6;

/// A first draft: nothing is praised or blamed, nothing is said that nobody said.
pub fn draft(facts: &LetterFacts<'_>) -> String {
    let say = |key: &str| say(facts.lang, key, &[("name", facts.called), ("scheme", &facts.asker.scheme)]);
    let mut parts = vec![say("letter-dear")];
    match facts.matters.map(str::trim).filter(|words| !words.is_empty()) {
        Some(words) => parts.push(format!("{}\n“{words}”", say("letter-matters"))),
        None => parts.push(say("letter-time")),
    }
    listed(&mut parts, say("letter-did"), &facts.did);
    listed(&mut parts, say("letter-groups"), &facts.groups);
    for (key, words) in [
        ("letter-changed", facts.what_changed),
        ("letter-holds", facts.what_holds),
        ("letter-call", facts.who_to_call),
    ] {
        if !words.trim().is_empty() {
            parts.push(format!("{}\n{}", say(key), words.trim()));
        }
    }
    parts.push(say("letter-door"));
    if facts.followed_up {
        parts.push(say("letter-follow-up"));
    }
    parts.push(say("letter-wishes"));
    parts.push(signed(facts.lang, facts.asker));
    parts.join("\n\n")
}

fn listed(parts: &mut Vec<String>, before: String, items: &[&str]) {
    let items: Vec<String> = items
        .iter()
        .map(|item| item.trim())
        .filter(|item| !item.is_empty())
        .take(MOST)
        .map(|item| format!("• {item}"))
        .collect();
    if !items.is_empty() {
        parts.push(format!("{before}\n{}", items.join("\n")));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::unwanted;
    use super::*;

    fn asker() -> Asker {
        Asker {
            worker: "Dan Okafor".into(),
            scheme: "Taunton Vale".into(),
            phone: Some("01632960100".into()),
        }
    }

    fn facts<'a>(lang: Lang, asker: &'a Asker) -> LetterFacts<'a> {
        LetterFacts {
            lang,
            called: "Margaret",
            matters: Some("I want to be useful again."),
            did: vec!["Catch the 14 bus", " "],
            groups: vec!["Talking Café"],
            what_changed: "I go out on Tuesdays.",
            what_holds: "Jean and the café.",
            who_to_call: "Jean, next door",
            followed_up: true,
            asker,
        }
    }

    #[test]
    fn a_letter_holds_what_was_said_and_nothing_unwanted() {
        let asker = asker();
        for lang in Lang::ALL {
            let letter = draft(&facts(lang, &asker));
            for words in [
                "Margaret",
                "“I want to be useful again.”",
                "• Catch the 14 bus",
                "• Talking Café",
                "I go out on Tuesdays.",
                "Jean and the café.",
                "01632 960100",
            ] {
                assert!(letter.contains(words), "{words}: {letter}");
            }
            assert!(!letter.contains('⟨') && !letter.contains("\n\n\n"), "{letter}");
            assert_eq!(unwanted::found(&letter), None);
        }
    }

    #[test]
    fn what_nobody_said_is_left_out() {
        let asker = asker();
        let bare = LetterFacts {
            matters: None,
            did: vec![],
            groups: vec![],
            what_changed: "",
            what_holds: " ",
            who_to_call: "",
            followed_up: false,
            ..facts(Lang::En, &asker)
        };
        let letter = draft(&bare);
        assert!(!letter.contains('•') && !letter.contains('“') && !letter.contains("12 months"), "{letter}");
        assert!(letter.starts_with("Dear Margaret,"), "{letter}");
    }

    proptest! {
        #[test]
        fn any_words_make_a_letter_that_holds_them(words in any::<String>(), name in "\\PC{1,20}") {
            let asker = asker();
            let letter = draft(&LetterFacts { called: &name, what_changed: &words, ..facts(Lang::En, &asker) });
            prop_assert!(letter.contains(words.trim()));
        }
    }
}
