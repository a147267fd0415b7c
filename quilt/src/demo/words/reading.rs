//! Reads what the county says the way a careful reader would: a good many stories at once, looking for
//! repetition, unfilled slots, broken sentences and words that people asked us not to use with them.

use std::collections::{BTreeMap, BTreeSet};

use super::contact::{ContactKind, Stage};
use super::groups;
use super::names::{Gender, Origin, person};
use super::picker::Picker;
use super::season;
use super::story::{Facts, Story};
use super::themes;
use super::topic::Topic;
use super::towns;

const BANNED: &[&str] = &[
    "vulnerable",
    "patient",
    "patients",
    "service",
    "case",
    "cases",
    "plan",
    "plans",
    "goal",
    "goals",
    "coaching",
    "navigation",
    "navigator",
];

fn stories(how_many: u64) -> Vec<Story> {
    let towns = towns::parse(include_str!("../../../geo/towns.csv"));
    (0..how_many)
        .map(|seed| {
            let mut p = Picker::new(seed);
            let age = *p.pick(&[17_u8, 22, 28, 34, 38, 45, 52, 57, 63, 68, 72, 76, 79, 82, 85, 88, 93]);
            let name = person(&mut p, 2025 - i16::from(age));
            let town = &p.pick(&towns).name;
            let who = Facts {
                known_as: &name.known_as,
                gender: name.gender,
                age,
                origin: name.origin,
                lives_alone: None,
                town,
                month: Some(i8::try_from(seed % 12).unwrap() + 1),
            };
            Story::write(&mut p, &who)
        })
        .collect()
}

const CONTACTS: &[(ContactKind, Stage)] = &[
    (ContactKind::NoAnswer, Stage::Asking),
    (ContactKind::Call, Stage::Asking),
    (ContactKind::Visit, Stage::First),
    (ContactKind::Letter, Stage::Early),
    (ContactKind::Text, Stage::Early),
    (ContactKind::Together, Stage::Early),
    (ContactKind::Visit, Stage::Middle),
    (ContactKind::Video, Stage::Middle),
    (ContactKind::Email, Stage::Middle),
    (ContactKind::Elsewhere, Stage::Late),
    (ContactKind::Call, Stage::Late),
    (ContactKind::Visit, Stage::Ending),
];

/// What is noted at these contacts, in November.
fn noted(story: &Story, p: Picker) -> Vec<String> {
    let mut notes = story.notes(p);
    CONTACTS.iter().map(|(kind, stage)| notes.next(*kind, *stage, Some(11))).collect()
}

// Everything a story says, in whole sentences.
fn sentences(story: &Story) -> Vec<String> {
    let mut p = Picker::new(9);
    let mut all = vec![
        story.reason.clone(),
        story.reason_self.clone(),
        story.reason_friend.clone(),
        story.why_now.clone(),
        story.matters.clone(),
        story.helps_already.clone(),
        story.tried.clone(),
        story.before_visit.clone(),
        story.reach.clone(),
        story.changed.clone(),
        story.holds.clone(),
        story.who_to_call.clone(),
        story.to_referrer.clone(),
        story.declined.clone(),
        story.too_soon.reason.clone(),
        story.elsewhere.reason.clone(),
        story.not_reached.clone(),
        story.pause.reason.clone(),
        story.extension.reason.clone(),
        story.handover.clone(),
    ];
    all.extend(story.letter.clone());
    all.extend(story.letter_naming(&mut p, &["Talking Café", "Short Walks", "The Shed"]));
    all.extend(story.steps.iter().flat_map(|s| [s.went.clone(), s.setback.clone()]));
    all.extend(story.follow_ups.iter().flat_map(|f| [f.how.clone(), f.holding.clone()]));
    all.extend(story.supporter.iter().map(|s| s.hears_words.clone()));
    all.extend(noted(story, p.clone()));
    all.push(story.message_about(&mut p, "Talking Café", "Tuesday"));
    all.push(story.arrival(&mut p, "Talking Café", true));
    all.push(story.arrival(&mut p, "Talking Café", false));
    all
}

fn headings(story: &Story) -> Vec<String> {
    let mut all = vec![story.gap.need.clone(), story.elsewhere.place.clone()];
    all.extend(story.concerns.iter().map(|c| c.words.clone()));
    all.extend(story.steps.iter().flat_map(|s| [s.words.clone(), s.again.clone()]));
    all.extend(story.wishes.iter().map(|w| w.search.clone()));
    all
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase).collect::<Vec<_>>().into_iter()
}

