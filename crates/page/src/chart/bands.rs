//! Lines with the band they may lie in: how something goes over months, or over how many link workers there are. Each line
//! is told apart by its dash, which stands beside its name above.

use maud::{Markup, Render, html};

use super::frame::{Frame, at, points};
use super::scale::Scale;
use crate::{Column, Lang, Table, Tone};

/// The drawing is 360 wide; under a line of the key for each name, bands keep between these.
const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 246.0;
const LEFT: f64 = 50.0;
const RIGHT: f64 = 350.0;
const TOP: f64 = 22.0;
const BOTTOM: f64 = 196.0;
const KEY: f64 = 22.0;

struct Line {
    name: String,
    points: Vec<[f64; 3]>,
}

/// Lines with bands.
pub struct Bands {
    frame: Frame,
    across: (String, Vec<(f64, String)>),
    said: fn(f64) -> String,
    lines: Vec<Line>,
    marked: Option<(f64, String)>,
}

impl Bands {
    /// A chart called `title`; `id` must be the page's only one. `across` names what goes from left to right and has each
    /// place's number and words; `said` says a value.
    pub fn new(
        lang: Lang,
        id: impl Into<String>,
        title: impl Into<String>,
        across: (impl Into<String>, Vec<(f64, String)>),
        said: fn(f64) -> String,
    ) -> Self {
        let across = (across.0.into(), across.1);
        Self { frame: Frame::new(lang, id, title), across, said, lines: Vec::new(), marked: None }
    }

    /// One more line: for each place its low end, mean and high end. Four are as many as can be told apart.
    pub fn line(mut self, name: impl Into<String>, points: impl IntoIterator<Item = [f64; 3]>) -> Self {
        let points =
            points.into_iter().map(|it| it.map(|it| if it.is_finite() { it } else { 0.0 })).collect();
        self.lines.push(Line { name: name.into(), points });
        self
    }

    /// A place across that means something: “your plan”.
    pub fn marked(mut self, place: f64, words: impl Into<String>) -> Self {
        self.marked = Some((place, words.into())).filter(|it| it.0.is_finite());
        self
    }

    fn scales(&self) -> (Scale, Scale) {
        let places = || self.across.1.iter().map(|(place, _)| *place);
        let ends = places().fold((f64::MAX, f64::MIN), |(low, high), it| (low.min(it), high.max(it)));
        let up = Scale::holding(
            self.lines.iter().flat_map(|it| it.points.iter().flatten().copied()),
            (BOTTOM, TOP),
        );
        (Scale::new(ends, (LEFT, RIGHT)), up.rounded())
    }

    fn grid(&self, along: &Scale, up: &Scale) -> Markup {
        let places = &self.across.1;
        let last = places.len().saturating_sub(1);
        // A middle that a year begins at, where there are months of several.
        let middle = if last > 24 { last / 24 * 12 } else { last / 2 };
        let mut shown = vec![0, middle, last];
        shown.dedup();
        html! {
            g.q-svg__grid stroke="#d8dde0" {
                @for tick in up.ticks(6) { path d=(format!("M{} {}H{}", at(LEFT), at(up.at(tick)), at(RIGHT))) {} }
            }
            g.q-svg__quiet fill="#4c6272" text-anchor="end" {
                @for tick in up.ticks(6) { text x=(at(LEFT - 7.0)) y=(at(up.at(tick) + 5.0)) { ((self.said)(tick)) } }
            }
            g.q-svg__quiet fill="#4c6272" {
                @for (number, place) in shown.iter().enumerate() {
                    @if let Some((place, words)) = places.get(*place) {
                        text x=(at(along.at(*place))) y=(at(BOTTOM + 22.0)) text-anchor=(["start", "middle", "end"][number.min(2)]) { (words) }
                    }
                }
                text x=(at(f64::midpoint(LEFT, RIGHT))) y=(at(BOTTOM + 44.0)) text-anchor="middle" { (self.across.0) }
            }
        }
    }

    fn drawn(&self, index: usize, line: &Line, (along, up): (&Scale, &Scale)) -> Markup {
        let (tone, dash) = cloth(index);
        let corners = |end: usize| -> Vec<(f64, f64)> {
            let places = self.across.1.iter().zip(&line.points);
            places.map(|((place, _), ends)| (along.at(*place), up.at(ends[end]))).collect()
        };
        let mut band = corners(0);
        band.extend(corners(2).into_iter().rev());
        html! {
            polygon points=(points(&band)) fill=(tone.cloth()) fill-opacity=".4" {}
            polyline points=(points(&corners(1))) fill="none" stroke=(tone.ink()) stroke-width="3" stroke-dasharray=(dash) stroke-linejoin="round" {}
        }
    }

