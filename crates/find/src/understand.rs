//! Reading a sentence: which words ask for a day, an age, a place, a language, and which say what matters.
//!
//! "company on Sundays" is the word *company* and the day Sunday; "walking for over 60s near Taunton" is *walking*, the
//! age 60 and the place Taunton. Pure: places that may be named are given.

use crate::lexicon;
use crate::small_words::FILLER;
use crate::words::words;
use crate::{Days, PartOfDay};

/// Most words of a question that are read.
const MOST_WORDS: usize = 32;
/// Most characters of a question that are read.
const MOST_CHARACTERS: usize = 400;

/// What a sentence asks for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Understood {
    /// The words that say what matters, in order, lower case; filler is still among them ("out of work" needs its "of").
    pub words: Vec<String>,
    /// Days named.
    pub days: Days,
    /// How many days after today: "today" is 0, "tomorrow" 1.
    pub days_from_now: Option<u8>,
    /// Part of the day named.
    pub part: Option<PartOfDay>,
    /// "free" was asked for.
    pub free: bool,
    /// An age named: "over 60s" is 60, "under 5s" is 4.
    pub age: Option<u8>,
    /// "online" was asked for.
    pub online: bool,
    /// Access for wheelchair users was asked for.
    pub accessible: bool,
    /// A language asked for, by its usual name.
    pub language: Option<String>,
    /// A place named, of those given, lower case.
    pub place: Option<String>,
}

impl Understood {
    /// Whether nothing was asked for but words.
    #[must_use]
    pub fn is_words_alone(&self) -> bool {
        *self == Self { words: self.words.clone(), ..Self::default() }
    }
}

/// Reads a sentence. `is_place` answers whether some words, lower case, name a place known here.
#[must_use]
pub fn understand(text: &str, is_place: impl Fn(&str) -> bool) -> Understood {
    read(&cut(text), is_place)
}

/// The first words of whatever was typed.
pub(crate) fn cut(text: &str) -> Vec<String> {
    let start: String = text.chars().take(MOST_CHARACTERS).collect();
    // "60+" and "60 plus" read alike; the sign would be lost with the punctuation.
    let mut cut = words(&start.replace('+', " plus "));
    cut.truncate(MOST_WORDS);
    cut
}

/// Reads words already cut.
pub(crate) fn read(words: &[String], is_place: impl Fn(&str) -> bool) -> Understood {
    let mut got = Understood::default();
    let mut at = 0;
    while at < words.len() {
        let rest: Vec<&str> = words[at..].iter().map(String::as_str).collect();
        let before = at.checked_sub(1).map(|last| words[last].as_str());
        let used = [age, day, language, access, free_or_online]
            .into_iter()
            .find_map(|rule| rule(&mut got, &rest, before))
            .or_else(|| place(&mut got, &rest, before, &is_place));
        match used {
            Some(used) => at += used,
            None => {
                got.words.push(words[at].clone());
                at += 1;
            }
        }
    }
    got
}

/// How many words a rule used, if it applied.
type Used = Option<usize>;

fn age(got: &mut Understood, rest: &[&str], _before: Option<&str>) -> Used {
    let years = |word: &str| {
        word.strip_suffix('s').unwrap_or(word).parse::<u8>().ok().filter(|n| (1..=110).contains(n))
    };
    let (age, used) = match *rest {
        ["over" | "above" | "aged" | "age", "the", "age", "of", n, ..] => (years(n)?, 5),
        ["under" | "below", "the", "age", "of", n, ..] => (years(n)?.saturating_sub(1), 5),
        ["aged" | "age", "over", n, ..] => (years(n)?, 3),
        ["over" | "above" | "aged" | "age", n, ..] => (years(n)?, 2),
        ["under" | "below", n, ..] => (years(n)?.saturating_sub(1), 2),
        [n, "plus" | "upwards", ..] => (years(n)?, 2),
        [n, "and", "over" | "above", ..] => (years(n)?, 3),
        [n, "year" | "years" | "yr" | "yrs", "old" | "olds", ..] => (years(n)?, 3),
        [n, "to", _, "year" | "years" | "yr", "old" | "olds", ..] => (years(n)?, 5),
        _ => return None,
    };
    // "over 60 minutes" is not an age.
    if rest
        .get(used)
        .is_some_and(|next| ["minutes", "mins", "miles", "hours", "weeks", "people"].contains(next))
    {
        return None;
    }
    got.age = Some(age);
    let trailing = match rest.get(used..) {
        Some(["year" | "years", "old" | "olds", ..]) => 2,
        Some(["years" | "plus", ..]) => 1,
        _ => 0,
    };
    Some(used + trailing)
}

