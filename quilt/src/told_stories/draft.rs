//! The first words of somebody's story: what they said mattered, what they did, what they say is
//! different. Names of other people are left out; the person may put them back. Pure.

use super::Words;
use super::story::LONGEST;
use crate::journeys::{Other, OwnWords};
use crate::web::{Lang, say};

/// The most things listed under one heading.
const MOST: usize = 7;

/// Drafts a story in this language.
pub fn draft(lang: Lang, own: &OwnWords) -> Words {
    let mask = |text: &str| shortened(&without_names(lang, text.trim(), &own.others));
    let listed = |key: &str, items: Vec<String>| {
        let lines: Vec<String> = items.iter().take(MOST).map(|item| format!("• {}", mask(item))).collect();
        (!lines.is_empty()).then(|| format!("{}\n{}", say(lang, key, &[]), lines.join("\n")))
    };
    let groups = own.groups.iter().map(|(group, times)| match times {
        0 | 1 => group.clone(),
        times => say(lang, "story-times", &[("group", group), ("times", &times.to_string())]),
    });
    let happened = [
        listed("own-draft-did", own.did.clone()),
        listed("own-draft-doing", own.doing.clone()),
        listed("own-draft-set-back", own.set_back.clone()),
        listed("own-draft-groups", groups.collect()),
    ];
    let now_is = [own.changed.as_deref(), own.holds.as_deref()];
    Words {
        mattered: own.mattered.as_deref().map(mask).unwrap_or_default(),
        happened: shortened(&happened.into_iter().flatten().collect::<Vec<_>>().join("\n\n")),
        now_is: shortened(&now_is.into_iter().flatten().map(mask).collect::<Vec<_>>().join("\n\n")),
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

/// Other people by what they are to the person, in brackets: “[neighbour]”.
fn without_names(lang: Lang, text: &str, others: &[Other]) -> String {
    let mut text = text.to_owned();
    for other in others {
        let relation = other.relation.as_deref().and_then(|it| it.split(',').next()).map(str::trim);
        let instead = match relation.filter(|relation| !relation.is_empty()) {
            Some(relation) => format!("[{relation}]"),
            None => format!("[{}]", say(lang, "own-draft-name", &[])),
        };
        for name in names(&other.name) {
            text = replaced(&text, name, &instead);
        }
    }
    text
}

const TITLES: [&str; 9] = ["mr", "mrs", "ms", "miss", "dr", "mx", "rev", "sister", "nurse"];

/// The whole name, then each part of it that is a name.
pub(super) fn names(name: &str) -> impl Iterator<Item = &str> {
    let parts = name.split_whitespace().map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()));
    std::iter::once(name.trim())
        .chain(parts)
        .filter(|part| part.chars().count() > 1 && !TITLES.contains(&part.to_lowercase().as_str()))
}

/// Puts something else wherever these words stand as words of their own.
pub(super) fn replaced(text: &str, wanted: &str, instead: &str) -> String {
    if wanted.is_empty() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(wanted) {
        let (before, after) = (&rest[..at], &rest[at + wanted.len()..]);
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let last = before.chars().next_back().or_else(|| out.chars().next_back());
        out.push_str(before);
        let whole = !inside(last) && !inside(after.chars().next());
        out.push_str(if whole { instead } else { wanted });
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn own() -> OwnWords {
        OwnWords {
            mattered: Some("I want to be useful again, like when Jean Price and I ran the fair.".into()),
            did: vec!["Ring Jean on Sunday".into(), "Catch the 14 bus".into()],
            doing: vec!["Sing on Thursdays".into()],
            set_back: vec!["Swim with Dr Greene’s group".into()],
            groups: vec![("Talking Café".into(), 3)],
            changed: Some("I go out on Tuesdays.".into()),
            holds: Some("The café, and Dan.".into()),
            others: vec![
                Other { name: "Jean Price".into(), relation: Some("neighbour, next door".into()) },
                Other { name: "Dr Ada Greene".into(), relation: None },
                Other { name: "Dan Okafor".into(), relation: None },
            ],
        }
    }

    #[test]
    fn a_draft_holds_their_words_and_nobody_elses_name() {
        for lang in Lang::ALL {
            let words = draft(lang, &own());
            let all = words.parts().join("\n");
            for there in
                ["I want to be useful again", "Catch the 14 bus", "Talking Café", "I go out on Tuesdays."]
            {
                assert!(all.contains(there), "{there}: {all}");
            }
            for gone in ["Jean", "Price", "Greene", "Dan", "Okafor", "⟨"] {
                assert!(!all.contains(gone), "{gone}: {all}");
            }
            assert!(words.happened.contains("Ring [neighbour] on Sunday"), "{}", words.happened);
        }
    }

    #[test]
    fn a_name_inside_a_word_is_no_name() {
        assert_eq!(
            replaced("Danger! Dan ran to Dan-y-coed. Dan", "Dan", "[x]"),
            "Danger! [x] ran to [x]-y-coed. [x]"
        );
        assert_eq!(replaced("aDan Dan", "Dan", ""), "aDan ");
        assert_eq!(draft(Lang::En, &OwnWords::default()), Words::default());
    }

    proptest! {
        #[test]
        fn any_words_can_be_drafted(words in any::<String>(), name in any::<String>()) {
            let others = vec![Other { name, relation: Some(words.clone()) }];
            let own = OwnWords { mattered: Some(words.clone()), did: vec![words.clone(); 20], holds: Some(words), others, ..OwnWords::default() };
            let drafted = draft(Lang::Cy, &own);
            prop_assert!(drafted.parts().iter().all(|part| part.chars().count() <= LONGEST));
        }
    }
}
