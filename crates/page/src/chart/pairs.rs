//! First and last scores of the same people, as pairs of bars: striped before, solid after.

use maud::{Markup, Render, html};

use super::frame::{Frame, at};
use crate::{Column, Lang, Table, text};

/// The drawing is 440 by 220; bars stand between these.
const LEFT: f64 = 8.0;
const RIGHT: f64 = 432.0;
const TOP: f64 = 44.0;
const BOTTOM: f64 = 184.0;

/// How many people gave each score, before and after.
pub struct Pairs {
    frame: Frame,
    /// `None` is "a few": withheld, printed as `*` and drawn as none.
    scores: Vec<(String, Option<u64>, Option<u64>)>,
}

impl Pairs {
    /// A chart called `title`; `id` must be the page's only one.
    pub fn new(lang: Lang, id: impl Into<String>, title: impl Into<String>) -> Self {
        Self { frame: Frame::new(lang, id, title), scores: Vec::new() }
    }

    /// The people who gave one score: how many before, how many after. Scores in order.
    pub fn score(self, score: impl Into<String>, before: u64, after: u64) -> Self {
        self.score_or_few(score, Some(before), Some(after))
    }

    /// The same, where `None` are too few people to print.
    pub fn score_or_few(mut self, score: impl Into<String>, before: Option<u64>, after: Option<u64>) -> Self {
        self.scores.push((score.into(), before, after));
        self
    }

    fn height(&self, people: Option<u64>) -> f64 {
        let most =
            self.scores.iter().filter_map(|(_, before, after)| *before.max(after)).max().unwrap_or(0).max(1);
        let share = people.unwrap_or(0) as f64 / most as f64;
        share * (BOTTOM - TOP)
    }

    fn key(&self) -> Markup {
        let phrases = self.frame.lang.phrases();
        html! {
            g.q-svg__key {
                rect.q-svg__before x=(at(LEFT)) y="4" width="20" height="20" fill={ "url(#" (self.frame.id) "-stripes)" } stroke="#4a2a5e" stroke-width="1.5" {}
                text x=(at(LEFT + 28.0)) y="20" fill="#212b32" { (phrases.before) }
                rect.q-svg__after x="130" y="4" width="20" height="20" fill="#00594f" {}
                text x="158" y="20" fill="#212b32" { (phrases.after) }
            }
        }
    }

    fn bars(&self) -> Markup {
        let step = (RIGHT - LEFT) / self.scores.len().max(1) as f64;
        let width = step * 0.4;
        html! {
            @for ((score, before, after), index) in self.scores.iter().zip(0_u32..) {
                @let left = LEFT + step * f64::from(index) + step * 0.1;
                @let (down, up) = (self.height(*before), self.height(*after));
                rect.q-svg__before x=(at(left)) y=(at(BOTTOM - down)) width=(at(width)) height=(at(down)) fill={ "url(#" (self.frame.id) "-stripes)" } stroke="#4a2a5e" stroke-width="1.5" {}
                rect.q-svg__after x=(at(left + width)) y=(at(BOTTOM - up)) width=(at(width)) height=(at(up)) fill="#00594f" {}
                text.q-svg__quiet x=(at(left + width)) y=(at(BOTTOM + 24.0)) text-anchor="middle" fill="#4c6272" { (score) }
            }
            path.q-svg__axis d=(format!("M{} {}H{}", at(LEFT), at(BOTTOM), at(RIGHT))) stroke="#4c6272" stroke-width="1.5" {}
        }
    }

    fn stripes(&self) -> Markup {
        html! {
            defs {
                pattern id={ (self.frame.id) "-stripes" } width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    rect width="6" height="6" fill="#ece5f0" {}
                    path d="M0 0v6" stroke="#4a2a5e" stroke-width="4" stroke-opacity=".55" {}
                }
            }
        }
    }

    fn described(&self) -> String {
        let phrases = self.frame.lang.phrases();
        let plain = |people: &Option<u64>| people.map_or_else(|| "*".to_owned(), |people| people.to_string());
        let lines = self
            .scores
            .iter()
            .map(|(score, before, after)| format!("{score}: {}, {}", plain(before), plain(after)));
        format!(
            "{}, {}. {}.",
            phrases.before,
            phrases.after.to_lowercase(),
            lines.collect::<Vec<_>>().join("; ")
        )
    }

    fn numbers(&self) -> Table {
        let phrases = self.frame.lang.phrases();
        Table::new(self.frame.title.as_str())
            .columns([
                Column::text(phrases.score),
                Column::number(phrases.before),
                Column::number(phrases.after),
            ])
            .rows(self.scores.iter().map(|(score, before, after)| {
                let said = |people: &Option<u64>| people.map_or_else(|| "*".to_owned(), text::number);
                [score.clone(), said(before), said(after)]
            }))
    }
}

impl Render for Pairs {
    fn render(&self) -> Markup {
        if self.scores.iter().all(|(_, before, after)| *before == Some(0) && *after == Some(0)) {
            return self.frame.empty();
        }
        let drawing = html! { (self.stripes()) (self.key()) (self.bars()) };
        let svg = self.frame.svg("pairs", (440.0, 216.0), &self.described(), &drawing);
        self.frame.figure("pairs", &svg, self.numbers())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tallest_bar_is_the_most_people_and_the_table_has_them_all() {
        let chart =
            Pairs::new(Lang::En, "life", "Satisfied with life").score("0", 10, 0).score("1", 1_240, 620);
        assert!((chart.height(Some(1_240)) - (BOTTOM - TOP)).abs() < 1e-9);
        assert!((chart.height(Some(620)) * 2.0 - (BOTTOM - TOP)).abs() < 1e-9);
        let html = chart.render().0;
        assert!(
            html.contains("Before, after. 0: 10, 0; 1: 1240, 620.") && html.contains(">1,240</td>"),
            "{html}"
        );
    }

    #[test]
    fn a_few_are_a_star() {
        let chart = Pairs::new(Lang::En, "x", "X").score_or_few("1", None, Some(20));
        assert!(chart.height(None).abs() < 1e-9);
        assert!(chart.render().0.contains("1: *, 20."));
    }

    #[test]
    fn nobody_draws_nothing() {
        assert!(Pairs::new(Lang::Cy, "x", "X").score("1", 0, 0).render().0.contains("Dim i’w ddangos eto"));
    }
}
