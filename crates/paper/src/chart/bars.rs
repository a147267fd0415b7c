//! Bars that lie beside their names: how many of each.

use super::{Frame, LABEL};
use crate::canvas::{Anchor, Brush, Colour};
use crate::words::clean_line;

#[derive(Debug, Clone)]
pub struct Bars {
    pub(crate) said: String,
    bars: Vec<(String, Option<f64>, String)>,
}

const STEP: f32 = 21.0;

impl Bars {
    /// `said` says what the chart shows.
    pub fn new(said: impl Into<String>) -> Self {
        Self { said: said.into(), bars: Vec::new() }
    }

    /// `shown` is what is written at the bar's end.
    #[must_use]
    pub fn bar(mut self, name: impl Into<String>, length: f64, shown: impl Into<String>) -> Self {
        let length = if length.is_finite() { length.clamp(0.0, 1e12) } else { 0.0 };
        self.bars.push((name.into(), Some(length), shown.into()));
        self
    }

    /// Too few to be told.
    #[must_use]
    pub fn few(mut self, name: impl Into<String>) -> Self {
        self.bars.push((name.into(), None, "*".into()));
        self
    }

    #[expect(clippy::cast_precision_loss, reason = "cut to a sheet by whoever asks")]
    pub(crate) fn height(&self) -> f32 {
        4.0 + STEP * self.bars.len() as f32
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "places on a sheet")]
    pub(crate) fn draw(&self, brush: &mut Brush<'_>, frame: Frame) {
        // Too many for a sheet lie closer.
        let step = STEP.min((frame.height - 4.0) / self.bars.len().max(1) as f32);
        let wide = |name: &str| brush.fonts.width(LABEL.weight, true, LABEL.size, &clean_line(name));
        let names = self.bars.iter().map(|(name, ..)| wide(name)).fold(0.0, f32::max).min(frame.width * 0.4);
        let figures = 56.0;
        let room = frame.width - names - figures - 10.0;
        let most = self.bars.iter().filter_map(|(_, length, _)| *length).fold(0.0, f64::max).max(1e-9);
        for (index, (name, length, shown)) in self.bars.iter().enumerate() {
            let top = frame.y + 2.0 + step * index as f32;
            let baseline = top + step / 2.0 + 3.0;
            let x = frame.x + names + 10.0;
            let long = length.map_or(0.0, |length| (length / most) as f32 * room);
            if step >= 7.0 {
                brush.fitted(frame.x, baseline, Anchor::Start, LABEL, names, name);
            }
            brush.rect(x, top + step * 0.14, long.max(1.0), step * 0.72, Colour::TEAL);
            if step >= 7.0 {
                brush.fitted(x + long + 6.0, baseline, Anchor::Start, LABEL.bold(), figures - 6.0, shown);
            }
        }
    }
}
