//! What in a story may tell strangers who told it: names, places, numbers, days, illnesses. A
//! gentle check: it finds too much rather than too little, and the person decides. Pure.

use std::collections::BTreeSet;

use super::Words;
use super::draft::names;
use crate::people::NhsNumber;
use crate::settings::Postcode;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DetailKind {
    NhsNumber,
    Phone,
    Email,
    Postcode,
    /// Their own name, or the name of somebody the team knows beside them.
    Person,
    Place,
    /// A word with a capital letter: a name, or a place.
    Capital,
    Day,
    Health,
}

impl DetailKind {
    pub fn code(self) -> &'static str {
        match self {
            DetailKind::NhsNumber => "nhs-number",
            DetailKind::Phone => "phone",
            DetailKind::Email => "email",
            DetailKind::Postcode => "postcode",
            DetailKind::Person => "person",
            DetailKind::Place => "place",
            DetailKind::Capital => "capital",
            DetailKind::Day => "day",
            DetailKind::Health => "health",
        }
    }
}

/// Something found, and a few words round it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Detail {
    pub kind: DetailKind,
    pub text: String,
    pub before: String,
    pub after: String,
}

/// The names the team knows anyway, in small letters.
#[derive(Debug, Clone, Default)]
pub struct Known {
    people: BTreeSet<String>,
    places: BTreeSet<String>,
}

impl Known {
    pub fn of<'a>(people: impl Iterator<Item = &'a str>, places: impl Iterator<Item = &'a str>) -> Known {
        Known {
            people: people.flat_map(names).map(str::to_lowercase).collect(),
            places: places.map(|place| place.trim().to_lowercase()).filter(|it| !it.is_empty()).collect(),
        }
    }
}

/// Days, months and words that are written large and name nobody.
const LARGE: &[&str] = &[
    "i",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mondays",
    "tuesdays",
    "wednesdays",
    "thursdays",
    "fridays",
    "saturdays",
    "sundays",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "christmas",
    "easter",
    "english",
    "welsh",
    "llun",
    "mawrth",
    "mercher",
    "iau",
    "gwener",
    "sadwrn",
    "sul",
    "ionawr",
    "chwefror",
    "ebrill",
    "mehefin",
    "gorffennaf",
    "awst",
    "medi",
    "hydref",
    "tachwedd",
    "rhagfyr",
    "nadolig",
    "pasg",
    "cymraeg",
    "saesneg",
];

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "ionawr",
    "chwefror",
    "mawrth",
    "ebrill",
    "mai",
    "mehefin",
    "gorffennaf",
    "awst",
    "medi",
    "hydref",
    "tachwedd",
    "rhagfyr",
];

const HEALTH: &[&str] = &[
    "cancer",
    "dementia",
    "depression",
    "diabetes",
    "stroke",
    "medication",
    "tablets",
    "diagnosis",
    "hospital",
    "psychosis",
    "bipolar",
    "hiv",
    "overdose",
    "suicide",
    "suicidal",
    "self-harm",
    "epilepsy",
    "autism",
    "canser",
    "iselder",
    "strôc",
    "meddyginiaeth",
    "tabledi",
    "ysbyty",
    "hunanladdiad",
    "epilepsi",
    "awtistiaeth",
];

/// What is found in a story, each thing once.
pub fn details(words: &Words, known: &Known) -> Vec<Detail> {
    let mut found: Vec<Detail> = Vec::new();
    for part in words.parts() {
        let tokens = tokens(part);
        let mut spans = capitals(part, &tokens, known);
        spans.extend(written(&tokens));
        spans.extend(numbers(part));
        for (kind, from, to) in spans {
            let text = &part[from..to];
            if !found.iter().any(|before| before.text == text) {
                found.push(around(kind, part, from, to));
            }
        }
    }
    found.sort();
    found
}

type Span = (DetailKind, usize, usize);

/// A word and where it stands.
struct Token<'a> {
    word: &'a str,
    at: usize,
    /// Whether a sentence or a line begins with it.
    first: bool,
}

