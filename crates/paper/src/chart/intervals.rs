//! Intervals that lie on one scale: how much something changed, and how sure that is.

use super::scale::{Scale, said};
use super::{Frame, LABEL, SMALL};
use crate::canvas::{Anchor, Brush, Colour};

#[derive(Debug, Clone)]
struct Interval {
    name: String,
    low: f64,
    middle: f64,
    high: f64,
    shown: String,
}

#[derive(Debug, Clone)]
pub struct Intervals {
    pub(crate) said: String,
    low: f64,
    high: f64,
    line: Option<(f64, String)>,
    intervals: Vec<Interval>,
}

const STEP: f32 = 26.0;
const ABOVE: f32 = 18.0;

impl Intervals {
    /// `said` says what the chart shows; the scale goes from `low` to `high`.
    pub fn new(said: impl Into<String>, low: f64, high: f64) -> Self {
        Self { said: said.into(), low, high, line: None, intervals: Vec::new() }
    }

    /// A line through all of them: “no change” at nought.
    #[must_use]
    pub fn line(mut self, at: f64, name: impl Into<String>) -> Self {
        self.line = Some((at, name.into())).filter(|(at, _)| at.is_finite());
        self
    }

    /// One interval; `shown` is written beside it. What is no number is drawn without its bar.
    #[must_use]
    pub fn interval(
        mut self,
        name: impl Into<String>,
        [low, middle, high]: [f64; 3],
        shown: impl Into<String>,
    ) -> Self {
        self.intervals.push(Interval { name: name.into(), low, middle, high, shown: shown.into() });
        self
    }

    #[expect(clippy::cast_precision_loss, reason = "cut to a sheet by whoever asks")]
    pub(crate) fn height(&self) -> f32 {
        ABOVE + STEP * self.intervals.len() as f32 + 22.0
    }

    #[expect(clippy::cast_precision_loss, reason = "places on a sheet")]
    pub(crate) fn draw(&self, brush: &mut Brush<'_>, frame: Frame) {
        let (names, figures) = (frame.width * 0.27, frame.width * 0.22);
        let (left, right) = (frame.x + names + 12.0, frame.x + frame.width - figures - 12.0);
        let (top, foot) = (frame.y + ABOVE, frame.y + frame.height - 20.0);
        let along = Scale::new(self.low, self.high, left, right);
        for tick in along.ticks(5) {
            let x = along.at(tick);
            brush.stroke(vec![(x, top), (x, foot)], Colour::LINE, 0.6);
            brush.text(x, foot + 11.0, Anchor::Middle, SMALL, &said(tick));
        }
        if let Some((at, name)) = &self.line {
            let x = along.at(*at);
            brush.dashed((x, top - 3.0), (x, foot), Colour::INK, 1.0, [3.0, 2.0]);
            brush.fitted(x, top - 7.0, Anchor::Middle, SMALL, 140.0, name);
        }
        let step = (foot - top) / self.intervals.len().max(1) as f32;
        for (index, one) in self.intervals.iter().enumerate() {
            let y = top + step * (index as f32 + 0.5);
            if step >= 7.0 {
                brush.fitted(frame.x, y + 3.2, Anchor::Start, LABEL, names, &one.name);
                let end = frame.x + frame.width;
                brush.fitted(end, y + 3.2, Anchor::End, LABEL.bold(), figures, &one.shown);
            }
            if [one.low, one.middle, one.high].iter().all(|value| value.is_finite()) {
                let (from, to) = (along.at(one.low), along.at(one.high));
                brush.stroke(vec![(from, y), (to, y)], Colour::PLUM, 2.2);
                for x in [from, to] {
                    brush.stroke(vec![(x, y - 4.0), (x, y + 4.0)], Colour::PLUM, 1.4);
                }
                brush.point(along.at(one.middle), y, 4.6, Colour::PLUM);
            }
        }
    }
}
