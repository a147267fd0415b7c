//! The person's own story, in plain words, from what was recorded: asked, what mattered, what
//! they did, what did not work out, who joined in, how they say they are, what holds. Pure.
//! It says "you", praises and blames nobody, and fits on two sides of paper.

use jiff::civil::Date;
use measure::sentence::{Noted, change};
use page::text;

use super::timeline::shortened;
use crate::outcomes::Reading;
use crate::web::{Lang, say};

/// What a story is told from.
#[derive(Debug, Clone, Default)]
pub struct StoryFacts<'a> {
    /// Who asked, if it was not the person, and the day.
    pub asked_by: Option<&'a str>,
    pub asked_on: Option<Date>,
    pub scheme: &'a str,
    /// What matters, in their words.
    pub matters: Option<&'a str>,
    /// Steps taken, and steps being taken, in their words.
    pub did: Vec<&'a str>,
    pub doing: Vec<&'a str>,
    /// Steps that did not work out at first, and whether they were taken later.
    pub set_back: Vec<(String, bool)>,
    pub paused: bool,
    /// Who joined in: name, and who they are.
    pub joined: Vec<(&'a str, &'a str)>,
    /// Groups they came to, and how often.
    pub groups: Vec<(&'a str, i64)>,
    pub readings: &'a [(Date, Reading)],
    /// What they answered to anything else, in sentences.
    pub also: &'a [String],
    pub what_changed: Option<&'a str>,
    pub what_holds: Option<&'a str>,
    pub who_to_call: Option<&'a str>,
    pub this_year: i16,
}

/// One part of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub heading: String,
    /// The person's own words.
    pub says: Option<String>,
    pub lines: Vec<String>,
    pub items: Vec<String>,
}

/// The most things named in one part, and the longest text in characters: two sides of A4.
const MOST: usize = 7;
const LONGEST: usize = 600;

/// Tells the story; a part nobody said anything for is left out.
pub fn tell(lang: Lang, facts: &StoryFacts<'_>) -> Vec<Part> {
    let parts = [
        beginning(lang, facts),
        matters(lang, facts),
        did(lang, facts),
        set_backs(lang, facts),
        joined(lang, facts),
        how_you_are(lang, facts),
        said(lang, "story-changed", facts.what_changed),
        said(lang, "story-holds", facts.what_holds),
        said(lang, "story-call", facts.who_to_call),
    ];
    parts
        .into_iter()
        .filter(|part| part.says.is_some() || !part.lines.is_empty() || !part.items.is_empty())
        .collect()
}

fn part(lang: Lang, heading: &str) -> Part {
    Part { heading: say(lang, heading, &[]), says: None, lines: Vec::new(), items: Vec::new() }
}

fn given(words: Option<&str>) -> Option<String> {
    words.map(str::trim).filter(|words| !words.is_empty()).map(|words| shortened(words, LONGEST))
}

fn beginning(lang: Lang, facts: &StoryFacts<'_>) -> Part {
    let month = facts.asked_on.map(|day| text::month(lang, day, facts.this_year)).unwrap_or_default();
    let about =
        [("who", facts.asked_by.unwrap_or_default()), ("month", month.as_str()), ("scheme", facts.scheme)];
    let line = match (facts.asked_by, facts.asked_on) {
        (_, None) => None,
        (Some(_), Some(_)) => Some(say(lang, "story-asked-by", &about)),
        (None, Some(_)) => Some(say(lang, "story-asked-you", &about)),
    };
    Part { lines: line.into_iter().collect(), ..part(lang, "story-began") }
}

fn matters(lang: Lang, facts: &StoryFacts<'_>) -> Part {
    Part { says: given(facts.matters), ..part(lang, "story-matters") }
}

fn did(lang: Lang, facts: &StoryFacts<'_>) -> Part {
    let did = facts.did.iter().rev().take(MOST).rev().map(|step| shortened(step, LONGEST));
    let doing = facts
        .doing
        .iter()
        .take(MOST)
        .map(|step| say(lang, "story-doing", &[("step", &shortened(step, LONGEST))]));
    Part { items: did.collect(), lines: doing.collect(), ..part(lang, "story-did") }
}

