//! What numbers about many people may know of one: never who they are, only which groups they belong to. Read from what
//! was written of them in whatever words, and kept in the ledger's line about them, so that a report can be
//! drawn again as it was known on an earlier day.

use ::store::Tx;
use serde_json::{Value, json};

use super::{Birth, Person};
use crate::refusal::Refusal;
use crate::settings;

/// A way people are grouped by age, in the year they were asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgeBand {
    Under25,
    From25,
    From45,
    From65,
    From80,
    NotKnown,
}

impl AgeBand {
    pub const ALL: [AgeBand; 6] = [
        AgeBand::Under25,
        AgeBand::From25,
        AgeBand::From45,
        AgeBand::From65,
        AgeBand::From80,
        AgeBand::NotKnown,
    ];

    /// Of somebody born in one year, in another.
    pub fn of(born: Option<i16>, year: i16) -> AgeBand {
        match born.map(|born| year - born) {
            Some(0..=24) => AgeBand::Under25,
            Some(25..=44) => AgeBand::From25,
            Some(45..=64) => AgeBand::From45,
            Some(65..=79) => AgeBand::From65,
            Some(80..=130) => AgeBand::From80,
            _ => AgeBand::NotKnown,
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            AgeBand::Under25 => "Under 25",
            AgeBand::From25 => "25 to 44",
            AgeBand::From45 => "45 to 64",
            AgeBand::From65 => "65 to 79",
            AgeBand::From80 => "80 and over",
            AgeBand::NotKnown => "Age not known",
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            AgeBand::Under25 => "0-24",
            AgeBand::From25 => "25-44",
            AgeBand::From45 => "45-64",
            AgeBand::From65 => "65-79",
            AgeBand::From80 => "80",
            AgeBand::NotKnown => "unknown",
        }
    }
}

/// Sex or gender, as far as it was written down in words we can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Sex {
    Women,
    Men,
    Other,
    #[default]
    NotKnown,
}

impl Sex {
    pub const ALL: [Sex; 4] = [Sex::Women, Sex::Men, Sex::Other, Sex::NotKnown];

    pub fn read(words: &str) -> Sex {
        let words = words.trim().to_lowercase();
        match words.as_str() {
            "" | "unknown" | "not known" | "not stated" | "not specified" | "rather not say" => Sex::NotKnown,
            "f" | "female" | "woman" | "girl" | "trans woman" | "2" => Sex::Women,
            "m" | "male" | "man" | "boy" | "trans man" | "1" => Sex::Men,
            _ => Sex::Other,
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Sex::Women => "Women",
            Sex::Men => "Men",
            Sex::Other => "In another way",
            Sex::NotKnown => "Sex not known",
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Sex::Women => "women",
            Sex::Men => "men",
            Sex::Other => "other",
            Sex::NotKnown => "unknown",
        }
    }
}

/// The five groups of the census of England and Wales.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Ethnic {
    Asian,
    Black,
    Mixed,
    White,
    Other,
    #[default]
    NotKnown,
}

impl Ethnic {
    pub const ALL: [Ethnic; 6] =
        [Ethnic::Asian, Ethnic::Black, Ethnic::Mixed, Ethnic::White, Ethnic::Other, Ethnic::NotKnown];

    /// From a census category or a code of the health service (A to S), however it was written.
    pub fn read(words: &str) -> Ethnic {
        let words = words.trim().to_lowercase();
        let says = |any: &[&str]| any.iter().any(|word| words.contains(word));
        match words.as_str() {
            "a" | "b" | "c" => return Ethnic::White,
            "d" | "e" | "f" | "g" => return Ethnic::Mixed,
            "h" | "j" | "k" | "l" | "r" => return Ethnic::Asian,
            "m" | "n" | "p" => return Ethnic::Black,
            "s" => return Ethnic::Other,
            "z" | "99" => return Ethnic::NotKnown,
            _ => {}
        }
        if words.is_empty() || says(&["not known", "unknown", "not stated", "not say", "refused"]) {
            Ethnic::NotKnown
        } else if says(&["mixed", "multiple", " and black", " and asian"]) {
            Ethnic::Mixed
        } else if says(&["other ethnic group", "arab"]) {
            Ethnic::Other
        } else if says(&["asian", "indian", "pakistani", "bangladeshi", "chinese"]) {
            Ethnic::Asian
        } else if says(&["black", "african", "caribbean"]) {
            Ethnic::Black
        } else if says(&[
            "white",
            "british",
            "irish",
            "roma",
            "traveller",
            "gypsy",
            "polish",
            "welsh",
            "english",
        ]) {
            Ethnic::White
        } else {
            Ethnic::Other
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Ethnic::Asian => "Asian or Asian British",
            Ethnic::Black => "Black or Black British",
            Ethnic::Mixed => "Mixed or multiple groups",
            Ethnic::White => "White",
            Ethnic::Other => "Another group",
            Ethnic::NotKnown => "Ethnicity not known",
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Ethnic::Asian => "asian",
            Ethnic::Black => "black",
            Ethnic::Mixed => "mixed",
            Ethnic::White => "white",
            Ethnic::Other => "other",
            Ethnic::NotKnown => "unknown",
        }
    }
}