fn whole(text: &str) {
    assert!(!text.contains(['{', '}', '[', ']', '|']), "unfilled: {text}");
    assert!(!text.contains("  ") && !text.contains(" ,") && !text.contains(" ."), "spaces: {text}");
    assert!(!text.contains("..") && !text.contains("?.") && !text.contains(".,"), "marks: {text}");
    assert_eq!(text.matches('“').count(), text.matches('”').count(), "speech: {text}");
    assert!(!text.trim().is_empty());
}

#[test]
fn every_sentence_is_whole_and_uses_no_word_people_asked_us_not_to() {
    for story in stories(1500) {
        for text in sentences(&story) {
            whole(&text);
            assert!(!text.contains('\''), "a typewriter's apostrophe: {text}");
            assert!(text.ends_with(['.', '!', '?', '”']), "{}: {text}", story.theme);
            assert!(
                text.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '“'),
                "{}: {text}",
                story.theme
            );
        }
        for text in headings(&story) {
            whole(&text);
        }
        for text in sentences(&story).iter().chain(&headings(&story)) {
            if let Some(word) = words(text).find(|w| BANNED.contains(&w.as_str())) {
                // Names of services to ring, and the drink service as colleagues call it, are not about the person.
                assert_eq!(word, "service", "{}: {text}", story.theme);
            }
        }
        for own in
            [&story.why_now, &story.matters, &story.changed, &story.holds].into_iter().chain(&story.letter)
        {
            assert!(!words(own).any(|w| BANNED.contains(&w.as_str())), "{own}");
        }
    }
}

#[test]
fn two_thousand_people_do_not_say_the_same_things() {
    let stories = stories(2000);
    let distinct = |f: &dyn Fn(&Story) -> &String| stories.iter().map(f).collect::<BTreeSet<_>>().len();
    let (why, matters, reason) =
        (distinct(&|s| &s.why_now), distinct(&|s| &s.matters), distinct(&|s| &s.reason));
    assert!(why >= 1900, "why now: {why} of 2000");
    assert!(matters >= 1900, "what matters: {matters} of 2000");
    assert!(reason >= 1900, "reasons: {reason} of 2000");
    let mut by_theme: BTreeMap<&str, usize> = BTreeMap::new();
    for story in &stories {
        *by_theme.entry(story.theme).or_default() += 1;
    }
    assert!(by_theme.len() == themes::ALL.len(), "{by_theme:?}");
    assert!(by_theme.values().all(|n| *n <= 2000 / 5), "{by_theme:?}");
}

#[test]
fn a_page_of_fifty_repeats_nothing() {
    for page in stories(2000).chunks(50) {
        let why: BTreeSet<_> = page.iter().map(|s| &s.why_now).collect();
        let matters: BTreeSet<_> = page.iter().map(|s| &s.matters).collect();
        assert!(why.len() >= 49 && matters.len() >= 49, "{} {}", why.len(), matters.len());
    }
}

#[test]
fn a_journey_does_not_repeat_its_notes() {
    for (seed, story) in stories(200).iter().enumerate() {
        let notes = noted(story, Picker::new(seed as u64));
        let distinct: BTreeSet<_> = notes.iter().collect();
        assert_eq!(distinct.len(), notes.len());
    }
}

#[test]
fn what_is_said_on_no_particular_day_belongs_to_no_season() {
    for story in stories(1500) {
        let mut all = vec![
            story.matters.clone(),
            story.tried.clone(),
            story.helps_already.clone(),
            story.changed.clone(),
            story.holds.clone(),
            story.extension.reason.clone(),
            story.handover.clone(),
            story.gap.need.clone(),
        ];
        all.extend(story.letter.clone());
        all.extend(story.concerns.iter().map(|c| c.words.clone()));
        all.extend(
            story.steps.iter().flat_map(|s| [&s.words, &s.went, &s.setback, &s.again].map(String::clone)),
        );
        all.extend(story.follow_ups.iter().flat_map(|f| [f.how.clone(), f.holding.clone()]));
        for text in all {
            assert!(season::fits(&text, None), "{}: {text}", story.theme);
        }
    }
}

