//! Readings over time: a few lines on a fixed scale, each told apart by its dash, its marks and its name at the end.

use jiff::civil::Date;
use maud::{Markup, Render, html};

use super::frame::{Frame, at, points};
use crate::{Column, Lang, Table, Tone, text};

/// The drawing is 360 by 196; lines keep between these, names stand to their right and dates below.
const LEFT: f64 = 30.0;
const RIGHT: f64 = 240.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 160.0;
/// Names nearer than this would touch.
const NAME_GAP: f64 = 21.0;

/// One line: a name and its readings.
pub struct Series {
    name: String,
    readings: Vec<(Date, f64)>,
    lower_is_better: bool,
}

impl Series {
    /// A line with no readings yet.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), readings: Vec::new(), lower_is_better: false }
    }

    /// One reading. What is not a number is left out.
    pub fn reading(mut self, on: Date, value: f64) -> Self {
        if value.is_finite() {
            self.readings.push((on, value));
            self.readings.sort_by_key(|(on, _)| *on);
        }
        self
    }

    /// Says in words that lower is better, as for anxiety.
    pub fn lower_is_better(mut self) -> Self {
        self.lower_is_better = true;
        self
    }

    fn heading(&self, lang: Lang) -> String {
        if self.lower_is_better {
            format!("{} ({})", self.name, lang.phrases().lower_is_better)
        } else {
            self.name.clone()
        }
    }
}

/// Readings over time, on a scale of 0 to 10 unless told otherwise.
pub struct Lines {
    frame: Frame,
    series: Vec<Series>,
    scale: (f64, f64),
    this_year: i16,
}

impl Lines {
    /// A chart called `title`; `id` must be the page's only one. Dates in `this_year` say no year.
    pub fn new(lang: Lang, id: impl Into<String>, title: impl Into<String>, this_year: i16) -> Self {
        Self { frame: Frame::new(lang, id, title), series: Vec::new(), scale: (0.0, 10.0), this_year }
    }

    /// One more line. Four are as many as can be told apart.
    pub fn series(mut self, series: Series) -> Self {
        if !series.readings.is_empty() {
            self.series.push(series);
        }
        self
    }

    /// Another scale, lowest and highest.
    pub fn scale(mut self, lowest: f64, highest: f64) -> Self {
        if lowest.is_finite() && highest > lowest {
            self.scale = (lowest, highest);
        }
        self
    }

    /// Every date with a reading, in order.
    fn dates(&self) -> Vec<Date> {
        let mut dates: Vec<Date> =
            self.series.iter().flat_map(|s| s.readings.iter().map(|(on, _)| *on)).collect();
        dates.sort_unstable();
        dates.dedup();
        dates
    }

    fn x(&self, on: Date, dates: &[Date]) -> f64 {
        let (Some(first), Some(last)) = (dates.first(), dates.last()) else { return LEFT };
        let days = |from: Date, to: Date| f64::from((to - from).get_days());
        let all = days(*first, *last);
        // One day alone stands in the middle; several begin a little in, so that marks and dates clear the scale.
        if all == 0.0 {
            f64::midpoint(LEFT, RIGHT)
        } else {
            LEFT + 22.0 + (RIGHT - LEFT - 22.0) * days(*first, on) / all
        }
    }

    fn y(&self, value: f64) -> f64 {
        let (lowest, highest) = self.scale;
        BOTTOM - (BOTTOM - TOP) * (value.clamp(lowest, highest) - lowest) / (highest - lowest)
    }

    fn grid(&self) -> Markup {
        let (lowest, highest) = self.scale;
        html! {
            g.q-svg__grid stroke="#d8dde0" {
                @for value in [highest, f64::midpoint(lowest, highest), lowest] {
                    path d=(format!("M{} {}H352", at(LEFT), at(self.y(value)))) {}
                }
            }
            g.q-svg__quiet fill="#4c6272" text-anchor="end" {
                @for value in [highest, f64::midpoint(lowest, highest), lowest] {
                    text x=(at(LEFT - 7.0)) y=(at(self.y(value) + 5.0)) { (text::decimal(value, 1)) }
                }
            }
        }
    }

    /// The first and last dates: more would touch on a phone, and the table has them all.
    fn foot(&self, dates: &[Date]) -> Markup {
        let (first, last) = (dates.first(), dates.last());
        let ends: Vec<Date> = if first == last {
            first.into_iter().copied().collect()
        } else {
            first.into_iter().chain(last).copied().collect()
        };
        html! {
            g.q-svg__quiet fill="#4c6272" text-anchor="middle" {
                @for on in ends {
                    text x=(at(self.x(on, dates))) y=(at(BOTTOM + 24.0)) { (text::short_date(self.frame.lang, on, self.this_year)) }
                }
            }
        }
    }

    /// Where each line's name stands: beside its end, moved apart where two would touch.
    fn name_heights(&self) -> Vec<f64> {
        let ends: Vec<f64> = self
            .series
            .iter()
            .map(|s| s.readings.last().map_or(BOTTOM, |(_, value)| self.y(*value)))
            .collect();
        let mut order: Vec<usize> = (0..ends.len()).collect();
        order.sort_by(|a, b| ends[*a].total_cmp(&ends[*b]));
        let mut heights = ends;
        for pair in 1..order.len() {
            heights[order[pair]] = heights[order[pair]].max(heights[order[pair - 1]] + NAME_GAP);
        }
        // Pushed off the foot, they are pushed back up from below.
        let mut floor = BOTTOM + 4.0;
        for index in order.into_iter().rev() {
            heights[index] = heights[index].min(floor);
            floor = heights[index] - NAME_GAP;
        }
        heights
    }

