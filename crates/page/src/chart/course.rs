//! One score over time, with what happened beneath it: steps reached and set-backs stand on their own ground line, numbered
//! as in the list beside the chart.

use jiff::civil::Date;
use maud::{Markup, Render, html};

use super::frame::{Frame, at, points};
use crate::{Column, Lang, Table, Tone, text};

/// The drawing is 420 wide; the line keeps between these, and marks stand below.
const WIDTH: f64 = 420.0;
const LEFT: f64 = 38.0;
const RIGHT: f64 = 402.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = 156.0;
/// The first row of marks, how far the next is below it, and how near two may stand in one row.
const MARKS: f64 = 182.0;
const ROW: f64 = 24.0;
const APART: f64 = 24.0;
/// Numbers beside the line nearer than this would touch.
const NUMBERS_APART: f64 = 26.0;

/// One reading.
pub struct Point {
    on: Date,
    value: f64,
    how: String,
    hollow: bool,
}

impl Point {
    /// A reading of that day, and how it was asked, in words for the table.
    pub fn new(on: Date, value: f64, how: impl Into<String>) -> Self {
        Self { on, value, how: how.into(), hollow: false }
    }

    /// Drawn hollow: asked in a way that moves the answer.
    pub fn hollow(mut self, hollow: bool) -> Self {
        self.hollow = hollow;
        self
    }
}

/// Something that happened, by its number in the list beside the chart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    /// A step was reached: a disc.
    Reached,
    /// A set-back: a diamond.
    SetBack,
}

struct Mark {
    on: Date,
    number: usize,
    what: Happened,
}

/// One score over time.
pub struct Course {
    frame: Frame,
    scale: (f64, f64),
    decimals: usize,
    lower_is_better: bool,
    how: String,
    points: Vec<Point>,
    marks: Vec<Mark>,
    this_year: i16,
}

impl Course {
    /// A chart called `title` on that scale; `id` must be the page's only one. `how` heads the column of ways of asking.
    pub fn new(
        lang: Lang,
        id: impl Into<String>,
        title: impl Into<String>,
        (lowest, highest): (f64, f64),
        how: impl Into<String>,
        this_year: i16,
    ) -> Self {
        let usable = lowest.is_finite() && highest.is_finite() && highest > lowest;
        Self {
            frame: Frame::new(lang, id, title),
            scale: if usable { (lowest, highest) } else { (0.0, 10.0) },
            decimals: 0,
            lower_is_better: false,
            how: how.into(),
            points: Vec::new(),
            marks: Vec::new(),
            this_year,
        }
    }

    /// So many figures after the point.
    pub fn decimals(mut self, decimals: usize) -> Self {
        self.decimals = decimals.min(3);
        self
    }

    /// Says in words that lower is better.
    pub fn lower_is_better(mut self, lower: bool) -> Self {
        self.lower_is_better = lower;
        self
    }

    /// One reading. What is not a number is left out.
    pub fn point(mut self, point: Point) -> Self {
        if point.value.is_finite() {
            self.points.push(point);
            self.points.sort_by_key(|point| point.on);
        }
        self
    }

    /// Something that happened, numbered as in the list beside the chart.
    pub fn mark(mut self, on: Date, number: usize, what: Happened) -> Self {
        self.marks.push(Mark { on, number, what });
        self.marks.sort_by_key(|mark| mark.on);
        self
    }

    /// First and last day drawn.
    fn ends(&self) -> Option<(Date, Date)> {
        let days = || self.points.iter().map(|p| p.on).chain(self.marks.iter().map(|m| m.on));
        Some((days().min()?, days().max()?))
    }

    fn x(&self, on: Date) -> f64 {
        let Some((first, last)) = self.ends() else { return LEFT };
        let days = |from: Date, to: Date| f64::from((to - from).get_days());
        let all = days(first, last);
        let (from, to) = (LEFT + 16.0, RIGHT - 14.0);
        if all == 0.0 { f64::midpoint(from, to) } else { from + (to - from) * days(first, on) / all }
    }

    fn y(&self, value: f64) -> f64 {
        let (lowest, highest) = self.scale;
        BOTTOM - (BOTTOM - TOP) * (value.clamp(lowest, highest) - lowest) / (highest - lowest)
    }

