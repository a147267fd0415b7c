//! The set for analysts: a row for each journey, of whom nobody can say who walked it. No id goes with it, ages and places
//! are bands, days are months apart, and rows come in no order. What could be known from elsewhere (age, gender, place,
//! deprivation, when) is told so coarsely that at least k journeys say the same; [`measure::anonymous`] does it, and a
//! report beside the rows says what it did.

use std::io::{Cursor, Write as _};

use jiff::civil::Date;
use jiff::{Timestamp, Unit};
use measure::anonymous::{self, Anonymity};
use serde_json::{Value, json};
use tabular::{Cell, Column, Format, Kind, Writer};

use super::store_anonymous;
use super::{View, store, store_people};
use crate::line::line;
use crate::moment::{Chance, local};
use crate::refusal::Refusal;
use crate::web::{Answer, Visit};

/// What could be known of somebody from elsewhere: age, gender, place, deprivation, when.
const TRAITS: usize = 5;

type Told = anonymous::Told<TRAITS>;
type Coarse = anonymous::Coarse<TRAITS>;

/// How many must share what could be known of them, when nobody says.
pub(super) const USUAL: usize = 10;
const FEWEST: usize = 5;
const MOST: usize = 1_000;

/// Answers to the four wellbeing questions, in their order.
pub(super) type Ons4 = [Option<i64>; 4];

/// A journey, before it is told coarsely.
pub(super) struct Journey {
    pub born_year: Option<i64>,
    pub gender: Option<String>,
    pub postcode: Option<String>,
    pub tenth: Option<i64>,
    pub referrer_kind: String,
    pub asked: Timestamp,
    pub said_yes: Timestamp,
    pub first_conversation: Option<Timestamp>,
    pub ended: Option<Timestamp>,
    pub ending: Option<String>,
    pub contacts: i64,
    pub came: bool,
    pub readings: Option<(Ons4, Ons4)>,
}

/// The traits, and how each is told step by step; after the last step nothing is.
const NAMES: [(&str, &[&str]); TRAITS] = [
    ("age", &["bands of ten years", "under 40, 40 to 59, 60 and over"]),
    ("gender", &["woman, man, another or not said"]),
    ("place", &["first half of the postcode", "letters of the postcode"]),
    ("deprivation", &["tenths", "fifths"]),
    ("began", &["half-years ago", "years ago"]),
];

/// Words for numbers: each trait at each step has a list of its own.
#[derive(Default)]
struct Spoken {
    words: [Vec<Vec<String>>; TRAITS],
}

impl Spoken {
    /// The number of a word, from 1; 0 is nothing.
    fn number(&mut self, at: usize, step: usize, word: String) -> u16 {
        let lists = &mut self.words[at];
        lists.resize_with(lists.len().max(step + 1), Vec::new);
        let list = &mut lists[step];
        let place = list.iter().position(|known| *known == word).unwrap_or_else(|| {
            list.push(word);
            list.len() - 1
        });
        u16::try_from(place + 1).unwrap_or(anonymous::NOTHING)
    }

    fn word(&self, at: usize, step: usize, number: u16) -> Option<&str> {
        self.words[at].get(step)?.get(usize::from(number).checked_sub(1)?).map(String::as_str)
    }
}

/// GET `/exports/anonymous?k=`
pub(super) fn give(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let view = View::of(&visit.actor, &store_people::PEOPLE, false).ok_or_else(Refusal::not_found)?;
    let k = asked(visit.query.get("k"))?;
    let journeys = visit.read("draw the set for analysts", |tx| {
        let kept_back = store::kept_back(tx, visit.area())?;
        store_anonymous::journeys(tx, visit.area(), &view, &kept_back)
    })?;
    let (set, report, kept) = set(&journeys, k, visit.now.today(), &visit.now.chance)?;
    let name = format!("journeys-k{k}-{}.zip", visit.now.today());
    let bytes = folded(&[("journeys.csv", set), ("report.json", format!("{report:#}\n").into_bytes())])?;
    visit.app.db.write("write down an export", |tx| {
        line(&visit.actor, &visit.now, "export.anonymous", visit.area())
            .fact("k", k)
            .fact("rows", kept)
            .record(tx)
    })?;
    Ok(Answer::File { name, kind: "application/zip", bytes })
}