#[test]
fn what_is_said_on_a_day_is_said_in_its_season() {
    for (n, story) in stories(1500).iter().enumerate() {
        let month = Some(i8::try_from(n % 12).unwrap() + 1);
        for text in
            [&story.why_now, &story.reason, &story.reason_self, &story.declined, &story.too_soon.reason]
        {
            assert!(season::fits(text, month), "{}, month {month:?}: {text}", story.theme);
        }
        let mut p = Picker::new(n as u64);
        let mut notes = story.notes(p.clone());
        for month in 1..=12 {
            assert!(season::fits(&story.pause_in(&mut p, month).reason, Some(month)));
            let note = notes.next(ContactKind::Visit, Stage::Middle, Some(month));
            assert!(season::fits(&note, Some(month)), "{}, month {month}: {note}", story.theme);
        }
    }
}

#[test]
fn the_same_seed_tells_the_same_story() {
    let told = |seed| stories(seed).iter().flat_map(sentences).collect::<Vec<_>>();
    assert_eq!(told(40), told(40));
}

#[test]
fn they_who_are_neither_he_nor_she_are_spoken_of_rightly() {
    for (i, theme) in themes::ALL.iter().enumerate() {
        for seed in 0..40 {
            let who = Facts {
                known_as: "Rowan",
                gender: Gender::NonBinary,
                age: theme.ages.0,
                origin: Origin::Elsewhere(i % 9),
                lives_alone: None,
                town: "Street",
                month: None,
            };
            let story = Story::about(&mut Picker::new(seed), &who, theme.key).expect("a theme by its key");
            for text in sentences(&story).iter().chain(&headings(&story)) {
                let low = text.to_lowercase();
                for wrong in [
                    "they is ",
                    "they was ",
                    "they has ",
                    "they does ",
                    "they likes ",
                    "they wants ",
                    "they needs ",
                ] {
                    assert!(!low.contains(wrong), "{}: {text}", theme.key);
                }
            }
        }
    }
}

#[test]
fn every_theme_leads_somewhere_that_exists() {
    let towns = towns::parse(include_str!("../../../geo/towns.csv"));
    let groups = groups::all(&mut Picker::new(1), &towns);
    let topics: BTreeSet<Topic> = groups.iter().map(|g| g.topic).collect();
    assert!(topics.len() >= 45, "{}", topics.len());
    for theme in themes::ALL {
        assert!(theme.steps.len() >= 4 && theme.notes.len() >= 4, "{}", theme.key);
        for topic in theme.steps.iter().filter_map(|s| s.topic) {
            assert!(topics.contains(&topic), "{}: {topic:?}", theme.key);
        }
    }
}

#[test]
fn three_hundred_groups_are_each_their_own() {
    let towns = towns::parse(include_str!("../../../geo/towns.csv"));
    let groups = groups::all(&mut Picker::new(1), &towns);
    assert_eq!(groups.len(), groups::HOW_MANY);
    assert_eq!(groups, groups::all(&mut Picker::new(1), &towns));
    let count = |f: &dyn Fn(&groups::Group) -> String| groups.iter().map(f).collect::<BTreeSet<_>>().len();
    assert_eq!(count(&|g| g.name.clone()), groups.len());
    assert!(count(&|g| g.organization.clone()) >= 150, "{}", count(&|g| g.organization.clone()));
    assert!(count(&|g| g.description.clone()) >= 285, "{}", count(&|g| g.description.clone()));
    assert!(count(&|g| g.town.to_string()) >= 40);
    for g in &groups {
        for text in [&g.description, &g.access, &g.local_note] {
            whole(text);
            assert!(text.ends_with(['.', '!', '?']), "{text}");
            assert!(!words(text).any(|w| BANNED.contains(&w.as_str())), "{text}");
        }
        assert!(g.sessions.iter().all(|s| s.starts < s.ends && s.ends.0 < 23), "{:?}", g.sessions);
        assert!(
            !g.when.is_empty()
                && !g.name.contains('{')
                && !g.organization.contains('{')
                && !g.access.contains('{')
        );
        assert!(
            g.email.ends_with("@example.org")
                && (g.phone.starts_with("07700 900") || g.phone.starts_with("01632 960"))
        );
    }
}

#[test]
fn an_empty_county_has_no_groups() {
    assert!(groups::all(&mut Picker::new(1), &[]).is_empty());
}
