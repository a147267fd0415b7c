//! Invented people: names that fit their years and where their families come from, in roughly Somerset's
//! proportions, with telephone numbers, e-mail addresses and NHS numbers that can never reach anyone.

use super::name_lists::{BRITISH, NICKNAMES, ORIGINS, STREETS, SURNAMES, WELSH_SURNAMES};
use super::picker::Picker;

/// How somebody is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// She, her.
    Woman,
    /// He, him.
    Man,
    /// They, them.
    NonBinary,
}

/// Where a family comes from; it decides names, language and which stories ring true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// English names and English spoken.
    British,
    /// Welsh names, sometimes Welsh spoken.
    Welsh,
    /// One of the rows of [`ORIGINS`], by index.
    Elsewhere(usize),
}

/// An invented person's name and what goes with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The whole name as they would write it; sometimes one word.
    pub full: String,
    /// What they like to be called.
    pub known_as: String,
    /// Given name or names.
    pub given: String,
    /// Family name; `None` for a one-word name.
    pub family: Option<String>,
    /// How they are spoken of.
    pub gender: Gender,
    /// Where the family comes from.
    pub origin: Origin,
    /// Preferred language as a BCP 47 tag ("en", "pl", "bfi" for British Sign Language).
    pub language: &'static str,
    /// The language in English words.
    pub language_name: &'static str,
    /// Whether an interpreter is wanted.
    pub interpreter: bool,
    /// NHS ethnic category code ("A" White British … "S" any other).
    pub ethnicity_code: &'static str,
    /// Ethnicity in words.
    pub ethnicity: &'static str,
}

/// A family from beyond Britain: proportions, words and names.
#[derive(Debug)]
pub struct OriginRow {
    /// "Polish".
    pub called: &'static str,
    /// Out of 10,000 people.
    pub share: u32,
    /// BCP 47 tag.
    pub language: &'static str,
    /// The language in English.
    pub language_name: &'static str,
    /// How many in a hundred want an interpreter.
    pub interpreter: u32,
    /// NHS ethnic category code.
    pub code: &'static str,
    /// Ethnicity in words.
    pub ethnicity: &'static str,
    /// Whether people mostly came as refugees.
    pub refugee: bool,
    /// Whether people mostly came here as adults.
    pub newcomer: bool,
    /// How many in a hundred use one name alone.
    pub one_word: u32,
    /// Women's names.
    pub women: &'static [&'static str],
    /// Men's names.
    pub men: &'static [&'static str],
    /// Family names, woman's form and man's form separated by a stroke where they differ.
    pub families: &'static [&'static str],
}

/// An invented person born in `born`.
pub fn person(p: &mut Picker, born: i16) -> Name {
    let gender = match p.below(1000) {
        0..=5 if born > 1985 => Gender::NonBinary,
        0..=559 => Gender::Woman,
        _ => Gender::Man,
    };
    let origin = origin(p, born);
    person_of(p, born, gender, origin)
}

/// An invented person of this gender and origin, for relatives and for chosen examples.
pub fn person_of(p: &mut Picker, born: i16, gender: Gender, origin: Origin) -> Name {
    let given = first(p, born, gender, origin);
    let one_word = matches!(origin, Origin::Elsewhere(i) if p.chance(row(i).one_word));
    let family = (!one_word).then(|| surname(p, born, gender, origin));
    let mut name = Name {
        full: family.as_ref().map_or_else(|| given.clone(), |f| format!("{given} {f}")),
        known_as: known_as(p, &given, origin),
        given,
        family,
        gender,
        origin,
        language: "en",
        language_name: "English",
        interpreter: false,
        ethnicity_code: "A",
        ethnicity: "White British",
    };
    speak(p, &mut name);
    name
}

/// A given name that fits the year and the family.
pub fn first(p: &mut Picker, born: i16, gender: Gender, origin: Origin) -> String {
    let woman = match gender {
        Gender::Woman => true,
        Gender::Man => false,
        Gender::NonBinary => {
            return (*p.pick(&["Alex", "Robin", "Rowan", "Sam", "Jay", "Ash", "Kit", "Quinn"])).to_owned();
        }
    };
    match origin {
        Origin::British => {
            let band = &BRITISH[band(born)];
            (*p.pick(if woman { band.0 } else { band.1 })).to_owned()
        }
        Origin::Welsh if woman => (*p
            .pick(&["Gwen", "Megan", "Bronwen", "Sian", "Nerys", "Eirlys", "Rhian", "Carys", "Angharad"]))
        .to_owned(),
        Origin::Welsh => (*p
            .pick(&["Rhys", "Gareth", "Dai", "Emlyn", "Huw", "Ieuan", "Geraint", "Dylan", "Aled"]))
        .to_owned(),
        Origin::Elsewhere(i) => (*p.pick(if woman { row(i).women } else { row(i).men })).to_owned(),
    }
}

