//! Why a service was found, in the visitor's language: "matches walking · 1.2 miles · Sundays · free".

use find::{Days, Hit, PartOfDay, Why};
use jiff::civil::Weekday;
use page::text;

use super::browse::topic_words;
use crate::web::{Lang, say};

pub(super) fn because(lang: Lang, hit: &Hit) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut facts: Vec<String> = Vec::new();
    for why in &hit.why {
        match why {
            Why::Words { word, .. } => words.push(word.clone()),
            Why::Synonym { found, .. } | Why::Spelling { found, .. } => words.push(found.clone()),
            other => facts.push(fact(lang, other)),
        }
    }
    words.dedup();
    let matches = (!words.is_empty()).then(|| say(lang, "find-matches", &[("words", &words.join(", "))]));
    let mut parts: Vec<String> = matches.into_iter().chain(facts).collect();
    if !hit.why.iter().any(|why| matches!(why, Why::Near(_)))
        && let Some(metres) = hit.metres
    {
        parts.push(text::miles(lang, metres));
    }
    parts.join(" · ")
}

fn fact(lang: Lang, why: &Why) -> String {
    let plain = |key: &str| say(lang, key, &[]);
    match why {
        Why::Place(place) => place.clone(),
        Why::Near(metres) => text::miles(lang, *metres),
        Why::Day(on) => days(lang, *on),
        Why::Part(PartOfDay::Morning) => plain("find-mornings"),
        Why::Part(PartOfDay::Afternoon) => plain("find-afternoons"),
        Why::Part(PartOfDay::Evening) => plain("find-evenings"),
        Why::Free => plain("find-is-free"),
        Why::Room => plain("find-has-room"),
        Why::Age(age) => say(lang, "find-takes-age", &[("age", &age.to_string())]),
        Why::Online => plain("find-is-online"),
        Why::Accessible => plain("find-is-accessible"),
        Why::Language(language) => say(lang, "find-spoken", &[("language", language)]),
        Why::Topic(topic) => topic_words(lang, topic),
        other => other.to_string(),
    }
}

fn days(lang: Lang, on: Days) -> String {
    match on {
        Days::ALL => say(lang, "find-every-day", &[]),
        Days::WEEKDAYS => say(lang, "find-weekdays", &[]),
        Days::WEEKEND => say(lang, "find-weekends", &[]),
        _ => on.iter().map(|day| say(lang, day_key(day), &[])).collect::<Vec<_>>().join(", "),
    }
}

/// The key of "Mondays" and so on.
pub(super) fn day_key(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "mondays",
        Weekday::Tuesday => "tuesdays",
        Weekday::Wednesday => "wednesdays",
        Weekday::Thursday => "thursdays",
        Weekday::Friday => "fridays",
        Weekday::Saturday => "saturdays",
        Weekday::Sunday => "sundays",
    }
}

/// What was done beyond the letter of the question. The search says it in English; in other
/// languages the slips put right are said from the hits themselves.
pub(super) fn said(lang: Lang, said: &[String], hits: &[&Hit]) -> Vec<String> {
    if lang == Lang::En {
        return said.to_vec();
    }
    let mut sentences: Vec<String> = Vec::new();
    for why in hits.iter().flat_map(|hit| &hit.why) {
        if let Why::Spelling { typed, found } = why {
            let sentence = say(lang, "find-put-right", &[("typed", typed), ("found", found)]);
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
    }
    sentences
}

#[cfg(test)]
mod tests {
    use find::Where;

    use super::*;

    #[test]
    fn reasons_are_said_in_both_languages() {
        let hit = Hit {
            id: uuid::Uuid::nil(),
            score: 1.0,
            metres: Some(1931.0),
            why: vec![
                Why::Words { word: "walking".into(), found_in: Where::Name },
                Why::Day(Weekday::Sunday.into()),
                Why::Free,
                Why::Spelling { typed: "wlaks".into(), found: "walks".into() },
            ],
        };
        assert_eq!(because(Lang::En, &hit), "matches walking, walks · Sundays · free · 1.2 miles");
        assert!(because(Lang::Cy, &hit).contains("Dydd Sul · am ddim"));
        assert_eq!(said(Lang::En, &["Nothing.".into()], &[&hit]), ["Nothing."]);
        assert_eq!(said(Lang::Cy, &["Nothing.".into()], &[&hit, &hit]).len(), 1);
    }
}
