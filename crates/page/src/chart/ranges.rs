//! Figures with their ranges, one under the other on one scale: a bar from nought to the mean, and over it the line from
//! the low to the high end. The range is drawn firmer than the mean, so that nobody reads the one without the other.

use maud::{Markup, Render, html};

use super::frame::{Frame, at};
use super::scale::Scale;
use crate::{Column, Lang, Table, Tone};

const WIDTH: f64 = 340.0;
const LEFT: f64 = 6.0;
const RIGHT: f64 = 334.0;
const ROW: f64 = 58.0;
/// The widest a name and its figure may be together, in characters, before the figure stands under the name.
const ONE_LINE: usize = 38;

struct Row {
    name: String,
    ends: [f64; 3],
    said: [String; 3],
    tone: Tone,
    note: Option<String>,
}

/// Figures with their ranges.
pub struct Ranges {
    frame: Frame,
    heads: [String; 2],
    rows: Vec<Row>,
    scale: Option<(f64, f64)>,
}

impl Ranges {
    /// A chart called `title`; `id` must be the page's only one. The first column of its numbers is headed `of`, the next `figure`.
    pub fn new(
        lang: Lang,
        id: impl Into<String>,
        title: impl Into<String>,
        of: impl Into<String>,
        figure: impl Into<String>,
    ) -> Self {
        Self {
            frame: Frame::new(lang, id, title),
            heads: [of.into(), figure.into()],
            rows: Vec::new(),
            scale: None,
        }
    }

    /// A figure: its low end, mean and high end, and each as it is said.
    pub fn row(mut self, name: impl Into<String>, ends: [f64; 3], said: [String; 3]) -> Self {
        let ends = ends.map(|it| if it.is_finite() { it } else { 0.0 });
        self.rows.push(Row { name: name.into(), ends, said, tone: Tone::Plum, note: None });
        self
    }

    /// The cloth of the last row, where rows belong together in groups; its name must say which.
    pub fn toned(mut self, tone: Tone) -> Self {
        if let Some(row) = self.rows.last_mut() {
            row.tone = tone;
        }
        self
    }

    /// A few words on the last row: “the longest wait”.
    pub fn noted(mut self, note: impl Into<String>) -> Self {
        if let Some(row) = self.rows.last_mut() {
            row.note = Some(note.into());
        }
        self
    }

    /// The whole scale, when it is not what the rows need: 0 to 1 for shares of everybody.
    pub fn scale(mut self, low: f64, high: f64) -> Self {
        self.scale = Some((low, high));
        self
    }

    fn along(&self) -> Scale {
        match self.scale {
            Some(ends) => Scale::new(ends, (LEFT, RIGHT)),
            None => Scale::holding(self.rows.iter().flat_map(|row| row.ends), (LEFT, RIGHT)),
        }
    }

    fn tall(row: &Row) -> bool {
        row.name.chars().count() + shown(row).chars().count() > ONE_LINE
    }

    fn tops(&self) -> (Vec<f64>, f64) {
        let mut y = 0.0;
        let tops = self.rows.iter().map(|row| {
            let top = y;
            y += if Self::tall(row) { ROW + 20.0 } else { ROW };
            top
        });
        (tops.collect(), y)
    }

    fn drawn(&self, row: &Row, scale: &Scale, top: f64) -> Markup {
        let [low, mean, high] = row.ends.map(|it| scale.at(it));
        let nought = scale.at(0.0);
        let second = if Self::tall(row) { 20.0 } else { 0.0 };
        let bar = top + 26.0 + second;
        let middle = bar + 9.0;
        html! {
            text x=(at(LEFT)) y=(at(top + 17.0)) fill="#212b32" font-weight="600" { (row.name) @if let Some(note) = &row.note { " · " (note) } }
            @if second > 0.0 { text x=(at(LEFT)) y=(at(top + 37.0)) fill="#212b32" { (shown(row)) } }
            @else { text x=(at(RIGHT)) y=(at(top + 17.0)) text-anchor="end" fill="#212b32" { (shown(row)) } }
            rect.q-svg__track x=(at(LEFT)) y=(at(bar)) width=(at(RIGHT - LEFT)) height="18" rx="3" fill="#eceff1" {}
            rect x=(at(nought.min(mean))) y=(at(bar)) width=(at((mean - nought).abs())) height="18" fill=(row.tone.cloth()) {}
            @if (high - low).abs() > 0.05 {
                path d=(format!("M{} {}H{}M{} {}v12M{} {}v12", at(low), at(middle), at(high), at(low), at(middle - 6.0), at(high), at(middle - 6.0)))
                    fill="none" stroke=(row.tone.ink()) stroke-width="2.5" {}
            }
            circle cx=(at(mean)) cy=(at(middle)) r="5" fill=(row.tone.ink()) {}
            @if nought > LEFT + 0.5 { path d=(format!("M{} {}v24", at(nought), at(bar - 3.0))) stroke="#212b32" stroke-width="1.5" {} }
        }
    }