/// A family name that fits; women's and men's forms differ in some languages, and some are double-barrelled.
pub fn surname(p: &mut Picker, born: i16, gender: Gender, origin: Origin) -> String {
    match origin {
        Origin::British => {
            let one = *p.pick(SURNAMES);
            let two = *p.pick(SURNAMES);
            let barrelled = p.chance(if born > 1985 { 6 } else { 2 }) && one != two && !one.contains('-');
            if barrelled && !two.contains('-') { format!("{one}-{two}") } else { one.to_owned() }
        }
        Origin::Welsh => (*p.pick(WELSH_SURNAMES)).to_owned(),
        Origin::Elsewhere(i) => {
            let family = *p.pick(row(i).families);
            let (hers, his) = family.split_once('/').unwrap_or((family, family));
            (if gender == Gender::Woman { hers } else { his }).to_owned()
        }
    }
}

/// The row behind an origin; the first one for an index that is none.
pub fn row(i: usize) -> &'static OriginRow {
    ORIGINS.get(i).unwrap_or(&ORIGINS[0])
}

impl Origin {
    /// Whether somebody of this origin mostly came here as a grown person.
    pub fn newcomer(self) -> bool {
        matches!(self, Self::Elsewhere(i) if row(i).newcomer)
    }

    /// Whether somebody of this origin mostly came for safety.
    pub fn refugee(self) -> bool {
        matches!(self, Self::Elsewhere(i) if row(i).refugee)
    }
}

fn origin(p: &mut Picker, born: i16) -> Origin {
    let at = p.below(10_000) as u32;
    // Older people in the county are less often from elsewhere.
    let share = |row: &OriginRow| if born < 1955 { row.share / 3 } else { row.share };
    let mut from = 0;
    for (i, row) in ORIGINS.iter().enumerate() {
        from += share(row);
        if at < from {
            return Origin::Elsewhere(i);
        }
    }
    if at < from + 130 { Origin::Welsh } else { Origin::British }
}

fn band(born: i16) -> usize {
    match born {
        ..=1939 => 0,
        1940..=1954 => 1,
        1955..=1969 => 2,
        1970..=1984 => 3,
        1985..=1996 => 4,
        _ => 5,
    }
}

fn known_as(p: &mut Picker, given: &str, origin: Origin) -> String {
    let short = NICKNAMES.iter().find(|(long, _)| *long == given).map(|(_, shorts)| *shorts);
    match short {
        Some(shorts) if origin == Origin::British && p.chance(55) => (*p.pick(shorts)).to_owned(),
        _ => given.to_owned(),
    }
}

fn speak(p: &mut Picker, name: &mut Name) {
    match name.origin {
        Origin::British if p.chance(1) && p.chance(35) => {
            (name.language, name.language_name, name.interpreter) = ("bfi", "British Sign Language", true);
        }
        Origin::British => {
            if p.chance(1) {
                (name.ethnicity_code, name.ethnicity) = ("C", "White, Gypsy or Irish Traveller");
            }
        }
        Origin::Welsh => {
            if p.chance(25) {
                (name.language, name.language_name) = ("cy", "Welsh");
            }
        }
        Origin::Elsewhere(i) => {
            let row = row(i);
            (name.ethnicity_code, name.ethnicity) = (row.code, row.ethnicity);
            if p.chance(row.interpreter.saturating_mul(3)) {
                (name.language, name.language_name) = (row.language, row.language_name);
                name.interpreter = row.language != "en" && p.chance(40);
            }
        }
    }
}

/// A mobile number from the range Ofcom keeps for drama: it reaches nobody.
pub fn mobile(p: &mut Picker) -> String {
    format!("07700 900{:03}", p.below(1000))
}

/// A landline number from the range Ofcom keeps for drama: it reaches nobody.
pub fn landline(p: &mut Picker) -> String {
    format!("01632 960{:03}", p.below(1000))
}