impl Token<'_> {
    fn end(&self) -> usize {
        self.at + self.word.len()
    }

    fn low(&self) -> String {
        let low = self.word.to_lowercase();
        low.trim_end_matches("'s").trim_end_matches("’s").to_owned()
    }

    fn is_large(&self) -> bool {
        self.word.chars().next().is_some_and(char::is_uppercase)
    }

    /// Written large and naming nobody: “I’m”, “Tuesdays”, “GP”.
    fn names_nobody(&self) -> bool {
        let low = self.low();
        let start = low.split(['\'', '’']).next().unwrap_or_default();
        let letters = self.word.chars().count();
        LARGE.contains(&start) || (letters <= 4 && self.word.chars().all(|c| c.is_uppercase() || c == '&'))
    }
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let of_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '@' | '&' | '_' | '+');
    let mut all = Vec::new();
    let (mut begin, mut first) = (None, true);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        // A dot inside an address or a number belongs to it.
        let dotted = c == '.' && text[at + 1..].chars().next().is_some_and(char::is_alphanumeric);
        match (begin, at < text.len() && (of_word(c) || (dotted && begin.is_some()))) {
            (None, true) => begin = Some(at),
            (Some(from), false) => {
                all.push(Token { word: &text[from..at], at: from, first });
                (begin, first) = (None, false);
            }
            _ => {}
        }
        if begin.is_none() && matches!(c, '.' | '!' | '?' | ':' | '\n' | '•' | '“' | '"' | '‘') {
            first = true;
        }
    }
    all
}

/// Runs of words written large: known people, known places, and what is neither.
fn capitals(text: &str, tokens: &[Token<'_>], known: &Known) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let long = tokens[at..]
            .iter()
            .enumerate()
            .take_while(|(n, token)| {
                let joined = *n == 0 || &text[tokens[at + n - 1].end()..token.at] == " ";
                token.is_large() && !token.names_nobody() && joined && (*n == 0 || !token.first)
            })
            .count();
        if long > 0 {
            spans.extend(run(text, &tokens[at..at + long], known));
        }
        at += long.max(1);
    }
    spans
}

