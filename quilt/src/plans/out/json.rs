//! Everything told, as JSON: what a program reads.

use serde::Serialize;
use simulate::plan::{Name, Plan, Value};

use super::Unwritten;
use crate::plans::meanings::Meaning;
use crate::plans::sections::definitions;
use crate::plans::told::{Deeper, Told};

#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    told: &'a Told,
    /// What would change the decision; where it was worked out.
    deeper: Option<&'a Deeper>,
    values: Vec<Begun<'a>>,
    definitions: Vec<Defined>,
}

/// A value the plan begins with.
#[derive(Serialize)]
struct Begun<'a> {
    value: &'static str,
    /// For one place alone.
    place: Option<&'a str>,
    best: f64,
    low: f64,
    high: f64,
    price_year: Option<String>,
    kind: &'static str,
    source: Option<&'a str>,
    read_on: Option<&'a str>,
    assumption: bool,
}

impl<'a> Begun<'a> {
    fn of(name: Name, place: Option<&'a str>, it: &'a Value) -> Self {
        Self {
            value: name.text(),
            place,
            best: it.value,
            low: it.low,
            high: it.high,
            price_year: it.price_year.map(|it| it.to_string()),
            kind: it.kind.name(),
            source: it.source.as_deref(),
            read_on: it.read_on.as_deref(),
            assumption: it.is_assumption(),
        }
    }
}

#[derive(Serialize)]
struct Defined {
    figure: &'static str,
    name: &'static str,
    unit: &'static str,
    means: &'static str,
    how: &'static str,
}

impl From<Meaning> for Defined {
    fn from(it: Meaning) -> Self {
        Self { figure: it.code, name: it.name, unit: it.unit.code(), means: it.means, how: it.how }
    }
}

/// The whole, a line for each thing.
///
/// # Errors
/// When a number is none, which the model does not let happen.
pub fn json(plan: &Plan, told: &Told, deeper: Option<&Deeper>) -> Result<Vec<u8>, Unwritten> {
    let whole = Name::ALL.iter().map(|name| Begun::of(*name, None, plan.value(*name)));
    let own = plan.places.iter().flat_map(|place| {
        place.own.iter().map(|(name, value)| Begun::of(*name, Some(place.name.as_str()), value))
    });
    let whole = Whole {
        told,
        deeper,
        values: whole.chain(own).collect(),
        definitions: definitions::all(plan).into_iter().map(Defined::from).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&whole)?;
    bytes.push(b'\n');
    Ok(bytes)
}