fn set_backs(lang: Lang, facts: &StoryFacts<'_>) -> Part {
    let mut lines = Vec::new();
    if !facts.set_back.is_empty() {
        lines.push(say(lang, "story-set-back", &[]));
    }
    if facts.paused {
        lines.push(say(lang, "story-paused", &[]));
    }
    let items = facts.set_back.iter().take(MOST).map(|(step, later)| {
        let step = shortened(step, LONGEST);
        if *later { say(lang, "story-later", &[("step", &step)]) } else { step }
    });
    Part { items: items.collect(), lines, ..part(lang, "story-hard") }
}

fn joined(lang: Lang, facts: &StoryFacts<'_>) -> Part {
    let friends = facts.joined.iter().take(MOST).map(|(name, who)| format!("{name}, {who}"));
    let groups = facts.groups.iter().take(MOST).map(|(group, times)| match times {
        0 | 1 => (*group).to_owned(),
        times => say(lang, "story-times", &[("group", group), ("times", &times.to_string())]),
    });
    Part { items: friends.chain(groups).collect(), ..part(lang, "story-joined") }
}

/// Careful sentences: what was answered and when, in the order it was.
fn how_you_are(lang: Lang, facts: &StoryFacts<'_>) -> Part {
    let lines = (0..4).filter_map(|n| {
        let months: Vec<String> =
            facts.readings.iter().map(|(day, _)| text::month(lang, *day, facts.this_year)).collect();
        let noted: Vec<Noted<'_>> = facts
            .readings
            .iter()
            .zip(&months)
            .map(|((_, reading), month)| Noted { when: month, answer: reading.answers.items()[n].1 })
            .collect();
        let answered: Vec<&Noted<'_>> = noted.iter().filter(|noted| noted.answer.given().is_some()).collect();
        let item = facts.readings.first()?.1.answers.items()[n].0;
        match (lang, answered.as_slice()) {
            (_, []) => None,
            (Lang::En, _) => Some(change(item, &noted)),
            (Lang::Cy, [first, ..]) => Some(in_welsh(n, first, answered.last().copied()?)),
        }
    });
    let sentences: Vec<String> = lines.collect();
    let cautioned = sentences.len() > 1 && sentences.iter().all(|sentence| sentence.ends_with(FEW));
    let mut lines = Vec::new();
    if cautioned {
        lines.push(FEW.trim().to_owned());
    }
    if !sentences.is_empty() {
        lines.push(say(lang, "story-scale", &[]));
    }
    let once = |sentence: &String| match sentence.strip_suffix(FEW) {
        Some(start) if cautioned => start.to_owned(),
        _ => sentence.clone(),
    };
    let also = facts.also.iter().take(MOST).cloned();
    Part { items: sentences.iter().map(once).chain(also).collect(), lines, ..part(lang, "story-are") }
}

/// What every sentence about two readings ends with: said once when all of them do.
const FEW: &str = " Two readings say little yet.";

fn in_welsh(item: usize, first: &Noted<'_>, last: &Noted<'_>) -> String {
    let number = |noted: &Noted<'_>| noted.answer.given().map(|n| n.to_string()).unwrap_or_default();
    let name =
        say(Lang::Cy, ["story-satisfied", "story-worthwhile", "story-happy", "story-anxious"][item], &[]);
    let about = [
        ("item", name.as_str()),
        ("before", &number(first)),
        ("first", first.when),
        ("after", &number(last)),
        ("last", last.when),
    ];
    say(Lang::Cy, if std::ptr::eq(first, last) { "story-one-reading" } else { "story-readings" }, &about)
}