    fn grid(&self) -> Markup {
        let (lowest, highest) = self.scale;
        let levels = [highest, f64::midpoint(lowest, highest), lowest];
        html! {
            g.q-svg__grid stroke="#d8dde0" {
                @for value in levels { path d=(format!("M{} {}H{}", at(LEFT), at(self.y(value)), at(RIGHT))) {} }
            }
            g.q-svg__quiet fill="#4c6272" text-anchor="end" {
                @for value in levels { text x=(at(LEFT - 8.0)) y=(at(self.y(value) + 5.0)) { (text::decimal(value, 1)) } }
            }
        }
    }

    /// The first and the last day, under everything.
    fn foot(&self, y: f64) -> Markup {
        let Some((first, last)) = self.ends() else { return html! {} };
        let day = |on| text::short_date(self.frame.lang, on, self.this_year);
        html! {
            g.q-svg__quiet fill="#4c6272" {
                @if first == last {
                    text x=(at(self.x(first))) y=(at(y)) text-anchor="middle" { (day(first)) }
                } @else {
                    text x=(at(LEFT)) y=(at(y)) { (day(first)) }
                    text x=(at(RIGHT)) y=(at(y)) text-anchor="end" { (day(last)) }
                }
            }
        }
    }

    fn line(&self) -> Markup {
        let tone = Tone::Teal;
        let corners: Vec<(f64, f64)> =
            self.points.iter().map(|point| (self.x(point.on), self.y(point.value))).collect();
        let numbered = clear(&corners);
        html! {
            g class={ "q-svg__series q-svg__series--" (tone.name()) } fill=(tone.ink()) stroke=(tone.ink()) {
                polyline points=(points(&corners)) fill="none" stroke-width="3" stroke-linejoin="round" stroke-linecap="round" {}
                @for ((point, (x, y)), numbered) in self.points.iter().zip(&corners).zip(numbered) {
                    circle cx=(at(*x)) cy=(at(*y)) r="6" stroke-width="2.5" fill=(if point.hollow { "#fff" } else { tone.ink() }) {}
                    @if numbered {
                        text x=(at(*x)) y=(at(y - 12.0)) text-anchor="middle" stroke="none" font-weight="600" { (text::decimal(point.value, self.decimals)) }
                    }
                }
            }
        }
    }

    /// Which row each mark stands in: the first with room.
    fn rows(&self) -> Vec<usize> {
        let mut taken: Vec<f64> = Vec::new();
        self.marks
            .iter()
            .map(|mark| {
                let x = self.x(mark.on);
                let row = taken.iter().position(|last| x - last >= APART).unwrap_or(taken.len());
                if row == taken.len() {
                    taken.push(x);
                } else {
                    taken[row] = x;
                }
                row
            })
            .collect()
    }

    fn events(&self, rows: &[usize]) -> Markup {
        html! {
            @for (mark, row) in self.marks.iter().zip(rows) {
                @let (x, y) = (self.x(mark.on), MARKS + ROW * *row as f64);
                @let tone = if mark.what == Happened::Reached { Tone::Moss } else { Tone::Ochre };
                path.q-svg__grid d=(format!("M{} {}V{}", at(x), at(TOP), at(y - 10.0))) stroke="#c3ccd1" stroke-dasharray="2 4" fill="none" {}
                @match mark.what {
                    Happened::Reached => circle.q-svg__cloth cx=(at(x)) cy=(at(y)) r="10.5" fill=(tone.cloth()) stroke=(tone.ink()) {},
                    Happened::SetBack => path.q-svg__cloth d=(format!("M{} {}l12.5 12.5l-12.5 12.5l-12.5 -12.5z", at(x), at(y - 12.5))) fill=(tone.cloth()) stroke=(tone.ink()) {},
                }
                text x=(at(x)) y=(at(y + 4.8)) text-anchor="middle" font-weight="600" fill=(tone.ink()) style="font-size:13px" { (mark.number) }
            }
        }
    }

