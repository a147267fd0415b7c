//! What a question is about, word by word, and which of it an entry holds.

use crate::needs::{Needs, Topic};
use crate::small_words::{FILLER, INCIDENTAL, WEAK};
use crate::synonyms::{Synonyms, Term};
use crate::words::stem;
use crate::{Where, Why};

/// One thing asked about: a word or a known phrase, with other words for it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Concept {
    /// As asked, after slips are put right.
    pub(crate) asked: String,
    /// As typed, where a slip was put right.
    pub(crate) typed: Option<String>,
    /// Its stems, in order.
    pub(crate) stems: Vec<String>,
    /// Other words for it.
    pub(crate) also: Vec<Term>,
    /// Topics that meet it.
    pub(crate) topics: Vec<Topic>,
    /// How much it decides, 0 to 1.
    pub(crate) weight: f64,
}

/// What decides little: words true of half the directory, and a place name said without "near".
const LITTLE: f64 = 0.25;
/// What decides next to nothing: whom it is about.
const NEXT_TO_NOTHING: f64 = 0.08;
/// What decides less than the rest: a word that neither the synonyms nor the needs know is often an accident of speech.
const UNLISTED: f64 = 0.5;

/// The concepts of a question: known phrases first, then single words; filler only when there is nothing else.
/// `corrected` lists (typed, put right).
pub(crate) fn concepts(
    words: &[String],
    synonyms: &Synonyms,
    place: Option<&str>,
    corrected: &[(String, String)],
) -> Vec<Concept> {
    let stemmed: Vec<String> = words.iter().map(|word| stem(word)).collect();
    let mut found: Vec<Concept> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let phrase = synonyms.phrase_at(&stemmed[at..]).unwrap_or(1);
        let needed = Needs::of_quilt().at(&words[at..], &stemmed[at..]).unwrap_or_default();
        let used = phrase.max(needed.used);
        let (asked, stems) = (words[at..at + used].join(" "), stemmed[at..at + used].to_vec());
        at += used;
        let repeated = found.iter().any(|concept| concept.stems == stems);
        if repeated || stems.iter().all(String::is_empty) || used == 1 && is_filler(&asked) {
            continue;
        }
        let typed = corrected.iter().find(|(_, right)| *right == asked).map(|(typed, _)| typed.clone());
        let topics = if needed.used == used { needed.topics } else { Vec::new() };
        let mut also = synonyms.of(&stems).to_vec();
        if also.is_empty() {
            also = Needs::of_quilt().text_of(&topics);
            also.retain(|term| term.stems != stems);
        }
        let weight = match asked.as_str() {
            word if used == 1 && INCIDENTAL.contains(&word) => NEXT_TO_NOTHING,
            word if used == 1 && WEAK.contains(&word) || place.is_some_and(|place| place == word) => LITTLE,
            _ if topics.is_empty() && also.is_empty() => UNLISTED,
            _ => 1.0,
        };
        found.push(Concept { asked, typed, stems, also, topics, weight });
    }
    found
}

impl Concept {
    /// What tells it from any other concept: all that decides which entries hold it.
    pub(crate) fn key(&self) -> String {
        let also = self.also.iter().map(|term| term.text.as_str());
        let topics = self.topics.iter().map(|topic| topic.name());
        std::iter::once(self.stems.join(" ").as_str())
            .chain(also)
            .chain(topics)
            .collect::<Vec<_>>()
            .join("\n")
    }
}

fn is_filler(word: &str) -> bool {
    FILLER.binary_search(&word).is_ok() || word.chars().count() == 1
}

/// Why an entry matches the concepts, in the order asked. `holding` says where it holds a concept, by its number: by its own
/// words, or by those of its others with that number; `has` whether it has a topic.
pub(crate) fn in_words(
    concepts: &[Concept],
    holding: impl Fn(usize, Option<usize>) -> Option<Where>,
    has: impl Fn(Topic) -> bool,
) -> Vec<Why> {
    let mut why = Vec::new();
    for (at, concept) in concepts.iter().enumerate() {
        let reason = match (holding(at, None), &concept.typed) {
            (Some(_), Some(typed)) => {
                Some(Why::Spelling { typed: typed.clone(), found: concept.asked.clone() })
            }
            (Some(found_in), None) => Some(Why::Words { word: concept.asked.clone(), found_in }),
            (None, _) => (concept.also.iter().enumerate())
                .find(|(number, _)| holding(at, Some(*number)).is_some())
                .map(|(_, term)| Why::Synonym { asked: concept.asked.clone(), found: term.text.clone() })
                .or_else(|| {
                    let topic = concept.topics.iter().find(|topic| has(**topic))?;
                    Some(Why::Topic(topic.name().to_owned()))
                }),
        };
        // Two words of a question may lead to the same words of an entry; once said is enough.
        why.extend(
            reason.filter(|reason| why.iter().all(|said: &Why| said.to_string() != reason.to_string())),
        );
    }
    why
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::stems;

    fn words(text: &str) -> Vec<String> {
        crate::words::words(text)
    }

    #[test]
    fn phrases_words_filler() {
        let synonyms = Synonyms::read("out of work, unemployment\nlonely > companionship");
        let got = concepts(&words("help i am out of work and lonely"), &synonyms, None, &[]);
        let asked: Vec<_> = got.iter().map(|c| (c.asked.as_str(), c.weight)).collect();
        assert_eq!(asked, [("help", LITTLE), ("out of work", 1.0), ("lonely", 1.0)]);
        assert!(concepts(&words("where can i go"), &synonyms, None, &[]).is_empty());
    }

    #[test]
    fn says_where_and_through_what() {
        let synonyms = Synonyms::read("lonely > companionship");
        let asked =
            concepts(&words("lunch lonely food walking"), &synonyms, None, &[("fodo".into(), "food".into())]);
        let holding = |at: usize, also: Option<usize>| {
            let wanted = also.map_or(&asked[at].stems, |number| &asked[at].also[number].stems);
            let texts = [(Where::Name, "Friday lunch"), (Where::Description, "Good food and companionship")];
            let holds = |text: &str| stems(text).windows(wanted.len()).any(|window| window == wanted);
            texts.into_iter().find(|(_, text)| holds(text)).map(|(place, _)| place)
        };
        assert_eq!(
            in_words(&asked, holding, |_| false),
            [
                Why::Words { word: "lunch".into(), found_in: Where::Name },
                Why::Synonym { asked: "lonely".into(), found: "companionship".into() },
                Why::Spelling { typed: "fodo".into(), found: "food".into() },
            ]
        );
    }
}