fn said(lang: Lang, heading: &str, words: Option<&str>) -> Part {
    Part { lines: given(words).into_iter().collect(), ..part(lang, heading) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::unwanted;
    use super::*;
    use crate::outcomes::{HowTaken, Ons4, Ons4Form};

    fn reading(month: i8, satisfied: &str) -> (Date, Reading) {
        let answers =
            Ons4::parse(&Ons4Form { satisfied, worthwhile: "5", happy: "", anxious: "don't know" }).unwrap();
        let nil = uuid::Uuid::nil();
        let at = jiff::Timestamp::UNIX_EPOCH;
        let reading = Reading {
            id: nil.into(),
            person: nil.into(),
            journey: None,
            answers,
            how: HowTaken::Phone,
            why_missing: None,
            at,
            written_at: at,
        };
        (date(2026, month, 3), reading)
    }

    fn full(readings: &[(Date, Reading)]) -> StoryFacts<'_> {
        StoryFacts {
            asked_by: Some("Ada Greene"),
            asked_on: Some(date(2026, 3, 3)),
            scheme: "Taunton Vale",
            matters: Some("I want to be useful again."),
            did: vec!["Catch the 14 bus"],
            doing: vec!["Sing on Thursdays"],
            set_back: vec![("Ring my sister".into(), true), ("Swim".into(), false)],
            paused: true,
            joined: vec![("Jean", "neighbour")],
            groups: vec![("Talking Café", 3)],
            readings,
            also: &[],
            what_changed: Some("I go out."),
            what_holds: Some("The café."),
            who_to_call: Some("Jean"),
            this_year: 2026,
        }
    }

    fn all(parts: &[Part]) -> String {
        parts
            .iter()
            .map(|p| {
                format!(
                    "{}\n{}\n{}\n{}\n",
                    p.heading,
                    p.says.clone().unwrap_or_default(),
                    p.lines.join("\n"),
                    p.items.join("\n")
                )
            })
            .collect()
    }

    #[test]
    fn a_story_says_all_of_it_in_kind_words_in_every_language() {
        let readings = [reading(3, "3"), reading(6, "5")];
        for lang in Lang::ALL {
            let story = all(&tell(lang, &full(&readings)));
            for words in [
                "Ada Greene",
                "I want to be useful again.",
                "Catch the 14 bus",
                "Ring my sister",
                "Swim",
                "Jean, neighbour",
                "Talking Café",
                "I go out.",
                "The café.",
            ] {
                assert!(story.contains(words), "{words}: {story}");
            }
            assert!(!story.contains('⟨'), "{story}");
            assert_eq!(unwanted::found(&story), None, "{story}");
        }
        let story = all(&tell(Lang::En, &full(&readings)));
        assert!(
            story.contains("Satisfied with life was 3 in March and was 5 in June.\n")
                && story.matches("Two readings say little yet.").count() == 1,
            "{story}"
        );
        assert!(!story.contains("Anxious"), "{story}");
    }

    #[test]
    fn of_nothing_nothing_is_told() {
        assert_eq!(tell(Lang::En, &StoryFacts::default()), []);
    }

    #[test]
    fn a_long_journey_still_fits_on_two_sides() {
        let long = "word ".repeat(900);
        let facts = StoryFacts {
            did: vec![&long; 40],
            groups: vec![("A group", 2); 40],
            what_holds: Some(&long),
            ..full(&[])
        };
        let story = tell(Lang::En, &facts);
        assert!(story.iter().all(|part| part.items.len() <= 2 * MOST));
        let did = story.iter().find(|part| part.items.len() == MOST).unwrap();
        assert!(did.items[0].chars().count() <= LONGEST + 1);
    }

    proptest! {
        #[test]
        fn any_words_can_be_told(words in any::<String>(), other in "[\\u{590}-\\u{6ff}\\u{1f300}-\\u{1f64f}\\u{202e} ]{0,40}") {
            let facts = StoryFacts { matters: Some(&words), did: vec![&other], what_holds: Some(&other), ..full(&[]) };
            for lang in Lang::ALL {
                let _story = tell(lang, &facts);
            }
        }
    }
}