fn asked(typed: &str) -> Result<usize, Refusal> {
    let wrong = || Refusal::invalid("k", format!("Give a whole number from {FEWEST} to {MOST}."));
    if typed.is_empty() {
        return Ok(USUAL);
    }
    typed.parse().ok().filter(|k| (FEWEST..=MOST).contains(k)).ok_or_else(wrong)
}

fn folded(files: &[(&str, Vec<u8>)]) -> Result<Vec<u8>, Refusal> {
    let broken =
        |error: zip::result::ZipError| Refusal::Internal(format!("a file could not be folded up: {error}"));
    let mut folder = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        folder.start_file(*name, zip::write::SimpleFileOptions::default()).map_err(broken)?;
        folder.write_all(bytes).map_err(|error| broken(error.into()))?;
    }
    Ok(folder.finish().map_err(broken)?.into_inner())
}

/// The rows as CSV, the report, and how many rows there are.
fn set(
    journeys: &[Journey],
    k: usize,
    today: Date,
    chance: &Chance,
) -> Result<(Vec<u8>, Value, usize), Refusal> {
    let mut spoken = Spoken::default();
    let told: Vec<Told> = journeys.iter().map(|journey| told(journey, today, &mut spoken)).collect();
    let coarse = anonymous::generalise(&told, k).ok_or_else(|| {
        Refusal::not_now(format!(
            "There are too few journeys for at least {k} to say the same of themselves, however coarsely they are told. Nothing was given. Ask for a smaller number, or come back when there are more."
        ))
    })?;
    let mut kept = coarse.kept(&told, k);
    let counted = counted(&told, &kept, &coarse, &spoken, k)?;
    shuffle(&mut kept, chance);
    let mut writer = Writer::new(Format::Csv, COLUMNS, &[]).map_err(broken)?;
    for at in &kept {
        write(&mut writer, &journeys[*at], &anonymous::key(&told[*at], &coarse.steps), &coarse, &spoken)?;
    }
    let report = report(&coarse, &counted, told.len());
    Ok((writer.finish().map_err(broken)?, report, kept.len()))
}

/// The rows that may leave, counted once more as the words they will say: nothing is given that does not hold.
fn counted(
    told: &[Told],
    kept: &[usize],
    coarse: &Coarse,
    spoken: &Spoken,
    k: usize,
) -> Result<Anonymity, Refusal> {
    let words = |at: &usize| -> Vec<String> {
        let key = anonymous::key(&told[*at], &coarse.steps);
        let word = |n: usize| spoken.word(n, coarse.steps[n], key[n]).unwrap_or_default().to_owned();
        (0..TRAITS).map(word).collect()
    };
    let rows: Vec<Vec<String>> = kept.iter().map(words).collect();
    let counted = Anonymity::of(&rows, k as u64);
    if counted.holds() { Ok(counted) } else { Err(Refusal::Internal(counted.sentence())) }
}

fn broken(error: tabular::Error) -> Refusal {
    Refusal::Internal(format!("an export could not be written: {error}"))
}

/// In no order, so that a row's place says nothing of when or who (Fisher and Yates).
fn shuffle(rows: &mut [usize], chance: &Chance) {
    for last in (1..rows.len()).rev() {
        let mut bytes = [0; 8];
        chance.fill(&mut bytes);
        let drawn = u64::from_le_bytes(bytes) % (last as u64 + 1);
        rows.swap(last, usize::try_from(drawn).unwrap_or(last));
    }
}

