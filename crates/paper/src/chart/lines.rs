//! Lines with points: how something went over time.

use super::scale::{Scale, said};
use super::{Frame, SMALL};
use crate::canvas::{Anchor, Brush, Colour, Look};
use crate::words::clean_line;

/// A point of a line: where along, how high, and what is written at it (may be nothing).
#[derive(Debug, Clone)]
pub struct Point {
    along: f64,
    value: f64,
    said: String,
}

impl Point {
    pub fn new(along: f64, value: f64, said: impl Into<String>) -> Self {
        Self { along, value, said: said.into() }
    }
}

#[derive(Debug, Clone)]
pub struct Lines {
    pub(crate) said: String,
    low: f64,
    high: f64,
    series: Vec<(String, Vec<Point>)>,
    labels: Vec<(f64, String)>,
    unit: String,
}

const COLOURS: [Colour; 3] = [Colour::PLUM, Colour::TEAL, Colour::SKY];
const DASHES: [Option<[f32; 2]>; 3] = [None, Some([6.0, 3.0]), Some([2.0, 2.5])];

impl Lines {
    /// `said` says what the chart shows; values stand from `low` to `high`.
    pub fn new(said: impl Into<String>, low: f64, high: f64) -> Self {
        Self { said: said.into(), low, high, series: Vec::new(), labels: Vec::new(), unit: String::new() }
    }

    /// A named line. Points that are no numbers are left out, and the line goes on beyond them.
    #[must_use]
    pub fn line(mut self, name: impl Into<String>, points: impl IntoIterator<Item = Point>) -> Self {
        let real = |point: &Point| point.along.is_finite() && point.value.is_finite();
        let mut points: Vec<Point> = points.into_iter().filter(real).collect();
        points.sort_by(|a, b| a.along.total_cmp(&b.along));
        self.series.push((name.into(), points));
        self
    }

    /// Words below a place along.
    #[must_use]
    pub fn label(mut self, along: f64, words: impl Into<String>) -> Self {
        if along.is_finite() {
            self.labels.push((along, words.into()));
        }
        self
    }

    /// What the values are, above the axis: “0 to 10”.
    #[must_use]
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = unit.into();
        self
    }

    #[expect(clippy::unused_self, reason = "the charts ask alike")]
    pub(crate) fn height(&self) -> f32 {
        176.0
    }

    pub(crate) fn draw(&self, brush: &mut Brush<'_>, frame: Frame) {
        let (top, foot) = (frame.y + 22.0, frame.y + frame.height - 22.0);
        let up = Scale::new(self.low, self.high, foot, top);
        let wide = |tick: f64| brush.fonts.width(SMALL.weight, true, SMALL.size, &said(tick));
        let figures = up.ticks(5).into_iter().map(wide).fold(14.0, f32::max);
        let (left, right) = (frame.x + figures + 10.0, frame.x + frame.width - 104.0);
        let points = self.series.iter().flat_map(|(_, points)| points);
        let places = points.map(|point| point.along).chain(self.labels.iter().map(|(at, _)| *at));
        let (first, last) = places.fold((f64::MAX, f64::MIN), |(low, high), at| (low.min(at), high.max(at)));
        let (first, last) = if first <= last { (first, last) } else { (0.0, 1.0) };
        let along = Scale::new(first, last, left + 8.0, right - 8.0);
        for tick in up.ticks(5) {
            let y = up.at(tick);
            brush.stroke(vec![(left, y), (right, y)], Colour::LINE, 0.6);
            brush.text(left - 6.0, y + 3.0, Anchor::End, SMALL, &said(tick));
        }
        brush.fitted(frame.x, frame.y + 10.0, Anchor::Start, SMALL, frame.width, &self.unit);
        self.labels_below(brush, &along, foot);
        let mut taken: Vec<f32> = Vec::new();
        for (index, (name, points)) in self.series.iter().enumerate() {
            let colour = COLOURS[index % 3];
            let places: Vec<(f32, f32)> =
                points.iter().map(|p| (along.at(p.along), up.at(p.value))).collect();
            draw_line(brush, &places, colour, DASHES[index % 3]);
            let Some((x, y)) = places.last().copied() else { continue };
            let y = free(&mut taken, y);
            let look = Look::new(8.5, colour).bold();
            brush.fitted(x + 9.0, y + 3.0, Anchor::Start, look, frame.x + frame.width - x - 9.0, name);
        }
        for (index, (_, points)) in self.series.iter().enumerate() {
            for point in points {
                write(brush, (along.at(point.along), up.at(point.value)), COLOURS[index % 3], &point.said);
            }
        }
    }

    /// As many labels as do not touch each other.
    fn labels_below(&self, brush: &mut Brush<'_>, along: &Scale, foot: f32) {
        let mut labels: Vec<&(f64, String)> = self.labels.iter().collect();
        labels.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        let mut free = f32::MIN;
        for (at, words) in labels {
            let x = along.at(*at);
            let words = clean_line(words);
            let wide = brush.fonts.width(SMALL.weight, true, SMALL.size, &words).min(90.0);
            brush.stroke(vec![(x, foot), (x, foot + 3.0)], Colour::MUTED, 0.6);
            if x - wide / 2.0 > free {
                brush.fitted(x, foot + 13.0, Anchor::Middle, SMALL, 90.0, &words);
                free = x + wide / 2.0 + 6.0;
            }
        }
    }
}

/// Where a name may stand without touching those already there.
fn free(taken: &mut Vec<f32>, wanted: f32) -> f32 {
    let mut y = wanted;
    while taken.iter().any(|other| (other - y).abs() < 10.0) && y < wanted + 200.0 {
        y += 2.0;
    }
    taken.push(y);
    y
}

/// One line with its points.
fn draw_line(brush: &mut Brush<'_>, places: &[(f32, f32)], colour: Colour, dash: Option<[f32; 2]>) {
    match dash {
        None => brush.stroke(places.to_vec(), colour, 1.6),
        Some(dash) => {
            for pair in places.windows(2) {
                brush.dashed(pair[0], pair[1], colour, 1.6, dash);
            }
        }
    }
    for (x, y) in places {
        brush.point(*x, *y, 3.6, colour);
    }
}

/// What is written at a point, over whatever line goes through there.
fn write(brush: &mut Brush<'_>, (x, y): (f32, f32), colour: Colour, said: &str) {
    let look = Look::new(8.0, colour);
    let wide = brush.fonts.width(look.weight, true, look.size, &clean_line(said)).min(60.0);
    if wide > 0.0 {
        brush.rect(x - wide / 2.0 - 1.5, y - 14.5, wide + 3.0, 9.5, Colour::WHITE);
        brush.fitted(x, y - 7.0, Anchor::Middle, look, 60.0, said);
    }
}
