//! The four lists of the social prescribing minimum dataset: about people, needs, support, outcomes. Each choice has a word
//! of its own that never changes (it stands in the tables), and a label, a place, whether it is offered and a SNOMED CT
//! code, which an administrator may change.
//!
//! The national lists of codes are given on request and are not ours to publish; only codes seen in open sources, whose
//! check digits hold, are filled in. Where none is, the code is empty, and whoever has the lists may enter it.

use ::store::Tx;

use super::{AreaId, store_coded};
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodedList {
    AboutPeople,
    Needs,
    Support,
    Outcomes,
}

impl CodedList {
    pub const ALL: [CodedList; 4] =
        [CodedList::AboutPeople, CodedList::Needs, CodedList::Support, CodedList::Outcomes];

    pub fn code(self) -> &'static str {
        match self {
            CodedList::AboutPeople => "about_people",
            CodedList::Needs => "needs",
            CodedList::Support => "support",
            CodedList::Outcomes => "outcomes",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            CodedList::AboutPeople => "About people",
            CodedList::Needs => "Needs and concerns",
            CodedList::Support => "Support offered",
            CodedList::Outcomes => "Outcomes",
        }
    }

    pub fn parse(code: &str) -> Option<CodedList> {
        CodedList::ALL.into_iter().find(|list| list.code() == code)
    }

    /// Whether more choices may be added here: the other lists hold what the program itself tells apart.
    pub fn grows(self) -> bool {
        self == CodedList::Needs
    }

    /// What is in the list before anybody changed it: word, label, SNOMED CT code.
    fn ours(self) -> &'static [(&'static str, &'static str, Option<&'static str>)] {
        match self {
            CodedList::AboutPeople => ABOUT_PEOPLE,
            CodedList::Needs => NEEDS,
            CodedList::Support => SUPPORT,
            CodedList::Outcomes => OUTCOMES,
        }
    }
}

const ABOUT_PEOPLE: &[(&str, &str, Option<&str>)] = &[
    ("lives_alone", "Lives alone", Some("105529008")),
    ("interpreter", "Needs an interpreter", None),
    ("access_needs", "Has access needs", None),
];

const NEEDS: &[(&str, &str, Option<&str>)] = &[
    ("lonely", "Feels lonely", Some("267076002")),
    ("moving", "Being more active", None),
    ("money", "Money, benefits and debt", None),
    ("housing", "Housing", None),
    ("food", "Food", None),
    ("work", "Work, volunteering and learning", None),
    ("mood", "Low mood, worry and stress", None),
    ("loss", "Loss and bereavement", None),
    ("caring", "Caring for somebody", None),
    ("illness", "Living with an illness", None),
    ("family", "Family and relationships", None),
    ("safety", "Feeling safe", None),
];

const SUPPORT: &[(&str, &str, Option<&str>)] = &[
    ("referred", "Referred to social prescribing", Some("871731000000106")),
    ("offered", "Social prescribing offered", Some("871691000000100")),
    ("declined", "Social prescribing declined", Some("871711000000103")),
    ("accepted", "Said yes", None),
    ("later", "Not now: asked again later", None),
    ("routed", "Something else fits better", None),
    ("not_reached", "Could not be reached", None),
    ("signposted", "Told about a group", None),
    ("introduced", "Introduced to a group", None),
    ("accompanied", "Taken along to a group", None),
];

const OUTCOMES: &[(&str, &str, Option<&str>)] = &[
    ("came", "Came to a group", None),
    ("did_not_go", "Did not go", None),
    ("full", "The group was full", None),
    ("not_for_us", "The group was not right for them", None),
    ("lapsed", "The group did not answer", None),
    ("complete", "The time agreed came to a good end", None),
    ("their_choice", "They chose to stop here", None),
    ("moved_away", "They moved away", None),
    ("other_support", "Somebody else walks beside them now", None),
    ("lost_touch", "We lost touch", None),
    ("died", "They died", None),
];

/// One choice, as it stands here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coded {
    pub code: String,
    pub label: String,
    pub position: i64,
    pub in_use: bool,
    pub snomed: Option<String>,
}

/// A list as it stands here, in its order: ours, with what was changed and added.
pub fn coded(tx: &mut Tx<'_>, area: AreaId, list: CodedList) -> Result<Vec<Coded>, Refusal> {
    let changed = store_coded::select(tx, area, list)?;
    let mut all: Vec<Coded> = (1..)
        .zip(list.ours())
        .filter(|(_, (code, ..))| !changed.iter().any(|one| one.code == *code))
        .map(|(place, (code, label, snomed))| Coded {
            code: (*code).to_owned(),
            label: (*label).to_owned(),
            position: place * 10,
            in_use: true,
            snomed: snomed.map(str::to_owned),
        })
        .collect();
    all.extend(changed);
    all.sort_by(|a, b| (a.position, &a.code).cmp(&(b.position, &b.code)));
    Ok(all)
}

/// How a choice is said here.
pub fn label_of(all: &[Coded], code: &str) -> Option<String> {
    all.iter().find(|one| one.code == code).map(|one| one.label.clone())
}

/// Keeps a choice as it should stand from now on.
///
/// # Errors
/// In a sentence: a code that is none, an empty label, a choice nobody may add.
pub fn keep_coded(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    list: CodedList,
    choice: &Coded,
) -> Result<(), Refusal> {
    check(tx, by.area, list, choice)?;
    store_coded::put(tx, by.area, now, list, choice)?;
    line(by, now, "codes.changed", by.area)
        .fact("list", list.code())
        .fact("code", choice.code.as_str())
        .fact("label", choice.label.as_str())
        .fact("in_use", choice.in_use)
        .fact("snomed", choice.snomed.clone())
        .record(tx)
}

