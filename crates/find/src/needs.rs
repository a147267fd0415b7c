//! Needs: what people say, what entries say, and the topic that joins the two.
//!
//! The list is `needs.txt` beside this crate's sources, meant to be edited. A question's words lead to topics; an entry
//! without topics of its own is given those its words make sure of (see [`topics_of`]). Both only ever add: what is in
//! no topic is still found by its words.

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use crate::small_words::is_small;
use crate::synonyms::Term;
use crate::words::{stem, stems, words};

/// Most small words passed over between two words of what people say.
const BETWEEN: usize = 3;

/// Words that belong to the verb before them: "help out" is not "help, I am out".
const PARTICLES: [&str; 6] = ["down", "in", "off", "on", "out", "up"];
/// Most topics whose words are searched for besides.
const FEW: usize = 2;

static OF_QUILT: LazyLock<Needs> = LazyLock::new(|| Needs::read(include_str!("../needs.txt")));

/// A topic of our own short list: what an entry is about, or whom it is for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Topic(usize);

impl Topic {
    /// Every topic, in the order of the list.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..OF_QUILT.topics.len()).map(Self)
    }

    /// Its name, as people read it.
    #[must_use]
    pub fn name(self) -> &'static str {
        &self.fields().name
    }

    /// Its code in the LGA's list of service types, where confirmed.
    #[must_use]
    pub fn esd(self) -> Option<&'static str> {
        self.fields().esd.as_deref()
    }

    /// Its name in the Open Eligibility taxonomy.
    #[must_use]
    pub fn open_eligibility(self) -> Option<&'static str> {
        self.fields().open_eligibility.as_deref()
    }

    /// Its SNOMED CT concept, where confirmed.
    #[must_use]
    pub fn snomed(self) -> Option<&'static str> {
        self.fields().snomed.as_deref()
    }

    /// Whether it says whom an entry is for, rather than what it does.
    #[must_use]
    pub fn is_for_some(self) -> bool {
        self.fields().for_some
    }

    /// A bit of its own, when it says whom an entry is for; else none.
    pub(crate) fn mark(self) -> u32 {
        self.fields().mark
    }

    /// The topic of this name, letter case aside.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        OF_QUILT.names.get(name).or_else(|| OF_QUILT.names.get(&name.trim().to_lowercase())).copied()
    }

    fn fields(self) -> &'static Fields {
        &OF_QUILT.topics[self.0]
    }
}

impl fmt::Debug for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[derive(Debug, Default)]
struct Fields {
    name: String,
    esd: Option<String>,
    open_eligibility: Option<String>,
    snomed: Option<String>,
    for_some: bool,
    /// A bit of its own among those that are for some.
    mark: u32,
    /// The words entries use, for searching where an entry has no topic.
    text: Vec<Term>,
}

/// What a phrase of the list does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// People say it.
    Said,
    /// Entries say it, and people may.
    Text,
    /// Entries say it; from people it asks for more than the topic.
    Seen,
    /// Entries that say it are something else.
    Unless,
    /// It looks like a word of the topic and is not.
    Not,
}

/// A phrase of the list, filed under its first stem.
#[derive(Debug)]
pub(crate) struct Phrase {
    pub(crate) topic: Topic,
    pub(crate) used: Use,
    pub(crate) stems: Vec<String>,
}

/// The whole list.
#[derive(Debug, Default)]
pub(crate) struct Needs {
    topics: Vec<Fields>,
    /// By name, as written and in lower case.
    names: HashMap<String, Topic>,
    phrases: HashMap<String, Vec<Phrase>>,
}

/// What some words of a question need.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Needed {
    /// How many words say so.
    pub(crate) used: usize,
    pub(crate) topics: Vec<Topic>,
}

