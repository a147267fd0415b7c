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
        let mut letters: Vec<u8> = said
            .bytes()
            .filter(|b| !b.is_ascii_whitespace() && *b != b'-' && *b != b'.')
            .map(|b| b.to_ascii_uppercase())
            .take(9)
            .collect();
        if said.chars().any(|c| !c.is_ascii() && !c.is_whitespace() && !crate::text::invisible(c)) {
            letters.push(b'?');
        }
        letters.retain(u8::is_ascii);
        let shape: String = letters
            .iter()
            .map(|b| match b {
                b'A'..=b'Z' => 'A',
                b'0'..=b'9' => '9',
                _ => '?',
            })
            .collect();
        const SHAPES: [&str; 6] = ["A99AA", "A999AA", "AA99AA", "AA999AA", "A9A9AA", "AA9A9AA"];
        if !SHAPES.contains(&shape.as_str()) {
            return None;
        }
        let whole: String = letters.iter().map(|b| char::from(*b)).collect();
        let (outward, inward) = whole.split_at_checked(whole.len().checked_sub(3)?)?;
        Some(Self(format!("{outward} {inward}")))
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
