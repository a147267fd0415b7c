//! The first row on `/find`: what many people look for, in a few plain words each. A word of
//! it stands for several topics of the directory; anything about one of them is found.

use find::Entry;

use crate::web::{Lang, say};

/// One word of the row.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct About {
    /// How it stands in an address.
    pub code: &'static str,
    /// The key of its words.
    pub key: &'static str,
    /// What is searched for where the directory names none of its topics, in each language.
    words: (&'static str, &'static str),
    /// Topics as the directory names them.
    pub topics: &'static [&'static str],
}

impl About {
    pub fn words(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.words.0,
            Lang::Cy => self.words.1,
        }
    }

    pub fn parse(code: &str) -> Option<&'static About> {
        ROW.iter().find(|about| about.code == code)
    }
}

/// The row, in the order it is shown in. At most sixteen.
pub(super) const ROW: &[About] = &[
    About {
        code: "company",
        key: "find-begin-company",
        words: ("company", "cwmni"),
        topics: &[
            "Befriending",
            "Friendly calls",
            "Company over a cup of tea",
            "Warm spaces",
            "Meals together",
            "Clubs and activities",
        ],
    },
    About {
        code: "moving",
        key: "find-begin-moving",
        words: ("walking", "cerdded"),
        topics: &["Walking", "Exercise and sport", "Gentle exercise", "Dancing"],
    },
    About {
        code: "making",
        key: "find-begin-making",
        words: ("arts and crafts", "arts and crafts"),
        topics: &["Making and mending", "Arts and crafts", "Arts", "Crafts", "Singing and music"],
    },
    About {
        code: "garden",
        key: "find-begin-garden",
        words: ("gardening", "gardening"),
        topics: &["Gardening and nature"],
    },
    About {
        code: "money",
        key: "find-begin-money",
        words: ("help with money", "help with money"),
        topics: &["Money and debt", "Benefits", "Energy bills", "Food to take home"],
    },
    About {
        code: "home",
        key: "find-begin-home",
        words: ("housing", "housing"),
        topics: &[
            "Housing",
            "Home repairs",
            "Help at home",
            "Clutter and hoarding",
            "A bed tonight",
            "Homelessness",
        ],
    },
    About {
        code: "feelings",
        key: "find-begin-feelings",
        words: ("someone to talk to", "someone to talk to"),
        topics: &["Mental health", "Talking therapy", "Mindfulness and relaxation", "Crisis and suicide"],
    },
    About {
        code: "loss",
        key: "find-begin-loss",
        words: ("bereavement", "bereavement"),
        topics: &["Bereavement"],
    },
    About {
        code: "caring",
        key: "find-begin-carers",
        words: ("carers", "carers"),
        topics: &["Caring for somebody", "A break from caring", "Young carers", "Dementia"],
    },
    About {
        code: "families",
        key: "find-begin-families",
        words: ("families", "families"),
        topics: &["Parents and babies", "Youth clubs", "Young people", "Disabled children and their parents"],
    },
    About {
        code: "learning",
        key: "find-begin-learning",
        words: ("courses", "courses"),
        topics: &["Work", "Courses and lessons", "Computers and getting online", "Volunteering"],
    },
    About {
        code: "transport",
        key: "find-begin-transport",
        words: ("transport", "transport"),
        topics: &["Transport", "Equipment and mobility aids"],
    },
];

/// The row as people read it: each word, and the topics it stands for.
pub fn subjects(lang: Lang) -> impl Iterator<Item = (String, Vec<find::Topic>)> {
    let topics = |about: &About| about.topics.iter().filter_map(|name| find::Topic::named(name)).collect();
    ROW.iter().map(move |about| (say(lang, about.key, &[]), topics(about)))
}

/// The topics that stand in one word of the row with this one, itself among them; none where no word has it.
pub fn beside(topic: find::Topic) -> impl Iterator<Item = find::Topic> {
    let row = ROW.iter().find(|about| about.topics.contains(&topic.name()));
    row.map_or(&[][..], |about| about.topics).iter().filter_map(|name| find::Topic::named(name))
}

/// The name of a topic as people read it: ours in their language, a publisher's own as it is.
pub(super) fn topic_words(lang: Lang, topic: &str) -> String {
    match find::Topic::named(topic) {
        Some(known) => say(lang, &topic_key(known.name()), &[]),
        None => topic.to_owned(),
    }
}

/// "Parents and babies" is said by `topic-parents-and-babies`.
fn topic_key(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' };
    let name: String = name.chars().map(plain).collect();
    format!("topic-{}", name.split_whitespace().collect::<Vec<_>>().join("-"))
}

/// Which words of the row an entry answers to: a bit for each, in the row's order.
pub(super) fn answers(entry: &Entry) -> u16 {
    let named: Vec<String> = entry.topics.iter().map(|topic| topic.trim().to_lowercase()).collect();
    let one = |about: &About| {
        about.topics.iter().any(|topic| named.iter().any(|named| *named == topic.to_lowercase()))
    };
    ROW.iter().enumerate().fold(0, |bits, (n, about)| if one(about) { bits | 1 << n } else { bits })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_has_a_name_in_every_language() {
        for topic in find::Topic::all() {
            assert_eq!(topic_words(Lang::En, topic.name()), topic.name());
            assert!(!topic_words(Lang::Cy, topic.name()).contains('⟨'), "{}", topic.name());
        }
        assert_eq!(topic_words(Lang::Cy, "walking"), "Cerdded");
        assert_eq!(topic_words(Lang::Cy, "Carers support groups"), "Carers support groups");
    }

    #[test]
    fn each_word_has_a_bit_and_a_code_of_its_own() {
        assert!(ROW.len() <= 16);
        for (n, about) in ROW.iter().enumerate() {
            assert_eq!(About::parse(about.code), Some(about));
            let topics = about.topics.first().map(|topic| format!(" {} ", topic.to_uppercase()));
            let entry = Entry { topics: topics.into_iter().collect(), ..Entry::default() };
            assert_eq!(answers(&entry) & (1 << n), 1 << n, "{}", about.code);
        }
        assert_eq!(answers(&Entry::default()), 0);
    }
}