impl Needs {
    pub(crate) fn of_quilt() -> &'static Self {
        &OF_QUILT
    }

    /// Reads a list; lines that cannot be understood are passed over, and the tests see to it that ours has none.
    fn read(text: &str) -> Self {
        let mut all = Self::default();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('=') {
                let (name, topic) = (name.trim().to_owned(), Topic(all.topics.len()));
                all.names.insert(name.to_lowercase(), topic);
                all.names.insert(name.clone(), topic);
                all.topics.push(Fields { name, ..Fields::default() });
            } else if let Some((key, said)) = line.split_once(':') {
                all.take(key, said.trim());
            }
        }
        all
    }

    fn take(&mut self, key: &str, said: &str) {
        let Some(at) = self.topics.len().checked_sub(1) else { return };
        let topic = &mut self.topics[at];
        match key {
            "esd" => topic.esd = Some(said.to_owned()),
            "open" => topic.open_eligibility = Some(said.to_owned()),
            "snomed" => topic.snomed = Some(said.to_owned()),
            "for" => {
                let before = self.topics.iter().filter(|topic| topic.for_some).count() as u32;
                let topic = &mut self.topics[at];
                topic.for_some = said == "some";
                topic.mark = if topic.for_some { 1_u32.checked_shl(before).unwrap_or(0) } else { 0 };
            }
            "said" => self.file(Topic(at), Use::Said, said),
            "text" => {
                topic.text = crate::synonyms::terms(said);
                self.file(Topic(at), Use::Text, said);
            }
            "seen" => self.file(Topic(at), Use::Seen, said),
            "unless" => self.file(Topic(at), Use::Unless, said),
            "not" => self.file(Topic(at), Use::Not, said),
            _ => {}
        }
    }

    fn file(&mut self, topic: Topic, used: Use, phrases: &str) {
        for stems in phrases.split(',').map(stems) {
            let Some(first) = stems.first().cloned() else { continue };
            self.phrases.entry(first).or_default().push(Phrase { topic, used, stems });
        }
    }

    /// The stems of every phrase there is.
    pub(crate) fn phrases(&self) -> impl Iterator<Item = &[String]> {
        let said = self.phrases.values().flatten().map(|phrase| phrase.stems.as_slice());
        said.chain(self.topics.iter().flat_map(|topic| &topic.text).map(|term| term.stems.as_slice()))
    }

    /// Every phrase that begins with this stem.
    pub(crate) fn beginning(&self, stem: &str) -> &[Phrase] {
        self.phrases.get(stem).map_or(&[], Vec::as_slice)
    }

    /// What the leading words of a question need: the longest phrase that fits decides.
    pub(crate) fn at(&self, words: &[String], stems: &[String]) -> Option<Needed> {
        let phrases = self
            .beginning(stems.first()?)
            .iter()
            .filter(|phrase| matches!(phrase.used, Use::Said | Use::Text));
        let mut best = Needed::default();
        for (used, topic) in phrases.filter_map(|p| Some((fits(&p.stems, words, stems)?, p.topic))) {
            if used > best.used {
                best = Needed { used, topics: Vec::new() };
            }
            if used == best.used && !best.topics.contains(&topic) {
                best.topics.push(topic);
            }
        }
        (best.used > 0).then_some(best)
    }

    /// The words entries use for what meets these topics; of many topics, words would say little.
    pub(crate) fn text_of(&self, topics: &[Topic]) -> Vec<Term> {
        let topics = if topics.len() > FEW { &[] } else { topics };
        topics.iter().flat_map(|topic| &self.topics[topic.0].text).cloned().collect()
    }
}

/// The marks of several topics together.
pub(crate) fn marks(topics: impl IntoIterator<Item = Topic>) -> u32 {
    topics.into_iter().fold(0, |marks, topic| marks | topic.mark())
}

/// The topics of what somebody says of themself, in the order they come up: "afraid of losing my home, and so tired".
#[must_use]
pub fn topics_said(text: &str) -> Vec<Topic> {
    let words = words(text);
    let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
    let (mut at, mut said) = (0, Vec::new());
    while at < words.len() {
        let needed = OF_QUILT.at(&words[at..], &stems[at..]).unwrap_or_default();
        for topic in needed.topics {
            if !said.contains(&topic) {
                said.push(topic);
            }
        }
        at += needed.used.max(1);
    }
    said
}