    fn described(&self) -> String {
        let said = |ends: &[f64; 3]| {
            let [low, mean, high] = ends.map(self.said);
            if ends[0] == ends[2] { mean } else { format!("{mean} ({low} to {high})") }
        };
        let lines = self.lines.iter().filter_map(|line| {
            let (first, last) = (line.points.first()?, line.points.last()?);
            let (from, to) = (&self.across.1.first()?.1, &self.across.1.last()?.1);
            Some(format!("{}: {} at {from}, {} at {to}.", line.name, said(first), said(last)))
        });
        lines.collect::<Vec<_>>().join(" ")
    }

    fn numbers(&self) -> Table {
        let columns = std::iter::once(Column::text(self.across.0.as_str()))
            .chain(self.lines.iter().map(|line| Column::number(line.name.as_str())));
        let cell = |ends: Option<&[f64; 3]>| {
            ends.map_or_else(
                || "–".to_owned(),
                |ends| {
                    let [low, mean, high] = ends.map(self.said);
                    if ends[0] == ends[2] { mean } else { format!("{mean} ({low} to {high})") }
                },
            )
        };
        Table::new(self.frame.title.as_str()).columns(columns).rows(self.across.1.iter().enumerate().map(
            |(number, (_, words))| {
                let cells = self.lines.iter().map(|line| cell(line.points.get(number)));
                std::iter::once(words.clone()).chain(cells).collect::<Vec<_>>()
            },
        ))
    }
}

const TONES: [Tone; 4] = [Tone::Plum, Tone::Teal, Tone::Sky, Tone::Rose];

fn cloth(index: usize) -> (Tone, &'static str) {
    (TONES[index % TONES.len()], ["none", "8 5", "2 5", "12 4 2 4"][index % 4])
}

/// A line's name beside its dash.
fn named(index: usize, line: &Line) -> Markup {
    let (tone, dash) = cloth(index);
    let y = KEY * index as f64;
    html! {
        rect x="0" y=(at(y + 4.0)) width="38" height="14" fill=(tone.cloth()) fill-opacity=".4" {}
        path d=(format!("M0 {}h38", at(y + 11.0))) stroke=(tone.ink()) stroke-width="3" stroke-dasharray=(dash) {}
        text x="46" y=(at(y + 16.0)) fill=(tone.ink()) font-weight="600" { (line.name) }
    }
}

impl Render for Bands {
    fn render(&self) -> Markup {
        if self.lines.is_empty() || self.across.1.len() < 2 {
            return self.frame.empty();
        }
        let (along, up) = self.scales();
        let key = KEY * self.lines.len() as f64;
        let drawing = html! {
            @for (index, line) in self.lines.iter().enumerate() { (named(index, line)) }
            g transform={ "translate(0 " (at(key)) ")" } {
            (self.grid(&along, &up))
            @for (index, line) in self.lines.iter().enumerate() { (self.drawn(index, line, (&along, &up))) }
            @if let Some((place, words)) = &self.marked {
                path d=(format!("M{} {}V{}", at(along.at(*place)), at(TOP), at(BOTTOM))) stroke="#6b4500" stroke-width="2" stroke-dasharray="4 4" {}
                text x=(at(along.at(*place))) y=(at(TOP - 1.0)) text-anchor="middle" fill="#6b4500" font-weight="600" { (words) }
            }
            }
        };
        let svg = self.frame.svg("bands", (WIDTH, HEIGHT + key), &self.described(), &drawing);
        self.frame.figure("bands", &svg, self.numbers())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(value: f64) -> String {
        format!("{value:.0}")
    }

    #[test]
    fn every_place_is_in_the_numbers_and_the_ends_are_described() {
        let across = ("Month", vec![(0.0, "April".to_owned()), (1.0, "May".to_owned())]);
        let html = Bands::new(Lang::En, "b", "Waiting", across, said)
            .line("Quilt", [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]])
            .line("Blanket", [[1.0; 3], [f64::NAN; 3]])
            .marked(0.5, "now")
            .render()
            .0;
        assert!(
            html.contains("Quilt: 1 (0 to 2) at April, 4 (3 to 5) at May. Blanket: 1 at April, 0 at May."),
            "{html}"
        );
        assert!(html.contains(">May</th>") && html.contains("4 (3 to 5)</td>") && !html.contains("NaN"));
        let empty = Bands::new(Lang::En, "b", "Waiting", ("Month", Vec::new()), said).line("a", []);
        assert!(empty.render().0.contains("Nothing to show yet"));
    }
}