    fn described(&self) -> String {
        let readings: Vec<String> = self
            .points
            .iter()
            .map(|p| {
                let day = text::day(self.frame.lang, p.on, self.this_year);
                format!("{}, {day}", text::decimal(p.value, self.decimals))
            })
            .collect();
        let better = if self.lower_is_better {
            format!(" ({})", self.frame.lang.phrases().lower_is_better)
        } else {
            String::new()
        };
        format!("{}{better}: {}.", self.frame.title, readings.join("; "))
    }

    fn numbers(&self) -> Table {
        let phrases = self.frame.lang.phrases();
        // Where nobody says how it was asked there is no column for it.
        let asked = !self.how.is_empty();
        let columns = [Column::text(phrases.date), Column::number(phrases.score)];
        let columns = columns.into_iter().chain(asked.then(|| Column::text(self.how.as_str())));
        let rows = self.points.iter().map(|p| {
            let day = text::day(self.frame.lang, p.on, self.this_year);
            let cells = [day, text::decimal(p.value, self.decimals)];
            cells.into_iter().chain(asked.then(|| p.how.clone())).collect::<Vec<_>>()
        });
        Table::new(self.frame.title.as_str()).columns(columns).rows(rows)
    }
}

/// Which points have room for their number: the last always, then from the first on those that keep clear of it.
fn clear(corners: &[(f64, f64)]) -> Vec<bool> {
    let last = corners.last().map_or(f64::INFINITY, |(x, _)| *x);
    let mut free = f64::NEG_INFINITY;
    let numbered = corners.iter().enumerate().map(|(n, (x, _))| {
        let has_room = n + 1 == corners.len() || (*x >= free && last - x >= NUMBERS_APART);
        if has_room {
            free = x + NUMBERS_APART;
        }
        has_room
    });
    numbered.collect()
}

impl Render for Course {
    fn render(&self) -> Markup {
        if self.points.is_empty() {
            return self.frame.empty();
        }
        let rows = self.rows();
        let below = rows.iter().max().map_or(BOTTOM, |most| MARKS + ROW * *most as f64 + 8.0);
        let foot = below + 26.0;
        let drawing = html! { (self.grid()) (self.events(&rows)) (self.line()) (self.foot(foot)) };
        let svg = self.frame.svg("course", (WIDTH, foot + 10.0), &self.described(), &drawing);
        self.frame.figure("course", &svg, self.numbers())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn chart() -> Course {
        Course::new(Lang::En, "c", "Satisfied with life", (0.0, 10.0), "How it was asked", 2026)
            .point(Point::new(date(2026, 10, 15), 5.0, "By phone"))
            .point(Point::new(date(2026, 9, 14), 3.0, "Read aloud").hollow(true))
    }

    #[test]
    fn the_description_and_the_table_say_every_reading_in_order_of_time() {
        let html = chart().render().0;
        assert!(html.contains("Satisfied with life: 3, 14 September; 5, 15 October."), "{html}");
        assert!(html.contains("Read aloud") && html.contains("By phone"));
        assert_eq!(html.matches("fill=\"#fff\"").count(), 1);
    }

    #[test]
    fn marks_never_cover_one_another_and_are_all_drawn() {
        let chart = (1..=30).fold(chart(), |chart, n| {
            let what = if n % 3 == 0 { Happened::SetBack } else { Happened::Reached };
            chart.mark(date(2026, 9, i8::try_from(n).unwrap()), usize::try_from(n).unwrap(), what)
        });
        let rows = chart.rows();
        for (i, a) in chart.marks.iter().enumerate() {
            for (b, row) in chart.marks.iter().zip(&rows).skip(i + 1) {
                assert!(
                    rows[i] != *row || chart.x(b.on) - chart.x(a.on) >= APART,
                    "{} and {}",
                    a.number,
                    b.number
                );
            }
        }
        let html = chart.render().0;
        assert!(html.contains(">30</text>") && html.contains(">1</text>"));
    }

    #[test]
    fn nothing_and_not_a_number_draw_nothing() {
        let empty = Course::new(Lang::Cy, "c", "X", (0.0, f64::NAN), "Sut", 2026).point(Point::new(
            date(2026, 1, 1),
            f64::NAN,
            "",
        ));
        assert!(empty.render().0.contains("Dim i’w ddangos eto"));
    }
}