/// An e-mail address at example.org, which belongs to nobody.
pub fn email(p: &mut Picker, full: &str) -> String {
    let plain: String = full
        .to_lowercase()
        .chars()
        .filter_map(|c| match c {
            'a'..='z' => Some(c),
            ' ' => Some('.'),
            'ł' => Some('l'),
            'á' | 'ã' | 'ă' | 'â' | 'ą' => Some('a'),
            'é' | 'ê' | 'ę' => Some('e'),
            'í' | 'î' => Some('i'),
            'ó' | 'ô' => Some('o'),
            'ș' | 'ş' | 'ś' => Some('s'),
            'ț' | 'ţ' => Some('t'),
            'ç' | 'ć' => Some('c'),
            'ñ' | 'ń' => Some('n'),
            'ż' | 'ź' => Some('z'),
            'ú' => Some('u'),
            _ => None,
        })
        .collect();
    let number = if p.chance(55) { p.between(2, 89).to_string() } else { String::new() };
    format!("{plain}{number}@example.org")
}

/// An NHS number in the 999 range, which is never issued, with a valid check digit, as "999 123 4567".
pub fn nhs_number(p: &mut Picker) -> String {
    loop {
        let nine = format!("999{:06}", p.below(1_000_000));
        if let Some(check) = nhs_check_digit(&nine) {
            return format!("{} {} {}{check}", &nine[..3], &nine[3..6], &nine[6..]);
        }
    }
}

/// The check digit for the first nine digits of an NHS number: weights 10 down to 2, eleven minus the
/// remainder by eleven; 11 is 0, and 10 means that no such number exists.
pub fn nhs_check_digit(nine: &str) -> Option<u32> {
    let sum: u32 = nine.chars().filter_map(|c| c.to_digit(10)).zip((2..=10).rev()).map(|(d, w)| d * w).sum();
    match 11 - sum % 11 {
        11 => Some(0),
        10 => None,
        digit => Some(digit),
    }
}

/// The first line of an address: a number or a house name, and a street.
pub fn address_line(p: &mut Picker) -> String {
    let street = *p.pick(STREETS);
    match p.below(20) {
        0 => format!("Flat {}, {} {street}", p.between(1, 9), p.between(1, 60)),
        1 => {
            let house = *p.pick(&[
                "Rose Cottage",
                "The Old Forge",
                "Withy Cottage",
                "Hillside",
                "Orchard View",
                "Fairview",
                "The Lodge",
                "Appletree",
                "Moorview",
                "Quarry Cottage",
            ]);
            format!("{house}, {street}")
        }
        2 => format!("{}a {street}", p.between(1, 90)),
        _ => format!("{} {street}", p.between(1, 118)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nhs_numbers_are_of_the_range_never_issued_and_check() {
        assert_eq!(nhs_check_digit("943476591"), Some(9), "the NHS data dictionary's own example");
        let mut p = Picker::new(1);
        for _ in 0..2000 {
            let number = nhs_number(&mut p);
            let digits: String = number.chars().filter(char::is_ascii_digit).collect();
            assert!(number.starts_with("999 ") && digits.len() == 10, "{number}");
            assert_eq!(nhs_check_digit(&digits[..9]), digits[9..].parse().ok(), "{number}");
        }
    }

    #[test]
    fn numbers_and_addresses_reach_nobody() {
        let mut p = Picker::new(2);
        for _ in 0..500 {
            assert!(mobile(&mut p).starts_with("07700 900"));
            assert!(landline(&mut p).starts_with("01632 960"));
            let name = person(&mut p, 1970);
            let email = email(&mut p, &name.full);
            assert!(
                email.ends_with("@example.org") && email.is_ascii() && !email.starts_with('@'),
                "{email}"
            );
        }
    }

    #[test]
    fn people_are_as_mixed_as_the_county() {
        let mut p = Picker::new(3);
        let people: Vec<_> = (0..4000).map(|i| person(&mut p, 1930 + (i % 75) as i16)).collect();
        let share = |f: &dyn Fn(&Name) -> bool| people.iter().filter(|n| f(n)).count() * 100 / people.len();
        assert!((85..97).contains(&share(&|n| n.ethnicity_code == "A")));
        assert!((50..62).contains(&share(&|n| n.gender == Gender::Woman)));
        assert!(people.iter().any(|n| n.family.is_none()));
        assert!(people.iter().any(|n| n.full.contains('-')) && people.iter().any(|n| n.full.contains('\'')));
        assert!(people.iter().any(|n| n.language == "pl") && people.iter().any(|n| n.interpreter));
        let distinct: std::collections::BTreeSet<_> = people.iter().map(|n| &n.full).collect();
        assert!(distinct.len() > 3600, "{}", distinct.len());
    }
}