/// Which groups somebody belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Described {
    /// The year, as well as it is known.
    pub born: Option<i16>,
    pub sex: Sex,
    pub ethnic: Ethnic,
    /// Spoken best, where it is not English.
    pub language: Option<String>,
    /// Tenth of deprivation where they live; 1 is the most deprived.
    pub decile: Option<u8>,
    /// The town nearest to where they live.
    pub town: Option<String>,
}

impl Described {
    /// Of a person as they are written down, living where their postcode is known to be.
    pub fn of(tx: &mut Tx<'_>, person: &Person) -> Result<Described, Refusal> {
        let place = match &person.postcode {
            Some(postcode) => settings::find_place(tx, postcode)?,
            None => None,
        };
        let towns = if place.is_some() { settings::towns(tx)? } else { Vec::new() };
        let town = place.as_ref().and_then(|place| settings::nearest_town(&towns, place.lat, place.lon));
        Ok(Described {
            decile: place.as_ref().and_then(|place| decile(place.decile)),
            town: town.map(|town| town.name.clone()),
            ..Described::from_words(
                &person.birth,
                person.gender.as_deref(),
                person.ethnicity.as_deref(),
                person.language.as_deref(),
            )
        })
    }

    /// From what was written of somebody; where they live is not in it.
    pub fn from_words(
        birth: &Birth,
        sex: Option<&str>,
        ethnicity: Option<&str>,
        language: Option<&str>,
    ) -> Described {
        let born = match birth {
            Birth::On(date) => Some(date.year()),
            Birth::About { year, .. } => Some(*year).filter(|year| *year > 0),
            Birth::NotGiven => None,
        };
        Described {
            born,
            sex: Sex::read(sex.unwrap_or_default()),
            ethnic: Ethnic::read(ethnicity.unwrap_or_default()),
            language: language.and_then(spoken),
            decile: None,
            town: None,
        }
    }

    /// As a line of the ledger keeps it.
    pub fn facts(&self) -> Value {
        json!({
            "born": self.born,
            "sex": self.sex.code(),
            "ethnic": self.ethnic.code(),
            "language": self.language,
            "decile": self.decile,
            "town": self.town,
        })
    }

    /// From a line of the ledger; what is not there is not known.
    pub fn from_facts(facts: &Value) -> Described {
        let text = |name: &str| facts[name].as_str();
        let number = |name: &str| facts[name].as_i64();
        let sex = text("sex").and_then(|code| Sex::ALL.into_iter().find(|sex| sex.code() == code));
        let ethnic = text("ethnic").and_then(|code| Ethnic::ALL.into_iter().find(|it| it.code() == code));
        Described {
            born: number("born").and_then(|year| i16::try_from(year).ok()),
            sex: sex.unwrap_or_default(),
            ethnic: ethnic.unwrap_or_default(),
            language: text("language").map(str::to_owned),
            decile: decile(number("decile")),
            town: text("town").map(str::to_owned),
        }
    }
}

/// A tenth that is one.
fn decile(tenth: Option<i64>) -> Option<u8> {
    tenth.and_then(|tenth| u8::try_from(tenth).ok()).filter(|tenth| (1..=10).contains(tenth))
}

/// A language by its usual name, with a capital; nothing for English.
fn spoken(words: &str) -> Option<String> {
    let words = words.trim().to_lowercase();
    if words.is_empty() || ["english", "en", "not known", "unknown"].contains(&words.as_str()) {
        return None;
    }
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_people_write_them() {
        assert_eq!(
            ["F", " Woman", "man", "non-binary", ""].map(Sex::read),
            [Sex::Women, Sex::Women, Sex::Men, Sex::Other, Sex::NotKnown]
        );
        for (words, group) in [
            ("White British", Ethnic::White),
            ("A", Ethnic::White),
            ("Black Caribbean", Ethnic::Black),
            ("Mixed, White and Black Caribbean", Ethnic::Mixed),
            ("Any other ethnic group, Arab", Ethnic::Other),
            ("Asian, any other background", Ethnic::Asian),
            ("Not stated", Ethnic::NotKnown),
            ("Martian", Ethnic::Other),
        ] {
            assert_eq!(Ethnic::read(words), group, "{words}");
        }
        assert_eq!((spoken("CYMRAEG").as_deref(), spoken("English")), (Some("Cymraeg"), None));
    }

    #[test]
    fn facts_read_back_and_nonsense_is_not_known() {
        let known = Described {
            born: Some(1948),
            sex: Sex::Women,
            ethnic: Ethnic::Mixed,
            language: Some("Polish".into()),
            decile: Some(2),
            town: Some("Taunton".into()),
        };
        assert_eq!(Described::from_facts(&known.facts()), known);
        assert_eq!(
            Described::from_facts(&json!({"born": "1948", "decile": 11, "sex": 4})),
            Described::default()
        );
        assert_eq!(Described::from_facts(&Value::Null), Described::default());
    }

    #[test]
    fn ages_fall_in_bands() {
        let band = |age: i16| AgeBand::of(Some(2026 - age), 2026);
        assert_eq!(
            [24, 25, 64, 65, 80, 131, -1].map(band),
            [
                AgeBand::Under25,
                AgeBand::From25,
                AgeBand::From45,
                AgeBand::From65,
                AgeBand::From80,
                AgeBand::NotKnown,
                AgeBand::NotKnown
            ]
        );
        assert_eq!(AgeBand::of(None, 2026), AgeBand::NotKnown);
    }
}
