//! Which of a plan's kinds of groups a wish is for. A kind is about what its name says; what no name says goes to the kind
//! that is about something looked for together with it, as the directory's first row has them; what is left goes to the kind
//! called "Other …", if there is one.

use std::collections::HashSet;

use find::Topic;
use page::Lang;
use simulate::plan::Plan;

use crate::directory;

/// The kinds of groups of a plan, in its order, by what they are about.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Kinds(Vec<Kind>);

#[derive(Debug, Clone, PartialEq, Default)]
struct Kind {
    /// What its name says.
    said: Vec<Topic>,
    /// What is looked for together with that.
    beside: Vec<Topic>,
    /// Whether it takes what is left.
    rest: bool,
}

impl Kinds {
    pub fn of(plan: &Plan) -> Kinds {
        Kinds::named(plan.services.parts.iter().map(|part| part.name.as_str()))
    }

    /// The words of the directory's first row.
    pub fn of_the_directory() -> Kinds {
        Kinds(directory::subjects(Lang::En).map(|(_, said)| Kind { said, ..Kind::default() }).collect())
    }

    fn named<'a>(names: impl Iterator<Item = &'a str>) -> Kinds {
        let subjects: Vec<_> = directory::subjects(Lang::En).collect();
        let kind = |name: &str| {
            if let Some((_, said)) = subjects.iter().find(|(subject, _)| subject.eq_ignore_ascii_case(name)) {
                return Kind { said: said.clone(), ..Kind::default() };
            }
            if name.to_lowercase().starts_with("other ") {
                return Kind { rest: true, ..Kind::default() };
            }
            let said = named_after(name);
            let beside = said.iter().flat_map(|topic| directory::beside(*topic)).collect();
            Kind { said, beside, rest: false }
        };
        Kinds(names.map(kind).collect())
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The kind a wish about these topics, surest first, is for: the one that says most of them; of equals the one that
    /// says the surest, then the first of the plan.
    pub fn place(&self, wish: &[Topic]) -> Option<usize> {
        let named = self.most(wish, |kind| &kind.said).or_else(|| self.most(wish, |kind| &kind.beside));
        named.or_else(|| self.0.iter().position(|kind| kind.rest))
    }

    fn most(&self, wish: &[Topic], of: impl Fn(&Kind) -> &[Topic]) -> Option<usize> {
        let fits = |(at, kind): (usize, &Kind)| {
            let has = |topic: &Topic| of(kind).contains(topic);
            let surest = wish.iter().position(has)?;
            let shared = wish.iter().filter(|topic| has(topic)).count();
            Some((std::cmp::Reverse(shared), surest, at))
        };
        self.0.iter().enumerate().filter_map(fits).min().map(|(.., at)| at)
    }
}

/// What a kind of this name is about: topics it names, in their words or as a group would; else as a person would.
fn named_after(kind: &str) -> Vec<Topic> {
    let kind_words = words(kind);
    let names = |topic: &Topic| {
        let name = topic.name().to_lowercase();
        let says = |part: &str| words(part).is_subset(&kind_words);
        name.split(" and ").any(says)
    };
    let topics = each_once(find::topics_of(kind).into_iter().chain(Topic::all().filter(names)));
    if topics.is_empty() { find::topics_said(kind) } else { topics }
}

fn words(text: &str) -> HashSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// What words are about, whether a person says them or a group: each topic once.
pub(super) fn about(words: &str) -> Vec<Topic> {
    each_once([find::topics_of(words), find::topics_said(words)].into_iter().flatten())
}

/// What a group is about: its publisher's own words for that, one a line, then its name and what it says of itself.
pub(super) fn about_group(published: &str, words: &str) -> Vec<Topic> {
    let named = published.lines().filter_map(Topic::named);
    each_once(named.chain(published.lines().chain([words]).flat_map(find::topics_of)))
}

fn each_once(topics: impl Iterator<Item = Topic>) -> Vec<Topic> {
    let mut once = Vec::new();
    for topic in topics {
        if !once.contains(&topic) {
            once.push(topic);
        }
    }
    once
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NAMES: [&str; 4] =
        ["Walking and being active", "Company", "Money and housing advice", "Gardens and green"];

    fn kind(wish: &str) -> Option<&'static str> {
        Kinds::named(NAMES.into_iter()).place(&about(wish)).map(|at| NAMES[at])
    }

    #[test]
    fn a_wish_goes_where_its_words_say() {
        for (wish, wanted) in [
            ("A walking group in the mornings", Some("Walking and being active")),
            ("Somewhere to dance", Some("Walking and being active")),
            ("She is lonely since she moved", Some("Company")),
            ("A lunch club with a hot meal", Some("Company")),
            ("Help with debt", Some("Money and housing advice")),
            ("Warm Homes Line\nEnergy advice, and help with fuel bills.", Some("Money and housing advice")),
            ("An allotment to share", Some("Gardens and green")),
            ("A choir", None),
            ("", None),
        ] {
            assert_eq!(kind(wish), wanted, "{wish}");
        }
    }

    #[test]
    fn a_kind_named_after_something_goes_before_one_that_is_only_near_it() {
        let kinds = Kinds::named(["Company", "Meals together"].into_iter());
        assert_eq!(kinds.place(&about("A lunch club with a hot meal")), Some(1));
        assert_eq!(kinds.place(&about("lonely")), Some(0));
        assert_eq!(kinds.place(&about("A library with a warm space")), Some(0));
    }

    #[test]
    fn a_word_of_the_directory_stands_for_all_it_finds_and_other_for_the_rest() {
        let names = ["Feeling low or worried", "Moving more", "Other groups and services"];
        let kinds = Kinds::named(names.into_iter());
        for (wish, wanted) in [
            ("Counselling at low cost", 0),
            ("Somewhere to dance", 1),
            ("A choir", 2),
            ("She is lonely", 2),
            ("Something nobody has a word for", 2),
        ] {
            assert_eq!(kinds.place(&about(wish)), Some(wanted), "{wish}");
        }
    }

    #[test]
    fn a_name_that_says_nothing_is_about_nothing() {
        assert_eq!(Kinds::named(["Otters", "Things"].into_iter()).place(&about("A walking group")), None);
    }

    proptest! {
        #[test]
        fn any_words_have_one_place_or_none(names in prop::collection::vec("\\PC{0,30}", 0..6), wish in "\\PC{0,80}") {
            let kinds = Kinds::named(names.iter().map(String::as_str));
            prop_assert!(kinds.place(&about(&wish)).is_none_or(|at| at < kinds.len()));
        }
    }
}
