//! What a question is about, word by word, and which of it an entry holds.

use crate::lexicon::{FILLER, WEAK};
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
    /// How much it decides, 0 to 1.
    pub(crate) weight: f64,
}

/// What decides little: words true of half the directory, and a place name said without "near".
const LITTLE: f64 = 0.25;

/// The concepts of a question: known phrases first, then single words; filler only when there is nothing else.
/// `corrected` lists (typed, put right).
pub(crate) fn concepts(
    words: &[String],
    synonyms: &Synonyms,
    place: Option<&str>,
    corrected: &[(String, String)],
) -> Vec<Concept> {
    let stemmed: Vec<String> = words.iter().map(|word| stem(word)).collect();
    let mut found: Vec<(Concept, bool)> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let used = synonyms.phrase_at(&stemmed[at..]).unwrap_or(1);
        let (asked, stems) = (words[at..at + used].join(" "), stemmed[at..at + used].to_vec());
        let filler = used == 1 && is_filler(&asked);
        let little = used == 1 && WEAK.contains(&asked.as_str()) || place.is_some_and(|place| place == asked);
        let typed = corrected.iter().find(|(_, right)| *right == asked).map(|(typed, _)| typed.clone());
        let also = synonyms.of(&stems).to_vec();
        let repeated = found.iter().any(|(concept, _)| concept.stems == stems);
        if !repeated && !stems.iter().all(String::is_empty) {
            let weight = if little { LITTLE } else { 1.0 };
            found.push((Concept { asked, typed, stems, also, weight }, filler));
        }
        at += used;
    }
    found.into_iter().filter(|(_, filler)| !filler).map(|(concept, _)| concept).collect()
}

fn is_filler(word: &str) -> bool {
    FILLER.binary_search(&word).is_ok() || word.chars().count() == 1
}

/// Why an entry matches the concepts, in the order asked. `holding` says where it holds a concept, by its number: by its own
/// words, or by those of its others with that number.
pub(crate) fn in_words(
    concepts: &[Concept],
    holding: impl Fn(usize, Option<usize>) -> Option<Where>,
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
                .map(|(_, term)| Why::Synonym { asked: concept.asked.clone(), found: term.text.clone() }),
        };
        why.extend(reason);
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
            in_words(&asked, holding),
            [
                Why::Words { word: "lunch".into(), found_in: Where::Name },
                Why::Synonym { asked: "lonely".into(), found: "companionship".into() },
                Why::Spelling { typed: "fodo".into(), found: "food".into() },
            ]
        );
    }
}
