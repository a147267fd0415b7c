//! Postcodes, parts of postcodes, towns, and what is publicly known of them.

use ::store::Tx;

use super::store;
use crate::refusal::Refusal;

/// A full postcode in its usual form ("TA1 1NW"). Only its shape is checked: many a real
/// postcode is newer than any list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Postcode(String);

/// What somebody may give when asked for a postcode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PostcodeGiven {
    Known(Postcode),
    /// No fixed abode: written ZZ99 3VZ in the health service.
    NoFixedAbode,
    NotGiven,
}

impl Postcode {
    /// Reads a postcode as people type it: any case, any spaces.
    pub fn parse(typed: &str) -> Option<Postcode> {
        let bare: String =
            typed.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
        if !bare.is_ascii() || !(5..=7).contains(&bare.len()) {
            return None;
        }
        let (outward, inward) = bare.split_at(bare.len() - 3);
        let inward_fits = matches!(inward.as_bytes(), [d, a, b] if d.is_ascii_digit() && a.is_ascii_uppercase() && b.is_ascii_uppercase());
        (inward_fits && outward_fits(outward.as_bytes())).then(|| Postcode(format!("{outward} {inward}")))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The outward half has one of the shapes A9, A99, AA9, AA99, A9A, AA9A.
fn outward_fits(outward: &[u8]) -> bool {
    let shape: String = outward
        .iter()
        .map(|b| match b {
            b'A'..=b'Z' => 'A',
            b'0'..=b'9' => '9',
            _ => '?',
        })
        .collect();
    matches!(shape.as_str(), "A9" | "A99" | "AA9" | "AA99" | "A9A" | "AA9A")
}

/// A part of a postcode as people give it: "TA5", "TA5 1". Typed without its space, "TA51" may
/// be either of two; the codes are in the order they are to be tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostcodePart(Vec<String>);

impl PostcodePart {
    pub fn parse(typed: &str) -> Option<PostcodePart> {
        let upper = typed.trim().to_ascii_uppercase();
        let bare: String = upper.chars().filter(|c| !c.is_whitespace()).collect();
        if !bare.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return None;
        }
        let spaced = upper.split_whitespace().count() == 2;
        let mut codes = Vec::new();
        if !spaced && outward_fits(bare.as_bytes()) {
            codes.push(bare.clone());
        }
        // "TA5 1" or the start of a postcode cut short, "TA5 1A".
        let sector = bare.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let cut = bare.len() - sector.len();
        if cut <= 1
            && let Some((outward, digit)) = sector.split_at_checked(sector.len().saturating_sub(1))
            && outward_fits(outward.as_bytes())
            && digit.bytes().all(|b| b.is_ascii_digit())
        {
            codes.push(format!("{outward} {digit}"));
        }
        (!codes.is_empty()).then_some(PostcodePart(codes))
    }

    /// The parts a whole postcode lies in, nearest first.
    fn around(postcode: &Postcode) -> PostcodePart {
        let whole = postcode.as_str();
        let sector = whole.get(..whole.len() - 2).unwrap_or(whole);
        let outward = whole.split(' ').next().unwrap_or(whole);
        PostcodePart(vec![sector.to_owned(), outward.to_owned()])
    }
}

impl PostcodeGiven {
    /// Reads the answer to "postcode": empty and "unknown" are fine answers.
    pub fn parse(typed: &str) -> Result<PostcodeGiven, String> {
        let bare = typed.trim();
        let unknown = ["", "unknown", "not known", "n/a", "none", "-", "prefer not to say", "don't know"];
        if unknown.contains(&bare.to_lowercase().as_str()) {
            return Ok(PostcodeGiven::NotGiven);
        }
        match Postcode::parse(bare) {
            Some(postcode) if postcode.as_str().starts_with("ZZ99") => Ok(PostcodeGiven::NoFixedAbode),
            Some(postcode) => Ok(PostcodeGiven::Known(postcode)),
            None => {
                Err("This does not look like a full postcode. Write it like TA1 1NW, or leave it empty."
                    .into())
            }
        }
    }

    /// As stored: the postcode, ZZ99 3VZ for no fixed abode, or nothing.
    pub fn stored(&self) -> Option<&str> {
        match self {
            PostcodeGiven::Known(postcode) => Some(postcode.as_str()),
            PostcodeGiven::NoFixedAbode => Some("ZZ99 3VZ"),
            PostcodeGiven::NotGiven => None,
        }
    }
}

/// Where a postcode is, and what is publicly known of its neighbourhood.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub lat: f64,
    pub lon: f64,
    pub ward: Option<String>,
    pub lsoa: Option<String>,
    /// Tenth of the English Indices of Deprivation 2019; 1 is the most deprived.
    pub decile: Option<i64>,
}