/// How many leading words a phrase takes up, if they say it: small words may stand between.
fn fits(phrase: &[String], words: &[String], stems: &[String]) -> Option<usize> {
    let (mut at, mut passed) = (0, 0);
    let mut wanted = phrase.iter().peekable();
    while let Some(next) = wanted.peek() {
        match stems.get(at) {
            Some(stem) if stem == *next => {
                wanted.next();
                (at, passed) = (at + 1, 0);
            }
            Some(_)
                if at > 0
                    && passed < BETWEEN
                    && is_small(&words[at])
                    && !PARTICLES.contains(&next.as_str()) =>
            {
                (at, passed) = (at + 1, passed + 1);
            }
            _ => return None,
        }
    }
    Some(at - passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needed(text: &str) -> (usize, Vec<&'static str>) {
        let words = words(text);
        let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
        Needs::of_quilt().at(&words, &stems).map_or((0, Vec::new()), |needed| {
            (needed.used, needed.topics.into_iter().map(Topic::name).collect())
        })
    }

    #[test]
    fn what_people_say_leads_to_topics() {
        assert_eq!(needed("husband has died last year"), (3, vec!["Bereavement"]));
        assert_eq!(needed("help me with these forms"), (5, vec!["Benefits"]));
        assert_eq!(needed("look after my poorly wife"), (0, vec![]));
        assert_eq!(needed("help i am out of work"), (0, vec![]));
        assert_eq!(needed("look after my wife and"), (4, vec!["Caring for somebody"]));
        assert_eq!(needed("gardening"), (1, vec!["Gardening and nature"]));
        assert_eq!(needed("quantum physics"), (0, vec![]));
    }

    #[test]
    fn somebody_may_say_several_things_at_once() {
        let names = |text: &str| topics_said(text).into_iter().map(Topic::name).collect::<Vec<_>>();
        assert_eq!(
            names("My husband has died last year, and I like gardening"),
            ["Bereavement", "Gardening and nature"]
        );
        assert!(names("lonely").contains(&"Befriending"));
        assert!(names("quantum physics").is_empty() && names("").is_empty());
    }

    #[test]
    fn the_list_that_ships_is_sound() {
        let text = include_str!("../needs.txt");
        let known = ["said", "text", "seen", "unless", "not", "for", "esd", "open", "snomed"];
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with(['#', '='])) {
            let (key, said) = line.split_once(':').unwrap();
            assert!(known.contains(&key) && !said.trim().is_empty(), "{line}");
            assert!(said.split(',').all(|term| !term.trim().is_empty()), "an empty phrase: {line}");
        }
        let names: Vec<&str> = Topic::all().map(Topic::name).collect();
        assert!(names.len() >= 40, "{}", names.len());
        let some: Vec<Topic> = Topic::all().filter(|topic| topic.is_for_some()).collect();
        assert_eq!(marks(some.iter().copied()).count_ones() as usize, some.len(), "a mark each");
        for topic in Topic::all() {
            assert_eq!(Topic::named(&topic.name().to_uppercase()), Some(topic), "two of one name: {topic:?}");
            let seen =
                |phrase: &Phrase| phrase.topic == topic && matches!(phrase.used, Use::Text | Use::Seen);
            assert!(OF_QUILT.phrases.values().flatten().any(seen), "no words of entries: {topic:?}");
            assert!(topic.esd().is_none_or(|code| code.chars().all(|c| c.is_ascii_digit())), "{topic:?}");
            // One phrase inside another's name would find the other's entries.
            let name = stems(topic.name());
            let inside = |other: &&str| {
                *other != topic.name() && stems(other).windows(name.len()).any(|window| window == name)
            };
            assert_eq!(names.iter().find(|other| inside(other)), None, "{topic:?} stands inside another");
        }
    }
}
