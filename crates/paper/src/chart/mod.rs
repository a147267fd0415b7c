//! Simple charts, drawn as vectors. Each is given a sentence that says what it shows, for whoever cannot look, and ought
//! to stand beside the table of its numbers. Nothing is told by colour alone: what is paired differs in darkness, and
//! every series is named where it stands.

mod bars;
mod intervals;
mod lines;
mod pairs;
mod scale;

pub use bars::Bars;
pub use intervals::Intervals;
pub use lines::{Lines, Point};
pub use pairs::{Bar, Pairs};

use crate::canvas::{Anchor, Brush, Colour, Look};

#[derive(Debug, Clone)]
pub enum Chart {
    Pairs(Pairs),
    Lines(Lines),
    Bars(Bars),
    Intervals(Intervals),
}

/// Where on the sheet a chart stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

/// Small words of a chart.
const SMALL: Look = Look::new(8.0, Colour::MUTED);
const LABEL: Look = Look::new(9.0, Colour::INK);

impl Chart {
    pub(crate) fn height(&self) -> f32 {
        let height = match self {
            Self::Pairs(chart) => chart.height(),
            Self::Lines(chart) => chart.height(),
            Self::Bars(chart) => chart.height(),
            Self::Intervals(chart) => chart.height(),
        };
        height.min(crate::lay::BOTTOM - crate::lay::TOP - 10.0)
    }

    pub(crate) fn said(&self) -> &str {
        match self {
            Self::Pairs(chart) => &chart.said,
            Self::Lines(chart) => &chart.said,
            Self::Bars(chart) => &chart.said,
            Self::Intervals(chart) => &chart.said,
        }
    }

    pub(crate) fn draw(&self, brush: &mut Brush<'_>, frame: Frame) {
        match self {
            Self::Pairs(chart) => chart.draw(brush, frame),
            Self::Lines(chart) => chart.draw(brush, frame),
            Self::Bars(chart) => chart.draw(brush, frame),
            Self::Intervals(chart) => chart.draw(brush, frame),
        }
    }
}

impl From<Pairs> for Chart {
    fn from(chart: Pairs) -> Self {
        Self::Pairs(chart)
    }
}

impl From<Lines> for Chart {
    fn from(chart: Lines) -> Self {
        Self::Lines(chart)
    }
}

impl From<Bars> for Chart {
    fn from(chart: Bars) -> Self {
        Self::Bars(chart)
    }
}

impl From<Intervals> for Chart {
    fn from(chart: Intervals) -> Self {
        Self::Intervals(chart)
    }
}

/// Names of series beside a patch of their colour, from the left.
fn key(brush: &mut Brush<'_>, x: f32, baseline: f32, names: &[(&str, Colour)]) {
    let mut x = x;
    for (name, colour) in names {
        brush.rect(x, baseline - 7.0, 8.0, 8.0, *colour);
        let width =
            brush.fonts.width(SMALL.weight, true, SMALL.size, &crate::words::clean_line(name)).min(150.0);
        brush.fitted(x + 12.0, baseline, Anchor::Start, SMALL, 150.0, name);
        x += 12.0 + width + 18.0;
    }
}
