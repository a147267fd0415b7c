//! A directory of England as large as wanted, invented whole: kinds of services as they are found everywhere, in words as
//! directories use them, with names and numbers that occur once or twice.

use find::{Days, Entry, Opening};
use jiff::civil::{Weekday, date, time};
use uuid::Uuid;

use crate::chance::Chance;
use crate::england::somewhere;
use crate::kinds::{KINDS, Kind, SAID};

const AUDIENCES: &[&str] = &[
    "Adults",
    "Older people",
    "Anyone",
    "Carers",
    "Young people",
    "Families",
    "Women",
    "Men",
    "Disabled people",
    "Parents",
];
const LANGUAGES: &[&str] =
    &["English", "Polish", "Urdu", "Punjabi", "Arabic", "Bengali", "Romanian", "British Sign Language"];
const SYLLABLES: &[&str] = &[
    "ash", "bar", "bro", "clay", "den", "el", "far", "gar", "ham", "ing", "ken", "lang", "mar", "nor", "ox",
    "pen", "quor", "ris", "sel", "ton", "ul", "ver", "wick", "yar", "zel",
];

/// A name or word that directories hold few times each, some in thousands of entries and most in one.
fn rare(chance: &mut Chance) -> String {
    let mut number = chance.zipf(2_000_000.0);
    let mut word = String::new();
    while word.is_empty() || number > 0 {
        word.push_str(SYLLABLES[(number % 25) as usize]);
        number /= 25;
    }
    word
}

fn title(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// About so many words: half of all texts have less than sixty, one in a hundred more than four hundred.
fn description(kind: &Kind, town: &str, chance: &mut Chance) -> String {
    let words = (55.0 * (0.85 * chance.round_about().0).exp()).clamp(4.0, 900.0) as usize;
    let mut text = String::new();
    let mut said = 0;
    while said < words {
        let start = text.len();
        match chance.below(10) {
            0..3 => text.push_str(chance.of::<&str>(&kind.said)),
            3..8 => text.push_str(chance.of::<&str>(&SAID)),
            8 => text.push_str(&format!(
                "We meet at {} Hall in {} Road, {town}",
                title(&rare(chance)),
                title(&rare(chance))
            )),
            _ => text.push_str(&format!(
                "Ask for {} {} on 01632 960{:03} or see {}.org.uk",
                title(&rare(chance)),
                title(&rare(chance)),
                chance.below(1_000),
                rare(chance)
            )),
        }
        text.push_str(". ");
        said += text[start..].split(' ').count();
    }
    text
}

fn times(chance: &mut Chance) -> Vec<Opening> {
    let days = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
    let many = if chance.one_in(4) { 5 } else { 1 };
    let (first, hour) = (chance.below(7) as usize, 9 + chance.below(10) as i8);
    (0..many)
        .map(|more| Opening {
            day: days[(first + more) % 7],
            opens: time(hour, 0, 0, 0),
            closes: time(hour + 2, 0, 0, 0),
        })
        .collect()
}

/// The service with this number.
pub fn service(number: u64) -> Entry {
    let mut chance = Chance(number.wrapping_mul(0x2545_f491_4f6c_dd1d));
    let place = somewhere(&mut chance);
    let kind = chance.of(&KINDS);
    let called = if chance.one_in(2) { place.town.to_owned() } else { title(&rare(&mut chance)) };
    let times = if chance.one_in(3) { Vec::new() } else { times(&mut chance) };
    let everywhere = chance.one_in(12);
    let low = chance.one_in(4).then(|| *chance.of(&[18, 50, 55, 60, 65]));
    Entry {
        id: Uuid::from_u128(u128::from(chance.next()) << 64 | u128::from(number)),
        name: chance.of(&kind.names).replace("{}", &called),
        organization: if chance.one_in(2) {
            format!(
                "{} {}",
                title(&rare(&mut chance)),
                chance.of(&["Trust", "Charity", "Community Association", "CIC"])
            )
        } else {
            String::new()
        },
        description: description(kind, place.town, &mut chance),
        topics: if chance.one_in(3) {
            vec![kind.topic.into(), kind.further.into()]
        } else {
            vec![kind.topic.into()]
        },
        audience: vec![(*chance.of(AUDIENCES)).into()],
        place: vec![place.town.into()],
        at: if everywhere { Vec::new() } else { vec![place.point] },
        days: times.iter().map(|time| time.day).collect::<Days>(),
        times,
        free: chance.of(&[None, Some(true), Some(true), Some(false)]).to_owned(),
        ages: (low, None),
        online: everywhere && chance.one_in(2),
        accessible: chance.one_in(3),
        languages: if chance.one_in(15) { vec![(*chance.of(LANGUAGES)).into()] } else { Vec::new() },
        room: chance.of(&[None, None, Some(true), Some(false)]).to_owned(),
        alike: String::new(),
        assured: Some(date(2026, 10, 1) - jiff::Span::new().days(chance.below(900) as i64)),
    }
}