fn check(tx: &mut Tx<'_>, area: AreaId, list: CodedList, choice: &Coded) -> Result<(), Refusal> {
    let known = coded(tx, area, list)?.iter().any(|one| one.code == choice.code);
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    if !known && !list.grows() {
        return Err(Refusal::not_found());
    }
    if choice.code.is_empty() || choice.code.len() > 40 || !choice.code.chars().all(plain) {
        return Err(Refusal::invalid("code", "Use small letters, digits and low lines, 40 at most."));
    }
    if choice.label.is_empty() || choice.label.chars().count() > 100 {
        return Err(Refusal::invalid("label", "Say what people choose, in 100 letters at most."));
    }
    if !(0..=9_999).contains(&choice.position) {
        return Err(Refusal::invalid("position", "Give a place from 0 to 9999."));
    }
    if choice.snomed.as_deref().is_some_and(|code| !is_concept(code)) {
        return Err(Refusal::invalid(
            "snomed",
            "This is not the number of a SNOMED CT concept: its check digit does not hold. Leave it empty if you are not sure.",
        ));
    }
    Ok(())
}

/// Whether this is the number of a SNOMED CT concept, as its release guide says: 6 to 18 digits, the partition of concepts,
/// and Verhoeff's check digit.
pub fn is_concept(code: &str) -> bool {
    let digits = code.as_bytes();
    (6..=18).contains(&digits.len())
        && digits.iter().all(u8::is_ascii_digit)
        && digits[0] != b'0'
        && matches!(&digits[digits.len() - 3..digits.len() - 1], b"00" | b"10")
        && verhoeff(digits)
}

/// Verhoeff's check over all digits, the last of them the check itself.
fn verhoeff(digits: &[u8]) -> bool {
    // The multiplication of the symmetries of a pentagon: 0 to 4 turn it, 5 to 9 turn it over.
    let times = |a: u8, b: u8| match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => 5 + (a + b - 5) % 5,
        (false, true) => 5 + (a - 5 + 5 - b) % 5,
        (false, false) => (a + 5 - b) % 5,
    };
    const MOVES: [u8; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let moved = |digit: u8, place: usize| (0..place % 8).fold(digit, |d, _| MOVES[usize::from(d)]);
    let sum =
        (0..).zip(digits.iter().rev()).fold(0, |sum, (place, digit)| times(sum, moved(digit - b'0', place)));
    sum == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{engines, world};

    #[test]
    fn the_codes_we_fill_in_are_concepts_whose_check_digits_hold() {
        let mut seen = 0;
        for (_, _, snomed) in CodedList::ALL.iter().flat_map(|list| list.ours()) {
            if let Some(code) = snomed {
                assert!(is_concept(code), "{code}");
                seen += 1;
            }
        }
        assert_eq!(seen, 5);
        for wrong in [
            "",
            "871691000000101",
            "87169100000010",
            "306238001",
            "abc",
            "0871691000000100",
            "12345",
            "100000000000000000000",
        ] {
            assert!(!is_concept(wrong), "{wrong}");
        }
        assert!(is_concept("306238000") && is_concept("390893007"));
    }

    #[test]
    fn every_word_stands_once_in_its_list() {
        for list in CodedList::ALL {
            let mut words: Vec<&str> = list.ours().iter().map(|(code, ..)| *code).collect();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), list.ours().len(), "{list:?}");
        }
    }

    #[test]
    fn a_choice_is_changed_and_added_and_what_is_wrong_is_refused() {
        for db in engines() {
            let w = world(&db);
            let choice = |code: &str, label: &str, snomed: Option<&str>| Coded {
                code: code.into(),
                label: label.into(),
                position: 5,
                in_use: false,
                snomed: snomed.map(str::to_owned),
            };
            let keep = |list, one: &Coded| db.write("keep", |tx| keep_coded(tx, &w.admin, &w.now, list, one));
            keep(CodedList::Outcomes, &choice("complete", "A good ending", None)).unwrap();
            keep(CodedList::Outcomes, &choice("complete", "A very good ending", None)).unwrap();
            keep(CodedList::Needs, &choice("pets", "Pets", Some("390893007"))).unwrap();
            for (list, wrong) in [
                (CodedList::Outcomes, choice("won_the_pools", "Won the pools", None)),
                (CodedList::Needs, choice("", "Nothing", None)),
                (CodedList::Needs, choice("Two words", "Two", None)),
                (CodedList::Needs, choice("pets", "", None)),
                (CodedList::Needs, choice("pets", "Pets", Some("123"))),
            ] {
                assert!(keep(list, &wrong).is_err(), "{wrong:?}");
            }
            let list = |list| db.read("list", |tx| coded(tx, w.area.id, list)).unwrap();
            let outcomes = list(CodedList::Outcomes);
            assert_eq!(outcomes.len(), OUTCOMES.len());
            assert_eq!(outcomes[0].label, "A very good ending");
            assert!(!outcomes[0].in_use);
            let needs = list(CodedList::Needs);
            assert_eq!(needs[0].snomed.as_deref(), Some("390893007"));
            assert_eq!(needs.len(), NEEDS.len() + 1);
        }
    }
}