/// The five traits, each from fine to coarse.
fn told(journey: &Journey, today: Date, spoken: &mut Spoken) -> Told {
    let year = i64::from(today.year());
    let age = journey.born_year.map(|born| year - born).filter(|age| (0..130).contains(age));
    let ten = anonymous::age_band(age.and_then(|age| u8::try_from(age).ok()), 10);
    let three = match age {
        None => "not known",
        Some(..40) => "under 40",
        Some(40..60) => "40 to 59",
        Some(_) => "60 and over",
    };
    let district = anonymous::postcode_district(journey.postcode.as_deref().unwrap_or_default());
    let letters: String = district.chars().take_while(char::is_ascii_alphabetic).collect();
    let letters = if district == "not known" { district.clone() } else { letters };
    let months = months(journey.said_yes, today);
    let tenth = journey.tenth.map_or("not known".to_owned(), |tenth| tenth.to_string());
    let fifth = anonymous::deprivation_fifth(journey.tenth.and_then(|tenth| u8::try_from(tenth).ok()));
    let words: [Vec<String>; TRAITS] = [
        vec![ten, three.to_owned()],
        vec![gender(journey.gender.as_deref()).to_owned()],
        vec![district, letters],
        vec![tenth, fifth],
        vec![(months / 6).to_string(), (months / 12).to_string()],
    ];
    let mut at = 0;
    words.map(|steps| {
        let numbers = (0..).zip(steps).map(|(step, word)| spoken.number(at, step, word)).collect();
        at += 1;
        numbers
    })
}

/// Few words for the many people use.
fn gender(said: Option<&str>) -> &'static str {
    match said.map(|said| said.trim().to_lowercase()).as_deref() {
        Some("woman" | "female" | "f" | "w" | "girl") => "woman",
        Some("man" | "male" | "m" | "boy") => "man",
        _ => "another or not said",
    }
}

/// Whole months before today.
fn months(at: Timestamp, today: Date) -> i64 {
    let day = local(at).date();
    let months = (i64::from(today.year()) - i64::from(day.year())) * 12 + i64::from(today.month())
        - i64::from(day.month());
    months.max(0)
}

const COLUMNS: &[Column<'static>] = &[
    Column::new("age", Kind::Text),
    Column::new("gender", Kind::Text),
    Column::new("place", Kind::Text),
    Column::new("deprivation", Kind::Text),
    Column::new("began", Kind::Text),
    Column::new("referrer_kind", Kind::Text),
    Column::new("months_to_first_conversation", Kind::Whole),
    Column::new("months_walked", Kind::Whole),
    Column::new("contacts", Kind::Text),
    Column::new("ending", Kind::Text),
    Column::new("came_to_a_group", Kind::Yes),
    Column::new("satisfied_first", Kind::Whole),
    Column::new("satisfied_last", Kind::Whole),
    Column::new("worthwhile_first", Kind::Whole),
    Column::new("worthwhile_last", Kind::Whole),
    Column::new("happy_first", Kind::Whole),
    Column::new("happy_last", Kind::Whole),
    Column::new("anxious_first", Kind::Whole),
    Column::new("anxious_last", Kind::Whole),
];

fn write(
    writer: &mut Writer,
    journey: &Journey,
    key: &[u16; TRAITS],
    coarse: &Coarse,
    spoken: &Spoken,
) -> Result<(), Refusal> {
    let trait_at = |at: usize| spoken.word(at, coarse.steps[at], key[at]).map_or(Cell::Nothing, Cell::Text);
    let between =
        |from: Timestamp, to: Option<Timestamp>| to.map_or(Cell::Nothing, |to| Cell::Whole(apart(from, to)));
    let contacts = match journey.contacts {
        ..=0 => "none",
        1..=3 => "1 to 3",
        4..=6 => "4 to 6",
        7..=12 => "7 to 12",
        _ => "13 and more",
    };
    let four = |at: usize, last: bool| {
        let pair = journey.readings.as_ref().map(|(a, b)| if last { b[at] } else { a[at] });
        pair.flatten().map_or(Cell::Nothing, Cell::Whole)
    };
    let cells = [
        trait_at(0),
        trait_at(1),
        trait_at(2),
        trait_at(3),
        trait_at(4),
        Cell::Text(&journey.referrer_kind),
        between(journey.asked, journey.first_conversation),
        between(journey.first_conversation.unwrap_or(journey.said_yes), journey.ended),
        Cell::Text(contacts),
        journey.ending.as_deref().map_or(Cell::Nothing, Cell::Text),
        Cell::Yes(journey.came),
        four(0, false),
        four(0, true),
        four(1, false),
        four(1, true),
        four(2, false),
        four(2, true),
        four(3, false),
        four(3, true),
    ];
    writer.row(&cells).map_err(broken)
}

