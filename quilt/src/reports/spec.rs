//! What there is to know of a score before any number is told of it: its name and scale, which way is better, and what
//! somebody published that it may be held against.

use measure::instrument::{ANXIOUS, HAPPY, ONS4, SATISFIED, WORTHWHILE};
use measure::{Direction, Item};

/// A named stretch of a scale.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Band {
    pub name: String,
    pub low: f64,
    pub high: f64,
}

/// A size of change somebody published as more than noise.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reliable {
    pub points: f64,
    pub source: String,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spec {
    /// Measure and score: `ons4.satisfied`.
    pub code: String,
    pub measure: String,
    pub name: String,
    pub low: f64,
    pub high: f64,
    pub direction: Direction,
    pub bands: Vec<Band>,
    /// The published mean of the country.
    pub country: Option<f64>,
    pub reliable: Option<Reliable>,
    /// Declared in advance as what the scheme judges itself by; everything else is exploratory.
    pub primary: bool,
}

impl Spec {
    pub fn range(&self) -> f64 {
        self.high - self.low
    }

    /// Whether scores are whole numbers few enough to draw a bar each.
    pub fn has_bars(&self, levels: &[f64]) -> bool {
        self.range() <= 20.0 && levels.iter().all(|level| level.fract() == 0.0)
    }

    pub fn lower_is_better(&self) -> bool {
        self.direction == Direction::LowerIsBetter
    }
}

/// What is known of the score of this code; a score nobody described is shown by its code, on the scale it was met on.
pub(super) fn spec(code: &str, levels: &[f64], primary: &[String]) -> Spec {
    let known = [&SATISFIED, &WORTHWHILE, &HAPPY, &ANXIOUS].into_iter().find(|item| code == format!("ons4.{}", item.code));
    let is_primary = |measure: &str| primary.iter().any(|it| it == measure);
    match known {
        Some(item) => of_item(item, is_primary("ons4")),
        None => {
            let (measure, name) = code.split_once('.').unwrap_or((code, code));
            Spec {
                code: code.to_owned(),
                measure: measure.to_owned(),
                name: name.replace('_', " "),
                low: levels.first().copied().unwrap_or(0.0),
                high: levels.last().copied().unwrap_or(1.0),
                direction: Direction::HigherIsBetter,
                bands: Vec::new(),
                country: None,
                reliable: None,
                primary: is_primary(measure),
            }
        }
    }
}

fn of_item(item: &Item, primary: bool) -> Spec {
    let band = |band: &measure::instrument::Band| Band {
        name: band.name.to_owned(),
        low: f64::from(band.low),
        high: f64::from(band.high),
    };
    Spec {
        code: format!("ons4.{}", item.code),
        measure: "ons4".into(),
        name: item.name.to_owned(),
        low: f64::from(item.low),
        high: f64::from(item.high),
        direction: item.direction,
        bands: item.bands.iter().map(band).collect(),
        country: ONS4.norms.iter().find(|norm| norm.of == item.code).map(|norm| norm.mean),
        reliable: None,
        primary,
    }
}
