//! What there is to know of a score before any number is told of it: its name and scale, which way is better, and what
//! somebody published that it may be held against.

use measure::instrument::{Instrument, NoiseFigure};
use measure::scorer::Scale;
use measure::{Direction, Shelf, reliable};

/// A named stretch of a scale.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Band {
    pub name: String,
    pub low: f64,
    pub high: f64,
}

/// How noisy one answer is, as somebody published it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Noise {
    figure: NoiseFigure,
    pub source: String,
}

impl Noise {
    /// The smallest change of one person that is more than noise, where answers before spread like this.
    pub fn points(&self, sd_before: Option<f64>) -> Option<f64> {
        let sem = match self.figure {
            NoiseFigure::Sem(sem) => Some(sem),
            NoiseFigure::Reliability(r) => reliable::sem(sd_before?, r).ok(),
        };
        reliable::index_of_sem(sem?).ok()
    }
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
    /// A published mean to stand beside: of the country, for the questions of ONS4.
    pub country: Option<f64>,
    pub noise: Option<Noise>,
    /// The line its owners ask for wherever it is shown.
    pub attribution: String,
    /// Declared in advance as what the scheme judges itself by; everything else is exploratory.
    pub primary: bool,
}

impl Spec {
    pub fn range(&self) -> f64 {
        self.high - self.low
    }

    /// Whether scores are whole numbers few enough to draw a bar each.
    pub fn has_bars(&self, levels: &[f64]) -> bool {
        self.range() <= 20.0 && levels.iter().chain([&self.low]).all(|level| level.fract() == 0.0)
    }

    pub fn lower_is_better(&self) -> bool {
        self.direction == Direction::LowerIsBetter
    }
}

/// What is known of the score of this code; one nobody describes any more is shown by its code, on the scale it was met on.
pub(super) fn spec(shelf: &Shelf, code: &str, levels: &[f64], primary: &[String]) -> Spec {
    let (measure, score) = code.split_once('.').unwrap_or((code, code));
    let instrument = shelf.get(measure);
    let scale = instrument.and_then(|it| it.scales().into_iter().find(|scale| scale.code == score));
    let primary = primary.iter().any(|it| it == measure);
    match instrument.zip(scale) {
        Some((instrument, scale)) => of_scale(instrument, &scale, primary),
        None => Spec {
            code: code.to_owned(),
            measure: measure.to_owned(),
            name: score.replace('_', " "),
            low: levels.first().copied().unwrap_or(0.0),
            high: levels.last().copied().unwrap_or(1.0),
            direction: Direction::HigherIsBetter,
            bands: Vec::new(),
            country: None,
            noise: None,
            attribution: String::new(),
            primary,
        },
    }
}

fn of_scale(instrument: &Instrument, scale: &Scale, primary: bool) -> Spec {
    let measure = instrument.id.code();
    let one = instrument.scales().len() == 1;
    Spec {
        code: format!("{measure}.{}", scale.code),
        measure: measure.to_owned(),
        name: scale.name.to_string(),
        low: scale.low,
        high: scale.high,
        direction: scale.direction,
        bands: scale.bands.iter().map(band).collect(),
        country: instrument.norms.iter().find(|norm| norm.of == scale.code).map(|norm| norm.mean),
        noise: instrument
            .noise
            .first()
            .filter(|_| one)
            .map(|noise| Noise { figure: noise.figure, source: noise.source.to_string() }),
        attribution: instrument.licence.attribution.to_string(),
        primary,
    }
}

fn band(band: &measure::instrument::Band) -> Band {
    Band { name: band.name.to_string(), low: f64::from(band.low), high: f64::from(band.high) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_known_by_its_measure_and_an_unknown_one_by_its_code() {
        let shelf = Shelf::built_in();
        let satisfied = spec(&shelf, "ons4.satisfied", &[], &["ons4".into()]);
        assert_eq!(
            (satisfied.low, satisfied.high, satisfied.bands.len(), satisfied.primary),
            (0.0, 10.0, 4, true)
        );
        assert_eq!(satisfied.country, Some(7.45));
        assert!(spec(&shelf, "ons4.anxious", &[], &[]).lower_is_better());
        let gone = spec(&shelf, "old.best_mood", &[2.0, 9.0], &[]);
        assert_eq!((gone.name.as_str(), gone.low, gone.high), ("best mood", 2.0, 9.0));
    }

    #[test]
    fn noise_gives_the_smallest_change_beyond_it() {
        let noise = |figure| Noise { figure, source: String::new() };
        let sem = noise(NoiseFigure::Sem(1.03)).points(None).unwrap();
        assert!((sem - 2.855).abs() < 0.001, "{sem}");
        let by_reliability = noise(NoiseFigure::Reliability(0.75));
        assert!((by_reliability.points(Some(2.06)).unwrap() - sem).abs() < 0.001);
        assert_eq!(by_reliability.points(None), None);
    }
}