fn run(text: &str, run: &[Token<'_>], known: &Known) -> Option<Span> {
    let whole = |from: &Token<'_>| (from.at, run.last().map_or(from.end(), Token::end));
    let (from, to) = whole(&run[0]);
    if run.iter().any(|token| known.people.contains(&token.low())) {
        return Some((DetailKind::Person, from, to));
    }
    let place = text[from..to].to_lowercase();
    if known.places.contains(&place) || run.iter().any(|token| known.places.contains(&token.low())) {
        return Some((DetailKind::Place, from, to));
    }
    // A sentence begins large whatever it begins with.
    let rest = if run[0].first { &run[1..] } else { run };
    let (from, to) = whole(rest.first()?);
    Some((DetailKind::Capital, from, to))
}

/// Addresses, postcodes, whole dates, illnesses.
fn written(tokens: &[Token<'_>]) -> Vec<Span> {
    let mut spans = Vec::new();
    for (n, token) in tokens.iter().enumerate() {
        let next = |more: usize| tokens.get(n + more);
        let low = token.low();
        if token.word.contains('@') && token.word.len() > 3 {
            spans.push((DetailKind::Email, token.at, token.end()));
        } else if HEALTH.contains(&low.as_str()) {
            spans.push((DetailKind::Health, token.at, token.end()));
        } else if token.word.chars().any(|c| c.is_ascii_digit()) {
            let pair = next(1).filter(|it| Postcode::parse(&format!("{}{}", token.word, it.word)).is_some());
            let year = next(2).filter(|it| it.word.len() == 4 && it.word.chars().all(|c| c.is_ascii_digit()));
            let month = next(1).is_some_and(|it| MONTHS.contains(&it.low().as_str()));
            if let Some(last) = pair.filter(|it| it.word.len() == 3) {
                spans.push((DetailKind::Postcode, token.at, last.end()));
            } else if Postcode::parse(token.word).is_some() {
                spans.push((DetailKind::Postcode, token.at, token.end()));
            } else if let (true, Some(year)) = (month, year) {
                spans.push((DetailKind::Day, token.at, year.end()));
            }
        }
    }
    spans
}

/// Long numbers, however they are spaced.
fn numbers(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut begin: Option<usize> = None;
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        let goes_on =
            c.is_ascii_digit() || (begin.is_some() && matches!(c, ' ' | '-' | '(' | ')')) || c == '+';
        match (begin, goes_on) {
            (None, true) => begin = Some(at),
            (Some(from), false) => {
                spans.extend(number(text, from, at));
                begin = None;
            }
            _ => {}
        }
    }
    spans
}

fn number(text: &str, from: usize, to: usize) -> Option<Span> {
    let written = text[from..to].trim_end_matches([' ', '-', '(', ')']);
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let to = from + written.len();
    if NhsNumber::parse(&digits).is_some() {
        Some((DetailKind::NhsNumber, from, to))
    } else {
        (digits.len() >= 7).then_some((DetailKind::Phone, from, to))
    }
}

/// How many letters are shown to either side.
const ROUND: usize = 32;

fn around(kind: DetailKind, text: &str, from: usize, to: usize) -> Detail {
    let line = |c: &char| *c != '\n';
    let mut before: Vec<char> = text[..from].chars().rev().take_while(line).take(ROUND).collect();
    before.reverse();
    let before: String = before.into_iter().collect();
    let after: String = text[to..].chars().take_while(line).take(ROUND).collect();
    // A word that was cut is left out.
    let (cut_before, cut_after) = (before.chars().count() == ROUND, after.chars().count() == ROUND);
    let before = if cut_before { before.split_once(' ').map_or("", |(_, rest)| rest) } else { &before };
    let after = if cut_after { after.rsplit_once(' ').map_or("", |(rest, _)| rest) } else { &after };
    Detail { kind, text: text[from..to].to_owned(), before: before.to_owned(), after: after.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str) -> Vec<(DetailKind, String)> {
        let people = ["Margaret Vowles", "Jean Price"];
        let known = Known::of(people.into_iter(), ["Cannington", "Talking Café"].into_iter());
        let words = Words { happened: text.into(), ..Words::default() };
        details(&words, &known).into_iter().map(|detail| (detail.kind, detail.text)).collect()
    }

    #[test]
    fn what_names_somebody_or_somewhere_is_found() {
        use DetailKind::*;
        let text = "Jean came by. Then I met Ali Khan at the Talking Café in Cannington, near Lidl. \
            My number is 943 476 5919, ring 01632 960100 or jo@example.org. I live at TA5 2LX. \
            Born 12 March 1950, I had a stroke.";
        let all = found(text);
        for (kind, words) in [
            (Person, "Jean"),
            (Capital, "Ali Khan"),
            (Place, "Talking Café"),
            (Place, "Cannington"),
            (Capital, "Lidl"),
            (NhsNumber, "943 476 5919"),
            (Phone, "01632 960100"),
            (Email, "jo@example.org"),
            (Postcode, "TA5 2LX"),
            (Day, "12 March 1950"),
            (Health, "stroke"),
        ] {
            assert!(all.contains(&(kind, words.to_owned())), "{words}: {all:?}");
        }
    }

    #[test]
    fn ordinary_words_are_left_alone() {
        for text in [
            "I go out on Tuesdays. My GP said so! It was March, then Christmas. I’m 84.",
            "• Catch the 14 bus\n• Sing on Thursdays, 3 times",
            "“Company on Sundays”, she said: Nothing more. I'll be 80 in May 2027?",
            "",
        ] {
            let all = found(text);
            assert!(
                all.iter().all(|(kind, _)| *kind == DetailKind::Capital) && all.len() <= 1,
                "{text}: {all:?}"
            );
        }
        assert_eq!(found("I go out on Tuesdays. My GP said so! It was March, then Christmas."), []);
    }

    #[test]
    fn a_few_words_round_it_are_shown() {
        let words = Words { mattered: "Before.\nI rang Jean’s son at once".into(), ..Words::default() };
        let known = Known::of(["Jean"].into_iter(), std::iter::empty());
        let detail = details(&words, &known).remove(0);
        assert_eq!((detail.before.as_str(), detail.text.as_str()), ("I rang ", "Jean’s"));
        assert_eq!(detail.after, " son at once");
    }

    proptest! {
        #[test]
        fn any_text_can_be_looked_through(text in any::<String>(), more in "[A-Za-z0-9 @.+(ÉŵДж’•\n-]{0,80}") {
            for words in [text, more] {
                let words = Words { mattered: words, ..Words::default() };
                for detail in details(&words, &Known::default()) {
                    prop_assert!(words.mattered.contains(&detail.text));
                }
            }
        }
    }
}