/// Whole months between two moments.
fn apart(from: Timestamp, to: Timestamp) -> i64 {
    let span = local(from).date().until((Unit::Month, local(to).date()));
    span.map_or(0, |span| i64::from(span.get_years()) * 12 + i64::from(span.get_months())).max(0)
}

fn report(coarse: &Coarse, counted: &Anonymity, all: usize) -> Value {
    let traits: Vec<Value> = NAMES
        .iter()
        .zip(coarse.steps)
        .map(|((name, steps), step)| {
            json!({ "trait": name, "told_as": steps.get(step).copied().unwrap_or("not told"), "coarser_by": step })
        })
        .collect();
    json!({
        "k_asked": counted.k,
        "holds": counted.holds(),
        "counted_again": counted.sentence(),
        "smallest_class": counted.smallest,
        "classes": counted.classes,
        "journeys": all,
        "rows": counted.rows,
        "left_out": coarse.left_out,
        "traits": traits,
        "what_this_is": "At least k rows say the same in the five traits together. It says nothing of how different the other columns are within a class, nor of what somebody could know who knows more than these five.",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn journey(n: i64) -> Journey {
        let at = |day: &str| day.parse::<Timestamp>().unwrap();
        Journey {
            born_year: Some(1940 + n % 50),
            gender: Some(if n % 2 == 0 { "Woman".into() } else { "male".into() }),
            postcode: Some(format!("TA{} 1AA", n % 4 + 1)),
            tenth: Some(n % 10 + 1),
            referrer_kind: "gp".into(),
            asked: at("2026-01-05T10:00:00Z"),
            said_yes: at("2026-01-20T10:00:00Z"),
            first_conversation: Some(at("2026-02-06T10:00:00Z")),
            ended: (n % 3 == 0).then(|| at("2026-06-05T10:00:00Z")),
            ending: (n % 3 == 0).then(|| "complete".into()),
            contacts: n % 9,
            came: n % 2 == 0,
            readings: (n % 3 == 0)
                .then_some(([Some(4), None, Some(5), Some(6)], [Some(6), Some(7), Some(5), Some(3)])),
        }
    }

    fn day() -> Date {
        jiff::civil::date(2026, 11, 25)
    }

    #[test]
    fn everybody_in_the_set_shares_their_traits_with_k_and_the_report_says_how() {
        let journeys: Vec<Journey> = (0..2_000).map(journey).collect();
        for k in [5, 10, 50] {
            let (bytes, report, kept) = set(&journeys, k, day(), &Chance::seeded(1)).unwrap();
            let mut reader = csv::Reader::from_reader(bytes.as_slice());
            let rows: Vec<Vec<String>> = reader
                .records()
                .map(|row| row.unwrap().iter().take(TRAITS).map(str::to_owned).collect())
                .collect();
            // Counted once more by another hand, over the file itself.
            let counted = Anonymity::of(&rows, k as u64);
            assert!(counted.holds(), "{}", counted.sentence());
            assert_eq!((&report["holds"], &report["k_asked"]), (&true.into(), &k.into()));
            assert_eq!(report["counted_again"], counted.sentence());
            assert_eq!(report["smallest_class"], counted.smallest);
            assert_eq!(report["classes"], counted.classes);
            assert_eq!(counted.rows, kept as u64);
            assert_eq!(report["left_out"].as_u64().unwrap(), 2_000 - kept as u64);
        }
    }

    #[test]
    fn too_few_are_refused_in_words() {
        let journeys: Vec<Journey> = (0..9).map(journey).collect();
        assert!(matches!(set(&journeys, 10, day(), &Chance::seeded(1)), Err(Refusal::NotNow(_))));
        for typed in ["4", "0", "-1", "many", "1001", "1e9"] {
            assert!(asked(typed).is_err(), "{typed}");
        }
        assert_eq!(asked("").unwrap(), USUAL);
    }

    #[test]
    fn no_day_and_no_year_of_birth_is_in_it() {
        let journeys: Vec<Journey> = (0..500).map(journey).collect();
        let text = String::from_utf8(set(&journeys, 5, day(), &Chance::seeded(1)).unwrap().0).unwrap();
        assert!(!text.contains("2026") && !text.contains("19") && !text.contains("1AA"));
        assert!(text.contains(",complete,") && text.lines().count() > 400);
    }
}
