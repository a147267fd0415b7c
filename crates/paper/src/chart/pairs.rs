//! Two histograms side by side: how many stood at each value before, and after, on the same people.

use super::{Frame, LABEL, SMALL, key};
use crate::canvas::{Anchor, Brush, Colour, Look};

/// One bar: how high, and what is written above it.
#[derive(Debug, Clone)]
pub struct Bar {
    height: f64,
    said: String,
}

impl Bar {
    pub fn new(height: f64, said: impl Into<String>) -> Self {
        let height = if height.is_finite() { height.clamp(0.0, 1e12) } else { 0.0 };
        Self { height, said: said.into() }
    }

    /// Too few to be told: no bar, and a star where it would stand.
    pub fn few() -> Self {
        Self { height: 0.0, said: "*".into() }
    }
}

#[derive(Debug, Clone)]
pub struct Pairs {
    pub(crate) said: String,
    before: String,
    after: String,
    pairs: Vec<(String, Bar, Bar)>,
    under: String,
}

impl Pairs {
    /// `said` says what the chart shows; `before` and `after` name its bars.
    pub fn new(said: impl Into<String>, before: impl Into<String>, after: impl Into<String>) -> Self {
        let (said, before, after) = (said.into(), before.into(), after.into());
        Self { said, before, after, pairs: Vec::new(), under: String::new() }
    }

    #[must_use]
    pub fn pair(mut self, label: impl Into<String>, before: Bar, after: Bar) -> Self {
        self.pairs.push((label.into(), before, after));
        self
    }

    /// Small words below the values: “0 is not at all, 10 is completely”.
    #[must_use]
    pub fn under(mut self, under: impl Into<String>) -> Self {
        self.under = under.into();
        self
    }

    pub(crate) fn height(&self) -> f32 {
        if self.under.is_empty() { 160.0 } else { 172.0 }
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "places on a sheet")]
    pub(crate) fn draw(&self, brush: &mut Brush<'_>, frame: Frame) {
        key(brush, frame.x, frame.y + 9.0, &[(&self.before, Colour::LILAC), (&self.after, Colour::TEAL)]);
        let (top, foot) = (frame.y + 32.0, frame.y + 143.0);
        let most = self.pairs.iter().flat_map(|(_, a, b)| [a.height, b.height]).fold(0.0, f64::max).max(1e-9);
        let slot = frame.width / self.pairs.len().max(1) as f32;
        let bar = (slot * 0.4).min(24.0);
        let figures = bar >= 13.0;
        for (index, (label, before, after)) in self.pairs.iter().enumerate() {
            let middle = frame.x + slot * (index as f32 + 0.5);
            for (one, x, colour) in [(before, middle - bar, Colour::LILAC), (after, middle, Colour::TEAL)] {
                let tall = ((one.height / most) as f32 * (foot - top)).max(0.0);
                brush.rect(x + 0.5, foot - tall, (bar - 1.0).max(0.3), tall, colour);
                if figures || one.said == "*" {
                    let look = Look::new(7.0, Colour::MUTED);
                    brush.fitted(
                        x + bar / 2.0,
                        foot - tall - 3.0,
                        Anchor::Middle,
                        look,
                        bar + 6.0,
                        &one.said,
                    );
                }
            }
            if slot >= 12.0 || index % (12.0 / slot).ceil() as usize == 0 {
                brush.fitted(middle, foot + 12.0, Anchor::Middle, LABEL, slot.max(11.0) - 1.0, label);
            }
        }
        brush.stroke(vec![(frame.x, foot), (frame.x + frame.width, foot)], Colour::MUTED, 0.8);
        brush.fitted(frame.x, foot + 25.0, Anchor::Start, SMALL, frame.width, &self.under);
    }
}
