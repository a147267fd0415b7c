//! Where a service happens: address lines, postcode, a point on the map, how easy it is to get in.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A place a service happens at.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Location {
    pub id: Uuid,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source_id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(default, skip_serializing_if = "is_physical")]
    pub kind: Kind,
    /// Lines of the address without city, county, postcode and country.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// County or district.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub county: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postcode: Option<Postcode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    /// How easy it is to get in and take part, each a sentence or two.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accessibility: Vec<String>,
    /// How to get there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transport: Option<String>,
}

fn is_physical(kind: &Kind) -> bool {
    *kind == Kind::Physical
}

/// What kind of place a location is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    #[default]
    Physical,
    Postal,
    Virtual,
}

impl Kind {
    /// The word Open Referral uses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Physical => "physical",
            Self::Postal => "postal",
            Self::Virtual => "virtual",
        }
    }
}

/// A point on the Earth in degrees (WGS 84). Never 0,0, never outside the ranges of latitude and longitude.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    pub lat: f64,
    pub lon: f64,
}

/// A UK postcode in capitals with its space, such as `BS1 5TR`. Its shape is right; whether it is in use is not known.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Postcode(String);

impl Postcode {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The half before the space, such as `BS1`.
    pub fn outward(&self) -> &str {
        self.0.split(' ').next().unwrap_or_default()
    }

    /// Reads a postcode however it is spaced or written. `None` when it has not the shape of one.
    pub fn parse(said: &str) -> Option<Self> {
        const SHAPES: [&str; 6] = ["A99AA", "A999AA", "AA99AA", "AA999AA", "A9A9AA", "AA9A9AA"];
        let mut whole = String::new();
        for c in said.chars().filter(|c| !c.is_whitespace() && !crate::text::invisible(*c) && *c != '-') {
            if !c.is_ascii_alphanumeric() || whole.len() >= 7 {
                return None;
            }
            whole.push(c.to_ascii_uppercase());
        }
        let shape: String = whole.chars().map(|c| if c.is_ascii_digit() { '9' } else { 'A' }).collect();
        if !SHAPES.contains(&shape.as_str()) {
            return None;
        }
        let (outward, inward) = whole.split_at_checked(whole.len().checked_sub(3)?)?;
        Some(Self(format!("{outward} {inward}")))
    }

    /// As [`Self::parse`], forgiving a trailing stop and letters typed for the digits they look like: `BSI OAA` is
    /// `BS1 0AA`.
    pub(crate) fn guess(said: &str) -> Option<Self> {
        let bare: Vec<char> = said.chars().filter(char::is_ascii_alphanumeric).collect();
        let digit = |c: char| match c {
            'O' | 'o' => '0',
            'I' | 'i' | 'l' | 'L' => '1',
            'S' | 's' => '5',
            other => other,
        };
        let inward = bare.len().checked_sub(3).filter(|at| (2..=4).contains(at))?;
        let mut fixed = bare.clone();
        if let Some(first) = fixed.get_mut(inward) {
            *first = digit(*first);
        }
        let with = |at: usize| {
            let mut letters = fixed.clone();
            let place = letters.get_mut(at)?;
            *place = digit(*place);
            Self::parse(&letters.into_iter().collect::<String>())
        };
        Self::parse(&fixed.iter().collect::<String>()).or_else(|| with(inward - 1)).or_else(|| with(1))
    }
}

impl TryFrom<String> for Postcode {
    type Error = String;

    fn try_from(said: String) -> Result<Self, String> {
        Self::parse(&said).ok_or_else(|| format!("“{said}” is not a UK postcode."))
    }
}

impl From<Postcode> for String {
    fn from(postcode: Postcode) -> Self {
        postcode.0
    }
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Point {
    /// A point that is on the Earth and was meant: `Err` says in a sentence why not. For the UK, so two numbers that
    /// only make sense the other way round are taken for swapped.
    pub fn new(lat: f64, lon: f64) -> Result<Self, &'static str> {
        if lat == 0.0 && lon == 0.0 {
            return Err("0, 0 is in the sea off Africa, so it was left out.");
        }
        if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
            return Err("It is not a point on the Earth, so it was left out.");
        }
        // The UK lies between 49 and 61 degrees north and between 9 west and 2 east.
        let (northing, easting) = (49.0..=61.0, -9.0..=2.5);
        if northing.contains(&lon) && easting.contains(&lat) {
            return Err("Latitude and longitude look swapped, so the point was left out.");
        }
        Ok(Self { lat, lon })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_are_read_however_written() {
        for (said, shown) in [
            ("bs15tr", "BS1 5TR"),
            (" BS1  5TR\u{a0}", "BS1 5TR"),
            ("TA1\t1AA", "TA1 1AA"),
            ("W1A1HQ", "W1A 1HQ"),
            ("ec1a 1bb", "EC1A 1BB"),
            ("M1 1AE", "M1 1AE"),
        ] {
            assert_eq!(Postcode::parse(said).map(|p| p.to_string()).as_deref(), Some(shown), "{said:?}");
        }
        for said in ["", "BS1", "ABC 1234", "BS1 5TRX", "BS1 5T", "BS£ 5TR", "12345"] {
            assert_eq!(Postcode::parse(said), None, "{said:?}");
        }
        assert_eq!(Postcode::parse("BS1 5TR").unwrap().outward(), "BS1");
        assert_eq!(Postcode::guess("BS1 OAA").unwrap().as_str(), "BS1 0AA");
        assert_eq!(Postcode::guess("BSI 5TR.").unwrap().as_str(), "BS1 5TR");
        assert_eq!(Postcode::guess("Bristol"), None);
    }

    #[test]
    fn points_are_checked() {
        assert!(Point::new(51.45, -2.59).is_ok());
        assert!(Point::new(0.0, 0.0).is_err());
        assert!(Point::new(100.0, 101.0).is_err());
        assert!(Point::new(f64::NAN, 0.0).is_err());
        assert!(Point::new(-2.59, 51.45).unwrap_err().contains("swapped"));
    }
}