fn day(got: &mut Understood, rest: &[&str], before: Option<&str>) -> Used {
    let word = *rest.first()?;
    if let ["after", "work" | "school", ..] = *rest {
        // School clubs are called "after school"; only work means the evening.
        return (rest[1] == "work").then(|| {
            got.part = Some(PartOfDay::Evening);
            2
        });
    }
    if let Some(days) = lexicon::days(word) {
        got.days = got.days.and(days);
        return Some(1);
    }
    match word {
        "today" | "tonight" => got.days_from_now = Some(0),
        "tomorrow" => got.days_from_now = Some(1),
        _ => {}
    }
    if let Some(part) = lexicon::part(word) {
        // "night shelter", "night stop", "coffee morning": a thing, not a time.
        let night = word == "night"
            && rest.get(1).is_some_and(|next| ["shelter", "stop", "sitting", "out"].contains(next));
        if night || before == Some("coffee") {
            return None;
        }
        got.part = Some(part);
        return Some(1);
    }
    got.days_from_now.filter(|_| matches!(word, "today" | "tomorrow")).map(|_| 1)
}

fn language(got: &mut Understood, rest: &[&str], before: Option<&str>) -> Used {
    let (named, used) = match *rest {
        ["british", "sign", "language", ..] => ("bsl", 3),
        ["sign", "language", ..] => ("bsl", 2),
        ["bsl", ..] => ("bsl", 1),
        [name, "speaking" | "speaker" | "speakers" | "spoken", ..] => (name, 2),
        ["speak" | "speaks" | "speaking", name, ..] => (name, 2),
        [name, ..] if before == Some("in") => (name, 1),
        _ => return None,
    };
    // Learning to sign or to speak is what matters, not the language it happens in.
    if before.is_some_and(|word| ["learn", "learning", "study"].contains(&word)) {
        return None;
    }
    let name = lexicon::language(named)
        .filter(|name| named.len() > 2 && *name != "English" || named == "english")?;
    got.language = Some(name.to_owned());
    Some(used)
}

fn access(got: &mut Understood, rest: &[&str], before: Option<&str>) -> Used {
    let used = match *rest {
        ["wheelchair", "accessible" | "access" | "user" | "users" | "friendly", ..] => 2,
        ["step", "free", ..] => 2,
        ["disabled", "access", ..] => 2,
        ["wheelchair" | "wheelchairs", ..] if matches!(before, Some("with" | "a" | "my" | "in" | "for")) => 1,
        ["accessible", ..] => 1,
        _ => return None,
    };
    // "wheelchair basketball", "wheelchair hire", "accessible transport" name a thing.
    if rest.get(used).is_some_and(|next| {
        ["basketball", "rugby", "tennis", "hire", "loan", "repair", "transport", "dance"].contains(next)
    }) {
        return None;
    }
    got.accessible = true;
    Some(used)
}

fn free_or_online(got: &mut Understood, rest: &[&str], before: Option<&str>) -> Used {
    match *rest {
        ["free", "from" | "school" | "of", ..] => None,
        ["free", ..]
            if before
                .is_some_and(|w| ["gluten", "drug", "sugar", "smoke", "dairy", "alcohol"].contains(&w)) =>
        {
            None
        }
        ["free", ..] => {
            got.free = true;
            Some(1)
        }
        ["no", "cost", ..] => {
            got.free = true;
            Some(2)
        }
        // Learning to use the internet is a thing people look for.
        ["online", "safety" | "safe" | "skills" | "forms" | "banking" | "shopping" | "scams", ..] => None,
        ["online", ..]
            if before.is_some_and(|w| ["get", "getting", "go", "going", "stay", "safe"].contains(&w)) =>
        {
            None
        }
        ["online" | "zoom" | "virtual", ..] => {
            got.online = true;
            Some(1)
        }
        _ => None,
    }
}