    fn line(&self, index: usize, series: &Series, dates: &[Date], name_height: f64) -> Markup {
        let corners: Vec<(f64, f64)> =
            series.readings.iter().map(|(on, value)| (self.x(*on, dates), self.y(*value))).collect();
        let tone = Tone::ALL[index % Tone::ALL.len()];
        let dash = ["none", "8 5", "2 5", "12 4 2 4"][index % 4];
        let last = series.readings.last().map_or(0.0, |(_, value)| *value);
        html! {
            g class={ "q-svg__series q-svg__series--" (tone.name()) } fill=(tone.ink()) stroke=(tone.ink()) {
                polyline points=(points(&corners)) fill="none" stroke-width="3.5" stroke-dasharray=(dash) stroke-linejoin="round" {}
                @for (x, y) in &corners { path d=(mark_at(index, *x, *y)) stroke-width="0" {} }
                text x=(at(RIGHT + 12.0)) y=(at(name_height + 5.0)) stroke="none" font-weight="600" { (series.name) " " (text::decimal(last, 1)) }
            }
        }
    }

    fn described(&self) -> String {
        let lang = self.frame.lang;
        let sentences = self.series.iter().map(|series| {
            let readings: Vec<String> = series
                .readings
                .iter()
                .map(|(on, value)| {
                    format!("{}, {}", text::decimal(*value, 1), text::day(lang, *on, self.this_year))
                })
                .collect();
            format!("{}: {}.", series.heading(lang), readings.join("; "))
        });
        sentences.collect::<Vec<_>>().join(" ")
    }

    fn numbers(&self, dates: &[Date]) -> Table {
        let lang = self.frame.lang;
        let columns = std::iter::once(Column::text(lang.phrases().date))
            .chain(self.series.iter().map(|s| Column::number(s.heading(lang))));
        let rows = dates.iter().map(|on| {
            let values = self.series.iter().map(|series| {
                let same_day: Vec<String> = series
                    .readings
                    .iter()
                    .filter(|(day, _)| day == on)
                    .map(|(_, v)| text::decimal(*v, 1))
                    .collect();
                if same_day.is_empty() { "–".to_owned() } else { same_day.join(", ") }
            });
            std::iter::once(text::day(lang, *on, self.this_year)).chain(values).collect::<Vec<_>>()
        });
        Table::new(self.frame.title.as_str()).columns(columns).rows(rows)
    }
}

/// A circle, a square, a triangle or a diamond.
fn mark_at(index: usize, x: f64, y: f64) -> String {
    let (x, y) = (at(x), at(y));
    let shape = [
        "m-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z",
        "m-5.5 -5.5h11v11h-11z",
        "m0 -7.5l7 12.5h-14z",
        "m0 -8l7.5 8l-7.5 8l-7.5 -8z",
    ];
    format!("M{x} {y}{}", shape[index % shape.len()])
}

impl Render for Lines {
    fn render(&self) -> Markup {
        let dates = self.dates();
        if dates.is_empty() {
            return self.frame.empty();
        }
        let heights = self.name_heights();
        let drawing = html! {
            (self.grid()) (self.foot(&dates))
            @for (index, (series, height)) in self.series.iter().zip(heights).enumerate() { (self.line(index, series, &dates, height)) }
        };
        let svg = self.frame.svg("lines", (360.0, 196.0), &self.described(), &drawing);
        self.frame.figure("lines", &svg, self.numbers(&dates))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn chart() -> Lines {
        Lines::new(Lang::En, "well", "How Margaret says she is", 2026)
            .series(Series::new("Satisfied").reading(date(2026, 10, 15), 5.0).reading(date(2026, 9, 14), 3.0))
            .series(
                Series::new("Anxious")
                    .lower_is_better()
                    .reading(date(2026, 9, 14), 7.0)
                    .reading(date(2026, 10, 15), 4.0),
            )
    }

    #[test]
    fn the_description_and_the_table_say_every_reading_in_order_of_time() {
        let html = chart().render().0;
        assert!(html.contains("Satisfied: 3, 14 September; 5, 15 October. Anxious (lower is better): 7, 14 September; 4, 15 October."), "{html}");
        assert!(html.contains("aria-labelledby=\"well-lines-title well-lines-desc\""));
        assert!(html.contains("<th class=\"nhsuk-table__header\" scope=\"row\">14 September</th><td class=\"nhsuk-table__cell nhsuk-table__cell--numeric\">3</td>"));
    }

    #[test]
    fn no_two_lines_share_a_dash_and_a_mark() {
        let html = chart().render().0;
        assert!(html.contains("stroke-dasharray=\"none\"") && html.contains("stroke-dasharray=\"8 5\""));
        assert_ne!(mark_at(0, 0.0, 0.0), mark_at(1, 0.0, 0.0));
    }

    #[test]
    fn names_never_touch_and_never_leave_the_chart() {
        let on = date(2026, 9, 14);
        for value in [0.0, 5.0, 10.0] {
            let chart =
                ["a", "b", "c", "d"].into_iter().fold(Lines::new(Lang::En, "x", "X", 2026), |chart, name| {
                    chart.series(Series::new(name).reading(on, value))
                });
            let mut heights = chart.name_heights();
            heights.sort_by(f64::total_cmp);
            assert!(heights.windows(2).all(|pair| pair[1] - pair[0] >= NAME_GAP - 0.01), "{heights:?}");
            assert!(heights.iter().all(|y| (0.0..=196.0).contains(y)), "{heights:?}");
        }
    }

    #[test]
    fn nothing_and_not_a_number_draw_nothing() {
        let empty =
            Lines::new(Lang::En, "x", "X", 2026).series(Series::new("a").reading(date(2026, 1, 1), f64::NAN));
        assert!(empty.render().0.contains("Nothing to show yet"));
    }
}