/// Where a postcode, or a part of one, is.
#[derive(Debug, Clone, PartialEq)]
pub struct Whereabouts {
    pub lat: f64,
    pub lon: f64,
    /// What this is the middle of: the postcode itself, or the part of it that is known.
    pub of: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Town {
    pub name: String,
    pub lat: f64,
    pub lon: f64,
}

pub fn find_place(tx: &mut Tx<'_>, postcode: &str) -> Result<Option<Place>, Refusal> {
    store::select_place(tx, postcode)
}

/// Where a postcode or a part of one is, as somebody typed it. A postcode no list knows yet is
/// looked for in the part of the country its letters name.
pub fn whereabouts(tx: &mut Tx<'_>, typed: &str) -> Result<Option<Whereabouts>, Refusal> {
    let parts = match Postcode::parse(typed) {
        Some(postcode) => {
            if let Some(place) = store::select_place(tx, postcode.as_str())? {
                return Ok(Some(Whereabouts { lat: place.lat, lon: place.lon, of: postcode.0 }));
            }
            PostcodePart::around(&postcode)
        }
        None => match PostcodePart::parse(typed) {
            Some(part) => part,
            None => return Ok(None),
        },
    };
    for of in parts.0 {
        if let Some((lat, lon)) = store::select_part(tx, &of)? {
            return Ok(Some(Whereabouts { lat, lon, of }));
        }
    }
    Ok(None)
}

/// Works out anew where parts of postcodes are, after postcodes were kept.
pub fn gather_parts(tx: &mut Tx<'_>) -> Result<(), Refusal> {
    store::gather_parts(tx)
}

/// Where people live in a box from south-west to north-east: the middles of its postcode sectors.
pub fn inhabited(
    tx: &mut Tx<'_>,
    south_west: (f64, f64),
    north_east: (f64, f64),
) -> Result<Vec<(f64, f64)>, Refusal> {
    store::select_sectors(tx, south_west, north_east)
}

pub fn towns(tx: &mut Tx<'_>) -> Result<Vec<Town>, Refusal> {
    store::select_towns(tx)
}

/// The town of that name, whatever its case.
pub fn find_town(tx: &mut Tx<'_>, name: &str) -> Result<Option<Town>, Refusal> {
    let wanted = name.trim().to_lowercase();
    Ok(store::select_towns(tx)?.into_iter().find(|town| town.name.to_lowercase() == wanted))
}

/// The farthest a place lies from the town it is said to be of, in kilometres.
const NEAR: f64 = 15.0;

/// The town nearest to a place, where one is near.
pub fn nearest_town(towns: &[Town], lat: f64, lon: f64) -> Option<&Town> {
    const KM_A_DEGREE: f64 = 111.2;
    let east = lat.to_radians().cos();
    let away = |town: &Town| (town.lat - lat).hypot((town.lon - lon) * east) * KM_A_DEGREE;
    let nearest = towns.iter().min_by(|a, b| away(a).total_cmp(&away(b)))?;
    (away(nearest) <= NEAR).then_some(nearest)
}

/// Keeps postcodes and their places, each once; those already known are updated. Call
/// [`gather_parts`] after the last of them.
pub fn put_places(tx: &mut Tx<'_>, places: &[(String, Place)]) -> Result<(), Refusal> {
    store::insert_places(tx, places).map(|_| ())
}

pub fn put_towns(tx: &mut Tx<'_>, towns: &[Town]) -> Result<(), Refusal> {
    towns.iter().try_for_each(|town| store::insert_town(tx, town))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_are_read_as_people_type_them() {
        for typed in ["ta11nw", "TA1 1NW", " ta1  1nw "] {
            assert_eq!(Postcode::parse(typed).unwrap().as_str(), "TA1 1NW");
        }
        assert_eq!(Postcode::parse("SW1A 1AA").unwrap().as_str(), "SW1A 1AA");
        for not in ["", "TA1", "TA1 1N", "1TA 1NW", "TA1 NW1", "ＴＡ１ 1NW", "TA1111NW"] {
            assert_eq!(Postcode::parse(not), None, "{not}");
        }
    }

    #[test]
    fn parts_of_postcodes_are_read_as_people_type_them() {
        for (typed, codes) in [
            ("TA5", vec!["TA5"]),
            ("ta51", vec!["TA51", "TA5 1"]),
            ("TA5 1", vec!["TA5 1"]),
            ("TA5 1A", vec!["TA5 1"]),
            ("B1", vec!["B1"]),
            ("SW1A", vec!["SW1A"]),
            ("sw1a1", vec!["SW1A 1"]),
            ("sw1a 1a", vec!["SW1A 1"]),
        ] {
            assert_eq!(PostcodePart::parse(typed).unwrap().0, codes, "{typed}");
        }
        for not in ["", "TA", "Ash", "5", "TA5 1AAA", "ＴＡ5", "TA5-1", "1TA"] {
            assert_eq!(PostcodePart::parse(not), None, "{not}");
        }
    }

    #[test]
    fn no_home_and_no_answer_are_answers() {
        assert_eq!(PostcodeGiven::parse("zz99 3vz"), Ok(PostcodeGiven::NoFixedAbode));
        assert_eq!(PostcodeGiven::parse("  "), Ok(PostcodeGiven::NotGiven));
        assert_eq!(PostcodeGiven::parse("Unknown"), Ok(PostcodeGiven::NotGiven));
        assert!(PostcodeGiven::parse("Taunton").is_err());
    }
}