/// A place needs a word before it that points ("near", "in"), or to be the last words said.
fn place(got: &mut Understood, rest: &[&str], before: Option<&str>, is_place: impl Fn(&str) -> bool) -> Used {
    let points = before.is_some_and(|w| ["near", "in", "around", "at", "from", "by"].contains(&w));
    let (name, used) =
        (1..=rest.len().min(4)).rev().map(|n| (rest[..n].join(" "), n)).find(|(name, _)| is_place(name))?;
    if got.place.is_some() || FILLER.binary_search(&name.as_str()).is_ok() || !(points || used == rest.len())
    {
        return None;
    }
    // Said without "near" it may mean something else ("help with reading"), so its words are searched for too.
    if !points {
        got.words.extend(rest[..used].iter().map(|word| (*word).to_owned()));
    }
    got.place = Some(name);
    Some(used)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::Weekday;
    use proptest::prelude::*;

    fn reads(text: &str) -> Understood {
        understand(text, |name| ["taunton", "burnham on sea", "reading", "street"].contains(&name))
    }

    /// The words left once filler is set aside.
    fn matters(got: &Understood) -> Vec<&str> {
        got.words.iter().map(String::as_str).filter(|w| FILLER.binary_search(w).is_err()).collect()
    }

    #[test]
    fn company_on_sundays() {
        let got = reads("company on Sundays");
        assert_eq!(matters(&got), ["company"]);
        assert_eq!(got.days, Days::from(Weekday::Sunday));
    }

    #[test]
    fn walking_for_over_60s_near_taunton() {
        let got = reads("Walking for over 60s near Taunton, please");
        assert_eq!(
            (matters(&got), got.age, got.place.as_deref()),
            (vec!["walking"], Some(60), Some("taunton"))
        );
    }

    #[test]
    fn ages_as_people_say_them() {
        for (text, age) in [
            ("over 60s", Some(60)),
            ("over 50", Some(50)),
            ("60+", Some(60)),
            ("aged 72", Some(72)),
            ("over the age of 65", Some(65)),
            ("for a 14 year old", Some(14)),
            ("16 to 25 year olds", Some(16)),
            ("under 5s", Some(4)),
            ("65 and over", Some(65)),
            ("aged 70 years old", Some(70)),
            ("couch to 5k", None),
            ("over 40 minutes", None),
            ("over 300", None),
            ("over the moon", None),
        ] {
            assert_eq!(reads(text).age, age, "{text}");
        }
        assert!(matters(&reads("aged 70 years old")).is_empty());
    }

    #[test]
    fn days_and_parts_of_days() {
        assert_eq!(reads("yoga at the weekend").days, Days::WEEKEND);
        assert_eq!(reads("tuesday or thursday evening").days.to_string(), "Tuesdays and Thursdays");
        assert_eq!(reads("thursday evenings").part, Some(PartOfDay::Evening));
        assert_eq!(reads("choir after work").part, Some(PartOfDay::Evening));
        assert_eq!(reads("lunch today").days_from_now, Some(0));
        assert_eq!(matters(&reads("lunch tomorrow")), ["lunch"]);
        assert_eq!(matters(&reads("night shelter")), ["night", "shelter"]);
        assert_eq!(matters(&reads("coffee mornings")), ["coffee", "mornings"]);
        assert!(reads("sun safety and sat nav").days.is_empty());
    }

    #[test]
    fn free_and_online_and_their_traps() {
        assert!(reads("free yoga").free && reads("no cost yoga").free);
        assert!(!reads("gluten free cooking").free && !reads("free school meals").free);
        assert!(reads("bereavement group online").online && reads("chat on zoom").online);
        for text in ["help to get online", "online safety", "going online"] {
            assert!(!reads(text).online, "{text}");
        }
    }

    #[test]
    fn languages_and_access() {
        assert_eq!(reads("advice in Polish").language.as_deref(), Some("Polish"));
        assert_eq!(reads("Polish-speaking group").language.as_deref(), Some("Polish"));
        assert_eq!(reads("sign language").language.as_deref(), Some("British Sign Language"));
        assert_eq!(reads("learn sign language").language, None);
        assert_eq!(reads("learn english").language, None);
        assert_eq!(reads("polish my shoes").language, None);
        assert_eq!(reads("cook in it").language, None);
        assert!(
            reads("lunch club with wheelchair access").accessible
                && reads("yoga with a wheelchair").accessible
        );
        assert!(!reads("wheelchair basketball").accessible && !reads("wheelchair hire").accessible);
    }

    #[test]
    fn places_need_to_be_pointed_at() {
        assert_eq!(reads("cafe in Burnham-on-Sea").place.as_deref(), Some("burnham on sea"));
        assert_eq!(reads("yoga taunton").place.as_deref(), Some("taunton"));
        let got = reads("reading help for adults");
        assert_eq!((got.place.as_deref(), matters(&got)), (None, vec!["reading", "help", "adults"]));
        assert_eq!(reads("help near Street").place.as_deref(), Some("street"));
    }

    #[test]
    fn plain_words_stay_plain() {
        assert!(reads("knit and natter").is_words_alone());
        assert_eq!(reads("").words, Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn reads_anything(text in "\\PC{0,600}") {
            prop_assert!(reads(&text).words.len() <= MOST_WORDS);
        }

        #[test]
        fn reads_any_string_of_our_own_words(words in prop::collection::vec(
            prop::sample::select(vec!["in", "over", "60", "plus", "the", "age", "of", "free", "near", "taunton", "sunday",
                "night", "sign", "language", "year", "old", "to", "online", "get", "wheelchair", "with", "after", "work"]), 0..12)) {
            reads(&words.join(" "));
        }
    }
}
