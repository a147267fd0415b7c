//! A tornado: one bar for each value, from what its low end does to what its high end does, the widest first. Bars that
//! cross nought are marked in words, since that is where something else becomes best.

use maud::{Markup, Render, html};

use super::frame::{Frame, at};
use super::scale::Scale;
use crate::{Column, Lang, Table, Tone};

const WIDTH: f64 = 340.0;
const LEFT: f64 = 6.0;
const RIGHT: f64 = 334.0;
const ROW: f64 = 62.0;

struct Bar {
    name: String,
    ends: [f64; 2],
    said: [String; 2],
    marked: Option<String>,
}

/// A tornado.
pub struct Tornado {
    frame: Frame,
    heads: [String; 3],
    middle: (f64, String),
    said: fn(f64) -> String,
    bars: Vec<Bar>,
}

impl Tornado {
    /// A chart called `title`; `id` must be the page's only one. `heads` head the names, the low and the high ends; `middle`
    /// is where every bar goes from, with its words.
    pub fn new(
        lang: Lang,
        id: impl Into<String>,
        title: impl Into<String>,
        heads: [&str; 3],
        middle: (f64, String),
        said: fn(f64) -> String,
    ) -> Self {
        let heads = heads.map(str::to_owned);
        Self { frame: Frame::new(lang, id, title), heads, middle, said, bars: Vec::new() }
    }

    /// A value: what it does at its low and at its high end, those ends as they are said, and words where it changes something.
    pub fn bar(
        mut self,
        name: impl Into<String>,
        ends: [f64; 2],
        said: [String; 2],
        marked: Option<String>,
    ) -> Self {
        let ends = ends.map(|it| if it.is_finite() { it } else { self.middle.0 });
        self.bars.push(Bar { name: name.into(), ends, said, marked });
        self
    }

    fn drawn(&self, bar: &Bar, scale: &Scale, top: f64) -> Markup {
        let middle = scale.at(self.middle.0);
        let piece = |end: f64, tone: Tone| {
            let x = scale.at(end);
            html! { rect x=(at(x.min(middle))) y=(at(top + 30.0)) width=(at((x - middle).abs())) height="20" fill=(tone.cloth()) stroke=(tone.ink()) stroke-width="1.5" {} }
        };
        let [low, high] = bar.ends;
        // The shorter on top, when both go the same way.
        let low_first = (low - self.middle.0).abs() > (high - self.middle.0).abs();
        let name_tone = if bar.marked.is_some() { Tone::Rose.ink() } else { "#212b32" };
        html! {
            text x=(at(LEFT)) y=(at(top + 20.0)) fill=(name_tone) font-weight=(if bar.marked.is_some() { "700" } else { "600" }) { (bar.name) }
            @if low_first { (piece(low, Tone::Ochre)) (piece(high, Tone::Teal)) } @else { (piece(high, Tone::Teal)) (piece(low, Tone::Ochre)) }
            text.q-svg__quiet x=(at(RIGHT)) y=(at(top + 20.0)) text-anchor="end" fill="#4c6272" { (bar.said[0]) " to " (bar.said[1]) }
        }
    }

    fn described(&self) -> String {
        let bars = self.bars.iter().map(|bar| {
            let [low, high] = bar.ends.map(self.said);
            let marked = bar.marked.as_ref().map_or_else(String::new, |it| format!(" ({it})"));
            format!("{}: {low} at {}, {high} at {}{marked}", bar.name, bar.said[0], bar.said[1])
        });
        format!("{}: {}. {}.", self.middle.1, (self.said)(self.middle.0), bars.collect::<Vec<_>>().join("; "))
    }

    fn numbers(&self) -> Table {
        let [names, low, high] = &self.heads;
        Table::new(self.frame.title.as_str())
            .columns([
                Column::text(names.as_str()),
                Column::number(low.as_str()),
                Column::number(high.as_str()),
                Column::text("Changes what is best"),
            ])
            .rows(self.bars.iter().map(|bar| {
                let [low, high] = bar.ends.map(self.said);
                [
                    bar.name.clone(),
                    format!("{low} at {}", bar.said[0]),
                    format!("{high} at {}", bar.said[1]),
                    bar.marked.clone().unwrap_or_else(|| "no".to_owned()),
                ]
            }))
    }
}

impl Render for Tornado {
    fn render(&self) -> Markup {
        if self.bars.is_empty() {
            return self.frame.empty();
        }
        let ends = self.bars.iter().flat_map(|bar| bar.ends).chain([self.middle.0]);
        let scale = Scale::holding(ends, (LEFT, RIGHT));
        let tall = ROW * self.bars.len() as f64 + 30.0;
        let (middle, nought) = (scale.at(self.middle.0), scale.at(0.0));
        let drawing = html! {
            text.q-svg__quiet x=(at(middle)) y="16" text-anchor=(if middle > 170.0 { "end" } else { "start" }) fill="#4c6272" { (self.middle.1) }
            @for (number, bar) in self.bars.iter().enumerate() {
                @let top = 20.0 + ROW * number as f64;
                (self.drawn(bar, &scale, top))
                path d=(format!("M{} {}v28", at(middle), at(top + 26.0))) stroke="#4c6272" stroke-width="1.5" {}
                path d=(format!("M{} {}v28", at(nought), at(top + 26.0))) stroke="#8f1d4a" stroke-width="1.5" stroke-dasharray="5 4" {}
            }
        };
        let svg = self.frame.svg("tornado", (WIDTH, tall), &self.described(), &drawing);
        self.frame.figure("tornado", &svg, self.numbers())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_the_decision_is_said_in_words() {
        let said = |value: f64| format!("{value:.0}");
        let html = Tornado::new(
            Lang::En,
            "t",
            "Moves",
            ["Value", "Low", "High"],
            (5.0, "the plan leads by".into()),
            said,
        )
        .bar("Fit", [-2.0, 9.0], ["0.5".into(), "0.9".into()], Some("Blanket at 0.5".into()))
        .bar("Pay", [4.0, f64::NAN], ["1".into(), "2".into()], None)
        .render()
        .0;
        assert!(html.contains("Fit: -2 at 0.5, 9 at 0.9 (Blanket at 0.5)"), "{html}");
        assert!(html.contains(">Blanket at 0.5</td>") && html.contains(">no</td>") && !html.contains("NaN"));
    }
}
