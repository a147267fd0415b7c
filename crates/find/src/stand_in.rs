//! What entries do not say in their fields is looked for in their words: a directory without timetables still writes
//! "every Sunday", and one without ages "for over 50s".

use std::ops::Range;

use crate::corpus::{Corpus, Term};
use crate::segment::{Cursor, Facts};
use crate::wish::Wishes;
use crate::words::stems;
use crate::{Days, PartOfDay};

/// One wish, in the words entries have for it.
pub(crate) struct StandIn {
    /// Any of these says so.
    pub(crate) says: Vec<Vec<String>>,
    /// Unless one of these does.
    pub(crate) unless: Vec<Vec<String>>,
    /// Whether an entry says it in its fields, so that its words are not asked.
    pub(crate) known: fn(&Facts) -> bool,
    /// How sure such words are, 0 to 1: a day named is a day, "older people" may be spoken of by the way.
    pub(crate) sure: f64,
}

/// The words for one wish, where the directory has any of them.
pub(crate) struct Words<'a> {
    says: Vec<Term<'a>>,
    unless: Vec<Term<'a>>,
}

impl<'a> Words<'a> {
    pub(crate) fn of(corpus: &'a Corpus, wish: &StandIn) -> Self {
        let terms = |phrases: &[Vec<String>]| phrases.iter().filter_map(|stems| corpus.term(stems)).collect();
        Self { says: terms(&wish.says), unless: terms(&wish.unless) }
    }

    /// The entries of some runs of one segment that say so, in order.
    pub(crate) fn within(&self, at: usize, runs: &[Range<u32>]) -> Vec<u32> {
        let mut says = within(&self.says, at, runs);
        if !says.is_empty() {
            let unless = within(&self.unless, at, runs);
            says.retain(|entry| unless.binary_search(entry).is_err());
        }
        says
    }
}

fn within(terms: &[Term<'_>], at: usize, runs: &[Range<u32>]) -> Vec<u32> {
    let mut all = Vec::new();
    for term in terms {
        let mut cursor = Cursor::new(term.lists[at]);
        for run in runs {
            cursor.seek(run.start);
            all.extend(std::iter::from_fn(|| cursor.take_before(run.end)).map(|(entry, _)| entry));
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// How sure words other than days are.
const HALF_SURE: f64 = 0.5;

impl StandIn {
    fn new(says: &[&str], unless: &[&str], known: fn(&Facts) -> bool) -> Self {
        let each = |phrases: &[&str]| phrases.iter().map(|phrase| stems(phrase)).collect();
        Self { says: each(says), unless: each(unless), known, sure: HALF_SURE }
    }
}

/// As much as ages would count that are for nearly everybody.
const OPEN_TO_ALL: f64 = crate::wish::OPEN_TO_ALL / crate::rank::IN_WORDS;

/// The words that stand in for what is wished.
pub(crate) fn of(wishes: &Wishes) -> Vec<StandIn> {
    let mut all = Vec::new();
    all.extend(days(wishes));
    all.extend(wishes.part.map(part));
    all.extend(wishes.age.and_then(age));
    all.extend(wishes.age.map(|_| any_age()));
    if wishes.free {
        let not = ["free parking", "free wifi", "free from", "smoke free"];
        all.push(StandIn::new(&["free", "no cost", "no charge"], &not, |facts| facts.free().is_some()));
    }
    if wishes.online {
        all.push(StandIn::new(&["online", "zoom", "virtual", "virtually"], &[], |facts| facts.online()));
    }
    if wishes.accessible {
        let says =
            ["wheelchair access", "wheelchair accessible", "step free", "level access", "disabled access"];
        all.push(StandIn::new(&says, &["no wheelchair access"], |facts| facts.accessible()));
    }
    all
}

/// The stems of all words there are for any wish.
pub(crate) fn phrases() -> Vec<Vec<String>> {
    let parts = [PartOfDay::Morning, PartOfDay::Afternoon, PartOfDay::Evening];
    let wishes = |part, age| Wishes {
        days: Days::ALL,
        part,
        age,
        free: true,
        online: true,
        accessible: true,
        ..Wishes::default()
    };
    let ages = [0, 5, 13, 50].map(|age| wishes(None, Some(age)));
    let all = parts.map(|part| wishes(Some(part), None)).into_iter().chain(ages);
    all.flat_map(|wishes| of(&wishes)).flat_map(|wish| wish.says.into_iter().chain(wish.unless)).collect()
}

fn days(wishes: &Wishes) -> Option<StandIn> {
    let named: Vec<String> = wishes.days.iter().map(|day| format!("{day:?}").to_lowercase()).collect();
    let closed: Vec<String> = named.iter().map(|day| format!("{day} closed")).collect();
    let plain: Vec<&str> = named.iter().map(String::as_str).collect();
    let closed: Vec<&str> = closed.iter().map(String::as_str).collect();
    let said = StandIn::new(&plain, &closed, |facts| !facts.days.is_empty());
    (!named.is_empty()).then_some(StandIn { sure: 1.0, ..said })
}

fn part(part: PartOfDay) -> StandIn {
    let says: &[&str] = match part {
        PartOfDay::Morning => &["morning", "breakfast"],
        PartOfDay::Afternoon => &["afternoon", "lunchtime"],
        PartOfDay::Evening => &["evening"],
    };
    StandIn::new(says, &[], |facts| facts.has_times())
}

fn any_age() -> StandIn {
    let says = ["all ages", "any age", "every age"];
    let said = StandIn::new(&says, &[], |facts| facts.ages() != (None, None));
    StandIn { sure: OPEN_TO_ALL, ..said }
}

fn age(age: u8) -> Option<StandIn> {
    let says: &[&str] = match age {
        0..=4 => &["toddler", "babies", "under 5s", "under fives", "early years", "pre school"],
        5..=12 => &["children", "kids", "under 12s"],
        13..=25 => &["young people", "teenagers", "youth", "young adults"],
        50.. => &[
            "older people",
            "over 50",
            "over 50s",
            "over 55",
            "over 55s",
            "over 60",
            "over 60s",
            "later life",
            "elderly",
            "seniors",
            "older adults",
            "retired",
        ],
        _ => return None,
    };
    Some(StandIn::new(says, &[], |facts| facts.ages() != (None, None)))
}