    fn described(&self) -> String {
        let rows = self.rows.iter().map(|row| format!("{}: {}", row.name, shown(row)));
        format!("{}.", rows.collect::<Vec<_>>().join("; "))
    }

    fn numbers(&self) -> Table {
        let [of, figure] = &self.heads;
        let ranged = self.rows.iter().any(|row| row.ends[0] != row.ends[2]);
        let columns = [Column::text(of.as_str()), Column::number(figure.as_str())].into_iter();
        let columns = columns
            .chain(ranged.then(|| [Column::number("From"), Column::number("to")]).into_iter().flatten());
        Table::new(self.frame.title.as_str()).columns(columns).rows(self.rows.iter().map(|row| {
            let [low, mean, high] = row.said.clone();
            let name =
                row.note.as_ref().map_or_else(|| row.name.clone(), |note| format!("{} ({note})", row.name));
            [name, mean]
                .into_iter()
                .chain(ranged.then_some([low, high]).into_iter().flatten())
                .collect::<Vec<_>>()
        }))
    }
}

fn shown(row: &Row) -> String {
    let [low, mean, high] = &row.said;
    if row.ends[0] == row.ends[2] { mean.clone() } else { format!("{mean} ({low} to {high})") }
}

impl Render for Ranges {
    fn render(&self) -> Markup {
        if self.rows.is_empty() {
            return self.frame.empty();
        }
        let scale = self.along();
        let (tops, tall) = self.tops();
        let drawing = html! {
            @for (row, top) in self.rows.iter().zip(tops) { (self.drawn(row, &scale, top)) }
        };
        let svg = self.frame.svg("ranges", (WIDTH, tall), &self.described(), &drawing);
        self.frame.figure("ranges", &svg, self.numbers())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(ends: [f64; 3]) -> [String; 3] {
        ends.map(|it| format!("{it}"))
    }

    #[test]
    fn the_range_is_said_wherever_the_mean_is() {
        let ends = [2.0, 5.0, 9.0];
        let html = Ranges::new(Lang::En, "w", "Waits", "Place", "Days")
            .row("The town", ends, said(ends))
            .noted("longest")
            .render()
            .0;
        assert!(html.contains("The town: 5 (2 to 9).") && html.contains("The town · longest"), "{html}");
        assert!(html.contains("<th class=\"nhsuk-table__header\" scope=\"row\">The town (longest)</th>"));
        assert!(html.contains(">From</th>"));
    }

    #[test]
    fn shares_have_no_range_and_nothing_draws_nothing() {
        let html = Ranges::new(Lang::En, "s", "Chance", "Way", "Chance")
            .scale(0.0, 1.0)
            .row("Quilt", [0.5; 3], said([0.5; 3]))
            .render()
            .0;
        assert!(!html.contains(">From</th>") && html.contains("Quilt: 0.5."));
        assert!(
            Ranges::new(Lang::En, "s", "Chance", "Way", "Chance").render().0.contains("Nothing to show yet")
        );
        let wild = Ranges::new(Lang::En, "s", "C", "W", "C")
            .row("x", [f64::NAN, f64::INFINITY, 1.0], said([0.0; 3]))
            .render()
            .0;
        assert!(!wild.contains("NaN") && !wild.contains("inf"));
    }
}
